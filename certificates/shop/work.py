"""Printing as long work: a volume of the pile a piece, with its lists. Every piece may be made again.

What is drawn once (a back, the mark of a duplicate) is drawn once a volume; volumes bound the memory. Print files bear whole
documents and can be made again from the issued ones, so they go after a week, and at once when somebody in them is erased.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import delete, select

from certificates.issuing.actions import hold_said_of
from certificates.issuing.models import Particulars
from certificates.shop import composing, queries_acts
from certificates.shop.drawing import CannotDraw
from certificates.shop.making import Volume, make
from certificates.shop.models import ShopAct, ShopFile
from certificates.shop.order import volumes
from training import store
from training.clock import now
from training.db import db, reading
from training.errors import Refused
from training.house import JobKind
from training.jobs import actions as jobs
from training.jobs.models import Job

KIND = "prints"
VOLUME = 500  # sheets; joining takes 0.15 MiB a page
KEPT = timedelta(days=7)


def start(act: ShopAct, by_id: int) -> Job:
    """The job that makes the files of an act; while the same is under way, that one. Raises Refused when all are gone."""
    found = composing.sheets_of(act, 1, act.count)
    pieces = [f"lot:{act.id}:{number}:{pile[0].position}:{pile[-1].position}"
              for number, pile in enumerate(volumes(found, lambda one: one.place, VOLUME), 1)]
    return jobs.start(KIND, f"lot:{act.id}", pieces, by_id)


def item(piece: str) -> None:
    """Make one volume: ``lot:12:1:1:287``."""
    act_id, number, first, last = (int(part) for part in piece.split(":")[1:])
    with reading():
        act = db.session.get_one(ShopAct, act_id)
        lot, pile = composing.lot_of(act), composing.sheets_of(act, first, last)
        backs = composing.backs_of(pile)
    try:
        made = make(lot, pile, backs)
    except CannotDraw as error:
        raise Refused(_("Una hoja no se puede dibujar (%(problem)s).", problem=str(error))) from error
    try:
        _must_all_stand([one.certificate_id for one in pile])
        _keep(act_id, number, made)
        db.session.commit()
    finally:
        for path in made.files.values():
            path.unlink(missing_ok=True)


def _must_all_stand(papers: Sequence[int]) -> None:
    """Nobody in the file was erased while it was drawn, nor will be before it is written down."""
    query = (select(Particulars.certificate_id).where(Particulars.certificate_id.in_(papers))
             .order_by(Particulars.certificate_id).with_for_update(read=True))
    if len(list(db.session.scalars(query))) != len(papers):
        raise Refused(_("Se retiró un papel mientras se preparaba; se prepara otra vez sin él."))


def _keep(act_id: int, number: int, made: Volume) -> None:
    """Store the files; those of an earlier try go."""
    _drop(ShopFile.act_id == act_id, ShopFile.volume == number)
    for kind, path in made.files.items():
        sha256, size = store.put_file(path)
        db.session.add(ShopFile(act_id=act_id, volume=number, kind=kind, sha256=sha256, size=size, pages=made.pages[kind],
                                sheets=made.sheets, missing=json.dumps(made.missing), made_at=now()))
    db.session.flush()


def _drop(*which: Any) -> int:
    """Forget files, and delete them once that is committed. Returns how many."""
    hashes = list(db.session.scalars(select(ShopFile.sha256).where(*which)))
    db.session.execute(delete(ShopFile).where(*which))
    kept = set(db.session.scalars(select(ShopFile.sha256).where(ShopFile.sha256.in_(hashes))))
    for sha256 in set(hashes) - kept:
        store.remove_later(sha256)
    return len(hashes)


def finish(_subject: str, _done: Sequence[str]) -> None:
    """Every volume is whole by itself."""
    store.remove_waiting()


def tidy() -> dict[str, int]:
    """Print files go after a week."""
    return {"prints": _drop(ShopFile.made_at < now() - KEPT)}


def forget(user_id: int, _by_id: int | None = None) -> dict[str, int]:
    """A person is erased: every print file with a paper of hers goes; for the others it can be made again."""
    hold_said_of(user_id)
    return {"prints": _drop(ShopFile.act_id.in_(queries_acts.printed_with(queries_acts.memberships_of(user_id))))}


def _act(subject: str) -> ShopAct | None:
    return db.session.get(ShopAct, int(subject.split(":")[1]))


def _title(subject: str) -> str:
    act = _act(subject)
    return str(_("Lote %(number)s: %(count)s papeles", number=act.id, count=act.count)) if act else subject


def _page(subject: str) -> str | None:
    act = _act(subject)
    return url_for("certificates.shop_act", key=act.key) if act else None


def _back(subject: str) -> tuple[str, str] | None:
    page = _page(subject)
    return (_title(subject), page) if page else None


def _names(pieces: Sequence[str]) -> Mapping[str, str]:
    return {piece: _("Hojas %(first)s a %(last)s", first=piece.split(":")[3], last=piece.split(":")[4]) for piece in pieces}


def _may_see(actor: Any, subject: str) -> bool:
    act = _act(subject)
    return act is not None and queries_acts.act_for(actor, act.key) is not None


WORK = JobKind(KIND, item, finish, title=_title, item_names=_names, result_url=_page, back=_back, may_see=_may_see)
