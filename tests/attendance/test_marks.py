"""Marks from an open page, some of them after an hour without network."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.attendance.story import MORNING, Day, mark, roll, send
from tests.client import Client
from training.attendance.models import Mark, MarkChange
from training.clock import frozen, now
from training.db import db


@pytest.fixture
def day(app: Flask) -> Iterator[Day]:
    with frozen(MORNING):
        yield Day()


def only(answer: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    (found,) = answer["answers"]
    return found


def test_a_batch_is_applied_and_answered_one_by_one(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    told = send(client, day, mark(day.key(1)), mark(day.key(2), "late", key="key-00002", arrived="08:25"))
    first, second = told["answers"]
    assert (first["outcome"], first["person"], first["sentence"]) == ("applied", day.key(1), "")
    assert second["now"] == {"state": "late", "arrived": "08:25", "left": None, "minutes": 215, "revision": 1,
                             "said": "Tarde, 8:25", "by": ""}
    assert told["closed"] is False and told["revision"] == 1


def test_a_retried_batch_counts_once(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    for outcome in ("applied", "repeated"):
        assert only(send(client, day, mark(day.key(1))))["outcome"] == outcome
    assert db.session.scalars(select(Mark.revision)).all() == [1]


def test_the_same_key_with_another_body_is_refused(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    send(client, day, mark(day.key(1)))
    for other in (mark(day.key(2)), mark(day.key(1), "excused")):
        found = only(send(client, day, other))
        assert found["outcome"] == "refused" and "otro contenido" in str(found["sentence"])
    twice = send(client, day, mark(day.key(2), key="key-00009"), mark(day.key(3), key="key-00009"))["answers"]
    assert [one["outcome"] for one in twice] == ["applied", "refused"]


def test_her_own_marks_follow_each_other_without_a_revision(day: Day, client: Client) -> None:
    """Without network her page cannot know the new revision: her later word replaces her earlier one."""
    client.sign_in(day.bea)
    told = send(client, day, mark(day.key(1)), mark(day.key(1), "present", key="key-00002"))
    assert [one["outcome"] for one in told["answers"]] == ["applied", "applied"]
    assert db.session.scalars(select(Mark.state)).all() == ["present"]


def test_a_conflict_says_who_and_what_stands_now(day: Day, client: Client, new_client: type[Client]) -> None:
    roll(client.sign_in(day.bea), day, absent=(1,))
    luz = new_client().sign_in(day.luz)
    found = only(send(luz, day, mark(day.key(1), "excused")))
    assert found["outcome"] == "conflict" and "Bea Huamán Ríos ya había marcado otra cosa («Falta»)" in str(found["sentence"])
    assert found["now"]["state"] == "absent" and found["now"]["revision"] == 1  # type: ignore[index]  # it is a mark
    assert only(send(luz, day, mark(day.key(1), "excused", key="key-00002", base=1)))["outcome"] == "applied"


def test_the_same_word_of_two_trainers_is_no_conflict(day: Day, client: Client, new_client: type[Client]) -> None:
    roll(client.sign_in(day.bea), day, absent=(1,))
    assert only(send(new_client().sign_in(day.luz), day, mark(day.key(1))))["outcome"] == "applied"


def test_what_was_set_aside_is_told_again_to_whoever_never_heard_the_answer(
        day: Day, client: Client, new_client: type[Client]) -> None:
    roll(client.sign_in(day.bea), day, absent=(1,))
    luz = new_client().sign_in(day.luz)
    for _time in range(2):
        assert only(send(luz, day, mark(day.key(1), "excused")))["outcome"] == "conflict"
    roll(client, day, then="/cerrar")
    assert "anotada aparte" in str(only(send(luz, day, mark(day.key(1), "excused")))["sentence"])
    assert len(db.session.scalars(select(MarkChange).where(MarkChange.applied.is_(False))).all()) == 1


def test_after_closing_a_mark_is_kept_aside(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, then="/cerrar")
    told = send(client, day, mark(day.key(1)))
    assert only(told)["outcome"] == "refused" and "anotada aparte" in str(only(told)["sentence"]) and told["closed"] is True
    assert [one.applied for one in db.session.scalars(select(MarkChange))] == [False]


def test_a_clock_that_is_wrong_by_a_day_changes_nothing(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    for number, said in enumerate(("2026-12-14T08:05:00-05:00", "0001-01-01T00:00:00+14:00", "mañana", "2026-12-15T08:00:00")):
        send(client, day, mark(day.key(1), key=f"key-0000{number}", said_at=said))
    changes = db.session.scalars(select(MarkChange).order_by(MarkChange.id)).all()
    assert {one.at for one in changes} == {MORNING}
    assert [one.said_at for one in changes] == [datetime(2026, 12, 14, 13, 5, tzinfo=UTC), None, None, None]


def test_a_half_day_of_another_day_is_refused_until_she_confirms(day: Day, client: Client) -> None:
    with frozen(MORNING + timedelta(days=1)):
        client.sign_in(day.bea)
        told = send(client, day, mark(day.key(1)))
        assert told["confirm"] is True and only(told)["outcome"] == "refused"
        assert only(send(client, day, mark(day.key(1)), confirmed=True))["outcome"] == "applied"


def test_a_slip_of_another_workshop_is_told_apart(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    told = send(client, day, mark("somebody"), mark(day.key(1), key="key-00002"))["answers"]
    assert [one["outcome"] for one in told] == ["refused", "applied"] and "no es de este taller" in told[0]["sentence"]


@pytest.mark.parametrize("wrong", [{"state": "late"}, {"state": "late", "arrived": "12:30"}, {"state": "dancing"}])
def test_hours_that_cannot_be_are_refused_one_by_one(day: Day, client: Client, wrong: dict[str, str]) -> None:
    client.sign_in(day.bea)
    found = only(send(client, day, mark(day.key(1)) | wrong))
    assert found["outcome"] == "refused" and found["sentence"] and db.session.scalars(select(Mark)).all() == []


@pytest.mark.parametrize("body", [
    b"", b"[]", b"{}", b'{"marks": 3}', b"[" * 3000, b'{"marks": [' + b"[" * 3000, b"\xff", b'{"marks": [{"sent_key": 1}]}',
    b'{"marks": [{"sent_key": "short", "person": "a", "state": "absent"}]}',
    b'{"marks": [{"sent_key": "key-00001", "person": "a", "state": "absent", "arrived": "late"}]}',
    b'{"marks": [{"sent_key": "key:00001", "person": "a", "state": "absent"}]}',
    b'{"marks": [{"sent_key": "key-00001", "person": "' + b"a" * 40 + b'", "state": "absent"}]}',
    b'{"marks": [' + b",".join([b'{"sent_key": "key-00001", "person": "a", "state": "absent"}'] * 501) + b"]}"])
def test_what_is_no_batch_is_refused_whole(day: Day, client: Client, body: bytes) -> None:
    client.sign_in(day.bea)
    client._open(day.at(1, "/marcas"), method="POST", data=body, headers={"X-CSRFToken": client.csrf_token()})
    assert client.status == 400 and "error" in client.text


def test_without_a_token_nothing_happens(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    client._open(day.at(1, "/marcas"), method="POST", data=b'{"marks": []}', content_type="application/json")
    assert client.status == 400


def test_a_closed_cohort_answers_in_words(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    client.csrf_token()
    day.cohort.closed_at = now()
    db.session.commit()
    assert "cerrada" in str(send(client, day, mark(day.key(1)))["error"]) and client.status == 409
