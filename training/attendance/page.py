"""What the pages of attendance show: the roll of one half-day, and the grid of people × half-days."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from flask_babel import gettext as _
from markupsafe import Markup, escape

from training import exports
from training.attendance import queries, words
from training.attendance.presence import ABSENT, EXCUSED, PRESENT, Presence
from training.attendance.queries import Attendee, Marked, Waiting
from training.attendance.reach import Hours, Reach
from training.attendance.sheet import Line
from training.cohorts.models import Cohort
from training.pages import icon
from training.workshops.models import HalfDay
from training.workshops.schedule import ending
from training.workshops.words import half_day_name, hour, short_name


@dataclass(frozen=True, slots=True)
class RollRow:
    """One person on the roll: what is ticked and written, the tag beside her name, what is wrong with her line."""

    person: Attendee
    revision: int
    shown: str  # the presence that the page shows, as the form brings it back
    is_here: bool
    excused: bool
    arrived: str
    left: str
    tag: str
    by: str
    error: str
    needs: int  # minutes that only a make-up session can give her; shown in one
    is_usual: bool = False  # nobody marked her, nothing was typed: only her name and number differ from the next

    @property
    def is_open(self) -> bool:
        """Whether her hours are unfolded."""
        return bool(self.arrived or self.left or self.excused or self.error)


PATTERN = Attendee(0, "KEY·", -1, "GIVEN·", "SURNAMES·", "FACILITY·")  # a dot that no name of ours has


@dataclass
class Roll:
    """The roll of one half-day, and what of it counts as what."""

    half_day: HalfDay
    rows: list[RollRow]
    waiting: list[tuple[Attendee, Waiting, Marked | None]] = field(default_factory=list)
    marked: int = 0

    @property
    def pattern(self) -> RollRow:
        """The line of somebody of whom nothing is known yet."""
        expected = not words.is_make_up(self.half_day)
        shown = Presence(PRESENT if expected else ABSENT).token
        return RollRow(PATTERN, 0, shown, expected, False, "", "", "", "", "", 0)

    def filled(self, drawn: Markup, row: RollRow) -> Markup:
        """The drawn line of the pattern with this person in it. Two hundred of them take a blink instead of a breath."""
        one = row.person
        number = "–" if one.number is None else str(one.number)
        return (drawn.replace("KEY·", one.key).replace('data-number="-1"', Markup(f'data-number="{one.number or ""}"'))
                .replace("<b>-1</b>", Markup(f"<b>{number}</b>")).replace("FACILITY·", one.facility)
                .replace("GIVEN·", one.given_names).replace("SURNAMES·", one.surnames))

    @property
    def here(self) -> int:
        return sum(row.is_here and not row.excused for row in self.rows)

    @property
    def away(self) -> int:
        return len(self.rows) - self.here

    @property
    def fewer(self) -> int:
        """Who is there with fewer minutes than the half-day has."""
        return sum(row.is_here and not row.excused and bool(row.arrived or row.left) for row in self.rows)

    @property
    def highest(self) -> int:
        return max((row.person.number or 0 for row in self.rows), default=0)


def roll(half_day: HalfDay, people: Sequence[Attendee], actor_id: int, lines: Mapping[str, Line] | None = None,
         needs: Mapping[int, int] | None = None) -> Roll:
    """The roll as it stands; with ``lines`` as somebody has just typed it, nothing lost. ``needs``: membership id →
    minutes that only a make-up session can give. Two queries."""
    marks = queries.marks_of(half_day)
    default = ABSENT if words.is_make_up(half_day) or half_day.closed_at else PRESENT
    end = hour(ending(half_day))
    rows = [_row(half_day, one, marks.get(one.id), (lines or {}).get(one.key), default, actor_id, end,
                 (needs or {}).get(one.id, 0)) for one in people]
    by_id = {one.id: one for one in people}
    waiting = [(by_id[one.membership_id], one, marks.get(one.membership_id)) for one in queries.waiting_in(half_day)
               if one.membership_id in by_id]
    return Roll(half_day, rows, waiting, len(marks))


def _row(half_day: HalfDay, person: Attendee, mark: Marked | None, line: Line | None, default: str, actor_id: int,
         end: str, needs: int) -> RollRow:
    stands = mark.presence if mark else Presence(default)
    revision = mark.revision if mark else 0
    tag = "" if mark is None or stands.state in (PRESENT, ABSENT) else _tag(mark)
    by = "" if mark is None or mark.by_id == actor_id or stands.state == PRESENT else words.marked_by(mark.by, mark.at)
    if line is None:
        return RollRow(person, revision, stands.token, not stands.is_away, stands.state == EXCUSED,
                       _hour(stands.arrived), _hour(stands.left), tag, by, "", needs, mark is None and not needs)
    error = words.wrong_hours(line.why, half_day, end) if line.why else ""
    shown = (line.shown or stands).token
    return RollRow(person, line.base, shown, not line.said.is_away, line.said.state == EXCUSED, line.arrived, line.left,
                   "", by, error, needs)


def _tag(mark: Marked) -> str:
    said = words.presence(mark.presence)
    return said if mark.presence.is_away else f"{said}: {mark.minutes} min"


def _hour(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One person's line in the grid: a cell for each half-day as HTML, and her total."""

    person: Attendee
    cells: Markup
    hours: Hours
    total: Markup  # drawn once for everybody who stands the same


