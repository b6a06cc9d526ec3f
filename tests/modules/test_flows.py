"""Pathways are read strictly: whatever could strand a reader is refused, with file and line."""

import re

import pytest

from modules.check_flows import distances
from modules.problems import Problem
from modules.read_flows import NOT_IN_ADDRESSES, read_flows
from tests.flows import FOLDER, fill, the_flows

PATH = "flows/chica.toml"
HEAD = """slug = "chica"
title = "Ruta"
title_en = "Pathway"
summary = "Para probar."
summary_en = "To try."
verified_on = 2026-11-23
emergency = "ahora"
"""
STEP = """
[[nodes]]
id = "{id}"
kind = "{kind}"
title = "Título"
title_en = "Title"
text = "Texto."
text_en = "Text."
who = "Quien atiende"
who_en = "Whoever sees her"
limit = "Ahora"
limit_en = "Now"
sources = ["K"]
{ways}
"""
ASK = 'ways = [{ to = "ahora", label = "Sí", label_en = "Yes" }, { to = "fin", label = "No", label_en = "No" }]'


def step(name: str, kind: str = "action", ways: str = "") -> str:
    return STEP.format(id=name, kind=kind, ways=ways)


GOOD = HEAD + step("inicio", "start", 'ways = [{ to = "peligro" }]') + step("peligro", "question", ASK) + step(
    "ahora", "action", 'ways = [{ to = "fin" }]') + step("fin", "end")


def problems_of(text: str, path: str = PATH) -> list[Problem]:
    flows, problems = read_flows({path: text}, fill)
    assert (flows == ()) == bool(problems)
    return problems


def test_a_good_pathway_is_read() -> None:
    (flow,), problems = read_flows({PATH: GOOD}, fill)
    assert problems == [] and [node.id for node in flow.nodes] == ["inicio", "peligro", "ahora", "fin"]
    assert flow.nodes[1].ways[0].label_en == "Yes" and [node.emergency for node in flow.nodes] == [False, False, True, False]


def test_figures_are_put_in_before_anything_is_measured() -> None:
    (flow,), _ = read_flows({PATH: GOOD.replace('limit = "Ahora"', 'limit = "Hasta {{pep-limite}}"')}, fill)
    assert flow.nodes[0].limit == "Hasta 72\xa0horas"


@pytest.mark.parametrize(("old", "new", "says"), [
    ('summary = "Para probar."', 'sumary = "x"', "clave «sumary» desconocida"),
    ('title = "Ruta"\n', "", "falta «title»"),
    ("verified_on = 2026-11-23", 'verified_on = "ayer"', "«verified_on» debe ser una fecha"),
    ('summary_en = "To try."', 'summary_en = ""', "«summary_en» está vacío"),
    ('slug = "chica"', 'slug = "otra"', "no es el nombre del archivo"),
    ('slug = "chica"', "slug = [", "no es TOML válido"),
    ('emergency = "ahora"', 'emergency = "ahra"', "no existe. ¿Quiso decir «ahora»?"),
    ('kind = "question"', 'kind = "pregunta"', "no es una clase de paso"),
    ('kind = "question"', 'kind = "questoin"', "¿Quiso decir «question»?"),
    ('id = "peligro"', 'id = "inicio"', "ya está en otro paso"),
    ('id = "fin"', 'id = "Fin á"', "no sirve de id"),
    ('id = "fin"', 'id = "agresor"', "se vería en la dirección"),
    ('who_en = "Whoever sees her"', "", "falta «who_en»"),
    ('text_en = "Text."', 'text_en = " "', "«text_en» está vacío"),
    ('sources = ["K"]', "sources = []", "no dice su fuente"),
    ('title = "Título"', f'title = "{"x" * 61}"', "«title» tiene 61 letras; caben 60"),
    ('title_en = "Title"', f'title_en = "{"x" * 61}"', "«title_en» tiene 61 letras"),
    ('text = "Texto."', f'text = "{"x" * 421}"', "caben 420"),
    ('limit = "Ahora"', f'limit = "{"x" * 46}"', "caben 45"),
    ('{ to = "fin" }', '{ to = "fim" }', "que no existe. ¿Quiso decir «fin»?"),
    ('{ to = "fin" }', "{ }", "no dice adónde va"),
    ('{ to = "fin" }', '{ to = "fin", etiqueta = "x" }', "clave «etiqueta» desconocida"),
    ('label_en = "Yes"', 'label_en = ""', "no está en los dos idiomas"),
    ('label = "Sí", label_en = "Yes"', f'label = "{"x" * 21}", label_en = "Yes"', "es larga"),
    (', label = "Sí", label_en = "Yes" }', " }", "no tiene nombre"),
    ('label = "Sí"', 'label = "No"', "se llaman igual"),
    (ASK, 'ways = [{ to = "fin", label = "No", label_en = "No" }]', "no tiene dos respuestas"),
    ('{ to = "ahora", label', '{ to = "fin", label', "van al mismo paso"),
    ('ways = [{ to = "fin" }]', "", "debe salir un solo camino"),
    ('ways = [{ to = "fin" }]', 'ways = [{ to = "peligro" }]', "se vuelve a un paso anterior"),
    ('ways = [{ to = "fin" }]', 'ways = [{ to = "ahora" }]', "se vuelve a un paso anterior"),
    ('kind = "end"', 'kind = "end"\nways = [{ to = "ahora" }]', "es un final y tiene salidas"),
    ('kind = "start"', 'kind = "action"', "no puede ser «action»"),
    ('kind = "end"', 'kind = "start"', "no puede ser «start»"),
])
def test_each_mistake_is_named(old: str, new: str, says: str) -> None:
    assert old in GOOD
    told = "\n".join(map(str, problems_of(GOOD.replace(old, new))))
    assert says in told and told.startswith(PATH)


