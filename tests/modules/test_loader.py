import hashlib
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.bundle import digest, pack, unpack
from modules.loader import load, rebuild
from modules.manual import Manual
from modules.problems import Problem
from tests.modules.allowed import faults_of
from tests.modules.site import CANARY, HELPLINES, PLAN, page, site

TODAY = date(2026, 11, 30)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>'


def no_problem(text: str, path: str) -> list[Problem]:
    return []


GIFT = {".gift": no_problem}


def said(files: dict[str, bytes], today: date | None = TODAY) -> list[str]:
    loaded = load(files, GIFT, today=today)
    assert (loaded.manual is None) == bool(loaded.problems)
    return [str(problem) for problem in loaded.problems]


def good() -> Manual:
    manual = load(site(), GIFT, today=TODAY).manual
    assert manual is not None
    return manual


def test_the_tiny_manual_is_right() -> None:
    assert said(site()) == []


def test_a_manual_answers_by_slug() -> None:
    manual = good()
    first, second = manual.published("a")
    assert (first.slug, second.slug) == ("a1", "a2")
    assert manual.module("a3") is not None
    assert manual.module("nada") is None
    assert manual.course("b") is None
    assert manual.published("b") == ()
    assert manual.neighbours("a1") == (None, second)
    assert manual.neighbours("a2") == (first, None)
    assert manual.neighbours("a3") == (None, None)
    assert manual.draft
    assert first.verified_on == date(2026, 11, 23)


def test_its_digest_is_that_of_its_bundle() -> None:
    assert good().digest == digest(pack(site()))
    assert load(unpack(pack(site())), GIFT).manual == load(site(), GIFT).manual


def test_the_quiz_travels_with_its_digest() -> None:
    module = good().module("a1")
    assert module is not None
    assert module.quiz == "prueba 1"
    assert module.quiz_digest == hashlib.sha256(b"prueba 1").hexdigest()


def test_only_the_trainers_page_holds_the_trainers_text() -> None:
    for module in good().published("a"):
        assert CANARY in module.trainer_html
        assert CANARY not in module.html
        assert faults_of(module.html) == faults_of(module.trainer_html) == []


def test_a_draft_of_a_module_in_preparation_is_not_shown() -> None:
    module = load(site() | {"es/a3.md": page("Referir").encode()}, GIFT).manual.module("a3")  # type: ignore[union-attr]  # right
    assert module is not None
    assert (module.html, module.trainer_html, module.ready) == ("", "", False)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("version =", "versio =", "manual.toml:1: clave «versio» desconocida. ¿Quiso decir «version»?"),
        ('version = "1"\n', "", "manual.toml:1: falta «version»"),
        ('"CC BY 4.0"', "4", "manual.toml:5: «licence» debe ser un texto entre comillas"),
        ('"CC BY 4.0"', '" "', "manual.toml:5: «licence» está vacío"),
        ('"es"', '"qu"', "manual.toml:4: no hay textos para el idioma «qu»"),
        ("ready = true", 'ready = "sí"', "manual.toml:19: «ready» debe ser true o false"),
        ("minutes = 30", "minutes = true", "manual.toml:17: «minutes» debe ser un número entero"),
        ("minutes = 30", "minutes = 9000", "manual.toml:17: «a1» dura 9000 minutos"),
        (
            'requires = ["a1"]',
            'requires = ["a9"]',
            "manual.toml:25: «a2» requiere «a9», que no está en el manual",
        ),
        ('requires = ["a1"]', 'requires = ["a3"]', "manual.toml:25: «a2» requiere «a3», que no viene antes"),
        ('requires = ["a1"]', 'requires = ["a2"]', "manual.toml:25: «a2» requiere «a2», que no viene antes"),
        ('requires = ["a1"]', 'requires = ["a1", "a1"]', "manual.toml:25: «a2» requiere «a1» dos veces"),
        ('requires = ["a1"]', "requires = [1]", "manual.toml:25: «requires» debe ser una lista de textos"),
        ('slug = "a2"', 'slug = "a1"', "manual.toml:22: el nombre «a1» ya está en la línea 15"),
        ('slug = "a2"', 'slug = "A 2"', "manual.toml:22: «A 2» no sirve como nombre corto"),
        ('["read", "quiz"]', '["read", "quizz"]', "manual.toml:12: «quizz» no es una forma de completar"),
        ("ready = false", "ready = false\n  color = 1", "manual.toml:34: clave «color» desconocida"),
        ("ready = false", "ready = true", "manual.toml:28: «a3» está listo y falta «es/a3.md»"),
        ("[[courses]]", "[[courses]", "manual.toml:8: no es TOML válido"),
        ("minutes = 60", "minutes = 60\n  minutes = 60", "no es TOML válido"),
        ("minutes = 30", "minutes = 45", "es/a1.md:"),
    ],
)
def test_each_fault_of_the_plan_is_said_with_its_line(old: str, new: str, what: str) -> None:
    assert old in PLAN
    found = said(site(plan=PLAN.replace(old, new, 1)))
    assert any(what in line for line in found), found


