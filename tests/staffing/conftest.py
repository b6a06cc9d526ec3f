"""The story of this room."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.staffing.story import Told
from training.db import db
from training.house import house


@pytest.fixture
def told(app: Flask) -> Told:
    made = Told()
    db.session.commit()
    return made


@pytest.fixture
def changed(app: Flask) -> Iterator[list[list[int]]]:
    """The facilities of which other rooms are told, in the order in which they are."""
    heard: list[list[int]] = []

    def hear(ids: object) -> None:
        heard.append(list(ids))  # type: ignore[call-overload]  # the ids that facilities_changed gives

    house(app).facility_changes.append(hear)
    yield heard
    house(app).facility_changes.remove(hear)