def test_the_line_is_the_one_to_repair() -> None:
    text = GOOD.replace('kind = "question"', 'kind = "pregunta"')
    (problem,) = problems_of(text)
    assert text.split("\n")[problem.line - 1] == 'kind = "pregunta"'


def test_a_step_that_nothing_leads_to_is_named() -> None:
    assert "ningún paso lleva a «perdido»" in str(problems_of(GOOD + step("perdido", "end"))[0])


def test_an_emergency_far_from_the_start_is_refused() -> None:
    far = GOOD.replace('{ to = "peligro" }', '{ to = "antes" }') + step("antes", "action", 'ways = [{ to = "peligro" }]')
    assert "la emergencia está a 3 pasos del inicio" in str(problems_of(far)[0])


def test_a_pathway_without_steps_is_refused() -> None:
    assert "la ruta no tiene pasos" in str(problems_of(HEAD + "nodes = []\n")[0])


def test_two_files_with_one_slug_are_refused() -> None:
    _, problems = read_flows({PATH: GOOD, "flows/x/chica.toml": GOOD}, fill)
    assert any("ya hay otra ruta «chica»" in str(problem) for problem in problems)


def test_a_pathway_with_a_mistake_leaves_the_others_alone() -> None:
    flows, problems = read_flows({PATH: GOOD, "flows/mala.toml": "slug = ["}, fill)
    assert [flow.slug for flow in flows] == ["chica"] and len(problems) == 1


def test_steps_that_only_the_emergency_leads_to_belong_to_it() -> None:
    text = GOOD.replace('ways = [{ to = "fin" }]', 'ways = [{ to = "luego" }]') + step("luego", "referral", 'ways = [{ to = "fin" }]')
    (flow,), _ = read_flows({PATH: text}, fill)
    assert {node.id for node in flow.nodes if node.emergency} == {"ahora", "luego"}


def words(slug: str) -> str:
    """Every Spanish word that a pathway says."""
    flow = next(one for one in the_flows() if one.slug == slug)
    return " ".join(f"{node.title} {node.text} {node.limit}" for node in flow.nodes).casefold().replace("\xa0", " ")


def test_the_three_pathways_are_whole() -> None:
    assert [flow.slug for flow in the_flows()] == ["ambulatoria", "emergencia", "puesto"]
    for flow in the_flows():
        assert 12 <= len(flow.nodes) <= 20 and distances(flow)[flow.emergency] <= 2
        assert {node.kind for node in flow.nodes} == {"start", "question", "action", "referral", "end"}
        assert not NOT_IN_ADDRESSES.search(" ".join([flow.title.casefold(), *(node.id for node in flow.nodes)]))


@pytest.mark.parametrize("slug", ["ambulatoria", "emergencia", "puesto"])
@pytest.mark.parametrize("says", [
    "sin dni, sin sis, sin pago y sin denuncia",             # care asks for nothing
    "desde la agresión más reciente",                        # the hours of the last assault
    "pasado el plazo, el resto de la atención sigue",         # nobody comes too late
    "pep hasta 72 horas", "aoe hasta 120 horas", "22 semanas", "aunque no haya marcas", "a una adulta no se la retiene",
    "si hay embarazo", "basta la sospecha", "no sospechoso", "menor de 18 años", "nunca medie ni concilie",
    "verifique la norma vigente", "ideas de morir", "rifampicina",
])
def test_what_could_kill_if_it_were_left_out_is_said(slug: str, says: str) -> None:
    assert says in words(slug)


def test_a_post_without_the_medicine_gives_what_it_has_calls_and_transfers() -> None:
    said = words("puesto")
    assert "dé ya lo que haya del kit" in said and "llame y llévela adonde haya pep" in said and "hora límite" in said
    assert "ni comisaría ni medicina legal antes de las primeras dosis" in said


def test_no_dose_stands_in_a_pathway_and_no_figure_was_typed() -> None:
    for path in FOLDER.glob("*.toml"):
        text = path.read_text()
        assert not re.search(r"\d\s*mg\b", text)
        assert not re.search(r"\b(72|24|120|48) h|\b(28|14) d[ií]as|\b22 semanas|\b14 años|\b(72|24|120|48) hours|\b22 weeks", text)
