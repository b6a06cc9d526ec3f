"""A small folder that has everything a manual can have, in both languages: right as it stands."""

from collections.abc import Mapping

from tests.modules import site

RULE = 'attendance = 80\nexit_test = 80\npractice = 80\ntries = 2\nchecklists = ["apoyo"]\nfollow_up = [30, 60, 90]\n'
PLAN = (site.PLAN.replace('title = "Manual de prueba"', 'title = "Manual de prueba"\ntitle_en = "A test manual"')
        .replace('term = "violencia"', 'term = "violencia de prueba aquí"\nterm_en = "violence of this test"')
        .replace('title = "Curso"\nsummary = "Un curso."',
                 'title = "Curso"\ntitle_en = "Course"\nsummary = "Un curso."\nsummary_en = "A course."\n' + RULE))
NAMES = ("Ana", "Berta", "Celia", "Dora", "Elsa", "Flor", "Gina", "Hilda", "Irma", "Julia", "Karla", "Luz", "Mila", "Nora",
         "Olga", "Paz", "Rita", "Sara", "Tula", "Vera")
SENTENCES = {
    "es": ("{name} llega sola al puesto.", "Usted la recibe con calma.", "Le habla bajo y la mira.", "{name} dice lo que quiere.",
           "Usted la oye sin prisa.", "Después la acompaña a la puerta."),
    "en": ("{name} comes alone to the post.", "You receive her with calm.", "You speak softly to her.", "{name} says what she wants.",
           "You listen without any hurry.", "Then you walk her to the door."),
}
PAGE = {
    "es": {
        "summary": "Una frase.", "aims": "Objetivos", "aim": "En diez minutos, oír sin omisiones.", "notice": "Antes de seguir",
        "skip": "Puede saltar [los casos](#casos).", "messages": "Mensajes", "message": "Créale siempre.", "hear": "Oír",
        "fact": "Hay {{pep-limite}}. Fue el {{endes-alguna}}. Es {{termino}}.", "key": "Ella decide.", "talk": "Hablar",
        "step": "**A · Atención.** Con calma.", "phrase": "«Le creo.»", "do": "Haga esto", "sit": "Sentarse.", "dont": "No haga esto",
        "shout": "Gritar.", "check": "Antes de actuar, verifique la norma vigente de su establecimiento.", "cases": "Casos",
        "first": "¿Qué haría primero?", "answer": "Ver una buena respuesta", "summing": "Resumen", "sources": "Fuentes",
        "none": "Ninguna avala esto.", "agenda": "Agenda", "heads": "Minutos | Actividad | Método | Quien facilita dice o hace | "
        "Materiales | Tipo", "open": "Abrir | Ronda | Saluda | Sillas | Esencial", "close": "Cerrar | Ronda | Agradece | Sillas | "
        "Opcional", "changes": "Qué cambió", "new": "Todo es nuevo.",
    },
    "en": {
        "summary": "One sentence.", "aims": "Aims", "aim": "In ten minutes, listen well.", "notice": "Before you go on",
        "skip": "You may skip [the cases](#casos).", "messages": "Messages", "message": "Always believe her.", "hear": "Listen",
        "fact": "There are {{pep-limite}}. It was {{endes-alguna}}. It is {{termino}}.", "key": "She decides.", "talk": "Talk",
        "step": "**L · Listen.** With calm.", "phrase": "“I believe you.”", "do": "Do this", "sit": "Sit down.", "dont": "Do not",
        "shout": "Shout.", "check": "Before you act, check the rule in force in your facility.", "cases": "Cases",
        "first": "What first?", "answer": "See a good answer", "summing": "Summary", "sources": "Sources",
        "none": "None endorses this.", "agenda": "Agenda", "heads": "Minutes | Activity | Method | What the trainer says or does | "
        "Materials | Kind", "open": "Open | Round | Greets | Chairs | Essential", "close": "Close | Round | Thanks | Chairs | "
        "Optional", "changes": "What changed", "new": "All is new.",
    },
}
SHAPE = """\
---
title: {title}
summary: {summary}
verified_on: 2026-11-23
reviewed_by:
---

## {aims} {{#objetivos}}

- {aim}

/// aviso | {notice}
{skip}
///

## {messages} {{#mensajes}}

- {message}

## {hear} {{#oir}}

{filler}

{fact} [[S1, K]]

/// clave
{key}
///

## {talk} {{#hablar}}

/// pasos
1. {step}
///

/// frases
- {phrase}
///

//// contraste
/// haga | {do}
- {sit}
///
/// nohaga | {dont}
- {shout}
///
////

/// verifique
{check}
///

## {cases} {{#casos}}

//// caso | Uno
{first}

/// respuesta | {answer}
{hear}.
///
////

//// caso | Dos
{first}

/// respuesta | {answer}
{talk}.
///
////

## {summing} {{#resumen}}

{hear}.

## {sources} {{#fuentes}}

{none}

/// facilitador | {agenda}
| {heads} |
|---|---|---|---|---|---|
| 10 | {open} |
| 20 | {close} |
///

/// facilitador | {talk}
{hear}.
///

/// facilitador | {hear}
{talk}.
///

## {changes} {{#cambios}}

{new}
"""


def page(language: str, title: str, slug: str) -> str:
    """A module's file with all that a module needs; modules do not repeat each other."""
    filler = "\n\n".join(" ".join(SENTENCES[language]).replace("{name}", f"{name} {slug.upper()}") for name in NAMES * 2)
    return SHAPE.format(title=title, filler=filler, **PAGE[language])


