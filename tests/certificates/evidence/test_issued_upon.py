"""What a paper was issued upon is frozen with it: every room's part, the rule, who facilitated."""

import hmac
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from flask import Flask

from certificates.issuing import actions, evidence
from certificates.paper.evidence import Evidence, as_json, packed, unpacked
from certificates.register import chain
from certificates.register.models import RegisterEntry
from certificates.register.queries import numbers_of
from tests import make
from tests.certificates.story import SIGNERS, cohort_of, complete, issued, kept, workshop_of_three
from tests.statements import statements
from training.cohorts.queries import members
from training.db import db
from training.evidence import Section
from training.progress.actions import mark_read

EXAMPLE = Evidence(paper="constancia", at=datetime(2026, 11, 16, tzinfo=UTC), issued_by="Bea", course="A. Curso",
                   content_version="1.0", content_digest="0" * 64, rule=("Asistir.",),
                   sections=(Section("Asistencia", ("Jornada",), (("1",),), ("Fin.",)),))


def of(one: object) -> Evidence:
    """The evidence of a paper."""
    data = kept(one).evidence  # type: ignore[arg-type]  # a certificate
    assert data is not None
    return unpacked(data)


def titles(found: Evidence) -> list[str]:
    return [section.title for section in found.sections]


def test_a_certificate_keeps_its_rule_its_modules_the_name_and_who_facilitated(app: Flask) -> None:
    one = issued(cohort_of(make.bea()))[0]
    found = of(one)
    assert found.paper == "certificate"
    assert titles(found) == ["Módulos leídos y pruebas aprobadas", "Nombre confirmado", "Quien facilita: Bea Huamán Ríos"]
    assert found.issued_by == "Bea Huamán Ríos"
    assert found.rule[0].startswith("Marcar como leídos los 2 módulos publicados y aprobar la prueba de cada uno con 80 %")
    assert "sin acreditación registrada" in found.sections[-1].notes[0]


def test_a_constancia_keeps_half_days_and_the_name_and_no_answers(app: Flask) -> None:
    papers = {one.kind: one for one in issued(workshop_of_three(make.bea()))}
    found = of(papers["constancia"])
    assert titles(found) == ["Asistencia", "Nombre confirmado", "Quien facilita: Bea Huamán Ríos"]
    there = found.sections[0]
    assert [(row[1], row[2], row[3]) for row in there.rows] == [
        ("240", "240", "Presente"), ("210", "210", "Presente"), ("240", "195", "Presente"), ("210", "210", "Presente")]
    assert there.notes[0] == "Asistió 855 de 900 minutos programados; la regla pide 720."
    assert "asistencia cerrada el" in there.notes[1]
    assert found.rule[0] == "Asistir al 80 % de los minutos del taller, o más: 720 de los 900 previstos."
    assert "Asistencia" in titles(of(papers["certificate"]))


def test_the_register_holds_its_hmac_and_any_other_bytes_do_not_match(app: Flask) -> None:
    one = issued(cohort_of(make.bea()))[0]
    particulars = kept(one)
    entry = chain.from_bytes(db.session.get_one(RegisterEntry, numbers_of([one.id])[one.id]).body)
    assert particulars.evidence is not None
    assert hmac.digest(particulars.salt, particulars.evidence, sha256).hex() == entry.evidence
    assert hmac.digest(particulars.salt, particulars.evidence + b"\0", sha256).hex() != entry.evidence


def test_what_was_prepared_serves_while_nothing_changed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = cohort_of(bea := make.bea())
    prepared = actions.prepare(cohort, bea.id)
    assert len(prepared.found) == 3
    monkeypatch.setattr(evidence, "sections_of", lambda *_: pytest.fail("gathered again"))
    made = actions.issue(cohort, bea.id, SIGNERS, prepared=prepared)
    assert sorted(kept(one).evidence or b"" for one in made) == sorted(prepared.found.values())


def test_after_a_change_it_is_gathered_anew(app: Flask) -> None:
    cohort = cohort_of(bea := make.bea())
    prepared = actions.prepare(cohort, bea.id)
    late = complete(make.member(cohort, make.user("Zoila", "Zárate Ruiz")))
    mark_read(late.id, "a1")
    db.session.commit()
    made = actions.issue(cohort, bea.id, SIGNERS, prepared=prepared)
    assert len(made) == 4
    assert not {kept(one).evidence for one in made} & set(prepared.found.values())  # another moment is in each


def test_what_one_administrator_prepared_does_not_speak_for_another(app: Flask) -> None:
    cohort, dina = cohort_of(bea := make.bea()), make.dina()
    prepared = actions.prepare(cohort, bea.id)
    made = actions.issue(cohort, dina.id, SIGNERS, prepared=prepared)
    assert {of(one).issued_by for one in made} == {"Dina Vega Paz"}


def test_forty_people_ask_as_little_as_four(app: Flask) -> None:
    bea = make.bea()
    few = make.workshop(bea, people=4, name="Pocos")
    many = make.workshop(bea, people=40, name="Muchos")
    db.session.commit()

    def asked(cohort: object, people: list[int]) -> int:
        with statements() as found:
            evidence.prepare(cohort, bea.id, [(one, "certificate") for one in people])  # type: ignore[arg-type]  # a cohort
        return len(found)

    first = [one.id for one in members(few)]
    asked(few, first)
    assert asked(many, [one.id for one in members(many)]) == asked(few, first) <= 40


def test_only_what_was_packed_is_read_back() -> None:
    with pytest.raises(ValueError, match="not deflated"):
        as_json(b"nothing of ours")
    with pytest.raises(ValueError, match="behind it"):
        as_json(packed(EXAMPLE) + b"x")
    with pytest.raises(ValueError, match="cut short"):
        as_json(packed(EXAMPLE)[:-1])
    assert unpacked(packed(EXAMPLE)) == EXAMPLE


def test_a_table_with_holes_is_refused() -> None:
    with pytest.raises(ValueError, match="another number of texts"):
        Section("Asistencia", ("Jornada", "Minutos"), (("1",),))
