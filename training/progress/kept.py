"""Parts of a cohort's pages that are kept while nothing changes that may stand on them.

The database itself notes each change (the triggers of migration 0022), so what is kept is never older than what was
committed before the request asked: `revision_of` is read first, and everything that is drawn is read after it. The notes
only grow, and a sum of what only grows is the same for nobody who sees one note more: two processes, or a note that was
given its number early and committed late, cannot be mixed up. What follows from the clock says so with `lasts_until`.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import Flask, current_app, has_request_context, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy import bindparam, delete, func, select

from training import compression
from training.clock import at_lima, now, today
from training.cohorts.models import Cohort
from training.db import SAFE_METHODS, db
from training.pages import spoken
from training.progress.models import CohortChange

ROOM = 4_000_000  # characters that one process keeps: the pages of a dozen workshops of two hundred
EVERYWHERE = 0  # the notes of what may stand on the pages of any cohort
MANY = 300  # notes of one cohort that are added up by ``flask tidy``

LASTS = "replica.lasts_until"
TOKEN = "\0token"  # stands in what is kept for the token of a form
Fresh = Mapping[str, Callable[[], str]]

_REVISION = select(func.coalesce(func.sum(CohortChange.weight), 0)).where(
    CohortChange.cohort_id.in_((EVERYWHERE, bindparam("cohort_id"))))


@dataclass(frozen=True, slots=True)
class Part:
    """A drawn part, cut where something stands that is put in each time: a form's token belongs to one session."""

    pieces: tuple[str, ...]
    since: datetime
    until: datetime

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


class Shelf:
    """The parts that this process keeps, the latest used last. One per application."""

    def __init__(self, room: int = ROOM) -> None:
        self.parts: OrderedDict[Hashable, tuple[int, Part]] = OrderedDict()
        self.room, self.filled = room, 0

    def get(self, key: Hashable, revision: int) -> Part | None:
        """The part as it was drawn at this revision, while the clock says nothing else."""
        found = self.parts.get(key)
        if found is None or found[0] != revision or not found[1].since <= now() < found[1].until:
            return None
        self.parts.move_to_end(key)
        return found[1]

    def put(self, key: Hashable, revision: int, part: Part) -> None:
        """Keep it in the place of an older one; what was not used for longest makes room."""
        self._drop(key)
        self.parts[key] = (revision, part)
        self.filled += _filled_by(key, part)
        while self.filled > self.room and self.parts:
            self._drop(next(iter(self.parts)))

    def _drop(self, key: Hashable) -> None:
        gone = self.parts.pop(key, None)
        self.filled -= _filled_by(key, gone[1]) if gone else 0


def _filled_by(key: Hashable, part: Part) -> int:
    """Its address too, which may be longer than what stands behind it."""
    return part.size + sum(len(one) for one in (key if isinstance(key, tuple) else ()) if isinstance(one, str))


def revision_of(cohort_id: int) -> int:
    """Grows with every change of what may stand on the pages of the cohort. One query."""
    return int(db.session.scalar(_REVISION, {"cohort_id": cohort_id}) or 0)


def lasts_until(moment: datetime) -> None:
    """Say that something of the page changes by itself at this moment: no part drawn by this request is kept longer."""
    if has_request_context():
        request.environ[LASTS] = min(_lasts(), moment)


def _lasts() -> datetime:
    """Until when what this request draws may be kept: at most to the end of the day in Lima."""
    found: datetime | None = request.environ.get(LASTS)
    return found or at_lima(today() + timedelta(days=1), time())


def changes_at(*moments: datetime) -> None:
    """The same for moments of which only those still to come matter: when a test opens and closes."""
    for moment in moments:
        if moment > now():
            lasts_until(moment)


def part(cohort: Cohort, fresh: Fresh | None = None, name: str = "", *, caller: Callable[[], str]) -> Markup:
    """``{% call kept(cohort) %}…{% endcall %}``: what stands inside, kept for this address, reader and language.

    What it shows is read inside, or touched there for the first time since: whatever was loaded before is forgotten, for it
    may be older than the revision. Only pages that are asked for are kept; what answers a form is drawn anew.
    ``fresh``: mark → what stands in its place each time anew (the key of a form). ``name``: of several parts of one page.
    """
    makers = {**(fresh or {}), generate_csrf(): generate_csrf}
    if request.method not in SAFE_METHODS or current_app.config["LIVE_CONTENT"]:
        return _filled(_pieces(caller(), makers), makers)
    shelf: Shelf = current_app.extensions["replica.kept_parts"]
    key = (name, cohort.key, request.script_root, request.full_path, request.endpoint, spoken(), current_user.id,
           current_user.is_admin, current_user.authority_id)
    revision = _revision_here(cohort.id)
    found = shelf.get(key, revision)
    if found is not None:
        compression.note(max(found.pieces, key=len))
        return _filled(found.pieces, makers | {TOKEN: generate_csrf})
    since = now()
    _forget_older()
    pieces = _pieces(caller(), makers)
    token = generate_csrf()
    shelf.put(key, revision, Part(tuple(TOKEN if one == token else one for one in pieces), since, _lasts()))
    return _filled(pieces, makers)


def _revision_here(cohort_id: int) -> int:
    """The revision as this request met it first: parts of one page are of one moment, or newer."""
    seen: dict[int, int] = request.environ.setdefault("replica.revisions", {})
    if cohort_id not in seen:
        seen[cohort_id] = revision_of(cohort_id)
    return seen[cohort_id]


def _forget_older() -> None:
    """What was loaded before the revision was read is read again when it is next touched; once a request is enough."""
    if not request.environ.get("replica.forgot"):
        request.environ["replica.forgot"] = True
        db.session.expire_all()


def _pieces(drawn: str, marks: Iterable[str]) -> tuple[str, ...]:
    """The text cut around these marks, which are pieces too."""
    return tuple(re.split(f"({'|'.join(map(re.escape, marks))})", str(drawn)))


def _filled(pieces: Iterable[str], makers: Mapping[str, Callable[[], str]]) -> Markup:
    return Markup("".join(makers[one]() if one in makers else one for one in pieces))


def add_up() -> dict[str, int]:
    """Put many notes of a cohort into one that weighs one more than they did together: whoever compares sees a change."""
    many = select(CohortChange.cohort_id).group_by(CohortChange.cohort_id).having(func.count() > MANY)
    gone = 0
    for cohort_id in db.session.scalars(many).all():
        weights = db.session.scalars(delete(CohortChange).where(CohortChange.cohort_id == cohort_id)
                                     .returning(CohortChange.weight)).all()
        if weights:
            db.session.add(CohortChange(cohort_id=cohort_id, weight=sum(weights) + 1))
        gone += len(weights)
    return {"notes of changes": gone}


def init_app(app: Flask) -> None:
    """An empty shelf, and ``kept`` for templates."""
    app.jinja_env.globals["kept"] = part
    app.extensions["replica.kept_parts"] = Shelf()
