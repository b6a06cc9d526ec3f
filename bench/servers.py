"""The site and the yardstick in processes of their own, and what those processes hold in memory."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from bench import load
from tests.run import OF_THE_MACHINE
from training.config import ROOT

SECRET = "solo-para-medir-0123456789-abcdefghijkl"
START = 60.0  # seconds


def environment(folder: Path) -> dict[str, str]:
    """Nothing of this machine's settings; compiled modules are kept in the run's folder, as an installed site has them."""
    kept = {name: value for name, value in os.environ.items() if name not in (*OF_THE_MACHINE, "PYTHONDONTWRITEBYTECODE")}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def compile_once(folder: Path) -> None:
    """What the first start of a site leaves behind: every later one starts quicker and holds less memory."""
    subprocess.run([sys.executable, "-c", "import training.serve, bench.limit, alembic.command, training.jobs.engine"],
                   env=environment(folder) | {"INSTANCE_DIR": str(folder)}, cwd=ROOT, check=True)


class Server:
    """One server with all its processes; ``port`` answers once it was made."""

    def __init__(self, words: list[str], port: int, log: Path, **env: str) -> None:
        self.port, self._log = port, log
        with log.open("wb") as written:
            self._process = subprocess.Popen([sys.executable, *words], env=environment(log.parent) | env, cwd=ROOT,
                                             stdout=written, stderr=written, start_new_session=True)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _wait(self) -> None:
        deadline = time.monotonic() + START
        while time.monotonic() < deadline and self._process.poll() is None:
            if load.ask(self.port, load.get("/"))[0]:
                return
            time.sleep(0.05)
        raise RuntimeError(f"a server did not start:\n{self._log.read_text()[-3000:]}")

    def stop(self) -> None:
        """End it and whatever it started."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def pss_mib(self) -> tuple[float, int]:
        """Memory of all its processes, each shared page counted once (PSS), in MiB; and how many processes."""
        family = descendants(self._process.pid)
        return sum(map(_pss, family)) / 1024, len(family)


def descendants(pid: int) -> list[int]:
    """A process and everything that it started, by the tables of the kernel."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += descendants(int(child))
    return found


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def site(database_url: str, folder: Path) -> Server:
    """The whole site as ``make run`` starts it (supervisor, gunicorn, job worker), with the settings of production."""
    port = free_port()
    return Server(["-m", "training.serve"], port, folder / f"site-{port}.log", REPLICA_ENV="production",
                  SECRET_KEY=SECRET, PUBLIC_URL=f"http://127.0.0.1:{port}", HOST="127.0.0.1", PORT=str(port),
                  DATABASE_URL=database_url, INSTANCE_DIR=str(folder),
                  CONTENT_DIR=str(folder / "content"))


def bare(database_url: str, folder: Path) -> Server:
    """The yardstick."""
    port = free_port()
    return Server(["-m", "bench.limit", database_url, str(port)], port, folder / f"bare-{port}.log")
