"""Every mistake of an author gets its message, with file and line."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.loader import load
from modules.problems import Problem
from quizzes.across import check_across
from quizzes.check import check
from tests.modules import whole
from tests.modules.mistakes import MISTAKES, Mistake

NOISE = st.binary(max_size=40) | st.sampled_from(["{{", "[[S1]]", "///", "[]", "true", "nan", "\n", "[[tests]]\n"]).map(str.encode)
TODAY = date(2026, 11, 30)


def problems_of(texts: dict[str, str]) -> tuple[Problem, ...]:
    files = {path: text.encode() for path, text in texts.items()}
    return load(files, {".gift": check}, today=TODAY, wide=(check_across,)).problems


def test_the_whole_folder_is_right() -> None:
    assert [str(problem) for problem in problems_of(whole.texts())] == []


def test_there_are_enough_kinds_of_mistakes() -> None:
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 40


@given(st.sampled_from(sorted(whole.texts())), NOISE, st.floats(0, 1), st.booleans())
@settings(max_examples=40, deadline=None)
def test_noise_anywhere_gives_problems_and_no_crash(path: str, noise: bytes, at: float, replace: bool) -> None:
    files = whole.files()
    place = int(at * len(files[path]))
    files[path] = files[path][:place] + noise + files[path][place + len(noise) * replace :]
    load(files, {".gift": check}, today=TODAY, wide=(check_across,))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_said_with_its_file_and_line(mistake: Mistake) -> None:
    texts = whole.texts()
    mistake.make(texts)
    found = problems_of(texts)
    broken = texts.get(mistake.path, "")
    assert mistake.at in broken
    line = broken[: broken.index(mistake.at)].count("\n") + 1 if mistake.at else None
    said = [problem for problem in found if mistake.says in str(problem)]
    assert said, [str(problem) for problem in found]
    assert all(problem.fix for problem in said)
    assert (mistake.path, line) in {(problem.path, problem.line if mistake.at else None) for problem in said}, said
