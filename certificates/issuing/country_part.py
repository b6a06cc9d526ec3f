"""What the papers of a country are made with, and what is left to do when all are there: counters, head, some files."""

from flask import current_app
from sqlalchemy import select, update

from certificates.designs.actions import keep_the_one_in_use
from certificates.issuing import country as own
from certificates.issuing import drawing
from certificates.issuing.chaining import Chain
from certificates.issuing.models import Certificate, CertificateFile, FolioCounter
from certificates.issuing.pool import THE_POOL
from certificates.paper.snapshot import PrintedModule
from certificates.register import actions as register
from certificates.register import keys, outside
from certificates.register.models import RegisterHead
from training.db import db, inserting
from training.demo.country.courses import of_manual
from training.demo.country.plan import Country
from training.house import CountryPart
from training.manuals.queries import manual
from training.progress.paper_rules import rules_of

DRAWN = 500  # sheets of a whole country
AT_ONCE = 40


def ready(country: Country) -> own.Facts:
    """The key, the register as it stands, the words of each course, the folios. Flushes."""
    register.append([])  # its key is entered, so that the papers can follow
    head = db.session.get_one(RegisterHead, 1)
    edition = manual(country.found.manual_digest)
    courses = {}
    for slug, facts in of_manual(edition).items():
        course = edition.course(slug)
        modules = tuple(PrintedModule(one.slug, one.title, one.minutes) for one in edition.published(slug))
        rules = {one.paper: one.spanish for one in rules_of(edition, slug, facts.plan.minutes)}
        courses[slug] = own.Words(course.title if course else "", modules, rules, facts)
    before = {(one.year, one.kind): one.last for one in db.session.scalars(select(FolioCounter))}
    numbers, counted = own.numbering(country, before)
    peaks = [head.frontier[at:at + 32] for at in range(0, len(head.frontier), 32)]
    return own.Facts(keys.signing_key().private_bytes_raw(), str(current_app.config["PUBLIC_URL"]), keep_the_one_in_use(),
                     edition.issuer, edition.version, edition.draft, courses, numbers, counted,
                     Chain(register.origin(), head.size, head.last, peaks))


def finish(country: Country, facts: own.Facts) -> None:
    """Counters and head as after the last paper, the note outside, and the files of the newest papers, really drawn."""
    for (year, kind), last in facts.counted.items():
        put = inserting(FolioCounter).values(year=year, kind=kind, last=last)
        db.session.execute(put.on_conflict_do_update(index_elements=["year", "kind"], set_={"last": last}))
    chain = facts.chain
    db.session.execute(update(RegisterHead).values(size=chain.size, last=chain.last, frontier=b"".join(chain.peaks)))
    db.session.commit()
    if chain.newest:
        outside.write(chain.newest)
    undrawn = (select(Certificate.id).outerjoin(CertificateFile, CertificateFile.certificate_id == Certificate.id)
               .where(CertificateFile.certificate_id.is_(None)).order_by(Certificate.id.desc()).limit(country.size.of(DRAWN)))
    subjects = [f"certificate:{one}" for one in db.session.scalars(undrawn)]
    db.session.commit()
    for at in range(0, len(subjects), AT_ONCE):
        drawing.ahead(subjects[at:at + AT_ONCE])
        for subject in subjects[at:at + AT_ONCE]:
            drawing.draw(subject)
    THE_POOL.close()


PART = CountryPart(30, own.COLUMNS, ready, own.rows, own.chained, finish)
