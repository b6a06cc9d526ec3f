"""Only a licensed trainer's cohort certifies: the lock, what the page says, what lapses later changes nothing."""

from datetime import timedelta

import msgspec
import pytest
from flask import Flask

from certificates.issuing import actions, evidence
from certificates.issuing.models import Certificate
from certificates.paper.evidence import unpacked
from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA, Signer
from tests import make
from tests.certificates.story import attend, close_all, complete, named
from tests.client import Client
from tests.licences import story
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort, CohortTrainer
from training.db import db
from training.errors import Refused
from training.licences import actions as licences
from training.licences.locks import lock
from training.manuals.models import ManualVersion

SIGNERS = [Signer("Bea Huamán Ríos", "Responsable del curso")]


def workshop(trainer: User, version: ManualVersion, *, ended: int = 3, passed: int = 2, attended: int = 1) -> Cohort:
    """A workshop that ended so many days ago: some passed, others attended only."""
    cohort = make.workshop(trainer, version, first_day=today() - timedelta(days=ended + 1))
    for number in range(passed + attended):
        member = make.member(cohort, make.user(f"Persona {number}", "Rojas Luna"))
        attend(complete(member) if number < passed else named(member), 240, 210, 240, 210)
    close_all(cohort)
    db.session.commit()
    return cohort


def kinds(papers: list[Certificate]) -> list[str]:
    return sorted(one.kind for one in papers)


def issue(cohort: Cohort, *, both: bool = False) -> list[str]:
    found = kinds(actions.issue(cohort, cohort.created_by_id, SIGNERS, both=both))
    db.session.commit()
    return found


def test_a_licensed_trainers_cohort_certifies(version: ManualVersion, bea: User) -> None:
    assert issue(workshop(bea, version)) == [CERTIFICATE, CERTIFICATE, CONSTANCIA]


def test_without_a_licence_only_constancias_are_issued(version: ManualVersion, luz: User) -> None:
    cohort = workshop(luz, version)
    assert issue(cohort) == [CONSTANCIA]
    with pytest.raises(Refused) as no:
        actions.issue(cohort, luz.id, SIGNERS)
    assert "Luz Tello Garúa no tiene licencia." in no.value.message and "Pida a quien administra" in no.value.message
    db.session.rollback()
    assert issue(cohort, both=True) == [CONSTANCIA, CONSTANCIA]


def test_the_page_says_who_lacks_what_since_when(client: Client, version: ManualVersion) -> None:
    luz = make.licensed(story.luz(), "regional", valid_until=today() - timedelta(days=20))
    cohort = workshop(luz, version)
    client.sign_in(luz).get(f"/cohortes/{cohort.key}/certificados")
    assert "2 certificados listos esperan una licencia" in client.text
    assert "La licencia de facilitador/a regional de Luz Tello Garúa venció el" in client.text
    assert "Emitir la constancia" in client.text or "1 constancia" in client.text
    client.submit()
    assert client.status == 303, "constancias are issued"
    client.get(f"/cohortes/{cohort.key}/certificados")
    client.post(f"/cohortes/{cohort.key}/certificados", {"name_1": "Luz Tello", "post_1": "Responsable"})
    assert client.status == 409 and "Los certificados esperan" in client.text


@pytest.mark.parametrize(("ends_in", "locked"), [(-4, True), (-3, False), (0, False)])
def test_the_last_day_of_the_cohort_decides(version: ManualVersion, ends_in: int, locked: bool) -> None:
    luz = make.licensed(story.luz(), "regional", valid_until=today() + timedelta(days=ends_in))
    db.session.commit()
    assert bool(lock(workshop(luz, version), CERTIFICATE)) is locked


def test_a_licence_that_begins_after_it_does_not_help(version: ManualVersion) -> None:
    luz = make.licensed(story.luz(), "regional", granted_on=today())
    assert "empezó después" in lock(workshop(luz, version), CERTIFICATE)


def test_while_a_cohort_goes_on_today_decides(version: ManualVersion) -> None:
    luz = make.licensed(story.luz(), "regional", valid_until=today())
    cohort = make.workshop(luz, version, first_day=today())
    assert cohort.ends_on > today()
    assert lock(cohort, CERTIFICATE) == ""


