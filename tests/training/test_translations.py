"""English: every sentence has one, with the same blanks to fill, and no page leaves a Spanish word in its frame."""

import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask

from certificates.paper import codes
from quizzes.models import Attempt
from tests import make
from tests.certificates.story import complete, issued
from tests.client import Client
from tests.page_rules import VOID
from training.cohorts.models import Cohort, Membership
from training.db import db

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None}
BLANK = re.compile(r"%\(\w+\)[sd]|%%")
WORDS = {"cohorte": "cohort", "ficha de acceso": "access slip", "código de verificación": "verification code", "folio": "folio",
         "salida rápida": "Quick exit", "establecimiento": "facilit", "intento": "attempt"}
SPANISH = re.compile(
    r"[¿¡«»ñ]|\b(usted|aquí|quien|quién|puede|todavía|aún|escriba|elija|guard\w+|su|sus|para|una|los|las|el|la|que|qué|por|con|"
    r"sin|está|más|en|de|del|módulos?|pruebas?|certificados?|cohortes?|clave|inscri\w+|personas?|inicio|salir|ingres\w+)\b", re.I)
# What the tests' people, places and courses are called, and the browser's name for the other language.
DATA = ("DIRESA/GERESA La Libertad", "DIRESA/GERESA Madre de Dios", "Persona Campo", "Atención de salud", "Formación de formadores",
        "Para qué sirve.", "C. S. Río Manso", "P. S. Pampa Serena", "Español",
        "Dirección Regional de Salud de Ayacucho", "Responsable del curso", "accents and ñ")
QUIZ = """\
// [id:a1-q01] [critica]
::a1-q01::Stem one. {
=Right #Because of this.
~Wrong #Never that.
}

// [id:a1-q02]
Stem two. Marque todas las que correspondan. {
~%50%One #It helps.
~%50%Two #It protects.
~%-50%Three #It harms.
}

// [id:a1-q03]
Stem three. {FALSE#The norm forbids it.#Well seen.}

// [id:a1-q04]
Stem four. {
=One -> First
=Two -> Second
=Three -> Third
####Each goes with its place.
}

// [id:a1-q05]
Stem five. {#72:0#Exactly. ~#Count again.}
"""


def texts(message: Message) -> list[tuple[str, str]]:
    """Each Spanish form beside its English one."""
    if isinstance(message.id, tuple):
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, message.string)]


@cache
def english() -> Catalog:
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en")


def sentences() -> list[Message]:
    return [message for message in english() if message.id]


def first(sentence: str | tuple[str, ...]) -> str:
    return sentence if isinstance(sentence, str) else sentence[0]


@cache
def in_the_code() -> frozenset[str]:
    """Each sentence as the catalogue finds it: by its first form."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return frozenset(first(message) for _file, _line, message, _comments, _context in found)


def test_the_catalogue_holds_the_sentences_of_the_code_and_no_others() -> None:
    known = {first(message.id) for message in sentences()}
    assert sorted(in_the_code() - known) == [], "not in the catalogue; run: sh scripts/translations.sh"
    assert sorted(known - in_the_code()) == [], "no longer in the code; run: sh scripts/translations.sh"
    assert not english().obsolete
    assert len(known) > 800


def test_every_sentence_has_its_english() -> None:
    assert [message.id for message in sentences() if message.fuzzy or not all(said for _, said in texts(message))] == []


def test_the_blanks_to_fill_are_the_same() -> None:
    wrong = []
    for message in sentences():
        forms = texts(message)
        for spanish, said in forms:
            asked, given = sorted(BLANK.findall(spanish)), sorted(BLANK.findall(said))
            # «Falta una respuesta» may be said as «%(num)s answer», and the other way round
            if asked != given and not (len(forms) == 2 and spanish == forms[0][0] and set(asked) ^ set(given) == {"%(num)s"}):
                wrong.append((spanish, said))
            if (spanish[-1] in ".:?…") != (said[-1] in ".:?…") and not spanish.endswith(".»"):
                wrong.append((spanish, said))
    assert wrong == []


def test_the_english_is_english_and_keeps_to_its_words() -> None:
    for message in sentences():
        for spanish, said in texts(message):
            assert not SPANISH.search(said.replace("accents and ñ", "")), said
            for word, wanted in WORDS.items():
                if re.search(rf"\b{word}s?\b", spanish, re.I):
                    assert wanted.lower() in said.lower(), (spanish, said)


def test_no_sentence_hides_in_an_f_string() -> None:
    """The collector does not look inside f-strings, so nothing there would ever be translated."""
    hidden = re.compile(r"""f["'].*\{(_|N_|n?gettext|lazy_gettext)\(""")
    found = [f"{path}: {line.strip()}" for room in ("modules", "training", "quizzes", "certificates")
             for path in (ROOT / room).rglob("*.py") for line in path.read_text().splitlines() if hidden.search(line)]
    assert found == []


