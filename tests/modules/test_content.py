"""The manual that we ship. The quizzes' own check is in tests/quizzes."""

import pytest

from modules.bundle import survey
from modules.cli import DEFAULT_FOLDER
from modules.loader import load
from modules.manual import Manual
from tests.modules.allowed import faults_of
from tests.modules.test_loader import GIFT


@pytest.fixture(scope="module")
def manual() -> Manual:
    files, faults = survey(DEFAULT_FOLDER)
    loaded = load(files, GIFT)
    assert [str(problem) for problem in [*faults, *loaded.problems]] == []
    assert loaded.manual is not None
    return loaded.manual


def test_the_four_modules_of_the_first_release_are_ready(manual: Manual) -> None:
    assert [module.slug for module in manual.published("a")] == ["a1", "a2", "a3", "a4"]
    assert len(manual.modules) == 16


def test_every_page_is_clean_html_and_waits_for_its_review(manual: Manual) -> None:
    for module in manual.published("a"):
        assert faults_of(module.html) == faults_of(module.trainer_html) == []
        assert 'class="trainer"' not in module.html
        assert 'class="trainer"' in module.trainer_html
        assert module.draft


def test_urls_and_titles_bear_a_shared_screen(manual: Manual) -> None:
    for module in manual.modules:
        assert "violencia" not in f"{module.slug} {module.title}".lower()
