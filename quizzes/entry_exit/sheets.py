"""One answer sheet: reading what was keyed, scoring it, and what becomes of a sheet that comes twice. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from quizzes.entry_exit.blueprint import BLANK, FORMS, LETTERS
from quizzes.grading import grade
from quizzes.questions import Choice, Quiz

Answers = Mapping[int, str]  # place (from 1) → letter on the sheet; a blank place is not there
_BLANKS = "-–—_.0"


class Slip(Enum):
    """What can be wrong with a row of keys."""

    OTHER_FORM = "other form"
    UNKNOWN = "unknown"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class Keyed:
    """A row of keys as read: ``reached`` places were keyed, blanks included. ``slip`` is at place ``at``, key ``key``."""

    answers: Answers
    reached: int
    slip: Slip | None = None
    at: int = 0
    key: str = ""


def read_keys(typed: str, form: str, places: int) -> Keyed:
    """The answers in a row of keys («BDAC-A…»), as far as the first slip. A dash is a blank; spaces are for the eye."""
    answers: dict[int, str] = {}
    row = "".join(typed.upper().split())
    for place, key in enumerate(row, start=1):
        if place > places:
            return Keyed(answers, places, Slip.TOO_MANY, place, key)
        if key in LETTERS[form]:
            answers[place] = key
        elif key not in _BLANKS:
            other = any(key in LETTERS[one] for one in FORMS if one != form)
            return Keyed(answers, place - 1, Slip.OTHER_FORM if other else Slip.UNKNOWN, place, key)
    return Keyed(answers, len(row))


def write_keys(answers: Answers, reached: int | None = None) -> str:
    """The row of keys again, up to the last answer or as far as said."""
    last = reached if reached is not None else max(answers, default=0)
    return "".join(answers.get(place, BLANK) for place in range(1, last + 1))


def chosen(quiz: Quiz, form: str, answers: Answers) -> dict[str, str]:
    """Question id → option id, for grading. What the form does not hold counts as blank."""
    found = {}
    for place, question in enumerate(quiz.questions, start=1):
        at = LETTERS[form].find(answers.get(place) or BLANK)  # "" would be found in front of the first letter
        if isinstance(question, Choice) and 0 <= at < len(question.options):
            found[question.id] = question.options[at].id
    return found


def letters_of(quiz: Quiz, form: str, options: Mapping[str, object]) -> dict[int, str]:
    """The other way round: question id → option id, as a phone sends them, to place → letter."""
    found = {}
    for place, question in enumerate(quiz.questions, start=1):
        ids = [option.id for option in question.options] if isinstance(question, Choice) else []
        if options.get(question.id) in ids:
            found[place] = LETTERS[form][ids.index(str(options[question.id]))]
    return found


def marks(quiz: Quiz, form: str, answers: Answers, voided: Collection[str] = ()) -> dict[str, bool | None]:
    """Question id → whether it was right; None for a voided one. In the order of the places."""
    graded = grade(quiz, chosen(quiz, form, answers))
    return {one.id: None if one.id in voided else one.right for one in graded.questions}


@dataclass(frozen=True, slots=True)
class Score:
    """Right answers of the questions that count."""

    points: int
    out_of: int

    def reaches(self, share: int) -> bool:
        """Whether it is at least ``share`` per cent, not rounded. Nothing that counts: nobody passes."""
        return self.out_of > 0 and self.points * 100 >= share * self.out_of


def score(quiz: Quiz, form: str, answers: Answers, voided: Collection[str] = ()) -> Score:
    """The score of a sheet without the voided questions."""
    counted = [right for right in marks(quiz, form, answers, voided).values() if right is not None]
    return Score(sum(counted), len(counted))


class Now(Enum):
    """What to do with a sheet that was keyed."""

    NEW = "new"
    GO_ON = "go on"  # with the sheet that is open
    REPEATED = "repeated"  # it is there already, the same
    CLASH = "clash"  # something else is there: ask


@dataclass(frozen=True, slots=True)
class There:
    """The last sheet that is there: its mark (key and revision), its answers, whether it is open, whose keys they are."""

    mark: str
    answers: Answers
    open: bool
    mine: bool


def decide(there: There | None, answers: Answers, seen: str, *, finished: bool, again: bool) -> Now:
    """What becomes of keyed answers. ``seen``: the mark of the sheet that her page showed, or "".

    ``again``: it is another try, asked for on a page that showed the last one. Whatever was kept is never lost
    in silence: only the page that showed it, or a longer row of the same person's keys, may write over it.
    """
    if there is None:
        return Now.NEW
    held = holds(answers, there.answers)
    if there.open:
        return Now.GO_ON if there.mark == seen or there.mine and held else Now.CLASH
    if there.answers == answers or not finished and holds(there.answers, answers):
        return Now.NEW if again and there.mark == seen else Now.REPEATED
    return Now.NEW if again and there.mark == seen else Now.CLASH


def holds(whole: Answers, part: Answers) -> bool:
    """Whether every answer of ``part`` stands in ``whole``."""
    return all(whole.get(place) == key for place, key in part.items())


def differing(one: Answers, other: Answers) -> list[int]:
    """The places at which two sheets say different things."""
    return sorted(place for place in {*one, *other} if one.get(place) != other.get(place))
