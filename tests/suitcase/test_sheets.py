"""What stands on the sheets, as HTML: before any press."""

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from tests.suitcase.examples import paper, row, slip
from training.suitcase import sheets
from training.suitcase.binding import Entry
from training.suitcase.paper import Paper, Slip


def every_sheet(of: Paper) -> dict[str, str]:
    made = {
        "agenda": sheets.agenda(of), "room": sheets.room(of), "names": sheets.names(of), "plans": sheets.plans(of),
        "slips": sheets.slips(of, [slip(one) for one in of.rows]), "roll": sheets.roll(of, of.half_days[0]),
        "checklist": sheets.checklist(of, of.checklists[0])}
    entry = Entry("Algo", 2, 3, 1, 2, "A4")
    return {name: "".join(htmls) for name, htmls in made.items()} | {"cover": sheets.cover(of, [entry], [], 3)}


def qr_texts(html: str) -> list[str]:
    return [unquote(found) for found in re.findall(r'src="qr:([^"]+)"', html)]


def test_a_slip_holds_the_public_identity_in_its_qr_and_the_code_only_as_text() -> None:
    of = paper(3)
    html = every_sheet(of)["slips"]
    assert qr_texts(html) == [f"https://replica.example.org/f/{one.key}" for one in of.rows]
    assert "K7M42" in html
    assert not any("K7M42" in text for text in qr_texts(html))


def test_whoever_has_a_password_gets_a_slip_without_code() -> None:
    of = paper(1)
    html = sheets.slips(of, [Slip(of.rows[0])])[0]
    assert "Use su propia clave" in html
    assert "Código de un solo uso" not in html
    assert qr_texts(html)


def test_nothing_that_leaves_the_room_says_what_the_course_is_about() -> None:
    of = paper(9)
    for name in ("slips", "names", "roll"):
        html = every_sheet(of)[name].lower()
        assert of.course.lower() not in html
        assert "violencia" not in html
    for name, html in every_sheet(of).items():
        title = re.search(r"<title>([^<]*)</title>", html)
        assert title, name
        assert "violencia" not in title[1].lower()


def test_names_are_text_and_never_markup() -> None:
    odd = row(1, given_names="Ana <b>", surnames='O"Neill & Ríos', facility="<i>Posta</i>")
    for name, html in every_sheet(paper(rows=(odd,))).items():
        assert "Ana <b>" not in html, name
        assert "<i>Posta" not in html, name


def test_documents_show_their_last_three_signs_only() -> None:
    html = every_sheet(paper(rows=(row(1, ending="417"),)))
    assert "…417" in html["roll"]
    assert not re.search(r"\b\d{8}\b", html["roll"] + html["names"])


def test_a_confirmed_name_needs_no_second_signature() -> None:
    html = sheets.names(paper(rows=(row(1, confirmed=True), row(2, confirmed=False))))[0]
    assert html.count("Ya confirmó su nombre") == 1
    assert html.count('class="dots"') == 1


def test_the_agenda_says_what_may_be_cut_and_counts_no_make_up() -> None:
    of = paper(1)
    extra = replace(of.half_days[0], number=5, make_up=True)
    html = sheets.agenda(replace(of, half_days=(*of.half_days, extra)))[0]
    assert html.count("Si falta tiempo") == sum(not block.essential for half in of.half_days for block in half.blocks)
    assert html.count('<section class="page"') == 2
    assert sheets.agenda(paper(half_days=())) == []


def test_both_plans_are_there_for_each_facility_with_their_review_days() -> None:
    of = paper(40)
    html = sheets.plans(of)[0]
    named = [name for name, _rows in of.facilities if name]
    assert html.count("<h1>Plan de contingencia</h1>") == html.count("<h1>Plan operativo</h1>") == len(named)
    for text in ("A los 30 días: 15.01.2027", "A los 60 días: 14.02.2027", "A los 90 días: 16.03.2027", "Ruta de noche", "Indicador"):
        assert text in html
    assert sheets.plans(paper(form=None)) == []
    assert sheets.plans(paper(0))[0].count("<h1>") == 2


def test_many_facilities_are_drawn_in_several_documents() -> None:
    rows = tuple(row(number, facility=f"P. S. {number:03}") for number in range(1, 66))
    made = sheets.plans(paper(rows=rows))
    assert [html.count("<h1>") for html in made] == [60, 60, 10]


def test_a_checklist_says_the_points_that_are_enough() -> None:
    of = paper(1)
    html = sheets.checklist(of, of.checklists[0])[0]
    assert "(20 de 24)" in html
    assert html.count("CRÍTICO") == sum(step.critical for step in of.checklists[0].steps)


@pytest.mark.parametrize(("more", "said"), [({"demo": True}, "DEMOSTRACIÓN, sin valor oficial"), ({"draft": True}, "Borrador")])
def test_the_cover_says_what_is_no_finished_thing(more: dict[str, object], said: str) -> None:
    assert said in sheets.cover(paper(1, **more), [], [], 1)
    assert said not in sheets.cover(paper(1, demo=False, draft=False), [], [], 1)


def test_the_cover_names_what_could_not_be_drawn() -> None:
    assert "No salió: Fichas" in sheets.cover(paper(1), [], ["No salió: Fichas."], 1)
