"""The same sheet is the same file, in whichever process and after whatever else was drawn."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pydyf
import pytest
from PIL import Image

from certificates.press import pdf
from certificates.press.press import the_press
from certificates.press.writing import write
from tests.certificates.examples import MADE_UP, WORST
from tests.certificates.press.sheets import drawn, registered
from training.press import pictures

ROOT = Path(__file__).parents[3]
PROGRAM = """
import hashlib
from certificates.press import pdf
from tests.certificates.examples import MADE_UP, WORST
from tests.certificates.press.sheets import registered
for one in (WORST, MADE_UP):
    print(hashlib.sha256(pdf.draw(registered(one, signature=True))).hexdigest())
"""


def test_the_same_sheet_gives_the_same_bytes_in_every_process() -> None:
    drawn("normal")  # here something else came before
    here = [hashlib.sha256(pdf.draw(registered(one, signature=True))).hexdigest() for one in (WORST, MADE_UP)]
    for seed in ("1", "2"):
        said = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed},
                              capture_output=True, check=True, text=True).stdout
        assert said.split() == here


def test_a_press_keeps_nothing_of_the_sheets_it_drew() -> None:
    drawn("normal")
    pdf.draw(registered(WORST))
    before = {key: len(value) if isinstance(value, bytes) else 0 for key, value in the_press().images.items()}
    pdf.draw(registered())
    assert {key: len(value) if isinstance(value, bytes) else 0 for key, value in the_press().images.items()} == before


def picture(mode: str, **options: object) -> bytes:
    out = BytesIO()
    image = Image.new(mode, (3, 2))
    image.putpixel((1, 1), {"RGBA": (9, 8, 7, 100), "RGB": (9, 8, 7), "L": 9, "P": 1, "LA": (9, 100)}[mode])
    image.save(out, "PNG", **options)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "LA", "P"])
def test_a_picture_comes_out_as_it_went_in_also_the_second_time(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = picture(mode)
    press = the_press()
    monkeypatch.setitem(press.makers, "here", lambda _rest: (whole, "image/png"))
    monkeypatch.setitem(press.fetcher.makers, "here", lambda _rest: (whole, "image/png"))
    html = '<html lang="es"><title>x</title><p><img src="here:a" alt="x"> <img src="here:b" alt="x">'
    first, second = press.pdf(html), press.pdf(html)
    assert first == second
    with pikepdf.open(BytesIO(first)) as opened:
        shown = [one.read_bytes() for one in opened.pages[0].Resources.XObject.values()]
        masks = [one.SMask.read_bytes() for one in opened.pages[0].Resources.XObject.values() if "/SMask" in one]
    with Image.open(BytesIO(whole)) as image:
        assert shown == [image.convert("L" if mode in ("L", "LA") else "RGB").tobytes()] * 2
        assert masks == ([image.getchannel("A").tobytes()] * 2 if mode in ("RGBA", "LA") else [])


def test_plain_pictures_go_in_without_being_packed_anew() -> None:
    assert pictures._as_it_is(picture("RGB"), False) is not None
    for other in (picture("RGBA"), picture("P"), picture("RGB", dpi=(72, 72)), b"", b"no picture"):
        assert pictures._as_it_is(other, False) is None


def test_packed_data_that_end_with_a_carriage_return_are_told_from_the_end_of_their_line() -> None:
    out, made = BytesIO(), pydyf.PDF()
    made.info["Title"] = pydyf.String("x")
    for data in (b"one\r", b"two\n", b"three\r\n", b"four"):
        made.add_object(pydyf.Stream([data]))
    write(made, out)
    written = out.getvalue()
    assert b"stream\none\r\r\nendstream" in written and b"stream\nfour\nendstream" in written
    with pikepdf.open(BytesIO(written)) as opened:
        assert opened.check_pdf_syntax() == []
        found = {bytes(one.read_raw_bytes()) for one in opened.objects if isinstance(one, pikepdf.Stream)}
        assert {b"one\r", b"two\n", b"three\r\n", b"four"} <= found
        assert bytes(opened.trailer.ID[0]) == bytes(opened.trailer.ID[1])
