"""Certificates: a real batch of 300, and one sheet against other ways to draw it.

`python -m bench.certificates`. One sheet is measured in CPU time of the process that draws it, all ways interleaved in
every round, and each figure is a median: other work on the machine then moves all alike.
"""

import gc
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench import peers
from bench.batch import SIZE, Took, batch
from certificates.press import pdf
from tests.certificates.examples import NORMAL
from tests.certificates.press.sheets import registered

ROUNDS = 15
PER_ROUND = 3                   # files of TCPDF, whose process is begun anew in each round
LEAST = {"naive": 1.0, "naive, same variant and finisher": 1.4}     # so many times our CPU time, or more
GROWTH_MIB = 8.0                # from 100 to 300; the measure itself moves by a few
LARGEST_KB = 80.0


class Row(NamedTuple):
    """One figure, its bar when it has one, and whether it holds."""

    what: str
    value: str
    bar: str = ""
    holds: bool = True


def run() -> list[Row]:
    """Every figure of this room."""
    return [*one_core(batch(1)), *every_core(batch(0)), *against_others()]


def one_core(took: Took) -> list[Row]:
    """300 papers issued, entered in the register, drawn, finished and packed by one process."""
    growth = took.resident[2] - took.resident[0]
    largest = max(took.sizes) / 1000
    return [Row(f"{SIZE} certificates registered, drawn, finished, in a ZIP: a second and core", f"{SIZE / took.cpu:.1f}"),
            Row("resident memory at 100 / 200 / 300, MiB", " / ".join(f"{mib:.0f}" for mib in took.resident),
                f"+{GROWTH_MIB:.0f} at most", growth <= GROWTH_MIB),
            Row("a file, kB: median / largest", f"{median(took.sizes) / 1000:.1f} / {largest:.1f}",
                f"{LARGEST_KB:.0f} at most", largest <= LARGEST_KB)]


def every_core(took: Took) -> list[Row]:
    """The same by the clock, as the site does it: a process on every core."""
    cores = len(os.sched_getaffinity(0))
    bar = 2 + 40 / (0.8 * cores)
    return [Row(f"{SIZE} in one ZIP, from the button to its last byte, on {cores} cores, s", f"{took.wall:.1f}",
                f"{bar:.1f} at most", took.wall <= bar)]


def against_others() -> list[Row]:
    """One sheet, medians of interleaved rounds."""
    sheet = registered(NORMAL)
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: pdf.draw(sheet), "naive": peers.naive(sheet),
        "naive, same variant and finisher": peers.naive_finished(sheet), "reportlab": peers.reportlab(sheet)}
    times: dict[str, list[float]] = {name: [] for name in [*ways, "php-tcpdf"]}
    with tempfile.TemporaryDirectory(prefix="replica-tcpdf-") as folder:
        for number in range(ROUNDS + 1):
            for name, way in ways.items():
                gc.collect()                    # each way pays for what it leaves behind, and not for the one before
                started = time.process_time()
                way()
                if number:                      # the first round warms up
                    times[name].append((time.process_time() - started) * 1000)
            times["php-tcpdf"] += peers.tcpdf(sheet, Path(folder), PER_ROUND) or []
    middle = {name: median(some) for name, some in times.items() if some}
    rows = [Row("one certificate, CPU ms", " / ".join(f"{name} {ms:.0f}" for name, ms in middle.items()))]
    for name, ms in middle.items():
        if name != "ours":
            ratio, bar = ms / middle["ours"], LEAST.get(name)
            rows.append(Row(f"{name} to ours", f"{ratio:.2f}", f"{bar} at least" if bar else "", not bar or ratio >= bar))
    return rows if "php-tcpdf" in middle else [*rows, Row("php-tcpdf to ours", "not measured: needs php-cli and php-tcpdf")]


if __name__ == "__main__":
    for row in run():
        print(f"{'ok  ' if row.holds else 'MISS'} {row.what}: {row.value}" + (f"  (bar: {row.bar})" if row.bar else ""))
