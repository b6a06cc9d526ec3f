"""A country's entry and exit tests: keyed from paper, every sheet in the form of its row."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from quizzes import library
from quizzes.actions import store
from quizzes.entry_exit.actions import dump_answers
from quizzes.entry_exit.blueprint import ENTRY, EXIT, FORMS, Blueprint, Place, blueprint_for, form_of
from quizzes.entry_exit.models import ON_PAPER
from quizzes.entry_exit.sheets import score
from quizzes.questions import digest, dump
from training.clock import at_lima
from training.demo.country.dice import bits
from training.demo.country.outcomes import CERTIFIED, NOTHING
from training.demo.country.plan import Country
from training.house import CountryPart
from training.manuals.queries import manual

KINDS = 8  # different sheets of each form and moment
COLUMNS = {"test_sheet": "id key membership_id moment number form source quiz_digest answers began_at saved_at handed_in_at "
                         "keyed_by_id points out_of passed revision"}
Sheet = tuple[str, int, int, bool]  # answers, points, of how many, whether that passes


@dataclass(frozen=True)
class Test:
    """A course's test. ``digests``: form → its questions; ``sheets``: (form, moment) → sheets, the best one last."""

    __test__ = False
    digests: dict[str, str]
    sheets: dict[tuple[str, str], tuple[Sheet, ...]]


def ready(country: Country) -> dict[str, Test]:
    """Course → its test, whose questions are kept. Flushes."""
    edition, found = manual(country.found.manual_digest), {}
    for course in edition.courses:
        blueprint = blueprint_for(edition, course.slug)
        if blueprint is None:
            continue
        digests = {}
        for form in FORMS:
            content = dump(blueprint.quizzes[form])
            digests[form] = digest(content)
            store(library.Paper(blueprint.quizzes[form], digests[form], content))
        share = course.rule.exit_test
        sheets = {(form, moment): tuple(_sheet(blueprint, form, moment, kind, share) for kind in range(KINDS))
                  for form in FORMS for moment in (ENTRY, EXIT)}
        found[course.slug] = Test(digests, sheets)
    return found


def _sheet(blueprint: Blueprint, form: str, moment: str, kind: int, share: int) -> Sheet:
    """Before: a third to two thirds right. After: nearly everything."""
    places, quiz = blueprint.forms[form], blueprint.quizzes[form]
    misses = {place.number for place in places if (place.number * 7 + kind * 3) % 10 < (5 if moment == ENTRY else 1)}
    if moment == EXIT and kind == 0:
        misses = {place.number for place in places if place.number % 3 == 0}  # the one that does not pass
    answers = {place.number: _wrong(place) if place.number in misses else place.right for place in places}
    found = score(quiz, form, answers)
    return dump_answers(answers), found.points, found.out_of, found.reaches(share)


def _wrong(place: Place) -> str:
    return next(one for one in place.letters if one != place.right)


def rows(country: Country, facts: dict[str, Test], cohort: int) -> tuple[dict[str, list[tuple[Any, ...]]], None]:
    """Both sheets of everybody who was there; who missed the second day has the first one only."""
    group, found = country.groups[cohort], list[tuple[Any, ...]]()
    test, by = facts.get(group.course), country.user_id(group.leads[0])
    if test is None or group.ends >= country.today:
        return {"test_sheet": []}, None
    for row, one in enumerate(country.members(cohort)):
        member, result = country.member_id(cohort, row), country.reached(cohort, one)
        for at, moment in enumerate((ENTRY, EXIT) if result != NOTHING or not group.closed else (ENTRY,)):
            form, own = form_of(row + 1, moment), country.id("test_sheet", 2 * member + at)
            chance = bits(country.seed, "test", own, 1)[0]
            kind = 1 + chance % (KINDS - 1) if result == CERTIFIED or chance % 5 else 0
            answers, points, out_of, passed = test.sheets[form, moment][kind]
            keyed = at_lima(group.starts + timedelta(days=at), time(18, row % 60))
            found.append((own, country.key("sheet", own), member, moment, 1, form, ON_PAPER, test.digests[form], answers,
                          keyed, keyed, keyed, by, points, out_of, passed if moment == EXIT else None, 1))
    return {"test_sheet": found}, None


PART = CountryPart(21, COLUMNS, ready, rows)
