"""What the pages of a paper and of a result show, question by question. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.answers import Answer
from quizzes.ordering import Sheet, paper, paper_order
from quizzes.questions import Quiz
from quizzes.results import OptionResult, PairResult, QuestionResult, Result


@dataclass(frozen=True)
class Card:
    """One question to be answered; ``error`` is a Spanish sentence to be translated, or empty."""

    number: int
    sheet: Sheet
    answer: Answer | None
    error: str

    def has(self, option: str) -> bool:
        """Whether the option was chosen."""
        return option in self.answer if isinstance(self.answer, list) else option == self.answer

    def pair(self, pair: str) -> str:
        """The answer chosen for a pair ("" when none was)."""
        return self.answer.get(pair, "") if isinstance(self.answer, dict) else ""

    @property
    def typed(self) -> str:
        """The number as it was typed."""
        return self.answer if isinstance(self.answer, str) else ""


@dataclass(frozen=True)
class Outcome:
    """One question with its result, laid out as she saw it."""

    number: int
    sheet: Sheet
    result: QuestionResult
    options: tuple[OptionResult, ...]
    pairs: tuple[PairResult, ...]


def cards(quiz: Quiz, seed: str, answers: Mapping[str, Answer], errors: Mapping[str, str]) -> list[Card]:
    """The paper of one attempt with what is answered so far. It holds no key."""
    return [Card(number, sheet, answers.get(sheet.id), errors.get(sheet.id, ""))
            for number, sheet in enumerate(paper(quiz, paper_order(quiz, seed)), start=1)]


def outcomes(quiz: Quiz, seed: str, result: Result) -> list[Outcome]:
    """The same paper afterwards: each question where she saw it, each option with its explanation."""
    found = {question.id: question for question in result.questions}
    return [_outcome(number, sheet, found[sheet.id])
            for number, sheet in enumerate(paper(quiz, paper_order(quiz, seed)), start=1)]


def _outcome(number: int, sheet: Sheet, result: QuestionResult) -> Outcome:
    options = {option.id: option for option in result.options}
    pairs = {pair.id: pair for pair in result.pairs}
    return Outcome(number, sheet, result,
                   options=tuple(options[line.id] for line in sheet.options if line.id in options),
                   pairs=tuple(pairs[line.id] for line in sheet.pairs))


@dataclass(frozen=True)
class Shape:
    """What a person may know of a quiz before she begins."""

    questions: int
    critical: int
    kinds: Mapping[str, int]


def shape(quiz: Quiz) -> Shape:
    """How many questions there are, how many are critical, and how many of each kind."""
    return Shape(len(quiz.questions), sum(question.critical for question in quiz.questions),
                 Counter(question.kind for question in quiz.questions))
