"""``make bench``: every figure beside its limit and its bar, in one run.

``python -m bench --quick quiz`` prints one group. A figure that misses its bar is named and ends the run with 1 only
with ``--strict``: machines are noisy, and whoever reads the table knows hers.
"""

import argparse
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable

from bench import certificates
from bench.figures import Figure, NotHere, table
from bench.finding import finding
from bench.fresh import fresh
from bench.kit import suitcase
from bench.memory import memory
from bench.pages import cohort_page, growth, module_page
from bench.printing import printing
from bench.quiz import steady, submission
from bench.register import register
from bench.stage import Stage, stage
from bench.verifying import verifying
from bench.weight import weight
from bench.workshop import workshop_pages


def drawing(_stage: Stage) -> list[Figure]:
    """The figures of certificates, in a process of its own: they speak of that process's memory."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        rows = pool.apply(certificates.run)
    return [Figure(row.what, row.value, "", "", row.bar, row.holds if row.bar else None) for row in rows]


FIGURES: dict[str, Callable[[Stage], list[Figure]]] = {
    "module": module_page, "quiz": submission, "steady": steady, "cohort": cohort_page, "growth": growth,
    "search": finding, "certificates": drawing, "books": printing, "kit": suitcase, "register": register,
    "verifying": verifying, "workshop": workshop_pages, "weight": weight, "memory": memory,
}


def measured(names: list[str], with_fresh: bool) -> list[Figure]:
    """The figures of these groups; what a machine lacks is named in the place of its figure."""
    found: list[Figure] = []
    with stage() as here:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # clear away then, too; the clients exist already
        for name in names:
            started = time.monotonic()
            try:
                found += FIGURES[name](here)
            except NotHere as missing:
                found.append(Figure(name, f"not measured: needs {missing}"))
            print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return found + (fresh() if with_fresh else [])


def main() -> int:
    """Measure, print, and say with the exit code whether the bars hold when that was asked."""
    words = argparse.ArgumentParser(prog="python -m bench", description="Speed against bare routes, in one run.")
    words.add_argument("--quick", metavar="NAME", choices=sorted(FIGURES), help="only one: " + ", ".join(FIGURES))
    words.add_argument("--strict", action="store_true", help="exit 1 when a bar is not met")
    words.add_argument("--fresh", action="store_true", help="also make run from a fresh clone")
    asked = words.parse_args()
    found = measured([asked.quick] if asked.quick else list(FIGURES), asked.fresh)
    print(table(found))
    return 1 if asked.strict and any(figure.holds is False for figure in found) else 0


if __name__ == "__main__":
    sys.exit(main())
