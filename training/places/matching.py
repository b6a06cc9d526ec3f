"""Which facility of the register somebody means: the same name written otherwise, or the nearest three. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from training.places.folding import fold

HOSPITAL, CENTRE, POST = "hospital", "centre", "post"
OFFERED = 3
_LOOKED_AT = 12  # of the register, by their letters, before the slow comparison
_NEAR, _BEHIND = 0.6, 0.25  # what is offered is like it, and not much less so than the likeliest
_KINDS = (
    (CENTRE, r"(?:centro (?:de )?salud|centro materno infantil|centro medico|c ?s ?m ?i|c ?m ?i|c ?s|cc ss)"),
    (POST, r"(?:puesto (?:de )?salud|posta (?:de salud|medica|sanitaria)?|posta|p ?s)"),
    (HOSPITAL, r"(?:hospital|hosp|hptal|h)"),
    ("", r"(?:e ?e ?s ?s|ipress|establecimiento (?:de salud)?|minsa|essalud)"),
)
_BEGINNINGS = tuple((kind, re.compile(rf"^(?:{words})(?: (?:de|del))?\b ?")) for kind, words in _KINDS)
_LEVEL = re.compile(r"\b(?:iii|ii|iv|i)\b(?: ?[1-4e]\b)?")  # «II-2», «III»: people write it or not
_SHORT = {"sta": "santa", "sto": "santo", "sn": "san", "ntra": "nuestra", "sra": "senora", "sr": "senor", "nac": "nacional",
          "reg": "regional", "prov": "provincial", "gral": "general", "ma": "maria", "jose": "jose", "vta": "vista"}
_SMALL = frozenset(["de", "del", "la", "las", "los", "el", "y", "e", "en", "minsa", "essalud"])


@dataclass(frozen=True)
class Meant:
    """What a written name says: the kind of facility ("" when it does not say) and its words that tell it apart."""

    kind: str
    words: tuple[str, ...]

    @cached_property
    def joined(self) -> str:
        return " ".join(self.words)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Its letters by threes; what few letters are off still shares most of them."""
        padded = f"  {self.joined} "
        return frozenset(padded[n:n + 3] for n in range(len(padded) - 2))


@lru_cache(maxsize=2048)  # the facilities of a region or two, asked for with every list
def understood(text: str) -> Meant:
    """«P.S. Sta. Rosa de Lima» → a post, «santa rosa lima»."""
    rest, kind = fold(text), ""
    for meant, beginning in _BEGINNINGS:
        cut = beginning.match(rest)
        if cut and cut.end() < len(rest):
            rest, kind = rest[cut.end():], meant
            break
    words = tuple(_SHORT.get(word, word) for word in _LEVEL.sub(" ", rest).split() if word not in _SMALL)
    return Meant(kind, words or tuple(rest.split()))


def kind_of(category: str) -> str:
    """The kind that a category of the register means; "" for none."""
    level, _, number = category.upper().partition("-")
    if level == "I":
        return POST if number in ("1", "2") else CENTRE
    return HOSPITAL if level in ("II", "III") else ""


@dataclass(frozen=True)
class Place:
    """A facility as the search needs it."""

    id: int
    code: str
    name: str
    category: str
    district: str
    near: bool = True  # of the region where one looks

    @cached_property
    def meant(self) -> Meant:
        said = understood(self.name)
        return Meant(said.kind or kind_of(self.category), said.words)

    @cached_property
    def with_district(self) -> Meant:
        return Meant(self.meant.kind, (*self.meant.words, *(w for w in fold(self.district).split() if w not in _SMALL)))

    @property
    def where(self) -> str:
        """What tells it from its namesakes: «Huamanga, I-3, 00099021»."""
        return ", ".join(filter(None, (self.district, self.category, self.code)))


@dataclass(frozen=True)
class Register:
    """The facilities among which a name is looked up. An empty one knows nothing and doubts nothing."""

    places: Sequence[Place] = ()
    by_code: dict[str, Place] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.by_code.update({place.code: place for place in self.places})

    def __bool__(self) -> bool:
        return any(place.near for place in self.places)

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], list[Place]]:
        found: dict[tuple[str, ...], list[Place]] = {}
        for place in self.places:
            if place.near:
                for meant in {place.meant.words, place.with_district.words}:
                    found.setdefault(tuple(sorted(meant)), []).append(place)
        return found

    def named(self, written: str) -> Place | None:
        """The one facility that this name, or this code, can only mean; None when there is none, or more than one."""
        code = written.strip()
        if code.isascii() and code.isdigit():
            return self.by_code.get(code.zfill(8))
        said = understood(written)
        fitting = [place for place in self._by_words.get(tuple(sorted(said.words)), ())
                   if not said.kind or not place.meant.kind or said.kind == place.meant.kind]
        return fitting[0] if len(fitting) == 1 else None

    def nearest(self, written: str, most: int = OFFERED) -> list[Place]:
        """The facilities whose name is most like it, the likeliest first; none when nothing is like it."""
        said = understood(written)
        roughly = sorted(self.places, key=lambda place: -_shared(said, place))[:_LOOKED_AT]
        scored = sorted(((_likeness(said, place), place) for place in roughly), key=lambda one: (-one[0], one[1].code))
        best = scored[0][0] if scored else 0
        return [place for score, place in scored if score >= max(_NEAR, best - _BEHIND)][:most]


def _shared(said: Meant, place: Place) -> float:
    """How many pieces both have, of theirs together; or, a little less, of those that were written."""
    pieces = place.with_district.pieces
    both = len(said.pieces & pieces)
    near = len(said.pieces & place.meant.pieces)
    return max(2 * near / (len(said.pieces) + len(place.meant.pieces)), 0.8 * both / len(said.pieces))


def _likeness(said: Meant, place: Place) -> float:
    """0 to about 1: letters in order, and the words in any order; the kind and the region weigh a little."""
    score = max(_alike(said, place.meant), _alike(said, place.with_district))
    if said.kind and place.meant.kind:
        score += 0.05 if said.kind == place.meant.kind else -0.05
    return score - (0 if place.near else 0.08)


def _alike(said: Meant, meant: Meant) -> float:
    straight = SequenceMatcher(None, said.joined, meant.joined, autojunk=False).ratio()
    mine, theirs = frozenset(said.words), frozenset(meant.words)
    if mine and mine <= theirs and len(said.joined) > 3:
        return max(straight, 0.8)  # «Loayza»: a part of the name that says which
    length = len("".join(mine)) + len("".join(theirs))
    return max(straight, 0.95 * 2 * len("".join(mine & theirs)) / length if length else 0.0)
