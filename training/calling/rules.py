"""Which calls there are, in what order they are shown, and for how long somebody is asked to make them. Pure."""

from datetime import date, timedelta

FOLLOW, REVIEW, ENTER, HELP, ALMOST, FALLING, LICENCE, DORMANT = KINDS = (
    "follow", "review", "enter", "help", "almost", "falling", "licence", "dormant")
ADDRESS_OF = {FOLLOW: "fechas", REVIEW: "planes", ENTER: "entrar", HELP: "ayuda", ALMOST: "casi",
              FALLING: "establecimientos", LICENCE: "acreditaciones", DORMANT: "sin-talleres"}
KIND_OF = {word: kind for kind, word in ADDRESS_OF.items()}

PAGE = 50
HEAD = 5  # of each kind on the first page
MOST = 200  # counted exactly; above it is «más de 200»

SOON = timedelta(days=7)  # before a cohort begins, whoever has not entered is called
RECENT = timedelta(days=90)  # after a cohort ended, whoever did not finish is called
STILL = timedelta(days=180)  # after a workshop ended, who lacks one thing for her paper is called
LATE = timedelta(days=120)  # a date that was missed stays on the list
LAPSES = timedelta(days=60)  # before a licence lapses
FALLS = timedelta(days=90)  # before a facility falls uncovered


def monday(day: date) -> date:
    """The first day of its week, by which marks are kept."""
    return day - timedelta(days=day.weekday())


def sunday(day: date) -> date:
    """The last day of its week."""
    return monday(day) + timedelta(days=6)


def may_have_called(on: date | None, today: date) -> bool:
    """A call is noted in the fortnight after it was made."""
    return on is not None and today - timedelta(days=14) <= on <= today


def first_name(given_names: str) -> str:
    """How somebody is greeted."""
    return given_names.split()[0] if given_names.split() else given_names
