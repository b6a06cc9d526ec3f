"""The drawing of a pathway: nothing overlaps, every way is shown, whatever the pathway looks like."""

import xml.etree.ElementTree as ElementTree
from itertools import combinations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from modules import flow_metrics
from modules.flow import Flow
from modules.flow_layout import Arrow, Box, Drawing, Style, best, fitted, layout
from modules.flow_metrics import balanced, first_sentence, width, wrap
from modules.flow_outline import is_old, outline, signs, spine, walked
from modules.flow_svg import svg
from tests.flows import flow, node, the_flows

STYLE = Style(width=800.0, title=20.0, text=12.0)
SMALL = flow(node("a", "q", kind="start"), node("q", "b", "f", kind="question", labels=True), node("b", "f", emergency=True),
             node("f", kind="end"))


@st.composite
def pathways(draw: st.DrawFn) -> Flow:
    """Any pathway without loops: each step leads to one or more later ones; the last is an end."""
    size = draw(st.integers(3, 16))
    nodes = []
    for place in range(size - 1):
        most = 1 if place == 0 else 4
        to = sorted(draw(st.sets(st.integers(place + 1, size - 1), min_size=1, max_size=most)))
        order = draw(st.permutations(to))
        kind = "start" if place == 0 else "question" if len(to) > 1 else draw(st.sampled_from(["action", "referral"]))
        nodes.append(node(f"n{place}", *(f"n{one}" for one in order), kind=kind, labels=len(to) > 1,
                          emergency=draw(st.booleans())))
    return flow(*nodes, node(f"n{size - 1}", kind="end"), emergency="n1")


def apart(one: Box, other: Box) -> bool:
    return (one.x + one.width <= other.x + 1e-6 or other.x + other.width <= one.x + 1e-6
            or one.y + one.height <= other.y + 1e-6 or other.y + other.height <= one.y + 1e-6)


def crosses(arrow: Arrow, box: Box) -> bool:
    """Whether an arrow goes through the inside of a box."""
    return (arrow.x1 < box.x + box.width - 1e-6 and arrow.x2 > box.x + 1e-6
            and arrow.y1 < box.y + box.height - 1e-6 and arrow.y2 > box.y + 1e-6)


def meet(one: Arrow, other: Arrow) -> bool:
    return (one.x1 <= other.x2 and other.x1 <= one.x2 and one.y1 <= other.y2 and other.y1 <= one.y2)


def shown(drawing: Drawing, pathway: Flow) -> int:
    """How many ways are arrows or sentences."""
    sentences = sum(1 for box in drawing.boxes for runs in box.body for words, _ in runs if "siga en" in words.casefold())
    return len(drawing.arrows) + sentences + sum(1 for box in drawing.boxes if box.go_on)


@given(pathways(), st.sampled_from(["none", "first", "all"]))
def test_nothing_overlaps_and_no_arrow_crosses_anything(pathway: Flow, detail: str) -> None:
    drawing = layout(pathway, "es", Style(800.0, 20.0, 12.0, detail))  # type: ignore[arg-type]  # drawn from the same three words
    assert all(apart(one, other) for one, other in combinations(drawing.boxes, 2))
    assert not any(crosses(arrow, box) for arrow in drawing.arrows for box in drawing.boxes)
    assert not any(meet(one, other) for one, other in combinations(drawing.arrows, 2))
    assert all(box.x >= 0 and box.x + box.width <= drawing.width + 1e-6 and box.y + box.height <= drawing.height + 1e-6
               for box in drawing.boxes)


@given(pathways())
def test_every_step_and_every_way_that_can_be_walked_is_shown(pathway: Flow) -> None:
    drawing = layout(pathway, "es", STYLE)
    reached = {one.id for top in outline(pathway, "es") for one in (top.node, *(step.node for step in top.branches))}
    assert {box.node.id for box in drawing.boxes} == reached and len(drawing.boxes) == len(reached)
    assert shown(drawing, pathway) == sum(len(one.ways) for one in pathway.nodes if one.id in reached)
    assert len(set(signs(pathway).values())) == len(reached)


@given(pathways())
def test_the_same_pathway_gives_the_same_drawing(pathway: Flow) -> None:
    again = flow(*pathway.nodes, emergency=pathway.emergency)
    assert svg(layout(pathway, "es", STYLE), "t", "d") == svg(layout(again, "es", STYLE), "t", "d")


