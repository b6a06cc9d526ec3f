"""A care pathway as a poster: one sheet, A3 or A4, that reads from two metres. Pure: it makes HTML, the press draws it.

One drawing, two papers: everything is measured in `u`, a hundredth of the sheet's width, and only `u` differs. So the
A4 is the A3 at 71 %: titles of at least 22 pt there are at least 15.5 pt here.
"""

from datetime import date
from html import escape
from typing import Literal

from books.words import day, words_for
from modules.flow import Flow
from modules.flow_layout import Drawing, fitted
from modules.flow_outline import is_old, outline
from modules.flow_svg import svg
from modules.manual import Helpline, Manual
from modules.reference import said

Size = Literal["a3", "a4"]
WIDTHS = {"a3": 297.0, "a4": 210.0}  # millimetres
SHAPE = 297.0 / 210.0
POINT = 100.0 / (297.0 / 25.4 * 72.0)  # one point of the A3, in u
MARGIN = 4.1  # u: 12 mm on the A3, 8.6 mm on the A4, inside what office printers reach
HEAD, FOOT = 10.0, 14.1  # u, for the heading and the foot
SIZES = tuple(points / 2 * POINT for points in range(50, 43, -1))  # titles from 25 pt down to 22 pt on the A3
TEXT = 11.5 * POINT

_WORDS = {
    "es": {
        "lead": "Hacia abajo, se sigue. A la derecha, se hace en ese momento.",
        "local": "Teléfonos de nuestra zona",
        "phones": ("CEM", "Comisaría", "Ambulancia", "Hospital", "Salud mental", "Fiscalía"),
        "stale": "número por verificar",
        "norm": "Manda la norma vigente de su establecimiento.",
        "place": "Para el personal: no va en la sala de espera.",
        "checked": "Verificado el",
        "old": "hace más de un año: revíselo antes de usarlo",
        "short": "PEP: profilaxis posexposición al VIH. AOE: anticoncepción oral de emergencia. "
                 "CEM: Centro Emergencia Mujer.",
    },
    "en": {
        "lead": "Downwards, go on. To the right, do it at that moment.",
        "local": "Telephones of our area",
        "phones": ("CEM", "Police station", "Ambulance", "Hospital", "Mental health", "Prosecutor"),
        "stale": "number to be checked",
        "norm": "The rule in force in your facility comes first.",
        "place": "For staff: not for the waiting room.",
        "checked": "Verified on",
        "old": "over a year ago: check it before use",
        "short": "PEP: HIV post-exposure prophylaxis. EC: emergency contraception. CEM: women's emergency centre. "
                 "LIVES: first-line support (ANIMA).",
    },
}

_CSS = """
@page { size: %(paper)s portrait; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { font: 1rem/1.25 "Reading", "Noto Sans", sans-serif; font-size: %(u).4fmm; color: #14252d }
body.poster { position: relative; width: 100rem; height: %(high).4frem; overflow: hidden }
.poster section { position: absolute; left: 0; top: 0; width: 100rem; height: %(high).4frem;
  padding: 2.8rem 4.1rem 0; overflow: hidden }
.poster h1 { font: 700 4rem/1.05 "Names", "Reading", serif; color: #0d3a4c }
.poster .lead { margin-top: .35rem; font-size: 1.6rem; line-height: 1.2 }
.poster .draft { position: absolute; top: 7.3rem; right: 4.1rem; padding: .05rem .9rem; background: #fdf5e1;
  border: .2rem solid #5a3a00;  font-weight: 700; font-size: 1.35rem; line-height: 1.25; color: #5a3a00 }
.poster .drawing { position: absolute; left: 4.1rem; top: %(top).4frem }
.poster footer { position: absolute; left: 4.1rem; right: 4.1rem; bottom: 2.1rem }
.poster .lines { width: 100%%; border-collapse: collapse; border-top: .35rem solid #0d3a4c }
.poster .lines td { width: 25rem; padding: .55rem 1.6rem 0 0; vertical-align: top; font-size: 1.2rem; line-height: 1.22 }
.poster .lines b { display: block; font-size: 2.3rem; line-height: 1.15; color: #0d3a4c; white-space: nowrap }
.poster .lines .stale { font-weight: 700; color: #8a1236 }
.poster .lines .local { width: auto; padding-right: 0 }
.poster .local p { font-weight: 700; font-size: 1.35rem; line-height: 1.3 }
.poster .blanks span { display: inline-block; width: 12.3rem; height: 2.75rem; margin-right: 1rem; vertical-align: top;
  border-bottom: .12rem solid #42525a; font-size: 1.02rem; line-height: 1.3; color: #42525a }
.poster .small { margin-top: .6rem; font-size: 1.02rem; line-height: 1.35 }
"""


