"""Who may give a code to whom, close whose account, change whose roles: pure facts, each refusal by name."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from training.accounts.rules import may_change_roles, may_disable, may_give_code

LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    id: int
    is_admin: bool = False
    is_trainer: bool = False
    created_by_id: int | None = None
    first_used_at: datetime | None = None
    disabled_at: datetime | None = None

    @property
    def is_staff(self) -> bool:
        return self.is_admin or self.is_trainer


ADMIN, OTHER_ADMIN = Somebody(1, is_admin=True), Somebody(2, is_admin=True)
TRAINER, OTHER_TRAINER = Somebody(3, is_trainer=True), Somebody(4, is_trainer=True)
LEARNER = Somebody(5, first_used_at=LONG_AGO)
HERS_UNUSED = Somebody(6, created_by_id=3)
HERS_USED = Somebody(7, created_by_id=3, first_used_at=LONG_AGO)


@pytest.mark.parametrize("owner", [OTHER_ADMIN, TRAINER, LEARNER, HERS_UNUSED])
def test_an_administrator_gives_codes_to_anybody_else(owner: Somebody) -> None:
    assert may_give_code(ADMIN, owner, confirmed_with_giver=False)


@pytest.mark.parametrize("person", [ADMIN, TRAINER, LEARNER])
def test_nobody_gives_herself_a_code(person: Somebody) -> None:
    assert not may_give_code(person, person, confirmed_with_giver=True)


def test_a_trainer_gives_one_to_whoever_confirmed_with_her() -> None:
    assert may_give_code(TRAINER, LEARNER, confirmed_with_giver=True)


def test_a_trainer_gives_none_to_whoever_did_not_confirm() -> None:
    assert not may_give_code(TRAINER, LEARNER, confirmed_with_giver=False)


def test_a_trainer_gives_one_for_the_unused_account_that_she_created() -> None:
    assert may_give_code(TRAINER, HERS_UNUSED, confirmed_with_giver=False)


def test_a_trainer_gives_none_for_a_used_account_that_she_created() -> None:
    assert not may_give_code(TRAINER, HERS_USED, confirmed_with_giver=False)


def test_a_trainer_gives_none_for_an_unused_account_of_another_trainer() -> None:
    assert not may_give_code(OTHER_TRAINER, HERS_UNUSED, confirmed_with_giver=False)


@pytest.mark.parametrize("owner", [ADMIN, OTHER_TRAINER, Somebody(8, is_trainer=True, created_by_id=3)])
def test_a_trainer_gives_none_to_staff_even_when_they_confirmed(owner: Somebody) -> None:
    assert not may_give_code(TRAINER, owner, confirmed_with_giver=True)


def test_a_learner_gives_none() -> None:
    assert not may_give_code(LEARNER, HERS_UNUSED, confirmed_with_giver=True)
    assert not may_give_code(Somebody(9), Somebody(10, created_by_id=9), confirmed_with_giver=True)


def test_nobody_gives_one_to_a_closed_account() -> None:
    assert not may_give_code(ADMIN, Somebody(11, disabled_at=LONG_AGO), confirmed_with_giver=True)


def test_a_closed_account_gives_none() -> None:
    assert not may_give_code(Somebody(12, is_admin=True, disabled_at=LONG_AGO), LEARNER, confirmed_with_giver=True)


def test_only_an_administrator_closes_an_account_and_never_her_own() -> None:
    assert may_disable(ADMIN, OTHER_ADMIN)
    assert not may_disable(ADMIN, ADMIN)
    assert not may_disable(TRAINER, LEARNER)


def test_only_an_administrator_changes_roles_and_never_her_own() -> None:
    assert may_change_roles(ADMIN, LEARNER)
    assert not may_change_roles(ADMIN, ADMIN)
    assert not may_change_roles(TRAINER, TRAINER)
