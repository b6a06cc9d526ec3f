"""Which course trains trainers, and which one these teach, as the newest manual says it."""

from training.licences.queries import ladder
from training.lineage.rules import FULL_STEPS
from training.manuals.queries import manual, newest_digest


def courses_of_trainers() -> frozenset[str]:
    """The courses whose certificate makes somebody a trainer."""
    return frozenset(course for course, _taught in _accrediting())


def courses_taught() -> frozenset[str]:
    """The courses that trainers give to health staff."""
    return frozenset(taught for _course, taught in _accrediting())


def full_steps() -> frozenset[str]:
    """The steps of the ladder whose holders lead cohorts that certify health staff; the others are on the way there."""
    steps = ladder()
    if steps is None:
        return FULL_STEPS
    return frozenset(step for course in courses_taught() for step in steps.certifying(course)) or FULL_STEPS


def _accrediting() -> list[tuple[str, str]]:
    digest = newest_digest()
    courses = manual(digest).courses if digest else ()
    return [(one.slug, one.accreditation.teaches) for one in courses if one.accreditation]
