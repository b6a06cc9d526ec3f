"""The verifier that leaves with the export: alone in its folder, without site packages, and against every kind of change."""

import ast
import importlib.util
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.paper import snapshot
from certificates.register import chain, export
from tests.certificates.examples import KEY, PRESENT
from tests.certificates.register.book import OTHER, SALT, Book, full, said

SOURCE = export.FOLDER / "verify.py"


def run(folder: Path, *words: str | Path) -> tuple[int, str]:
    """As an auditor runs it, and with nothing of this machine in its reach."""
    done = subprocess.run([sys.executable, "-I", "-S", "verify.py", *map(str, words)], cwd=folder, capture_output=True, timeout=120)
    assert not done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode("utf-8")


def module() -> ModuleType:
    """The same file, to ask it for its parts."""
    spec = importlib.util.spec_from_file_location("alone", SOURCE)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def data_of(one: snapshot.Snapshot) -> bytes:
    """What a paper's PDF carries."""
    whole = {"snapshot": json.loads(snapshot.canonical(one)), "salt": SALT.hex(), "entry": {}, "checkpoint": ""}
    return json.dumps(whole, indent=1).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return full().write(tmp_path / "copia")


def test_it_asks_for_nothing_but_an_old_python() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 8))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= {"__future__", "typing", *sys.stdlib_module_names}
    assert len(SOURCE.read_text().splitlines()) <= 300


def test_a_good_register_is_in_order(folder: Path) -> None:
    code, text = run(folder)
    assert code == 0, text
    assert "Entradas: 11 (issued 6, replaced 1, revoked 1, erased 1, key 2)" in text
    assert text.endswith("Registro: todo en orden.\n")


def test_it_finds_its_folder_from_anywhere(folder: Path, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-I", "-S", str(folder / "verify.py")], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0


def test_every_earlier_checkpoint_is_a_beginning(folder: Path) -> None:
    for path in sorted((folder / "checkpoints").glob("*.txt")):
        assert run(folder, "--checkpoint", path)[0] == 0


def test_a_checkpoint_of_another_register_is_refused(folder: Path, tmp_path: Path) -> None:
    other = Book()
    other.key(Ed25519PrivateKey.from_private_bytes(b"z" * 32))
    (tmp_path / "other.txt").write_text(other.sign())
    code, text = run(folder, "--checkpoint", tmp_path / "other.txt")
    assert code == 1 and "other.txt: la firma no es" in text


def test_a_checkpoint_of_what_is_no_longer_there_is_refused(tmp_path: Path) -> None:
    book = full()
    (tmp_path / "old.txt").write_text(list(book.notes.values())[-1])
    short = full()
    del short.bodies[9:], short.notes[11], short.keys[1:]
    folder = short.write(tmp_path / "short")
    assert run(folder)[0] == 0
    code, text = run(folder, "--checkpoint", tmp_path / "old.txt")
    assert code == 1 and "dice 11 entradas y aquí hay 9" in text


def change_line(at: int, change: Callable[[dict[str, object]], None]) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        lines = (folder / "registro.jsonl").read_bytes().splitlines()
        entry = json.loads(lines[at])
        change(entry)
        lines[at] = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        (folder / "registro.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    return do


def rewrite(change: Callable[[bytes], bytes], name: str = "registro.jsonl") -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes())) and None


