"""A workshop on its first morning: Bea and Luz facilitate it together."""

import io
import json
from datetime import UTC, date, datetime
from typing import Any

from PIL import Image
from werkzeug.test import TestResponse

from tests import make
from tests.client import Client
from training import store
from training.attendance.models import SheetPhoto
from training.attendance.photo import redraw
from training.attendance.queries import Attendee, people
from training.clock import now
from training.cohorts.models import Cohort, CohortTrainer
from training.db import db
from training.workshops.models import HalfDay
from training.workshops.queries import half_days

FIRST_DAY = date(2026, 12, 15)
MORNING = datetime(2026, 12, 15, 13, 5, tzinfo=UTC)  # 8:05 in Lima


class Day:
    """The workshop, its half-days and its people; `at` is the address of a half-day's roll."""

    def __init__(self, people_count: int = 3) -> None:
        self.bea, self.luz = make.bea(), make.user("Luz", "Tello Ramos", authority_id=make.authority("aya").id)
        self.cohort: Cohort = make.workshop(self.bea, first_day=FIRST_DAY, people=people_count)
        db.session.add(CohortTrainer(cohort_id=self.cohort.id, user_id=self.luz.id))
        db.session.commit()
        self.half_days: list[HalfDay] = half_days(self.cohort)
        self.people: list[Attendee] = people(self.cohort)
        db.session.commit()
        self.grid = f"/cohortes/{self.cohort.key}/asistencia"

    def at(self, number: int = 1, and_then: str = "") -> str:
        return f"{self.grid}/{self.half_days[number - 1].key}{and_then}"

    def key(self, number: int) -> str:
        """The membership key of the person with this row number."""
        return next(one.key for one in self.people if one.number == number)


def roll(client: Client, day: Day, number: int = 1, *, absent: tuple[int, ...] = (), then: str = "", **more: Any) -> TestResponse:
    """Open the roll, untick the absent, and send it."""
    client.get(day.at(number))
    assert client.page is not None
    form = client.page.form_for(day.at(number))
    assert form is not None
    fields: dict[str, Any] = {}
    for name, value in form.values:
        fields.setdefault(name, []).append(value)
    gone = {day.key(one) for one in absent}
    fields["p"] = [key for key in fields.get("p", []) if key not in gone]
    return client.post(day.at(number, then), fields | more)


class Sending:
    """Batches for one half-day; what it needs of the database it has read before, so that threads may send."""

    def __init__(self, day: Day, number: int = 1) -> None:
        self.address = day.at(number, "/marcas")
        db.session.commit()

    def send(self, client: Client, *marks: dict[str, Any], **more: Any) -> dict[str, Any]:
        client._open(self.address, method="POST", data=json.dumps({"marks": marks} | more),
                     content_type="application/json", headers={"X-CSRFToken": client.csrf_token()})
        found: dict[str, Any] = json.loads(client.text)
        return found


def send(client: Client, day: Day, *marks: dict[str, Any], number: int = 1, **more: Any) -> dict[str, Any]:
    """A batch as an open page sends it; the answer."""
    return Sending(day, number).send(client, *marks, **more)


def mark(person: str, state: str = "absent", *, key: str = "key-00001", base: int = 0, **more: Any) -> dict[str, Any]:
    return {"sent_key": key, "person": person, "state": state, "base_revision": base} | more


def picture(kind: str = "JPEG", size: tuple[int, int] = (800, 1000), **more: Any) -> bytes:
    """A photo of something white."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **more)
    return out.getvalue()


def kept_photo(half_day: HalfDay, by_id: int) -> SheetPhoto:
    """A photo that stands beside its half-day."""
    drawn = redraw(picture())
    found = SheetPhoto(half_day_id=half_day.id, sha256=store.put(drawn, ".jpg"), size=len(drawn), by_id=by_id, at=now())
    db.session.add(found)
    db.session.flush()
    return found
