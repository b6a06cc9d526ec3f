"""What one cell of the register says. Pure: a value, or None when the file does not tell, or cannot be read there."""

import re
from dataclasses import dataclass, field

from training.places.departments import department_of, name_of
from training.places.folding import fold
from training.places.letters import BROKEN, mended
from training.places.speaking import LONGEST_NAME, spoken
from training.places.troubles import Trouble, Why

_CATEGORY = re.compile(r"(?:I-[1-4]|II-[12E]|III-[12E])")
_LONGEST = {"institution": 60, "district": 80, "network": 80, "micro_network": 80}
_NONE = re.compile(r"no pertenece|sin (?:red|micro|categor)|ningun|no aplica|no tiene|s n$")


@dataclass
class Notes:
    """What is told of a line that is taken."""

    line: int
    code: str
    name: str
    found: list[Trouble] = field(default_factory=list)

    def say(self, why: Why, *told: str) -> None:
        """One more; the pieces are texts of the file."""
        self.found.append(Trouble(self.line, why, self.code, self.name[:LONGEST_NAME], tuple(one[:80] for one in told)))


def code_of(text: str) -> str:
    """Eight digits, with the zeros that a spreadsheet ate; "" when it is no code."""
    bare = re.sub(r"[.,]0{1,2}$", "", text.strip().removeprefix("=").strip("\"'` ´’"))
    bare = bare.lstrip("0") if len(bare) > 8 else bare
    return bare.zfill(8) if bare.isascii() and bare.isdigit() and len(bare) <= 8 and int(bare) else ""


def ubigeo_of(text: str, notes: Notes) -> str | None:
    """Six digits that begin with a department of INEI's."""
    bare = re.sub(r"[.,]0$", "", text.strip("'\"= "))
    if bare.isascii() and bare.isdigit() and 5 <= len(bare) <= 6 and name_of(bare.zfill(6)[:2]):
        return bare.zfill(6)
    if bare:
        notes.say(Why.UBIGEO_UNKNOWN, text)
    return None


def whereabouts(department: str, ubigeo: str, notes: Notes) -> tuple[str, str | None]:
    """(INEI code of the department, UBIGEO). A UBIGEO of another department is RENIEC's, or wrong: it is not taken."""
    where, number = department_of(mended(department)), ubigeo_of(ubigeo, notes)
    if not where and not department and number:
        notes.say(Why.DEPARTMENT_BY_UBIGEO, name_of(number[:2]), number)
        return number[:2], number
    if where and number and number[:2] != where:
        notes.say(Why.UBIGEO_ELSEWHERE, number, name_of(number[:2]), name_of(where))
        number = None
    return where, number


def category_of(text: str | None, notes: Notes) -> str | None:
    """«i – 3» → «I-3»; "" when the register says that it has none."""
    if text is None:
        return None
    bare = re.sub(r"[\s.]*[-–—−_ ][\s.]*", "-", mended(text).strip().upper().replace(BROKEN, "-"))
    bare = re.sub(r"^(I{1,3})([1-4E])$", r"\1-\2", bare.strip("-"))
    if _CATEGORY.fullmatch(bare):
        return bare
    if text and not _NONE.match(fold(text)):
        notes.say(Why.CATEGORY_UNKNOWN, text)
        return None
    return ""


def text_of(text: str | None, column: str, notes: Notes) -> str | None:
    """A name that stands beside; "" when the register says that there is none."""
    if text is None:
        return None
    whole = mended(text)
    if BROKEN in whole:
        notes.say(Why.CELL_BROKEN, column, text)
        return None
    if _NONE.match(fold(whole)) or not any(map(str.isalnum, whole)):
        return ""
    return (whole if column == "institution" else spoken(whole))[:_LONGEST[column]]