def quiz(prefix: str, language: str, count: int = 10) -> str:
    """A GIFT file of four-option questions; nothing in it is said twice."""
    ask, right, wrong = (("¿Qué hace", "bien", "mal") if language == "es" else ("What is done", "well", "badly"))
    return "\n".join(
        f"// [id:{prefix}{n:02d}]\n::{prefix}{n:02d}::{ask} {prefix} {n}? {{\n=A{n} {right}. #{right} {prefix} {n} a.\n"
        + "".join(f"~{letter}{n} {wrong}. #{wrong} {prefix} {n} {letter}.\n" for letter in "BCD") + "}\n" for n in range(1, count + 1))


def tests() -> str:
    """The blueprint of course a."""
    return '[[tests]]\ncourse = "a"\n' + "".join(
        f'\n  [[tests.items]]\n  module = "a{1 + n % 3}"\n  objective = "Hacer {n}"\n  objective_en = "Do {n}"\n'
        f'  a = "ta{n:02d}"\n  b = "ta{n + 20:02d}"\n' for n in range(1, 21))


GLOSSARY = """\
[[terms]]
id = "denuncia"
es = "denuncia"
en = "report"
meaning = "Aviso a la autoridad, en {{pep-limite}}."
meaning_en = "Notice to the authority, in {{pep-limite}}."
sources = ["S1"]
verified_on = 2026-11-23
expires_on = 2027-11-23
"""
DIRECTORY = """\
[[contacts]]
id = "linea-100"
kind = "linea"
name = "Línea 100"
name_en = "Línea 100"
what = "Orienta."
what_en = "Guides."
how = "Llame."
how_en = "Call."
hours = "Las 24 horas."
hours_en = "24 hours a day."
number = "100"
href = "tel:100"
sources = ["S1"]
mark = "sure"
verified_on = 2026-11-23
expires_on = 2027-03-23
"""
CHECKLIST = """\
slug = "apoyo"
title = "Apoyo"
title_en = "Support"
purpose = "Observar."
purpose_en = "To observe."
modules = ["a1"]
verified_on = 2026-11-23
""" + "".join(f"""
[[steps]]
id = "paso-{n}"
text = "Saluda {n}."
text_en = "Greets {n}."
critical = {"true" if n == 1 else "false"}
sources = ["K"]
look = "Dice su nombre."
look_en = "Says the name."
""" for n in range(1, 9))
FLOW = """\
slug = "puesto"
title = "Puesto"
title_en = "Post"
summary = "Qué hacer."
summary_en = "What to do."
verified_on = 2026-11-23
emergency = "salir"
""" + "".join(f"""
[[nodes]]
id = "{id_}"
kind = "{kind}"
title = "{title}"
title_en = "{title_en}"
text = "Dentro de {{{{pep-limite}}}}."
text_en = "Within {{{{pep-limite}}}}."
who = "Usted"
who_en = "You"
limit = "Ahora"
limit_en = "Now"
sources = ["S1"]
{ways}
""" for id_, kind, title, title_en, ways in (
    ("llegada", "start", "Llega", "Arrives", 'ways = [{ to = "urgente" }]'),
    ("urgente", "question", "¿Peligro?", "Danger?", 'ways = [{ to = "salir", label = "Sí", label_en = "Yes" }, '
                                                    '{ to = "fin", label = "No", label_en = "No" }]'),
    ("salir", "end", "Salir ya", "Leave now", ""), ("fin", "end", "Fin", "End", "")))
HISTORY = {
    "es": "---\ntitle: Historia\nsummary: De dónde viene.\nverified_on: 2026-11-23\n---\n\n## La ley {#ley}\n\nEn 1993. [[S1]]\n",
    "en": "---\ntitle: History\nsummary: Where it comes from.\nverified_on: 2026-11-23\n---\n\n## The law {#ley}\n\nIn 1993. [[S1]]\n",
}

WORKSHOPS = """\
[[workshops]]
course = "a"
exit_days = 4

  [[workshops.half_days]]
  day = 1
  starts = 08:00:00

    [[workshops.half_days.blocks]]
    kind = "test"
    title = "Prueba de entrada"
    title_en = "Entry test"
    minutes = 30
    essential = true

    [[workshops.half_days.blocks]]
    module = "a1"
    rows = [1, 2]

  [[workshops.half_days]]
  day = 1
  starts = 13:30:00

    [[workshops.half_days.blocks]]
    kind = "practice"
    title = "Práctica observada"
    title_en = "Observed practice"
    minutes = 60
    essential = true

    [[workshops.half_days.blocks]]
    kind = "test"
    title = "Prueba de salida"
    title_en = "Exit test"
    minutes = 30
    essential = true
"""


def texts() -> dict[str, str]:
    """The folder, by path."""
    made = {
        "manual.toml": PLAN, "helplines.toml": site.HELPLINES, "sources.toml": site.SOURCES, "facts.toml": site.FACTS,
        "glossary.toml": GLOSSARY, "directory.toml": DIRECTORY, "checklists/apoyo.toml": CHECKLIST, "flows/puesto.toml": FLOW,
        "tests.toml": tests(), "workshops.toml": WORKSHOPS,
    }
    titles = {"es": ("Escuchar", "Preguntar"), "en": ("Listening", "Asking")}
    for language, (first, second) in titles.items():
        for slug, title in (("a1", first), ("a2", second)):
            made[f"{language}/{slug}.md"] = page(language, title, slug)
            made[f"{language}/{slug}.gift"] = quiz(f"{slug}-q", language)
        made[f"{language}/prueba-a.gift"] = quiz("ta", language, 40)
        made[f"{language}/historia.md"] = HISTORY[language]
    return made


def files(changed: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The folder as bytes."""
    return {path: text.encode() for path, text in {**texts(), **(changed or {})}.items()}
