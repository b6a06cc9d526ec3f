"""Which manual a page of reference shows, and the search indexes that this process keeps."""

from collections import OrderedDict
from dataclasses import dataclass

from flask import current_app

from modules.findable import index_of
from modules.manual import Manual
from modules.search import Found, Index
from training.accounts.models import User
from training.cohorts.models import Membership
from training.cohorts.queries import memberships_of
from training.manuals.queries import manual, newest_here, newest_manual
from training.pages import spoken

KEPT = 4  # indexes in memory: two versions in two languages


def here() -> Manual:
    """The newest version in the language of the page: what is looked up should never be an old number."""
    return newest_here()


def courses_of(actor: User) -> list[Membership]:
    """The cohorts whose manual the person reads, the newest first."""
    return [membership for membership in memberships_of(actor) if membership.confirmed_at is not None]


@dataclass(frozen=True)
class Shelf:
    """Where one search looks: an index, and the modules of it that the person may open (None: all, as staff)."""

    index: Index
    modules: frozenset[str] | None
    cohort: str  # key, for the links; "" for staff


def shelves_of(actor: User) -> list[Shelf]:
    """Staff search the newest version; a learner searches the version and the course of each of her cohorts."""
    if actor.is_staff:
        return [Shelf(_index(newest_manual()), None, "")]
    shelves = []
    for membership in courses_of(actor):
        edition = manual(membership.cohort.manual_digest)
        slugs = frozenset(module.slug for module in edition.published(membership.cohort.course))
        shelves.append(Shelf(_index(edition), slugs, membership.cohort.key))
    return shelves or [Shelf(_index(newest_manual()), frozenset(), "")]


def _index(edition: Manual) -> Index:
    """The index of a version in the language of the page, made on first use and kept."""
    kept: OrderedDict[tuple[str, str], tuple[Manual, Index]] = current_app.extensions["replica.indexes"]
    language = spoken().split("_")[0]
    key = (edition.digest, language)
    found = kept.get(key)
    if found is None or found[0] is not edition:  # while an author edits, the digest stays and the manual does not
        found = kept[key] = (edition, index_of(edition, language))
        while len(kept) > KEPT:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return found[1]


@dataclass(frozen=True)
class Answer:
    """What was found on one shelf, with the cohort through which its modules are opened."""

    found: Found
    cohort: str


def search(actor: User, question: str) -> list[Answer]:
    """The answers of each shelf that has any; the first shelf's empty answer when none has."""
    trainer = actor.is_staff
    answers = [Answer(shelf.index.find(question, trainer=trainer, places=shelf.modules), shelf.cohort)
               for shelf in shelves_of(actor)]
    return [answer for answer in answers if answer.found.hits] or answers[:1]
