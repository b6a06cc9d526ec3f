"""A checklist as it is printed for the suitcase: plain values in one language. Pure."""

from dataclasses import dataclass

from modules.reference import Checklist, said
from modules.workshop import Rule
from training.practice.scoring import MARKS, WELL


@dataclass(frozen=True)
class PaperStep:
    """A row of the sheet. ``look``: what a 2 looks like."""

    number: int
    text: str
    look: str
    critical: bool


@dataclass(frozen=True)
class PaperSheet:
    """A whole sheet. ``enough``: the least points that are a pass when every critical step is done well."""

    slug: str
    title: str
    purpose: str
    steps: tuple[PaperStep, ...]
    marks: tuple[int, ...]
    out_of: int
    enough: int
    share: int
    tries: int

    @property
    def critical(self) -> int:
        """How many steps are critical."""
        return sum(step.critical for step in self.steps)


def paper_sheet(checklist: Checklist, rule: Rule, language: str) -> PaperSheet:
    """What the printed sheet of a checklist says, in the language asked for ("es", "en")."""
    steps = tuple(PaperStep(number, said(step, "text", language), said(step, "look", language), step.critical)
                  for number, step in enumerate(checklist.steps, 1))
    out_of = WELL * len(steps)
    return PaperSheet(checklist.slug, said(checklist, "title", language), said(checklist, "purpose", language), steps,
                      MARKS, out_of, -(-rule.practice * out_of // 100), rule.practice, rule.tries)
