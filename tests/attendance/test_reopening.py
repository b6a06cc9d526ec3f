"""What a closed half-day said of everybody stays said when it is opened again; files and clocks that nobody should send."""

import io

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from tests import make
from tests.attendance.story import MORNING, Day, mark, picture, roll, send
from tests.client import Client
from training import store
from training.attendance import photo, queries
from training.attendance.models import Mark, MarkChange, SheetPhoto
from training.clock import frozen
from training.db import db


def _minutes(day: Day, membership_id: int) -> int | None:
    return db.session.scalar(select(Mark.minutes).where(
        Mark.half_day_id == day.half_days[0].id, Mark.membership_id == membership_id))


def test_who_came_after_a_half_day_was_closed_is_not_present_in_it_when_it_is_opened_to_correct_somebody_else(
        app: Flask, client: Client) -> None:
    with frozen(MORNING):
        day = Day()
        client.sign_in(day.bea)
        roll(client, day, then="/cerrar", absent=(2,))
        late = make.member(day.cohort, make.user("Eva", "Zea Sol"))
        db.session.commit()
        client.get(day.at())
        client.post(day.at(1, "/reabrir"), {"reason": "Falta justificada de la fila 2"})
        assert client.status == 303
        day.people = queries.people(day.cohort)
        roll(client, day, then="/cerrar", absent=(2,))
        assert client.status == 303
        assert _minutes(day, late.id) == 0
        assert _minutes(day, next(one.id for one in day.people if one.number == 1)) == 240


@pytest.mark.parametrize("said_at", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-00:00", "1969-12-31T23:00:00Z"])
def test_a_browser_whose_clock_is_centuries_off_is_heard_and_its_clock_is_not(app: Flask, client: Client, said_at: str) -> None:
    with frozen(MORNING):
        day = Day()
        client.sign_in(day.bea)
        client.get(day.at())
        answer = send(client, day, mark(day.key(1), said_at=said_at))
    assert [one["outcome"] for one in answer["answers"]] == ["applied"]
    assert db.session.scalars(select(MarkChange.said_at)).all() == [None]


@pytest.mark.parametrize("mode", ["CMYK", "L", "LA", "P", "I;16", "1", "RGBA"])
def test_every_way_in_which_a_camera_or_scanner_writes_colours_becomes_a_photo(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (800, 1000)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    drawn = Image.open(io.BytesIO(photo.redraw(out.getvalue())))
    assert (drawn.format, drawn.mode, drawn.size) == ("JPEG", "RGB", (800, 1000))


def test_a_picture_that_would_fill_the_memory_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new("L", (7000, 7000)).save(out, "PNG")  # 49 million points in 50 kB; as a JPEG it would be read at a quarter
    assert len(out.getvalue()) < 100_000
    monkeypatch.setattr(photo, "_drawn", lambda _picture: pytest.fail("it was unpacked"))
    with pytest.raises(photo.BadPhoto) as no:
        photo.redraw(out.getvalue())
    assert no.value.why is photo.NotAPhoto.TOO_LARGE


def test_a_photo_too_many_leaves_no_file_behind(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with frozen(MORNING):
        day = Day()
        client.sign_in(day.bea)
        for number in range(8):
            db.session.add(SheetPhoto(half_day_id=day.half_days[0].id, sha256=f"{number}" * 64, size=1, by_id=day.bea.id,
                                      at=MORNING))
        db.session.commit()
        client.get(day.at())
        monkeypatch.setattr(store, "put", lambda *_: pytest.fail("a file that nothing points to"))
        client.post(day.at(1, "/foto"), {"photo": (io.BytesIO(picture()), "a.jpg")})
    assert client.status == 409 and "8 fotos" in client.text
