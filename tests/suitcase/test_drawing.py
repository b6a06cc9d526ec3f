"""The sheets as a printer gets them: each on its pages, in our letters, its codes read back from the drawn page."""

import io
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.books import reading
from tests.suitcase.examples import checklist, paper, row, slip
from training.press import fonts
from training.suitcase import sheets
from training.suitcase.drawing import CannotDraw, draw
from training.suitcase.paper import Slip

CHECKLISTS = sorted(path.stem for path in (Path(__file__).parents[2] / "content/checklists").glob("*.toml"))
LONG = {"given_names": "María Auxiliadora de los Ángeles del Carmen", "surnames": "Shiŋkupë Ñaupari de la Cruz y Villavicencio",
        "facility": "Hospital Regional de Apoyo Docente Miguel Ángel Mariscal Llerena, Huamanga, Ayacucho"}


def codes_on(pdf: bytes, page: int, dpi: int = 150) -> list[str]:
    png = subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", "-f", str(page), "-l", str(page), "-"],
                         input=pdf, capture_output=True, check=True).stdout
    with Image.open(io.BytesIO(png)) as image:
        return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_a_sign_in_sheet_takes_twenty_people_a_page_also_with_the_longest_names(people: int, pages: int) -> None:
    of = paper(rows=tuple(row(number, **LONG) for number in range(1, people + 1)))
    assert draw(sheets.roll(of, of.half_days[0]))[1] == pages


def test_the_list_of_names_takes_fifteen_people_a_page_also_with_the_longest_names() -> None:
    of = paper(rows=tuple(row(number, **LONG) for number in range(1, 31)))
    assert draw(sheets.names(of))[1] == 2


@pytest.mark.parametrize("slug", CHECKLISTS)
def test_every_checklist_of_the_manual_fits_its_page(slug: str) -> None:
    assert draw(sheets.checklist(paper(1), checklist(slug)))[1] == 1  # type: ignore[arg-type]  # it is one


def test_both_plans_are_a_page_each_also_with_a_long_name_and_a_large_team() -> None:
    of = paper(rows=tuple(row(number, **LONG) for number in range(1, 26)))
    assert draw(sheets.plans(of))[1] == 2


def test_the_code_of_every_slip_is_read_from_the_drawn_page() -> None:
    of = paper(rows=tuple(row(number, **LONG) for number in range(1, 10)))
    data, pages = draw(sheets.slips(of, [slip(one) for one in of.rows]))
    assert pages == 2
    assert sorted(codes_on(data, 1)) == sorted(of.person_address(one) for one in of.rows[:8])
    assert codes_on(data, 2) == [of.person_address(of.rows[8])]
    first = reading.pages(data)[0]
    assert first.count("K7M42-XQD9H") == 7
    assert first.count("Use su propia clave") == 1


def test_the_codes_of_the_other_sheets_lead_to_their_pages() -> None:
    of = paper(3)
    assert codes_on(draw(sheets.roll(of, of.half_days[2]))[0], 1) == [of.roll_address(of.half_days[2])]
    assert codes_on(draw(sheets.names(of))[0], 1) == [of.names_address]


def test_all_letters_are_ours() -> None:
    of = paper(9)
    htmls = [*sheets.agenda(of), *sheets.room(of), *sheets.names(of), *sheets.plans(of), *sheets.roll(of, of.half_days[0]),
             *sheets.checklist(of, of.checklists[0]), *sheets.slips(of, [slip(one) for one in of.rows]),
             sheets.cover(of, [], [], 1)]
    assert reading.fonts(draw(htmls)[0]) <= set(fonts.FACES.values())


def test_what_cannot_be_drawn_is_said() -> None:
    of = paper(1, public_url="https://" + "x" * 500)
    with pytest.raises(CannotDraw):
        draw(sheets.slips(of, [Slip(of.rows[0])]))
