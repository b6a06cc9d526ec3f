"""Accrediting: the first time, and anew when she has gone on teaching. Nothing here commits."""

from collections.abc import Sequence
from itertools import count

import msgspec
from flask import current_app
from flask_babel import gettext as _
from msgspec import UNSET

from certificates.accrediting.queries import Candidate, candidates, rule_of
from certificates.accrediting.rule import counting, valid_until
from certificates.accrediting.words import steps_words
from certificates.corrections.actions import renew
from certificates.corrections.renewing import Rule
from certificates.designs.actions import keep_the_one_in_use
from certificates.issuing import evidence
from certificates.issuing.actions import ACTS, folio, take_folios
from certificates.issuing.entering import Paper, enter
from certificates.issuing.models import Certificate
from certificates.paper import codes, flaws, snapshot
from certificates.paper.snapshot import ACCREDITATION, FORMAT, Signer, Snapshot
from certificates.register import keys
from modules.workshop import Accreditation
from training.access import current_actor
from training.audit.actions import record
from training.clock import today
from training.cohorts.models import Cohort
from training.cohorts.numbering import hold
from training.db import db
from training.errors import Refused
from training.evidence import Section
from training.manuals.queries import manual


def accredit(cohort: Cohort, by_id: int, signers: Sequence[Signer]) -> list[Certificate]:
    """The accreditations of everybody of the cohort who meets the rule, her first or the next; empty when there is nobody.

    Nobody accredits herself: ``by_id`` is passed over. Raises Refused when the course accredits nobody, when the key is
    missing or a sheet cannot be issued.
    """
    keys.signing_key()
    rule = rule_of(cohort)
    if rule is None:
        raise Refused(_("Este curso no acredita a nadie: su regla no está en el manual."), 404)
    hold(cohort)
    ready = [one for one in candidates(cohort, rule) if one.ready and one.membership.user_id != by_id]
    tell = evidence.sections_of(cohort, [one.membership for one in ready])
    first = [one for one in ready if one.last is None]
    numbers = count(take_folios(today().year, ACCREDITATION, len(first)) if first else 0)
    upon = {one.membership.id: evidence.gathered(cohort, by_id, ACCREDITATION, (
        _taught(rule, one), *tell(one.membership.id, ACCREDITATION))) for one in ready}
    made = enter([Paper(_said(cohort, rule, one, signers, next(numbers)), one.membership.id, cohort.id, by_id,
                        upon[one.membership.id]) for one in first]) if first else []
    if made:
        record(ACTS[ACCREDITATION], f"cohort:{cohort.id}", by_id, f"{len(made)}: {made[0].folio} – {made[-1].folio}")
    return made + [_renewed(rule, one, by_id, upon[one.membership.id]) for one in ready if one.last is not None]


def renewal_rule(certificate: Certificate) -> Rule | None:
    """Whether this accreditation may be renewed now, for the page of the paper and whoever is signed in."""
    cohort = db.session.get_one(Cohort, certificate.cohort_id)
    rule = rule_of(cohort)
    found = candidates(cohort, rule, certificate.membership_id) if rule else []
    if rule is None or not found:
        return None
    one, actor = found[0], current_actor()
    if not one.ready:
        return Rule(None, steps_words(rule, one.steps))
    if not actor.is_admin or actor.id == one.membership.user_id:
        return Rule(None, _("Ya cumple la regla. La renueva otra persona que administra Réplica."))
    tell = evidence.sections_of(cohort, [one.membership])
    upon = evidence.gathered(cohort, actor.id, ACCREDITATION, (
        _taught(rule, one), *tell(one.membership.id, ACCREDITATION)))
    return Rule(valid_until(rule, today()), steps_words(rule, one.steps), upon, _basis(rule, one))


def _renewed(rule: Accreditation, one: Candidate, by_id: int, upon: bytes) -> Certificate:
    assert one.last is not None, "asked only of who had one"
    return renew(one.last.certificate, by_id, valid_until(rule, today()), upon, basis=_basis(rule, one))


def _said(cohort: Cohort, rule: Accreditation, one: Candidate, signers: Sequence[Signer], number: int) -> Snapshot:
    """What her first one says: who she is and what she studied as on her certificate, and what she may do from now on."""
    taught, on = manual(cohort.manual_digest).course(rule.teaches), today()
    try:
        said = snapshot.checked(msgspec.structs.replace(
            one.issued.snapshot, format=FORMAT, kind=ACCREDITATION, design=keep_the_one_in_use(),
            folio=folio(on.year, ACCREDITATION, number), code=codes.new_code(), token=codes.new_token(),
            public_url=str(current_app.config["PUBLIC_URL"]), attendance=UNSET, replaces=UNSET, renews=UNSET,
            signers=tuple(signers), issued_on=on, valid_until=valid_until(rule, on),
            allows=f"facilitar talleres del curso «{taught.title if taught else rule.teaches}» en el programa",
            basis=_basis(rule, one)))
    except ValueError as error:
        raise Refused(_("Los datos no caben en la hoja: %(problem)s. No se emitió nada; avise a quien administra Réplica.",
                        problem=str(error))) from error
    if flaw := flaws.of_text(f"{said.allows} {said.basis}"):
        raise Refused(_("El título del curso no se puede imprimir. %(flaw)s No se emitió nada.", flaw=flaw))
    return said


def _basis(rule: Accreditation, one: Candidate) -> str:
    """«Certificado 2026-000131, con práctica observada, y 2 talleres cerrados con 41 personas certificadas»."""
    runs = counting(rule, one.facts)
    since = " desde la última vez" if one.facts.since else ""
    many = "1 taller cerrado" if len(runs) == 1 else f"{len(runs)} talleres cerrados"
    return (f"Certificado {one.facts.certificate}, con práctica observada, y {many}{since} con "
            f"{sum(run.certified for run in runs)} personas certificadas")


def _taught(rule: Accreditation, one: Candidate) -> Section:
    """Every workshop that she ran, and whether it counts."""
    counts = counting(rule, one.facts)
    rows = tuple((run.name, run.place, f"{run.closed_on:%d/%m/%Y}", str(run.certified), "Sí" if run in counts else "No")
                 for run in one.facts.runs)
    last = one.facts.since
    since = f"La última acreditación es del {last:%d/%m/%Y}." if last else "Es su primera acreditación."
    return Section("Talleres que facilitó", ("Taller", "Lugar", "Cerrado", "Personas certificadas", "Cuenta"), rows,
                   (f"Su certificado del curso es el {one.facts.certificate}.", since))

