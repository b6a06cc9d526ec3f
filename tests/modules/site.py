"""A tiny manual as a dict of file contents: right as it stands, so that a test can break one thing."""

PLAN = """\
version = "1"
title = "Manual de prueba"
term = "violencia"
language = "es"
licence = "CC BY 4.0"
issuer = "Programa de prueba"

[[courses]]
slug = "a"
title = "Curso"
summary = "Un curso."
completion = ["read", "quiz"]

  [[courses.modules]]
  slug = "a1"
  title = "Escuchar"
  minutes = 30
  requires = []
  ready = true

  [[courses.modules]]
  slug = "a2"
  title = "Preguntar"
  minutes = 30
  requires = ["a1"]
  ready = true

  [[courses.modules]]
  slug = "a3"
  title = "Referir"
  minutes = 60
  requires = ["a2"]
  ready = false
"""

HELPLINES = """\
[[helplines]]
name = "Línea 100"
number = "100"
href = "tel:100"
text = "Orientación."
text_en = "Guidance."
hours = "Siempre"
hours_en = "Always"
verified_on = 2026-11-23
expires_on = 2027-03-23
source = "Llamada propia"
"""

SOURCES = """\
[[sources]]
code = "S1"
title = "Guía de prueba"
title_en = "A test guide"
owner = "Ministerio de prueba"
owner_en = "Ministry of tests"
year = "2020"
version = "Primera edición"
version_en = "First edition"
read = "texto leído"
read_en = "text read"
verified_on = 2026-11-23
url = "https://example.org/guia"

[[sources]]
code = "K"
title = "Conocimiento profesional"
title_en = "Professional knowledge"
owner = "Programa"
owner_en = "Programme"
year = "2026"
version = "Sin documento"
version_en = "No document"
read = "nada que leer"
read_en = "nothing to read"
verified_on = 2026-11-23
"""

FACTS = """\
[[facts]]
name = "pep-limite"
number = 72
unit = "horas"
unit_en = "hours"
about = "Límite"
about_en = "Limit"
sources = ["S1"]
mark = "sure"
guard = true

[[facts]]
name = "endes-alguna"
number = 52.0
unit = "%"
unit_en = "%"
about = "Alguna vez"
about_en = "Ever"
sources = ["S1", "K"]
mark = "sure"
"""

FILLER = "\n\n".join(
    [
        (
            "La usuaria llega al puesto. Usted la recibe con calma. Le habla bajo y la mira. "
            "Ella dice lo que quiere. Usted la oye sin prisa."
        )
    ]
    * 46
)
CANARY = "SOLO-PARA-QUIEN-FACILITA"


def page(title: str = "Escuchar", extra: str = "") -> str:
    """A module's file that has everything a module needs; `extra` goes into an explanation."""
    return f"""\
---
title: {title}
summary: Una frase.
verified_on: 2026-11-23
reviewed_by:
---

## Objetivos {{#objetivos}}

- Oír.

/// aviso | Antes de seguir
Puede saltar [los casos](#casos).
///

## Mensajes clave {{#mensajes}}

- Créale.
- Acompáñela.

## Oír {{#oir}}

{FILLER}

Tiene {{{{pep-limite}}}}. [[S1, K]]

{extra}

/// clave
Ella decide.
///

## Hablar {{#hablar}}

/// pasos
1. **A · Atención.** Con calma.
2. **Otro paso.** Sin prisa.
///

/// frases
- «Le creo.»
///

//// contraste
/// haga | Haga esto
- Sentarse.
///
/// nohaga | No haga esto
- Gritar.
///
////

/// verifique
Antes de actuar, verifique la norma vigente de su establecimiento.
///

## Casos {{#casos}}

//// caso | Uno
¿Qué haría primero?

/// respuesta | Ver una buena respuesta
Oír.
///
////

//// caso | Dos
¿Qué haría primero?

/// respuesta | Ver una buena respuesta
Oír otra vez.
///
////

## Resumen {{#resumen}}

Oír ayuda.

## Fuentes {{#fuentes}}

Ninguna avala el módulo.

/// facilitador | Agenda
{CANARY}

| Minutos | Actividad | Método | Quien facilita dice o hace | Materiales | Tipo |
|---|---|---|---|---|---|
| 10 | Abrir | Ronda | Saluda | Sillas | Esencial |
| 20 | Cerrar | Ronda | Agradece | Sillas | Opcional |
///

/// facilitador | Puntos sensibles
Calma.
///

/// facilitador | Respuestas esperadas
Oír.
///

## Qué cambió {{#cambios}}

Todo es nuevo.
"""


def site(**changed: str | None) -> dict[str, bytes]:
    """The tiny manual; keywords replace files (`plan`, `helplines`, `sources`, `facts`, `a1`, `a2`), None takes one away."""
    texts: dict[str, str | None] = {
        "manual.toml": changed.get("plan", PLAN),
        "helplines.toml": changed.get("helplines", HELPLINES),
        "sources.toml": changed.get("sources", SOURCES),
        "facts.toml": changed.get("facts", FACTS),
        "es/a1.md": changed.get("a1", page()),
        "es/a2.md": changed.get("a2", page("Preguntar")),
        "es/a1.gift": "prueba 1",
        "es/a2.gift": "prueba 2",
    }
    return {path: text.encode() for path, text in texts.items() if text is not None}
