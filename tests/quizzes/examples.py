"""Quizzes that the tests share: one with every kind written by hand, and any quiz at all by hypothesis."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from quizzes.gift import parse
from quizzes.numbers import decimal
from quizzes.questions import (
    Choice,
    MatchAnswer,
    Matching,
    MultipleChoice,
    Numerical,
    NumericalAnswer,
    Option,
    Pair,
    Question,
    Quiz,
    TrueFalse,
)
from quizzes.shuffle import shuffled

EVERY_KIND = """\
// A3 · prueba del módulo
$CATEGORY: not used

// [id:a3-q01] [critica]
::a3-q01::Una usuaria le cuenta lo que vive.\\n¿Qué hace primero? (100 % \\= todo) {
=La escucho en privado. #Ser escuchada protege.
~Le pido alguna prueba. #Pedirla suena a duda.
// un comentario en medio no termina la pregunta
~%50%Llamo a mi jefa. #Puede hacerlo después.
}

// [id:a3-q02]
Marque todas las que correspondan. {
~%33.333%Escuchar #Sí, siempre.
~%33.333%Creer #Sí, sin pruebas.
~%33.333%Acompañar #Sí, si ella quiere.
~%-50%Juzgar #No ayuda a nadie.
}

// [id:a3-q03]
::a3-q03::Atender exige una denuncia. {FALSE#La atención no depende de ella.#Así es\\: se atiende igual.}

// [id:a3-q04]
Una cada frase con su paso. {
=Le creo -> Validar
=¿Qué necesita? -> Preguntar
=La acompaño -> Apoyar
= -> Interrogar
####Cada frase abre un paso distinto.
}

// [id:a3-q05]
¿Hasta cuántas horas? {# =72:0#Exacto. =%0%120:0#Ese es otro plazo. =%50%70..75#Casi.
####Cuente desde el hecho.}

// [id:a3-q06]
¿Cuántos pasos tiene? {#5:0.5#Cinco. ~#Vuelva a contarlos.}
"""


def every_kind() -> Quiz:
    """The quiz above, which has no problem."""
    quiz, problems = parse(EVERY_KIND, "es/a3.gift")
    assert problems == []
    return quiz


def true_false_quiz(count: int, critical: frozenset[int] = frozenset()) -> Quiz:
    """A quiz of `count` true sentences, to reach any share; those in `critical` (from 0) are critical."""
    questions = [
        TrueFalse(
            id=f"q{n}", name=f"q{n}", stem=f"Frase {n}", answer=True, when_right="sí", when_wrong="no",
            critical=n in critical,
        )
        for n in range(count)
    ]  # fmt: skip
    return Quiz(id="t", title="t", questions=tuple(questions))


# Any letters, with plenty of the signs of GIFT; what stands at the ends would be trimmed.
_LETTERS = st.characters(
    exclude_categories=("Cs", "Cn", "Cc", "Zl", "Zp"), exclude_characters="ÃÂ\ufffd", include_characters="\n"
)
_SIGNS = st.sampled_from(
    [
        "~",
        "=",
        "#",
        "####",
        "{",
        "}",
        ":",
        "::",
        "\\",
        "\\n",
        "//",
        "[html]",
        "[plain]",
        "[id:x]",
        "%50%",
        "<b>",
        "T",
    ]
)
TEXTS = st.lists(_SIGNS | st.text(_LETTERS, max_size=6), max_size=6).map("".join)

Fresh = Callable[[str], str]


def _fresh_texts() -> Fresh:
    """Makes each text different from all others in the quiz, and not blank."""
    numbers = itertools.count(1)
    return lambda text: f"{text.lstrip()}x{next(numbers)}"


def _options(draw: st.DrawFn, fresh: Fresh, weights: list[Fraction], seed: str) -> tuple[Option, ...]:
    numbers = shuffled(range(1, len(weights) + 1), seed)
    return tuple(
        Option(id=f"o{number}", text=fresh(draw(TEXTS)), feedback=fresh(draw(TEXTS)), weight=str(weight))
        for number, weight in zip(numbers, weights, strict=True)
    )


def _choice(draw: st.DrawFn, fresh: Fresh, base: dict[str, Any]) -> Question:
    parts = st.sampled_from([Fraction(text) for text in ("0", "0", "1/2", "1/3", "-1/7", "5/6", "9/10")])
    weights = draw(st.permutations([Fraction(1), *draw(st.lists(parts, min_size=1, max_size=4))]))
    return Choice(**base, options=_options(draw, fresh, weights, f"options of {base['id']}"))


def _multiple(draw: st.DrawFn, fresh: Fresh, base: dict[str, Any]) -> Question:
    rights = draw(st.integers(1, 10))
    minus = st.sampled_from([Fraction(text) for text in ("-1", "-1/2", "-1/3", "-1/6", "-1/9")])
    wrongs = draw(st.lists(minus, min_size=1, max_size=3))
    weights = draw(st.permutations([Fraction(1, rights)] * rights + wrongs))
    return MultipleChoice(**base, options=_options(draw, fresh, weights, f"options of {base['id']}"))


def _true_false(draw: st.DrawFn, fresh: Fresh, base: dict[str, Any]) -> Question:
    right, wrong = fresh(draw(TEXTS)), fresh(draw(TEXTS))
    return TrueFalse(**base, answer=draw(st.booleans()), when_right=right, when_wrong=wrong)


def _matching(draw: st.DrawFn, fresh: Fresh, base: dict[str, Any]) -> Question:
    different = draw(st.integers(2, 5))
    extra = draw(st.integers(0, 2))
    numbers = shuffled(range(1, different + extra + 1), f"answers of {base['id']}")
    answers = tuple(MatchAnswer(id=f"a{number}", text=fresh(draw(TEXTS))) for number in numbers)
    taken = [*range(different), *draw(st.lists(st.integers(0, different - 1), max_size=2))]
    pairs = tuple(
        Pair(id=f"p{place}", text=fresh(draw(TEXTS)).replace("->", "—"), answer=answers[which].id)
        for place, which in enumerate(taken, start=1)
    )
    return Matching(**{**base, "feedback": fresh("por qué")}, pairs=pairs, answers=answers)


def _numerical(draw: st.DrawFn, fresh: Fresh, base: dict[str, Any]) -> Question:
    # Steps apart, so that no answer hides another.
    count = draw(st.integers(1, 4))
    answers = []
    for place in range(count):
        middle = Fraction(draw(st.integers(-400, 400)), 1000) + 10 * place
        margin = Fraction(draw(st.integers(0, 4000)), 1000)
        weight = (
            Fraction(1) if place == 0 else draw(st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1)]))
        )
        value = decimal(middle) if draw(st.booleans()) else None
        low, high = decimal(middle - margin), decimal(middle + margin)
        answers.append(
            NumericalAnswer(low=low, high=high, value=value, weight=str(weight), feedback=fresh(draw(TEXTS)))
        )
    return Numerical(**base, answers=tuple(answers), otherwise=fresh(draw(TEXTS)))


_KINDS = (_choice, _multiple, _true_false, _matching, _numerical)


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """Any quiz that the parser would accept without a problem."""
    fresh = _fresh_texts()
    questions = []
    for number in range(draw(st.integers(1, 4))):
        base: dict[str, Any] = {
            "id": f"q{number}",
            "name": fresh(draw(TEXTS)),
            "stem": fresh(draw(TEXTS)),
            "feedback": draw(st.sampled_from(["", fresh(draw(TEXTS))])),
            "critical": draw(st.booleans()),
            "format": draw(st.sampled_from(["plain", "markdown"])),
        }
        questions.append(draw(st.sampled_from(_KINDS))(draw, fresh, base))
    return Quiz(id="any", title="Una prueba", questions=tuple(questions))


_JUNK = st.one_of(
    st.none(), st.integers(), st.text(max_size=8),
    st.sampled_from(["1e999", "NaN", "٣", "-0", "o1", "true", "72,5"]),
    st.lists(st.sampled_from(["o1", "o2", "o3", "zz"]), max_size=4),
    st.dictionaries(st.sampled_from(["p1", "p2", "p3"]), st.sampled_from(["a1", "a2", "zz"]), max_size=4),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2), st.lists(st.integers(), max_size=2),
)  # fmt: skip
ANSWERS = st.dictionaries(
    st.sampled_from([*(f"q{n}" for n in range(4)), *(f"a3-q0{n}" for n in range(1, 7)), "?"]),
    _JUNK,
    max_size=8,
)
