"""What is looked at in a facility after the workshop: four things that stay in order for so long, and indicators of work.

Kirkpatrick's third level in counts: nothing here asks for anything about a person. Frozen, in both languages.
"""

from datetime import date

import msgspec

KIT, ROOM, DIRECTORY, ROUTE = THINGS = ("kit", "ambiente", "directorio", "noche")  # topics of the contingency plan too
UNTIL, SINCE = DATED = ("until", "since")
SHARE, YES_NO = KINDS = ("share", "yesno")


class Thing(msgspec.Struct, frozen=True):
    """Something that must be in order. `dated` says what is written down: until when it lasts (a kit), or since when.

    `days`: how long it lasts since then; of an expiry date, how far away at most it can be.
    """

    id: str
    title: str
    title_en: str
    look: str
    look_en: str
    dated: str
    days: int
    sources: tuple[str, ...] = ()


class Indicator(msgspec.Struct, frozen=True):
    """A count: `part` of `whole`, or yes and no (`whole` is the question then). `sensitive`: small ones are hidden."""

    id: str
    kind: str
    title: str
    title_en: str
    whole: str
    whole_en: str
    look: str
    look_en: str
    sensitive: bool
    sources: tuple[str, ...] = ()
    part: str = ""
    part_en: str = ""


class Supervision(msgspec.Struct, frozen=True):
    """The form. `months`: the time that its counts speak of."""

    verified_on: date
    months: int
    title: str
    title_en: str
    lead: str
    lead_en: str
    things: tuple[Thing, ...]
    indicators: tuple[Indicator, ...]

    def thing(self, slug: str) -> Thing | None:
        """The thing with this identifier, or None."""
        return next((thing for thing in self.things if thing.id == slug), None)
