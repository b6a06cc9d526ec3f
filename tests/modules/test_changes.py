"""What changed between two versions, and only that."""

from datetime import date

import msgspec
import pytest

from modules.changes import Change, changes, modules_touched, questions_of, renamed
from modules.manual import Course, Manual, Module, Section, Text
from modules.reference import Fact, Term

DAY = date(2026, 11, 23)
QUIZ = "// [id:a1-q01] [critica]\n::a1-q01::¿Uno? {T}\n\n// [id:a1-q02]\n::a1-q02::¿Dos? {F}\n"
A1 = Module("a1", "a", "Escuchar", "Resumen.", 30, ready=True, sections=(Section("uno", "Uno", 2), Section("dos", "Dos", 2)),
            html='<h2 id="uno">Uno</h2><p>Texto.</p><h2 id="dos">Dos</h2><p>Más.</p>',
            trainer_html='<h2 id="uno">Uno</h2><p>Texto.</p><aside class="trainer"><p>Nota</p></aside>', quiz=QUIZ)
A2 = Module("a2", "a", "Preguntar", "Resumen.", 30, ready=True, html="<p>Texto.</p>")
PEP = Fact("pep", 72, "horas", "hours", "Límite", "Limit", ("S23",), "sure")
PLAN = Manual("d", "1", "M", "término", "es", "i", "l", (Course("a", "A", "", ("a1", "a2"), ("read",)),), (A1, A2), (),
              facts=(PEP,), terms=(Term("pep", "profilaxis", "prophylaxis", "Qué.", "What.", (), DAY, DAY),),
              history=Text("Historia", "<p>1993</p>"))


def with_module(**different: object) -> Manual:
    return msgspec.structs.replace(PLAN, modules=(msgspec.structs.replace(A1, **different), A2))


def test_a_version_is_no_different_from_itself() -> None:
    assert changes(PLAN, PLAN) == ()


@pytest.mark.parametrize(("new", "expected"), [
    (with_module(title="Oír"), Change("a1", "module titled", "Oír", "Escuchar", "Oír")),
    (with_module(minutes=40), Change("a1", "module timed", "Escuchar", "30", "40")),
    (with_module(requires=("a2",)), Change("a1", "module required", "Escuchar", "", "a2")),
    (with_module(summary="Otro."), Change("a1", "text changed", "Escuchar")),
    (with_module(html=A1.html.replace("Más", "Menos")), Change("a1", "section changed", "Dos")),
    (with_module(trainer_html=A1.trainer_html.replace("Nota", "Otra")), Change("a1", "trainer changed", "Escuchar")),
    (with_module(quiz=QUIZ.replace("¿Dos?", "¿Tres?")), Change("a1", "question changed", "a1-q02")),
    (with_module(quiz=QUIZ.replace(" [critica]", "")), Change("a1", "question critical", "a1-q01", "", "no")),
    (with_module(quiz=QUIZ.split("\n\n")[0]), Change("a1", "question removed", "a1-q02")),
    (with_module(ready=False), Change("a1", "module removed", "Escuchar")),
    (msgspec.structs.replace(PLAN, facts=(msgspec.structs.replace(PEP, number=48),)),
     Change("", "fact changed", "Límite", "72 horas", "48 horas")),
    (msgspec.structs.replace(PLAN, term="otro"), Change("", "term changed", "", "término", "otro")),
    (msgspec.structs.replace(PLAN, terms=()), Change("", "glossary changed", "profilaxis", "", "—")),
    (msgspec.structs.replace(PLAN, history=None), Change("", "history changed")),
])
def test_one_difference_is_one_change(new: Manual, expected: Change) -> None:
    assert changes(PLAN, new) == (expected,)


def test_markup_alone_is_no_change() -> None:
    assert changes(PLAN, with_module(html=A1.html.replace("<p>Más.</p>", '<p class="key">Más.</p>'))) == ()


def test_a_new_module_and_a_new_section_are_named() -> None:
    a3 = msgspec.structs.replace(A2, slug="a3", title="Referir")
    more = msgspec.structs.replace(A1, sections=(*A1.sections, Section("tres", "Tres", 2)),
                                   html=A1.html + '<h2 id="tres">Tres</h2><p>Nuevo.</p>')
    found = changes(PLAN, msgspec.structs.replace(PLAN, modules=(more, A2, a3)))
    assert found == (Change("a1", "section added", "Tres"), Change("a3", "module added", "Referir"))
    assert modules_touched(found) == ("a1", "a3")


def test_a_renamed_module_is_not_a_lost_one() -> None:
    moved = msgspec.structs.replace(PLAN, modules=(msgspec.structs.replace(A1, slug="a9", was=("a1",)), A2))
    assert renamed(PLAN, moved) == {"a1": "a9"}
    assert changes(PLAN, moved) == (Change("a9", "module renamed", "Escuchar", "a1", "a9"),)


def test_questions_are_told_apart_by_their_comment_lines() -> None:
    assert questions_of(QUIZ) == {"a1-q01": (True, "::a1-q01::¿Uno? {T}"), "a1-q02": (False, "::a1-q02::¿Dos? {F}")}
    assert questions_of("") == {}
