"""What can be the matter with the register's file, with one of its lines, or with a cell of it. Pure; ``words`` says it."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a line was not taken; or, from MENDED on, what was done with one that was."""

    OPEN_QUOTE = "open quote"
    CUT_OFF = "cut off"
    EXTRA_CELLS = "extra cells"
    HEADER_AGAIN = "header again"
    NO_CODE = "no code"
    SCIENTIFIC = "scientific"
    CODE_AGAIN = "code again"
    LINE_AGAIN = "line again"
    NO_NAME = "no name"
    BROKEN_NAME = "broken name"
    NO_DEPARTMENT = "no department"
    NO_AUTHORITY = "no authority"
    STATE_UNCLEAR = "state unclear"
    CLOSED_UNKNOWN = "closed unknown"
    REUSED_AWAY = "reused away"
    REUSED_NAME = "reused name"
    MENDED = "mended"
    NAME_KEPT = "name kept"
    NAME_CUT = "name cut"
    CATEGORY_UNKNOWN = "category unknown"
    UBIGEO_UNKNOWN = "ubigeo unknown"
    UBIGEO_ELSEWHERE = "ubigeo elsewhere"
    CELL_BROKEN = "cell broken"
    DEPARTMENT_BY_UBIGEO = "department by ubigeo"


@dataclass(frozen=True)
class Trouble:
    """What is said of a line: ``told`` are the pieces of the sentence, short texts of the file."""

    line: int
    why: Why
    code: str = ""
    name: str = ""
    told: tuple[str, ...] = ()


class Bad(StrEnum):
    """Why a whole file cannot be read."""

    EMPTY = "empty"
    NO_ROWS = "no rows"
    TOO_BIG = "too big"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"
    MISSING_COLUMNS = "missing columns"
    OLD_EXCEL = "old excel"
    ENCRYPTED = "encrypted"
    BINARY_EXCEL = "binary excel"
    OPEN_DOCUMENT = "open document"
    WORD = "word"
    PDF = "pdf"
    WEB_PAGE = "web page"
    PICTURE = "picture"
    SUSPICIOUS = "suspicious"
    BROKEN = "broken"


class Unreadable(ValueError):
    """The file as a whole; ``told``: the columns that it lacks."""

    def __init__(self, why: Bad, told: str = "") -> None:
        super().__init__(f"{why}: {told}")
        self.why = why
        self.told = told
