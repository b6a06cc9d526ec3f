"""``make bench-country``: a whole country on PostgreSQL, a region on SQLite; every page of every role, and what it costs.

``python -m bench.country --people 20000`` makes a smaller one. COUNTRY_DIR names a folder that is kept: what was loaded
there is not loaded again. The table is printed, and written as Markdown with ``--markdown FILE``.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import country_pages, country_report
from bench.country_pages import Asked
from bench.country_stage import COUNTRY, DEMONSTRATION, Place, cluster, database
from bench.figures import Figure, NotHere, no_more, table
from bench.load import Crowd
from bench.stage import CLIENTS
from tests.country import addresses
from training.demo.country.sizes import ONE_REGION, WHOLE

LOADED = 600.0  # seconds


def main() -> int:
    """Measure and print; the exit code says nothing of the bars: machines are noisy, and the table marks what misses."""
    words = argparse.ArgumentParser(prog="python -m bench.country", description="The site at the size of a country.")
    words.add_argument("--people", type=int, default=WHOLE, help="health workers of the country on PostgreSQL")
    words.add_argument("--region", type=int, default=ONE_REGION, help="those of the region on SQLite; 0: not measured")
    words.add_argument("--markdown", type=Path, help="where the table is written as Markdown")
    asked = words.parse_args()
    crowd = Crowd(CLIENTS)  # before anything else is in memory
    kept = os.environ.get("COUNTRY_DIR")
    folder = Path(kept).resolve() if kept else Path(tempfile.mkdtemp(prefix="replica-country-"))
    found: list[country_report.Part] = []
    try:
        for part in _measured(folder, crowd, asked.people, asked.region):
            what, figures, pages = part
            found.append(part)
            print(f"\n{what}\n{table([*figures, *country_report.lines(pages)])}", flush=True)
            if asked.markdown:
                asked.markdown.write_text(country_report.markdown(found), encoding="utf-8")
    finally:
        crowd.close()
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _measured(folder: Path, crowd: Crowd, people: int, region: int) -> Iterator[country_report.Part]:
    try:
        with cluster(folder) as server:
            demonstration = Place(database(server, DEMONSTRATION), folder / DEMONSTRATION)
            demonstration.loaded()
            here = Place(database(server, COUNTRY), folder / COUNTRY)
            yield f"PostgreSQL, {people:,} people", *_of_place(here, demonstration, crowd, people)
    except NotHere as missing:
        yield f"PostgreSQL: not measured, needs {missing}", [], []
    if region:
        demonstration = Place(f"sqlite:///{folder / 'demonstration.db'}", folder / "demonstration-sqlite")
        demonstration.loaded()
        here = Place(f"sqlite:///{folder / 'region.db'}", folder / "region")
        yield f"SQLite, one region of {region:,} people", *_of_place(here, demonstration, crowd, region)


def _of_place(here: Place, demonstration: Place, crowd: Crowd, people: int) -> tuple[list[Figure], list[Asked]]:
    took = here.loaded(people)
    figures = [no_more("loading", took, LOADED, "s") if took is not None else Figure("loading", "was loaded before")]
    same = country_pages.both(here, demonstration)
    others = [one for name, one in country_pages.counted(here.app, addresses.ended).items() if "<key>" in one.rule]
    site = here.site()
    try:
        begun = time.monotonic()
        pages = country_pages.timed(crowd, site.port, [one for one in [*same, *others] if not one.is_file])
        pages = country_pages.alone(site.port, pages)
        print(f"{len(pages)} pages in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        pages += country_pages.timed(crowd, site.port, [one for one in [*same, *others] if one.is_file],
                                      country_pages.FILE_RATE, country_pages.FILE_ROUNDS)
        return figures + country_report.summary(here, crowd, site.port, pages), pages
    finally:
        site.stop()


if __name__ == "__main__":
    sys.exit(main())