class Frame(HTMLParser):
    """What a page says outside of what is marked as Spanish: its texts, and the attributes that are read out or shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = bool(self._open and self._open[-1][1])
        if language := given.get("lang"):
            silent = language.startswith("es")
        silent = silent or tag in ("script", "style", "svg", "textarea")
        if not silent:
            self.said += [given[name] or "" for name in given if name in ("aria-label", "alt", "title", "placeholder", "data-l")
                          or name in ("data-waiting", "data-offline", "data-ended", "data-closed")]
        if tag not in VOID:
            self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self._open and self._open[-1][1]):
            self.said.append(" ".join(data.split()))


def spanish_left(html: str) -> list[str]:
    """The texts of a page's frame that are not English."""
    left = []
    for said in Frame(html).said:
        plain = said
        for data in DATA:
            plain = plain.replace(data, "")
        if SPANISH.search(plain):
            left.append(said)
    return left


def test_spanish_is_seen_where_it_is_left() -> None:
    html = '<html lang="en"><p aria-label="Ruta de su curso">Home</p><p>¿Ya?</p><article lang="es-PE">Las de la norma</article>'
    assert spanish_left(html) == ["Ruta de su curso", "¿Ya?"]


class Story:
    """A cohort of Bea's with Ana, who has just begun, Óscar, who completed the course, and somebody who asks to join."""

    def __init__(self) -> None:
        self.ana, self.bea, self.dina, self.graduate = make.ana(), make.bea(), make.dina(), make.user("Óscar", "Luz Rojas")
        modules = (make.module("a1", quiz=QUIZ, title="Alpha", summary="One."), make.module("a2", requires=("a1",), title="Beta"),
                   make.module("a3", title="Gamma", ready=False, html="", trainer_html=""))
        version = make.published(make.manual(*modules))
        self.cohort: Cohort = make.cohort(self.bea, version)
        self.place: Membership = make.member(self.cohort, self.ana)
        self.newcomer = make.member(self.cohort, make.newcomer(), confirmed=False)
        make.member(self.cohort, make.dina(), confirmed=False)
        complete(make.member(self.cohort, self.graduate))
        db.session.commit()
        self.certificate = issued(self.cohort)[0]
        db.session.commit()
        self.key = self.cohort.key

    def pages(self) -> dict[str, list[str]]:
        """Addresses by who opens them."""
        cohort, course = f"/cohortes/{self.key}", f"/curso/{self.key}"
        code = codes.grouped(self.certificate.code)
        return {
            "nobody": ["/ingresar", "/unirse", "/unirse/listo", "/sus-datos", "/navegar-con-seguridad", "/no-existe",
                       "/verificar", f"/verificar/{code}", "/verificar/0000"],
            "ana": ["/", course, f"{course}/a1", f"{course}/a2", f"{course}/a1/prueba", f"/imprimir/{self.key}/a1",
                    "/mi-cuenta", "/mis-certificados", "/cohortes"],
            "graduate": ["/", "/mis-certificados", f"/certificados/{self.certificate.key}.pdf"],
            "bea": ["/cohortes", "/cohortes?estado=cerradas", "/cohortes/nueva", cohort, f"{cohort}/editar", f"{cohort}/cerrar",
                    f"{cohort}/lista", f"{cohort}/personas/nueva", f"{cohort}/personas/{self.newcomer.key}",
                    f"{cohort}/personas/{self.place.key}", f"{cohort}/personas/{self.place.key}/quitar",
                    f"{cohort}/personas/{self.newcomer.key}/codigo", f"{cohort}/fichas", f"{cohort}/certificados",
                    f"{course}/a1", "/mi-cuenta", "/segundo-paso/activar"],
            "dina": ["/personas", "/personas/nueva", f"/personas/{self.bea.key}", "/auditoria", "/cohortes/nueva"],
        }


