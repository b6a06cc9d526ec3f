import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules import bundle
from modules.bundle import BadBundle, digest, pack, read_folder, survey, unpack

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,5}(/[a-z][a-z0-9]{0,5}){0,2}\.(md|toml|gift|svg)", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=200), max_size=8)


@given(FILES)
def test_what_is_packed_comes_back(files: dict[str, bytes]) -> None:
    assert unpack(pack(files)) == files


@given(FILES, st.randoms())
def test_the_digest_does_not_depend_on_the_order(files: dict[str, bytes], random: object) -> None:
    shuffled = list(files.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert digest(pack(dict(shuffled))) == digest(pack(files))


def test_the_same_bytes_come_out_on_every_machine() -> None:
    packed = pack({"manual.toml": b"x", "es/a1.md": b"y"})
    assert digest(packed) == GOLDEN


@given(st.binary(max_size=300))
def test_any_bytes_are_a_bundle_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadBundle):
        unpack(data)


@given(FILES, st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_bundle_is_read_or_refused(files: dict[str, bytes], at: int, value: int) -> None:
    data = bytearray(pack(files))
    data[at % len(data)] = value
    with contextlib.suppress(BadBundle):
        unpack(bytes(data))


def zipped(entries: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "entries",
    [
        [("a.md", b"0" * (bundle.LARGEST_FILE + 1))],
        [(f"a{i}.md", b"0" * bundle.LARGEST_FILE) for i in range(11)],
        [(f"a{i}.md", b"") for i in range(bundle.MOST_FILES + 1)],
        [("../a.md", b"")],
        [("/etc/a.md", b"")],
        [("es/../a.md", b"")],
        [("a\\b.md", b"")],
        [("a.exe", b"")],
        [(".a.md", b"")],
        [("es/", b"")],
    ],
    ids=[
        "bomb",
        "many bombs",
        "too many",
        "up",
        "root",
        "inside up",
        "backslash",
        "suffix",
        "hidden",
        "folder",
    ],
)
def test_a_hostile_bundle_is_refused(entries: list[tuple[str, bytes]]) -> None:
    with pytest.raises(BadBundle):
        unpack(zipped(entries))


def test_a_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([("a.md", b"1"), ("a.md", b"2")])
    with pytest.raises(BadBundle):
        unpack(data)


def test_an_unusual_compression_is_refused() -> None:
    with pytest.raises(BadBundle):
        unpack(zipped([("a.md", b"1")], zipfile.ZIP_LZMA))


@pytest.mark.parametrize("files", [{"../a.md": b""}, {"a.md": b"0" * (bundle.LARGEST_FILE + 1)}, {"a": b""}])
def test_what_could_not_be_unpacked_is_not_packed(files: dict[str, bytes]) -> None:
    with pytest.raises(BadBundle):
        pack(files)


def test_a_folder_is_read_without_its_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "a1.md").write_bytes(b"uno")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.md").write_bytes(b"no")
    (tmp_path / "a.md~").write_bytes(b"no")
    assert read_folder(tmp_path) == {"es/a1.md": b"uno"}


def test_strange_files_of_a_folder_are_all_named(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"")
    (tmp_path / "big.md").write_bytes(b"0" * (bundle.LARGEST_FILE + 1))
    (tmp_path / "link.md").symlink_to("/etc/passwd")
    files, problems = survey(tmp_path)
    assert files == {}
    assert [problem.path for problem in problems] == ["a.exe", "big.md", "link.md"]
    with pytest.raises(BadBundle) as refused:
        read_folder(tmp_path)
    assert len(refused.value.problems) == 3


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadBundle, match="No existe"):
        read_folder(tmp_path / "nada")


GOLDEN = "7142e3938a9d4cf6e4de5c922c2c6cbfb7f44cd294c8c14d0aa4a4461def4039"
