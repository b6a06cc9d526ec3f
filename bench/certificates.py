"""Certificates: ours against a naive WeasyPrint call on the same page, and a batch of 300.

`python -m bench.certificates`. CPU time of this process, both ways interleaved in every round, medians:
other work on the machine then moves both alike. The naive way is what a first version would do: the
stylesheet in the page, fonts and ornament read from files, the QR as segno's own SVG, untagged. """

import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec
import segno
from weasyprint import HTML

from certificates.paper import claim
from certificates.paper.snapshot import Snapshot
from certificates.press import pdf
from certificates.press.press import PRINT
from certificates.press.sheet import Sheet
from tests.certificates.examples import KEY, NORMAL
from training.press import press

ROUNDS = 12
BAR = 0.85
BATCH = 300
SURNAMES = ("Quispe", "Huamán", "Ñaupari", "Shiŋkupë")
GROWTH_MIB = 8.0                # from 100 to 300; the measure itself moves by a few


class Row(NamedTuple):
    """One figure, its bar when it has one, and whether it holds."""

    what: str
    value: str
    bar: str = ""
    holds: bool = True


def run() -> list[Row]:
    """Every figure of this room; the batch first, since naive calls leave memory behind."""
    return [*batch(), *against_naive()]


def batch() -> list[Row]:
    """300 different certificates, one after the other in one process, as the worker draws them."""
    pdf.draw(sheet(NORMAL))
    started, rss = time.process_time(), dict[int, float]()
    for number in range(1, BATCH + 1):
        someone = one_of_many(number)
        pdf.draw(sheet(someone))
        if number % 100 == 0:
            rss[number] = resident_mib()
    speed = BATCH / (time.process_time() - started)
    growth = rss[300] - rss[100]
    return [Row(f"batch of {BATCH}: certificates a second and core", f"{speed:.1f}"),
            Row("resident memory at 100 / 200 / 300, MiB", " / ".join(f"{rss[n]:.0f}" for n in (100, 200, 300)),
                f"+{GROWTH_MIB:.0f} at most", growth <= GROWTH_MIB)]


def against_naive() -> list[Row]:
    """Medians of interleaved rounds."""
    url = claim.address(NORMAL, KEY)
    page = naive_page(NORMAL, url)
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: pdf.draw(sheet(NORMAL)),
        "naive": lambda: HTML(string=with_qr(page, url)).write_pdf(),
        "tagged": lambda: HTML(string=with_qr(page, url)).write_pdf(pdf_variant="pdf/ua-1")}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for name, way in ways.items():
            started = time.process_time()
            way()
            if number:                          # the first round warms up
                times[name].append((time.process_time() - started) * 1000)
    ours, naive, tagged = (median(times[name]) for name in ways)
    return [Row("one certificate, CPU ms: ours / naive / naive and tagged", f"{ours:.0f} / {naive:.0f} / {tagged:.0f}"),
            Row("ours to naive", f"{ours / naive:.2f}", f"{BAR} at most", ours / naive <= BAR),
            Row("ours to naive, equally tagged", f"{ours / tagged:.2f}")]


def naive_page(snapshot: Snapshot, url: str) -> str:
    """The same sheet with its stylesheet inside and addresses of files; the QR is put in each time, see with_qr."""
    faces = Path(press.__file__).parent / "faces.css"
    css = faces.read_text(encoding="utf-8") + (PRINT / "certificate.css").read_text(encoding="utf-8")
    css = css.replace("print:", (faces.parent / "files").as_uri() + "/")
    html = pdf.page(Sheet(snapshot, url)).replace("</head>", f"<style>{css}</style></head>")
    start = html.index('src="qr:') + len('src="')
    return html[:start] + "{QR}" + html[html.index('"', start):]


def with_qr(page: str, url: str) -> str:
    """Draw the QR as segno does by itself, best mask searched, into a naive page."""
    return page.replace("{QR}", segno.make_qr(url, error="m", boost_error=False).svg_data_uri(border=4))


def sheet(snapshot: Snapshot) -> Sheet:
    """What the press gets for this snapshot."""
    return Sheet(snapshot, claim.address(snapshot, KEY))


def one_of_many(number: int) -> Snapshot:
    """A snapshot that differs from the others in what differs in life."""
    return msgspec.structs.replace(NORMAL, folio=f"2026-{number:06}", document=f"{40000000 + number * 7919}",
                                   surnames=f"{SURNAMES[number % 4]} {'ABCDE'[number % 5]}aldívar")


def resident_mib() -> float:
    """Resident memory of this process now, in MiB."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 2**20


if __name__ == "__main__":
    for row in run():
        print(f"{'ok  ' if row.holds else 'MISS'} {row.what}: {row.value}" + (f"  (bar: {row.bar})" if row.bar else ""))
