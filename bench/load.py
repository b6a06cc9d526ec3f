"""The load: processes that each ask one thing at a time, over loopback, a new connection for every request.

Gunicorn's sync workers close each connection anyway, so ours and the limit pay the same for it. In the closed loop a
client asks again as soon as it was answered. In the open loop requests leave at their hour whatever became of the
earlier ones, and the time is counted from that hour: a stall is not hidden by the clients that it holds up.
"""

import multiprocessing
import socket
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

PATIENCE = 40.0  # seconds; longer than gunicorn's own
LEAD = 0.1       # seconds until the clients set off together


@dataclass(frozen=True)
class Answers:
    """What came back: a status and the seconds that it took for each request, and how long all of it lasted."""

    statuses: Counter[int]
    times: list[float]
    seconds: float

    @property
    def rate(self) -> float:
        """Answers below 400 a second."""
        return sum(count for status, count in self.statuses.items() if 0 < status < 400) / self.seconds

    @property
    def errors(self) -> int:
        """Answers that were refusals or failures, and requests that got none (status 0)."""
        return sum(count for status, count in self.statuses.items() if not 0 < status < 400)

    def percentile(self, share: float) -> float:
        """The time in milliseconds that this share of the requests did not exceed."""
        return sorted(self.times)[min(len(self.times) - 1, int(share * len(self.times)))] * 1000


class Job(NamedTuple):
    """One client's part. ``every``: seconds between two departures (open loop), or 0 (closed loop)."""

    port: int
    requests: list[bytes]
    begin: float
    end: float
    first: float
    every: float


def get(path: str, cookie: str = "") -> bytes:
    """A GET as a browser sends it."""
    return f"GET {path} HTTP/1.1\r\n{_headers(cookie)}\r\n".encode("ascii")


def post(path: str, body: str, cookie: str = "") -> bytes:
    """A form as a browser sends it; ``body`` is already urlencoded."""
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"POST {path} HTTP/1.1\r\n{_headers(cookie)}{kind}\r\n{body}".encode("ascii")


def _headers(cookie: str) -> str:
    kept = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"Host: 127.0.0.1\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\nConnection: close\r\n{kept}"


def ask(port: int, request: bytes) -> tuple[int, bytes]:
    """Send one request; its status (0: no answer) and the whole answer."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            connection.sendall(request)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
    except OSError:
        return 0, b""
    answer = b"".join(parts)
    return (int(answer[9:12]), answer) if answer[:5] == b"HTTP/" else (0, answer)


def _work(job: Job) -> tuple[Counter[int], list[float], float]:
    statuses, times = Counter[int](), list[float]()
    time.sleep(max(0.0, job.begin + job.first - time.monotonic()))
    for number, request in enumerate(job.requests):
        departure = time.monotonic()
        if job.every:
            departure = job.begin + job.first + number * job.every
            time.sleep(max(0.0, departure - time.monotonic()))
        if departure >= job.end:
            break
        status, _answer = ask(job.port, request)
        times.append(time.monotonic() - departure)
        statuses[status] += 1
    return statuses, times, time.monotonic()


def _note_each(job: Job) -> list[tuple[int, float, int]]:
    found = []
    for number, request in enumerate(job.requests):
        departure = job.begin + job.first + number * job.every
        time.sleep(max(0.0, departure - time.monotonic()))
        status, answer = ask(job.port, request)
        found.append((status, time.monotonic() - departure, len(answer.partition(b"\r\n\r\n")[2])))
    return found


class Crowd:
    """The client processes, started once and used by every figure."""

    def __init__(self, size: int) -> None:
        self._pool = multiprocessing.get_context("fork").Pool(size)
        self.size = size

    def close(self) -> None:
        """End the clients."""
        self._pool.terminate()
        self._pool.join()

    def closed(self, port: int, requests: Sequence[bytes], seconds: float, clients: int = 8) -> Answers:
        """``clients`` ask without pause for ``seconds``; each has its own part of ``requests``, each sent once."""
        begin = time.monotonic() + LEAD
        return self._run([Job(port, list(requests[number::clients]), begin, begin + seconds, 0.0, 0.0)
                          for number in range(clients)], begin)

    def open(self, port: int, requests: Sequence[bytes], rate: float) -> Answers:
        """Every request once, ``rate`` of them leaving each second."""
        begin = time.monotonic() + LEAD
        return self._run([Job(port, list(requests[number::self.size]), begin, float("inf"), number / rate,
                              self.size / rate) for number in range(self.size)], begin)

    def each(self, port: int, requests: Sequence[bytes], rate: float) -> list[tuple[int, float, int]]:
        """As ``open``, and what became of every request, in their order: its status, seconds, bytes of the body."""
        begin = time.monotonic() + LEAD
        jobs = [Job(port, list(requests[number::self.size]), begin, float("inf"), number / rate, self.size / rate)
                for number in range(self.size)]
        told = self._pool.map(_note_each, jobs, chunksize=1)
        return [told[place % self.size][place // self.size] for place in range(len(requests))]

    def _run(self, jobs: list[Job], begin: float) -> Answers:
        statuses, times, last = Counter[int](), list[float](), begin
        for some, took, finished in self._pool.map(_work, jobs, chunksize=1):
            statuses += some
            times += took
            last = max(last, finished)
        return Answers(statuses, times, last - begin)
