"""Directory, glossary and checklists: what is refused, where it is said to stand, and what is let through."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.check_reference import read_reference
from modules.plan import parse_toml
from modules.problems import Problem

TODAY = date(2026, 11, 23)
CONTENT = Path(__file__).resolve().parents[2] / "content"
LINE = """[[contacts]]
id = "linea-100"
kind = "linea"
name = "Línea 100"
name_en = "Línea 100"
what = "Orienta."
what_en = "Guides."
how = "Llame."
how_en = "Call."
hours = "Siempre."
hours_en = "Always."
number = "100"
href = "tel:100"
sources = ["S8"]
mark = "sure"
verified_on = 2026-11-23
expires_on = 2027-03-23
"""
TERM = """[[terms]]
id = "denuncia"
es = "denuncia"
en = "report"
meaning = "Aviso a la autoridad."
meaning_en = "Notice to the authority."
sources = ["S2"]
verified_on = 2026-11-23
expires_on = 2027-11-23
"""
HEAD = """slug = "apoyo"
title = "Apoyo"
title_en = "Support"
purpose = "Observar."
purpose_en = "To observe."
modules = ["a3"]
verified_on = 2026-11-23
"""
STEP = """
[[steps]]
id = "paso-{number}"
text = "Saluda."
text_en = "Greets."
critical = {critical}
sources = ["K"]
look = "Dice su nombre."
look_en = "Says the name."
"""


def steps(count: int = 8, critical: int = 1) -> str:
    return HEAD + "".join(STEP.format(number=n, critical="true" if n <= critical else "false")
                          for n in range(1, count + 1))


def said(path: str, text: str, today: date | None = TODAY) -> list[str]:
    return [str(problem) for problem in read_reference({path: text}, today)[3]]


def directory(old: str = "", new: str = "", more: str = "") -> list[str]:
    assert old in LINE
    return said("directory.toml", LINE.replace(old, new) + more)


def glossary(old: str = "", new: str = "", more: str = "") -> list[str]:
    assert old in TERM
    return said("glossary.toml", TERM.replace(old, new) + more)


def checklist(text: str, path: str = "checklists/apoyo.toml") -> list[str]:
    return said(path, text)


def one(problems: list[str]) -> str:
    assert len(problems) == 1, problems
    return problems[0]


def test_good_files_are_read_whole() -> None:
    files = {"directory.toml": LINE, "glossary.toml": TERM, "checklists/apoyo.toml": steps(), "es/a1.md": "[[x]]"}
    contacts, terms, checklists, problems = read_reference(files, TODAY)
    assert problems == []
    assert (contacts[0].number, contacts[0].sources, contacts[0].region) == ("100", ("S8",), "")
    assert (terms[0].es, terms[0].en) == ("denuncia", "report")
    assert [step.critical for step in checklists[0].steps] == [True] + [False] * 7


def test_files_that_are_not_there_are_empty_lists() -> None:
    assert read_reference({}, TODAY) == ((), (), (), [])


def test_what_has_grown_stale_is_read_all_the_same() -> None:
    contacts, terms, _, problems = read_reference({"directory.toml": LINE, "glossary.toml": TERM}, date(2030, 1, 1))
    assert problems == []
    assert contacts[0].stale(date(2030, 1, 1)) and terms[0].stale(date(2030, 1, 1))


def test_the_real_files_have_no_problem_and_no_hole() -> None:
    paths = ["directory.toml", "glossary.toml", *(f"checklists/{path.name}" for path in CONTENT.glob("checklists/*.toml"))]
    contacts, terms, checklists, problems = read_reference({path: (CONTENT / path).read_text() for path in paths}, TODAY)
    assert problems == []
    assert {contact.kind for contact in contacts} == {"linea", "servicio"}  # nobody has verified a regional one
    assert len(terms) >= 50
    assert {found.slug for found in checklists} == {
        "apoyo", "preguntar", "riesgo", "clinica", "registro", "microensenanza", "cofacilitacion"}


@pytest.mark.parametrize("path", ["directory.toml", "glossary.toml", "checklists/apoyo.toml"])
def test_a_broken_file_says_on_which_line(path: str) -> None:
    assert one(said(path, 'a = "x"\nb = \n')).startswith(f"{path}:2: no es TOML válido.")


@pytest.mark.parametrize("path,name", [("directory.toml", "contacts"), ("glossary.toml", "terms")])
@pytest.mark.parametrize("text", ["", 'title = "x"\n', "{name} = 3\n", "{name} = []\n"])
def test_a_file_without_entries_says_how_they_begin(path: str, name: str, text: str) -> None:
    assert one(said(path, text.replace("{name}", name))) == (
        f"{path}:1: solo debe tener entradas [[{name}]]. Empiece cada una con [[{name}]].")


def test_an_entry_that_is_no_table_is_refused() -> None:
    assert "no es una tabla" in one(said("directory.toml", "contacts = [3]\n"))
    assert any("no es una tabla" in text for text in checklist(HEAD + "steps = [3, 4, 5, 6, 7, 8, 9, 10]\n"))


def test_an_unknown_key_gets_a_suggestion_and_its_line() -> None:
    assert one(directory("kind =", "kin =  \"linea\"\nkind =")) == (
        "directory.toml:3: clave «kin» desconocida. ¿Quiso decir «kind»?")
    assert one(glossary("meaning_en =", 'meening = "x"\nmeaning_en =')) == (
        "glossary.toml:6: clave «meening» desconocida. ¿Quiso decir «meaning»?")
    assert "¿Quiso decir «look»?" in one(checklist(steps().replace("look =", 'loook = "x"\nlook =', 1)))


def test_missing_english_is_a_missing_key() -> None:
    assert one(directory('what_en = "Guides."\n')) == "directory.toml:1: falta «what_en». Escriba what_en = …."
    assert one(glossary('meaning_en = "Notice to the authority."\n')).startswith("glossary.toml:1: falta «meaning_en»")
    assert "falta «purpose_en»" in one(checklist(steps().replace('purpose_en = "To observe."\n', "")))


def test_empty_texts_are_refused() -> None:
    assert one(directory('"Llame."', '" "')) == "directory.toml:8: «how» está vacío. Escriba su valor."
    assert "«en» está vacío" in glossary('"report"', '""')[0]
    assert "«text» está vacío" in one(checklist(steps().replace('"Saluda."', '""', 1)))


def test_values_of_another_kind_are_refused() -> None:
    assert "«expires_on» debe ser una fecha sin comillas" in one(directory("2027-03-23", '"2027-03-23"'))
    assert "«sources» debe ser una lista" in one(glossary('["S2"]', '"S2"'))
    assert "«critical» debe ser true o false" in checklist(steps().replace("= true", '= "sí"'))[0]


def test_names_are_short_and_stand_once() -> None:
    assert "no sirve como nombre corto" in one(directory("linea-100", "Línea 100!"))
    assert "«linea-100» ya está en la línea 2" in one(directory(more=LINE))
    assert "«paso-2» ya está en la línea" in one(checklist(steps().replace("paso-3", "paso-2")))


def test_a_term_stands_once_whatever_its_accents() -> None:
    again = TERM.replace('id = "denuncia"', 'id = "otra"')
    assert [text.split(":")[2].split(" ya")[0] for text in glossary(more=again)] == [
        " el término «denuncia»", " el término «report»"]
    assert "«DENÚNCIA» ya está" in one(glossary(more=again.replace('es = "denuncia"', 'es = "DENÚNCIA"')
                                                .replace('"report"', '"notice"')))


def test_sources_are_given_and_are_texts() -> None:
    assert "«sources» está vacía" in one(directory('["S8"]', "[]"))
    assert "no es un texto, o un texto repetido" in one(glossary('["S2"]', '["S2", "S2"]'))
    assert "no es un texto" in one(checklist(steps().replace('["K"]', "[3]", 1)))
    assert "«modules» está vacía" in one(checklist(steps().replace('["a3"]', "[]")))


@pytest.mark.parametrize("old,new,what", [
    ('kind = "linea"', 'kind = "linia"', "directory.toml:3: «linia» no vale para «kind». ¿Quiso decir «linea»?"),
    ('"sure"', '"unverified"', "directory.toml:15: «unverified» no vale para «mark». Use sure, likely."),
    ('kind = "linea"', 'kind = "regional"', "«» no es un código de región"),
    ('kind = "linea"', 'kind = "regional"\nregion = "26"', "«26» no es un código de región"),
    ('kind = "linea"', 'kind = "linea"\nregion = "05"', "solo un contacto regional lleva región"),
    ('number = "100"\n', "", "necesita número y enlace"),
    ('href = "tel:100"\n', "", "necesita número y enlace"),
    ('href = "tel:100"', 'href = "https://example.org"', "«100» no se puede marcar"),
    ('href = "tel:100"', 'href = "tel:cien"', "no es un enlace que sirva"),
    ('href = "tel:100"', 'href = "tel:105"', "el enlace marca «tel:105» y se lee «100»"),
])
def test_a_contact_is_one_that_can_be_reached(old: str, new: str, what: str) -> None:
    assert what in one(directory(old, new))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "http://example.org", "https://x", "https://a.pe/ \\\"", "//a.pe"])
def test_a_link_of_a_service_is_a_safe_address(href: str) -> None:
    service = LINE.replace('number = "100"\n', "").replace("tel:100", href).replace('"linea"', '"servicio"')
    assert "no es un enlace que sirva" in one(said("directory.toml", service))


def test_a_service_needs_no_number_and_may_have_an_address() -> None:
    service = LINE.replace('number = "100"\n', "").replace('"linea"', '"servicio"')
    assert said("directory.toml", service.replace('href = "tel:100"\n', "")) == []
    assert said("directory.toml", service.replace("tel:100", "https://www.example.org/lista")) == []


def test_what_is_not_confirmed_says_so_in_both_languages() -> None:
    problems = directory('"sure"', '"likely"')
    assert [text.split("Añada")[1] for text in problems] == [
        " la advertencia con la palabra «verifique».", " la advertencia con la palabra «check»."]
    sure = LINE.replace('"sure"', '"likely"').replace("Llame.", "Verifique el número.").replace("Call.", "Check it first.")
    assert said("directory.toml", sure) == []


def test_dates_follow_each_other_and_none_is_far() -> None:
    assert "vence -1 días después" in one(directory("2027-03-23", "2026-11-22"))
    assert "a lo más 124 días" in one(directory("2027-03-23", "2027-11-23"))
    assert "a lo más 732 días" in one(glossary("2027-11-23", "2030-11-23"))
    assert "se verificó en el futuro" in one(said("checklists/apoyo.toml", steps(), date(2026, 11, 22)))
    assert "se verificó en el futuro" in one(said("glossary.toml", TERM, date(2026, 11, 22)))
    assert said("glossary.toml", TERM, None) == []


@pytest.mark.parametrize("count", [7, 15])
def test_a_checklist_has_eight_to_fourteen_steps(count: int) -> None:
    assert f"la lista tiene {count} pasos" in one(checklist(steps(count)))


def test_a_checklist_has_a_critical_step() -> None:
    assert "ningún paso es crítico" in one(checklist(steps(critical=0)))


def test_a_checklist_is_named_as_its_file() -> None:
    assert "«apoyo» no es el nombre del archivo" in one(checklist(steps(), "checklists/otro.toml"))


def test_what_to_look_for_stands_in_both_languages() -> None:
    assert "«look» no tiene su «look_en»" in one(checklist(steps().replace('look_en = "Says the name."\n', "", 1)))


@given(st.text(alphabet="[]=\"'abc_\n #.1-", max_size=120), st.sampled_from(["directory.toml", "checklists/apoyo.toml"]))
def test_any_text_is_read_or_refused_and_never_breaks(text: str, path: str) -> None:
    read_reference({path: text}, TODAY)


@pytest.mark.parametrize("escape", [r"\u0001", r"\b", r"\u202e", r"\U0000200b", r"\u2028"])
def test_an_escape_cannot_bring_in_what_no_page_drawing_or_book_can_hold(escape: str) -> None:
    problems: list[Problem] = []
    assert parse_toml(f'name = "uno"\ntext = "dos{escape}"\n', "glossary.toml", problems) is None
    assert [problem.line for problem in problems] == [2] and "no se ve" in problems[0].what
