"""The tree of who trained whom. Pure: people are numbers, a tree is a mapping from each to whoever trained her, or None."""

from collections.abc import Iterable, Mapping

Parents = Mapping[int, int | None]


class InACircle(ValueError):
    """Somebody would descend from herself. ``people``: from her up to herself again."""

    def __init__(self, people: list[int]) -> None:
        super().__init__(" ← ".join(map(str, people)))
        self.people = people


def ancestors(parents: Parents, person: int) -> list[int]:
    """Whoever trained her, whoever trained that one, and so on up to the beginning. Raises InACircle."""
    found: list[int] = []
    seen = {person}
    above = parents.get(person)
    while above is not None:
        if above in seen:
            raise InACircle([person, *found, above])
        found.append(above)
        seen.add(above)
        above = parents.get(above)
    return found


def circle(parents: Parents, person: int, trainer: int) -> list[int]:
    """The way from ``trainer`` up to ``person``, if there is one: then ``trainer`` cannot have trained ``person``."""
    line = [trainer, *ancestors(parents, trainer)]
    return line[:line.index(person) + 1] if person in line else []


def generations(parents: Parents) -> dict[int, int]:
    """How many stand between each person and whoever began. Whoever is named as a trainer, and has no place of her own,
    began. Raises InACircle.
    """
    known: dict[int, int] = {}
    for person in parents:
        line = [person]
        while line[-1] not in known and (above := parents.get(line[-1])) is not None:
            if above in line:
                raise InACircle([*line[line.index(above):], above])
            line.append(above)
        first = line.pop()
        known.setdefault(first, 0)
        for number, one in enumerate(reversed(line), known[first] + 1):
            known[one] = number
    return known


def children(parents: Parents) -> dict[int, list[int]]:
    """Whom each one trained, in the order given."""
    found: dict[int, list[int]] = {}
    for person, above in parents.items():
        if above is not None:
            found.setdefault(above, []).append(person)
    return found


def branch(parents: Parents, person: int) -> set[int]:
    """Her, whom she trained, whom these trained …"""
    below, found, waiting = children(parents), {person}, [person]
    while waiting:
        new = [one for one in below.get(waiting.pop(), ()) if one not in found]
        found.update(new)
        waiting += new
    return found


def depth(parents: Parents, people: Iterable[int]) -> int:
    """The highest generation of these people."""
    known = generations(parents)
    return max((known.get(one, 0) for one in people), default=0)
