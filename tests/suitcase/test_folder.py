"""The folder of a suitcase: private, whole or not at all, gone after two days."""

import os
import time
from pathlib import Path

import pikepdf
import pytest

from training.house import KitPart
from training.suitcase.folder import KEPT, Kit, Made, tidy


def pdf(path: Path) -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(path)
    return path.read_bytes()


def finished(kit: Kit, tmp_path: Path, at: float) -> None:
    unfinished = kit.place()
    unfinished.write_bytes(pdf(tmp_path / "x.pdf"))
    kit.finish(unfinished, Made(at, 1, 3, "abc"))


def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    kit = Kit(tmp_path / "instance", 12, 5)
    kit.put("rolls", [KitPart("Lista", pdf(tmp_path / "x.pdf"), 1)])
    finished(kit, tmp_path, time.time())
    for folder in (kit.folder, kit.folder.parent):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert (kit.folder / "rolls.1.pdf").stat().st_mode & 0o777 == 0o600


def test_parts_come_back_in_order_and_a_second_drawing_takes_their_place(tmp_path: Path) -> None:
    kit, data = Kit(tmp_path, 1, 1), pdf(tmp_path / "x.pdf")
    kit.put("rolls", [KitPart("Uno", data, 1), KitPart("Dos", data, 1, 3)])
    assert [(part.title, part.copies) for part in kit.parts("rolls")] == [("Uno", 1), ("Dos", 3)]
    kit.put("rolls", [KitPart("Solo", data, 1)])
    assert [part.title for part in kit.parts("rolls")] == ["Solo"]
    kit.put("rolls", [])
    assert kit.parts("rolls") == []


def test_parts_that_are_not_there_are_missed(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Kit(tmp_path, 1, 1).parts("rolls")


def test_suitcases_of_two_people_do_not_meet(tmp_path: Path) -> None:
    finished(Kit(tmp_path, 1, 11), tmp_path, time.time())
    assert Kit(tmp_path, 11, 1).made() is None
    assert Kit(tmp_path, 1, 1).made() is None


def test_after_two_days_it_is_not_given_out_and_then_deleted(tmp_path: Path) -> None:
    kit = Kit(tmp_path, 1, 1)
    finished(kit, tmp_path, time.time() - KEPT - 5)
    assert kit.made() is None
    assert tidy(tmp_path) == 0
    old = time.time() - KEPT - 5
    for path in [*kit.folder.iterdir(), kit.folder]:
        os.utime(path, (old, old))
    fresh = Kit(tmp_path, 2, 1)
    finished(fresh, tmp_path, time.time())
    assert tidy(tmp_path) == 1
    assert not kit.folder.exists()
    assert fresh.made() == Made(fresh.made().at, 1, 3, "abc")  # type: ignore[union-attr]  # it was just made


def test_without_any_there_is_nothing_to_tidy(tmp_path: Path) -> None:
    assert tidy(tmp_path) == 0


def test_a_damaged_note_is_no_suitcase(tmp_path: Path) -> None:
    kit = Kit(tmp_path, 1, 1)
    finished(kit, tmp_path, time.time())
    (kit.folder / "made.json").write_bytes(b"{")
    assert kit.made() is None
