"""What stands after the question mark of an address of the interface: read strictly, refused with the reason. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

CURSOR, LIMIT, REGION = "cursor", "limite", "region"
USUAL, MOST = 100, 500  # lines of an answer


class Unasked(ValueError):
    """A parameter that is none of ours, or a value that cannot be. Its text is the reason, in Spanish."""


def only(given: Mapping[str, Sequence[str]], known: Iterable[str]) -> dict[str, str]:
    """Each parameter once, and none that the address does not know."""
    names = set(known)
    for name, values in given.items():
        if name not in names:
            offered = ", ".join(sorted(names)) or "ninguno"
            raise Unasked(f"No se conoce el parámetro «{name[:40]}». Aquí se puede usar: {offered}.")
        if len(values) != 1:
            raise Unasked(f"El parámetro «{name}» se da una sola vez.")
    return {name: values[0] for name, values in given.items()}


def limit(values: Mapping[str, str]) -> int:
    """How many lines, from 1 to `MOST`."""
    written = values.get(LIMIT, str(USUAL))
    if not re.fullmatch(r"[1-9][0-9]{0,2}", written) or int(written) > MOST:
        raise Unasked(f"«{LIMIT}» es un número entero de 1 a {MOST}.")
    return int(written)


def cursor(values: Mapping[str, str], pattern: str) -> str:
    """After which line to go on: as the answer before gave it. "" at the beginning."""
    written = values.get(CURSOR, "")
    if CURSOR in values and not re.fullmatch(pattern, written, re.ASCII):
        raise Unasked(f"«{CURSOR}» se copia de «siguiente» de la respuesta anterior; así escrito no lo es.")
    return written


def region(values: Mapping[str, str]) -> str:
    """The code of a health authority; "" when none was asked for."""
    written = values.get(REGION, "")
    if REGION in values and not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", written, re.ASCII):
        raise Unasked(f"«{REGION}» es el código de una autoridad de salud, como «aya» o «diris-norte».")
    return written


def day(values: Mapping[str, str], name: str) -> date | None:
    """A date as 2026-11-30."""
    written = values.get(name)
    if written is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise Unasked(f"«{name}» es una fecha, como 2026-11-30.")


def course(values: Mapping[str, str]) -> str:
    """The letter of a course; "" for all."""
    written = values.get("curso", "")
    if "curso" in values and not re.fullmatch(r"[a-z]", written, re.ASCII):
        raise Unasked("«curso» es la letra de un curso: a, b …")
    return written
