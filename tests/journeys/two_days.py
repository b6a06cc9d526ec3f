"""The workshop of the journey: forty people, five bad rows, and a night that passes in the database."""

from datetime import timedelta

from tests.browser import LiveSite
from training.clock import today
from training.cohorts.models import Cohort
from training.db import db
from training.workshops.models import HalfDay, Workshop

PEOPLE = 40
SURNAMES = ("Aguilar", "Alarcón", "Apaza", "Arango", "Ayala", "Barrios", "Cabana", "Cáceres", "Calla", "Ccori")
PLANTS = ("Retama", "Brisa", "Junco", "Ichu")
GIVEN = ("Dina", "Teófilo", "Marleni", "Fidel", "Rosmery", "Ketty", "Eusebio", "Nélida", "Zenón", "Maritza")
FACILITIES = ("C. S. Los Molles", "P. S. Ichu Alto", "C. S. Río Manso", "P. S. Laguna Azul")


class Presses:
    """How many times she acts: each press, and each field that she fills."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, done: object = None) -> None:
        self.count += 1

    def taken(self) -> int:
        """The number so far; counting begins anew."""
        found, self.count = self.count, 0
        return found


def the_list() -> str:
    """Forty rows as a spreadsheet pastes them; five are bad: a lost zero, a short DNI, a name with a digit, twice one DNI."""
    lines = ["DNI\tApellidos\tNombres\tProfesión\tEstablecimiento"]
    for number in range(PEOPLE):
        document = f"{70_000_100 + number}"
        surnames, given = f"{SURNAMES[number % 10]} {PLANTS[number // 10]}", GIVEN[(number * 3) % 10]
        if number == 3:
            document = "1234567"  # Excel ate its zero
        if number == 8:
            document = "7000"
        if number == 12:
            given = "Fid3l"
        if number == 20:
            document = "70000119"  # that of the row before
        if number == 30:
            surnames = ""
        lines.append(f"{document}\t{surnames}\t{given}\tEnfermera\t{FACILITIES[number % 4]}")
    return "\n".join(lines)


FIXES = {"r5-use-document": None, "r10-document": "70000108", "r14-given_names": "Fidel", "r22-document": "70000120",
         "r32-surnames": "Aguilar Ichu"}  # field → what is typed; None: the tick that puts the zero back


def a_night_passes(cohort: Cohort) -> None:
    """Everything of the workshop a day earlier: what was tomorrow is today."""
    day = timedelta(days=1)
    db.session.rollback()
    for half_day in db.session.query(HalfDay).filter_by(cohort_id=cohort.id):
        half_day.on -= day
    workshop = db.session.get_one(Workshop, cohort.id)
    for name in ("entry_opens_at", "entry_closes_at", "exit_opens_at", "exit_closes_at"):
        setattr(workshop, name, getattr(workshop, name) - day)
    found = db.session.get_one(Cohort, cohort.id)
    found.starts_on, found.ends_on = found.starts_on - day, found.ends_on - day
    db.session.commit()


def opened(site: LiveSite) -> Cohort:
    """The cohort that the trainer opened in the browser."""
    del site
    found = db.session.query(Cohort).filter(Cohort.starts_on == today()).one()
    db.session.rollback()
    return found