def test_a_ready_module_may_not_wait_for_one_in_preparation() -> None:
    plan = PLAN.replace("ready = true", "ready = false", 1)
    assert any(
        "«a2» está listo y requiere «a1», que está en preparación" in line for line in said(site(plan=plan))
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("tel:100", "tel:uno", "helplines.toml:4: «tel:uno» no se puede marcar"),
        ("tel:100", "tel:113", "helplines.toml:4: el enlace marca «tel:113» y se lee «100»"),
        ("2027-03-23", '"2027-03-23"', "helplines.toml:10: «expires_on» debe ser"),
        ("2027-03-23", "2026-11-20", "helplines.toml:10: «Línea 100» vence -3 días después"),
        ("2027-03-23", "2026-11-25", "helplines.toml:10: la verificación de «Línea 100» venció"),
        ("2026-11-23", "2026-12-23", "helplines.toml:9: «Línea 100» se verificó en el futuro"),
        ('source = "Llamada propia"\n', "", "helplines.toml:1: falta «source»"),
        ("[[helplines]]", "[[lineas]]", "helplines.toml:1: debe tener líneas de ayuda"),
    ],
)
def test_each_fault_of_the_helplines_is_said(old: str, new: str, what: str) -> None:
    found = said(site(helplines=HELPLINES.replace(old, new, 1)))
    assert any(what in line for line in found), found


def test_a_stored_version_does_not_go_bad_with_the_calendar() -> None:
    assert said(site(), date(2030, 1, 1)) != []
    assert said(site(), None) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{#resumen}", "{#final}", "es/a1.md: falta la sección «#resumen»"),
        (" {#hablar}", "", "la sección «Hablar» no tiene nombre"),
        ("{#hablar}", "{#oir}", "el nombre «#oir» está dos veces"),
        ("- Créale.", "- Créale.\n" * 6, "hay 7 mensajes clave"),
        ("//// caso | Dos", "//// contraste", "hay 1 bloques «caso»"),
        ("| 20 | Cerrar |", "| 25 | Cerrar |", "la agenda suma 35 minutos y el módulo dura 30"),
        ("| 20 | Cerrar |", "| poco | Cerrar |", "«poco» no son minutos"),
        ("| Minutos |", "| Tiempo |", "no hay agenda para quien facilita"),
        ("verifique la norma vigente de", "lea la norma de", "no dice «verifique la norma vigente»"),
        ("- «Le creo.»", "Le creo.", "un bloque «frases» tiene algo más que una lista"),
        (
            "[los casos](#casos)",
            "[los casos](#caso)",
            "enlace a «#caso», que no existe en el módulo. ¿Quiso decir «#casos»?",
        ),
        ("[los casos](#casos)", "[x](a2.md#nada)", "enlace a «#nada», que no existe en «a2.md»"),
        ("[los casos](#casos)", "[x](a3.md)", "que está en preparación y no tiene página"),
        (
            "[los casos](#casos)",
            "[x](a22.md)",
            "enlace a «a22.md», que no está en el manual. ¿Quiso decir «a2»?",
        ),
        ("[los casos](#casos)", "[x](#facilitador-1)", "enlace a «#facilitador-1», que no existe"),
        ("[los casos](#casos)", "![Sillas](media/x.svg)", "la imagen «media/x.svg» no existe"),
        ("title: Escuchar", "title: Otro", "es/a1.md:2: el título «Otro» no es el de manual.toml"),
        ("La usuaria llega", "x " * 3000, "palabras. Escriba entre 1200 y 2500"),
        (
            "Ella decide.",
            "\n".join(["Interinstitucionalización administrativamente"] * 200) + ".",
            "la facilidad de lectura es",
        ),
    ],
)
def test_each_fault_of_a_page_is_said(old: str, new: str, what: str) -> None:
    assert old in page()
    found = said(site(a1=page().replace(old, new, 1)))
    assert any(what in line for line in found), found


