"""Correcting, revoking and renewing papers. Each verb holds the cohort first, so two at once come one after the other.

Nothing here commits, and nothing is slow.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from flask import current_app
from flask_babel import gettext as _

from certificates.corrections.models import ASKED, CORRECTED, DECIDED, PaperWords, RevocationRequest
from certificates.corrections.queries import open_request
from certificates.designs.actions import keep_the_one_in_use
from certificates.issuing import qualifying
from certificates.issuing.actions import folio, take_folios
from certificates.issuing.entering import Paper, enter
from certificates.issuing.models import Certificate, Particulars
from certificates.issuing.standing import ERASED, REPLACED, REVOKED, Standing, standing_of
from certificates.paper import codes, snapshot
from certificates.paper.snapshot import FORMAT, Snapshot
from certificates.register import chain, keys
from certificates.register.actions import append
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now, today
from training.cohorts.models import Cohort, Membership
from training.cohorts.numbering import hold
from training.db import db
from training.errors import Refused
from training.naming.actions import key_in
from training.naming.queries import stood
from training.naming.sheet import Line

NAMES = ("given_names", "surnames")


def correct(certificate: Certificate, changes: Mapping[str, Any], why: str, by: User) -> Certificate:
    """A new paper that says the same but for ``changes`` (fields of the snapshot) and takes the place of this one.

    A corrected name is from now on the person's confirmed name in that cohort too, as signed on paper. Raises Refused when
    the paper was replaced, renewed or revoked, when its revocation waits, when the new one cannot be printed, and for its
    holder.
    """
    cohort = _held(certificate)
    if by.id == _holder_of(certificate):
        raise Refused(_("El papel es suyo, y por eso lo corrige otra persona que facilita la cohorte o administra Réplica."),
                      403)
    standing = must_stand(certificate)
    _must_be_last(certificate, standing)
    if open_request(certificate) is not None:
        raise Refused(_("Alguien pidió revocar este papel y todavía no se decide. Corríjalo después, si queda en pie."))
    kept = db.session.get_one(Particulars, certificate.id)
    said = _anew(snapshot.from_bytes(kept.snapshot), certificate, dict(changes), replaces=certificate.folio)
    renewed = db.session.get_one(Certificate, certificate.renews_id) if certificate.renews_id else None
    made = enter([Paper(said, certificate.membership_id, certificate.cohort_id, by.id, kept.evidence, replaces=certificate,
                        renews=renewed)])[0]
    _note(made, CORRECTED, why, by)
    _let_the_name_follow(cohort, certificate, said, changes, by)
    record("correct certificate", f"cohort:{cohort.id}", by.id, f"{certificate.folio} → {made.folio}")
    return made


def renew(certificate: Certificate, by_id: int, valid_until: date, evidence: bytes | None = None,
          basis: str | None = None) -> Certificate:
    """A new paper that goes on from this one until ``valid_until``; both verify for ever.

    ``evidence``: upon what it is renewed (as in entering.Paper); ``basis``: the same in words, for its sheet. Raises Refused
    when this one has no last day, does not stand any more or was renewed before.
    """
    cohort = _held(certificate)
    standing = must_stand(certificate)
    _must_be_last(certificate, standing)
    if certificate.valid_until is None:
        raise Refused(_("Este papel no vence: no hace falta renovarlo."))
    if open_request(certificate) is not None:
        raise Refused(_("Alguien pidió revocar este papel y todavía no se decide. Renuévelo después, si queda en pie."))
    kept = db.session.get_one(Particulars, certificate.id)
    changes = {"valid_until": valid_until, "replaces": msgspec.UNSET} | ({"basis": basis} if basis else {})
    said = _anew(snapshot.from_bytes(kept.snapshot), certificate, changes, renews=certificate.folio)
    made = enter([Paper(said, certificate.membership_id, certificate.cohort_id, by_id, evidence, renews=certificate)])[0]
    record("renew certificate", f"cohort:{cohort.id}", by_id, f"{certificate.folio} → {made.folio}")
    return made


def ask(certificate: Certificate, reason: str, words: str, by: User) -> RevocationRequest:
    """Ask to revoke a paper; nothing changes until somebody else approves. ``reason``: one of chain.REASONS."""
    cohort = _held(certificate)
    must_stand(certificate)
    if open_request(certificate) is not None:
        raise Refused(_("Ya se pidió revocar este papel. Falta que otra persona que administra lo decida."))
    request = RevocationRequest(certificate_id=certificate.id, reason=reason, asked_by_id=by.id, asked_at=now())
    db.session.add(request)
    db.session.flush()
    _note(certificate, ASKED, words, by, request)
    record("ask to revoke", f"cohort:{cohort.id}", by.id, certificate.folio)
    return request


def approve(request: RevocationRequest, words: str, by: User) -> None:
    """Revoke: the register says so from now on. Raises Refused for whoever asked and for the holder of the paper."""
    certificate = db.session.get_one(Certificate, request.certificate_id)
    cohort = _held(certificate)
    _must_wait(request)
    if by.id == request.asked_by_id:
        raise Refused(_("Usted pidió esta revocación, y por eso la decide otra persona que administra Réplica."), 403)
    _must_be_anothers(certificate, by)
    standing = must_stand(certificate)
    append([(certificate.id, {"kind": chain.REVOKED, "of": standing.number, "reason": request.reason})])
    qualifying.ended([certificate], by.id)
    _decide(request, words, by, approved=True)
    record("revoke certificate", f"cohort:{cohort.id}", by.id, certificate.folio)


def decline(request: RevocationRequest, words: str, by: User) -> None:
    """Leave the paper as it stands. Whoever asked may so take it back. Raises Refused for the holder who did not ask."""
    certificate = db.session.get_one(Certificate, request.certificate_id)
    cohort = _held(certificate)
    _must_wait(request)
    if by.id != request.asked_by_id:
        _must_be_anothers(certificate, by)
    _decide(request, words, by, approved=False)
    record("decline to revoke", f"cohort:{cohort.id}", by.id, certificate.folio)


def must_stand(certificate: Certificate) -> Standing:
    """How the paper stands. Raises Refused, with why, when nothing can be done with it any more."""
    standing = standing_of(certificate)
    if standing.state == REPLACED and standing.replaced_by:
        raise Refused(_("Este papel ya fue reemplazado por el %(folio)s. Haga el cambio en ese.",
                        folio=standing.replaced_by.folio))
    if standing.state == REVOKED:
        raise Refused(_("Este papel está revocado: ya no se cambia."))
    if standing.state == ERASED:
        raise Refused(_("Los datos de este papel se borraron: ya no se cambia."))
    return standing


def _held(certificate: Certificate) -> Cohort:
    cohort = db.session.get_one(Cohort, certificate.cohort_id)
    hold(cohort)
    return cohort


def _must_be_last(certificate: Certificate, standing: Standing) -> None:
    """Each paper has one after it at most: the line of a person's papers does not fork."""
    if standing.renewed_by is not None:
        raise Refused(_("Este papel ya se renovó con el %(folio)s. Haga el cambio en ese.", folio=standing.renewed_by.folio))


