"""Who may do what to whose account. Pure: facts in, yes or no out; each refusal has its test."""

from datetime import datetime
from typing import Protocol


class Party(Protocol):
    """What the rules look at; a ``User`` is one."""

    @property
    def id(self) -> int: ...
    @property
    def is_admin(self) -> bool: ...
    @property
    def is_trainer(self) -> bool: ...
    @property
    def is_staff(self) -> bool: ...
    @property
    def created_by_id(self) -> int | None: ...
    @property
    def first_used_at(self) -> datetime | None: ...
    @property
    def disabled_at(self) -> datetime | None: ...


def may_give_code(giver: Party, owner: Party, *, confirmed_with_giver: bool) -> bool:
    """Whether ``giver`` may give ``owner`` a new one-time code, which opens the owner's account.

    An administrator may, to anybody but herself. A trainer may only to a person without a staff role who either
    confirmed her membership in a cohort of that trainer (``confirmed_with_giver``: by the person, not by the
    trainer) or whose account that trainer created and nobody ever used. So a known DNI in a roster opens nothing.
    """
    if giver.id == owner.id or giver.disabled_at is not None or owner.disabled_at is not None:
        return False
    if giver.is_admin:
        return True
    if not giver.is_trainer or owner.is_staff:
        return False
    return confirmed_with_giver or (owner.created_by_id == giver.id and owner.first_used_at is None)


def may_disable(actor: Party, owner: Party) -> bool:
    """An administrator closes any account but her own, so that one administrator always remains."""
    return actor.is_admin and actor.id != owner.id


def may_change_roles(actor: Party, owner: Party) -> bool:
    """An administrator changes any roles but her own: nobody raises or strands herself."""
    return actor.is_admin and actor.id != owner.id
