"""The suitcase as long work: a sheet a piece, outside any request, then all of them bound behind a cover.

A suitcase belongs to who asked for it: she sees codes that only she may give. Every piece may be drawn again.
"""

import hashlib
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import runs
from training.db import db, reading
from training.errors import Refused
from training.house import JobKind, KitSheet, house
from training.jobs import actions
from training.jobs.models import Job
from training.suitcase import folder, queries, sheets
from training.suitcase.binding import Part, bind, contents
from training.suitcase.drawing import draw
from training.suitcase.folder import Kit, Made
from training.suitcase.paper import Paper

KIND = "kit"
TRIES = 3  # a cover that grows moves the pages behind it, which may make it grow once more


def all_sheets() -> list[KitSheet]:
    """Every sheet that a room announced, in the order of the file."""
    return sorted(house().kit_sheets, key=lambda sheet: sheet.order)


def subject(cohort_id: int, by_id: int) -> str:
    """What a job is about: this workshop's suitcase for this person."""
    return f"{cohort_id}:{by_id}"


def start(cohort: Cohort, by_id: int) -> Job:
    """The job that draws it; while the same is under way, that one."""
    about = subject(cohort.id, by_id)
    return actions.start(KIND, about, [f"{about}:{sheet.name}" for sheet in all_sheets()], by_id)


def kit(cohort_id: int, by_id: int) -> Kit:
    """Where this suitcase lies, or will."""
    return Kit(_instance(), cohort_id, by_id)


def item(piece: str) -> None:
    """Draw the parts of one sheet: ``12:5:rolls``."""
    cohort_id, by_id, name = _read(piece)
    _must_run(cohort_id, by_id)
    sheet = next((one for one in house().kit_sheets if one.name == name), None)
    if sheet is None:
        raise Refused(_("Esta hoja ya no existe."))
    kit(cohort_id, by_id).put(name, sheet.draw(cohort_id, by_id))


def finish(about: str, done: Sequence[str]) -> None:
    """Bind what was drawn; what was not is named on the cover."""
    cohort_id, by_id, _name = _read(about)
    _must_run(cohort_id, by_id)
    here, drawn = kit(cohort_id, by_id), [_read(piece)[2] for piece in done]
    ordered = [sheet for sheet in all_sheets() if sheet.name in drawn]
    lost = [sheet for sheet in all_sheets() if sheet.name not in drawn]
    try:
        parts = [part for sheet in ordered for part in here.parts(sheet.name)]
    except OSError:
        raise Refused(_("Faltan hojas ya dibujadas. Prepare el maletín otra vez.")) from None
    with reading():
        paper = queries.paper_of(cohort_id)
        stamp = stamp_of(queries.people(queries.cohort(cohort_id)))
    missing = tuple(f"No salió: {sheet.label}. Prepare el maletín otra vez o imprima esa parte aparte." for sheet in lost)
    unfinished, front = here.place(), here.place()
    try:
        pages = _bind(paper, parts, missing, front, unfinished)
        here.finish(unfinished, Made(time.time(), pages, paper.people, stamp, missing, paper.digest))
    finally:
        front.unlink(missing_ok=True)
        unfinished.unlink(missing_ok=True)


def _bind(paper: Paper, parts: list[Part], missing: Sequence[str], front: Path, target: Path) -> int:
    """Draw the cover, which counts its own pages too, and put everything behind it."""
    pages = 1
    for _try in range(TRIES):
        entries = contents(parts, pages)
        data, needed = draw([sheets.cover(paper, entries, missing, entries[-1].last if entries else pages)])
        if needed == pages:
            break
        pages = needed
    front.write_bytes(data)
    return bind(front, parts, entries, target, "Maletín")


def stamp_of(people: Sequence[Membership]) -> str:
    """Changes when the list of people does: then the printed one is out of date."""
    said = [f"{one.number}|{one.key}|{one.full_name}|{one.facility}" for one in people]
    return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()[:16]


def tidy() -> dict[str, int]:
    """Suitcases hold access codes: after two days they go."""
    return {"kits": folder.tidy(_instance())}


def _instance() -> Path:
    return Path(str(current_app.config["INSTANCE_DIR"]))


def _read(text: str) -> tuple[int, int, str]:
    cohort_id, by_id, name = (text + "::").split(":")[:3]
    return int(cohort_id), int(by_id), name


def _must_run(cohort_id: int, by_id: int) -> None:
    """Rights count as they are when the sheet is drawn."""
    with reading():
        actor = db.session.get(User, by_id)
        allowed = actor is not None and actor.disabled_at is None and runs(actor, cohort_id)
    if not allowed:
        raise Refused(_("Quien pidió este maletín ya no facilita la cohorte."), 403)


def _cohort(about: str) -> Cohort | None:
    return db.session.get(Cohort, _read(about)[0])


def _title(about: str) -> str:
    cohort = _cohort(about)
    return str(_("Maletín de %(cohort)s", cohort=cohort.name if cohort else about))


def _names(pieces: Sequence[str]) -> Mapping[str, str]:
    labels = {sheet.name: str(sheet.label) for sheet in house().kit_sheets}
    return {piece: labels.get(_read(piece)[2], piece) for piece in pieces}


def _page(about: str) -> str | None:
    cohort = _cohort(about)
    return url_for("suitcase.show", key=cohort.key) if cohort else None


def _back(about: str) -> tuple[str, str] | None:
    page = _page(about)
    return (_("Maletín del taller"), page) if page else None


def _may_see(actor: Any, about: str) -> bool:
    """Whoever asked, while she runs the cohort."""
    cohort_id, by_id, _name = _read(about)
    return bool(actor.id == by_id and runs(actor, cohort_id))


WORK = JobKind(KIND, item, finish, title=_title, item_names=_names, result_url=_page, back=_back, may_see=_may_see)
