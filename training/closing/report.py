"""The report of a workshop: what each room says of it, on paper, drawn once per closing by the worker."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app, render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from training import store
from training.clock import now
from training.closing.models import ClosingAct, Report
from training.closing.queries import act_with, follow_ups, newest_act, summary_of
from training.cohorts.models import Cohort
from training.cohorts.queries import members, runs, trainers_of
from training.db import db, reading
from training.house import JobKind, house
from training.jobs import actions as jobs
from training.jobs.models import Job
from training.manuals.queries import manual
from training.press import PANGO
from training.progress.requirements import of_cohort
from training.workshops.queries import half_days, needed_minutes, planned_minutes, rule_of, workshop_of

KIND = "workshop report"
CSS = Path(__file__).parent / "print" / "report.css"


def start(act: ClosingAct, by_id: int) -> Job:
    """The job that draws the report of this closing; while one is under way, that one."""
    return jobs.start(KIND, str(act.id), [str(act.id)], by_id)


def finish(_subject: str, _done: Sequence[str]) -> None:
    """Nothing to join: the report is one file."""


def draw(subject: str) -> None:
    """Draw and store the report of a closing, unless it is there."""
    act_id = int(subject)
    with reading():
        if (known := db.session.get(Report, act_id)) is not None and store.is_whole(known.sha256):
            return
        act, cohort = act_with(act_id)
        html = compose(cohort)
    pdf, pages = _drawn(html)
    sha256 = store.put(pdf)
    if db.session.scalar(select(Report.act_id).where(Report.act_id == act_id)) is None:
        db.session.add(Report(act_id=act_id, sha256=sha256, pages=pages, size=len(pdf), drawn_at=now()))
    db.session.commit()


def compose(cohort: Cohort) -> str:
    """The report as HTML, in Spanish: it goes to the health region."""
    with current_app.test_request_context(base_url=str(current_app.config["PUBLIC_URL"])), force_locale("es_PE"):
        edition, of, people = manual(cohort.manual_digest), half_days(cohort), members(cohort)
        return render_template(
            "closing/print/report.html", cohort=cohort, course=edition.course(cohort.course), edition=edition,
            workshop=workshop_of(cohort), half_days=of, minutes=planned_minutes(of), needed=needed_minutes(cohort, of),
            rule=rule_of(cohort, edition), trainers=trainers_of(cohort), found=summary_of(cohort), act=newest_act(cohort),
            people=people, demo=any(one.user.is_demo for one in people), requirements=of_cohort(cohort, people),
            follow_ups=follow_ups(cohort),
            sections=[section(cohort) for section in house().report_sections], facilities=_facilities(people))


def _facilities(people: Sequence[Any]) -> list[tuple[str, int]]:
    """Each facility with how many of its staff took part, the most first."""
    counted: dict[str, int] = {}
    for one in people:
        counted[one.facility or "—"] = counted.get(one.facility or "—", 0) + 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


@cache
def _press() -> Any:
    # Late: the site must start and serve without Pango's libraries; only the worker draws.
    from training.press.press import Press  # noqa: PLC0415  # the reason stands above

    return Press(CSS.read_text(encoding="utf-8"))


def _drawn(html: str) -> tuple[bytes, int]:
    with PANGO:
        pdf, pages = _press().documents([html])
        return pdf, pages


def _title(subject: str) -> str:
    _act, cohort = act_with(int(subject))
    return _("Informe de %(name)s", name=cohort.name)


def _back(subject: str) -> tuple[str, str]:
    _act, cohort = act_with(int(subject))
    return cohort.name, url_for("closing.check", key=cohort.key)


def _result(subject: str) -> str:
    _act, cohort = act_with(int(subject))
    return url_for("closing.download", key=cohort.key)


def _may_see(actor: Any, subject: str) -> bool:
    return runs(actor, act_with(int(subject))[1].id)


WORK = JobKind(KIND, draw, finish, title=_title, result_url=_result, back=_back, may_see=_may_see)
