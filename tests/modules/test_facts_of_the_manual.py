"""What the real manual may never say, and the figures that must be the same wherever they stand.

The claims are those that nobody has been able to read in a primary source, or that are known to be wrong; a nurse
would act on them. Each is looked for in both languages, in modules, trainer blocks, quizzes, banks and data files.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modules import loader
from modules.bundle import read_folder
from modules.manual import Manual
from modules.tree import tree_of

CONTENT = Path(__file__).resolve().parents[2] / "content"
NEGATED = re.compile(r"\b(no|nunca|jamás|ni|sin|not|never|nor|don't|cannot)\b", re.IGNORECASE)
NUMBER = r"(?:\d+(?:[.,]\d+)?)"

FORBIDDEN = {
    "CARE is expanded": r"\bCARE\b\s*(?:significa|quiere decir|son las siglas|stands for|means)\b",
    "CARE spelled as words": r"\bC\w+,? A\w+,? R\w+ (?:y|and) E\w+ \(CARE\)",
    "a norm whose title nobody confirmed": r"\bNTS\s*(?:N\.?[º°]?\s*)?164\b|\bRM\s*(?:N\.?[º°]?\s*)?649-2020",
    "a decree of which it is unknown whether it stands": r"\bDS\s*010-2022",
    "a dose": rf"\b{NUMBER}\s?(?:mg|miligramos|milligrams|mcg|µg|UI|IU)\b",
    "a score of the risk form": r"\b(?:FVR|ficha de valoración de riesgo|risk assessment form)\b[^.]{0,60}\b\d+\s*(?:puntos|points)",
    "health staff must fill the risk form": r"(?:personal de salud|usted|enfermera|health staff|you)\s+(?:debe|deben|must)\s+"
                                            r"(?:llenar|completar|aplicar|fill)[^.]{0,20}(?:FVR|ficha de valoración|risk assessment form)",
    "a total of hospital modules": r"\b\d+\s+MAMIS\b",
    "48 hours for protection measures": r"(?:medidas de protección|protection (?:measures|orders))[^.]{0,120}\b48[\s ]*h",
    "24 hours for the duty to report": r"\b(?:denunciar|denuncie|report (?:it|the case))\b[^.]{0,60}\b(?:en|dentro de|within)\s+24[\s ]*h",
    "the workforce of the health sector": r"\b(?:250|300)[ .,\u00a0]000\s+(?:trabajadores|personas|workers|people)",
    "an equivalence with somebody's curriculum": r"equival\w+[^.]{0,40}\b(?:OMS|WHO)\b",
    "an endorsement": r"(?:avalad|respaldad|auspiciad|endorsed|approved)\w*\s+(?:por|by)\s+(?:el |la |the )?(?:MINSA|OMS|WHO|OPS|PAHO|Ministerio de Salud)",
    "the name of a plant for emergencies": r"\b(?:ruda|orégano)\b",
    "too late for everything": r"(?:ya es (?:muy )?tarde para (?:atender|todo)|too late for (?:any )?care)",
}
ONLY_NEGATED = {
    "couple trouble in place of violence": r"Z63\.?0",
    "mediation by staff": r"(?:personal de salud|health staff)[^.]{0,30}\b(?:media|concilia|mediates?|reconciles?)\b",
    "a virginity test": r"(?:prueba|examen|test)\w* de virginidad|virginity test",
    "a promise that the course lowers violence": r"(?:reducirá|reduce|will reduce|reduces)\s+(?:la violencia|violence)",
    "one session of debriefing": r"debriefing",
    "plastic for clothes": r"(?:en|in)\s+(?:bolsas? de )?pl[aá]stic",
}
FIGURES = {
    "pep-limite": (72, "horas"), "pep-ideal": (24, "horas"), "pep-dias": (28, "días"), "aoe-limite": (120, "horas"),
    "muestras-caida": (72, "horas"), "hepb-limite": (14, "días"), "embarazo-limite": (22, "semanas"),
    "edad-protegida": (14, "años"), "datos-aviso": (48, "horas"), "aprobar": (80, "%"),
}
LIMIT = r"(?:hasta|antes de|después de|pasad[ao]s?(?: las)?|dentro de(?: las)?|máximo|up to|within|after|before|past|beyond)\s+(?:las\s+)?"


@pytest.fixture(scope="module")
def manual() -> Manual:
    found = loader.rebuild(read_folder(CONTENT))
    assert found is not None
    return found


def _texts(manual: Manual) -> Iterator[tuple[str, str]]:
    """(where, running text) of everything that somebody can read, in both languages."""
    for edition in (manual, *(manual.speaking(translation.language) for translation in manual.translations)):
        name = edition.language
        for module in edition.modules:
            yield f"{name} {module.slug}", " ".join("".join(tree_of(module.trainer_html).itertext()).split())
            yield f"{name} {module.slug} quiz", module.quiz or ""
        yield from ((f"{name} test {test.course}", test.bank) for test in edition.tests)
        if edition.history:
            yield f"{name} history", " ".join("".join(tree_of(edition.history.html).itertext()).split())
    for path in sorted(CONTENT.rglob("*.toml")):
        yield path.name, path.read_text()


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;:?!»}])\s+|\n|[~=]", text)


@pytest.mark.parametrize("claim", FORBIDDEN)
def test_what_nobody_could_read_in_a_source_is_not_taught(manual: Manual, claim: str) -> None:
    pattern = re.compile(FORBIDDEN[claim], re.IGNORECASE)
    assert [(where, found.group()) for where, text in _texts(manual) for found in pattern.finditer(text)] == []


@pytest.mark.parametrize("claim", ONLY_NEGATED)
def test_what_is_known_to_be_wrong_is_named_only_to_warn(manual: Manual, claim: str) -> None:
    pattern = re.compile(ONLY_NEGATED[claim], re.IGNORECASE)
    wrong = [(where, sentence) for where, text in _texts(manual) if "quiz" not in where and "test" not in where
             for sentence in _sentences(text) if pattern.search(sentence) and not NEGATED.search(sentence)]
    assert wrong == []


@pytest.mark.parametrize("name", FIGURES)
def test_each_window_has_its_one_figure(manual: Manual, name: str) -> None:
    fact = next(fact for fact in manual.facts if fact.name == name)
    assert (fact.number, fact.unit) == FIGURES[name]


@pytest.mark.parametrize(("about", "allowed"), [
    (r"\bPEP\b|profilaxis|prophylaxis", {24, 72}),
    (r"anticoncepción (?:oral )?de emergencia|levonorgestrel|\bAOE\b|emergency contracepti", {120, 72, 24}),
])
def test_a_limit_in_hours_is_the_same_wherever_it_stands(manual: Manual, about: str, allowed: set[int]) -> None:
    limit, subject = re.compile(LIMIT + r"(\d+)[\s\u00a0]*(?:h\b|horas|hours)", re.IGNORECASE), re.compile(about, re.IGNORECASE)
    wrong = [(where, sentence) for where, text in _texts(manual) if "quiz" not in where and "test" not in where
             for sentence in _sentences(text) if subject.search(sentence)
             for found in limit.finditer(sentence) if int(found.group(1)) not in allowed]
    assert wrong == []


def test_the_order_of_the_steps_of_anima_is_never_asked(manual: Manual) -> None:
    order = re.compile(r"(?:orden|primer|segund|tercer|cuart|quint|último|order|first|second|third|fourth|fifth|last)\w*\s+"
                       r"(?:paso|letra|tarea|step|letter|task)?\w*\s*(?:de|in|of)\s+(?:ANIMA|LIVES)", re.IGNORECASE)
    assert [(where, found.group()) for where, text in _texts(manual) if "quiz" in where or "test" in where
            for found in order.finditer(text)] == []
