"""What texts may ask for by name, ready to be put in: the facts and the programme's term, in each language."""

import re
from collections.abc import Mapping
from functools import cached_property

from modules.check_term import check_term
from modules.facts import TERM, Inserted, check_insertions, insert
from modules.problems import Problem
from modules.reference import Fact

_KEY = re.compile(r"\s*(?:\{\s*)?([a-z_]+)\s*=")
_TERM_ASKED = "{{" + TERM + "}}"


class Figures:
    """The facts by name (None: the folder has no list of them) and the term in each language."""

    def __init__(self, facts: tuple[Fact, ...] | None, terms: Mapping[str, str]) -> None:
        self.facts, self.terms = facts, terms

    @cached_property
    def by_name(self) -> dict[str, Fact]:
        """The facts by their names."""
        return {fact.name: fact for fact in self.facts or ()}

    def fill(self, text: str, language: str) -> Inserted:
        """The text with its figures, in this language; names that nobody knows stay."""
        return insert(text, language, self.by_name, self.terms.get(language, ""))

    def filled(self, text: str, language: str) -> str:
        """Just the text."""
        return self.fill(text, language).text

    def fill_toml(self, text: str) -> str:
        """A file of bilingual data: what stands under `…_en` speaks English, the rest Spanish."""
        language, lines = "es", []
        for line in text.split("\n"):
            if key := _KEY.match(line):
                language = "en" if key.group(1).endswith("_en") else "es"
            lines.append(self.filled(line, language) if "{{" in line else line)
        return "\n".join(lines)

    def check(self, text: str, path: str, language: str = "", guarded: bool = True) -> list[Problem]:
        """Unknown names, guarded figures typed by hand, and the term typed by hand (in texts of one language)."""
        facts = None if self.facts is None else self.by_name
        problems = check_insertions(text, path, facts, guarded)
        return problems + check_term(text, path, self.terms.get(language, ""))

    def check_toml(self, text: str, path: str, guarded: bool) -> list[Problem]:
        """The same for bilingual data; comments are nobody's text."""
        lines = ["" if line.lstrip().startswith("#") else line for line in text.split("\n")]
        return self.check("\n".join(lines), path, guarded=guarded)
