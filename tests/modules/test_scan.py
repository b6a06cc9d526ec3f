import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.render import render
from modules.scan import normalised, scan
from tests.modules.site import CANARY

PIECES = st.sampled_from(
    [
        "",
        "texto",
        "- lista",
        "    - dentro",
        "> cita",
        "```",
        "~~~",
        "/// clave",
        "//// caso | Uno",
        "/// respuesta | x",
        "///",
        "////",
        "/////",
        "## Oír {#oir}",
        "| a | b |",
        "|---|---|",
        "    codigo",
        "1. uno",
        "/// nada",
        "[x]: y",
        "\t",
        "***",
        "/// facilitador | otro",
        "//// facilitador | otro",
        "---",
        "<!--",
        "-->",
        "<div>",
        "`",
        "``",
    ]
) | st.text(max_size=8)
MARGIN = st.sampled_from(
    ["", " ", "  ", "   ", "    ", "\t", "> ", "- ", "    - ", "1. ", "> > ", "\x00", "\u200b", "\ufeff"]
)
BODY = st.lists(
    st.sampled_from(
        [
            "",
            CANARY,
            "| 10 | " + CANARY + " |",
            "- " + CANARY,
            "```\n///\n```",
            "~~~\n////\n" + CANARY,
            "/// clave\n" + CANARY + "\n///",
            "    attrs: {id: x}",
            "## T {#t}",
            "[" + CANARY + "]: x",
        ]
    ),
    min_size=1,
    max_size=5,
)
END = st.sampled_from(["///", "  ///", "/// ", "", "////", "/// fin", "\r///"])
NAME = st.sampled_from(
    [
        "facilitador",
        "facilitador | Plan",
        " facilitador|Plan",
        "Facilitador | Plan",
        "FACILITADOR",
        "facilitadora | Plan",
        "facilitador Plan",
        "facilitador\u00a0| Plan",
        "fasilitador | Plan",
    ]
)


@given(
    st.lists(PIECES, max_size=6),
    MARGIN,
    NAME,
    BODY,
    END,
    st.lists(PIECES, max_size=4),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(max_examples=600, deadline=None)
def test_what_is_for_the_trainer_never_reaches_the_learner(
    before: list[str], margin: str, name: str, body: list[str], end: str, after: list[str], line_end: str
) -> None:
    text = "\n".join(
        [*before, f"{margin}///{name}" if name[0] == " " else f"{margin}/// {name}", *body, end, *after]
    )
    assert CANARY not in render(text.replace("\n", line_end), "x").html


def test_after_a_fence_in_a_hidden_block_the_rest_is_hidden() -> None:
    text = f"/// facilitador | otro\n```\n/// facilitador\n```\n///\n```\n{CANARY}\n///"
    assert CANARY not in render(text, "x").html


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "/// facilitador | x\nsecreto",
            ":1: el bloque «facilitador» no se cierra. Ciérrelo con una línea «///».",
        ),
        ("/// facilitdor | x\ny\n///", ":1: bloque «facilitdor» desconocido. ¿Quiso decir «facilitador»?"),
        ("/// facilitador x\ny\n///", ":1: sobra texto después de «facilitador»"),
        ("a\n- /// facilitador | x\n///", ":2: el bloque «facilitador» no empieza al margen"),
        (
            "//// caso | x\n/// facilitador | y\n///\n////",
            ":2: el bloque «facilitador» no puede estar dentro de «caso»",
        ),
        ("/// caso | x\n/// respuesta | y\n///\n///", ":2: el bloque «respuesta» tiene tantas barras"),
        ("/// haga\n- x\n///", ":1: el bloque «haga» no puede estar suelto. Va dentro de «contraste»."),
        ("/// caso\nx\n///", ":1: el bloque «caso» no tiene título"),
        ("a\n///", ":2: «///» cierra un bloque que nadie abrió"),
        ("//// caso | x\na\n///", ":3: «///» no cierra el bloque «caso» de la línea 1"),
        ("```\nx\n```", ":1: los bloques de código no se usan"),
    ],
)
def test_each_fault_of_a_block_is_said_with_its_line(text: str, what: str) -> None:
    problems = [str(problem) for problem in scan(text, "es/a1.md").problems]
    assert any(problem.startswith("es/a1.md" + what) for problem in problems), problems


def test_the_learners_text_keeps_its_line_numbers() -> None:
    assert scan("a\n/// facilitador | x\nb\n///\nc", "x").learner == "a\n\n\n\nc"


@given(st.text())
def test_any_text_is_walked_through(text: str) -> None:
    clean = normalised(text)
    assert scan(clean, "x").learner.count("\n") == clean.count("\n")
