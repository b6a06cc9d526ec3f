"""The one setting for what the programme calls violence, and how a text asks for it."""

import re

from modules.problems import Problem

TERM = "{{termino}}"
_ASKED = re.compile(r"\{\{[^{}\n]*\}\}")


def check_term(text: str, path: str, term: str) -> list[Problem]:
    """Every ``{{…}}`` that is not the term's, and every place where the term was written out by hand."""
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        problems += [Problem(path, number, f"nadie sabe qué poner en «{asked}»", f"Escriba «{TERM}» o quítelo")
                     for asked in _ASKED.findall(line) if asked != TERM]
        if len(term.split()) > 2 and term in line:
            problems.append(Problem(path, number, "el término de la violencia está escrito a mano",
                                    f"Escriba «{TERM}»: se toma de manual.toml"))
    return problems
