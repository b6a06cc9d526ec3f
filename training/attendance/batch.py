"""The batch of marks that an open page sends: read strictly, without trusting a word of it."""

import re
from datetime import UTC, datetime
from typing import Any

import msgspec

from training.attendance.actions import Outcome, Sent
from training.attendance.presence import Presence, hour_of

MOST = 500
YEARS = range(1970, 2200)  # further away no database and no reader knows what to do with it
KEY = re.compile(r"[A-Za-z0-9_-]{8,40}")


class Unreadable(ValueError):
    """The body is not a batch of marks."""


class Told(msgspec.Struct, frozen=True):
    """One mark. ``person``: her membership's key, as on her slip; hours «08:25» or null;
    ``said_at``: the browser's clock.
    """

    sent_key: str
    person: str
    state: str
    arrived: str | None = None
    left: str | None = None
    base_revision: int = 0
    said_at: str | None = None

    def sent(self, membership_id: int) -> Sent:
        """The same for `actions.mark`. Raises Unreadable."""
        said = Presence(self.state, _hour(self.arrived), _hour(self.left))
        return Sent(membership_id, said, self.base_revision, self.sent_key, _instant(self.said_at))


class Batch(msgspec.Struct, frozen=True):
    """``confirmed``: the trainer knows that the half-day is not of today, or her page was opened on its day."""

    marks: list[Told]
    confirmed: bool = False


def read(body: bytes) -> Batch:
    """The batch. Raises Unreadable."""
    try:
        found = msgspec.json.decode(body, type=Batch)
        if len(found.marks) > MOST:
            raise Unreadable("too many")
        for one in found.marks:
            _check(one)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Unreadable(str(error)) from error
    return found


def _check(one: Told) -> None:
    if not KEY.fullmatch(one.sent_key) or len(one.person) > 16 or len(one.state) > 10:
        raise Unreadable("a field")
    _hour(one.arrived), _hour(one.left)


def _hour(text: str | None) -> Any:
    try:
        return hour_of(text) if text else None
    except ValueError as error:
        raise Unreadable("an hour") from error


def _instant(text: str | None) -> datetime | None:
    """What her clock said; whatever cannot be read is nothing, for it decides nothing."""
    try:
        found = datetime.fromisoformat(text[:40]) if text else None
        return found.astimezone(UTC) if found and found.tzinfo and found.year in YEARS else None
    except (ValueError, OverflowError):
        return None


def refused(one: Told, sentence: str) -> dict[str, Any]:
    """The answer for a mark that never came to the half-day."""
    return {"sent_key": one.sent_key, "person": one.person, "outcome": Outcome.REFUSED.value, "sentence": sentence,
            "now": None}
