"""Names in plans go with the person; old texts go after their time; she takes along what she wrote."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests import make
from tests.plans import story
from tests.plans.story import KIT, cells, history
from training.accounts.models import User
from training.clock import frozen, now, today
from training.db import db
from training.forgetting import GONE
from training.keeping.erasing import erase_person
from training.keeping.export import gathered
from training.places.models import Facility
from training.plans import reviewing
from training.plans.erasing import tidy
from training.plans.filling import Answer
from training.plans.models import Plan, PlanAnswer, PlanEdit, PlanLine, PlanReview
from training.plans.reviewing import Made


def reviewed(plan: Plan, by: User, note: str) -> PlanReview:
    """Its first review, with the same note about the plan and about its line."""
    review, lines = story.reviews(plan)[0], story.lines(plan)
    made = Made(today(), "phone", note, {lines[0].key: Answer("done", note)}, ())
    reviewing.finish(review, plan, lines, made, by)
    db.session.commit()
    return review


def texts() -> list[str]:
    """Everything that somebody wrote."""
    db.session.expire_all()
    columns = (PlanLine.cells, PlanEdit.cells, PlanReview.note, PlanAnswer.note)
    return [text for column in columns for text in db.session.scalars(sa.select(column)) if text not in ("", "{}")]


def test_her_name_leaves_every_text_and_the_plan_stays(bea: User, manso: Facility) -> None:
    rosa = make.user("Rosa", "Ñahui «de la Cruz»")
    plan = story.in_force(manso, bea, rows=[("kit", KIT | {"quien": "Rosa Ñahui «de la Cruz»"})])
    reviewed(plan, bea, "Responde Ñahui «de la Cruz»")
    gone = erase_person(rosa.id, None)
    assert gone["mentions"] == 4 and not any("Ñahui" in text for text in texts())
    assert cells(plan) == [KIT | {"quien": GONE}] and [one.revision for one in history(plan)] == [1]


def test_what_she_wrote_is_the_facilitys_and_her_copy_has_it(bea: User, ana: User, manso: Facility) -> None:
    plan = story.draft(manso, ana)
    story.seen(manso, "kit", today(), by=ana)
    story.supervised(manso, ana, registros=(8, 10))
    reviewed(story.in_force(story.facility("C. S. Otro", "00090022"), bea), ana, "Se llamó")
    found, _files = gathered(ana.id)
    assert found["plan_lines"][0]["cells"]["accion"] == "Reponer el kit" and found["plan_lines"][0]["facility"] == manso.code
    assert found["plan_reviews"][0]["note"] == "Se llamó" and found["facility_visits"][0]["thing"] == "kit"
    assert "registros" in found["supervisions"][0]["figures"]
    db.session.commit()
    erase_person(ana.id, None)
    assert cells(plan) == [KIT]


def test_texts_of_plans_that_stopped_go_after_their_time_and_figures_stay(bea: User, manso: Facility) -> None:
    plan = story.in_force(manso, bea)
    reviewed(plan, bea, "Se acordó")
    story.actions.end(plan, bea)
    db.session.commit()
    assert tidy() == {"plan texts": 0} and len(texts()) == 4
    with frozen(now() + timedelta(days=731)):
        assert tidy() == {"plan texts": 4} and texts() == []
        assert tidy() == {"plan texts": 0}
    assert [one.state for one in db.session.scalars(sa.select(PlanAnswer))] == ["done"]
    assert [one.topic for one in story.lines(plan)] == ["kit"] and len(history(plan)) == 1


def test_drafts_that_nobody_touched_go_too_and_what_is_in_force_stays(bea: User, manso: Facility) -> None:
    story.draft(manso, bea)
    alive = story.in_force(story.facility("C. S. Otro", "00090022"), bea)
    db.session.commit()
    with frozen(now() + timedelta(days=731)):
        assert tidy() == {"plan texts": 2}
    assert cells(alive) == [KIT]


@pytest.mark.parametrize("statement", [
    "UPDATE plan_edit SET cells = '{}'", "UPDATE plan_review SET note = '' WHERE state = 'done'", "UPDATE plan_answer SET note = ''"])
def test_no_hand_empties_a_text_before_its_time(bea: User, manso: Facility, statement: str) -> None:
    plan = story.in_force(manso, bea)
    reviewed(plan, bea, "Se acordó")
    story.actions.end(plan, bea)
    db.session.commit()
    with pytest.raises(sa.exc.DBAPIError):
        db.session.execute(sa.text(statement))
    db.session.rollback()
