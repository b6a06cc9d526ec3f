"""What the tests are worth: the certificate asks for the exit test, the entry test is only shown."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from quizzes.entry_exit import queries
from quizzes.entry_exit.models import ENTRY, EXIT, TestSheet
from quizzes.entry_exit.windows import When
from training.clock import now
from training.cohorts.models import Cohort, Membership
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
    open_now = queries.window_of(workshop, moment).when(now()) is When.OPEN
    hers: Link = (_("Rendir la prueba"), url_for("entry_exit.test", key=cohort.key, moment=word)) if open_now else None
    keyed: Link = (_("Ingresar hojas de papel"), url_for("entry_exit.keypad", key=cohort.key, moment=word))
    sheets = queries.sheets_of(cohort, moment) if len(members) != 1 else queries.sheets_of_person(members[0].id, moment)
    found = {who: _standing(moment, own, hers, keyed) for who, own in queries.by_person(sheets).items()}
    nothing = Standing(Stand.TO_DO, _("Sin rendir"), to_learner=hers, to_trainer=keyed)
    review = url_for("entry_exit.gain", key=cohort.key)
    if moment == ENTRY:
        return Requirement(ENTRY_TEST, _("Prueba de entrada"), _("Se rinde una vez, al empezar; no tiene nota mínima"),
                           frozenset(), found, nothing, order=20, review=review)
    return Requirement(EXIT_TEST, _("Prueba de salida"), _("%(share)s %% o más en su mejor intento",
                       share=rule_of(cohort).exit_test), frozenset({CERTIFICATE}), found, nothing, order=50,
                       review=review)


def _standing(moment: str, sheets: Sequence[TestSheet], hers: Link, keyed: Link) -> Standing:
    done = [sheet for sheet in sheets if sheet.handed_in_at is not None]
    if not done:
        return Standing(Stand.UNDER_WAY, _("Empezada, sin entregar"), to_learner=hers, to_trainer=keyed)
    best = max(done, key=lambda sheet: (bool(sheet.passed), sheet.points / max(sheet.out_of, 1)))
    said = _("%(points)s de %(of)s", points=best.points, of=best.out_of)
    if moment == ENTRY or best.passed:
        return Standing(Stand.DONE, said, best.handed_in_at)
    return Standing(Stand.UNDER_WAY, said, best.handed_in_at, to_learner=hers, to_trainer=keyed)
