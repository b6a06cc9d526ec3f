"""Whether a name is the same person's, written otherwise. Pure.

On her phone a person corrects how her name is spelled; another name altogether is written by whoever facilitates, with
the document in front of her.
"""

from difflib import SequenceMatcher

from training.cohorts.text import fold

_ALIKE = 0.6  # «Yhudit» and «Judith» are as far apart as one name's spellings come


def same_person(new: str, *known: str) -> bool:
    """Whether ``new`` (names and surnames) is a spelling of one of the ``known`` names: added or left-out words count."""
    return any(_alike(fold(new).split(), fold(one).split()) for one in known)


def _alike(first: list[str], second: list[str]) -> bool:
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return False
    left = list(longer)
    for word in shorter:
        near = max(left, key=lambda other: _ratio(word, other), default="")
        if _ratio(word, near) < _ALIKE:
            return _ratio("".join(first), "".join(second)) >= 0.9  # «De La Cruz» and «Delacruz»
        left.remove(near)
    return True


def _ratio(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
