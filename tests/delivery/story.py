"""A workshop that Bea opened for Tuesday 15 December 2026, and presses on its agenda."""

from datetime import datetime

from tests import make
from tests.client import Client
from tests.delivery.morning import DAY, at
from training.accounts.models import User
from training.clock import frozen
from training.cohorts.models import CohortTrainer
from training.db import db
from training.delivery.live import Agenda, agenda
from training.delivery.queries import plan_of, steps_of
from training.workshops.models import HalfDay
from training.workshops.queries import half_days


class Story:
    """Bea and Luz facilitate; the first half-day: test 30, «Escuchar» 150, break 15, «Plenaria» 45 (optional), from 8:00."""

    def __init__(self) -> None:
        with frozen(at(7, days=-10)):
            self.bea = make.bea()
            self.luz = make.user("Luz", "Paredes Sol", authority_id=make.authority().id)
            self.cohort = make.workshop(self.bea, first_day=DAY)
            db.session.add(CohortTrainer(cohort_id=self.cohort.id, user_id=self.luz.id))
        db.session.commit()

    @property
    def half_days(self) -> list[HalfDay]:
        return half_days(self.cohort)

    def address(self, number: int = 0) -> str:
        """The agenda of a half-day, the first unless said."""
        return f"/cohortes/{self.cohort.key}/agenda/{self.half_days[number].key}"

    def block(self, position: int, number: int = 0) -> str:
        """The key of a block."""
        return self.half_days[number].blocks[position - 1].key

    def stands(self, now: datetime, number: int = 0) -> Agenda:
        """The half-day at that moment."""
        half_day = self.half_days[number]
        return agenda(plan_of(half_day), steps_of([half_day])[half_day.id], now)


def press(browser: Client, path: str, do: str, base: int, /, **more: object) -> None:
    """Press a button of the agenda."""
    fields = {"do": do, "base": base, "sent_key": f"press-{do}-{base}-00", **more}
    browser.post(path, fields)


def enter(browser: Client, who: User) -> Client:
    """Sign in again: hours have passed."""
    browser._token = None
    return browser.sign_in(who)
