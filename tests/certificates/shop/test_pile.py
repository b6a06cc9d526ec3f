"""The pile for the printer, as its pages come out: what lies behind what, which way up, what is laid over a front."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pikepdf
import pytest

from certificates.paper.snapshot import Attendance, Snapshot
from certificates.press import pdf
from certificates.press.sheet import Sheet as Drawn
from certificates.shop import sheets
from certificates.shop.binding import Leaf, bind
from certificates.shop.drawing import draw
from certificates.shop.states import LONG, SHORT
from certificates.shop.syllabus import back_of
from certificates.shop.tally import RECEIPT_ROWS, TALLY_ROWS, Lot, Place, Sheet, counted, receipts, sittings
from modules.workshop import Rule
from tests.certificates import examples
from tests.certificates.examples import MADE_UP, NORMAL, PRESENT, TEN, WORKSHOP, WORST

RULE = Rule(checklists=("apoyo",))
HALF_DAYS = (("1. Martes 10 de noviembre, mañana", 240), ("2. Martes 10 de noviembre, tarde", 210))
LYING, STANDING = (842, 595), (595, 842)
LOT = Lot(14, datetime(2026, 11, 23, 15, 42, tzinfo=UTC), "Dina Vega Paz", 60)
HERE, THERE = Place("DIRESA Ayacucho", "Huamanga", "C. S. Río Manso"), Place("DIRESA Ayacucho", "", "")


def blank(size: tuple[int, int], words: bytes = b"") -> bytes:
    """A page of this size with a small black square at its upper left, and some words."""
    made, out = pikepdf.new(), io.BytesIO()
    page = made.add_blank_page(page_size=size)
    page.contents_add(b"0 0 0 rg 20 %d 40 40 re f" % (size[1] - 60))
    made.docinfo["/Title"] = words.decode() or "x"
    made.save(out)
    return out.getvalue()


def square_at(page: pikepdf.Page) -> str:
    """Where the square stands: as it is, or after half a turn."""
    turned = b"-1 0 0 -1" in b"".join(one.read_bytes() for one in page.Contents) if isinstance(
        page.obj.Contents, pikepdf.Array) else b"-1 0 0 -1" in page.obj.Contents.read_bytes()
    return "lower right" if turned else "upper left"


@pytest.mark.parametrize(("flip", "lying", "standing"), [(LONG, "lower right", "upper left"), (SHORT, "upper left", "lower right")])
def test_whoever_turns_a_sheet_like_a_page_reads_on(tmp_path: Path, flip: str, lying: str, standing: str) -> None:
    """Along the long edge a printer turns a sheet on its side head over heels, along the short edge one that stands."""
    leaves = [Leaf(blank(LYING), ("b", LYING)), Leaf(blank(STANDING), ("b", STANDING)), Leaf(blank(LYING), ("b", LYING))]
    pages = bind(leaves, lambda name: blank(name[1]), tmp_path / "pile.pdf", "Pila", flip)  # type: ignore[index]
    assert pages == 6
    with pikepdf.open(tmp_path / "pile.pdf") as pile:
        assert [square_at(page) for page in pile.pages] == [
            "upper left", lying, "upper left", standing, "upper left", lying]
        assert str(pile.Root.ViewerPreferences.Duplex) == f"/DuplexFlip{'Long' if flip == LONG else 'Short'}Edge"


def test_a_back_is_drawn_once_and_lies_in_the_file_once(tmp_path: Path) -> None:
    asked: list[object] = []

    def drawn(name: object) -> bytes:
        asked.append(name)
        return blank(LYING)

    bind([Leaf(blank(LYING), "one") for _ in range(40)] + [Leaf(blank(STANDING), "two")], drawn, tmp_path / "p.pdf", "x")
    assert asked == ["one", "two"]
    with pikepdf.open(tmp_path / "p.pdf") as pile:
        backs = [page.obj.Contents for page in list(pile.pages)[1:80:2]]
        assert len({one[0].objgen if isinstance(one, pikepdf.Array) else one.objgen for one in backs}) == 1


def test_a_sheet_without_back_keeps_the_others_on_their_side(tmp_path: Path) -> None:
    assert bind([Leaf(blank(STANDING)), Leaf(blank(LYING), "b")], lambda name: blank(LYING), tmp_path / "p.pdf", "x") == 4


def text_of(data: bytes, tmp_path: Path) -> str:
    import subprocess

    (tmp_path / "x.pdf").write_bytes(data)
    return subprocess.run(["pdftotext", "-layout", tmp_path / "x.pdf", "-"], check=True, capture_output=True, text=True).stdout


def pages_of(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


@pytest.mark.parametrize("said", [NORMAL, WORKSHOP, WORST, PRESENT, MADE_UP], ids=lambda one: one.folio)
def test_every_back_is_one_page(said: Snapshot) -> None:
    twenty = tuple(msgspec.structs.replace(one, slug=f"m{place}") for place, one in enumerate(TEN * 2))
    some = said if said.is_constancia else msgspec.structs.replace(
        said, modules=twenty, half_hours=sum(one.minutes for one in twenty) // 30)
    if said is WORST:
        some = msgspec.structs.replace(some, format=3, kind="certificate", design=examples.DESIGN,
                                       attendance=Attendance(900, 870, 80))
    assert pages_of(draw([sheets.back(back_of(some, twenty, HALF_DAYS * 4, RULE))])) == 1


def test_a_back_says_what_the_course_was_and_how_to_check_it(tmp_path: Path) -> None:
    said = text_of(draw([sheets.back(back_of(WORKSHOP, TEN, HALF_DAYS, RULE))]), tmp_path)
    for words in ("Programa del curso", "Detectar y preguntar con cuidado", "405", "1. Martes 10 de noviembre, mañana", "450",
                  "Prueba de salida: al menos 80 %", "Práctica observada", "al menos 80 % de los minutos", "verificar"):
        assert words in " ".join(said.split()), words
    assert NORMAL.surnames not in said
    assert NORMAL.document not in said
    assert "calificación" not in said


def test_the_back_of_a_constancia_says_that_nobody_passed(tmp_path: Path) -> None:
    back = back_of(PRESENT, TEN, HALF_DAYS, RULE)
    assert back.modules == TEN
    assert back.half_day_minutes == 900  # its own half-days, not those of today
    assert "no aprobación" in " ".join(text_of(draw([sheets.back(back)]), tmp_path).split())
    assert not any("Prueba" in rule for rule in back.rules)


def test_papers_of_one_course_share_their_back() -> None:
    other = msgspec.structs.replace(NORMAL, folio="2026-000777", given_names="Otra", surnames="Persona", document="11111111")
    assert back_of(NORMAL, TEN, HALF_DAYS, RULE) == back_of(other, TEN, HALF_DAYS, RULE)


def test_a_duplicate_is_marked_in_the_pile_and_the_issued_file_stays(tmp_path: Path) -> None:
    issued = pdf.draw(Drawn(NORMAL, "https://replica.example.org/v/x"))
    (tmp_path / "issued.pdf").write_bytes(issued)
    bind([Leaf(tmp_path / "issued.pdf", "b", "m")], lambda name: draw(
        [sheets.mark(2, date(2026, 11, 23), upright=False)]) if name == "m" else blank(LYING), tmp_path / "p.pdf", "x")
    said = text_of((tmp_path / "p.pdf").read_bytes(), tmp_path)
    assert "DUPLICADO n.º 2" in said
    assert "23 de noviembre de 2026" in said
    assert (tmp_path / "issued.pdf").read_bytes() == issued


def pile(count: int, **changes: object) -> list[Sheet]:
    return [Sheet(at, at, msgspec.structs.replace(NORMAL, folio=f"2026-{at:06}", **changes), HERE if at % 3 else THERE, "A")
            for at in range(1, count + 1)]


def test_the_tally_numbers_every_sheet_for_who_signs(tmp_path: Path) -> None:
    alone = [Sheet(61, 61, msgspec.structs.replace(PRESENT, folio="2026-C-000001"), HERE, "A", None, 3)]
    both = sittings([*pile(60), *alone])
    assert [(len(one.signers), len(one.sheets)) for one in both] == [(2, 60), (1, 1)]
    assert [len(rows) for rows in both[0].pages] == [TALLY_ROWS, TALLY_ROWS, 60 - 2 * TALLY_ROWS]
    data = draw(sheets.tally(LOT, [*pile(60), *alone]))
    assert pages_of(data) == 4
    said = text_of(data, tmp_path)
    for words in ("2026-000060", "…283", "duplicado 3", "Hasta aquí: 44 de 60", "Firmé", "Rosa Elvira Tacuri Montalvo"):
        assert words in " ".join(said.split()), words
    assert "40617283" not in said


def test_a_full_tally_keeps_its_totals_on_its_last_page() -> None:
    assert pages_of(draw(sheets.tally(LOT, pile(TALLY_ROWS)))) == 1


def test_each_facility_has_its_receipt_list(tmp_path: Path) -> None:
    some = sorted(pile(40), key=lambda one: one.place.facility, reverse=True)
    found = receipts(some)
    assert [(one.place, len(one.sheets)) for one in found] == [(HERE, 27), (THERE, 13)]
    data = draw(sheets.receipt_lists(LOT, some))
    assert pages_of(data) == 3
    said = " ".join(text_of(data, tmp_path).split())
    for words in ("C. S. Río Manso", "Red Huamanga · DIRESA Ayacucho", "Sin establecimiento en la lista", "Entrega el paquete",
                  "Recibe el paquete", "Firma de quien recibe"):
        assert words in said, words
    assert pages_of(draw(sheets.receipt_lists(LOT, [one for one in pile(RECEIPT_ROWS * 2) if one.place == HERE][:RECEIPT_ROWS]))) == 1


def test_a_separator_is_one_sheet_however_many_it_announces() -> None:
    assert pages_of(draw([sheets.separator(LOT, HERE, pile(10))])) == 1
    assert pages_of(draw([sheets.separator(LOT, HERE, pile(200, given_names="María de los Ángeles Guadalupe"))])) == 1


def test_counts_are_said_in_words() -> None:
    assert counted(pile(1)) == "1 certificado"
    assert counted([*pile(2), Sheet(3, 3, PRESENT, HERE, "A", None, 2)]) == "2 certificados y 1 constancia (1 duplicado)"
