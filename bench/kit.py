"""A workshop's suitcase on the real manual, for 40 people and for 200: seconds on two cores, peak of memory, size.

Each in a process of its own, the press loaded anew as a worker loads it first, nothing on the shelf. The database is SQLite:
it takes part of a second of it all.
"""

import multiprocessing
import os
import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.figures import Figure, NotHere, no_more
from training.config import ROOT

CORES = 2
BARS = {40: 30.0, 200: 120.0}  # people → seconds
MEMORY = 400.0  # MiB
TEAM = 2  # people from one facility
COURSE = "b"  # the one with plans to write


class Drawn(NamedTuple):
    """What one suitcase took."""

    seconds: float
    peak_mib: float
    pages: int
    size_mib: float
    slowest: str


def draw(people: int) -> Drawn:
    """One suitcase, from the list of people to the file."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    folder = Path(tempfile.mkdtemp(prefix="replica-kit-"))
    try:
        return _draw(folder, people)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _draw(folder: Path, people: int) -> Drawn:
    # Here and not above: the process that measures forks nothing of this one.
    from tests.run import migrate  # noqa: PLC0415  # see above
    from training.app import create_app  # noqa: PLC0415  # the same
    from training.suitcase import work  # noqa: PLC0415  # the same

    url = f"sqlite:///{folder / 'kit.db'}"
    migrate(url)
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": "bench" * 8, "LIVE_CONTENT": False,
                      "INSTANCE_DIR": str(folder), "CONTENT_DIR": str(ROOT / "content"), "REPLICA_ENV": "development"})
    with app.app_context():
        cohort_id, by_id = _workshop(people)
        about, times = work.subject(cohort_id, by_id), dict[str, float]()
        started = time.perf_counter()
        pieces = [f"{about}:{sheet.name}" for sheet in work.all_sheets()]
        for piece in pieces:
            before = time.perf_counter()
            work.item(piece)
            times[piece.split(":")[2]] = time.perf_counter() - before
        work.finish(about, pieces)
        seconds, here = time.perf_counter() - started, work.kit(cohort_id, by_id)
        made, slowest = here.made(), max(times, key=lambda name: times[name])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return Drawn(seconds, peak, made.pages if made else 0, here.file.stat().st_size / 2**20,
                     f"{slowest} {times[slowest]:.1f} s")


def _workshop(people: int) -> tuple[int, int]:
    """A workshop with people who have never entered, so that every slip bears a code; its id and who facilitates."""
    from tests import make  # noqa: PLC0415  # as above
    from training.clock import today  # noqa: PLC0415  # the same
    from training.db import db  # noqa: PLC0415  # the same
    from training.manuals.cli import publish_folder  # noqa: PLC0415  # the same
    from training.manuals.queries import newest_manual  # noqa: PLC0415  # the same
    from training.workshops.actions import open_workshop  # noqa: PLC0415  # the same

    digest, _new = publish_folder(str(ROOT / "content"))
    bea = make.bea()
    cohort = open_workshop(newest_manual(), COURSE, "Taller", "C. S. Río Manso", None, today(), trainers=[bea],
                           digest=digest, authority_id=bea.authority_id or 0, by=bea)
    for number in range(people):
        somebody = make.newcomer(f"Rosa {number % 7}", f"Ñaupari {number:03}", created_by_id=bea.id)
        make.member(cohort, somebody, confirmed=False, facility=f"P. S. Pampa {number // TEAM:03}")
    db.session.commit()
    return cohort.id, bea.id


def suitcase(_stage: object) -> list[Figure]:
    """Both workshops. Raises NotHere without Pango's libraries."""
    found = []
    for people, bar in BARS.items():
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            try:
                made = pool.apply(draw, (people,))
            except OSError as missing:  # WeasyPrint says so when a library cannot be loaded
                raise NotHere(f"Pango ({missing})") from None
        what = f"suitcase for {people}, {made.pages} pages, {made.size_mib:.1f} MiB"
        found.append(no_more(f"{what}, on {CORES} cores ({made.slowest})", made.seconds, bar, "s"))
        found.append(no_more(f"{what}: peak of memory", made.peak_mib, MEMORY, "MiB"))
    return found
