"""Erasing what a person's papers say: the register notes it, the words go, the files go; the papers stay as numbers."""

from collections.abc import Collection

from sqlalchemy import delete, select

from certificates.corrections.models import PaperWords
from certificates.issuing import qualifying
from certificates.issuing.models import Certificate, CertificateFile, Particulars, PrintFile, WithdrawnFile
from certificates.register import chain
from certificates.register.actions import append
from certificates.register.queries import numbers_of
from certificates.signing.models import SignedFile
from training import store
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.cohorts.numbering import hold
from training.db import db

COUNTED = ("papers", "files", "print files")


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """Erase every paper of a person, in the caller's transaction. Returns how many papers, files and print files went.

    The files are let go of once that is committed (``store.remove_waiting``). May be called again: then nothing is left
    to do. ``by_id`` is not written down here: the person's own erasure is in the record.
    """
    whose = select(Membership.id).where(Membership.user_id == user_id)
    papers = list(db.session.scalars(
        select(Certificate).where(Certificate.membership_id.in_(whose)).order_by(Certificate.cohort_id, Certificate.id)))
    theirs = select(Cohort).where(Cohort.id.in_({one.cohort_id for one in papers})).order_by(Cohort.id)
    for cohort in db.session.scalars(theirs).all():
        hold(cohort)
    held = select(Particulars.certificate_id).where(Particulars.certificate_id.in_([one.id for one in papers]))
    held = held.order_by(Particulars.certificate_id).with_for_update()  # no sheet of theirs is noted meanwhile
    left = list(db.session.scalars(held))
    if not left:
        return dict.fromkeys(COUNTED, 0)
    numbers = numbers_of(left)
    append([(paper, {"kind": chain.ERASED, "of": numbers[paper]}) for paper in left])
    qualifying.ended([one for one in papers if one.id in left], None)
    db.session.execute(delete(Particulars).where(Particulars.certificate_id.in_(left)))
    db.session.execute(delete(PaperWords).where(PaperWords.certificate_id.in_(left)))
    gone = (len(left), _files(left), _print_files([one for one in papers if one.id in left]))
    return dict(zip(COUNTED, gone, strict=True))


def _files(papers: Collection[int]) -> int:
    """Let go of their single files, signed ones too, unless a paper that stays has the same bytes."""
    found = {sha256 for table in (CertificateFile, SignedFile) for sha256 in db.session.scalars(
        select(table.sha256).where(table.certificate_id.in_(papers)))}
    kept = set(db.session.scalars(select(CertificateFile.sha256).where(
        CertificateFile.sha256.in_(found), CertificateFile.certificate_id.not_in(papers))))
    for sha256 in found - kept:
        store.remove_later(sha256)
    return len(found - kept)


def _print_files(papers: Collection[Certificate]) -> int:
    """Let go of every print file that may hold one of these sheets: those of the same cohort and kind."""
    batches = {(one.cohort_id, one.kind) for one in papers}
    of_cohorts = select(PrintFile).where(PrintFile.cohort_id.in_([cohort for cohort, _kind in batches]))
    found = {one.sha256 for one in db.session.scalars(of_cohorts) if (one.cohort_id, one.kind) in batches}
    found -= set(db.session.scalars(select(WithdrawnFile.sha256).where(WithdrawnFile.sha256.in_(found))))
    for sha256 in found:
        db.session.add(WithdrawnFile(sha256=sha256, at=now()))
        store.remove_later(sha256)
    db.session.flush()
    return len(found)
