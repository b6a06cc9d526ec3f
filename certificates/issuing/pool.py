"""Drawing on every core: the sheets that come next are drawn in processes of their own while this one stores the last.

The processes live as long as a job is worked on, so that an idle site holds no drawing libraries.
"""

import os
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from flask import current_app

from certificates.press import pdf
from certificates.press.sheet import Sheet

LOOK_EVERY = 2.0  # seconds


class Pool:
    """The processes of this one, and what they are drawing. Used by one thread."""

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None
        self._waiting: dict[str, Future[bytes]] = {}

    def begin(self, sheets: Mapping[str, Sheet]) -> None:
        """Start drawing these, by the name under which they will be asked for. On one core, do nothing."""
        processes = min(int(current_app.config["DRAWING_PROCESSES"]) or os.cpu_count() or 1, len(sheets))
        if processes < 2:
            return
        if self._executor is None:
            self._executor = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_end_with_parent)
        try:
            self._waiting |= {name: self._executor.submit(pdf.draw, sheet) for name, sheet in sheets.items()}
        except BrokenProcessPool:
            self.close()

    def take(self, name: str, sheet: Sheet) -> bytes:
        """The sheet as drawn, by another process if one began it. Raises pdf.CannotDraw."""
        future = self._waiting.pop(name, None)
        try:
            return future.result() if future else pdf.draw(sheet)
        except BrokenProcessPool:  # somebody killed it: what it had begun is drawn here, one by one
            self.close()
            return pdf.draw(sheet)

    def close(self) -> None:
        """Let the processes go, and what they had not finished with them."""
        executor, self._executor, self._waiting = self._executor, None, {}
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """A worker that was killed must not leave its helpers behind, each waiting for ever for the next sheet."""
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


THE_POOL = Pool()
