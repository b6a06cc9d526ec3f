"""Facts in texts: `{{pep-limite}}` becomes «72 horas» before anything else reads the text, in the text's language."""

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from modules.problems import Problem, did_you_mean
from modules.reference import Fact

TERM = "termino"
NUMBER = ".numero"
STUCK = "\u00a0"  # a figure and its unit never part at the end of a line
_ASKED = re.compile(r"\{\{([^{}\n]*)\}\}")
_TOLERANCE = re.compile(r":\d|\.\.")
_UNITS = {
    "horas": r"h(?:oras?|ours?|rs?)?", "hours": r"h(?:oras?|ours?|rs?)?",
    "días": r"d[ií]as?|days?", "days": r"d[ií]as?|days?",
    "semanas": r"semanas?|weeks?", "weeks": r"semanas?|weeks?",
    "meses": r"mes(?:es)?|months?", "months": r"mes(?:es)?|months?", "mes": r"mes(?:es)?|months?",
    "años": r"años?|years?", "years": r"años?|years?",
    "%": r"%|por ciento|per ?cent",
}


class Inserted(msgspec.Struct, frozen=True):
    """A text with its figures in place; `used`: the names that it asked for (without `.numero`) → the first line of each."""

    text: str
    used: dict[str, int]


def number(fact: Fact, language: str) -> str:
    """«52,0» in Spanish, «52.0» in English."""
    plain = f"{fact.number:.{fact.decimals}f}"
    return plain if language.startswith("en") else plain.replace(".", ",")


def figure(fact: Fact, language: str) -> str:
    """The number with its unit: «72 horas», «72 hours», «52,0 %», «52.0%»; the number alone where there is no unit."""
    english = language.startswith("en")
    unit = (fact.unit_en if english else fact.unit) or fact.unit
    space = "" if not unit or (english and unit == "%") else STUCK
    return f"{number(fact, language)}{space}{unit}"


def insert(text: str, language: str, facts: Mapping[str, Fact], term: str = "") -> Inserted:
    """Put facts and the programme's term in place; names that nobody knows stay as they are written."""
    used: dict[str, int] = {}

    def value(match: re.Match[str]) -> str:
        asked = match.group(1)
        if asked == TERM and term:
            return term
        name = asked.removesuffix(NUMBER)
        fact = facts.get(name)
        if fact is None:
            return match.group()
        if name not in used:
            used[name] = text.count("\n", 0, match.start()) + 1
        if name == asked:
            return figure(fact, language)
        # `=52.0:0` in a numerical question: GIFT has a decimal point in every language.
        graded = _TOLERANCE.match(text, match.end())
        return number(fact, "en" if graded else language)

    return Inserted(_ASKED.sub(value, text), used)


def check_insertions(text: str, path: str, facts: Mapping[str, Fact] | None, guarded: bool = True) -> list[Problem]:
    """Names that nobody knows, and guarded figures typed by hand. `facts` None: there is no list to compare with."""
    problems = []
    guard = _guard(tuple((facts or {}).values())) if guarded else None
    for number_, line in enumerate(text.split("\n"), 1):
        problems += [_unknown(asked, path, number_, facts or {}) for asked in _ASKED.findall(line)
                     if not _known(asked, facts)]
        for match in guard.finditer(line) if guard else ():
            names = [name for name, fact in (facts or {}).items() if fact.guard and _same(fact, match)]
            if not names:  # the figure of one fact with the unit of another
                continue
            shown = " o ".join(f"«{{{{{name}}}}}»" for name in names[:3])
            problems.append(Problem(path, number_, f"«{match.group().strip()}» está escrito a mano", f"Escriba {shown}"))
    return problems


def _known(asked: str, facts: Mapping[str, Fact] | None) -> bool:
    if asked == TERM:
        return True
    name = asked.removesuffix(NUMBER)
    # Without a list of facts that file's own problem is enough, unless this can never be a name.
    return name in facts if facts is not None else re.fullmatch(r"[a-z][a-z0-9-]*", name) is not None


def _unknown(asked: str, path: str, line: int, facts: Mapping[str, Fact]) -> Problem:
    known = [TERM, *facts, *(name + NUMBER for name in facts if asked.endswith(NUMBER))]
    fix = did_you_mean(asked, known, f"Escriba «{{{{{TERM}}}}}» o un nombre de facts.toml, o quítelo")
    return Problem(path, line, f"nadie sabe qué poner en «{{{{{asked[:60]}}}}}»", fix)


def _same(fact: Fact, match: re.Match[str]) -> bool:
    same_unit = re.fullmatch(_unit(fact), match.group(2), re.IGNORECASE) is not None
    return same_unit and float(match.group(1).replace(",", ".")) == fact.number


def _unit(fact: Fact) -> str:
    return _UNITS.get(fact.unit, "|".join(re.escape(unit) for unit in (fact.unit, fact.unit_en)))


@lru_cache(maxsize=8)
def _guard(facts: tuple[Fact, ...]) -> re.Pattern[str] | None:
    """One pattern for every guarded figure with its unit, in either language: «72 horas», «72h», «72-hour»."""
    guarded = [fact for fact in facts if fact.guard and fact.unit]
    if not guarded:
        return None
    numbers = sorted({rf"{fact.number:g}".replace(".", "[.,]") + "(?:[.,]0+)?" for fact in guarded})
    units = sorted({_unit(fact) for fact in guarded})
    pairs = "|".join(numbers)
    return re.compile(rf"(?<![\w.,/-])({pairs})[\s\u00a0-]{{0,2}}({'|'.join(units)})(?!\w)", re.IGNORECASE)
