"""A design is a folder that is checked, packed and known by its hash."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.designs.folder import SETTINGS, BadDesign, read, unpack


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change in one file."""
    def change(folder: Path) -> None:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1))
    return change


def written(name: str, data: bytes) -> Callable[[Path], None]:
    """A file more."""
    def change(folder: Path) -> None:
        (folder / name).write_bytes(data)
    return change


MISTAKES: dict[str, tuple[Callable[[Path], None], str]] = {
    "no settings": (lambda folder: (folder / SETTINGS).unlink(), "Falta «design.toml»"),
    "no template": (lambda folder: (folder / "constancia.html").unlink(), "Falta «constancia.html»"),
    "no style": (lambda folder: (folder / "accreditation.css").unlink(), "Falta «accreditation.css»"),
    "a program": (written("run.py", b"import os"), "«run.py» no se admite"),
    "capitals": (written("Logo.png", b"x"), "«Logo.png» no se admite"),
    "a way out": (lambda folder: (folder / "deep").mkdir(), "«deep» no es un archivo"),
    "a link": (lambda folder: (folder / "key.png").symlink_to("/etc/passwd"), "«key.png» no es un archivo"),
    "too heavy": (written("logo.png", b"x" * 600_000), "«logo.png» pesa demasiado"),
    "not UTF-8": (written("extra.css", "ñ".encode("latin-1")), "«extra.css» no está en UTF-8"),
    "broken settings": (written(SETTINGS, b"name = "), "no se puede leer"),
    "unknown setting": (replaced(SETTINGS, "name =", "colour = 1\nname ="), "colour"),
    "no version": (replaced(SETTINGS, "version =", "#"), "version"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_with_its_file(folder: Path, name: str) -> None:
    spoil, told = MISTAKES[name]
    spoil(folder)
    with pytest.raises(BadDesign) as found:
        read(folder)
    assert told in str(found.value)


def test_the_same_files_have_the_same_hash_and_any_change_another(folder: Path) -> None:
    digest = read(folder).digest
    (folder / "README.md").write_text("para personas")
    assert read(folder).digest == digest
    (folder / "constancia.css").write_text((folder / "constancia.css").read_text() + " ")
    assert read(folder).digest != digest


def test_what_was_packed_is_what_is_unpacked(folder: Path) -> None:
    design = read(folder)
    assert unpack(design.packed).files == design.files
    assert unpack(design.packed).digest == design.digest


@given(st.binary(max_size=300))
def test_other_bytes_are_no_design(data: bytes) -> None:
    with pytest.raises(BadDesign):
        unpack(data)


def test_a_design_in_another_wrapping_is_refused(folder: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in read(folder).files.items():
            packed.writestr(name, data)
    with pytest.raises(BadDesign, match="tal como se guardó"):
        unpack(out.getvalue())


def test_a_zip_that_would_swell_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(SETTINGS, b"0" * 50_000_000)
    with pytest.raises(BadDesign, match="pesa demasiado"):
        unpack(out.getvalue())
