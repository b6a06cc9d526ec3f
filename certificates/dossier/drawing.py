"""Drawing a dossier, in the worker: rows in, bytes out, the same whenever the rows are the same."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from certificates.dossier import actions, queries
from certificates.dossier.compose import CSS, enclosed, html, source_of
from certificates.dossier.queries import Contents
from certificates.issuing.actions import still_said
from training import store
from training.accounts.models import User
from training.db import db, reading
from training.house import JobKind
from training.jobs import actions as jobs
from training.jobs.models import Job
from training.press import PANGO

KIND = "dossier"
TYPES = {"json": "application/json", "txt": "text/plain", "zlib": "application/zlib"}


def start(certificate_id: int, by_id: int) -> Job:
    """The job that draws this person's copy; while one is under way, that one."""
    subject = f"dossier:{certificate_id}:{by_id}"
    return jobs.start(KIND, subject, [subject], by_id)


def draw(subject: str) -> None:
    """Draw it unless it is there as it would be now, and note it."""
    certificate_id, by_id = _ids(subject)
    with reading():
        contents = queries.contents_of(queries.certificate_with(certificate_id))
        page = html(contents)
        source = source_of(contents, page)
        known = queries.drawn_for(contents.certificate, by_id, source)
        if known is not None and store.is_whole(known.sha256):
            return
    data = drawn(contents, page)
    sha256 = store.put(data)
    if contents.said is not None and not still_said([certificate_id]):
        store.remove(sha256)  # erased meanwhile: whoever asks again gets what is left
        db.session.commit()
        return
    actions.note(certificate_id, by_id, source, sha256, len(data))
    db.session.commit()


def drawn(contents: Contents, page: str) -> bytes:
    """The file. The same contents give the same bytes."""
    import pikepdf  # noqa: PLC0415  # loaded late: only the worker draws

    with PANGO:
        data, _pages = _press().documents([page])
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for name, what, inside in enclosed(contents):
            pdf.attachments[name] = pikepdf.AttachedFileSpec(  # without dates: the same bytes whenever it is drawn
                pdf, inside, description=what, filename=name, mime_type=TYPES[name.rpartition(".")[2]],
                creation_date="", mod_date="")
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def finish(_subject: str, _done: Sequence[str]) -> None:
    """Nothing to join: a dossier is one file."""


@cache
def _press() -> Any:
    # Late: the site must start and serve without Pango's libraries; only the worker draws.
    from training.press.press import Press  # noqa: PLC0415  # the reason stands above

    return Press(CSS.read_text(encoding="utf-8"))


def _ids(subject: str) -> tuple[int, int]:
    _kind, certificate, by = subject.split(":")
    return int(certificate), int(by)


def _title(subject: str) -> str:
    return str(_("Dossier del %(folio)s", folio=queries.certificate_with(_ids(subject)[0]).folio))


def _result(subject: str) -> str:
    return url_for("certificates.dossier", key=queries.certificate_with(_ids(subject)[0]).key)


def _back(subject: str) -> tuple[str, str]:
    one = queries.certificate_with(_ids(subject)[0])
    return one.folio, url_for("certificates.paper", key=one.key)


def _may_see(actor: User, subject: str) -> bool:
    """It belongs to whoever asked for it."""
    return actor.id == _ids(subject)[1]


WORK = JobKind(KIND, draw, finish, title=_title, result_url=_result, back=_back, may_see=_may_see)
