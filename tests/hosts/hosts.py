"""Two hosts over one database, as far as one machine can play them: each with its own folder, web processes and worker."""

import http.cookiejar
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests import make
from tests.browser import ROOT, answers
from training.accounts.models import User

PATIENCE = 120.0  # seconds; a busy machine draws slowly


class Host:
    """A web server on a free port and a job worker. What both hosts share: the database, the queue in it, the secrets."""

    def __init__(self, folder: Path, database_url: str, port: int, key: Path) -> None:
        folder.mkdir()
        self.folder, self.port, self.url = folder, port, f"http://127.0.0.1:{port}"
        shutil.copy(key, folder / "signing_key.pem")
        self.log = folder / "host.log"
        self._env = os.environ | {
            "DATABASE_URL": database_url, "JOBS_URL": database_url, "INSTANCE_DIR": str(folder), "STORE": "database",
            "LIVE_CONTENT": "no", "DRAWING_PROCESSES": "1", "PUBLIC_URL": "http://replica.example.org"}
        self.web = self._start("gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--no-control-socket", "wsgi:app")
        self.worker = self._start("flask", "worker")

    def wait(self) -> None:
        """Until the site answers."""
        until(lambda: answers(self.port), f"host {self.port} does not answer", self.log)

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        """Pull the plug: the process and its children, without a word to anybody."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in (self.web, self.worker):
            if process.poll() is None:
                self.kill(process)

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=self._env, stdout=log, stderr=log,
                                    start_new_session=True)


class Visitor:
    """A browser that goes to whichever host it is sent to, with the same cookies: what a balancer does."""

    def __init__(self) -> None:
        self._cookies = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies)).open
        self.kind, self.address = "", ""

    def get(self, host: Host, path: str) -> bytes:
        """The page, after redirects. Raises HTTPError."""
        return self._read(urllib.request.Request(host.url + path))

    def post(self, host: Host, path: str, **fields: str) -> bytes:
        """Send a form of the page at ``path``, with its token."""
        page = self.get(host, path).decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, f"{path} has no form"
        data = urllib.parse.urlencode({**fields, "csrf_token": token.group(1)}).encode()
        return self._read(urllib.request.Request(host.url + path, data))

    def enter(self, host: Host, person: User) -> None:
        self.post(host, "/ingresar", document=person.document, password=make.PASSWORD)
        assert "ingresar" not in self.address

    def _read(self, request: urllib.request.Request) -> bytes:
        with self._open(request, timeout=60) as answer:
            self.kind, self.address = answer.headers["Content-Type"], answer.url
            body: bytes = answer.read()
        return body


def until(true: Callable[[], bool], what: str, log: Path | None = None) -> None:
    """Wait; AssertionError with what did not happen, and the log."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"{what}\n{log.read_text()[-3000:] if log else ''}"
        time.sleep(0.1)