def test_a_short_page_and_one_without_trainer_block_are_said() -> None:
    found = said(site(a1=page().split("## Oír")[0]))
    for what in (
        "el texto tiene",
        "hay 0 bloques «facilitador»",
        "faltan secciones que expliquen",
        "hay 0 bloques «caso»",
    ):
        assert any(what in line for line in found), found


def test_files_that_nobody_reads_are_named() -> None:
    assert any(line.startswith("es/a1.gift: nadie lee") for line in map(str, load(site(), {}).problems))
    found = said(site() | {"es/a9.md": page().encode(), "media/x.svg": SVG, "otros/x.svg": SVG, "x.exe": b""})
    assert any(line.startswith("es/a9.md: ningún módulo usa este archivo") for line in found)
    assert any(line.startswith("media/x.svg: ninguna página muestra esta imagen") for line in found)
    assert any(line.startswith("otros/x.svg: ningún módulo usa") for line in found)
    assert any(line.startswith("x.exe: los archivos «.exe»") for line in found)


def test_images_are_served_by_the_versions_digest() -> None:
    files = site(a1=page(extra="![Sillas](media/x.svg)")) | {"media/x.svg": SVG}
    manual = load(files, GIFT).manual
    assert manual is not None
    assert f'src="/media/{manual.digest}/x.svg"' in manual.modules[0].html


@pytest.mark.parametrize(
    "bad",
    [
        b"<svg><script/></svg>",
        b"<svg onload='x'/>",
        b"hola",
        b"<!DOCTYPE svg><svg/>",
        b'<svg><image href="https://example.org/x.png"/></svg>',
    ],
)
def test_an_image_that_acts_is_refused(bad: bytes) -> None:
    files = site(a1=page(extra="![Sillas](media/x.svg)")) | {"media/x.svg": bad}
    assert any("no es un SVG sencillo" in line for line in said(files))


def test_a_false_image_is_refused() -> None:
    files = site(a1=page(extra="![Sillas](media/x.png)")) | {"media/x.png": b"GIF89a"}
    assert any("no es una imagen «.png»" in line for line in said(files))


def test_other_rooms_checkers_are_asked() -> None:
    def strict(text: str, path: str) -> list[Problem]:
        return [Problem(path, 3, f"la pregunta de «{text}» no tiene respuesta", "Márquela con =")]

    found = [str(problem) for problem in load(site(), {".gift": strict}).problems]
    assert found[0] == "es/a1.gift:3: la pregunta de «prueba 1» no tiene respuesta. Márquela con =."


