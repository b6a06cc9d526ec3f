"""What the tests are worth: the certificate asks for the exit test, the entry test is only shown."""

from collections.abc import Callable, Sequence
from functools import cache

from flask import url_for
from flask_babel import gettext as _

from quizzes.entry_exit import queries
from quizzes.entry_exit.models import ENTRY, EXIT
from quizzes.entry_exit.queries import Result
from quizzes.entry_exit.windows import When
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.progress.kept import changes_at
from training.progress.requirements import CERTIFICATE, ENTRY_TEST, EXIT_TEST, Requirement, Stand, Standing
from training.workshops.queries import rule_of, workshop_of

Link = tuple[str, str] | None


def entry(cohort: Cohort, members: Sequence[Membership]) -> Requirement | None:
    """The entry test of these members; None for a cohort without a workshop or without tests. Two queries."""
    return _asked(cohort, members, ENTRY)


def exit_(cohort: Cohort, members: Sequence[Membership]) -> Requirement | None:
    """The exit test of these members: her best sheet counts."""
    return _asked(cohort, members, EXIT)


def _asked(cohort: Cohort, members: Sequence[Membership], moment: str) -> Requirement | None:
    workshop = workshop_of(cohort)
    if workshop is None or not queries.has_test(cohort):
        return None
    word = queries.WORD_OF[moment]
    window = queries.window_of(workshop, moment)
    changes_at(window.opens, window.closes)
    open_now = window.when(now()) is When.OPEN
    hers: Link = (_("Rendir la prueba"), url_for("entry_exit.test", key=cohort.key, moment=word)) if open_now else None
    keyed: Link = (_("Ingresar hojas de papel"), url_for("entry_exit.keypad", key=cohort.key, moment=word))
    sheets = queries.results_of(cohort, moment, members[0].id if len(members) == 1 else None)
    said = cache(_points)  # one sentence for everybody with as many points
    found = {who: _standing(moment, own, said, hers, keyed) for who, own in sheets.items()}
    nothing = Standing(Stand.TO_DO, _("Sin rendir"), to_learner=hers, to_trainer=keyed)
    review = url_for("entry_exit.gain", key=cohort.key)
    if moment == ENTRY:
        return Requirement(ENTRY_TEST, _("Prueba de entrada"), _("Se rinde una vez, al empezar; no tiene nota mínima"),
                           frozenset(), found, nothing, order=20, review=review)
    return Requirement(EXIT_TEST, _("Prueba de salida"), _("%(share)s %% o más en su mejor intento",
                       share=rule_of(cohort).exit_test), frozenset({CERTIFICATE}), found, nothing, order=50,
                       review=review)


def _points(points: int, out_of: int) -> str:
    return _("%(points)s de %(of)s", points=points, of=out_of)


def _standing(moment: str, sheets: Sequence[Result], said: Callable[[int, int], str], hers: Link, keyed: Link) -> Standing:
    done = [sheet for sheet in sheets if sheet.handed_in_at is not None]
    if not done:
        return Standing(Stand.UNDER_WAY, _("Empezada, sin entregar"), to_learner=hers, to_trainer=keyed)
    best = max(done, key=lambda sheet: (bool(sheet.passed), sheet.points / max(sheet.out_of, 1)))
    if moment == ENTRY or best.passed:
        return Standing(Stand.DONE, said(best.points, best.out_of), best.handed_in_at)
    return Standing(Stand.UNDER_WAY, said(best.points, best.out_of), best.handed_in_at, to_learner=hers, to_trainer=keyed)
