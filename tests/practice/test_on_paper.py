"""The printed sheet: the same steps in the language asked for, and the least points that pass."""

from datetime import date

from modules.reference import Checklist, ChecklistStep
from modules.workshop import Rule
from training.practice.on_paper import paper_sheet
from training.practice.scoring import score

STEPS = tuple(ChecklistStep(f"s{n}", f"Paso {n}", f"Step {n}", n == 0, look="Así") for n in range(12))
LIST = Checklist("apoyo", "Apoyo", "Support", "Para qué.", "What for.", ("a3",), date(2026, 11, 23), STEPS)


def test_twelve_steps_pass_with_twenty_points() -> None:
    sheet = paper_sheet(LIST, Rule(practice=80), "es")
    assert (sheet.out_of, sheet.enough, sheet.critical, sheet.marks) == (24, 20, 1, (0, 1, 2))
    assert sheet.steps[0].text == "Paso 0"


def test_in_english_what_was_never_translated_stays_spanish() -> None:
    sheet = paper_sheet(LIST, Rule(), "en")
    assert (sheet.title, sheet.steps[3].text, sheet.steps[3].look) == ("Support", "Step 3", "Así")


def test_the_least_points_are_those_that_the_screen_asks_for() -> None:
    for share in (0, 1, 50, 66, 80, 99, 100):
        enough = paper_sheet(LIST, Rule(practice=share), "es").enough
        for points in (enough - 1, enough):
            left = points
            marks = {}
            for step in STEPS:
                marks[step.id] = min(2, max(left, 0))
                left -= marks[step.id]
            passed = score(STEPS, marks, share)
            if passed.points == points and not passed.missed:
                assert passed.passed == (points >= enough)
