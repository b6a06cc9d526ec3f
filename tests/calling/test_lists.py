"""Who is on the list and why, and who is not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.calling.story import Told, everything, falling, follow, inside, outsider, review, told, trainer
from tests.reporting.story import holds
from training.accounts.models import User
from training.calling.calls import Call
from training.calling.queries import SOURCES, at_a_glance
from training.calling.rules import DORMANT, ENTER, FALLING, FOLLOW, HELP, LICENCE, MOST, REVIEW
from training.calling.whose import MINE, REGION, whose
from training.clock import now, today
from training.db import db
from training.licences.models import Licence
from training.progress.models import Standing

DAY = timedelta(days=1)
Calls = Callable[..., list[Call]]


@pytest.fixture
def calls(app: Flask) -> Calls:
    """The calls of one kind, for whoever asks."""
    def found(kind: str, actor: User, of: str = MINE, region: str = "") -> list[Call]:
        with app.test_request_context("/"):
            return list(SOURCES[kind].found(whose(actor, of, region, ""), 50, 0).calls)
    return found


def _who(found: list[Call]) -> list[str]:
    return [one.who for one in found]


def test_who_has_not_entered_is_called_from_a_week_before_until_three_months_after(calls: Calls) -> None:
    story = told()
    outsider(story)
    inside(story)
    for starts, expected in ((8, []), (7, ["Luna Campo, Rosa"]), (-92, [])):
        story.cohort.starts_on, story.cohort.ends_on = today() + starts * DAY, today() + (starts + 1) * DAY
        assert _who(calls(ENTER, story.bea)) == expected
    assert calls(ENTER, make.caro()) == []


def test_nobody_is_called_about_a_closed_cohort_or_after_she_left(calls: Calls) -> None:
    story = told()
    member = outsider(story)
    member.removed_at = now()
    assert calls(ENTER, story.bea) == []
    member.removed_at, story.cohort.closed_at = None, now()
    assert calls(ENTER, story.bea) == []


def test_nobody_is_called_whose_account_is_disabled(calls: Calls) -> None:
    story = told()
    out, stuck = outsider(story), inside(story, attempts=3, last_seen_at=now())
    assert calls(ENTER, story.bea) and calls(HELP, story.bea)
    out.user.disabled_at = stuck.user.disabled_at = now()
    assert calls(ENTER, story.bea) == calls(HELP, story.bea) == []


def test_who_tried_three_times_is_first_and_who_is_quiet_follows(calls: Calls) -> None:
    story = told()
    inside(story, "Quieta Rojas", last_seen_at=now() - 8 * DAY)
    inside(story, "Atascada Rojas", attempts=3, last_seen_at=now())
    inside(story, "Nueva Rojas")
    inside(story, "Activa Rojas", attempts=2, last_seen_at=now() - 6 * DAY)
    found = calls(HELP, story.bea)
    assert _who(found) == ["Atascada Rojas, Nora", "Nueva Rojas, Nora", "Quieta Rojas, Nora"]
    assert "tres veces" in found[0].why and "semana" in found[2].why


def test_who_is_through_with_every_module_needs_no_help(calls: Calls) -> None:
    story = told()
    member = inside(story, read_at=now() - 9 * DAY, passed_at=now() - 9 * DAY, last_seen_at=now() - 9 * DAY)
    assert _who(calls(HELP, story.bea)) == ["Mamani Vega, Nora"]
    db.session.add(Standing(membership_id=member.id, module="a2", read_at=now() - 9 * DAY, passed_at=now() - 9 * DAY))
    db.session.flush()
    assert calls(HELP, story.bea) == []


def test_who_holds_the_certificate_is_left_in_peace(calls: Calls) -> None:
    story = told()
    person = make.user("Nora", "Lista Rojas")
    holds(person, story.cohort, today())
    assert calls(HELP, story.bea) == [] == calls(ENTER, story.bea)


@pytest.mark.parametrize(("days", "shown"), [(-121, False), (-120, True), (0, True), (7, False)])
def test_follow_up_dates_of_this_week_and_those_that_were_missed(calls: Calls, days: int, shown: bool) -> None:
    story = told()
    date_ = follow(story, today() + days * DAY)
    assert bool(calls(FOLLOW, story.bea)) is shown
    date_.done_at = now()
    assert calls(FOLLOW, story.bea) == []


def test_a_review_of_a_plan_that_is_due(calls: Calls) -> None:
    story = told()
    due = review(story, today())
    (found,) = calls(REVIEW, story.bea)
    assert (found.who, found.detail) == ("P. S. Valle Hondo", "00099031")
    assert _who(calls(REVIEW, story.bea, REGION)) == ["P. S. Valle Hondo"]
    assert calls(REVIEW, make.caro(), REGION) == []
    due.state = "skipped"
    assert calls(REVIEW, story.bea) == []


def test_a_licence_that_lapses_within_two_months_and_was_not_renewed(calls: Calls) -> None:
    story, on = told(), today()
    trainer(story, on - 700 * DAY, on + 60 * DAY)
    assert _who(calls(LICENCE, story.bea)) == ["Paz Soto, Lía"]
    assert calls(LICENCE, make.caro(), REGION) == []
    renewed = trainer(story, on - 600 * DAY, on + 20 * DAY, "Otra Soto")
    db.session.add(Licence(user_id=renewed.id, step="regional", granted_on=on, valid_until=on + 700 * DAY, basis="ladder", at=now()))
    db.session.flush()
    assert _who(calls(LICENCE, story.bea)) == ["Paz Soto, Lía"]


def test_a_trainer_who_taught_nothing_for_six_months(calls: Calls) -> None:
    story, on = told(), today()
    lia = trainer(story, on - 300 * DAY, on + 300 * DAY)
    (found,) = calls(DORMANT, story.bea)
    assert found.who == "Paz Soto, Lía" and "ningún taller" in found.why
    make.cohort(lia, story.version, starts_on=on + 5 * DAY, ends_on=on + 6 * DAY)
    assert calls(DORMANT, story.bea) == []


@pytest.mark.parametrize(("days", "shown"), [(-1, False), (0, True), (90, True), (91, False)])
def test_a_facility_that_falls_uncovered_within_three_months(calls: Calls, days: int, shown: bool) -> None:
    story = told()
    falling(story, today() + days * DAY)
    assert bool(calls(FALLING, story.bea)) is shown
    assert calls(FALLING, make.caro()) == []


def test_a_trainer_sees_her_own_or_her_region_and_an_administrator_a_region(app: Flask, calls: Calls) -> None:
    story = everything()
    everything("cus")
    colleague = make.user("Iris", "Ponce Vera", authority_id=story.bea.authority_id)
    assert calls(ENTER, colleague) == []
    assert len(calls(ENTER, colleague, REGION)) == 1
    dina = make.dina()
    assert len(calls(ENTER, dina, REGION, "cus")) == 1 == len(calls(FOLLOW, dina, REGION, "aya"))


def _glance(app: Flask, actor: User) -> dict[str, int]:
    with app.test_request_context("/"):
        return {kind: found.total for kind, found in at_a_glance(whose(actor, REGION, "", ""))}


def test_everything_at_a_glance(app: Flask) -> None:
    story = everything()
    assert _glance(app, story.bea) == {FOLLOW: 1, REVIEW: 1, ENTER: 1, HELP: 1, FALLING: 1, LICENCE: 1, DORMANT: 1}
    assert _glance(app, make.caro()) == {}


def test_more_than_two_hundred_are_not_counted(app: Flask) -> None:
    story: Told = told()
    for number in range(MOST + 3):
        make.member(story.cohort, make.newcomer("Rosa", f"Luna {number:03}"), confirmed=False)
    with app.test_request_context("/"):
        found = SOURCES[ENTER].found(whose(story.bea, MINE, "", ""), 5, 0)
    assert found.many and found.total == MOST + 1 and len(found.calls) == 5
