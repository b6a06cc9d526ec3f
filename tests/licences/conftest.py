"""Who the tests of licences are about: Bea, a principal trainer; Luz beside her; Dina, who administers."""

import pytest
from flask import Flask

from tests import make
from tests.licences import story
from training.accounts.models import User
from training.db import db
from training.manuals.models import ManualVersion


@pytest.fixture
def version(app: Flask) -> ManualVersion:
    found = story.published()
    db.session.commit()
    return found


@pytest.fixture
def bea(version: ManualVersion) -> User:
    return make.bea()


@pytest.fixture
def luz(version: ManualVersion) -> User:
    return story.luz()


@pytest.fixture
def dina(version: ManualVersion) -> User:
    return make.dina()
