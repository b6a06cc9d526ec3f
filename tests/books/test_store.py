"""Books are kept per edition: another text, another renderer or an expired number makes other books."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from books import store
from books.catalogue import Order
from books.store import Shelf, edition
from tests.books.manuals import DIGEST, LATER, TODAY, manual

ONE = Order("participant")


def shelf(tmp_path: Path, digest: str = DIGEST, today: date = TODAY) -> Shelf:
    return Shelf(tmp_path, digest, manual(), today)


def test_what_was_put_is_there_with_its_pages_and_for_its_owner_alone(tmp_path: Path) -> None:
    one = shelf(tmp_path)
    assert not one.has(ONE)
    path = one.put(ONE, b"%PDF", 12)
    assert one.has(ONE)
    assert one.pages(ONE) == 12
    assert path.read_bytes() == b"%PDF"
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.glob("*.unfinished")) == []


def test_sizes_and_languages_are_different_files(tmp_path: Path) -> None:
    paths = {shelf(tmp_path).path(order) for order in (Order("posters"), Order("posters", size="a3"), Order("posters", "en"))}
    assert len(paths) == 3


def test_another_text_is_another_shelf(tmp_path: Path) -> None:
    shelf(tmp_path).put(ONE, b"%PDF", 1)
    assert not shelf(tmp_path, "f" * 64).has(ONE)


def test_an_entry_that_expires_asks_for_a_new_book(tmp_path: Path) -> None:
    shelf(tmp_path).put(ONE, b"%PDF", 1)
    assert shelf(tmp_path, today=LATER).has(ONE)
    assert not shelf(tmp_path, today=date(2027, 3, 24)).has(ONE)


def test_another_renderer_asks_for_a_new_book(monkeypatch: pytest.MonkeyPatch) -> None:
    before = edition(DIGEST, manual(), TODAY)
    monkeypatch.setattr(store, "renderer", lambda: "other")
    assert edition(DIGEST, manual(), TODAY) != before


def test_tidying_keeps_this_edition_and_whatever_is_young(tmp_path: Path) -> None:
    here, old, young = shelf(tmp_path), shelf(tmp_path, "0" * 64), shelf(tmp_path, "1" * 64)
    for one in (here, old, young):
        one.put(ONE, b"%PDF", 1)
    left = here.folder / "x.pdf.aa.unfinished"
    left.write_bytes(b"half")
    long_ago = time.time() - store.KEPT - 60
    os.utime(left, (long_ago, long_ago))
    os.utime(old.folder, (long_ago, long_ago))
    assert here.tidy() == 3
    assert here.has(ONE)
    assert young.has(ONE)
    assert not old.folder.exists()
    assert not left.exists()
