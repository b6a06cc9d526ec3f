"""Nothing stands twice: no sentence of eight or more words in two modules of one language."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from modules.check_page import CHECK_WORDS
from modules.edition import Text
from modules.problems import Problem

LONG = 8  # words
_END = re.compile(r"[.!?…]+[»”\")]*\s+")
_WORD = re.compile(r"[^\W_]+")
_INLINE = frozenset({"a", "b", "em", "strong", "code", "span", "i", "sup", "br"})


def check_repeats(texts: Iterable[Text]) -> Iterator[Problem]:
    """One problem for each repeated sentence, at its second place; all texts are of the same language."""
    seen: dict[tuple[str, ...], Text] = {}
    told: set[tuple[str, tuple[str, ...]]] = set()
    for text in texts:
        for sentence in sentences(text.trainer_prose):
            words = tuple(_WORD.findall(sentence.casefold()))
            # The words that every `verifique` must have are nobody's repetition.
            if len(_WORD.findall(sentence.casefold().replace(CHECK_WORDS[text.language], ""))) < LONG:
                continue
            first = seen.setdefault(words, text)
            if first is not text and (text.path, words) not in told:
                told.add((text.path, words))
                yield Problem(text.path, _line(text, words),
                              f"«{_shown(sentence)}» ya está en {first.path}:{_line(first, words)}",
                              "Dígalo de otro modo o enlace a ese módulo")


def sentences(root: Element) -> Iterator[str]:
    """The sentences of a page, as its paragraphs, items and cells part them."""
    for run in _runs(root):
        yield from (part for part in _END.split(run + " ") if part.strip())


def _runs(root: Element) -> list[str]:
    """The texts between the borders of block elements."""
    done: list[str] = []
    now: list[str] = []

    def close() -> None:
        if text := " ".join("".join(now).split()):
            done.append(text)
        now.clear()

    def gather(element: Element) -> None:
        block = element.tag not in _INLINE
        if block:
            close()
        now.append(element.text or "")
        for child in element:
            gather(child)
            now.append(child.tail or "")
        if block:
            close()

    gather(root)
    return done


def _shown(sentence: str) -> str:
    return sentence if len(sentence) <= 80 else f"{sentence[:80].rsplit(' ', 1)[0]}…"


def _line(text: Text, words: tuple[str, ...]) -> int:
    """Where these words stand in the file: a line may hold marks between them, and a paragraph many lines."""
    for many in (len(words), LONG, 4):
        pattern = re.compile(r"[\W_]+".join(map(re.escape, words[:many])), re.IGNORECASE)
        if found := pattern.search(text.text):
            return text.text.count("\n", 0, found.start()) + 1
    return 0
