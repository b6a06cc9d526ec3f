"""A stranger's ZIP: taken apart in memory, with an end to everything."""

import contextlib
import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.lots import archive
from certificates.lots.archive import BadArchive, Why, entries, shown

PDF = b"%PDF-1.7 one"


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, data in files:
            packed.writestr(name, data)
    return out.getvalue()


def taken(data: bytes) -> list[tuple[str, bytes | None]]:
    return [(one.name, one.data) for one in entries(io.BytesIO(data))]


def refused(data: bytes) -> Why:
    with pytest.raises(BadArchive) as no:
        taken(data)
    return no.value.why


def test_pdfs_come_out_and_what_systems_add_does_not() -> None:
    assert taken(zipped(("lote/a.pdf", PDF), ("__MACOSX/lote/._a.pdf", b"x"), ("lote/.DS_Store", b"x"), ("lote/", b""))) == [
        ("a.pdf", PDF)]


@pytest.mark.parametrize("data", [b"", b"hola", b"PK\x03\x04" + bytes(40), PDF, zipped(("a.pdf", PDF))[:-30]],
                         ids=["nothing", "text", "its first bytes", "a PDF", "cut"])
def test_what_is_no_zip(data: bytes) -> None:
    assert refused(data) is Why.NOT_A_ZIP


def test_an_empty_one() -> None:
    assert refused(zipped()) is Why.EMPTY
    assert refused(zipped(("folder/", b""))) is Why.EMPTY


def test_too_many_files() -> None:
    assert refused(zipped(*((f"{n}.pdf", PDF) for n in range(archive.MOST_FILES + 1)))) is Why.TOO_MANY


def test_a_bomb_by_what_it_says_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1_000_000)
    assert refused(zipped(("a.pdf", PDF + bytes(600_000)), ("b.pdf", PDF + bytes(600_000)))) is Why.TOO_LARGE


def test_a_file_that_is_too_large_alone_is_left_where_it_is() -> None:
    assert taken(zipped(("a.pdf", PDF + bytes(archive.MOST_FILE)), ("b.pdf", PDF))) == [("a.pdf", None), ("b.pdf", PDF)]


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    data = bytearray(zipped(("a.pdf", PDF + bytes(5_000_000))))
    for place in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[place:place + 4] = struct.pack("<I", 20)
    (_, got), = taken(bytes(data))
    assert got is None or len(got) <= 20


def test_a_file_with_a_wrong_sum_is_no_pdf() -> None:
    data = bytearray(zipped(("a.pdf", PDF), method=zipfile.ZIP_STORED))
    data[data.index(b"one")] ^= 1
    assert taken(bytes(data)) == [("a.pdf", None)]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_not_unpacked(method: int) -> None:
    assert taken(zipped(("a.pdf", PDF), method=method)) == [("a.pdf", None)]


def test_what_is_encrypted_is_not_unpacked() -> None:
    data = bytearray(zipped(("a.pdf", PDF)))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert taken(bytes(data)) == [("a.pdf", None)]


@pytest.mark.parametrize(("name", "seen"), [
    ("../../etc/passwd", "passwd"), ("C:\\x\\a.pdf", "a.pdf"), ("a\x00b\n.pdf", "ab.pdf"), ("/", "?"), ("x" * 300, "x" * 120),
    ("\u202ea.pdf", "a.pdf")])
def test_names_are_for_people_and_nothing_else(name: str, seen: str) -> None:
    assert shown(name) == seen


@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(data: bytes) -> None:
    with contextlib.suppress(BadArchive):
        taken(data)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_any_changed_byte_gives_an_answer(at: int, by: int) -> None:
    data = bytearray(zipped(("a.pdf", PDF), ("b.txt", zlib.compress(PDF))))
    data[at % len(data)] ^= by
    with contextlib.suppress(BadArchive):
        taken(bytes(data))
