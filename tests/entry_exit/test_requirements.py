"""What papers ask of the tests: the best exit sheet at the rule's share; the entry test is only shown."""

from flask import Flask

from quizzes.entry_exit import requirements
from quizzes.entry_exit.models import ENTRY, EXIT
from tests import make
from tests.entry_exit import story
from tests.statements import statements
from training.cohorts.queries import members
from training.db import db
from training.progress.requirements import CERTIFICATE, Requirement, Stand, of_cohort


def asked(cohort: object, moment: str) -> Requirement:
    ask = requirements.entry if moment == ENTRY else requirements.exit_
    found = ask(cohort, members(cohort))  # type: ignore[arg-type]  # a cohort
    assert found is not None
    return found


def test_the_certificate_asks_for_the_best_exit_sheet(app: Flask) -> None:
    with app.test_request_context():
        bea = make.bea()
        cohort = story.workshop(bea, people=4)
        story.filed(cohort, 1, EXIT, 15, by=bea)
        story.filed(cohort, 2, EXIT, 10, by=bea)
        story.filed(cohort, 2, EXIT, 16, by=bea, again=True)
        story.begun(story.person(cohort, 3), EXIT)
        found = asked(cohort, EXIT)
        stands = [(found.of(story.person(cohort, n).id).stand, found.of(story.person(cohort, n).id).said) for n in (1, 2, 3, 4)]
        assert stands == [(Stand.UNDER_WAY, "15 de 20"), (Stand.DONE, "16 de 20"),
                          (Stand.UNDER_WAY, "Empezada, sin entregar"), (Stand.TO_DO, "Sin rendir")]
        assert found.papers == {CERTIFICATE} and "80 %" in found.rule


def test_the_entry_test_is_shown_and_asked_for_by_nothing(app: Flask) -> None:
    with app.test_request_context():
        bea = make.bea()
        cohort = story.workshop(bea, people=2)
        story.filed(cohort, 1, ENTRY, 3, by=bea)
        found = asked(cohort, ENTRY)
        assert found.papers == frozenset() and found.of(story.person(cohort, 1).id).done
        link = found.of(story.person(cohort, 2).id).to_learner
        assert link is not None and link[1] == f"/curso/{cohort.key}/taller/entrada"


def test_a_cohort_without_workshop_or_tests_has_neither(app: Flask) -> None:
    with app.test_request_context():
        bea = make.bea()
        for cohort in (make.cohort(bea), make.workshop(bea, make.published(make.with_workshop(make.manual(version="3"))))):
            assert requirements.exit_(cohort, []) is None and requirements.entry(cohort, []) is None


def test_it_costs_the_same_for_three_and_for_thirty(app: Flask) -> None:
    with app.test_request_context():
        bea = make.bea()
        counts = []
        for people in (3, 30):
            cohort = story.workshop(bea, people)
            for number in range(1, people + 1):
                story.filed(cohort, number, EXIT, 17, by=bea)
            everybody = members(cohort)
            with statements() as said:
                requirements.exit_(cohort, everybody)
            counts.append(len(said))
        assert counts[0] == counts[1] <= 2
        assert of_cohort(cohort, everybody)
        db.session.rollback()
