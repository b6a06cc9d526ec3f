"""A name for a new cohort: where, the year, and its number. Pure."""

import re
from collections.abc import Collection

_PREFIX = re.compile(r"^((DIRESA|GERESA|DIRIS|DISA)[\s/]+)+", re.IGNORECASE)


def suggested_name(authority: str, year: int, taken: Collection[str]) -> str:
    """``Ayacucho 2026-2``: the first number that no cohort of the authority bears yet."""
    place = _PREFIX.sub("", authority).strip() or authority
    number = 1
    while f"{place} {year}-{number}" in taken:
        number += 1
    return f"{place} {year}-{number}"
