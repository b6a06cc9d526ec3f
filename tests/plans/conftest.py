"""The people, the facility and the manual of this folder's stories."""

import pytest
from flask import Flask

from tests import make
from tests.plans import story
from training.accounts.models import User
from training.manuals.models import ManualVersion
from training.places.models import Facility


@pytest.fixture
def version(app: Flask) -> ManualVersion:
    return make.published(story.with_forms())


@pytest.fixture
def bea(version: ManualVersion) -> User:
    return make.bea()


@pytest.fixture
def caro(version: ManualVersion) -> User:
    return make.caro()


@pytest.fixture
def manso(version: ManualVersion) -> Facility:
    return story.facility()


@pytest.fixture
def ana(manso: Facility) -> User:
    return story.works_at(make.ana(), manso)
