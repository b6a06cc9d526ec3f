"""Every page of every role on a country: its queries beside those on the demonstration, its time under load, its size."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from random import Random

from flask import Flask

from bench import load
from bench.country_stage import Place
from bench.data import sign_in
from bench.load import Crowd
from tests.country import addresses
from tests.statements import statements
from training.cohorts.models import Cohort
from training.db import db

ROLES = ("nobody", "learner", "trainer", "admin")
RATE, ROUNDS = 50.0, 20  # requests a second; how often each page is asked for
ALONE = 5
FILE_RATE, FILE_ROUNDS = 2.0, 3  # the same of files
BAR = 150.0  # ms at p95
FILES = (".pdf", ".zip", ".csv", ".xlsx", "/dossier", "manual/libros/")  # drawn or written whole: no page, and no bar of one
SLOWER = {"/cobertura": 300.0, "/cobertura/<region>": 300.0, "/cascada": 300.0}  # bars of their own


@dataclass(frozen=True)
class Asked:
    """A page that answered 200. ``queries``: statements there; times in ms, ``size`` in bytes."""

    role: str
    rule: str
    path: str
    cookie: str
    queries: int
    elsewhere: int | None = None  # on the demonstration
    alone: float = 0.0  # the median with nobody else asking
    p50: float = 0.0
    p95: float = 0.0
    times: tuple[float, ...] = ()
    size: int = 0
    failed: int = 0

    @property
    def is_file(self) -> bool:
        return any(part in self.path for part in FILES)

    @property
    def bar(self) -> float:
        return SLOWER.get(self.rule, BAR)

    @property
    def holds(self) -> bool:
        """Whether it keeps its bar, answered each time, and needs as many queries as on the demonstration."""
        return (self.is_file or self.p95 <= self.bar) and not self.failed and self.asks_no_more

    @property
    def asks_no_more(self) -> bool:
        """Whether it needs as many queries as on the demonstration, or there is none to compare with."""
        return self.elsewhere is None or 0 <= self.queries - self.elsewhere <= addresses.MAY_ASK_MORE.get(self.rule, 0)


def counted(app: Flask, find: Callable[[], Cohort]) -> dict[tuple[str, str], Asked]:
    """(role, rule) → the page as it answers about this cohort, with its statements the second time. 200 only."""
    found: dict[tuple[str, str], Asked] = {}
    for role in ROLES:
        with app.app_context():
            cohort = find()
            who = addresses.of_role(role, cohort)
            cookie = sign_in(app, [who.id])[0] if who else ""
            pages = list(addresses.pages(app, role, cohort))
            db.session.rollback()
        for page in pages:
            status, queries = _statements(app, page.path, cookie)
            if status == 200:
                found[role, page.rule] = Asked(role, page.rule, page.path, cookie, queries)
    return found


def _statements(app: Flask, path: str, cookie: str) -> tuple[int, int]:
    browser = app.test_client()
    if cookie:
        browser.set_cookie(*cookie.split("=", 1))
    for _ in range(2):
        with app.app_context(), statements() as found:
            answer = browser.get(path)
            answer.get_data()
        if answer.status_code != 200:
            break
    return answer.status_code, sum(map(addresses.counts, found))


def both(country: Place, demonstration: Place) -> list[Asked]:
    """The pages about the demonstration's own cohorts in both databases: what stands around them must cost nothing."""
    found: list[Asked] = []
    for find in (addresses.running, addresses.studied):
        here, there = counted(country.app, find), counted(demonstration.app, find)
        known = {(one.role, one.rule) for one in found if "<key>" not in one.rule}
        found += [replace(one, elsewhere=there[name].queries) for name, one in here.items()
                  if name in there and name not in known]
    return found


def alone(port: int, pages: Sequence[Asked]) -> list[Asked]:
    """Each page some times in a row with nobody else there, after a round that every worker may use to warm up."""
    found = []
    for one in pages:
        request, times = load.get(one.path, one.cookie), []
        for _ in range(ALONE):
            begun = time.monotonic()
            load.ask(port, request)
            times.append((time.monotonic() - begun) * 1000)
        found.append(replace(one, alone=at_share(times, 0.5)))
    return found


def timed(crowd: Crowd, port: int, pages: Sequence[Asked], rate: float = RATE,
          rounds: int = ROUNDS) -> list[Asked]:
    """Each page ``rounds`` times among all the others, in an order of chance, ``rate`` a second."""
    order = [place for place in range(len(pages)) for _ in range(rounds)]
    Random(8).shuffle(order)
    requests = [load.get(one.path, one.cookie) for one in pages]
    crowd.each(port, [requests[place] for place in range(len(pages))], rate / 2)  # each worker has seen some of them
    told = crowd.each(port, [requests[place] for place in order], rate)
    times: dict[int, list[float]] = defaultdict(list)
    sizes: dict[int, int] = {}
    failed: dict[int, int] = defaultdict(int)
    for place, (status, seconds, size) in zip(order, told, strict=True):
        times[place].append(seconds * 1000)
        sizes[place] = size
        failed[place] += status != 200
    return [replace(one, p50=at_share(times[at], 0.5), p95=at_share(times[at], 0.95), times=tuple(times[at]), size=sizes[at],
                    failed=failed[at]) for at, one in enumerate(pages)]


def at_share(times: Iterable[float], share: float) -> float:
    """The time that this share of them does not exceed; 0 of none."""
    found = sorted(times)
    return found[max(0, ceil(share * len(found)) - 1)] if found else 0.0
