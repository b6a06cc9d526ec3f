"""The long work: every file that came back is looked at, outside any request, in a process with limits.

Each step may be repeated: what was looked at is not looked at again, and the same bytes are kept under the same hash.
"""

import atexit
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import IO

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from certificates.issuing.models import Certificate
from certificates.issuing.standing import standing_of
from certificates.lots import actions, archive, queries
from certificates.lots.models import LotFile, SignedLot
from certificates.lots.verdicts import Verdict, paper_of
from certificates.signing.added import NotOnly
from certificates.signing.apart import Apart
from certificates.signing.models import SignedFile
from certificates.signing.queries import newest_signed, roots
from training import store
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.cohorts.queries import runs
from training.db import db, reading
from training.house import JobKind
from training.jobs import actions as jobs
from training.jobs.models import Job

KIND = "signed lot"
AT_ONCE = 20                # files that one transaction takes in
_apart = Apart()            # of this worker, as long as there is something to look at
atexit.register(_apart.stop)


class _Refused(Exception):
    """The file is not kept."""

    def __init__(self, verdict: Verdict, certificate_id: int | None = None) -> None:
        super().__init__(verdict.value)
        self.verdict, self.certificate_id = verdict, certificate_id


def receive(cohort: Cohort, by_id: int, source: IO[bytes]) -> tuple[str, Job | None]:
    """Take a ZIP in, in many short transactions; commits. Returns the lot's key and the job that looks at it, if it has to.

    Raises BadArchive, before anything is written. What is cut off in the middle is never looked at.
    """
    files = archive.entries(source)
    first = next(files)
    lot = actions.open_lot(cohort, by_id)
    lot_id, key = lot.id, lot.key
    for position, entry in enumerate(chain((first,), files), 1):
        actions.take_in(lot_id, position, entry)
        if position % AT_ONCE == 0:
            db.session.commit()
    waiting = actions.close_lot(lot_id)
    job = start(lot_id, waiting, by_id) if waiting else None
    db.session.commit()
    return key, job


def start(lot_id: int, positions: Sequence[int], by_id: int) -> Job:
    """The job that looks at these files of a lot."""
    return jobs.start(KIND, f"lot:{lot_id}", [f"file:{lot_id}:{position}" for position in positions], by_id)


def look_at(subject: str) -> None:
    """Look at ``file:3:17``, keep it or say why not."""
    lot_id, position = (int(part) for part in subject.split(":")[1:])
    with reading():
        found = queries.waiting_file(lot_id, position)
        if found is None:
            return
        lot, _file, data = found
        cohort_id = lot.cohort_id
    try:
        _keep(lot_id, position, cohort_id, data)
    except _Refused as no:
        actions.refuse(lot_id, position, no.verdict, no.certificate_id)
    db.session.commit()


def _keep(lot_id: int, position: int, cohort_id: int, data: bytes) -> None:
    with reading():
        certificate_id = paper_of(data, queries.files_of_cohort(cohort_id))
        if certificate_id is None:
            raise _Refused(Verdict.UNKNOWN)
        if not standing_of(db.session.get_one(Certificate, certificate_id)).stands:
            raise _Refused(Verdict.ENDED, certificate_id)
        before = newest_signed([certificate_id]).get(certificate_id)
        issued, trusted = _bytes_of(certificate_id, before), roots()
    if before and data == issued:
        raise _Refused(Verdict.SAME, certificate_id)
    if before and not data.startswith(issued):
        raise _Refused(Verdict.OLD, certificate_id)
    try:
        added = _apart.look(issued, data, trusted, unknown_may_show=not trusted)
    except NotOnly as no:
        raise _Refused(Verdict.of(no.why), certificate_id) from no
    sha256 = store.put(data)
    try:
        accepted = actions.accept(lot_id, position, certificate_id, sha256, len(data), added, before.turn if before else 0)
    except IntegrityError:      # somebody else's lot was quicker: the file stays only where it is the same
        db.session.rollback()
        with reading():
            now = newest_signed([certificate_id])[certificate_id]
        if now.sha256 == sha256:
            raise _Refused(Verdict.SAME, certificate_id) from None
        store.remove(sha256)
        raise _Refused(Verdict.OLD, certificate_id) from None
    if not accepted:
        store.remove(sha256)
        raise _Refused(Verdict.ENDED)


def _bytes_of(certificate_id: int, before: SignedFile | None) -> bytes:
    try:
        return store.read(before.sha256 if before else queries.file_of(certificate_id))
    except store.Damaged:
        raise _Refused(Verdict.LOST, certificate_id) from None


def finish(_subject: str, _done: Sequence[str]) -> None:
    """Nothing is looked at any more."""
    _apart.stop()


def _lot(subject: str) -> tuple[SignedLot, Cohort] | None:
    lot = db.session.get(SignedLot, int(subject.partition(":")[2]))
    return (lot, db.session.get_one(Cohort, lot.cohort_id)) if lot else None


def _title(subject: str) -> str:
    found = _lot(subject)
    return str(_("Lote firmado de %(cohort)s", cohort=found[1].name if found else subject))


def _names(subjects: Sequence[str]) -> Mapping[str, str]:
    names = {}
    for subject in subjects:
        lot_id, position = (int(part) for part in subject.split(":")[1:])
        file = db.session.get(LotFile, (lot_id, position))
        names[subject] = file.name if file else subject
    return names


def _page(subject: str) -> str | None:
    found = _lot(subject)
    return url_for("certificates.lot", key=found[1].key, lot=found[0].key) if found else None


def _back(subject: str) -> tuple[str, str] | None:
    found = _lot(subject)
    return (_("Firma por lotes"), url_for("certificates.lots", key=found[1].key)) if found else None


def _may_see(actor: User, subject: str) -> bool:
    found = _lot(subject)
    return found is not None and runs(actor, found[1].id)


WORK = JobKind(KIND, look_at, finish, title=_title, item_names=_names, result_url=_page, back=_back, may_see=_may_see)