@pytest.mark.parametrize("language", ["es", "en"])
def test_words_stay_inside_their_boxes(language: str) -> None:
    for pathway in the_flows():
        drawing = layout(pathway, language, best(pathway, language, STYLE))
        for box in drawing.boxes:
            assert all(STYLE.tab + width(line, True) * STYLE.title <= box.width for line in box.title)
            start = box.beside or STYLE.tab
            assert all(start + sum(width(words, bold) for words, bold in runs) * STYLE.text <= box.width for runs in box.body)


def test_the_emergency_stands_out_without_colour() -> None:
    picture = svg(layout(SMALL, "es", STYLE), "Ruta", "Para probar.")
    assert picture.count("<path") == 1                      # the stripes
    assert [arrow.heavy for arrow in layout(SMALL, "es", STYLE).arrows].count(True) == 1


def test_the_picture_is_well_formed_and_says_what_it_is() -> None:
    root = ElementTree.fromstring(svg(layout(SMALL, "en", STYLE), "A <pathway> & more", "Desc", name="x"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img" and root.get("aria-labelledby") == "x-t x-d"
    assert root.findtext(f"{space}title") == "A <pathway> & more"
    assert "Title b" in "".join(root.itertext())
    assert not [element for element in root.iter() if element.get("style")]


def test_links_lead_to_the_steps() -> None:
    root = ElementTree.fromstring(svg(layout(SMALL, "es", STYLE), "t", "d", href=lambda name: f"/x?a=1&b={name}"))
    links = [element.get("href") for element in root.iter("{http://www.w3.org/2000/svg}a")]
    assert links == ["/x?a=1&b=a", "/x?a=1&b=q", "/x?a=1&b=b", "/x?a=1&b=f"] and root.get("role") == "group"


def test_hostile_words_stay_words() -> None:
    evil = flow(node("a", "b", kind="start"), node("b", kind="end"))
    evil = flow(*(type(one)(**{**{name: getattr(one, name) for name in one.__struct_fields__}, "title": '<script>"&'})
                  for one in evil.nodes))
    assert "<script>" not in svg(layout(evil, "es", STYLE), "<script>", "<script>", href=lambda name: '"><script>')


def test_a_page_is_filled_and_never_left() -> None:
    for pathway in the_flows():
        drawing = fitted(pathway, "es", (800.0, 1000.0), (24.0, 22.0, 20.0), 10.0)
        assert drawing.height == pytest.approx(1000.0)


def test_too_many_steps_for_a_page_are_refused() -> None:
    with pytest.raises(ValueError, match="too many steps"):
        fitted(the_flows()[0], "es", (800.0, 300.0), (22.0,), 10.0)


def test_the_row_goes_down_by_the_last_way_and_letters_stand_beside_it() -> None:
    assert [one.id for one in spine(SMALL)] == ["a", "q", "f"]
    assert signs(SMALL) == {"a": "1", "q": "2", "f": "3", "b": "A"}


def test_a_path_in_an_address_is_believed_only_if_it_can_be_walked() -> None:
    end = SMALL.nodes[-1]
    assert [one.id for one in walked(SMALL, end, "a.q.b")] == ["a", "q", "b"]
    for typed in ("", "b.q", "a.zz", "a.b", "q", "a.q.b.b", "<script>", "." * 50):
        assert [one.id for one in walked(SMALL, end, typed)] == ["a", "q"]
    assert walked(SMALL, SMALL.nodes[0], "") == ()


def test_a_year_makes_a_pathway_old() -> None:
    day = SMALL.verified_on
    assert not is_old(SMALL, day.replace(year=day.year + 1)) and is_old(SMALL, day.replace(year=day.year + 2))


def test_the_table_of_widths_is_the_one_of_our_letters() -> None:
    fonts = next(Path(__file__).parents[2].glob("*/press/files/fonts"))
    for bold, name in ((False, "NotoSans-Regular.ttf"), (True, "NotoSans-Bold.ttf")):
        with TTFont(fonts / name) as font:
            letters, advances, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
        for sign, wide in flow_metrics._ADVANCES[bold].items():
            assert wide == round(advances[letters[ord(sign)]][0] * 1000 / em), sign


@given(st.text(alphabet="abc mñÁ ", max_size=80), st.floats(1.0, 20.0))
def test_wrapping_keeps_every_word_and_the_room(text: str, room: float) -> None:
    for lines in (wrap(text, room), balanced(text, room)):
        assert " ".join(lines).split() == text.split()
        assert all(width(line) <= room + 1e-6 or " " not in line for line in lines)


def test_the_first_sentence_ends_where_the_second_begins() -> None:
    assert first_sentence("Pregunte: ¿llegó, qué falta? Llame.") == "Pregunte: ¿llegó, qué falta?"
    assert first_sentence("Una sola: vea la norma.") == "Una sola: vea la norma."
