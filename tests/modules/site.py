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

FILLER = "\n\n".join(
    [
        (
            "La usuaria llega al puesto y usted la recibe con calma. Le habla bajo y la mira. "
            "Ella dice lo que quiere y usted la oye sin prisa."
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

- Una fuente.

/// facilitador | Agenda
{CANARY}

| Minutos | Actividad |
|---|---|
| 10 | Abrir |
| 20 | Cerrar |
///
"""


def site(**changed: str | None) -> dict[str, bytes]:
    """The tiny manual; keywords replace files (`plan`, `helplines`, `a1`, `a2`), None takes one away."""
    texts: dict[str, str | None] = {
        "manual.toml": changed.get("plan", PLAN),
        "helplines.toml": changed.get("helplines", HELPLINES),
        "es/a1.md": changed.get("a1", page()),
        "es/a2.md": changed.get("a2", page("Preguntar")),
        "es/a1.gift": "prueba 1",
        "es/a2.gift": "prueba 2",
    }
    return {path: text.encode() for path, text in texts.items() if text is not None}
