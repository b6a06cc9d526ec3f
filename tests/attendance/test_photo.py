"""The photo of the signed sheet: drawn anew, without metadata, shown to whoever runs the cohort."""

import io
from collections.abc import Iterator

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests import make
from tests.attendance.story import MORNING, Day, picture
from tests.client import Client
from training.attendance.models import SheetPhoto
from training.attendance.photo import LONGEST_SIDE, BadPhoto, NotAPhoto, redraw
from training.clock import frozen
from training.db import db


@pytest.fixture
def day(app: Flask) -> Iterator[Day]:
    with frozen(MORNING):
        yield Day()


def located() -> bytes:
    """A photo that says where and with what it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "TELEFONO-DE-BEA"
    exif.get_ifd(0x8825)[1] = "S"
    return picture(exif=exif.tobytes(), comment=b"en casa")


def test_nothing_of_the_telephone_is_left() -> None:
    before = located()
    assert b"TELEFONO-DE-BEA" in before and b"en casa" in before
    after = redraw(before)
    again = Image.open(io.BytesIO(after))
    assert b"TELEFONO" not in after and b"en casa" not in after and dict(again.getexif()) == {}
    assert again.size == (1000, 800), "it stands upright"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "MPO"])
def test_what_telephones_make_is_taken_and_made_smaller(kind: str) -> None:
    found = Image.open(io.BytesIO(redraw(picture(kind, (3000, 4000)))))
    assert found.format == "JPEG" and max(found.size) == LONGEST_SIDE


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(redraw(out.getvalue()))).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize("data, why", [
    (b"", NotAPhoto.EMPTY), (b"%PDF-1.7 nothing", NotAPhoto.UNREADABLE), (b"\xff\xd8\xff\xe0" + b"\0" * 500, NotAPhoto.UNREADABLE),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotAPhoto.UNREADABLE), (picture("GIF"), NotAPhoto.UNREADABLE),
    (picture()[:2000], NotAPhoto.UNREADABLE), (picture("PNG")[:-60], NotAPhoto.UNREADABLE),
    (picture(size=(100, 100)), NotAPhoto.TOO_SMALL), (b"a" * 12_000_001, NotAPhoto.TOO_MANY_BYTES),
    (picture("PNG", (9000, 9000)), NotAPhoto.TOO_LARGE), (picture("PNG", (12000, 8000)), NotAPhoto.TOO_LARGE)])
def test_a_photo_that_is_no_photo_is_refused(data: bytes, why: NotAPhoto) -> None:
    with pytest.raises(BadPhoto) as refused:
        redraw(data)
    assert refused.value.why is why


def give(client: Client, day: Day, data: bytes, name: str = "hoja.jpg") -> None:
    client.get(day.at())
    client.post(day.at(1, "/foto"), {"photo": (io.BytesIO(data), name)})


def test_it_is_kept_and_shown(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    give(client, day, located())
    assert client.status == 303
    kept = db.session.scalars(select(SheetPhoto)).one()
    db.session.commit()
    client.get(day.at())
    assert day.at(1, f"/foto/{kept.key}") in client.text
    client.get(day.at(1, f"/foto/{kept.key}"))
    assert client.response is not None and client.response.mimetype == "image/jpeg"
    assert client.response.headers["Cache-Control"] == "no-store" and len(client.response.data) == kept.size
    client.get(day.at(2, f"/foto/{kept.key}"))
    assert client.status == 404, "it belongs to its own half-day"


def test_the_same_photo_twice_is_one(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    for _ in range(2):
        give(client, day, located())
    assert len(db.session.scalars(select(SheetPhoto)).all()) == 1


def test_there_is_an_end_to_photos(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    for width in range(400, 409):
        give(client, day, picture(size=(width, 500)))
    assert client.status == 409 and "máximo" in client.text and len(db.session.scalars(select(SheetPhoto)).all()) == 8


@pytest.mark.parametrize("data, sentence", [(b"", "Elija la foto"), (b"no photo", "no es una foto"),
                                            (picture(size=(50, 50)), "demasiado pequeña")])
def test_a_refusal_stands_beside_the_field(day: Day, client: Client, data: bytes, sentence: str) -> None:
    client.sign_in(day.bea)
    give(client, day, data)
    assert client.status == 422 and sentence in client.text and db.session.scalars(select(SheetPhoto)).all() == []


def test_a_telephones_large_photo_is_let_in_and_a_list_of_that_size_is_not(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    noise = Image.effect_noise((3000, 2400), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    assert len(out.getvalue()) > 3_000_000
    for field, address, status in (("photo", day.at(1, "/foto"), 303), ("upload", f"/cohortes/{day.cohort.key}/lista", 413)):
        upload = FileStorage(io.BytesIO(out.getvalue()), "hoja.jpg", field)
        boundary, body = encode_multipart({field: upload, "csrf_token": client.csrf_token()})  # no temporary file of the test's
        client._open(address, method="POST", data=body, content_type=f"multipart/form-data; boundary={boundary}")
        assert client.status == status


def test_nobody_else_sees_it(day: Day, client: Client, new_client: type[Client]) -> None:
    client.sign_in(day.bea)
    give(client, day, picture())
    address = day.at(1, f"/foto/{db.session.scalars(select(SheetPhoto.key)).one()}")
    for somebody, status in ((make.caro(), 404), (make.ana(), 403)):
        assert new_client().sign_in(somebody).get(address).status_code == status
    assert new_client().get(address).status_code == 303


def test_a_file_that_was_changed_on_the_disk_is_not_shown(day: Day, client: Client, app: Flask) -> None:
    from pathlib import Path

    client.sign_in(day.bea)
    give(client, day, picture())
    kept = db.session.scalars(select(SheetPhoto)).one()
    db.session.commit()
    place = Path(app.config["INSTANCE_DIR"]) / "files" / kept.sha256[:2] / f"{kept.sha256}.jpg"
    place.write_bytes(picture(size=(600, 600)))
    assert client.get(day.at(1, f"/foto/{kept.key}")).status_code == 404