def test_wide_checkers_see_all_texts_with_their_figures() -> None:
    seen: dict[str, str] = {}

    def look(texts: Mapping[str, str]) -> list[Problem]:
        seen.update(texts)
        return [Problem("es/a1.gift", 1, "esta explicación ya está en otra prueba", "Dígala de otro modo")]

    files = site() | {"es/a1.gift": b"Hay {{pep-limite}}."}
    loaded = load(files, GIFT, today=TODAY, wide=(look,))
    assert [problem.what for problem in loaded.problems] == ["esta explicación ya está en otra prueba"]
    assert seen["es/a1.gift"] == "Hay 72\u00a0horas."
    assert sorted(seen) == ["es/a1.gift", "es/a1.md", "es/a2.gift", "es/a2.md"]
    assert loaded.draft is not None


def test_an_old_name_is_kept_with_its_module() -> None:
    loaded = load(site(a1=page().replace("reviewed_by:", "reviewed_by:\nwas: oir, a0")), GIFT)
    assert loaded.manual is not None
    assert loaded.manual.modules[0].was == ("oir", "a0")


def test_the_session_plan_is_kept_row_by_row() -> None:
    rows = good().modules[0].agenda
    assert [(row.minutes, row.activity, row.essential, row.block) for row in rows] == [
        (10, "Abrir", True, "Agenda"), (20, "Cerrar", False, "Agenda")]


def test_all_problems_come_in_one_run() -> None:
    files = site(
        plan=PLAN.replace('"es"', '"es"\ncolor = 1'),
        helplines=None,
        a1=page().replace("## Resumen", "# Resumen"),
        a2=page().replace("///\n\n## Casos", "\n\n## Casos"),
    )
    places = {line.partition(":")[0] for line in said(files)}
    assert places == {"manual.toml", "helplines.toml", "es/a1.md", "es/a2.md"}


def test_a_missing_plan_and_foreign_bytes_are_said() -> None:
    assert any(line.startswith("manual.toml: falta este archivo") for line in said({}))
    assert any(
        "es/a1.md:1: no está en UTF-8" in line
        for line in said(site() | {"es/a1.md": "---\xed".encode("latin-1")})
    )


def test_windows_line_ends_are_welcome() -> None:
    assert said({path: content.replace(b"\n", b"\r\n") for path, content in site().items()}) == []


def test_a_published_version_survives_stricter_rules() -> None:
    files = site(a1=page().replace("{#resumen}", "{#final}"))
    assert load(files, GIFT).manual is None
    again = rebuild(files)
    assert again is not None
    assert CANARY not in again.modules[0].html
    assert rebuild({"manual.toml": b"\xff"}) is None


@given(
    st.sampled_from(["manual.toml", "helplines.toml", "es/a1.md", "es/a1.gift"]),
    st.binary(max_size=300),
    st.integers(0, 3000),
)
@settings(max_examples=40, deadline=None)
def test_any_bytes_in_a_file_give_problems_and_no_crash(path: str, noise: bytes, at: int) -> None:
    files = site()
    load(files | {path: noise}, GIFT, today=TODAY)
    load(files | {path: files[path][:at] + noise + files[path][at:]}, GIFT, today=TODAY)


@given(st.dictionaries(st.text(max_size=12), st.binary(max_size=50), max_size=5))
@settings(deadline=None)
def test_any_files_give_problems_and_no_crash(files: dict[str, bytes]) -> None:
    assert load(files, GIFT).problems


TOML = st.recursive(
    st.sampled_from(['"x"', "1", "true", "[]", "{}", "1.5", "2026-11-23"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
    max_leaves=4,
)


@given(
    st.sampled_from(
        ["version", "courses", "slug", "modules", "minutes", "requires", "completion", "helplines"]
    ),
    TOML,
    st.sampled_from(["plan", "helplines"]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_any_value_under_any_key_gives_problems_and_no_crash(
    key: str, value: str, file: str, replace: bool
) -> None:
    text = PLAN if file == "plan" else HELPLINES
    lines = [line for line in text.split("\n") if not line.strip().startswith(f"{key} =")] if replace else []
    load(site(**{file: "\n".join([f"{key} = {value}", *lines])}), GIFT)
