"""Filling in a quiz as a person would, knowing the key or getting it wrong on purpose."""

from playwright.sync_api import Page

from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Question, Quiz, TrueFalse


def fill(page: Page, quiz: Quiz, *, right: bool) -> None:
    """Answer every question of the page; all of them right, or all of them wrong."""
    for question in quiz.questions:
        _answer(page, question, right)


def _answer(page: Page, question: Question, right: bool) -> None:
    name = f"q-{question.id}"
    if isinstance(question, Choice):
        _tick(page, name, next(option.id for option in question.options if option.right is right))
    elif isinstance(question, TrueFalse):
        _tick(page, name, "true" if question.answer is right else "false")
    elif isinstance(question, MultipleChoice):
        for option in question.options:
            if option.right is right:
                _tick(page, name, option.id)
    elif isinstance(question, Matching):
        for pair in question.pairs:
            wrong = next(answer.id for answer in question.answers if answer.id != pair.answer)
            page.select_option(f'[name="{name}-{pair.id}"]', pair.answer if right else wrong)
    elif isinstance(question, Numerical):
        best = max(question.answers, key=lambda answer: answer.share)
        page.fill(f'[name="{name}"]', best.low if right else "987654")


def _tick(page: Page, name: str, value: str) -> None:
    page.check(f'[name="{name}"][value="{value}"]')
