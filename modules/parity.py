"""A translation says what the Spanish says: same sections, blocks, session plan, sources and figures."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from modules.citations import codes_in
from modules.edition import Edition, Quiz, Text
from modules.problems import Problem, line_of

_HEADING = re.compile(r"##\s.*\{#([\w-]+)\}\s*$")


def check_parity(spanish: Edition, english: Edition) -> Iterator[Problem]:
    """Everything in which the English files differ from the Spanish, file by file."""
    yield from _pairs(spanish, english)
    for name, text in {**english.texts, **english.pages}.items():
        original = spanish.texts.get(name) or spanish.pages.get(name)
        if original is None:
            yield Problem(text.path, 0, "no tiene original en castellano",
                          f"Escriba «{spanish.language}/{name}.md» o quítelo")
            continue
        yield from _sections(original, text)
        yield from _blocks(original, text)
        yield from _citations(original, text)
        yield from check_figures(original, text)
        if name in english.texts:
            yield from _session(original, text)
    for slug, quiz in english.quizzes.items():
        if slug in spanish.quizzes:
            yield from check_figures(spanish.quizzes[slug], quiz)


def _pairs(spanish: Edition, english: Edition) -> Iterator[Problem]:
    """A translated module has its translated quiz, and the other way round."""
    for slug, text in english.texts.items():
        if slug in spanish.quizzes and slug not in english.quizzes:
            yield Problem(text.path, 0, f"falta su prueba «{english.language}/{slug}.gift»",
                          "Tradúzcala: el módulo ya lo está")
    for slug, quiz in english.quizzes.items():
        if slug not in spanish.quizzes:
            yield Problem(quiz.path, 0, "no tiene original en castellano",
                          f"Escriba «{spanish.language}/{slug}.gift» o quítelo")
        elif slug not in english.texts:
            yield Problem(quiz.path, 0, f"falta su módulo «{english.language}/{slug}.md»",
                          "Tradúzcalo: la prueba ya lo está")


def _sections(original: Text, text: Text) -> Iterator[Problem]:
    there = [(section.id, section.level) for section in original.learner.sections]
    here = [(section.id, section.level) for section in text.learner.sections]
    for id_, level in there:
        if (id_, level) not in here:
            line = line_of(original.text, "{#" + id_ + "}")
            yield Problem(text.path, 0, f"falta la sección «#{id_}»", f"Tradúzcala de {original.path}:{line}")
    for id_, level in here:
        if (id_, level) not in there:
            yield Problem(text.path, line_of(text.text, "{#" + id_ + "}"), f"la sección «#{id_}» no está en castellano",
                          f"Use los nombres y niveles de {original.path}")
    if sorted(here) == sorted(there) and here != there:
        first = next(mine[0] for mine, theirs in zip(here, there, strict=True) if mine != theirs)
        yield Problem(text.path, line_of(text.text, "{#" + first + "}"),
                      f"la sección «#{first}» está en otro orden que en castellano",
                      f"Use el orden de {original.path}")


def _blocks(original: Text, text: Text) -> Iterator[Problem]:
    """Only the first difference: what follows it is out of step."""
    for theirs, mine in zip_longest(original.scanned.blocks, text.scanned.blocks):
        if theirs and not mine:
            yield Problem(text.path, 0, f"falta el bloque «{theirs.name}»", f"Tradúzcalo de {original.path}:{theirs.line}")
            return
        if mine and not theirs:
            yield Problem(text.path, mine.line, f"el bloque «{mine.name}» no está en castellano",
                          f"Quítelo o añádalo a {original.path}")
            return
        if (mine.name, mine.parent) != (theirs.name, theirs.parent):
            yield Problem(text.path, mine.line, f"aquí hay un bloque «{mine.name}» y en castellano uno «{theirs.name}»",
                          f"Compare con {original.path}:{theirs.line}")
            return


def _session(original: Text, text: Text) -> Iterator[Problem]:
    if original.session.problems or text.session.problems:
        return
    line, there = line_of(text.text, "| Minutes |"), line_of(original.text, "| Minutos |")
    for number, (theirs, mine) in enumerate(zip_longest(original.session.rows, text.session.rows), 1):
        if not theirs or not mine or (theirs.minutes, theirs.essential) != (mine.minutes, mine.essential):
            yield Problem(text.path, line + 1 + number if mine else line,
                          f"la fila {number} de la agenda no es como en castellano",
                          f"Use los minutos y el tipo de {original.path}:{there + 1 + number}")
            return


def _citations(original: Text, text: Text) -> Iterator[Problem]:
    theirs, mine = _cited(original.text), _cited(text.text)
    for section, (line, codes) in mine.items():
        if section not in theirs or codes == theirs[section][1]:
            continue
        there = theirs[section][1]
        missing, extra = sorted((there - codes).elements()), sorted((codes - there).elements())
        said = "; ".join(part for part in (f"faltan {', '.join(missing)}" if missing else "",
                                           f"sobran {', '.join(extra)}" if extra else "") if part)
        place = f"en «#{section}»" if section else "antes de la primera sección"
        yield Problem(text.path, line, f"{place} las fuentes no son las del castellano: {said}",
                      f"Compare con {original.path}:{theirs[section][0]}")


def _cited(text: str) -> dict[str, tuple[int, Counter[str]]]:
    """Section id → (its line, how often each code is cited in it)."""
    found: dict[str, tuple[int, Counter[str]]] = {"": (1, Counter())}
    starts = [(number, match.group(1)) for number, line in enumerate(text.split("\n"), 1) if (match := _HEADING.match(line))]
    for line, id_ in starts:
        found.setdefault(id_, (line, Counter()))
    for number, codes in codes_in(text):
        section = next((id_ for line, id_ in reversed(starts) if line <= number), "")
        found[section][1].update(codes)
    return found


def check_figures(original: Text | Quiz, text: Text | Quiz) -> Iterator[Problem]:
    """A translation asks for the figures that the original asks for."""
    for name, line in original.used.items():
        if name not in text.used:
            yield Problem(text.path, 0, f"no usa la cifra «{{{{{name}}}}}», que está en castellano",
                          f"Compare con {original.path}:{line}")
    for name, line in text.used.items():
        if name not in original.used:
            yield Problem(text.path, line, f"usa la cifra «{{{{{name}}}}}», que no está en castellano",
                          f"Compare con {original.path}")
