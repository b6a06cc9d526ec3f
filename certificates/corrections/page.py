"""What the page of a paper shows: how it stands, everything that happened to it and who did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from certificates.blueprint import PaperLink, paper_history, paper_links
from certificates.corrections.models import CORRECTED
from certificates.corrections.queries import Asked, asked_of, issued_of, words_about
from certificates.corrections.renewing import Rule, rule_for
from certificates.corrections.words import changed_words, reasons
from certificates.issuing.models import Certificate, CertificateFile
from certificates.issuing.queries import Issued, issued_among
from certificates.issuing.standing import (
    ERASED,
    ISSUED,
    RENEWED,
    RENEWS,
    REPLACED,
    REPLACES,
    REVOKED,
    Event,
    Standing,
    standing_of,
)
from certificates.paper.snapshot import Snapshot
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.db import db

CORRECTABLE = ("given_names", "surnames", "document_type", "document", "place", "starts", "ends")


@dataclass(frozen=True)
class Line:
    """One line of the history. ``number``: its entry in the register, 0 for what the register does not hold."""

    at: datetime
    said: str
    by: str = ""
    words: str = ""
    number: int = 0


@dataclass(frozen=True)
class PaperPage:
    """Everything that the template needs. ``issued`` is None for a paper that was erased."""

    certificate: Certificate
    cohort: Cohort
    issued: Issued | None
    standing: Standing
    lines: list[Line]
    waiting: Asked | None
    rule: Rule | None
    links: list[PaperLink]


def page_of(certificate: Certificate, cohort: Cohort) -> PaperPage:
    """The page of a paper, for whoever runs its cohort. A constant number of queries."""
    issued, standing = issued_of(certificate), standing_of(certificate)
    requests = asked_of(certificate)
    waiting = next((one for one in requests if one.request.decided_at is None), None)
    lines = [] if issued is None else [*_asked(requests), *_files(certificate), *_elsewhere(certificate)]
    lines += [_line(event, certificate, issued) for event in standing.events]
    links = [one for one in paper_links if not one.kinds or certificate.kind in one.kinds] if issued else []
    open_to = standing.is_open and standing.renewed_by is None
    return PaperPage(certificate, cohort, issued, standing, sorted(lines, key=lambda line: line.at), waiting,
                     rule_for(certificate) if open_to else None, links)


def corrected(before: Snapshot, after: Snapshot) -> str:
    """What a correction changed, in words: «apellidos, lugar»."""
    return ", ".join(changed_words([field for field in CORRECTABLE if getattr(before, field) != getattr(after, field)]))


def _line(event: Event, certificate: Certificate, issued: Issued | None) -> Line:
    by = _name(certificate.issued_by_id) if event.what in (ISSUED, RENEWS, REPLACES) else ""
    said = {
        ISSUED: _("Emitido"), REPLACES: _("Emitido en lugar del %(folio)s", folio=event.folio),
        RENEWS: _("Emitido como renovación del %(folio)s", folio=event.folio),
        REPLACED: _("Reemplazado por el %(folio)s", folio=event.folio),
        RENEWED: _("Renovado con el %(folio)s", folio=event.folio),
        REVOKED: _("Revocado: %(reason)s", reason=reasons().get(event.reason, "")),
        ERASED: _("Retirado: se borraron los datos de la persona"),
    }[event.what]
    words = ""
    if event.what == REPLACES and issued is not None:
        found = words_about(certificate, CORRECTED)
        before = next(iter(issued_among([certificate.replaces_id or 0])), None)
        changed = _("Cambió: %(fields)s.", fields=corrected(before.snapshot, issued.snapshot)) if before else ""
        words = " ".join(filter(None, (changed, found.words if found else "")))
    return Line(event.at, said, by, words, event.number)


def _asked(requests: Iterable[Asked]) -> Iterable[Line]:
    for one in requests:
        yield Line(one.request.asked_at, _("Se pidió revocarlo: %(reason)s", reason=reasons().get(one.request.reason, "")),
                   one.by.full_name, one.words)
        if one.request.decided_at is not None:
            said = _("Se aprobó revocarlo") if one.request.approved else _("No se aprobó revocarlo")
            yield Line(one.request.decided_at, said, one.decided_by.full_name if one.decided_by else "", one.answer)


def _files(certificate: Certificate) -> Iterable[Line]:
    file = db.session.get(CertificateFile, certificate.id)
    if file is not None:
        yield Line(file.drawn_at, _("Archivo dibujado"))


def _elsewhere(certificate: Certificate) -> Iterable[Line]:
    return (Line(at, said) for told in paper_history for at, said in told(certificate))


def _name(user_id: int) -> str:
    return db.session.get_one(User, user_id).full_name
