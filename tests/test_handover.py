"""What one host makes, another gives out: two applications on one database, each with a folder of its own."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from training import handover
from training.clock import frozen, now
from training.db import db
from training.suitcase import erasing
from training.suitcase.folder import KEPT, Kit, Made, tidy


@pytest.fixture
def hosts(another_app: Callable[..., Flask], tmp_path: Path) -> tuple[Flask, Flask]:
    """Two hosts: the worker draws on the first, the site answers on the second."""
    first, second = (another_app(INSTANCE_DIR=str(tmp_path / name), STORE="database") for name in ("one", "two"))
    return first, second


def home(host: Flask) -> Path:
    return Path(str(host.config["INSTANCE_DIR"]))


def leave(host: Flask, name: str, data: bytes, folder: str = "kits/12-5") -> None:
    path = home(host) / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    with host.app_context():
        handover.hand_over(path.parent, [name])


def taken(host: Flask, name: str, folder: str = "kits/12-5") -> bytes | None:
    path = home(host) / folder / name
    with host.app_context():
        handover.take(path.parent, [name])
        db.session.rollback()
    return path.read_bytes() if path.is_file() else None


def test_another_host_has_it_and_nobody_else_may_read_it(hosts: tuple[Flask, Flask]) -> None:
    leave(hosts[0], "kit.pdf", b"first")
    assert taken(hosts[1], "kit.pdf") == b"first"
    assert (home(hosts[1]) / "kits/12-5/kit.pdf").stat().st_mode & 0o777 == 0o600
    assert (home(hosts[1]) / "kits/12-5").stat().st_mode & 0o777 == 0o700


def test_what_was_made_anew_replaces_what_a_host_has_from_before(hosts: tuple[Flask, Flask]) -> None:
    leave(hosts[0], "kit.pdf", b"first")
    taken(hosts[1], "kit.pdf")
    with frozen(now() + timedelta(seconds=5)):
        leave(hosts[1], "kit.pdf", b"second")
    assert taken(hosts[0], "kit.pdf") == b"second"


def test_a_host_that_has_it_reads_no_bytes_from_the_database(hosts: tuple[Flask, Flask]) -> None:
    leave(hosts[0], "kit.pdf", b"first")
    (home(hosts[0]) / "kits/12-5/kit.pdf").write_bytes(b"as it lies here")
    assert taken(hosts[0], "kit.pdf") == b"as it lies here"


def test_one_host_alone_writes_nothing_into_the_database(app: Flask, another_app: Callable[..., Flask], tmp_path: Path) -> None:
    alone = another_app(INSTANCE_DIR=str(tmp_path / "one"))
    leave(alone, "kit.pdf", b"first")
    assert db.session.query(handover.HandedFile).count() == 0


def test_a_suitcase_goes_over_whole_and_its_parts_too(hosts: tuple[Flask, Flask]) -> None:
    with hosts[0].app_context():
        kit = Kit(home(hosts[0]), 12, 5)
        unfinished = kit.place()
        unfinished.write_bytes(b"%PDF")
        kit.finish(unfinished, Made(time.time(), 3, 2, "stamp"))
    with hosts[1].app_context():
        there = Kit(home(hosts[1]), 12, 5)
        made = there.made()
        assert made is not None and made.pages == 3 and there.file.read_bytes() == b"%PDF"


def test_after_two_days_it_is_gone_from_everywhere(hosts: tuple[Flask, Flask]) -> None:
    leave(hosts[0], "kit.pdf", b"first")
    with hosts[1].app_context(), frozen(now() + timedelta(seconds=KEPT + 60)):
        tidy(home(hosts[1]))
        db.session.commit()
    os.utime(home(hosts[0]) / "kits/12-5", (1, 1))
    assert taken(hosts[1], "kit.pdf") is None


def test_an_erasure_reaches_suitcases_that_lie_on_another_host(hosts: tuple[Flask, Flask]) -> None:
    leave(hosts[0], "kit.pdf", b"first")
    with hosts[1].app_context():
        assert erasing.drop_kits(5) == {"kits": 1}
    assert taken(hosts[1], "kit.pdf") is None
