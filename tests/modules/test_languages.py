"""A manual in two languages: what is translated is read in English, what is not stays Spanish and says so."""

from modules import compiled
from modules.loader import load, rebuild
from modules.manual import Manual
from modules.readability import syllables_en
from quizzes.check import check
from tests.modules import site, whole


def manual(texts: dict[str, str]) -> Manual:
    loaded = load({path: text.encode() for path, text in texts.items()}, {".gift": check})
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.manual is not None
    return loaded.manual


def test_both_languages_of_everything_are_there() -> None:
    spanish = manual(whole.texts())
    english = spanish.speaking("en_GB")
    assert (spanish.language, english.language, english.title) == ("es", "en", "A test manual")
    assert [(m.language, m.title) for m in english.published("a")] == [("en", "Listening"), ("en", "Asking")]
    assert english.courses[0].title == "Course"
    first, original = english.modules[0], spanish.modules[0]
    assert "72&nbsp;hours" in first.html
    assert "72&nbsp;horas" in original.html
    assert "violence of this test" in first.html
    assert first.quiz is not None and first.quiz != original.quiz
    assert [row.essential for row in first.agenda] == [row.essential for row in original.agenda] == [True, False]
    assert english.history is not None and english.history.title == "History"
    assert spanish.history is not None and spanish.history.language == "es"
    assert english.tests[0].bank != spanish.tests[0].bank != ""
    assert len(spanish.tests[0].items) == 20


def test_data_beside_the_modules_is_read() -> None:
    spanish = manual(whole.texts())
    assert [fact.name for fact in spanish.facts] == ["pep-limite", "endes-alguna"]
    assert [source.code for source in spanish.sources] == ["S1", "K"]
    assert spanish.terms[0].meaning_en == "Notice to the authority, in 72\u00a0hours."
    assert spanish.flows[0].nodes[0].text == "Dentro de 72\u00a0horas."
    assert spanish.contacts[0].number == "100"
    assert spanish.checklists[0].modules == ("a1",)
    assert spanish.modules[0].cited == ("S1", "K")


def test_what_is_not_translated_stays_spanish_and_says_so() -> None:
    texts = whole.texts()
    for path in ("en/a2.md", "en/a2.gift", "en/historia.md"):
        del texts[path]
    spanish = manual(texts)
    english = spanish.speaking("en")
    assert [m.language for m in english.published("a")] == ["en", "es"]
    assert english.modules[1] == spanish.modules[1]
    assert english.history == spanish.history


def test_a_manual_without_english_has_no_translation() -> None:
    assert manual({path: text for path, text in whole.texts().items() if not path.startswith("en/")} | {
        "tests.toml": whole.tests()}).translations == ()


def test_the_compiled_form_carries_everything() -> None:
    spanish = manual(whole.texts())
    assert compiled.load(compiled.dump(spanish)) == spanish


def test_a_version_of_the_old_rules_is_read_by_todays_renderer() -> None:
    old = site.page().replace(" | Método | Quien facilita dice o hace | Materiales | Tipo |\n|---|---|---|---|---|---|", " |\n|---|---|")
    old = old.split("## Qué cambió")[0].replace("{{pep-limite}}", "72 horas")
    again = rebuild({path: content for path, content in site.site(a1=old).items() if path not in ("facts.toml", "sources.toml")})
    assert again is not None
    assert [(row.minutes, row.essential) for row in again.modules[0].agenda] == [(10, True), (20, True)]
    assert "72 horas" in again.modules[0].html
    assert '<sup class="src"><span>S1</span>' in again.modules[0].html
    assert site.CANARY not in again.modules[0].html


def test_english_syllables_are_counted_by_spelling() -> None:
    counts = {"the": 1, "made": 1, "table": 2, "needed": 2, "asked": 1, "changes": 2, "emergency": 4, "one-stop": 2, "72": 4}
    assert {word: syllables_en(word) for word in counts} == counts
