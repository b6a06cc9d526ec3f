"""Writing papers: issuing a cohort's, and noting what was drawn. Nothing here is slow."""

import secrets
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import msgspec
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select

from certificates.designs.actions import keep_the_one_in_use
from certificates.designs.queries import in_use
from certificates.issuing import evidence
from certificates.issuing.entering import Paper, enter
from certificates.issuing.evidence import Prepared
from certificates.issuing.models import Certificate, CertificateFile, FolioCounter, Particulars, PrintFile, WithdrawnFile
from certificates.issuing.roll import Candidate, roll
from certificates.paper import codes, flaws, snapshot
from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA, KINDS, PrintedModule, Signer, Snapshot
from certificates.paper.wording import printed
from certificates.register import keys
from training import store
from training.audit.actions import record
from training.clock import now, today
from training.cohorts.models import Cohort, Membership
from training.cohorts.numbering import hold
from training.db import Base, db, inserting
from training.errors import Refused
from training.house import house
from training.manuals.queries import manual
from training.workshops.words import half_day_title

ACTS = {CERTIFICATE: "issue certificates", CONSTANCIA: "issue constancias", ACCREDITATION: "issue accreditations"}
LETTERS = {CONSTANCIA: "C-", ACCREDITATION: "A-"}
NOBODY = "-"  # stands for what each person brings, while the common part is tried


def prepare(cohort: Cohort, by_id: int, *, both: bool = False, accepted: Collection[str] = ()) -> Prepared:
    """Gather what the papers will be issued upon, before anything is locked. Reads only."""
    ready = unlocked(cohort, roll(cohort, accepted).ready(both=both))
    return evidence.prepare(cohort, by_id, [(one.membership_id, one.kind) for one in ready])


def issue(cohort: Cohort, by_id: int, signers: Sequence[Signer], *, both: bool = False,
          prepared: Prepared | None = None, accepted: Collection[str] = ()) -> list[Certificate]:
    """The papers of everybody who may have one, has none of its kind and whose name can be printed, by surname.

    Whoever gets the certificate gets a constancia too only when ``both``; about whom there is a doubt, only when the key of
    her membership is among the ``accepted``. Empty when there is nobody (left). The row of the cohort is locked first and
    those of the folios after it, so whoever presses at the same time waits and then finds everything done. Raises
    Refused when the key is missing, a half-day is still open, another room locks all that is ready (nobody who facilitates
    is licensed) or the course cannot be printed.
    """
    keys.signing_key()
    hold(cohort)
    standing = roll(cohort, accepted)
    if standing.unclosed:
        raise Refused(_("Primero cierre la asistencia de: %(half_days)s. Los papeles dicen los minutos de cada jornada y "
                        "después no cambian. No se emitió nada.",
                        half_days="; ".join(half_day_title(one) for one in standing.unclosed)))
    ready = unlocked(cohort, standing.ready(both=both))
    if not ready:
        if standing.certificates:
            raise Refused(locked(cohort, CERTIFICATE))
        return []
    keep_the_one_in_use()
    sheet = common_part(cohort, signers)
    upon = evidence.of_papers(cohort, by_id, [(one.membership_id, one.kind) for one in ready], prepared)
    made = enter([Paper(said, one.membership_id, cohort.id, by_id, upon[one.membership_id, one.kind])
                  for kind in KINDS for one, said in _of_a_kind(sheet, kind, [c for c in ready if c.kind == kind])])
    for kind in KINDS:
        if some := [one for one in made if one.kind == kind]:
            record(ACTS[kind], f"cohort:{cohort.id}", by_id, f"{len(some)}: {some[0].folio} – {some[-1].folio}")
    return made


def locked(cohort: Cohort, kind: str) -> str:
    """Why no paper of this kind is issued for the cohort now, as the first room that minds tells it; "" when none does."""
    return next((why for lock in house().issue_locks if (why := lock(cohort, kind))), "")


def unlocked(cohort: Cohort, ready: Sequence[Candidate]) -> list[Candidate]:
    """Those of these people whose kind of paper no room locks."""
    closed = {kind for kind in {one.kind for one in ready} if locked(cohort, kind)}
    return [one for one in ready if one.kind not in closed]


def _of_a_kind(sheet: Snapshot, kind: str, candidates: Sequence[Candidate]) -> list[tuple[Candidate, Snapshot]]:
    """What each sheet of one kind says, with folios that follow one another."""
    if not candidates:
        return []
    year = today().year
    first = take_folios(year, kind, len(candidates))
    return [(one, _personal(sheet, one, folio(year, kind, first + place))) for place, one in enumerate(candidates)]


