"""What trainers hold at a moment: their papers as the register has them, and whether one of them licenses them today."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from certificates.issuing.models import Certificate
from certificates.issuing.standing import ERASED, EXPIRED, REPLACED, REVOKED, VALID, Standing, standings
from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA
from training.accounts.models import User
from training.clock import in_lima, today
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import trainers_of
from training.db import db
from training.evidence import Section
from training.licences.models import LADDER, PAPER, RECOGNISED
from training.licences.queries import grants_of, ladder
from training.licences.rules import Grant

BASIS = {LADDER: "cumplió los requisitos del peldaño", RECOGNISED: "reconocida", PAPER: "por su acreditación"}
WORDS = {CONSTANCIA: "Constancia", CERTIFICATE: "Certificado", ACCREDITATION: "Acreditación"}
COLUMNS = ("Papel", "Folio", "Curso", "Desde", "Hasta", "Estado")


ENDED = {REVOKED: "revocado", ERASED: "retirado", REPLACED: "reemplazado", EXPIRED: "vencido", VALID: "vigente"}


@dataclass(frozen=True)
class Held:
    """A paper that somebody holds or held. ``course``: the slug of the course that it is of."""

    certificate: Certificate
    course: str
    standing: Standing

    @property
    def since(self) -> date:
        return in_lima(self.certificate.issued_at).date()

    @property
    def said(self) -> str:
        """How it stands, in a word."""
        return ENDED[self.standing.state]


def held_by(user_ids: Collection[int]) -> dict[int, list[Held]]:
    """User id → the papers that were ever issued to them, the oldest first. Three queries."""
    query = (select(Certificate, Membership.user_id, Cohort.course)
             .join(Membership, Membership.id == Certificate.membership_id).join(Cohort, Cohort.id == Membership.cohort_id)
             .where(Membership.user_id.in_(list(user_ids))).order_by(Certificate.id))
    rows = db.session.execute(query).all()
    stands = standings([one for one, _user, _course in rows])
    found: dict[int, list[Held]] = {number: [] for number in user_ids}
    for one, user, course in rows:
        found[user].append(Held(one, course, stands[one.id]))
    return found


def of_trainers(cohort: Cohort) -> tuple[Section, ...]:
    """A table for each who facilitates the cohort, as they stand today. Six queries."""
    people = trainers_of(cohort)
    held, licences = held_by([one.id for one in people]), grants_of([one.id for one in people])
    return tuple(_section(one, held[one.id], _licences(cohort, licences[one.id])) for one in people)


def _section(person: User, papers: Iterable[Held], licences: Sequence[str]) -> Section:
    on, papers = today(), list(papers)
    rows = tuple((WORDS[one.certificate.kind], one.certificate.folio, one.course.upper(), f"{one.since:%d/%m/%Y}",
                  f"{one.certificate.valid_until:%d/%m/%Y}" if one.certificate.valid_until else "sin vencimiento",
                  one.said) for one in papers)
    where = person.authority.name if person.authority else "ninguna región"
    return Section(f"Quien facilita: {person.full_name}", COLUMNS, rows,
                   (f"Al {on:%d/%m/%Y}: {_licence(papers)} Facilita para {where}.", *licences))


def _licences(cohort: Cohort, grants: Sequence[Grant]) -> list[str]:
    """Her licences of the ladder as they stood on the cohort's last day, upon which its certificates are issued."""
    steps, on = ladder(), min(cohort.ends_on, today())
    if steps is None:
        return []
    names = {step.id: step.title for step in steps.steps}
    held = [one for one in grants if one.holds(on)]
    said = [f"{names.get(one.step, one.step)}, del {one.granted_on:%d/%m/%Y} al {one.valid_until:%d/%m/%Y} "
            f"({BASIS[one.basis]}{', por ' + one.by if one.by else ''})" for one in held]
    certify = steps.certifying(cohort.course)
    sentence = ("certifica" if any(one.step in certify for one in held) else "no certifica") + " este curso"
    return [f"Licencias al {on:%d/%m/%Y}: {'; '.join(said) or 'ninguna'}. Con eso {sentence}."]


def _licence(papers: Collection[Held]) -> str:
    """Whether she is licensed, in a sentence; what a lapsed licence does to papers is nothing, and it is visible."""
    mine = [one for one in papers if one.certificate.kind == ACCREDITATION]
    if valid := [one for one in mine if one.standing.stands]:
        return f"acreditación {valid[-1].certificate.folio} vigente hasta el {valid[-1].certificate.valid_until:%d/%m/%Y}."
    if mine:
        return f"acreditación {mine[-1].certificate.folio} {mine[-1].said}."
    return "sin acreditación registrada."
