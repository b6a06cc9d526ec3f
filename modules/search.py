"""Search over a whole manual: one index in memory per version and language. Pure: no database, no log, no history.

The index holds what learners may read and, marked, what only trainers may; `find` looks at the second kind only
when it is told to. Ranking is BM25 (Robertson and Zaragoza 2009) with the title's words counted several times.
"""

import difflib
import math
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

import msgspec

from modules.folding import COMMON, WORD, fold, stemmer, stems

Kind = Literal["module", "guide", "glossary", "directory", "history"]
LONGEST_QUESTION = 200  # characters; more is not a question
MOST_WORDS = 12
MOST_SUGGESTED = 5  # each is compared with every word of the manual
TITLE_WEIGHT = 4
_K, _B = 1.2, 0.6
_WINDOW = 220  # characters of a snippet


class Document(msgspec.Struct, frozen=True):
    """Something that can be found. `place`: the slug of its page; `anchor`: where on the page; `within`: the page's name."""

    kind: Kind
    place: str
    anchor: str
    title: str
    within: str
    text: str
    for_trainers: bool = False


class Piece(NamedTuple):
    """A run of a snippet, and whether it is one of the words that were asked for."""

    text: str
    marked: bool


class Hit(NamedTuple):
    """A document that was found, with its title and the best part of its text in pieces."""

    document: Document
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


class Found(NamedTuple):
    """The answer: the best hits, how many there are in all, and a word to try when there is none."""

    hits: tuple[Hit, ...]
    total: int
    suggestion: str = ""


class Index:
    """Stem → the documents that have it, and how often."""

    def __init__(self, documents: Sequence[Document], language: str) -> None:
        self.documents, self.language = tuple(documents), language
        self.postings: dict[str, list[tuple[int, int]]] = {}
        self.lengths: list[int] = []
        words: dict[str, list[int]] = {}
        for number, document in enumerate(self.documents):
            counts = Counter(stems(document.text, language))
            self.lengths.append(counts.total())
            for stem in stems(document.title, language):
                counts[stem] += TITLE_WEIGHT
            for stem, count in counts.items():
                self.postings.setdefault(stem, []).append((number, count))
            if not document.for_trainers:
                for word in set(WORD.findall(fold(f"{document.title} {document.text}"))):
                    words.setdefault(word, []).append(number)
        self.average = sum(self.lengths) / len(self.lengths) if self.lengths else 1.0
        # Only words of learners' pages: a suggestion must not tell what trainers read.
        self.known = {word: words[word] for word in sorted(words) if len(word) > 3}

    def find(self, question: str, *, trainer: bool = False, places: Collection[str] | None = None,
             limit: int = 30) -> Found:
        """The documents that answer best, all of whose words matter; `places` keeps modules to those slugs."""
        asked = _asked(question, self.language)
        if not asked:
            return Found((), 0)
        allowed = [self._open(document, trainer, places) for document in self.documents]
        scores = self._scores(asked, allowed)
        best = sorted(scores, key=lambda number: (-scores[number][0], -scores[number][1], number))
        most = scores[best[0]][0] if best else 0
        # Documents with every word that any document has; the rest only when the question is long.
        kept = [number for number in best if scores[number][0] == most or scores[number][0] >= max(2, most - 1)]
        hits = tuple(self._hit(self.documents[number], set(asked)) for number in kept[:limit])
        return Found(hits, len(kept), "" if hits else self._suggest(question, allowed))

    def _open(self, document: Document, trainer: bool, places: Collection[str] | None) -> bool:
        if document.for_trainers and not trainer:
            return False
        return places is None or document.kind != "module" or document.place in places

    def _scores(self, asked: Sequence[str], allowed: Sequence[bool]) -> dict[int, tuple[int, float]]:
        """Document number → (how many of the words it has, its BM25 score)."""
        scores: dict[int, tuple[int, float]] = {}
        size = sum(allowed)
        for stem in asked:
            rows = [(number, count) for number, count in self.postings.get(stem, ()) if allowed[number]]
            rarity = math.log(1 + (size - len(rows) + 0.5) / (len(rows) + 0.5))
            for number, count in rows:
                length = self.lengths[number] / self.average
                weight = rarity * count * (_K + 1) / (count + _K * (1 - _B + _B * length))
                words, score = scores.get(number, (0, 0.0))
                scores[number] = (words + 1, score + weight)
        return scores

    def _hit(self, document: Document, asked: set[str]) -> Hit:
        return Hit(document, _pieces(document.title, asked, self.language),
                   _snippet(document.text, asked, self.language))

    def _suggest(self, question: str, allowed: Sequence[bool]) -> str:
        """Words like those asked for, from what this person may open: any other would find nothing again."""
        words = [word for word in WORD.findall(fold(question)) if len(word) > 3][:MOST_SUGGESTED]
        known = [word for word, numbers in self.known.items() if any(allowed[number] for number in numbers)]
        near = [difflib.get_close_matches(word, known, n=1, cutoff=0.75) for word in words]
        return " ".join(found[0] for found in near if found)


def _asked(question: str, language: str) -> list[str]:
    """The stems to look for; of a question of common words alone, those words."""
    words = WORD.findall(fold(question[:LONGEST_QUESTION]))[:MOST_WORDS]
    stem, common = stemmer(language), COMMON.get(language, frozenset())
    telling = [word for word in words if word not in common] or words
    return list(dict.fromkeys(stem(word) for word in telling))


def _spans(text: str, asked: set[str], language: str) -> list[tuple[int, int]]:
    """Where the words asked for stand in the text."""
    stem = stemmer(language)
    return [match.span() for match in WORD.finditer(fold(text)) if stem(match.group()) in asked]


def _snippet(text: str, asked: set[str], language: str) -> tuple[Piece, ...]:
    """The part of the text with most of the words, from a word's beginning to a word's end."""
    spans = _spans(text, asked, language)
    start = max((first for first, _ in spans),
                key=lambda at: sum(at <= first < at + _WINDOW for first, _ in spans), default=0)
    start = max(0, start - 60)
    while start and not text[start - 1].isspace():
        start -= 1
    end = min(len(text), start + _WINDOW)
    while end < len(text) and not text[end].isspace():
        end += 1
    shown = ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
    return _pieces(shown, asked, language)


def _pieces(text: str, asked: set[str], language: str) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for first, last in _spans(text, asked, language):
        if first > at:
            pieces.append(Piece(text[at:first], False))
        pieces.append(Piece(text[first:last], True))
        at = last
    if at < len(text):
        pieces.append(Piece(text[at:], False))
    return tuple(pieces)