@dataclass
class Grid:
    """People × half-days."""

    half_days: Sequence[HalfDay]
    rows: list[GridRow] = field(default_factory=list)
    make_ups: Sequence[HalfDay] = ()  # those still to come
    present: dict[int, int] = field(default_factory=dict)  # half-day id → how many were there, of a closed one
    photos: Mapping[int, int] = field(default_factory=dict)

    def of(self, reach: Reach) -> list[GridRow]:
        """Whoever stands so."""
        return [row for row in self.rows if row.hours.reach is reach]

    def said(self, row: GridRow) -> str:
        """Her minutes in a sentence."""
        return words.reach(row.hours, self.make_ups)

    @property
    def lost(self) -> list[GridRow]:
        return self.of(Reach.LOST)

    @property
    def by_make_up(self) -> list[GridRow]:
        return self.of(Reach.MAKE_UP)

    @property
    def reached(self) -> int:
        return len(self.of(Reach.REACHED))

    @property
    def next(self) -> HalfDay | None:
        """The half-day whose roll comes next."""
        return next((one for one in self.half_days if one.closed_at is None), None)

    @property
    def closed(self) -> int:
        return sum(one.closed_at is not None for one in self.half_days)

    @property
    def make_up_minutes(self) -> int:
        """What a make-up must give so that nobody is lost, in whole half hours."""
        longest = max((row.hours.short for row in self.lost), default=0)
        return -(-longest // 30) * 30 or 120


@dataclass(frozen=True, slots=True)
class Figures:
    """What the workshop's page says of attendance: numbers, no names. ``reached``, ``lost``: how many people."""

    people: int
    half_days: int
    closed: int
    reached: int
    lost: int
    next: HalfDay | None


def figures(cohort: Cohort, half_days: Sequence[HalfDay]) -> Figures:
    """The same as the grid's, without its cells. Two queries."""
    ids = queries.member_ids(cohort)
    hours = queries.everybodys_hours(cohort, half_days, ids, queries.minutes_of(half_days))
    stood = Counter(one.reach for one in hours.values())
    open_ones = [one for one in half_days if one.closed_at is None]
    return Figures(len(ids), len(half_days), len(half_days) - len(open_ones), stood[Reach.REACHED], stood[Reach.LOST],
                   open_ones[0] if open_ones else None)


def grid(cohort: Cohort, half_days: Sequence[HalfDay]) -> Grid:
    """Everybody's minutes. Three queries, whatever the size."""
    people, marks = queries.people(cohort), queries.all_marks(half_days)
    minutes = {one: {half: mark.minutes for half, mark in hers.items()} for one, hers in marks.items()}
    hours = queries.everybodys_hours(cohort, half_days, [one.id for one in people], minutes)
    make_ups = [one for one in half_days if words.is_make_up(one) and one.closed_at is None]
    table = Grid(half_days, make_ups=make_ups, photos=queries.photo_counts(half_days))
    heads = {one.id: short_name(one) for one in half_days}
    written: dict[object, str] = {}  # there are few different cells, so each is written once
    for person in people:
        hers = marks.get(person.id, {})
        cells = [_cell(half_day, hers.get(half_day.id), heads, written) for half_day in half_days]
        hers_all = hours[person.id]
        known = (hers_all.attended, hers_all.reach)
        if known not in written:
            written[known] = _total(hers_all)
        table.rows.append(GridRow(person, Markup("".join(cells)), hers_all, Markup(written[known])))
    table.present = {one.id: sum(marks.get(person.id, {}).get(one.id) is not None
                                 and not marks[person.id][one.id].presence.is_away for person in people)
                     for one in half_days if one.closed_at}
    return table


def _total(hers: Hours) -> str:
    kind, sign, word = words.reach_tag(hers.reach)
    return f'<b>{hers.attended}</b> <span class="tag {kind}">{icon(sign)} {escape(word)}</span>'


def _cell(half_day: HalfDay, mark: Marked | None, heads: Mapping[int, str], written: dict[object, str]) -> str:
    known = (half_day.id, mark.presence if mark else None)
    if known not in written:
        written[known] = _drawn(half_day, mark, heads[half_day.id])
    return written[known]


def _drawn(half_day: HalfDay, mark: Marked | None, head: str) -> str:
    away = Presence(ABSENT)
    stands = mark.presence if mark else away if half_day.closed_at and not words.is_make_up(half_day) else None
    if stands is None:
        kind, said, shown = "", words.not_taken(half_day), "·"
    elif stands.is_away:
        kind = "" if words.is_make_up(half_day) else " no" if stands.state == ABSENT else " late"
        said, shown = words.presence(stands), "·" if words.is_make_up(half_day) else "0"
    else:
        kind = " ok" if stands.state == PRESENT else " half"
        said, shown = words.presence(stands), str(mark.minutes if mark else 0)
    return (f'<td role="cell" data-l="{escape(head)}"><span class="cell{kind}" title="{escape(said)}">'
            f'<span class="vh">{escape(said)} </span>{shown}</span></td>')


def as_table(cohort: Cohort, half_days: Sequence[HalfDay]) -> tuple[list[str], list[list[exports.Cell]]]:
    """The grid for a spreadsheet: a column of minutes and one of what was said for each half-day."""
    marks, table = queries.all_marks(half_days), grid(cohort, half_days)
    header = [_("Fila"), _("Participante"), _("Establecimiento")]
    for half_day in half_days:
        header += [_("%(half_day)s, minutos", half_day=half_day_name(half_day)), half_day_name(half_day)]
    rows: list[list[exports.Cell]] = []
    for row in table.rows:
        line: list[exports.Cell] = [row.person.number, row.person.name, row.person.facility]
        for half_day in half_days:
            mark = marks.get(row.person.id, {}).get(half_day.id)
            line += [mark.minutes if mark else None, words.presence(mark.presence) if mark else ""]
        rows.append([*line, row.hours.attended, words.reach_tag(row.hours.reach)[2]])
    return [*header, _("Minutos"), _("Estado")], rows


def names(rows: Sequence[GridRow], most: int = 6) -> str:
    """«Ayala Helada, Rosmery; Huarcaya Menta, Rufino», and how many more."""
    shown = "; ".join(row.person.name for row in rows[:most])
    return shown + (f" (+{len(rows) - most})" if len(rows) > most else "")
