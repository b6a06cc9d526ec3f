"""The one setting for what the programme calls violence: a text asks for it and never writes it out."""

from modules.problems import Problem

TERM = "{{termino}}"


def check_term(text: str, path: str, term: str) -> list[Problem]:
    """Every place where the term was written out by hand."""
    if len(term.split()) <= 2 or term not in text:  # a short term is a common word
        return []
    return [Problem(path, number, "el término de la violencia está escrito a mano",
                    f"Escriba «{TERM}»: se toma de manual.toml")
            for number, line in enumerate(text.split("\n"), 1) if term in line]