def _must_be_anothers(certificate: Certificate, by: User) -> None:
    """Nobody decides about a paper of her own."""
    if by.id == _holder_of(certificate):
        raise Refused(_("El papel es suyo, y por eso lo decide otra persona que administra Réplica."), 403)


def _holder_of(certificate: Certificate) -> int:
    return db.session.get_one(Membership, certificate.membership_id).user_id


def _must_wait(request: RevocationRequest) -> None:
    db.session.refresh(request)
    if request.decided_at is not None:
        raise Refused(_("Otra persona ya decidió sobre esta solicitud. Actualice la página para ver qué resolvió."))


def _anew(before: Snapshot, certificate: Certificate, changes: dict[str, Any], **links: str) -> Snapshot:
    """The same words on a paper of its own: its folio, code, token and day."""
    keys.signing_key()  # without it nothing is numbered
    day, design = today(), keep_the_one_in_use()  # before the folio, as whoever issues does: one order of locks
    number = take_folios(day.year, certificate.kind, 1)
    try:
        return snapshot.checked(msgspec.structs.replace(
            before, **({"format": FORMAT, "kind": before.paper, "design": design,
                        "folio": folio(day.year, certificate.kind, number), "code": codes.new_code(),
                        "token": codes.new_token(), "public_url": str(current_app.config["PUBLIC_URL"]),
                        "issued_on": day} | changes | links)))
    except ValueError as error:
        raise Refused(_("Con esos datos la hoja no se puede emitir: %(problem)s. No se cambió nada.",
                        problem=str(error))) from error


def _let_the_name_follow(cohort: Cohort, certificate: Certificate, said: Snapshot, changes: Mapping[str, Any],
                         by: User) -> None:
    """Her next papers of this cohort say the corrected name too."""
    if not any(name in changes for name in NAMES):
        return
    member = db.session.get_one(Membership, certificate.membership_id)
    key_in(cohort, [Line(stood(cohort, [member])[0], said.given_names, said.surnames, signed=True)], [member], by)


def _decide(request: RevocationRequest, words: str, by: User, *, approved: bool) -> None:
    certificate = db.session.get_one(Certificate, request.certificate_id)
    if words:
        _note(certificate, DECIDED, words, by, request)
    request.approved, request.decided_by_id, request.decided_at = approved, by.id, now()
    db.session.flush()


def _note(certificate: Certificate, act: str, words: str, by: User, request: RevocationRequest | None = None) -> None:
    db.session.add(PaperWords(certificate_id=certificate.id, request_id=request.id if request else None, act=act,
                              words=words, by_id=by.id, at=now()))
    db.session.flush()
