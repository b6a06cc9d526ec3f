"""Names in the database as people type them: whatever their case and accents, on both databases."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

IN_SMALL = "translate(lower({}), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun')"  # also what is indexed: see migration 0031
# Letters that are one to whoever types.
SAME = {"a": "aáAÁ", "e": "eéEÉ", "i": "iíIÍ", "o": "oóOÓ", "u": "uúüUÚÜ", "n": "nñNÑ"}


class _Holds(FunctionElement[bool]):
    """Whether a text (the first part) matches: LIKE the second on PostgreSQL, GLOB the third on SQLite."""

    type = Boolean()
    inherit_cache = True
    name = "holds"


@compiles(_Holds, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **words: Any) -> str:
    column, like, _glob = element.clauses
    return f"{IN_SMALL.format(compiler.process(column, **words))} LIKE {compiler.process(like, **words)}"


@compiles(_Holds, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **words: Any) -> str:
    """A pattern with every way to write each letter: to change every name instead takes ten times longer."""
    column, _like, glob = element.clauses
    return f"{compiler.process(column, **words)} GLOB {compiler.process(glob, **words)}"


def holds(column: Any, word: str) -> ColumnElement[bool]:
    """Whether a name holds this word, which is folded (letters and digits only), or a part of one that is so."""
    any_way = "".join(f"[{SAME.get(sign) or sign + sign.upper()}]" for sign in word)
    found: ColumnElement[bool] = _Holds(column, bindparam(None, f"%{word}%"), bindparam(None, f"*{any_way}*"))
    return found
