"""Twenty slow clients, as a health post with a bad line makes them, do not hold up a fast one."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import LiveSite, answers
from tests.run import NOT_RUN, Run
from tests.setup import nginx

SLOW = 20
HEAD = (
    b"POST /entrar HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 2000\r\n\r\ndocument="
)


@pytest.fixture
def site(run: Run) -> Iterator[LiveSite]:
    site = LiveSite(run.fresh_database("sqlite"), run.instance, workers=4)
    try:
        site.wait()
        yield site
    finally:
        site.stop()


@contextmanager
def slow_clients(port: int) -> Iterator[None]:
    """Clients that have sent the head of a form and go on sending its body byte by byte."""
    over = threading.Event()
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]

    def dribble() -> None:
        while not over.wait(0.1):
            for one in sockets:
                try:
                    one.send(b"4")
                except OSError:
                    return

    for one in sockets:
        one.sendall(HEAD)
    thread = threading.Thread(target=dribble)
    thread.start()
    try:
        time.sleep(1)  # long enough for every worker to have taken one, if they could
        yield
    finally:
        over.set()
        thread.join()
        for one in sockets:
            one.close()


def test_behind_the_documented_nginx_a_fast_client_is_served_within_a_second(
    site: LiveSite, tmp_path: Path
) -> None:
    if nginx.program() is None:
        pytest.skip(f"{NOT_RUN}clientes lentos detrás de nginx; falta el paquete nginx-light")
    with nginx.nginx_before(site.port, tmp_path) as port, slow_clients(port):
        for _ in range(5):
            began = time.monotonic()
            assert answers(port, timeout=5)
            assert time.monotonic() - began < 1


def test_without_it_they_hold_all_four_workers(site: LiveSite) -> None:
    """The reason why docs/deploy.md asks for nginx; should this fail one day, it is no longer needed."""
    with slow_clients(site.port):
        assert not answers(site.port, timeout=1)
