"""An accreditation on paper is a licence as well: issued and renewed it gives one, corrected it changes none, revoked it ends."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from flask import Flask

from certificates.accrediting import actions
from certificates.corrections.actions import approve, ask
from certificates.corrections.models import RevocationRequest
from certificates.issuing.models import Certificate
from certificates.paper.snapshot import Signer
from tests import make
from tests.certificates.accreditation import story as accreditation
from tests.licences.story import licences
from training.accounts.models import User
from training.clock import frozen, now, today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.house import house
from training.licences.models import PAPER
from training.manuals.models import ManualVersion
from training.manuals.queries import manual

SIGNERS = (Signer("Dina Vega Paz", "Responsable del programa"),)


@pytest.fixture
def observed(app: Flask) -> Iterator[set[int]]:
    """The memberships whose practice was passed."""
    found: set[int] = set()
    house(app).requirements.append(accreditation.practised(found))
    yield found
    house(app).requirements.pop()


@pytest.fixture
def course(observed: set[int]) -> tuple[Cohort, Membership, User, ManualVersion]:
    """Bea's course of trainers: Yma, licensed in training, led two workshops since."""
    with_rule = accreditation.edition()
    edition = manual(with_rule.digest)
    version = make.published(msgspec.structs.replace(make.with_ladder(edition), digest=""))
    cohort, people = accreditation.course(make.bea(), version, ("Yma", "Álvarez Sol"))
    yma = people[0]
    make.licensed(yma.user, "regional", granted_on=today() - timedelta(days=9), valid_until=today() + timedelta(days=9))
    for name in ("Taller 1", "Taller 2"):
        accreditation.taught(yma.user, version, name)
    observed.add(yma.id)
    return cohort, yma, make.dina(), version


def accredit(cohort: Cohort, dina: User) -> Certificate:
    made = actions.accredit(cohort, dina.id, SIGNERS)
    db.session.commit()
    return made[0]


def test_an_accreditation_gives_the_licence_as_long_as_the_paper(course: tuple[Cohort, Membership, User, ManualVersion]) -> None:
    cohort, yma, dina, _version = course
    paper = accredit(cohort, dina)
    first, made = licences(yma.user)
    assert (made.step, made.basis, made.valid_until, made.granted_on) == ("regional", PAPER, paper.valid_until, today())
    assert made.renews_id == first.id and paper.folio in made.reason and made.by_id == dina.id


def test_renewed_it_renews_the_licence(course: tuple[Cohort, Membership, User, ManualVersion]) -> None:
    cohort, yma, dina, version = course
    accredit(cohort, dina)
    with frozen(now() + timedelta(days=700)):
        accreditation.taught(yma.user, version, "Taller 3")
        paper = accredit(cohort, dina)
    found = licences(yma.user)
    assert [one.basis for one in found[1:]] == [PAPER, PAPER]
    assert (found[2].renews_id, found[2].valid_until) == (found[1].id, paper.valid_until)


def test_revoked_it_ends_the_licence(course: tuple[Cohort, Membership, User, ManualVersion]) -> None:
    cohort, yma, dina, _version = course
    paper = accredit(cohort, dina)
    kusi = make.user("Kusi", "Vega Rocío", is_admin=True)
    ask(paper, "error", "Se emitió a otra persona.", kusi)
    db.session.commit()
    approve(db.session.query(RevocationRequest).one(), "Sí, fue un error.", dina)
    db.session.commit()
    first, made = licences(yma.user)
    db.session.refresh(made)
    assert (made.withdrawn_on, made.withdrawn_by_id) == (today(), dina.id)
    assert paper.folio in made.withdrawn_reason
    assert first.withdrawn_on is None, "what was recognised stands"
