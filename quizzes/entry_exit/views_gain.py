"""What both tests of a workshop say: how many are in, the gain, what to look at, and the same as a file to keep."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from quizzes.entry_exit import export
from quizzes.entry_exit.blueprint import FORMS, MOMENTS
from quizzes.entry_exit.chart import dumbbell
from quizzes.entry_exit.flags import by_flag, flagged, weakest
from quizzes.entry_exit.gain_queries import Person, Reading, reading_of
from quizzes.entry_exit.gain_rows import Words, rows, signed
from quizzes.entry_exit.queries import WORD_OF, has_test, window_of
from quizzes.entry_exit.routes import blueprint
from quizzes.entry_exit.windows import When, Window
from training import exports
from training.access import current_actor, trainer
from training.audit.actions import record
from training.clock import now
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for
from training.db import db
from training.errors import Refused
from training.pages import icon
from training.progress.kept import changes_at
from training.workshops.queries import workshop_of

SHOWN_MISSING = 8  # names beside a test; the rest are in the table below


@dataclass(frozen=True, slots=True)
class State:
    """How a test stands. ``word``: as in addresses (entrada, salida)."""

    moment: str
    word: str
    window: Window
    when: When
    given: int
    begun: int
    missing: list[Person]

    @property
    def under_way(self) -> bool:
        """Whether its time has come: it is open or was, or sheets are in."""
        return self.when is not When.BEFORE or bool(self.given)


@blueprint.get("/cohortes/<key>/pruebas")
@trainer
def gain(key: str) -> str:
    """Both tests of a workshop, as far as they have come."""
    cohort = cohort_for(current_actor(), key)
    if workshop_of(cohort) is None or not has_test(cohort):
        return render_template("entry_exit/gain_none.html", cohort=cohort)
    return render_template("entry_exit/gain.html", cohort=cohort, found=lambda: _found(cohort), forms=FORMS,
                           dumbbell=dumbbell, signed=signed, shown=SHOWN_MISSING)


def _found(cohort: Cohort) -> dict[str, Any]:
    """What the page shows of both tests."""
    read = reading_of(cohort)
    assert read is not None, "the cohort has a workshop with tests"
    return {"read": read, "states": states_of(read), "flagged": by_flag(flagged(read.gain)), "weakest": weakest(read.gain),
            "rows": _rows(read)}


@blueprint.post("/cohortes/<key>/pruebas.<kind>")
@trainer
def export_gain(key: str, kind: str) -> Response:
    """A row per person, or per item, as CSV or XLSX. A POST, because the record of who took it is written with it."""
    what = request.form.get("what", export.PEOPLE)
    if kind not in ("csv", "xlsx") or what not in (export.PEOPLE, export.ITEMS):
        abort(404)
    actor = current_actor()
    cohort = cohort_for(actor, key)
    read = reading_of(cohort)
    if read is None:
        raise Refused(_("Esta cohorte no tiene pruebas de entrada y de salida: no hay nada que descargar."))
    header, rows = export.table_of(read, what)
    record("export tests", f"cohort:{cohort.id}", actor.id, f"{kind}, {len(rows)} rows")
    db.session.commit()
    write = exports.csv_bytes if kind == "csv" else exports.xlsx_bytes
    return exports.download(write(header, rows), kind, f"pruebas-{what}-{cohort.key}")


def states_of(read: Reading) -> list[State]:
    """The entry and the exit test."""
    at = now()
    found = []
    for moment in MOMENTS:
        window = window_of(read.workshop, moment)
        changes_at(window.opens, window.closes)
        found.append(State(moment, WORD_OF[moment], window, window.when(at), len(read.gain.handed_in(moment)),
                           len(read.begun[moment]), read.missing(moment)))
    return found


def _rows(read: Reading) -> Markup:
    """The table of people, in the language of the page."""
    address = url_for(".sheet", key=read.cohort.key, sheet="SHEET").partition("SHEET")
    words = Words(entry=_("Entrada"), exit=_("Salida"), gain=_("Ganancia"), best=_("Mejor"), of=_("de"),
                  passed=Markup('<span class="tag ok">{} {}</span>').format(icon("ok"), _("Aprobó")),
                  not_yet=Markup('<span class="tag late">{} {}</span>').format(icon("clock"), _("Todavía no")),
                  percent=_("%(score)s %%", score="SCORE").replace("%", "%%").replace("SCORE", "%s"),
                  tries=_("de %(num)s intentos", num="%s"))
    return rows(read.people, read.gain, read.sheets, read.rule.exit_test, words, (address[0], address[2]))


def report_section(cohort: Cohort) -> Markup | str:
    """In the printed report of the workshop: what was learnt, by topic, and which questions are worth a look."""
    read = reading_of(cohort)
    if read is None:
        return ""
    return Markup(render_template("entry_exit/gain_report.html", read=read, states=states_of(read),
                                  flagged=by_flag(flagged(read.gain)), dumbbell=dumbbell, signed=signed))
