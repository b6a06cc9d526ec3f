"""The manual that we ship: whole, in both languages, without a problem. The quizzes' own check is in tests/quizzes."""

import pytest

from modules.bundle import survey
from modules.cli import DEFAULT_FOLDER
from modules.loader import load
from modules.manual import Manual
from quizzes.across import check_across
from quizzes.check import check
from tests.modules.allowed import faults_of


@pytest.fixture(scope="module")
def manual() -> Manual:
    files, faults = survey(DEFAULT_FOLDER)
    loaded = load(files, {".gift": check}, wide=(check_across,))
    assert [str(problem) for problem in [*faults, *loaded.problems]] == []
    assert loaded.manual is not None
    return loaded.manual


def test_all_sixteen_modules_are_ready_in_both_languages(manual: Manual) -> None:
    slugs = [*(f"a{n}" for n in range(1, 11)), *(f"b{n}" for n in range(1, 7))]
    assert [module.slug for module in manual.modules if module.ready] == slugs
    assert [module.slug for module in manual.speaking("en").modules if module.language == "en"] == slugs


def test_everything_beside_the_modules_is_there(manual: Manual) -> None:
    assert manual.history is not None
    assert {test.course for test in manual.tests} == {"a", "b"}
    assert {flow.slug for flow in manual.flows} == {"ambulatoria", "emergencia", "puesto"}
    assert len(manual.terms) >= 50
    assert manual.contacts and manual.checklists


def test_every_page_is_clean_html_and_waits_for_its_review(manual: Manual) -> None:
    for edition in (manual, manual.speaking("en")):
        for module in edition.modules:
            assert faults_of(module.html) == faults_of(module.trainer_html) == []
            assert 'class="trainer"' not in module.html
            assert 'class="trainer"' in module.trainer_html
            assert module.draft


def test_urls_and_titles_bear_a_shared_screen(manual: Manual) -> None:
    for edition in (manual, manual.speaking("en")):
        for module in edition.modules:
            shown = f"{module.slug} {module.title}".lower()
            assert "violencia" not in shown and "violence" not in shown
