"""Mistakes that authors make: how each breaks a folder that was right, and what the check must say, and where."""

from collections.abc import Callable
from typing import NamedTuple

from tests.modules import site, whole

Texts = dict[str, str]


class Mistake(NamedTuple):
    """`at`: a text that stands in the line to be named (in the broken file); "" for the whole file."""

    name: str
    make: Callable[[Texts], None]
    path: str
    at: str
    says: str


def swap(path: str, old: str, new: str) -> Callable[[Texts], None]:
    """Replace the first `old`."""

    def make(texts: Texts) -> None:
        assert old in texts[path], (path, old)
        texts[path] = texts[path].replace(old, new, 1)

    return make


def without(path: str) -> Callable[[Texts], None]:
    """Take a file away."""
    return lambda texts: texts.pop(path) and None


def put(path: str, text: str) -> Callable[[Texts], None]:
    """Add a file."""
    return lambda texts: texts.update({path: text})


A1, E1, G1, EG1 = "es/a1.md", "en/a1.md", "es/a1.gift", "en/a1.gift"
LONG = "La mesa azul de la sala tiene hoy nueve flores blancas."

FACTS_AND_SOURCES = (
    Mistake("a figure that nobody knows", swap(A1, "{{pep-limite}}", "{{pep-limit}}"), A1, "{{pep-limit}}",
            "nadie sabe qué poner en «{{pep-limit}}». ¿Quiso decir «pep-limite»?"),
    Mistake("a figure with a wrong ending", swap(A1, "{{pep-limite}}", "{{pep-limite.cifra}}"), A1, "{{pep-limite.cifra}}",
            "nadie sabe qué poner"),
    Mistake("a figure typed by hand", swap(A1, "Ella decide.", "Hay 72 horas."), A1, "Hay 72 horas.",
            "«72 horas» está escrito a mano. Escriba «{{pep-limite}}»."),
    Mistake("a figure typed by hand in a quiz", swap(G1, "A3 bien.", "En 72 h."), G1, "72 h", "«72 h» está escrito a mano"),
    Mistake("a figure typed by hand in English", swap(E1, "She decides.", "A 72-hour limit."), E1, "72-hour",
            "«72-hour» está escrito a mano"),
    Mistake("a figure typed by hand in a pathway", swap("flows/puesto.toml", "Dentro de {{pep-limite}}.", "Dentro de 72 horas."),
            "flows/puesto.toml", "72 horas", "está escrito a mano"),
    Mistake("the term typed by hand", swap(A1, "Ella decide.", "Es violencia de prueba aquí."), A1, "Es violencia de prueba aquí.",
            "el término de la violencia está escrito a mano"),
    Mistake("a source that nobody knows", swap(A1, "[[S1, K]]", "[[S7]]"), A1, "[[S7]]", "la fuente «S7» no está en sources.toml"),
    Mistake("a source that nobody knows, in a pathway", swap("flows/puesto.toml", '["S1"]', '["S9"]'), "flows/puesto.toml", '"S9"',
            "la fuente «S9» de «llegada» no está en sources.toml"),
    Mistake("a source that nobody knows, in the glossary", swap("glossary.toml", '["S1"]', '["S9"]'), "glossary.toml", '"S9"',
            "la fuente «S9» de «denuncia»"),
    Mistake("a fact without a source", swap("facts.toml", '["S1"]', "[]"), "facts.toml", "sources = []", "«sources» está vacía"),
    Mistake("a fact twice", swap("facts.toml", '"endes-alguna"', '"pep-limite"'), "facts.toml", "", "la cifra «pep-limite» está dos veces"),
    Mistake("a fact whose number is a text", swap("facts.toml", "number = 72", 'number = "72"'), "facts.toml", 'number = "72"',
            "«number» debe ser un número"),
    Mistake("a fact with a mark of its own", swap("facts.toml", '"sure"', '"seguro"'), "facts.toml", '"seguro"', "la marca «seguro» no existe"),
    Mistake("a fact without its English unit", swap("facts.toml", 'unit_en = "hours"\n', ""), "facts.toml", 'unit = "horas"',
            "le falta la unidad en un idioma"),
    Mistake("a unit that is no word", swap("facts.toml", '"horas"', '"horas **ya**"'), "facts.toml", "**ya**", "no es una palabra"),
    Mistake("no list of facts", without("facts.toml"), "facts.toml", "", "falta este archivo"),
    Mistake("no list of sources", without("sources.toml"), "sources.toml", "", "falta este archivo"),
    Mistake("a source twice", swap("sources.toml", 'code = "K"', 'code = "S1"'), "sources.toml", "", "la fuente «S1» está dos veces"),
    Mistake("a source that leads nowhere", swap("sources.toml", "https://example.org/guia", "javascript:alert(1)"), "sources.toml",
            "javascript", "no es una dirección web"),
    Mistake("a source checked tomorrow", swap("sources.toml", "2026-11-23", "2027-11-23"), "sources.toml", "2027-11-23",
            "se verificó en el futuro"),
    Mistake("a code that is none", swap("sources.toml", 'code = "K"', 'code = "k 1"'), "sources.toml", "k 1", "no sirve como código"),
)
PAGES = (
    Mistake("no section of changes", swap(A1, "{#cambios}", "{#nuevo}"), A1, "", "falta la sección «#cambios»"),
    Mistake("the changes are not last", swap(A1, "## Resumen {#resumen}", "## Cambios {#cambios}\n\nNada.\n\n## Resumen {#resumen}"), A1,
            "", "el nombre «#cambios» está dos veces"),
    Mistake("a section after the changes", lambda t: t.update({A1: t[A1] + "\n## Más {#mas}\n\nAlgo.\n"}), A1, "{#cambios}",
            "la sección «#cambios» no es la última"),
    Mistake("a summary too long", swap(A1, "summary: Una frase.", "summary: " + "x" * 201), A1, "summary:", "«summary» tiene 201 caracteres"),
    Mistake("an old name that is none", swap(A1, "reviewed_by:", "reviewed_by:\nwas: El Otro"), A1, "was:", "«El Otro» no sirve"),
    Mistake("an old name that another module has", swap(A1, "reviewed_by:", "reviewed_by:\nwas: a2"), A1, "was:",
            "el nombre anterior «a2» ya es de «a2»"),
    Mistake("a block that nobody closes", swap(A1, "Ella decide.\n///", "Ella decide."), A1, "/// clave", "el bloque «clave» no se cierra"),
    Mistake("a block misspelt", swap(A1, "/// frases", "/// frase"), A1, "/// frase", "bloque «frase» desconocido. ¿Quiso decir «frases»?"),
    Mistake("a link to nowhere", swap(A1, "(#casos)", "(#caso)"), A1, "(#caso)", "enlace a «#caso», que no existe en el módulo"),
    Mistake("a link in the history to nowhere", swap("es/historia.md", "En 1993.", "[x](a9.md)"), "es/historia.md", "a9.md",
            "enlace a «a9.md», que no está en el manual"),
    Mistake("raw HTML", swap(A1, "Ella decide.", "<b>Ella</b> decide."), A1, "<b>", "hay HTML"),
    Mistake("too many messages", swap(A1, "- Créale siempre.", "- Créale.\n" * 6), A1, "{#mensajes}", "hay 6 mensajes clave"),
    Mistake("verifique without its words", swap(A1, "verifique la norma vigente", "mire la norma"), A1, "/// verifique",
            "no dice «verifique la norma vigente»"),
)
AGENDAS = (
    Mistake("too few trainer blocks", swap(A1, "/// facilitador | Hablar\nOír.\n///\n\n", ""), A1, "", "hay 2 bloques «facilitador»"),
    Mistake("no agenda", swap(A1, "| Minutos |", "| Tiempo |"), A1, "", "no hay agenda para quien facilita"),
    Mistake("five columns", swap(A1, " | Tipo |\n|---|---|---|---|---|---|", " |\n|---|---|---|---|---|"), A1, "| Minutos |",
            "la agenda no tiene las seis columnas"),
    Mistake("a heading of another kind", swap(A1, "| Materiales | Tipo |", "| Materiales | Clase |"), A1, "| Minutos |",
            "la agenda no tiene las seis columnas"),
    Mistake("minutes that do not add up", swap(A1, "| 20 | Cerrar", "| 25 | Cerrar"), A1, "| Minutos |",
            "la agenda suma 35 minutos y el módulo dura 30"),
    Mistake("minutes that are none", swap(A1, "| 20 | Cerrar", "| poco | Cerrar"), A1, "| poco |", "«poco» no son minutos"),
    Mistake("an activity neither essential nor optional", swap(A1, "| Esencial |", "| Esencal |"), A1, "Esencal",
            "«Esencal» no es un tipo de actividad. ¿Quiso decir «Esencial»?"),
    Mistake("an activity without a name", swap(A1, "| 10 | Abrir |", "| 10 | |"), A1, "| 10 | |", "no dice qué se hace"),
    Mistake("two agendas", swap(A1, "## Qué cambió", "/// facilitador | Otra\n| Minutos | Actividad |\n|---|---|\n| 5 | X |\n///\n\n## Qué cambió"),
            A1, "| Minutos | Actividad |\n", "hay más de una agenda"),
)
ENGLISH = (
    Mistake("no English title of the manual", swap("manual.toml", 'title_en = "A test manual"\n', ""), "manual.toml", "language =",
            "falta «title_en»"),
    Mistake("no English title of a course", swap("manual.toml", 'title_en = "Course"\n', ""), "manual.toml", "[[courses]]",
            "falta «title_en» del curso «a»"),
    Mistake("a section that was not translated", swap(E1, "{#hablar}", "{#talk}"), E1, "", "falta la sección «#hablar»"),
    Mistake("a section of the translator's own", swap(E1, "{#hablar}", "{#talk}"), E1, "{#talk}", "la sección «#talk» no está en castellano"),
    Mistake("a block that was not translated", swap(E1, "/// clave\nShe decides.\n///\n\n", ""), E1, "/// pasos",
            "aquí hay un bloque «pasos» y en castellano uno «clave»"),
    Mistake("a block too many", lambda t: t.update({E1: t[E1] + "\n/// clave\nMore.\n///\n"}), E1, "/// clave\nMore.",
            "el bloque «clave» no está en castellano"),
    Mistake("other minutes", swap(E1, "| 10 | Open", "| 15 | Open"), E1, "| 15 | Open", "la fila 1 de la agenda no es como en castellano"),
    Mistake("another kind", swap(E1, "| Optional |", "| Essential |"), E1, "| 20 | Close", "la fila 2 de la agenda"),
    Mistake("Spanish headings", swap(E1, "| Minutes |", "| Minutos |"), E1, "", "no hay agenda para quien facilita"),
    Mistake("other sources", swap(E1, "[[S1, K]]", "[[S1]]"), E1, "{#oir}", "las fuentes no son las del castellano: faltan K"),
    Mistake("another figure", swap(E1, "{{pep-limite}}", "It"), E1, "", "no usa la cifra «{{pep-limite}}»"),
    Mistake("a figure that the Spanish does not use", swap(EG1, "A4 well.", "In {{pep-limite}}."), EG1, "{{pep-limite}}",
            "usa la cifra «{{pep-limite}}», que no está en castellano"),
    Mistake("a rule to check in other words", swap(E1, "check the rule in force", "look it up"), E1, "/// verifique",
            "no dice «check the rule in force»"),
    Mistake("a quiz without its module", without(E1), EG1, "", "falta su módulo «en/a1.md»"),
    Mistake("a module without its quiz", without(EG1), E1, "", "falta su prueba «en/a1.gift»"),
    Mistake("a translation of nothing", put("en/a3.md", site.page("More")), "en/a3.md", "", "no tiene original en castellano"),
    Mistake("a file that nobody knows", put("en/a7.md", "x"), "en/a7.md", "", "ningún módulo usa este archivo"),
    Mistake("a question that was not translated", swap(EG1, "[id:a1-q03]", "[id:a1-q33]"), EG1, "", "falta la pregunta «a1-q03»"),
)
LISTS = (
    Mistake("a checklist of an unknown module", swap("checklists/apoyo.toml", '["a1"]', '["a8"]'), "checklists/apoyo.toml", '"a8"',
            "el módulo «a8» no está en el manual"),
    Mistake("a test that leaves a module out", lambda t: t.update({"tests.toml": t["tests.toml"].replace('"a3"', '"a1"')}), "tests.toml",
            "[[tests]]", "ninguna casilla pregunta por el módulo «a3»"),
    Mistake("a test with a question twice", swap("tests.toml", 'a = "ta02"', 'a = "ta01"'), "tests.toml", "",
            "la pregunta «ta01» ya se usa"),
    Mistake("a question in no test", swap("tests.toml", 'a = "ta02"', 'a = "ta02x"'), "es/prueba-a.gift", "[id:ta02]",
            "la pregunta «ta02» no está en ninguna casilla"),
    Mistake("a test with too few questions", swap("tests.toml", whole.tests()[whole.tests().rindex("\n  [[tests.items]]"):], ""), "tests.toml",
            "[[tests]]", "tiene 19 casillas"),
    Mistake("a test without its bank", without("es/prueba-a.gift"), "tests.toml", 'course = "a"', "falta el banco de preguntas «es/prueba-a.gift»"),
    Mistake("a test of an unknown course", swap("tests.toml", 'course = "a"', 'course = "z"'), "tests.toml", 'course = "z"',
            "el curso «z» no está en el manual"),
    Mistake("a feedback of another module", swap(G1, "#bien a1-q 1 a.", "#bien a2-q 1 a."), "es/a2.gift", "[id:a2-q01]",
            "la explicación «bien a2-q 1 a.» ya está en es/a1.gift"),
    Mistake("a question without a right answer", swap(G1, "=A5 bien.", "~A5 bien."), G1, "::a1-q05::", "correcta"),
    Mistake("a question that nobody closes", lambda t: t.update({G1: t[G1].rstrip().removesuffix("}")}), G1, "", "llave"),
    Mistake("a file in a strange folder", put("listas/apoyo.toml", "x = 1"), "listas/apoyo.toml", "", "ningún módulo usa este archivo"),
    Mistake("a plan that is no TOML", swap("manual.toml", "[[courses]]", "[[courses]"), "manual.toml", "[[courses]\n", "no es TOML válido"),
)

