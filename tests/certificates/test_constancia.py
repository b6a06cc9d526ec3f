"""Two papers, one rule each: who was there gets a constancia, who passed a certificate, each once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask

from certificates.issuing import actions
from certificates.issuing.models import Certificate
from certificates.issuing.roll import Roll, roll
from certificates.paper import snapshot
from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA, Snapshot
from tests import make
from tests.certificates.story import SIGNERS, attend, close_all, issued, kept, named, stored, studied, workshop_of_three
from tests.statements import statements
from training import clock
from training.attendance.models import Mark
from training.audit.models import AuditEntry
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused
from training.workshops.actions import add_make_up
from training.workshops.queries import half_days

pytestmark = pytest.mark.usefixtures("failed")


def said(one: Certificate) -> Snapshot:
    return snapshot.from_bytes(kept(one).snapshot)


def of_kind(made: list[Certificate], kind: str) -> list[Snapshot]:
    return [said(one) for one in made if one.kind == kind]


def who(standing: Roll) -> tuple[list[str], list[str], list[str], list[str]]:
    lists = (standing.certificates, standing.constancias, standing.also, standing.waiting)
    return tuple([one.full_name for one in people] for people in lists)  # type: ignore[return-value]  # four lists


def test_each_paper_has_its_own_rule(app: Flask) -> None:
    standing = roll(workshop_of_three(make.bea()))
    assert who(standing) == (["Yma Álvarez Sol"], ["Óscar Ñaupari Luz"], ["Yma Álvarez Sol"],
                             ["Tomás Lluvia Vera", "Óscar Ñaupari Luz"])
    assert [one.attended for one in standing.waiting] == [False, True]
    lacks = {one.full_name: [asked.name for asked, _ in one.lacks] for one in standing.waiting}
    assert lacks == {"Tomás Lluvia Vera": ["attendance"], "Óscar Ñaupari Luz": ["modules"]}


def test_one_press_issues_both_kinds_each_with_folios_of_its_own(app: Flask) -> None:
    with clock.frozen(datetime(2026, 12, 20, 15, tzinfo=UTC)):
        made = issued(workshop_of_three(make.bea()))
    assert [(one.folio, one.kind) for one in made] == [("2026-000001", CERTIFICATE), ("2026-C-000001", CONSTANCIA)]
    acts = {entry.act: entry.detail for entry in db.session.query(AuditEntry)}
    assert acts["issue certificates"].startswith("1: ")
    assert acts["issue constancias"] == "1: 2026-C-000001 – 2026-C-000001"


def test_a_constancia_says_every_half_day_and_no_module(app: Flask) -> None:
    one = of_kind(issued(workshop_of_three(make.bea())), CONSTANCIA)[0]
    assert one.full_name == "Óscar Ñaupari Luz"
    assert one.modules == ()
    assert (one.format, one.hours, one.draft) == (3, "14", True)
    assert one.workshop is not None
    assert (one.workshop.planned, one.workshop.attended, one.workshop.share, one.workshop.least) == (900, 855, 95, 80)
    assert [(line.planned, line.attended) for line in one.workshop.half_days] == [(240, 240), (210, 210), (240, 195), (210, 210)]
    assert one.workshop.half_days[0].title.startswith("1. ")
    assert one.workshop.half_days[0].title.endswith(", mañana")
    assert one.workshop.half_days[1].title.endswith(", tarde")


def test_a_certificate_of_a_workshop_bears_the_total_and_its_modules(app: Flask) -> None:
    one = of_kind(issued(workshop_of_three(make.bea())), CERTIFICATE)[0]
    assert one.workshop is not None
    assert (one.workshop.planned, one.workshop.attended, one.workshop.half_days) == (900, 900, ())
    assert [module.slug for module in one.modules] == ["a1", "a2"]


def test_who_wants_both_gets_both_and_nothing_twice(app: Flask) -> None:
    cohort = workshop_of_three(make.bea())
    issued(cohort)
    assert who(roll(cohort))[:3] == ([], [], ["Yma Álvarez Sol"])
    assert issued(cohort) == []
    assert [said(one).full_name for one in issued(cohort, both=True)] == ["Yma Álvarez Sol"]
    assert issued(cohort, both=True) == []
    assert db.session.query(Certificate).count() == 3


def test_who_passes_later_gets_the_certificate_beside_the_constancia(app: Flask) -> None:
    cohort = workshop_of_three(make.bea())
    issued(cohort)
    late = next(one for one in roll(cohort).issued if one.certificate.kind == CONSTANCIA)
    studied(db.session.get_one(Membership, late.certificate.membership_id))
    made = issued(cohort)
    assert [(one.kind, said(one).full_name) for one in made] == [(CERTIFICATE, "Óscar Ñaupari Luz")]


def test_nothing_is_issued_while_a_half_day_is_open(app: Flask) -> None:
    cohort = workshop_of_three(make.bea())
    half_days(cohort)[3].closed_at = None
    db.session.flush()
    standing = roll(cohort)
    assert [one.number for one in standing.unclosed] == [4]
    assert standing.ready(both=True) == []
    with app.test_request_context(), pytest.raises(Refused, match="Jornada 4"):
        actions.issue(cohort, cohort.created_by_id, SIGNERS)


def test_a_make_up_session_counts_and_is_named_and_one_still_open_holds_nobody_back(app: Flask) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    member = named(make.member(cohort, make.ana()))
    last = half_days(cohort)[-1].on
    make_up = add_make_up(cohort, last + timedelta(days=7), time(18, 30), 240, bea)
    add_make_up(cohort, last + timedelta(days=14), time(9), 240, bea)
    attend(member, 240, 0, 240, 210, 240)
    close_all(cohort)
    half_days(cohort)[-1].closed_at = None
    db.session.commit()
    one = of_kind(issued(cohort), CONSTANCIA)[0].workshop
    assert one is not None
    assert (one.attended, len(one.half_days)) == (900, 5)
    assert one.half_days[4].title.startswith("Recuperación: ")
    assert one.half_days[4].title.endswith("noche")
    assert (one.half_days[4].planned, one.half_days[4].attended) == (0, 240)
    assert make_up.number == 5


def test_a_cohort_without_workshop_gives_certificates_only(app: Flask) -> None:
    cohort = make.cohort(make.bea())
    named(studied(make.member(cohort, make.ana())))
    made = issued(cohort, both=True)
    assert [one.kind for one in made] == [CERTIFICATE]
    assert said(made[0]).workshop is None


def test_a_name_that_nobody_confirmed_is_on_neither_paper(app: Flask) -> None:
    cohort = make.workshop(make.bea())
    attend(studied(make.member(cohort, make.ana())), 240, 210, 240, 210)
    close_all(cohort)
    assert issued(cohort, both=True) == []
    assert [asked.name for asked, _ in roll(cohort).waiting[0].lacks] == ["name"]


def test_what_was_issued_and_would_not_be_today_is_listed_and_stays(app: Flask, failed: set[int]) -> None:
    cohort = workshop_of_three(make.bea())
    made = issued(cohort, both=True)
    assert roll(cohort).unfit == []
    certificate = made[0]
    failed.add(certificate.membership_id)
    found = roll(cohort).unfit
    assert [(one.issued.snapshot.folio, [asked.name for asked, _ in one.lacks]) for one in found] == [
        (certificate.folio, ["exit test"])]
    failed.clear()
    for mark in db.session.query(Mark).filter_by(membership_id=certificate.membership_id):
        mark.minutes = 0
    db.session.commit()
    assert {one.issued.certificate.kind for one in roll(cohort).unfit} == {CERTIFICATE, CONSTANCIA}
    assert db.session.query(Certificate).count() == 3


def test_an_old_certificate_whose_name_was_never_confirmed_is_not_listed(app: Flask) -> None:
    cohort = make.cohort(make.bea())
    member = studied(make.member(cohort, make.ana()))
    stored(member, cohort.created_by_id)
    db.session.commit()
    assert roll(cohort).unfit == []


def test_a_workshop_of_more_half_days_than_the_sheet_has_lines_is_refused_whole(app: Flask) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    for number in range(8):
        add_make_up(cohort, cohort.ends_on + timedelta(days=number + 1), time(8), 10, bea).kind = "planned"
    db.session.flush()
    members = {mark.membership_id for mark in db.session.query(Mark)}
    for half_day in half_days(cohort)[4:]:
        db.session.add_all(Mark(half_day_id=half_day.id, membership_id=member, state="present", minutes=10, by_id=bea.id,
                                at=clock.now(), revision=1) for member in members)
    close_all(cohort)
    with app.test_request_context(), pytest.raises(Refused, match="no caben en la hoja"):
        actions.issue(cohort, bea.id, SIGNERS)


def test_the_roll_of_a_workshop_asks_as_often_for_thirty_people_as_for_three(app: Flask) -> None:
    cohort = workshop_of_three(make.bea())

    def questions() -> int:
        db.session.commit()
        db.session.expire_all()
        group = db.session.get_one(Cohort, cohort.id)
        with statements() as asked:
            roll(group)
        return len(asked)

    few = questions()
    for number in range(27):
        attend(studied(named(make.member(cohort, make.user(f"N{number}", "Paz")))), 240, 210, 240, 210)
    assert questions() == few