def poster_html(flow: Flow, manual: Manual, language: str, size: Size, today: date) -> str:
    """The whole sheet as HTML with its own style, for a press that knows the faces "Reading" and "Names".

    Raises ValueError when the pathway has too many steps to be read from two metres.
    """
    u = WIDTHS[size] / 100.0
    style = _CSS % {"paper": size.upper(), "u": u, "high": 100 * SHAPE, "top": HEAD}
    said_in = "en" if language.startswith("en") else "es"
    return (f'<!doctype html><html lang="{"en" if said_in == "en" else "es-PE"}"><head><meta charset="utf-8">'
            f"<title>{escape(said(flow, 'title', language))}</title><style>{style}</style></head>"
            f'<body class="poster">{poster_section(flow, manual, language, today)}</body></html>')


def poster_section(flow: Flow, manual: Manual, language: str, today: date) -> str:
    """One sheet as a `<section>` 100 rem wide; its root must be as `_CSS` says."""
    words = _WORDS["en" if language.startswith("en") else "es"]
    drawing = poster_drawing(flow, language)
    edge = drawing.style.title * 0.12
    picture = svg(drawing, f"{said(flow, 'title', language)}. {description(flow, language)}", "", name=f"afiche-{flow.slug}",
                  size=(f"{drawing.width + 2 * edge:.3f}rem", f"{drawing.height + 2 * edge:.3f}rem"))
    draft = f'<p class="draft">{escape(words_for(language)["draft"])}</p>' if manual.draft else ""
    return (f"<section>{draft}<h1>{escape(said(flow, 'title', language))}</h1>"
            f'<p class="lead">{escape(str(words["lead"]))}</p><div class="drawing">{picture}</div>'
            f"{_foot(flow, manual, language, today)}</section>")


def poster_drawing(flow: Flow, language: str) -> Drawing:
    """The drawing in u; the same for both papers."""
    edge = SIZES[0] * 0.24
    return fitted(flow, language, (100 - 2 * MARGIN - edge, 100 * SHAPE - HEAD - FOOT - edge), SIZES, TEXT)


def description(flow: Flow, language: str) -> str:
    """The pathway in words, for whoever does not see the drawing."""
    sentences = []
    for step in (one for top in outline(flow, language) for one in (top, *top.branches)):
        ways = "; ".join(f"{way.label or '→'} {way.sign}".replace("→ ", "") for way in step.exits)
        sentences.append(f"{step.sign}. {step.title} ({step.who}, {step.limit}){f': {ways}' if ways else ''}.")
    return " ".join(sentences)


def _foot(flow: Flow, manual: Manual, language: str, today: date) -> str:
    words = _WORDS["en" if language.startswith("en") else "es"]
    lines = "".join(f"<td>{_line(line, language, today)}</td>" for line in manual.helplines[:2])
    blanks = "".join(f"<span>{escape(phone)}</span>" for phone in words["phones"])
    old = f" ({words['old']})" if is_old(flow, today) else ""
    version = (f"{words_for(language)['version']} {manual.version}"
               + (f" · {manual.digest[:8]}" if manual.digest else ""))
    return (f'<footer><table class="lines"><tr>{lines}<td class="local"><p>{words["local"]}:</p>'
            f'<div class="blanks">{blanks}</div></td></tr></table>'
            f'<p class="small"><b>{escape(version)} · {words["checked"]} {day(flow.verified_on, language)}{old}</b> · '
            f"{words['norm']} {words['place']} {words['short']} {escape(manual.issuer)} · "
            f"{escape(manual.licence)}</p></footer>")


def _line(line: Helpline, language: str, today: date) -> str:
    words = _WORDS["en" if language.startswith("en") else "es"]
    warning = f'<br><span class="stale">! {words["stale"]}</span>' if line.stale(today) else ""
    text = f"{said(line, 'text', language)} {said(line, 'hours', language)}"
    return f"<b>{escape(line.name)}</b>{escape(text)}{warning}"
