import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.render import LONGEST, leak, render
from modules.sanitise import clean
from tests.modules.allowed import faults_of
from tests.modules.payloads import PAYLOADS
from tests.modules.site import CANARY, page


def html(source: str, trainer: bool = False) -> str:
    return render(source, "es/a1.md", trainer=trainer).html


def said(source: str) -> list[str]:
    return [str(problem) for problem in render(source, "es/a1.md", trainer=True).problems]


def test_there_are_enough_hostile_texts() -> None:
    assert len(PAYLOADS) >= 60


@pytest.mark.parametrize("payload", [*PAYLOADS, "\n".join(PAYLOADS)])
def test_a_hostile_text_comes_out_harmless(payload: str) -> None:
    for trainer in (False, True):
        for source in (payload, f"/// facilitador | x\n{payload}\n///", f"- a\n\n    {payload}"):
            assert faults_of(html(source, trainer)) == []


@given(
    st.lists(st.sampled_from(PAYLOADS) | st.text(max_size=20), max_size=6),
    st.sampled_from(["\n", " ", "\n\n", ""]),
)
@settings(max_examples=150, deadline=None)
def test_any_mixture_comes_out_harmless(pieces: list[str], glue: str) -> None:
    assert faults_of(html(glue.join(pieces), trainer=True)) == []


@given(st.text(alphabet="<>\"'=/#[](){}!`*_&;:|-~\\ \n\tabjsx\x02\x03\x00", max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_punctuation_comes_out_harmless(text: str) -> None:
    assert faults_of(html(text, trainer=True)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_last_gate_alone_holds_too(payload: str) -> None:
    assert faults_of(clean(payload)) == []


def test_raw_html_is_shown_as_text_and_reported() -> None:
    assert "&lt;b&gt;" in html("Un <b>x</b>")
    assert any(":1: hay HTML" in line for line in said("Un <b>x</b>"))
    assert said("Menos de 3 < 4 y `<b>` y <https://example.org>") == []


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("#oir", "#oir"),
        ("a2.md", "a2"),
        ("a2.md#oir", "a2#oir"),
        ("tel:100", "tel:100"),
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_good_links_arrive(link: str, href: str) -> None:
    assert f'href="{href}"' in html(f"[x]({link})")
    assert said(f"[x]({link})") == []


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//evil.example", "ftp://example.org", "otro.html", "/ruta", ""]
)
def test_other_links_are_taken_out_and_reported_with_their_line(link: str) -> None:
    assert "<a " not in html(f"a\n\n[x]({link})")
    assert any("que no se admite" in line for line in said(f"a\n\n[x]({link})"))


def test_images_need_words_and_come_from_media() -> None:
    assert (
        html("![Tres sillas](media/x.svg)")
        == '<p><img alt="Tres sillas" loading="lazy" src="media/x.svg"></p>'
    )
    assert any("texto alternativo" in line for line in said("![](media/x.svg)"))
    assert "<img" not in html("![x](https://example.org/x.png)")
    assert any("no está en la carpeta media" in line for line in said("![x](https://example.org/x.png)"))


def test_a_table_scrolls_in_a_labelled_frame_with_its_caption() -> None:
    made = html("**Tabla: horas**\n\n| A | B |\n|---|--:|\n| 1 | 2 |")
    assert made.startswith('<div aria-label="Tabla: horas" class="scroll" role="region" tabindex="0">')
    assert "<caption>Tabla: horas</caption>" in made
    assert 'scope="col"' in made
    assert "style" not in made


def test_every_block_becomes_its_component() -> None:
    made = html(page().split("---\n", 2)[2])
    for piece in (
        '<div class="note" role="note">',
        '<p class="key">Ella decide.</p>',
        '<ol class="steps">',
        '<b aria-hidden="true">A</b>',
        '<b aria-hidden="true">2</b>',
        '<ul class="quotes">',
        '<div class="pair">',
        '<p class="eyebrow">Caso inventado</p>',
        '<a href="#caso-1-fin">Saltar este caso</a>',
        '<div id="caso-2-fin"></div>',
        "<summary>Ver una buena respuesta</summary>",
        '<div class="note calm" role="note">',
        "<h3>Verifique la norma vigente</h3>",
    ):
        assert piece in made
    assert faults_of(made) == []


def test_the_pages_words_follow_its_language() -> None:
    made = render("/// caso | One\nx\n///", "en/a1.md", language="en").html
    assert "Invented case" in made
    assert "Skip this case" in made


def test_sections_are_the_pages_own_headings() -> None:
    found = render("## Oír *bien* {#oir}\n\n### Más {#mas}\n\n/// caso | Uno\nx\n///", "x").sections
    assert [(s.id, s.title, s.level) for s in found] == [("oir", "Oír bien", 2), ("mas", "Más", 3)]


def test_a_bad_section_name_and_a_first_level_heading_are_reported() -> None:
    assert any("no sirve como nombre" in line for line in said("## Oír {#Oír mal}"))
    assert any("primer nivel" in line for line in said("# Oír"))


def test_an_absurd_page_is_refused_not_crashed() -> None:
    assert "Divida el módulo" in said("x\n" * LONGEST)[0]
    assert ":2: la línea tiene más de 5000" in said("a\n" + "x" * 5001)[0]
    for source in (
        "> " * 3000 + "x",
        "[" * 1500,
        "*" * 1500,
        "    " * 500 + "- x",
        "- " * 2000,
        "/// clave\n" * 500,
    ):
        render(source, "x", trainer=True)


def test_the_trainer_sees_the_block_and_the_learner_does_not() -> None:
    body = page().split("---\n", 2)[2]
    learner, trainer = render(body, "x"), render(body, "x", trainer=True)
    assert CANARY in trainer.html
    assert "Solo para quien facilita" in trainer.html
    assert CANARY not in learner.html
    assert leak(learner.prose(), trainer.prose(), "x") == []


def test_two_readings_of_a_block_are_a_problem() -> None:
    assert leak(render("a", "x").prose(), render("b", "x").prose(), "x")
