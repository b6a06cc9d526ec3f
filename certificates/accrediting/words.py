"""The sentences of accreditations, in the language of the page."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from certificates.accrediting.rule import HAS_CERTIFICATE, HAS_PRACTICE, Step
from modules.workshop import Accreditation


def step_words(rule: Accreditation, step: Step) -> str:
    """One thing that the rule asks for, and how far she is."""
    if step.name == HAS_CERTIFICATE:
        return _("Certificado del curso, vigente") if step.met else _("Su certificado del curso ya no está vigente")
    if step.name == HAS_PRACTICE:
        return _("Práctica observada, aprobada") if step.met else _("Falta aprobar la práctica observada")
    return ngettext("%(done)s de %(num)s taller cerrado con %(people)s o más personas certificadas",
                    "%(done)s de %(num)s talleres cerrados con %(people)s o más personas certificadas", step.wanted,
                    done=min(step.done, step.wanted), people=rule.people)


def steps_words(rule: Accreditation, steps: Sequence[Step]) -> str:
    """All of them in one line."""
    return "; ".join(step_words(rule, one) for one in steps) + "."
