"""Page ranges, copies and bookmarks of the one file."""

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.suitcase.binding import Part, bind, contents, is_a3

A4, A3 = (595, 842), (842, 1191)


def blank(path: Path, pages: int, size: tuple[int, int] = A4) -> Path:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=size)
        pdf.save(path)
    return path


parts = st.builds(Part, st.sampled_from(["Uno", "Dos", "Tres"]), st.just(Path("x.pdf")), st.integers(1, 9), st.integers(1, 5),
                  st.booleans())


@given(st.lists(parts, max_size=12), st.integers(1, 3))
def test_ranges_follow_each_other_without_a_hole(found: list[Part], front: int) -> None:
    entries = contents(found, front)
    at = front + 1
    for entry in entries:
        assert entry.first == at
        assert entry.last - entry.first + 1 == entry.each * entry.copies
        at = entry.last + 1
    assert at - front - 1 == sum(part.pages * part.copies for part in found)


def test_parts_of_one_title_are_one_line_but_copies_are_not_mixed() -> None:
    one = Path("x.pdf")
    entries = contents([Part("Planes", one, 60), Part("Planes", one, 10), Part("Lista", one, 1, 12), Part("Lista", one, 1, 12)], 1)
    assert [(entry.title, entry.first, entry.last, entry.copies) for entry in entries] == [
        ("Planes", 2, 71, 1), ("Lista", 72, 83, 12), ("Lista", 84, 95, 12)]


def test_everything_goes_into_one_file_in_order_with_its_copies(tmp_path: Path) -> None:
    cover = blank(tmp_path / "cover.pdf", 1)
    found = [Part("Agenda", blank(tmp_path / "a.pdf", 2), 2, 3), Part("Afiches", blank(tmp_path / "b.pdf", 1, A3), 1, a3=True)]
    target = tmp_path / "kit.pdf"
    assert bind(cover, found, contents(found, 1), target, "Maletín") == 8
    with pikepdf.open(target) as pdf:
        assert [round(float(page.mediabox[2])) for page in pdf.pages] == [595] * 7 + [842]
        assert str(pdf.docinfo["/Title"]) == "Maletín"
        with pdf.open_outline() as outline:
            assert [str(item.title) for item in outline.root] == ["Agenda", "Afiches"]


def test_copies_weigh_nothing(tmp_path: Path) -> None:
    cover = blank(tmp_path / "cover.pdf", 1)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        pdf.pages[0].Contents = pdf.make_stream(bytes(range(256)) * 400)
        pdf.save(tmp_path / "a.pdf", compress_streams=False)
    sizes = []
    for copies in (1, 40):
        found = [Part("Agenda", tmp_path / "a.pdf", 1, copies)]
        bind(cover, found, contents(found, 1), tmp_path / "kit.pdf", "Maletín")
        sizes.append((tmp_path / "kit.pdf").stat().st_size)
    assert sizes[1] - sizes[0] < 8000


@pytest.mark.parametrize(("size", "large"), [(A4, False), ((842, 595), False), (A3, True), ((1191, 842), True)])
def test_a3_is_known_by_its_long_side(tmp_path: Path, size: tuple[int, int], large: bool) -> None:
    assert is_a3(blank(tmp_path / "x.pdf", 1, size)) is large
