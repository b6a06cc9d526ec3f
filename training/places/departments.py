"""The departments by their INEI codes, however a file writes them. Pure."""

import re

from training.places.folding import fold
from training.places.letters import BROKEN, fits
from training.places.seed import DEPARTMENTS

_NAMES = {code: name for code, name, _iso in DEPARTMENTS}
_CODES = {fold(name): code for code, name in _NAMES.items()}
_BEGINNING = re.compile(r"^(?:departamento|dpto|region|provincia constitucional|prov const|gobierno regional)"
                        r"(?: (?:de|del))? ")
_ENDING = re.compile(r" (?:metropolitana|provincias|region)$")


def name_of(code: str) -> str:
    """«05» → «Ayacucho»; "" for none."""
    return _NAMES.get(code, "")


def department_of(text: str) -> str:
    """«HU�NUCO», «Prov. Const. del Callao» → its INEI code; "" when it is none, or could be two."""
    if BROKEN in text:
        fitting = [code for code, name in _NAMES.items() if fits(text, name)]
        return fitting[0] if len(fitting) == 1 else ""
    folded = _ENDING.sub("", _BEGINNING.sub("", fold(text)))
    return _CODES.get(folded, "")
