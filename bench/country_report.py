"""The country's figures as lines of a table and as Markdown; and the few that have a bar of their own."""

import os
from collections.abc import Iterable, Sequence
from statistics import median

from bench import load
from bench.country_pages import BAR, FILE_RATE, FILE_ROUNDS, RATE, ROUNDS, Asked, at_share
from bench.country_stage import Place
from bench.data import CSRF, sign_in
from bench.figures import Figure, no_more
from bench.load import Crowd
from tests.country import addresses
from training.db import db

Part = tuple[str, list[Figure], list[Asked]]  # what was measured, its figures, its pages
TIMES = 15
OVERVIEW = {"/cobertura": 300.0, "/cascada": 300.0}  # rule → ms, asked alone, as an administrator
PEOPLE, FACILITIES = "quispe illari", "quebrada honda"


def summary(here: Place, crowd: Crowd, port: int, pages: Sequence[Asked]) -> list[Figure]:
    """Coverage, lineage and the searches, asked alone; how many pages hold."""
    shown = [one for one in pages if not one.is_file]
    grown = [one for one in pages if not one.asks_no_more]
    slow = sum(one.p95 > one.bar for one in shown)
    figures = [Figure(f"{len(shown)} pages × roles at {RATE:.0f}/s: above their bar", str(slow), "", "", "0", not slow),
               no_more(f"p95 of all their {sum(len(one.times) for one in shown)} answers",
                       at_share((one for page in shown for one in page.times), 0.95), BAR, "ms"),
               no_more("the p95 of their p95", at_share((one.p95 for one in shown), 0.95), BAR, "ms"),
               Figure("the same of a page without a query (/ingresar)", f"{_idle(shown):.0f} ms"),
               Figure(f"load of the machine, which has {os.cpu_count()} cores", f"{os.getloadavg()[1]:.1f}"),
               no_more("the p95 of their times alone", at_share((one.alone for one in shown), 0.95), BAR, "ms"),
               no_more("pages with other queries than on the demonstration", len(grown), 0, ""),
               no_more("answers that failed", sum(one.failed for one in pages), 0, "")]
    admin = _admin(here)
    for rule, bar in OVERVIEW.items():
        figures.append(no_more(f"{rule}, alone", _alone(crowd, port, load.get(rule, admin)), bar, "ms"))
    for rule, words in (("/personas", PEOPLE), ("/establecimientos", FACILITIES)):
        body = f"csrf_token={_token(here)}&words={words.replace(' ', '+')}"
        took = _alone(crowd, port, load.post(rule, body, admin))
        figures.append(no_more(f"{rule}, search for «{words}», alone", took, 50.0, "ms"))
    return figures


def _idle(pages: Iterable[Asked]) -> float:
    """What a page costs that asks the database nothing: beyond the bar, the machine is too busy for the others."""
    return next((one.p95 for one in pages if (one.role, one.rule) == ("nobody", "/ingresar")), 0.0)


def _admin(here: Place) -> str:
    with here.app.app_context():
        who = addresses.of_role("admin", addresses.running())
        assert who is not None, "the demonstration has an administrator"
        cookie = sign_in(here.app, [who.id])[0]
        db.session.rollback()
        return cookie


def _token(here: Place) -> str:
    """A form's token for sessions that hold bench.data.CSRF."""
    from itsdangerous import URLSafeTimedSerializer  # noqa: PLC0415  # Flask-WTF's own way, only needed here

    return str(URLSafeTimedSerializer(here.app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(CSRF))


def _alone(crowd: Crowd, port: int, request: bytes) -> float:
    told = crowd.each(port, [request] * (TIMES + 8), 4.0)
    assert all(status == 200 for status, _seconds, _size in told), told
    return median(seconds for _status, seconds, _size in told[8:]) * 1000


def lines(pages: Iterable[Asked], most: int = 25) -> list[Figure]:
    """The slowest ones and everything that does not hold, as lines of the terminal's table."""
    ordered = sorted(pages, key=lambda one: (one.holds, -one.p95))
    return [Figure(f"{one.role:7} {one.rule}", f"{one.p95:.0f} ms", f"{_alone_for(one)} alone",
                   f"{one.queries}/{_elsewhere(one)}",
                   "" if one.is_file else f"≤ {one.bar:.0f}", one.holds) for one in ordered
            if not one.holds or one in ordered[:most]]


def markdown(parts: Iterable[Part], most: int = 40) -> str:
    """The figures, what does not hold and the slowest pages, to be pasted into a document."""
    said = []
    for what, figures, pages in parts:
        said += [f"### {what}", "", "| figure | measured | bar | |", "|---|---|---|---|"]
        said += [f"| {one.what} | {one.ours} | {one.bar} | {one.verdict} |" for one in figures]
        said += ["", f"Every GET page that answers, {ROUNDS} times each: {RATE:.0f} requests a second over all of them; "
                     f"files {FILE_ROUNDS} times, {FILE_RATE:.0f} a second.",
                 "Queries: on the country / on the demonstration (–: of a cohort only in the country).",
                 f"The {most} slowest of {len(pages)}, and whatever does not hold:", "",
                 "| role | page | queries | alone ms | p50 ms | p95 ms | KB | |",
                 "|---|---|---|---|---|---|---|---|"]
        said += [f"| {one.role} | `{one.rule}` | {one.queries} / {_elsewhere(one)} | {_alone_for(one)} | {one.p50:.0f} | "
                 f"{one.p95:.0f} | "
                 f"{one.size / 1024:.0f} | {_verdict(one)} |" for one in _worst(pages, most)]
        said.append("")
    return "\n".join(said)


def _worst(pages: Iterable[Asked], most: int) -> list[Asked]:
    ordered = sorted(pages, key=lambda one: -one.p95)
    return ordered[:most] + [one for one in ordered[most:] if not one.holds]


def _alone_for(one: Asked) -> str:
    return "–" if one.is_file else f"{one.alone:.0f}"


def _elsewhere(one: Asked) -> str:
    return "–" if one.elsewhere is None else str(one.elsewhere)


def _verdict(one: Asked) -> str:
    if one.failed:
        return f"NOT MET: failed {one.failed}"
    if not one.asks_no_more:
        return "NOT MET: queries"
    return "file" if one.is_file else "ok" if one.holds else "NOT MET"
