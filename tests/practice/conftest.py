"""The people and the workshop of this folder's stories."""

import pytest
from flask import Flask

from tests import make
from tests.practice import story
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership


@pytest.fixture
def bea(app: Flask) -> User:
    return make.bea()


@pytest.fixture
def luz(app: Flask) -> User:
    return story.luz()


@pytest.fixture
def cohort(bea: User) -> Cohort:
    return story.workshop(bea)


@pytest.fixture
def ana(app: Flask) -> User:
    return make.ana()


@pytest.fixture
def member(cohort: Cohort, ana: User) -> Membership:
    return make.member(cohort, ana)
