"""GIFT files are read as their authors mean them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.check_facts import read_facts
from modules.figures import Figures
from quizzes.check import check
from quizzes.gift import parse, parse_bytes, write
from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Quiz, TrueFalse
from tests.quizzes.examples import EVERY_KIND, TEXTS, every_kind, quizzes

FOLDER = Path(__file__).parents[2] / "content"
CONTENT = sorted(FOLDER.glob("e[sn]/*.gift"))
FIGURES = Figures(read_facts((FOLDER / "facts.toml").read_text())[0], {"es": "violencia", "en": "violence"})


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_quizzes_of_the_manual_have_no_problem(path: Path) -> None:
    text = FIGURES.filled(path.read_text("utf-8"), path.parent.name)  # GIFT is read after the figures are in place
    assert [str(problem) for problem in check(text, path.name)] == []
    assert parse(write(parse(text, path.name).quiz), path.name).quiz == parse(text, path.name).quiz


def test_the_file_gives_the_quiz_its_id_and_its_title() -> None:
    quiz = every_kind()
    assert (quiz.id, quiz.title) == ("a3", "A3 · prueba del módulo")
    assert [question.kind for question in quiz.questions] == [
        "choice", "multiple", "truefalse", "matching", "numerical", "numerical",
    ]  # fmt: skip


def test_a_single_choice_keeps_text_feedback_and_weight_of_each_option() -> None:
    question = every_kind().questions[0]
    assert isinstance(question, Choice)
    assert question.critical
    assert question.stem == "Una usuaria le cuenta lo que vive.\n¿Qué hace primero? (100 % = todo)"
    assert [(o.text, o.feedback, o.weight) for o in question.options] == [
        ("La escucho en privado.", "Ser escuchada protege.", "1"),
        ("Le pido alguna prueba.", "Pedirla suena a duda.", "0"),
        ("Llamo a mi jefa.", "Puede hacerlo después.", "1/2"),
    ]


def test_thirds_are_exact() -> None:
    question = every_kind().questions[1]
    assert isinstance(question, MultipleChoice)
    assert [option.share for option in question.options] == [Fraction(1, 3)] * 3 + [Fraction(-1, 2)]


def test_true_false_has_the_feedback_for_the_wrong_decision_first() -> None:
    question = every_kind().questions[2]
    assert isinstance(question, TrueFalse)
    assert not question.answer
    assert question.when_wrong == "La atención no depende de ella."
    assert question.when_right == "Así es: se atiende igual."


@pytest.mark.parametrize(
    ("word", "answer"), [("T", True), ("TRUE", True), ("true", True), ("F", False), ("FALSE", False)]
)
def test_true_false_may_be_written_in_four_ways(word: str, answer: bool) -> None:
    quiz, problems = parse(f"// [id:q]\nUna frase {{ {word} #mal#bien}}", "a.gift")
    assert problems == []
    assert isinstance(quiz.questions[0], TrueFalse)
    assert quiz.questions[0].answer is answer


def test_matching_keeps_pairs_and_extra_answers() -> None:
    question = every_kind().questions[3]
    assert isinstance(question, Matching)
    texts = {answer.id: answer.text for answer in question.answers}
    assert [(pair.text, texts[pair.answer]) for pair in question.pairs] == [
        ("Le creo", "Validar"),
        ("¿Qué necesita?", "Preguntar"),
        ("La acompaño", "Apoyar"),
    ]
    assert [answer.text for answer in question.answers][3:] == ["Interrogar"]
    assert question.feedback == "Cada frase abre un paso distinto."


def test_numbers_have_margins_ranges_weights_and_a_word_for_the_rest() -> None:
    several, one = every_kind().questions[4:]
    assert isinstance(several, Numerical)
    assert isinstance(one, Numerical)
    assert [(a.low, a.high, a.value, a.weight) for a in several.answers] == [
        ("72", "72", "72", "1"),
        ("120", "120", "120", "0"),
        ("70", "75", None, "1/2"),
    ]
    assert (one.answers[0].low, one.answers[0].high) == ("4.5", "5.5")
    assert one.otherwise == "Vuelva a contarlos."


@pytest.mark.parametrize(
    ("prefix", "style"), [("[plain]", "plain"), ("[markdown]", "markdown"), ("[html]", "plain")]
)
def test_a_stem_may_say_its_format(prefix: str, style: str) -> None:
    quiz, problems = parse(f"// [id:q]\n::q::{prefix}Una &amp; otra {{T#mal#bien}}", "a.gift")
    assert problems == []
    assert quiz.questions[0].format == style
    assert quiz.questions[0].stem == ("Una & otra" if prefix == "[html]" else "Una &amp; otra")


def test_option_ids_do_not_betray_which_option_was_written_first() -> None:
    blocks = [f"// [id:q{n}]\nCuál {{\n=a #a{n}\n~b #b{n}\n~c #c{n}\n~d #d{n}\n}}" for n in range(40)]
    quiz, problems = parse("\n\n".join(blocks), "a.gift")
    assert problems == []
    rights = {
        option.id for q in quiz.questions if isinstance(q, Choice) for option in q.options if option.right
    }
    assert rights == {"o1", "o2", "o3", "o4"}


def test_option_ids_stay_when_a_text_is_corrected() -> None:
    corrected = parse(EVERY_KIND.replace("alguna prueba", "una prueba"), "es/a3.gift").quiz
    before, after = every_kind().questions[0], corrected.questions[0]
    assert isinstance(before, Choice)
    assert isinstance(after, Choice)
    assert [option.id for option in before.options] == [option.id for option in after.options]


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    data = b"\xef\xbb\xbf" + EVERY_KIND.replace("\n", "\r\n").encode()
    assert parse_bytes(data, "es/a3.gift") == parse(EVERY_KIND, "es/a3.gift")


@given(quizzes())
def test_what_is_written_is_read_again_the_same(quiz: Quiz) -> None:
    again, problems = parse(write(quiz), "any.gift")
    assert problems == []
    assert again == quiz


def test_a_phrase_with_an_arrow_cannot_be_written() -> None:
    quiz = every_kind()
    text = write(quiz)
    matching = quiz.questions[3]
    assert isinstance(matching, Matching)
    assert "=Le creo -> Validar" in text
    pairs = tuple(type(pair)(id=pair.id, text="a -> b", answer=pair.answer) for pair in matching.pairs)
    broken = Matching(id="m", name="m", stem="s", pairs=pairs, answers=matching.answers)
    with pytest.raises(ValueError, match="->"):
        write(Quiz(id="x", title="x", questions=(broken,)))


_PIECES = st.sampled_from(
    [
        "// [id:",
        "a-q1",
        "] [critica]\n",
        "::",
        "{",
        "}",
        "=",
        "~",
        "#",
        "####",
        "%50%",
        "->",
        "..",
        "T",
        "\n",
        "\n\n",
        "9",
    ]
)


@given(st.one_of(TEXTS, st.text(), st.lists(_PIECES | st.text(max_size=3), max_size=40).map("".join)))
def test_no_text_breaks_the_reader(text: str) -> None:
    quiz, problems = parse(text, "a.gift")
    check(text, "a.gift")
    assert all(0 <= problem.line <= text.count("\n") + text.count("\r") + 1 for problem in problems)
    if not problems:
        assert parse(write(quiz), "a.gift").quiz.questions == quiz.questions


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    parse_bytes(data, "a.gift")


def test_a_long_run_of_spaces_is_read_at_once() -> None:
    parse("// [id:q]\n" + " " * 400_000 + "x {T#a#b}", "a.gift")
