"""What a terminal says after publishing: what changed, and whom it will be asked."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from training.editions.queries import difference, undecided
from training.editions.words import by_place


def told(before: str | None, digest: str) -> Iterator[str]:
    """The lines, in the language of the terminal's user. ``before``: the version published before, if any."""
    if before is not None:
        for group in by_place(difference(before, digest)):
            yield f"  {group.heading}"
            yield from (f"    · {sentence}" for sentence in group.sentences)
    cohorts = undecided(digest)
    if cohorts:
        yield ngettext("%(num)s cohorte en curso lee otra versión: se le preguntará si se queda o pasa.",
                       "%(num)s cohortes en curso leen otra versión: a cada una se le preguntará si se queda o pasa.",
                       len(cohorts))
        yield from (_("  · %(name)s", name=cohort.name) for cohort in cohorts)
