"""The module page and the pages of a cohort, in a loaded site."""

from itertools import cycle, islice

from flask import Flask

from bench import limit, load
from bench.data import Group, Town, forget_views, people_of, sign_in
from bench.figures import Figure, at_least, at_most, no_more
from bench.load import Answers
from bench.stage import FEW, MANY, POSTGRESQL, SQLITE, Stage
from tests.statements import statements

ROUNDS, SECONDS = 9, 1.2
SMALL, LARGE = 0, 1  # the first two groups of the larger town: 40 and 500 people
TIMES = 15


def requests_of(app: Flask, group: Group, slugs: tuple[str, ...]) -> list[bytes]:
    """Every module page of everybody in the group, person after person in each module."""
    with app.app_context():
        people = sign_in(app, people_of(group))
    return [load.get(f"/curso/{group.key}/{slug}", cookie) for slug in slugs for cookie in people]


def module_page(stage: Stage) -> list[Figure]:
    """Requests a second and p95, every view written; and the same pages again within ten minutes."""
    app, town = stage.town(POSTGRESQL, MANY)
    ours, bare = stage.site(POSTGRESQL, MANY), stage.bare()
    pages = requests_of(app, town.groups[LARGE], town.slugs)
    plain = list(islice(cycle(load.get("/three", cookie) for cookie in limit.cookies(limit.create_bare("sqlite://"))),
                        20_000))
    for port, some in ((ours.port, pages), (bare.port, plain)):
        stage.crowd.closed(port, some, 1.0)  # warm up
    first: list[tuple[Answers, Answers]] = []
    again: list[tuple[Answers, Answers]] = []
    for _ in range(ROUNDS):
        with app.app_context():
            forget_views(town.groups[LARGE])
        written = stage.crowd.closed(ours.port, pages, SECONDS)
        base = stage.crowd.closed(bare.port, plain, SECONDS)
        seen = stage.crowd.closed(ours.port, pages[:len(written.times)], SECONDS)
        first.append((written, base))
        again.append((seen, base))
    return [*_pair("module page, each view written", first), *_pair("module page, seen within 10 min", again),
            *_selects(stage)]


def _pair(what: str, rounds: list[tuple[Answers, Answers]]) -> list[Figure]:
    failed = sum(ours.errors + bare.errors for ours, bare in rounds)
    rates = [(ours.rate, bare.rate) for ours, bare in rounds]
    slow = [(ours.percentile(0.95), bare.percentile(0.95)) for ours, bare in rounds]
    figures = [at_least(f"{what}: requests", rates, 0.6), at_most(f"{what}: p95", slow, 1.5)]
    return figures + ([no_more(f"{what}: errors", failed, 0, "")] if failed else [])


def selects(app: Flask, path: str, cookie: str) -> int:
    """How many SELECTs the second request of a page needs; the first fills this process's shelf of manuals."""
    name, value = cookie.split("=", 1)
    browser = app.test_client()
    browser.set_cookie(name, value)
    for _ in range(2):
        with app.app_context(), statements() as found:
            status = browser.get(path).status_code
        assert status == 200, f"{path}: {status}"
    return sum(statement.lstrip().upper().startswith("SELECT") for statement in found)


def _selects(stage: Stage) -> list[Figure]:
    app, town = stage.town(POSTGRESQL, MANY)
    found = []
    for group in town.groups[:2]:
        with app.app_context():
            cookie = sign_in(app, people_of(group)[:1])[0]
        found.append(selects(app, f"/curso/{group.key}/{town.slugs[0]}", cookie))
    return [Figure("module page: SELECTs with 40 / 500 people", f"{found[0]} / {found[1]}", "", "", "≤ 4, equal",
                   found[0] == found[1] <= 4)]


def _trainer(app: Flask, town: Town) -> str:
    with app.app_context():
        return sign_in(app, [town.trainer_id])[0]


def cohort_page(stage: Stage) -> list[Figure]:
    """500 people × 16 modules on one page: time on the server with nobody else there, size, queries."""
    figures = []
    for engine in (POSTGRESQL, SQLITE):
        app, town = stage.town(engine, MANY)
        server, cookie = stage.site(engine, MANY), _trainer(app, town)
        path = f"/cohortes/{town.groups[LARGE].key}"
        took, size = times(stage, server.port, load.get(path, cookie))
        figures.append(no_more(f"cohort page 500 × 16, {engine}", took, 60, "ms"))
    counts = [selects(app, f"/cohortes/{group.key}", cookie) for group in town.groups[:2]]
    return [*figures, no_more("cohort page 500 × 16, compressed", size / 1024, 100, "KB"),
            Figure("cohort page: SELECTs with 40 / 500 people", f"{counts[0]} / {counts[1]}", "", "", "equal",
                   counts[0] == counts[1])]


def times(stage: Stage, port: int, request: bytes) -> tuple[float, int]:
    """The median in milliseconds of requests that come one at a time, after a round for each worker; and the size."""
    for _ in range(8):
        status, answer = load.ask(port, request)
        assert status == 200, answer[:300]
    found = stage.crowd.closed(port, [request] * TIMES, 30.0, clients=1)
    return found.percentile(0.5), len(answer.partition(b"\r\n\r\n")[2])


def growth(stage: Stage) -> list[Figure]:
    """The page of a cohort of 40 among 50,000 memberships, against the same among 500."""
    figures = []
    for engine in (POSTGRESQL, SQLITE):
        ways = {}
        for size in (MANY, FEW):
            app, town = stage.town(engine, size)
            request = load.get(f"/cohortes/{town.groups[SMALL].key}", _trainer(app, town))
            ways[size] = (stage.site(engine, size).port, request, list[float]())
        for _ in range(ROUNDS):
            for port, request, taken in ways.values():
                taken.append(times(stage, port, request)[0])
        rounds = list(zip(ways[MANY][2], ways[FEW][2], strict=True))
        figures.append(at_most(f"cohort of 40 among {MANY} / {FEW}, {engine}", rounds, 1.2))
    return figures
