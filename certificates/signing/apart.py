"""The same question as `added.py`, asked in a process of its own: what a stranger's file makes of a reader stays there.

It may take so much memory and time and no more, opens nothing, and its end is an answer too. The process that asks never
loads pyHanko. One process answers many questions; starting it takes half a second.
"""

import os
import resource
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from certificates.signing.added import Added, NotOnly, Signature, Why, look

MEMORY = 1_500_000_000          # bytes of address space, of which Python and pyHanko take a third
CPU, PATIENCE = 15, 60          # seconds for a file: of the processor, and by the clock on a busy machine
ROOT = Path(__file__).resolve().parents[2]


class Question(msgspec.Struct, array_like=True):
    """The arguments of ``look``."""

    issued: bytes
    uploaded: bytes
    roots: tuple[bytes, ...]
    unknown_may_show: bool


class Answer(msgspec.Struct, array_like=True):
    """Its result; ``why`` when it raised."""

    why: str | None = None
    signatures: tuple[Signature, ...] = ()


def only_signatures_added(issued: bytes, uploaded: bytes, roots: Sequence[bytes] = ()) -> Added | None:
    """See added.only_signatures_added. What cannot be is answered at once, without a process."""
    if len(uploaded) <= len(issued) or not uploaded.startswith(issued):
        return None
    with Apart() as apart:
        try:
            return apart.look(issued, uploaded, roots)
        except NotOnly:
            return None


class Apart:
    """A process that answers; started with the first question, and anew after one that was too much for it."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def look(self, issued: bytes, uploaded: bytes, roots: Sequence[bytes] = (), *, unknown_may_show: bool = False) -> Added:
        """See added.look. Raises NotOnly; what the process did not survive is unreadable."""
        if self.process is None:
            self.process = _started()
        asks, answers = self.process.stdin, self.process.stdout
        assert asks is not None
        assert answers is not None
        try:
            _send(asks, Question(issued, uploaded, tuple(roots), unknown_may_show))
            answer = msgspec.msgpack.decode(_received(answers, time.monotonic() + PATIENCE), type=Answer)
        except (OSError, EOFError, TimeoutError, msgspec.MsgspecError) as error:
            self.stop()
            raise NotOnly(Why.UNREADABLE) from error
        if answer.why is not None:
            raise NotOnly(Why(answer.why))
        return Added(answer.signatures)


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "certificates.signing.apart"], cwd=ROOT, env={"PATH": os.defpath},
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _send(out: IO[bytes], what: msgspec.Struct) -> None:
    data = msgspec.msgpack.encode(what)
    out.write(len(data).to_bytes(4, "big") + data)
    out.flush()


def _received(source: IO[bytes], until: float) -> bytes:
    """A whole message. Raises EOFError or TimeoutError."""
    return _read(source, int.from_bytes(_read(source, 4, until), "big"), until)


def _read(source: IO[bytes], size: int, until: float) -> bytes:
    got = bytearray()
    while len(got) < size:
        if not select.select([source], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        piece = os.read(source.fileno(), size - len(got))
        if not piece:
            raise EOFError
        got += piece
    return bytes(got)


def _answer(question: Question) -> Answer:
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    resource.setrlimit(resource.RLIMIT_CPU, (used + CPU, resource.RLIM_INFINITY))
    try:
        found = look(question.issued, question.uploaded, question.roots, unknown_may_show=question.unknown_may_show)
    except NotOnly as no:
        return Answer(why=no.why.value)
    return Answer(signatures=found.signatures)


def main() -> None:
    """Answer until nobody asks."""
    from certificates.signing import revisions, validity  # noqa: PLC0415  # loaded before the limits, as they open files

    assert revisions
    assert validity
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while header := sys.stdin.buffer.read(4):
        data = sys.stdin.buffer.read(int.from_bytes(header, "big"))
        _send(sys.stdout.buffer, _answer(msgspec.msgpack.decode(data, type=Question)))


if __name__ == "__main__":
    main()
