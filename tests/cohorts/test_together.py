"""Ten cohorts asked together cost what one costs, and each has its own answer."""

from collections.abc import Sequence

from flask import Flask

from tests import make
from training.cohorts.queries import members, trainers_of
from training.cohorts.together import of_each, together
from training.db import db

_asked: list[tuple[tuple[int, ...], str]] = []


@of_each
def _said(ids: Sequence[int], word: str) -> dict[int, str]:
    _asked.append((tuple(ids), word))
    return {one: f"{word} {one}" for one in ids}


def test_a_question_is_asked_once_for_all_and_for_each_of_its_arguments(app: Flask) -> None:
    bea, version = make.bea(), make.published()
    one, two, other = (make.cohort(bea, version, name=f"Número {turn}") for turn in range(3))
    db.session.commit()
    _asked.clear()
    with together([one, two]):
        assert [_said(each.id, word) for word in "ab" for each in (one, two)] == [
            f"{word} {each.id}" for word in "ab" for each in (one, two)]
        assert _said(other.id, "a") == f"a {other.id}"  # not among them: asked for itself
    assert _asked == [((one.id, two.id), "a"), ((one.id, two.id), "b"), ((other.id,), "a")]
    _said(one.id, "a")
    assert _asked[-1] == ((one.id,), "a")  # nothing is kept after the block


def test_each_cohort_has_its_own_people_and_trainers(app: Flask) -> None:
    bea, ana, version = make.bea(), make.ana(), make.published()
    full, empty = make.cohort(bea, version), make.cohort(bea, version, name="Vacía")
    make.member(full, ana)
    db.session.commit()
    apart = [(members(one), trainers_of(one)) for one in (full, empty)]
    with together([full, empty]):
        assert [(members(one), trainers_of(one)) for one in (full, empty)] == apart
    assert [len(people) for people, _trainers in apart] == [1, 0]
