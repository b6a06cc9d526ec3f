"""The table that `flask content check` prints: module × language × words × questions × reading ease."""

from collections.abc import Callable, Iterator

from modules.manual import Manual, Module
from modules.readability import reading_ease
from modules.tree import paragraphs, tree_of, without_sources

Counter = Callable[[str], int]
HEADS = ("Módulo", "Idioma", "Palabras", "Preguntas", "Facilidad de lectura")


def table(manual: Manual, count: Counter | None) -> list[str]:
    """Aligned lines, one for each ready module in each language; none when no module is ready.

    `count` says how many questions a GIFT text has. Ease is Fernández-Huerta in Spanish and Flesch in English.
    """
    rows = list(_rows(manual, count))
    if not rows:
        return []
    widths = [max(len(row[at]) for row in (HEADS, *rows)) for at in range(len(HEADS))]
    return ["  ".join(cell.ljust(width) if at < 2 else cell.rjust(width)
                      for at, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip() for row in (HEADS, *rows)]


def _rows(manual: Manual, count: Counter | None) -> Iterator[tuple[str, ...]]:
    others = [(translation.language, manual.speaking(translation.language)) for translation in manual.translations]
    for module in manual.modules:
        if not module.ready:
            continue
        yield _row(module, manual.language, count)
        for language, edition in others:
            yield _row(edition.module(module.slug) or module, language, count)


def _row(module: Module, language: str, count: Counter | None) -> tuple[str, ...]:
    if module.language != language:
        return module.slug, language, "sin traducir", "", ""
    questions = "" if count is None or module.quiz is None else str(count(module.quiz))
    return module.slug, language, str(module.words), questions, f"{ease(module):.1f}".replace(".", ",")


def ease(module: Module) -> float:
    """The reading ease of what the learner reads, in the module's language."""
    return reading_ease(paragraphs(without_sources(tree_of(module.html)), without="fuentes"), module.language)
