"""Finding a manual by its digest: lazily, with a small cache in each process."""

import time
from collections import OrderedDict

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from modules import bundle, compiled, loader
from modules.live import LiveFolder
from modules.manual import Manual
from training.db import db
from training.errors import Refused
from training.house import house
from training.manuals.models import ManualVersion
from training.pages import spoken

KEPT = 4  # manuals in memory; a process seldom serves more versions at once
LOOK_AGAIN = 5.0  # seconds until a process asks whether a newer version was published


class Shelf:
    """The manuals that this process holds. One per application, in ``app.extensions``."""

    def __init__(self) -> None:
        self.manuals: OrderedDict[str, Manual] = OrderedDict()
        self.spoken: OrderedDict[tuple[str, str], tuple[Manual, Manual]] = OrderedDict()  # as kept, and as spoken
        self.newest: str | None = None
        self.looked_at = float("-inf")
        self.live: LiveFolder | None = None


def _shelf() -> Shelf:
    shelf: Shelf = current_app.extensions["replica.shelf"]
    return shelf


def newest_digest() -> str | None:
    """The digest of the version published last; asked at most every five seconds."""
    shelf = _shelf()
    if time.monotonic() - shelf.looked_at > LOOK_AGAIN:
        query = select(ManualVersion.digest).order_by(ManualVersion.published_at.desc(), ManualVersion.digest).limit(1)
        shelf.newest = db.session.scalar(query)
        shelf.looked_at = time.monotonic()
    return shelf.newest


def forget_newest() -> None:
    """Ask again at the next request (after publishing in this process)."""
    _shelf().looked_at = float("-inf")


def manual(digest: str) -> Manual:
    """The manual with this digest. In development the newest one follows the files of the content folder."""
    shelf = _shelf()
    if shelf.live is not None and digest == newest_digest():
        edited = shelf.live.manual()
        if edited is not None:
            return edited
    if digest not in shelf.manuals:
        shelf.manuals[digest] = _open(digest)
        while len(shelf.manuals) > KEPT:
            shelf.manuals.popitem(last=False)
    shelf.manuals.move_to_end(digest)
    return shelf.manuals[digest]


def manual_here(digest: str) -> Manual:
    """The manual with this digest in the language of the page, for pages; the rest of the house keeps `manual`."""
    edition, spoken_here = manual(digest), _shelf().spoken
    key = (digest, spoken())
    kept = spoken_here.get(key)
    if kept is None or kept[0] is not edition:  # while an author edits, the digest stays and the manual does not
        kept = spoken_here[key] = (edition, edition.speaking(key[1]))
        while len(spoken_here) > KEPT:
            spoken_here.popitem(last=False)
    spoken_here.move_to_end(key)
    return kept[1]


def newest_here() -> Manual:
    """The newest manual in the language of the page. Raises Refused when none was published yet."""
    return manual_here(_newest_or_refuse())


def _open(digest: str) -> Manual:
    """A version from its rendered form; from its source when the renderer has changed since."""
    packed = db.session.scalar(select(ManualVersion.compiled).where(ManualVersion.digest == digest))
    if packed is None:
        raise LookupError(f"no manual with digest {digest}")
    try:
        return compiled.load(packed)
    except compiled.Stale:
        rebuilt = loader.rebuild(source_files(digest))
        if rebuilt is None:
            raise LookupError(f"the manual {digest} can no longer be read") from None
        return rebuilt


def source_files(digest: str) -> dict[str, bytes]:
    """The files of a published version, as they were published. Raises LookupError for an unknown digest."""
    source = db.session.scalar(select(ManualVersion.source).where(ManualVersion.digest == digest))
    if source is None:
        raise LookupError(f"no manual with digest {digest}")
    return bundle.unpack(source)


def picture(digest: str, name: str) -> bytes | None:
    """A file of the version's ``media`` folder, or None."""
    live = _shelf().live
    if live is not None and f"media/{name}" in live.files:
        return live.files[f"media/{name}"]
    try:
        return source_files(digest).get(f"media/{name}")
    except LookupError:
        return None


def newest_manual() -> Manual:
    """The manual that a new cohort will be pinned to. Raises Refused when none was published yet."""
    return manual(_newest_or_refuse())


def _newest_or_refuse() -> str:
    digest = newest_digest()
    if digest is None:
        raise Refused(_("Todavía no hay ningún manual publicado. Publíquelo con «flask content publish»."), 503)
    return digest


def live_problems() -> list[str]:
    """In development: what is wrong with the files being edited (the last good manual goes on being shown)."""
    shelf = _shelf()
    return [str(problem) for problem in shelf.live.problems] if shelf.live is not None else []


def make_shelf() -> Shelf:
    """A shelf for the current application; in development it watches the content folder."""
    shelf = Shelf()
    if current_app.config["LIVE_CONTENT"]:
        shelf.live = LiveFolder(current_app.config["CONTENT_DIR"], house().content_checkers, house().content_wide_checkers)
    return shelf
