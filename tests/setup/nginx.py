"""The documented nginx, started for a test on free ports: the same file, without its certificate."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONF = Path(__file__).resolve().parents[2] / "docs" / "deploy" / "nginx.conf"
AROUND = """
daemon off;
pid {folder}/nginx.pid;
{user}
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


def program() -> str | None:
    """Where nginx is, or None."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


def site_for_test(conf: str, folder: Path, port: int, application_port: int) -> str:
    """The documented site with this test's ports; what needs a certificate or a system folder is left out."""
    plain = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", conf, flags=re.S)
    plain = re.sub(r"^    (ssl_\w+|listen \[::\]).*\n", "", plain, flags=re.M)
    plain = plain.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    plain = plain.replace("127.0.0.1:8000", f"127.0.0.1:{application_port}")
    return plain.replace("/var/log/nginx/replica.error.log", str(folder / "error.log"))


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def nginx_before(application_port: int, folder: Path) -> Iterator[int]:
    """nginx in front of ``application_port`` until the block ends; gives the port where it listens."""
    port = free_port()
    site = site_for_test(CONF.read_text(), folder, port, application_port)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, site=site, user=user))
    command = [
        str(program()),
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        str(folder / "error.log"),
    ]
    with subprocess.Popen(command) as process:
        try:
            _wait(port, process, folder / "error.log")
            yield port
        finally:
            process.terminate()


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nginx does not start: {log.read_text() if log.exists() else ''}")
