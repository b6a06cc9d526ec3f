"""A real browser in front of a real server: fixtures ``live_site`` and ``page``, and what axe says."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.run import NOT_RUN, Run

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
FLAGS = [
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
PATIENCE = 30_000  # milliseconds for one step of a journey: a busy machine is slow, and no test fails for being slow


class LiveSite:
    """The site in processes of its own, on a free port. Commit what the test built first."""

    def __init__(self, database_url: str, instance: Path, workers: int = 2) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._env = os.environ | {
            "DATABASE_URL": database_url,
            "INSTANCE_DIR": str(instance),
            "PUBLIC_URL": self.url,
            "LIVE_CONTENT": "no",
        }
        self.log = instance / "live.log"
        descriptor = self._socket.fileno()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start(
            [
                "gunicorn",
                "--bind",
                f"fd://{descriptor}",
                "--workers",
                str(workers),
                "--no-control-socket",
                "--preload",
                "--timeout",
                "30",
                "wsgi:app",
            ],
            descriptor,
        )

    def start_worker(self) -> None:
        """Start the job worker too."""
        self._start(["flask", "worker"])

    def wait(self) -> None:
        """Return when the site answers; AssertionError with its log when it does not within a minute."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._processes[0].poll() is None:
            if answers(self.port, timeout=deadline - time.monotonic()):
                return
            time.sleep(0.05)
        raise AssertionError(f"the site does not answer:\n{self.log.read_text()}")

    def stop(self) -> None:
        """End every process with its children."""
        for process in self._processes:
            process.send_signal(signal.SIGTERM)
        for process in self._processes:
            try:
                process.wait(8)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._socket.close()

    def _start(self, words: list[str], *descriptors: int) -> None:
        with self.log.open("ab") as log:
            self._processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", *words],
                    cwd=ROOT,
                    env=self._env,
                    stdout=log,
                    stderr=log,
                    pass_fds=descriptors,
                    start_new_session=True,
                )
            )


def answers(port: int, path: str = "/salud", timeout: float = 5) -> bool:
    """Whether something on this machine answers at ``port`` without an error of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=max(timeout, 0.1))
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


@pytest.fixture
def live_site(run: Run, database: str) -> Iterator[LiveSite]:
    """The site on the test's database, served by gunicorn."""
    site = LiveSite(database, run.instance)
    try:
        site.wait()
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; nothing is downloaded."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip(f"{NOT_RUN}recorridos en el navegador; falta el paquete chromium")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *as_root])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a fresh browser, in Spanish of Peru. What its console complains of fails the test."""
    context = browser.new_context(
        locale="es-PE", timezone_id="America/Lima", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    # a page that answers 4xx on purpose is no complaint
    assert [c for c in complaints if not c.startswith("Failed to load resource")] == []


def assert_accessible(page: Page) -> None:
    """Run axe with the rules of WCAG 2 A and AA, and the contrast of AAA (7:1)."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("""async () => {
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
        const rules = {"color-contrast-enhanced": {enabled: true}};
        const result = await axe.run(document, {runOnly: {type: "tag", values: tags}, rules});
        return result.violations.map(v => v.id + ": " + v.help + " → " +
            v.nodes.slice(0, 5).map(n => n.target.join(" ")).join(" | "));
    }""")
    assert found == [], f"{page.url}:\n" + "\n".join(found)


def assert_fits(page: Page) -> None:
    """No sideways scroll."""
    expect(page.locator("body")).to_be_visible()  # and not the moment between two pages
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"
