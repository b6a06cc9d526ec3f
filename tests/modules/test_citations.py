"""A paragraph names its source: a small link to the list under #fuentes, which lists what its reader's text cites."""

from modules.check_sources import read_sources
from modules.render import Page, render
from modules.tree import text_of
from tests.modules import site
from tests.modules.allowed import faults_of

SOURCES = {source.code: source for source in read_sources(site.SOURCES)[0]}
BODY = """\
Una frase. [[S1, K]]

## Fuentes {#fuentes}

Ninguna avala esto.

/// facilitador | Notas
Otra frase. [[K]]
///

## Cambios {#cambios}

Nada.
"""


def page(source: str, trainer: bool = False, language: str = "es") -> Page:
    return render(source, "es/a1.md", trainer=trainer, language=language, sources=SOURCES)


def test_codes_become_small_links_to_the_list() -> None:
    made = page(BODY).html
    assert '<p>Una frase. <sup class="src"><a href="#f-s1">S1</a>, <a href="#f-k">K</a></sup></p>' in made
    assert '<ul class="sources">\n<li id="f-s1"><b>S1</b> <a href="https://example.org/guia" rel="noopener noreferrer">' in made
    assert made.index("Ninguna avala") < made.index('class="sources"') < made.index('id="cambios"')
    assert faults_of(made) == []


def test_an_entry_says_owner_year_version_how_far_and_when() -> None:
    listed = next(item for item in page(BODY).tree().iter("li") if item.get("id") == "f-s1")
    assert text_of(listed) == ("S1 Guía de prueba. Ministerio de prueba, 2020. Primera edición. Lectura: texto leído. "
                               "Verificado el 23 de noviembre de 2026.")
    listed = next(item for item in page(BODY, language="en").tree().iter("li") if item.get("id") == "f-s1")
    assert text_of(listed).endswith("Ministry of tests, 2020. First edition. Read: text read. Verified on 23 November 2026.")


def test_the_learner_sees_only_what_the_learners_text_cites() -> None:
    text = BODY.replace("[[S1, K]]", "[[S1]]")
    assert 'id="f-k"' not in page(text).html
    assert 'id="f-k"' in page(text, trainer=True).html
    assert page(text).cited == ("S1",)
    assert page(text, trainer=True).cited == ("S1", "K")


def test_an_unknown_code_is_a_problem_and_no_link() -> None:
    made = page(BODY.replace("[[S1, K]]", "[[S9]]"))
    assert '<sup class="src"><span>S9</span></sup>' in made.html
    assert [(problem.line, problem.what) for problem in made.problems] == [(1, "la fuente «S9» no está en sources.toml")]


def test_citations_and_their_list_are_nobodys_words() -> None:
    assert page(BODY).words == page(BODY.replace(" [[S1, K]]", "")).words == 8


def test_code_and_other_brackets_stay_text() -> None:
    made = page("`[[S1]]` y [[hola]] y [[S1,]] y [[]]").html
    assert "<sup" not in made
    assert "<code>[[S1]]</code>" in made
    assert "[[hola]]" in made


def test_the_caption_of_a_table_may_cite() -> None:
    made = page("**Tabla: horas** [[S1]]\n\n| A | B |\n|---|---|\n| 1 [[K]] | 2 |")
    assert '<caption>Tabla: horas<sup class="src"><a href="#f-s1">S1</a></sup></caption>' in made.html
    assert 'aria-label="Tabla: horas"' in made.html
    assert made.cited == ("S1", "K")


def test_without_a_list_citations_lead_nowhere() -> None:
    made = render(BODY, "es/a1.md")
    assert '<sup class="src"><span>S1</span>, <span>K</span></sup>' in made.html
    assert made.problems == ()
