"""A workshop whose exit test the tests decide."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from training.attendance.announcing import requirement as attendance
from training.house import house
from training.naming.requirement import name_of
from training.progress.modules_required import modules_required
from training.progress.requirements import CERTIFICATE, EXIT_TEST, Requirement, Stand, Standing


@pytest.fixture
def failed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Modules, minutes, the name, and an exit test that everybody passed but the memberships that are put in here."""
    found: set[int] = set()

    def exit_test(_cohort: object, members: object) -> Requirement:
        return Requirement(EXIT_TEST, "Prueba de salida", "80 %", frozenset({CERTIFICATE}),
                           {member: Standing(Stand.TO_DO, "60 %") for member in found}, Standing(Stand.DONE, "90 %"))

    monkeypatch.setattr(house(app), "requirements", [modules_required, attendance, exit_test, name_of])
    return found


@pytest.fixture(autouse=True, scope="session")
def _signing_beside_a_browser() -> Iterator[None]:
    """pyHanko wants an event loop of its own, and Playwright leaves one running in this thread: then it gets another thread."""
    plain = asyncio.run

    def run(main: Any, **more: Any) -> Any:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return plain(main, **more)
        with ThreadPoolExecutor(1) as beside:
            return beside.submit(plain, main, **more).result()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(asyncio, "run", run)
        yield