def common_part(cohort: Cohort, signers: Sequence[Signer]) -> Snapshot:
    """What every sheet of the cohort says, with NOBODY on it. Raises Refused when it cannot be printed."""
    edition = manual(cohort.manual_digest)
    course = edition.course(cohort.course)
    modules = tuple(PrintedModule(m.slug, m.title, m.minutes) for m in edition.published(cohort.course))
    try:
        sheet = snapshot.checked(Snapshot(
            format=snapshot.FORMAT, kind="certificate", design=in_use(),
            folio=NOBODY, code=NOBODY, token=NOBODY, public_url=str(current_app.config["PUBLIC_URL"]),
            given_names=NOBODY, surnames=NOBODY, document_type="dni", document=NOBODY, course_slug=cohort.course,
            course_title=course.title if course else "", modules=modules, signers=tuple(signers),
            half_hours=snapshot.half_hours(sum(module.minutes for module in modules)), starts=cohort.starts_on,
            ends=cohort.ends_on, place=cohort.place, issued_on=today(), content_version=edition.version,
            content_digest=cohort.manual_digest, issuer=edition.issuer, draft=edition.draft, demo=False))
    except ValueError as error:
        raise Refused(_("Los datos del curso no caben en un certificado: %(problem)s. No se emitió nada; avise a "
                        "quien administra Réplica.", problem=str(error))) from error
    if flaw := flaws.of_text(printed(sheet)):
        raise Refused(_("Los datos de la cohorte o del curso no se pueden imprimir. %(flaw)s No se emitió nada; "
                        "corrija el lugar de la cohorte o avise a quien administra Réplica.", flaw=flaw))
    return sheet


def folio(year: int, kind: str, number: int) -> str:
    """``2026-000128``; of a constancia ``2026-C-000045``, of an accreditation ``2026-A-000003``, so that nobody reads one
    for the other."""
    return f"{year}-{LETTERS.get(kind, '')}{number:06}"


def _personal(sheet: Snapshot, one: Candidate, number: str) -> Snapshot:
    try:
        return snapshot.checked(msgspec.structs.replace(
            sheet, folio=number, code=codes.new_code(), token=codes.new_token(), given_names=one.given_names,
            surnames=one.surnames, document_type=one.document_type, document=one.document, demo=one.demo,
            **_of_the_paper(one)))
    except ValueError as error:  # a workshop of more half-days than a sheet has lines for
        raise Refused(_("Los datos del taller no caben en la hoja: %(problem)s. No se emitió nada; avise a quien "
                        "administra Réplica.", problem=str(error))) from error


def _of_the_paper(one: Candidate) -> dict[str, Any]:
    """A certificate bears the total of the workshop, a constancia every half-day and no module."""
    if one.attendance is None:
        return {}
    if one.kind == CERTIFICATE:
        return {"attendance": msgspec.structs.replace(one.attendance, half_days=())}
    return {"kind": CONSTANCIA, "attendance": one.attendance, "modules": (),
            "half_hours": snapshot.half_hours(one.attendance.attended)}


def take_folios(year: int, kind: str, count: int) -> int:
    """The first of ``count`` folios that follow one another; a rollback gives them back."""
    _insert_once(FolioCounter, {"year": year, "kind": kind, "last": 0})
    counter = db.session.get_one(FolioCounter, (year, kind), with_for_update=True, populate_existing=True)
    counter.last += count
    db.session.flush()
    return counter.last - count + 1


def still_said(certificate_ids: Collection[int]) -> bool:
    """Whether none of these papers was erased, and none is until the end of this transaction."""
    query = (select(Particulars.certificate_id).where(Particulars.certificate_id.in_(list(certificate_ids)))
             .order_by(Particulars.certificate_id).with_for_update())
    return len(db.session.scalars(query).all()) == len(certificate_ids)


def hold_said_of(user_id: int) -> None:
    """From here to the end of this transaction nobody writes down a file with a paper of this person: who was about to
    has done so, and is seen, or finds it erased. For whoever lets go of such files."""
    hers = select(Certificate.id).join(Membership, Membership.id == Certificate.membership_id).where(
        Membership.user_id == user_id)
    db.session.scalars(select(Particulars.certificate_id).where(Particulars.certificate_id.in_(hers))
                       .order_by(Particulars.certificate_id).with_for_update()).all()


def note_file(certificate_id: int, sha256: str, size: int) -> bool:
    """Note the file that was drawn, once; False when another one was noted before."""
    _insert_once(CertificateFile, {"certificate_id": certificate_id, "sha256": sha256, "size": size,
                                   "drawn_at": now()})
    return db.session.get_one(CertificateFile, certificate_id, populate_existing=True).sha256 == sha256


def file_is_whole(certificate_id: int) -> bool:
    """Whether the file that was noted for a paper is there as it was."""
    return store.is_whole(db.session.get_one(CertificateFile, certificate_id).sha256)


def note_print_file(cohort_id: int, kind: str, sha256: str, pages: int, size: int) -> None:
    """Note the sheets of a batch and kind, joined; the same sheets once. What was drawn just now holds nothing erased."""
    db.session.execute(delete(WithdrawnFile).where(WithdrawnFile.sha256 == sha256))
    _insert_once(PrintFile, {"key": secrets.token_urlsafe(9), "cohort_id": cohort_id, "kind": kind, "sha256": sha256,
                             "pages": pages, "size": size, "made_at": now()})


def default_signers(names: Sequence[str]) -> list[Signer]:
    """The first two of these people, as those in charge of the course."""
    return [Signer(name, "Responsable del curso") for name in names[:2]]


def dates_ahead(cohort: Cohort) -> date | None:
    """The day on which the course ends, while it has not ended: the sheets will say it all the same."""
    return cohort.ends_on if cohort.ends_on > today() else None


def _insert_once(table: type[Base], values: dict[str, object]) -> None:
    db.session.execute(inserting(table).values(**values).on_conflict_do_nothing())
