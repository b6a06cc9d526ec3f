"""The modules as a requirement of the certificate: read, and their quizzes passed."""

from collections.abc import Sequence
from functools import cache

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from training.cohorts.models import Cohort, Membership
from training.progress.queries import course_rule, facts_of, facts_of_cohort
from training.progress.requirements import CERTIFICATE, MODULES, Requirement, Stand, Standing
from training.progress.rules import missing


def modules_required(cohort: Cohort, members: Sequence[Membership]) -> Requirement:
    """One query, for one person or for all."""
    slugs, kinds = course_rule(cohort)
    every = facts_of_cohort(cohort.id) if len(members) != 1 else {members[0].id: facts_of(members[0].id)}

    @cache  # most people are as far as somebody else
    def said(done: int) -> str:
        return _("%(done)s de %(all)s módulos completos", done=done, all=len(slugs))

    standings = {}
    for member in members:
        facts = every.get(member.id, {})
        lacking = {one.module for one in missing(slugs, kinds, facts)}
        done = len(slugs) - len(lacking)
        stand = Stand.DONE if slugs and not lacking else Stand.UNDER_WAY if facts else Stand.TO_DO
        signs = (facts[slug].passed_at or facts[slug].read_at for slug in slugs if slug in facts)
        standings[member.id] = Standing(stand, said(done), max((at for at in signs if at), default=None))
    rule = ngettext("El módulo leído y su prueba aprobada", "Los %(num)s módulos leídos y sus pruebas aprobadas", len(slugs))
    return Requirement(MODULES, _("Módulos y sus pruebas"), rule, frozenset({CERTIFICATE}), standings, order=10,
                       review=url_for("cohorts.show", key=cohort.key))