@pytest.mark.parametrize("who", ["nobody", "ana", "graduate", "bea", "dina"])
def test_no_page_in_english_leaves_spanish_in_its_frame(who: str, app: Flask, client: Client) -> None:
    story = Story()
    client.get("/idioma/en")
    if who != "nobody":
        client.sign_in(getattr(story, who))
    for path in story.pages()[who]:
        client.get(path)
        assert client.status in (200, 202, 403, 404), (path, client.status)
        assert client.page is not None and client.page.language == "en", path
        assert spanish_left(client.text) == [], path


def test_a_quiz_and_its_result_are_in_english(app: Flask, client: Client) -> None:
    story = Story()
    client.get("/idioma/en")
    client.sign_in(story.ana)
    client.get(f"/curso/{story.key}/a1/prueba")
    client.post(f"/curso/{story.key}/a1/prueba")
    address = f"/curso/{story.key}/a1/prueba/{db.session.query(Attempt).one().key}"
    client.get(address)
    pages = [client.text]
    client.post(address, {"q-a1-q05": "x"})
    pages.append(client.text)
    right = {"q-a1-q01": "o1", "q-a1-q02": ["o1", "o3"], "q-a1-q03": "true", "q-a1-q05": "7",
             "q-a1-q04-p1": "a1", "q-a1-q04-p2": "a1", "q-a1-q04-p3": "a1"}
    client.post(address, right)
    assert client.status == 303, spanish_left(client.text)
    client.follow()
    pages.append(client.text)
    client.get(f"/curso/{story.key}/a1")
    pages.append(client.text)
    for html in pages:
        assert [said for said in spanish_left(html) if "Marque todas" not in said] == []


@pytest.mark.parametrize(("path", "sent"), [("/ingresar", {"document": "1", "document_type": "dni"}), ("/unirse", {"code": "x"})])
def test_what_is_wrong_in_a_form_is_said_in_english(path: str, sent: dict[str, str], app: Flask, client: Client) -> None:
    client.get("/idioma/en")
    client.get(path)
    client.post(path, sent)
    assert 'class="err"' in client.text
    assert spanish_left(client.text) == []


def test_a_list_is_checked_in_english(app: Flask, client: Client) -> None:
    story = Story()
    client.get("/idioma/en")
    client.sign_in(story.bea)
    address = f"/cohortes/{story.key}/lista"
    for pasted in ("DNI\tApellidos\tNombres\n1234567\tLuz\t\n40123456\tSol\tAna\n", "40123456\tSol\n40123457\tLuna\n"):
        client.get(address)
        client.post(address, {"pasted": pasted})
        client.follow()
        assert client.status == 200
        assert [said for said in spanish_left(client.text) if "DNI" not in said] == []


def test_the_switch_keeps_the_page_both_ways(app: Flask, client: Client) -> None:
    client.get("/sus-datos")
    assert client.page is not None and client.page.language == "es-PE"
    for code, language in (("en", "en"), ("es", "es-PE")):
        link = f"/idioma/{code}?next=/sus-datos"
        assert client.page is not None and link in client.page.links
        assert client.get(link).headers["Location"] == "/sus-datos"
        client.follow()
        assert client.page is not None and client.page.language == language


def test_dates_are_british_and_hours_have_a_point(app: Flask, new_client: Callable[[], Client]) -> None:
    story = Story()
    english_page, spanish_page = (read(new_client(), code, story) for code in ("en", "es"))
    assert re.search(r"\b\d\d? [A-Z][a-z]+ 20\d\d", english_page)
    assert "2.5 clock hours" in english_page
    assert "2,5 horas cronológicas" in spanish_page


def read(client: Client, code: str, story: Story) -> str:
    """The public page of the certificate in a language."""
    client.get(f"/idioma/{code}")
    client.get(f"/verificar/{codes.grouped(story.certificate.code)}")
    return client.text
