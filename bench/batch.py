"""A real batch in a site of its own: 300 people complete the course, their papers are issued, drawn by the job, packed.

``python -m bench.batch PROCESSES`` prints what it took as JSON; 0 processes: as many as there are cores. The database is
SQLite. It runs in a process of its own since it speaks of that process's memory, and begins others to draw.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from training.config import ROOT

SIZE = 300
GIVEN = ("Nélida Rosaura", "Luz Marina", "Flor de María", "Yésica", "Óscar", "María Auxiliadora de los Ángeles", "G̃uaɨrí")
SURNAMES = ("Quispe Ñaupari", "Huamán Ríos", "Shiŋkupë T’ẽnu", "Mamani Apaza", "Saldívar Torres", "Ñahuincopa de Túpac")


class Took(NamedTuple):
    """Seconds by the clock from the button to the last byte of the ZIP; seconds of processor time of all processes.

    ``resident``: MiB of the process that works on the job, after 100, 200 and 300 sheets; ``sizes``: bytes of the files.
    """

    wall: float
    cpu: float
    resident: list[float]
    sizes: list[int]


def batch(processes: int) -> Took:
    """Run one, elsewhere."""
    program = [sys.executable, "-m", "bench.batch", str(processes)]
    said = subprocess.run(program, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return Took(**json.loads(said.stdout.splitlines()[-1]))


def _run(folder: Path, processes: int) -> Took:
    # Here and not above: whoever only asks for a batch need not load the site.
    from certificates.issuing import actions, drawing, queries, sending  # noqa: PLC0415  # see above
    from certificates.paper.snapshot import Signer  # noqa: PLC0415  # the same
    from tests.run import migrate  # noqa: PLC0415  # the same
    from training.app import create_app  # noqa: PLC0415  # the same
    from training.db import db  # noqa: PLC0415  # the same
    from training.jobs.worker import work  # noqa: PLC0415  # the same

    url = f"sqlite:///{folder / 'batch.db'}"
    migrate(url)
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": "bench" * 8, "LIVE_CONTENT": False,
                      "INSTANCE_DIR": str(folder), "SIGNING_KEY_FILE": str(folder / "key" / "signing_key.pem"),
                      "CONTENT_DIR": str(ROOT / "content"), "REPLICA_ENV": "development", "DRAWING_PROCESSES": processes})
    with app.app_context():
        cohort, resident = _graduates(), list[float]()
        asked = count()

        def look() -> bool:
            if next(asked) in (SIZE // 3, 2 * SIZE // 3, SIZE):
                resident.append(_resident_mib())
            return False

        signers = (Signer("Rosa Elvira Tacuri Montalvo", "Coordinadora de la formación"),)
        started, spent = time.perf_counter(), _spent()
        job = drawing.start(cohort, actions.issue(cohort, cohort.created_by_id, signers), cohort.created_by_id)
        db.session.commit()
        job_id = job.id
        work(job_id, look)
        made = [one for one in queries.issued_in(cohort) if one.sha256]
        assert len(made) == SIZE, f"{len(made)} sheets were drawn"
        packed = sending.archive([(f"{one.snapshot.folio}.pdf", one.sha256 or "", one.certificate.issued_at)
                                  for one in made], "certificados")
        assert sum(map(len, packed.response)) > sum(one.size for one in made)
        return Took(time.perf_counter() - started, _spent() - spent, resident, [one.size for one in made])


def _graduates() -> Any:
    """A cohort on the real manual whose people have all read and passed everything."""
    from tests import make  # noqa: PLC0415  # as above
    from training.clock import now  # noqa: PLC0415  # the same
    from training.db import db  # noqa: PLC0415  # the same
    from training.manuals.cli import publish_folder  # noqa: PLC0415  # the same
    from training.manuals.models import ManualVersion  # noqa: PLC0415  # the same
    from training.manuals.queries import manual  # noqa: PLC0415  # the same
    from training.naming.models import PHONE, NameConfirmation  # noqa: PLC0415  # the same
    from training.progress.actions import mark_read, record_score  # noqa: PLC0415  # the same

    digest, _new = publish_folder(str(ROOT / "content"))
    cohort = make.cohort(make.bea(), db.session.get_one(ManualVersion, digest))
    for number in range(SIZE):
        own = "".join("aeiloru"[number // 7 ** place % 7] for place in range(3))     # no two people of one name: that waits
        person = make.user(GIVEN[number % len(GIVEN)], f"{SURNAMES[number % len(SURNAMES)]} C{own}")
        member = make.member(cohort, person)
        db.session.add(NameConfirmation(membership_id=member.id, given_names=person.given_names, surnames=person.surnames,
                                        how=PHONE, by_id=person.id, at=now()))
        for module in manual(digest).published("a"):
            mark_read(member.id, module.slug)
            record_score(member.id, module.slug, Fraction(1), True, now())
    db.session.commit()
    return cohort


def _spent() -> float:
    """Processor time of this process and of those that it began and saw end."""
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _resident_mib() -> float:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 2**20


if __name__ == "__main__":
    here = Path(tempfile.mkdtemp(prefix="replica-batch-"))
    try:
        print(json.dumps(_run(here, int(sys.argv[1]))._asdict()))
    finally:
        shutil.rmtree(here, ignore_errors=True)
