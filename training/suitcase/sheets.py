"""The sheets of the suitcase as HTML without their stylesheet; a QR stands as an address of the scheme `qr:`. Pure.

They speak Spanish, as the people who sign them do, whatever language the screen of whoever prints them speaks.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from modules.plan_form import PlanColumn, PlanReview, PlanSheet
from modules.reference import Checklist
from training.clock import in_lima
from training.suitcase.binding import Entry
from training.suitcase.paper import NAMES, SLIPS, HalfDaySheet, Paper, Slip, chunks, dates, roll_pages, weekday
from training.suitcase.room import ROOM

TEMPLATES = Path(__file__).parents[2] / "templates"
CROWDED = 13                # rows of a day's agenda beyond which they are set tighter
TOPIC = 19                  # the width of the printed lines of a plan, in the parts of its columns
PLANS = 30                  # facilities to a document: more pages at once would only take memory
PEOPLE = 200                # slips to a document, the same


def agenda(paper: Paper) -> list[str]:
    """A page a day, for whoever facilitates: hours, minutes, what may be cut, and room for what was done."""
    planned = [half for half in paper.half_days if not half.make_up]
    days = [(day, list(halves)) for day, halves in groupby(planned, key=lambda half: half.on)]
    crowded = max((sum(len(half.blocks) for half in halves) for _, halves in days), default=0) > CROWDED
    return [_page("agenda", paper, days=days, crowded=crowded)] if days else []


def room(paper: Paper) -> list[str]:
    """What to prepare before people come, and who comes from where."""
    return [_page("room", paper, room=ROOM)]


def roll(paper: Paper, half: HalfDaySheet) -> list[str]:
    """The sign-in sheet of a half-day."""
    return [_page("roll", paper, half=half, pages=roll_pages(paper.rows))]


def slips(paper: Paper, made: Sequence[Slip]) -> list[str]:
    """Access slips, eight to a page."""
    return [_page("slips", paper, pages=chunks(group, SLIPS)) for group in chunks(made, PEOPLE)]


def names(paper: Paper) -> list[str]:
    """The list on which everybody corrects her own name."""
    return [_page("names", paper, pages=chunks(paper.rows, NAMES))] if paper.rows else []


def checklist(paper: Paper, one: Checklist) -> list[str]:
    """An observation checklist for four people."""
    most = 2 * len(one.steps)
    return [_page("checklist", paper, list=one, most=most, needed=-(-most * paper.pass_share // 100))]


def plans(paper: Paper) -> list[str]:
    """Both plans for each facility of the list; a blank pair when it names none."""
    if paper.form is None:
        return []
    found = [(facility, [row.number for row in rows if row.number]) for facility, rows in paper.facilities if facility]
    return [_page("plans", paper, form=paper.form, facilities=group, topic_share=_topic_share, column_share=_column_share,
                  reviewed_on=lambda review: _reviewed_on(paper, review)) for group in chunks(found or [("", [])], PLANS)]


def cover(paper: Paper, entries: Sequence[Entry], missing: Sequence[str], pages: int) -> str:
    """What is inside, on which pages, and how to print it."""
    return _page("cover", paper, entries=entries, missing=missing, pages=pages, dates=dates(paper.starts_on, paper.ends_on),
                 has_a3=any(entry.paper == "A3" for entry in entries))


def _page(name: str, paper: Paper, **more: object) -> str:
    values: Mapping[str, object] = {"p": paper} | more
    return _environment().get_template(f"suitcase/print/{name}.html").render(values)


def _parts(sheet: PlanSheet) -> int:
    return sum(column.width for column in sheet.columns) + (TOPIC if sheet.topics else 0)


def _topic_share(sheet: PlanSheet) -> float:
    return 100 * TOPIC / _parts(sheet)


def _column_share(sheet: PlanSheet, column: PlanColumn) -> float:
    return 100 * column.width / _parts(sheet)


def _reviewed_on(paper: Paper, review: PlanReview) -> str:
    return _short(paper.ends_on + timedelta(days=review.days))


def _short(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _lima_day(moment: datetime) -> str:
    return _short(in_lima(moment).date())


def _hour(at: time) -> str:
    return f"{at:%H:%M}"


def _qr(address: str) -> str:
    return "qr:" + quote(address, safe="")


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)
    made.filters.update(short=_short, weekday=weekday, hour=_hour, lima_day=_lima_day, qr=_qr)
    return made
