"""The posters: one sheet each, legible from two metres, with everything that a wall needs to know."""

import re
from datetime import timedelta

import msgspec
import pytest

from books.poster import POINT, WIDTHS, description, poster_drawing, poster_html
from modules.flow import Flow
from modules.flow_metrics import first_sentence
from tests.flows import edition, flow, node, the_flows
from training.clock import today

LANGUAGES = ("es", "en")
SLUGS = [one.slug for one in the_flows()]


def pathway(slug: str) -> Flow:
    return next(one for one in the_flows() if one.slug == slug)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_read_from_two_metres_on_both_papers(slug: str, language: str) -> None:
    title = poster_drawing(pathway(slug), language).style.title
    assert title / POINT >= 22
    assert title / POINT * WIDTHS["a4"] / WIDTHS["a3"] >= 13


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_says_who_when_and_at_least_one_sentence(slug: str, language: str) -> None:
    drawing = poster_drawing(pathway(slug), language)
    told = {box.node.id: " ".join(words for runs in box.body for words, _ in runs) for box in drawing.boxes}
    for one in pathway(slug).nodes:
        said = one.text_en if language == "en" else one.text
        who, limit = (one.who_en, one.limit_en) if language == "en" else (one.who, one.limit)
        flat = " ".join(told[one.id].split())
        assert f"{who} · {limit}." in flat
        assert " ".join((said if one.emergency else first_sentence(said)).split()) in flat


@pytest.mark.parametrize("size", ["a3", "a4"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_carries_version_draft_dates_lines_and_room_for_telephones(size: str, language: str) -> None:
    html = poster_html(pathway("puesto"), edition(digest="ab12cd34ef", version="2026.1"), language, size, today())  # type: ignore[arg-type]  # one of the two
    assert f"size: {size.upper()}" in html and "2026.1 · ab12cd34" in html and "Línea 100" in html
    for words in (("Borrador: pendiente de validación clínica", "Verificado el 23 de noviembre de 2026", "Teléfonos de nuestra zona:")
                  if language == "es" else ("Draft: clinical validation pending", "Verified on 23 November 2026", "Telephones of our area:")):
        assert words in html


def test_a_reviewed_manual_is_no_draft() -> None:
    manual = edition()
    signed = msgspec.structs.replace(manual, modules=tuple(
        msgspec.structs.replace(one, reviewed_by="Dra. X") for one in manual.modules))
    assert "Borrador" not in poster_html(pathway("puesto"), signed, "es", "a3", today())


def test_an_old_line_and_an_old_pathway_warn() -> None:
    later = today() + timedelta(days=500)
    html = poster_html(pathway("puesto"), edition(), "es", "a3", later)
    assert "número por verificar" in html and "hace más de un año" in html
    fresh = poster_html(pathway("puesto"), edition(), "es", "a3", today())
    assert "número por verificar" not in fresh and "hace más de un año" not in fresh


@pytest.mark.parametrize("slug", SLUGS)
def test_the_heading_is_neutral(slug: str) -> None:
    html = poster_html(pathway(slug), edition(), "es", "a3", today())
    headings = re.findall(r"<(?:title|h1)>(.*?)</", html)
    assert headings == [pathway(slug).title] * 2
    assert not re.search(r"violen|sexual|agres|muert|denunci", " ".join(headings).casefold())


def test_the_picture_has_words_for_whoever_does_not_see_it() -> None:
    small = flow(node("a", "q", kind="start"), node("q", "b", "f", kind="question", labels=True), node("b", "f"), node("f", kind="end"))
    assert description(small, "es") == ("1. Título a (Quién, Hoy): 2. 2. Título q (Quién, Hoy): L0 A; L1 3. A. Título b (Quién, Hoy): 3. "
                                        "3. Título f (Quién, Hoy).")


def test_a_pathway_that_no_wall_could_read_is_refused() -> None:
    many = [node(f"n{place}", f"n{place + 1}", kind="start" if not place else "action") for place in range(40)]
    with pytest.raises(ValueError, match="too many steps"):
        poster_html(flow(*many, node("n40", kind="end"), emergency="n1"), edition(), "es", "a3", today())