W = "workshops.toml"
WORKSHOPS = (
    Mistake("a workshop of an unknown course", swap(W, 'course = "a"', 'course = "z"'), W, 'course = "z"',
            "el curso «z» no está en el manual"),
    Mistake("a row that the session plan does not have", swap(W, "rows = [1, 2]", "rows = [1, 2, 9]"), W, "rows = [1, 2, 9]",
            "la agenda de «a1» no tiene la fila 9"),
    Mistake("a row that is no number", swap(W, "rows = [1, 2]", 'rows = [1, 2, "x"]'), W, "rows = [1, 2,",
            "la agenda de «a1» no tiene la fila x"),
    Mistake("a block of another course's module", swap(W, 'module = "a1"', 'module = "b1"'), W, "module = \"b1\"",
            "el módulo «b1» no es de este curso"),
    Mistake("a block of a strange kind", swap(W, 'kind = "practice"', 'kind = "practise"'), W, 'kind = "practise"',
            "«practise» no es un tipo de bloque. ¿Quiso decir «practice»?"),
    Mistake("a block of four hours and more", swap(W, "minutes = 60", "minutes = 500"), W, "minutes = 500", "«minutes» es 500"),
    Mistake("a half-day of half an hour", swap(W, "minutes = 60", "minutes = 5"), W, "", "la jornada suma 35 minutos"),
    Mistake("half-days out of order", swap(W, "starts = 13:30:00", "starts = 07:30:00"), W, "[[workshops]]",
            "las jornadas no van en orden"),
    Mistake("half-days on top of each other", swap(W, "starts = 13:30:00", "starts = 08:30:00"), W, "[[workshops]]",
            "empieza antes de que termine la anterior"),
    Mistake("a workshop without exit test", swap(W, 'kind = "test"\n    title = "Prueba de salida"',
                                                 'kind = "other"\n    title = "Prueba de salida"'), W, "[[workshops]]",
            "el taller tiene 1 bloques «test»"),
    Mistake("a block whose title nothing could hold", swap(W, '"Prueba de entrada"', f'"{"Prueba " * 25}"'), W, "Prueba Prueba",
            "de 175 letras"),
    Mistake("a workshop that begins on its second day", swap(W, "day = 1\n  starts = 08", "day = 2\n  starts = 08"), W,
            "[[workshops]]", "la primera jornada es del día"),
    Mistake("a workshop whose course has no test", lambda texts: texts.pop("tests.toml") and None, W, 'course = "a"',
            "el taller del curso «a» no tiene prueba"),
    Mistake("a title without its English", swap(W, '    title_en = "Exit test"\n', ""), W, "", "falta «title_en»"),
    Mistake("an hour that is a text", swap(W, "starts = 08:00:00", 'starts = "8"'), W, 'starts = "8"', "«starts» debe ser"),
    Mistake("a share of more than everything", swap("manual.toml", "attendance = 80", "attendance = 180"), "manual.toml",
            "attendance = 180", "«attendance» es 180"),
    Mistake("a checklist that nobody wrote", swap("manual.toml", 'checklists = ["apoyo"]', 'checklists = ["apoyos"]'),
            "manual.toml", "checklists = ", "la lista de cotejo «apoyos» no está en el manual. ¿Quiso decir «apoyo»?"),
    Mistake("follow-up that goes back", swap("manual.toml", "[30, 60, 90]", "[30, 90, 60]"), "manual.toml", "follow_up",
            "«follow_up» no son días después del taller"),
)


def repeated(texts: Texts) -> None:
    """The same long sentence in two modules."""
    for path in ("es/a1.md", "es/a2.md"):
        texts[path] = texts[path].replace("Todo es nuevo.", LONG.upper() if path == A1 else f"Sí. {LONG}")


ELSEWHERE = (
    Mistake("a sentence of another module, in capitals", repeated, "es/a2.md", LONG, "ya está en es/a1.md:"),
    Mistake("a module of five megabytes", lambda t: t.update({A1: t[A1] + "palabra " * 650_000}), A1, "", "KB y se leen hasta"),
)
MISTAKES = (*FACTS_AND_SOURCES, *PAGES, *AGENDAS, *ENGLISH, *LISTS, *WORKSHOPS, *ELSEWHERE)