def test_one_licensed_trainer_is_enough(version: ManualVersion, luz: User, bea: User) -> None:
    cohort = workshop(luz, version)
    db.session.add(CohortTrainer(cohort_id=cohort.id, user_id=bea.id))
    db.session.commit()
    assert lock(cohort, CERTIFICATE) == ""


@pytest.mark.parametrize(("step", "course", "locked"), [
    ("en-formacion", "a", True), ("regional", "a", False), ("regional", "b", True), ("principal", "b", False),
    ("ya-no-esta", "a", True)])
def test_the_step_says_which_courses(version: ManualVersion, step: str, course: str, locked: bool) -> None:
    luz = make.licensed(story.luz(), step)
    cohort = story.cohort([luz], version, course=course)
    assert bool(lock(cohort, CERTIFICATE)) is locked


def test_constancias_are_never_locked(version: ManualVersion, luz: User) -> None:
    assert lock(workshop(luz, version), CONSTANCIA) == ""


def test_a_withdrawal_after_the_last_day_stops_nothing(version: ManualVersion, dina: User) -> None:
    luz = make.licensed(story.luz(), "regional")
    cohort = workshop(luz, version)
    licences.withdraw(story.licences(luz)[0], "Dejó el programa.", dina)
    db.session.commit()
    assert issue(cohort) == [CERTIFICATE, CERTIFICATE, CONSTANCIA]


def test_a_withdrawal_before_it_does(version: ManualVersion, dina: User) -> None:
    luz = make.licensed(story.luz(), "regional", withdrawn_on=today() - timedelta(days=9), withdrawn_by_id=dina.id)
    assert "se le retiró la licencia" in lock(workshop(luz, version), CERTIFICATE)


def test_a_recognition_that_reaches_back_opens_it(version: ManualVersion, luz: User, dina: User) -> None:
    cohort = workshop(luz, version)
    licences.recognise(luz, "regional", today() - timedelta(days=30), "Facilita desde 2019.", "Resolución 12.", dina)
    db.session.commit()
    assert issue(cohort) == [CERTIFICATE, CERTIFICATE, CONSTANCIA]


def test_without_a_ladder_nothing_is_locked(app: Flask) -> None:
    luz = story.luz()
    assert issue(workshop(luz, make.published(make.with_workshop()))) == [CERTIFICATE, CERTIFICATE, CONSTANCIA]


def test_what_lapses_later_changes_no_past_certificate(client: Client, version: ManualVersion, dina: User) -> None:
    luz = make.licensed(story.luz(), "regional")
    cohort = workshop(luz, version)
    papers = actions.issue(cohort, luz.id, SIGNERS)
    one = story.licences(luz)[0]
    one.valid_until = today()
    db.session.commit()
    licences.withdraw(one, "Dejó el programa.", dina)
    db.session.commit()
    client.sign_in(dina)
    for paper in papers:
        client.get(f"/certificados/{paper.key}")
        assert client.status == 200 and "revocado" not in client.text.lower().replace("revocar", "")


def test_the_evidence_says_how_each_trainer_stood(version: ManualVersion, luz: User) -> None:
    bea = make.bea()
    cohort = workshop(bea, version, passed=1, attended=0)
    db.session.add(CohortTrainer(cohort_id=cohort.id, user_id=luz.id))
    db.session.commit()
    ready = actions.prepare(cohort, bea.id)
    sections = [section for upon in ready.found.values() for section in unpacked(upon).sections
                if section.title.startswith("Quien facilita")]
    notes = {section.title.split(": ")[1]: section.notes[1] for section in sections}
    assert f"Licencias al {cohort.ends_on:%d/%m/%Y}: Formador/a principal, del" in notes["Bea Huamán Ríos"]
    assert "(reconocida). Con eso certifica este curso." in notes["Bea Huamán Ríos"]
    assert notes["Luz Tello Garúa"].endswith("ninguna. Con eso no certifica este curso.")
    assert msgspec.to_builtins(sections[0])["columns"] and evidence


def test_the_cohorts_page_warns_in_time(client: Client, version: ManualVersion, luz: User, bea: User) -> None:
    cohort = make.workshop(luz, version, first_day=today() + timedelta(days=5))
    db.session.commit()
    client.sign_in(luz).get(f"/cohortes/{cohort.key}")
    assert "Los certificados de esta cohorte esperarían" in client.text
    make.licensed(luz, "regional")
    db.session.commit()
    client.get(f"/cohortes/{cohort.key}")
    assert "esperarían" not in client.text
