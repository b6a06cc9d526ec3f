"""``make run`` from a fresh clone to the first page; needs git, make and a warm package cache."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from bench import load
from bench.figures import Figure, no_more
from bench.servers import free_port
from tests.run import OF_THE_MACHINE
from training.config import ROOT

LONGEST = 300.0  # seconds


def fresh() -> list[Figure]:
    """Seconds from the command until a page is answered."""
    with tempfile.TemporaryDirectory(prefix="replica-fresh-") as folder:
        checkout = Path(folder) / "replica"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(checkout)], check=True)
        return [no_more("make run from a fresh clone to the first page", until_first_page(checkout), 90, "s")]


def until_first_page(checkout: Path) -> float:
    """Start the site of a checkout, wait for its first page, end it. Raises RuntimeError when none comes."""
    port = free_port()
    without = (*OF_THE_MACHINE, "INSTANCE_DIR", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in without}
    started = time.monotonic()
    process = subprocess.Popen(["make", "run"], cwd=checkout, env=kept | {"PORT": str(port)}, start_new_session=True,
                               stdout=subprocess.DEVNULL)
    try:
        while process.poll() is None and time.monotonic() - started < LONGEST:
            if 0 < load.ask(port, load.get("/"))[0] < 500:
                return time.monotonic() - started
            time.sleep(0.1)
        raise RuntimeError("make run did not open the site")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
