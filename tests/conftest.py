"""How the suite runs: tests that ask for ``app`` run on both databases; what did not run is named."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from hypothesis import settings

from tests.databases import server_programs
from tests.run import KINDS, NOT_RUN, Run, close, flask, make_app

if TYPE_CHECKING:
    from tests.client import Client

pytest_plugins = ["tests.browser"]
settings.register_profile("unhurried", deadline=None)  # machines are noisy: no test fails for being slow
settings.load_profile("unhurried")
BROWSING = {"browser", "live_site"}
THIS_RUN = pytest.StashKey[Run]()


def pytest_configure(config: pytest.Config) -> None:
    given = getattr(config, "workerinput", None)
    if given is None:
        run = Run.begin()
        config.add_cleanup(run.end)  # also after Ctrl-C
    else:
        cluster = given["cluster"] and Path(given["cluster"])
        run = Run(Path(given["shared"]), given["workerid"], cluster)
    config.stash[THIS_RUN] = run
    config.addinivalue_line("markers", "one_database(kind): a long journey, whose rooms are tested on both; SQLite unless said")
    run.enter()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tell a worker of pytest-xdist what is shared; PostgreSQL is started once, here."""
    run: Run = node.config.stash[THIS_RUN]  # type: ignore[attr-defined]  # xdist carries no types
    run.start_cluster()
    node.workerinput.update(shared=str(run.shared), cluster=run.cluster and str(run.cluster))  # type: ignore[attr-defined]  # the same


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        one = metafunc.definition.get_closest_marker("one_database")
        kinds = (one.args or KINDS[:1]) if one else KINDS
        metafunc.parametrize("database_kind", kinds, scope="function")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left with two days of forty people when the others are done.

    A test with a browser or a site in processes of its own hangs on a busy machine's clock: it may try twice.
    """
    items.sort(key=lambda item: "journeys" not in item.path.parts)
    for item in items:
        if BROWSING & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=1))


def not_run(report: pytest.TestReport) -> str | None:
    """What a skipped test was missing, if that is why it was skipped."""
    reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
    return reason.removeprefix("Skipped: ").removeprefix(NOT_RUN) if NOT_RUN in reason else None


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    missing: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        if what := not_run(report):
            missing[what] = missing.get(what, 0) + 1
    for what, count in missing.items():
        terminalreporter.write_line(f"{NOT_RUN}{what} ({count})", yellow=True)
    for again in terminalreporter.stats.get("rerun", []):
        terminalreporter.write_line(f"No pasó a la primera, y se ejecutó otra vez: {again.nodeid}", yellow=True)
        terminalreporter.write_line(again.longreprtext)
    if missing and os.environ.get("CI") == "true":
        terminalreporter.write_line("Con CI=true, lo que no se ejecutó es una falla.", red=True)
        session = terminalreporter._session
        if session is not None and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def run(pytestconfig: pytest.Config) -> Run:
    return pytestconfig.stash[THIS_RUN]


@pytest.fixture
def database(run: Run, database_kind: str) -> str:
    """The DATABASE_URL of a fresh database: migrated, seeded, otherwise empty."""
    if database_kind == "postgresql" and run.cluster is None and server_programs() is None:
        pytest.skip(f"{NOT_RUN}pruebas sobre PostgreSQL; falta el paquete postgresql")
    return run.fresh_database(database_kind)


@pytest.fixture
def app(run: Run, database: str, database_kind: str) -> Iterator[Flask]:
    """The application on a fresh database, inside its context: a test may build its story at once."""
    app = run.app(database_kind, database)
    with app.app_context():
        yield app


@pytest.fixture
def another_app(database: str) -> Iterator[Callable[..., Flask]]:
    """Another application on the test's database: ``another_app(rooms=[…], PUBLIC_URL="…")``; closed at the end."""
    made: list[Flask] = []

    def make_another(**settings: Any) -> Flask:
        made.append(make_app(database, **settings))
        return made[-1]

    yield make_another
    for app in made:
        close(app)


@pytest.fixture
def new_client(app: Flask) -> "Callable[[], Client]":
    """More browsers: each ``new_client()`` has cookies of its own."""
    from tests.client import Client  # late, as in tests/run.py

    return partial(Client, app)


@pytest.fixture
def client(new_client: "Callable[[], Client]") -> "Client":
    """A browser without JavaScript in front of ``app``; every page that it gets is checked."""
    return new_client()


@pytest.fixture
def command(app: Flask) -> Callable[..., str]:
    """``command("content", "check")`` runs that flask command and returns what it printed."""
    return partial(flask, app)
