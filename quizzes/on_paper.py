"""GIFT to what is printed: one order for ever, letters before the options, the key beside them. Pure."""

from fractions import Fraction
from functools import lru_cache

from modules.on_paper import LETTERS, Kind, PaperOption, PaperPair, PaperQuestion, PaperQuiz
from quizzes.gift import parse
from quizzes.ordering import Order, paper_order
from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Question, TrueFalse

SEED = "papel"  # ids of options are the same in every language, and so is the order that this gives


@lru_cache(maxsize=64)
def paper_quiz(text: str, slug: str) -> PaperQuiz:
    """The questions of a GIFT file in the file's order; those that cannot be read are left out, as `check` tells."""
    quiz = parse(text, f"{slug}.gift").quiz
    order = paper_order(quiz, SEED)
    return PaperQuiz(tuple(_printed(question, order) for question in quiz.questions))


def _printed(question: Question, order: Order) -> PaperQuestion:
    stem, critical, general = plain(question.stem, question), question.critical, plain(question.feedback, question)
    match question:
        case Choice() | MultipleChoice():
            kind: Kind = "choice" if isinstance(question, Choice) else "multiple"
            return PaperQuestion(question.id, kind, stem, critical, _options(question, order), feedback=general)
        case Matching():
            options, pairs = _pairs(question, order)
            return PaperQuestion(question.id, "matching", stem, critical, options, pairs, feedback=general)
        case Numerical():
            right = next((a for a in question.answers if a.share == 1), question.answers[0])
            said = right.value or f"{_number(right.low)}–{_number(right.high)}"
            return PaperQuestion(question.id, "numerical", stem, critical, value=_number(said) if right.value else said,
                                 feedback=plain(right.feedback, question) or general,
                                 when_wrong=plain(question.otherwise, question))
        case TrueFalse():
            return PaperQuestion(question.id, "truefalse", stem, critical, value=str(question.answer).lower(),
                                 feedback=plain(question.when_right, question) or general,
                                 when_wrong=plain(question.when_wrong, question))


def _options(question: Choice | MultipleChoice, order: Order) -> tuple[PaperOption, ...]:
    by_id = {option.id: option for option in question.options}
    row = [by_id[option_id] for option_id in order.options[question.id]]
    return tuple(PaperOption(letter, plain(option.text, question), _is_right(option.share, question),
                             plain(option.feedback, question)) for letter, option in zip(LETTERS, row, strict=False))


def _is_right(share: Fraction, question: Choice | MultipleChoice) -> bool:
    return share > 0 if isinstance(question, MultipleChoice) else share == 1


def _pairs(question: Matching, order: Order) -> tuple[tuple[PaperOption, ...], tuple[PaperPair, ...]]:
    answers = {answer.id: answer.text for answer in question.answers}
    letters = dict(zip(order.options[question.id], LETTERS, strict=False))
    pairs = {pair.id: pair for pair in question.pairs}
    options = tuple(PaperOption(letter, plain(answers[answer_id], question)) for answer_id, letter in letters.items())
    return options, tuple(PaperPair(plain(pairs[pair_id].text, question), letters[pairs[pair_id].answer])
                          for pair_id in order.pairs[question.id])


def plain(text: str, question: Question) -> str:
    """The text without Markdown's marks of emphasis: paper shows the words."""
    return text if question.format == "plain" else text.replace("**", "").replace("`", "")


def _number(value: str) -> str:
    whole = Fraction(value)
    return str(whole.numerator) if whole.denominator == 1 else value
