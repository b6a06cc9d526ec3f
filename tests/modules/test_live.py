import os
from pathlib import Path

from modules.live import LiveFolder
from tests.modules.site import page, site
from tests.modules.test_loader import GIFT


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def test_an_edit_shows_at_once_and_a_broken_one_keeps_the_last_good_manual(tmp_path: Path) -> None:
    write(tmp_path, site())
    live = LiveFolder(tmp_path, GIFT)
    first = live.manual()
    assert first is not None
    assert live.manual() is first

    write(tmp_path, site(a1=page(extra="Una frase nueva.")))
    second = live.manual()
    assert second is not None
    assert "Una frase nueva." in second.modules[0].html

    write(tmp_path, site(a1=page(extra="/// clave")))
    assert live.manual() is second
    assert any("no se cierra" in problem.what for problem in live.problems)

    write(tmp_path, site())
    third = live.manual()
    assert third is not None
    assert third.digest == first.digest
    assert live.problems == ()


def test_a_touched_file_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, site())
    live = LiveFolder(tmp_path, GIFT)
    first = live.manual()
    os.utime(tmp_path / "es" / "a1.md", ns=(1, 1))
    again = live.manual()
    assert again == first
    assert again is not first


def test_a_folder_that_was_never_right_has_no_manual(tmp_path: Path) -> None:
    live = LiveFolder(tmp_path, GIFT)
    assert live.manual() is None
    assert live.problems
