"""What a browser loads, as Chromium counts it: bytes over the wire, headers included."""

import os
import shutil
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from bench.data import people_of, sign_in
from bench.figures import Figure, NotHere, no_more
from bench.stage import FEW, SQLITE, Stage

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SANDBOX = ["--no-sandbox"] if os.geteuid() == 0 else []


@dataclass
class Wire:
    """What went over the network since the last ``clear``: the addresses, and the bytes received."""

    addresses: dict[str, str] = field(default_factory=dict)
    received: int = 0

    def listen(self, session: CDPSession) -> None:
        """Count what this page loads; what comes from a cache or is written in the page is not a request."""
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.requestServedFromCache", self._kept)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _sent(self, told: dict[str, Any]) -> None:
        if told["request"]["url"].startswith("http"):
            self.addresses[told["requestId"]] = told["request"]["url"]

    def _kept(self, told: dict[str, Any]) -> None:
        self.addresses.pop(told["requestId"], None)

    def _answered(self, told: dict[str, Any]) -> None:
        if told["response"].get("fromDiskCache"):
            self.addresses.pop(told["requestId"], None)

    def _finished(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self.addresses:
            self.received += int(told["encodedDataLength"])

    def clear(self) -> None:
        """Begin again at nothing."""
        self.addresses.clear()
        self.received = 0


def weight(stage: Stage) -> list[Figure]:
    """The first page of a learner with an empty cache, a later one, and the first one again."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        raise NotHere("Chromium")
    app, town = stage.town(SQLITE, FEW)
    with app.app_context():
        name, value = sign_in(app, people_of(town.real))[0].split("=", 1)
    url = f"http://127.0.0.1:{stage.site(SQLITE, FEW).port}"
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=program, args=SANDBOX) as browser:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        context.add_cookies([{"name": name, "value": value, "url": url}])
        page, wire = context.new_page(), Wire()
        wire.listen(context.new_cdp_session(page))
        return _walk(page, wire, url, town.real.key)


def _walk(page: Page, wire: Wire, url: str, key: str) -> list[Figure]:
    figures = []
    for what, path, requests, most in (("first learner page (module A1)", f"/curso/{key}/a1", 6, 40),
                                       ("later page (course)", f"/curso/{key}", None, 15),
                                       ("the first page again", f"/curso/{key}/a1", 1, 15)):
        wire.clear()
        answer = page.goto(url + path, wait_until="networkidle")
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
        if requests:
            figures.append(no_more(f"{what}: requests", len(wire.addresses), requests, ""))
        figures.append(no_more(what, wire.received / 1024, most, "KB"))
    return figures