BAD: dict[str, Callable[[Path], None]] = {
    "edited": change_line(2, lambda e: e.update(half_hours=99)),
    "wrong type": change_line(2, lambda e: e.update(half_hours="13")),
    "true for one": change_line(2, lambda e: e.update(half_hours=True)),
    "a field more": change_line(2, lambda e: e.update(name="Ana")),
    "a field less": change_line(2, lambda e: e.pop("course")),
    "another kind": change_line(2, lambda e: e.update(kind="other")),
    "unknown reason": change_line(7, lambda e: e.update(reason="because")),
    "points ahead": change_line(7, lambda e: e.update(of=11)),
    "bad proof": change_line(9, lambda e: e.update(proofs=["A" * 86 + "==", "A" * 86 + "=="])),
    "no proofs": change_line(9, lambda e: e.update(proofs=None)),
    "proofs of numbers": change_line(9, lambda e: e.update(proofs=[1, 2])),
    "one proof": change_line(9, lambda e: e.update(proofs=e["proofs"][:1])),  # type: ignore[index]  # a list of texts
    "bad base64": change_line(0, lambda e: e.update(key="é" * 44)),
    "blank": rewrite(lambda data: data.replace(b"\n", b"\n\n", 1)),
    "cut": rewrite(lambda data: data[:-9]),
    "no last end": rewrite(lambda data: data[:-1]),
    "spaced": rewrite(lambda data: data.replace(b":", b": ", 1)),
    "other ends": rewrite(lambda data: data.replace(b"\n", b"\r\n")),
    "no JSON": rewrite(lambda data: b"[" * 100_000 + b"\n" + data),
    "not text": rewrite(lambda data: b"\xff\xfe\n" + data),
    "empty": rewrite(lambda data: b""),
    "unknown key": rewrite(lambda data: data.splitlines()[0] + b"\n", "claves.txt"),
    "bad note": rewrite(lambda data: data.replace("—".encode(), b"-"), "checkpoints/000000009.txt"),
    "no note": rewrite(lambda data: b"\xff", "checkpoints/000000009.txt"),
    "note of nothing": rewrite(lambda data: b"\n\n", "checkpoints/000000009.txt"),
    "no last note": lambda folder: (folder / "checkpoints/000000011.txt").unlink(),
    "no file": lambda folder: (folder / "registro.jsonl").unlink(),
    "no keys": lambda folder: (folder / "claves.txt").unlink(),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_in_a_line_and_not_in_a_fault(name: str, folder: Path) -> None:
    BAD[name](folder)
    code, text = run(folder)
    assert code == 1
    assert "PROBLEMA: " in text


@pytest.mark.parametrize("folio, in_force, words", [
    ("2026-000001", False, "REEMPLAZADO por el folio 2026-000006"), ("2026-000002", False, "ANULADO, motivo: error"),
    ("2026-000003", False, "RETIRADO"), ("2026-000004", True, "renovado con el folio 2026-000007"),
    ("2026-000005", True, "Estado: vigente"), ("2026-000006", True, "Estado: vigente")])
def test_a_paper_is_found_with_what_became_of_it(folio: str, in_force: bool, words: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "datos.json").write_bytes(data_of(said(folio)))
    code, text = run(folder, "--paper", tmp_path / "datos.json")
    assert (code == 0) is in_force, text
    assert words in text and folio in text and "Nélida Rosaura Quispe Ñaupari, dni 40617283" in text
    assert "6.5 horas" in text


def pdf_with(data: bytes) -> bytes:
    """As much of a PDF as holds a file."""
    return b"%PDF-1.7\n1 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\n2 0 obj\n<<>>\nstream\r\n" + data + b"\nendstream\nendobj\n"


@pytest.mark.parametrize("packed", [False, True])
def test_the_data_are_found_in_a_pdf(packed: bool, folder: Path, tmp_path: Path) -> None:
    data = data_of(said("2026-000005"))
    (tmp_path / "a.pdf").write_bytes(pdf_with(zlib.compress(data) if packed else data))
    code, text = run(folder, "--paper", tmp_path / "a.pdf")
    assert code == 0 and "a.pdf: entrada 6" in text


@pytest.mark.parametrize("field, value", [("surnames", "Quispe Ñaupary"), ("half_hours", 14), ("document", "40617284")])
def test_a_paper_that_says_something_else_is_not_in_the_register(field: str, value: object, folder: Path, tmp_path: Path) -> None:
    whole = json.loads(data_of(said("2026-000005")))
    whole["snapshot"][field] = value
    (tmp_path / "datos.json").write_text(json.dumps(whole))
    code, text = run(folder, "--paper", tmp_path / "datos.json")
    assert code == 1 and "NO está en el registro" in text


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"{}", b'{"snapshot": 1, "salt": "00"}', b'{"snapshot": {}, "salt": "zz"}',
                                  b"stream\n" + zlib.compress(b"0" * 20_000_000) + b"endstream"])
def test_a_file_that_is_no_paper_is_not_one(data: bytes, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    code, text = run(folder, "--paper", tmp_path / "x.pdf")
    assert code == 1 and "x.pdf: no se encontraron los datos" in text


def test_a_term_that_is_over_is_said(tmp_path: Path) -> None:
    from datetime import date
    book, one = Book(), said("2026-000001", format=3, kind="certificate", design="0" * 64, valid_until=date(2026, 11, 22))
    book.key()
    book.paper("2026-000001", snapshot_of=one)
    book.sign()
    folder = book.write(tmp_path / "copia")
    (tmp_path / "datos.json").write_bytes(data_of(one))
    code, text = run(folder, "--paper", tmp_path / "datos.json")
    assert code == 1 and "Vale hasta el 2026-11-22" in text and "NO vigente" in text


def test_a_constancia_is_found_too(tmp_path: Path) -> None:
    book = Book()
    book.key()
    book.paper(PRESENT.folio, snapshot_of=PRESENT)
    book.sign()
    (tmp_path / "datos.json").write_bytes(data_of(PRESENT))
    assert run(book.write(tmp_path / "copia"), "--paper", tmp_path / "datos.json")[0] == 0


def test_a_paper_that_is_not_there_is_named(folder: Path, tmp_path: Path) -> None:
    code, text = run(folder, "--paper", tmp_path / "nothing.pdf")
    assert code == 1 and "no se puede leer" in text and "nothing.pdf" in text


@pytest.mark.parametrize("seed, public, message, signature", [
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")])
def test_its_ed25519_knows_the_vectors_of_the_standard(seed: str, public: str, message: str, signature: str) -> None:
    alone, data = module(), bytes.fromhex(message)
    assert Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).public_key().public_bytes_raw().hex() == public
    assert alone.signed_by(bytes.fromhex(public), bytes.fromhex(signature), data)
    assert not alone.signed_by(bytes.fromhex(public), bytes.fromhex(signature), data + b"x")


@settings(max_examples=15)
@given(st.binary(max_size=50), st.integers(0, 511))
def test_its_ed25519_agrees_with_the_library(message: bytes, bit: int) -> None:
    alone, signature = module(), bytearray(KEY.sign(message))
    public = KEY.public_key().public_bytes_raw()
    assert alone.signed_by(public, bytes(signature), message)
    signature[bit // 8] ^= 1 << bit % 8
    assert not alone.signed_by(public, bytes(signature), message)
    assert not alone.signed_by(OTHER.public_key().public_bytes_raw(), KEY.sign(message), message)


def test_a_signature_with_a_large_number_is_refused() -> None:
    alone, signature = module(), KEY.sign(b"x")
    large = int.from_bytes(signature[32:], "little") + alone.L
    assert not alone.signed_by(KEY.public_key().public_bytes_raw(), signature[:32] + large.to_bytes(32, "little"), b"x")


def test_its_fields_are_those_of_the_application() -> None:
    alone = module()
    assert {kind: tuple(map(set, fields)) for kind, fields in alone.FIELDS.items()} == chain._FIELDS
    assert tuple(alone.REASONS) == chain.REASONS
