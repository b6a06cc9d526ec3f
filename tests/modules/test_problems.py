from modules.problems import Problem, did_you_mean, line_of


def test_a_problem_reads_as_place_fault_and_repair() -> None:
    hint = did_you_mean("derivar", ["derivar-acompanando", "casos"], mark="#")
    problem = Problem("es/a3.md", 12, "enlace a «#derivar», que no existe en el módulo", hint).under(
        "content"
    )
    assert str(problem) == (
        "content/es/a3.md:12: enlace a «#derivar», que no existe en el módulo. "
        "¿Quiso decir «#derivar-acompanando»?"
    )


def test_a_problem_of_a_whole_file_names_no_line() -> None:
    assert str(Problem("manual.toml", 0, "falta", "Créelo")) == "manual.toml: falta. Créelo."


def test_without_a_near_word_the_other_sentence_stands() -> None:
    assert did_you_mean("zzz", ["casos"], "Quítelo") == "Quítelo"


def test_a_line_is_found_or_the_start_given() -> None:
    assert line_of("a\nb\nc", "c") == 3
    assert line_of("a\nb\nc", "zz", 2) == 2
