"""Child processes that live and die together: one that must stay, others that are started again."""

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

PATIENCE = 9.0  # seconds between asking children to end and ending them
LONGEST_PAUSE = 30.0  # seconds before a child that keeps failing is tried again
CALM = 60.0  # a child that lived this long is considered healthy again
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process. ``vital``: its end ends everything; any other is started again with a growing pause."""

    name: str
    run: Callable[[], object]
    vital: bool
    pid: int = 0
    failures: int = 0
    started: float = 0.0
    not_before: float = 0.0


def _die_with_parent() -> None:
    """Ask the kernel to end this process when the supervisor is killed outright (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def become(run: Callable[[], object]) -> NoReturn:
    """Be the child: run, and end this process with the exit code; never returns."""
    code: object = 1
    try:
        os.setsid()
        _die_with_parent()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        run()
        code = 0
    except SystemExit as end:
        code = end.code or 0
        if isinstance(code, str):
            print(code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


def pause_after(failures: int) -> float:
    """Seconds to wait before the next try: 1, 2, 4 … up to ``LONGEST_PAUSE``."""
    return min(LONGEST_PAUSE, 2.0 ** max(0, failures - 1))


class Supervisor:
    """Starts the children, watches them, and ends all of them when asked or when a vital one is gone."""

    def __init__(self, children: list[Child], say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.asked_to_stop = False

    def run(self, until_ready: Callable[[], bool]) -> int:
        """Work until told to stop; ``until_ready`` is called until it is true. Returns an exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)
        for child in self.children:
            self._start(child)
        code, ready = 0, False
        while not self.asked_to_stop:
            lost = self._look_after()
            if lost is not None:
                self.say(f"El proceso «{lost.name}» terminó; se detiene todo.")
                code = 1
                break
            ready = ready or until_ready()
            time.sleep(0.2 if ready else 0.05)
        self._stop()
        return code

    def _ask(self, *_: object) -> None:
        self.asked_to_stop = True

    def _start(self, child: Child) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        child.started = time.monotonic()
        child.pid = os.fork()
        if child.pid == 0:
            become(child.run)

    def _look_after(self) -> Child | None:
        """Restart what may be restarted; return the vital child that ended, if any."""
        now = time.monotonic()
        for child in self.children:
            if child.pid and os.waitpid(child.pid, os.WNOHANG)[0]:
                self._end_group(child)
                if child.vital:
                    return child
                child.failures = 1 if now - child.started > CALM else child.failures + 1
                child.not_before = now + pause_after(child.failures)
                self.say(f"El proceso «{child.name}» terminó; se inicia de nuevo.")
            if not child.pid and now >= child.not_before:
                self._start(child)
        return None

    def _stop(self) -> None:
        for child in self.children:
            if child.pid:
                os.kill(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        waiting = [child for child in self.children if child.pid]
        while waiting and time.monotonic() < deadline:
            waiting = [child for child in waiting if not os.waitpid(child.pid, os.WNOHANG)[0]]
            time.sleep(0.05)
        for child in self.children:
            self._end_group(child)

    @staticmethod
    def _end_group(child: Child) -> None:
        """No grandchild outlives its child: each child leads a process group of its own."""
        if child.pid:
            with suppress(ProcessLookupError):  # the whole group is gone already
                os.killpg(child.pid, signal.SIGKILL)
        child.pid = 0
