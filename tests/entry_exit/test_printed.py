"""The printed tests: who gets which sheet, what stands on it, and above all what does not."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import zxingcpp
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from modules.bundle import survey
from modules.cli import DEFAULT_FOLDER
from modules.loader import load
from quizzes.check import check
from quizzes.entry_exit import paper
from quizzes.entry_exit.blueprint import ENTRY, EXIT, FORMS, MOMENTS, Blueprint, blueprint_of, read_code
from quizzes.entry_exit.print_tests import KEY, TESTS, draw_key, draw_tests
from tests import make
from tests.books.reading import fonts, pages, says, sizes
from tests.entry_exit.gain_story import with_test, workshop
from training.db import db
from training.errors import Refused
from training.house import KitPart, house
from training.press import fonts as faces

A4 = {(595, 842)}
HEADING = paper.Heading("Ayacucho 2026-3", "C. S. Río Manso", "15 y 16 de diciembre de 2026", "Curso A",
                        "Versión 1.0 · 0123abcd", "https://replica.example.org")


def people(many: int) -> list[paper.Who]:
    return [paper.Who(row, f"key-{row}", "Rojas Luna", "Irma", "P. S. Pampa Serena") for row in range(1, many + 1)]


def blueprint() -> Blueprint:
    found = blueprint_of(with_test().tests[0])
    assert found is not None
    return found


def sheets(many: int, moment: str = ENTRY) -> list[paper.AnswerSheet]:
    return paper.answer_sheets(people(many), many, moment)


def test_each_person_has_the_other_form_at_the_end() -> None:
    entry, last = sheets(3), sheets(3, EXIT)
    assert [one.code for one in entry[:3]] == ["E-001-A", "E-002-B", "E-003-A"]
    assert [one.code for one in last[:3]] == ["S-001-B", "S-002-A", "S-003-B"]
    assert all(one.form != two.form for one, two in zip(entry, last, strict=True))
    assert [paper.GROUNDS[one.ground] for one in entry[1:4]] == [("B", True), ("A", True), ("B", False)]


def test_some_sheets_wait_for_whoever_comes_unlisted() -> None:
    waiting = paper.answer_sheets(people(2), 5, ENTRY)[2:]  # rows 3 to 5 belonged to people who left
    assert [one.who.number for one in waiting] == [6, 7, 8, 9]
    assert not any(one.who.key for one in waiting)


@given(st.integers(0, 60), st.sampled_from(MOMENTS))
def test_a_pile_that_is_cut_once_stays_in_order(many: int, moment: str) -> None:
    row = sheets(many, moment)
    leaves = list(paper.stacked(row))
    upper, lower = [leaf[0] for leaf in leaves], [leaf[1] for leaf in leaves if len(leaf) > 1]
    assert [*upper, *lower] == row
    assert all((code := read_code(one.code)) is not None and (code.number, code.moment, code.form)
               == (one.who.number, moment, one.form) for one in row)


@given(st.integers(0, 60))
def test_there_are_booklets_for_both_tests(many: int) -> None:
    enough = paper.copies(people(many))
    for moment in MOMENTS:
        given_out = [one.form for one in sheets(many, moment)[:many]]
        assert all(given_out.count(form) < enough[form] for form in FORMS)


def test_no_answer_and_no_score_on_what_is_handed_out() -> None:
    test = blueprint()
    sheet = paper.answers(sheets(4), HEADING) + paper.grounds(test, HEADING)
    assert not any(word in sheet.lower() for word in ("puntaje", "nota", "aciertos", "clave", "sí ta"))
    for form in FORMS:
        booklet = paper.booklet(test, form, HEADING)
        assert "Clave" not in booklet and "#" not in booklet.split("<ol")[1]
        for place in test.forms[form]:  # each option looks like the next, the right one too
            for one in place.options:
                assert f"<li><b>{one.letter}</b> {one.option.text}</li>" in booklet
                assert one.option.feedback not in booklet


def test_names_are_text_and_never_markup() -> None:
    odd = paper.Who(1, "k", "<b>Ríos", "O'Higgins & Cía", "P. S. «El 5»")
    html = paper.answers(paper.answer_sheets([odd], 1, ENTRY), HEADING)
    assert "&lt;b&gt;Ríos, O&#39;Higgins &amp; Cía" in html


def drawn(cohort_id: int) -> list[KitPart]:
    return list(draw_tests(cohort_id, 0))


def test_the_suitcase_gets_booklets_sheets_and_the_key_apart(app: Flask, tmp_path: Path) -> None:
    _bea, cohort, members = workshop(3)
    parts = drawn(cohort.id)
    assert [(part.title, part.copies) for part in parts] == [
        ("Pruebas de entrada y salida: cuadernillo de la forma A", 3),
        ("Pruebas de entrada y salida: cuadernillo de la forma B", 3),
        ("Prueba de entrada: hojas de respuestas", 1), ("Prueba de salida: hojas de respuestas", 1)]
    assert all(part.pages % 2 == 0 for part in parts[:2])
    for part in parts:
        assert fonts(part.pdf) <= set(faces.FACES.values())
        assert sizes(part.pdf) == A4
        assert says(part.pdf)[:2] == (True, "es-PE")
        assert len(pages(part.pdf)) == part.pages
    entry = " ".join(pages(parts[2].pdf))
    assert all(code in entry for code in ("E-001-A", "E-002-B", "E-003-A", "E-007-A")) and "E-008" not in entry
    assert all(f"{one.surnames}, {one.given_names}" in entry for one in members)
    assert sorted(codes(parts[3].pdf, tmp_path)) == sorted(f"{app.config['PUBLIC_URL']}/f/{one.key}" for one in members)


def codes(pdf: bytes, folder: Path) -> list[str]:
    """What a telephone reads on the sheets, printed in grey at 150 dpi."""
    (folder / "sheets.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "sheets.pdf", "sheet"], cwd=folder, check=True)
    found: list[str] = []
    for picture in sorted(folder.glob("sheet*.png")):
        with Image.open(picture) as image:
            found += [one.text for one in zxingcpp.read_barcodes(image)]
    return found


def test_the_key_has_the_right_letters_and_a_warning(app: Flask) -> None:
    bea, cohort, _members = workshop(1)
    (part,) = draw_key(cohort.id, bea.id)
    (text,) = pages(part.pdf)
    assert part.title.endswith("solo para quien facilita") and "Solo para quien facilita" in text
    test = blueprint()
    assert all(f"{place.number} {place.right} " in text for form in FORMS for place in test.forms[form])
    assert KEY.order > TESTS.order


def test_without_a_workshop_or_a_test_there_is_nothing_to_print(app: Flask) -> None:
    bea = make.bea()
    found = [make.cohort(bea).id, make.workshop(bea).id]
    db.session.commit()
    for cohort_id in found:
        assert drawn(cohort_id) == [] and list(draw_key(cohort_id, bea.id)) == []


def test_a_name_that_no_font_has_is_refused_before_anything_is_drawn(app: Flask) -> None:
    _bea, cohort, members = workshop(2)
    members[1].surnames = "Ríos 漢"
    db.session.commit()
    with pytest.raises(Refused, match=r"fila 2 tiene un signo.*漢"):
        drawn(cohort.id)


def test_the_rooms_sheets_are_announced(app: Flask) -> None:
    assert {TESTS, KEY} <= set(house(app).kit_sheets)


@pytest.fixture(scope="module")
def shipped() -> Sequence[Blueprint]:
    """The tests of the manual that we ship."""
    edition = load(survey(DEFAULT_FOLDER)[0], {".gift": check}).manual
    if edition is None:
        pytest.fail("the manual cannot be read: see tests/modules/test_content.py")
    return [one for one in map(blueprint_of, edition.tests) if one is not None]


def test_a_booklet_of_ours_is_one_leaf(shipped: Sequence[Blueprint]) -> None:
    """Twenty questions on both sides of one sheet of paper, for every form of both courses."""
    from quizzes.entry_exit.print_tests import drawn as draw  # the press needs no application

    assert len(shipped) == 2
    assert [draw(paper.booklet(one, form, HEADING))[1] for one in shipped for form in FORMS] == [2, 2, 2, 2]
