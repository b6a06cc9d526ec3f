"""Names in the database as people type them: in small letters and without accents, on both databases."""

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

ACCENTS = dict(zip("áéíóúüñÁÉÍÓÚÜÑ", "aeiouunaeiouun", strict=True))
POSTGRESQL = "translate(lower({}), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun')"  # also what is indexed: see migration 0031


class letters(FunctionElement[str]):  # noqa: N801  # read as a function of SQL
    """A text column in small letters without accents."""

    type = String()
    inherit_cache = True
    name = "letters"


@compiles(letters, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **words: Any) -> str:
    return POSTGRESQL.format(compiler.process(element.clauses, **words))


@compiles(letters, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **words: Any) -> str:
    """Whose ``lower`` knows English only."""
    said = f"lower({compiler.process(element.clauses, **words)})"
    for accented, bare in ACCENTS.items():
        said = f"replace({said}, '{accented}', '{bare}')"
    return said


def holds(column: Any, word: str) -> ColumnElement[bool]:
    """Whether a name holds this word, folded, or a part of one that is so."""
    found: ColumnElement[bool] = letters(column).contains(word, autoescape=True)
    return found
