"""Which health authority a facility belongs to: by its district or province, by the file's DISA, by its department. Pure.

The register writes «LIMA SUR» for hospitals of all four DIRIS of Lima: so the district's UBIGEO speaks first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from training.places.folding import fold

_OFFICE = re.compile(r"^(?:diris|diresa|geresa|disa|direccion (?:regional )?de salud)(?: (?:de|del))? ")


def disa_key(text: str) -> str:
    """«DIRIS Lima Norte» → «lima norte»: what a DISA is looked up by."""
    return _OFFICE.sub("", fold(text))[:60]


@dataclass(frozen=True)
class Areas:
    """The list of health authorities as the import needs it.

    ``by_prefix``: first two, four or six digits of a UBIGEO → id. ``by_disa``: a DISA's text → id. ``names`` and
    ``departments``: id → name, INEI code of its department.
    """

    by_prefix: Mapping[str, int]
    by_disa: Mapping[str, int]
    names: Mapping[int, str]
    departments: Mapping[int, str]

    def of(self, department: str, ubigeo: str | None, disa: str) -> int | None:
        """The id, or None when nobody was told of the department."""
        for length in (6, 4):
            if ubigeo and ubigeo[:length] in self.by_prefix:
                return self.by_prefix[ubigeo[:length]]
        told = self.by_disa.get(disa_key(disa)) if disa else None
        if told is not None and self.departments[told] == department:
            return told
        return self.by_prefix.get(department)
