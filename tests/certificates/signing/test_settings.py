"""Who signs is a setting; a wrong one is named at start, a wrong key by ``flask signer check``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from certificates.signing import queries, signer
from certificates.signing.signer import Device, Ink, KeyFile
from tests.certificates.signing import keys
from training.config import BadSetting, read_settings


def settings(tmp_path: Path, **env: str) -> dict[str, object]:
    return read_settings({"INSTANCE_DIR": str(tmp_path)} | env)


def test_nobody_signs_unless_told(tmp_path: Path) -> None:
    made = signer.make(settings(tmp_path))
    assert isinstance(made, Ink)
    assert not made.signs
    assert made.sign(b"as it is", keys.datetime.now(keys.UTC)) == b"as it is"


def test_a_key_file_with_its_passphrase_in_another_file(tmp_path: Path) -> None:
    path = keys.as_pkcs12(keys.pair(), tmp_path)
    (tmp_path / "secret").write_text(keys.PASSPHRASE + "\n")
    made = signer.make(settings(tmp_path, SIGNER="file", SIGNER_FILE=str(path), SIGNER_PASSPHRASE_FILE=str(tmp_path / "secret"),
                                SIGNATURE_LOOK="visible"))
    assert isinstance(made, KeyFile)
    assert made.visible
    assert made.describe().startswith("TACURI MONTALVO Rosa Elvira, hasta el ")


def test_a_device(tmp_path: Path) -> None:
    (tmp_path / "lib.so").write_bytes(b"")
    made = signer.make(settings(tmp_path, SIGNER="pkcs11", SIGNER_LIBRARY=str(tmp_path / "lib.so"), SIGNER_TOKEN="T", SIGNER_KEY="k",
                                SIGNER_PIN="1234"))
    assert isinstance(made, Device)
    assert (made.token, made.key, made.pin, made.visible) == ("T", "k", "1234", False)


@pytest.mark.parametrize(("env", "named"), [
    ({"SIGNER": "stamp"}, "SIGNER"), ({"SIGNER": "file"}, "SIGNER_FILE"), ({"SIGNER": "file", "SIGNER_FILE": "/nowhere"}, "SIGNER_FILE"),
    ({"SIGNER": "pkcs11"}, "SIGNER_LIBRARY, SIGNER_TOKEN, SIGNER_KEY"),
    ({"SIGNER": "pkcs11", "SIGNER_LIBRARY": "/nowhere", "SIGNER_TOKEN": "a", "SIGNER_KEY": "b"}, "SIGNER_LIBRARY"),
    ({"SIGNER_CHAIN": "/nowhere"}, "SIGNER_CHAIN"), ({"SIGNATURE_LOOK": "pretty"}, "SIGNATURE_LOOK"),
    ({"SIGNATURE_ROOTS": "/nowhere"}, "SIGNATURE_ROOTS"), ({"SIGNER_PIN_FILE": "/nowhere"}, "SIGNER_PIN_FILE"),
])
def test_a_wrong_setting_is_named_at_start(tmp_path: Path, env: dict[str, str], named: str) -> None:
    with pytest.raises(BadSetting, match=named):
        settings(tmp_path, **env)


@pytest.mark.one_database
def test_the_command_says_who_signs_and_who_is_trusted(
        app: Flask, command: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = command("signer", "check")
    assert "SIGNER=none" in said
    assert "ninguna" in said
    monkeypatch.setitem(app.extensions, signer.EXTENSION, KeyFile(keys.as_pem(keys.pair(), tmp_path), "", None, visible=False))
    monkeypatch.setitem(app.config, "SIGNATURE_ROOTS", str(keys.roots(tmp_path / "roots")))
    said = command("signer", "check")
    assert "TACURI MONTALVO Rosa Elvira, hasta el " in said
    assert "Entidades de confianza: Autoridad de prueba" in said
    monkeypatch.setitem(app.extensions, signer.EXTENSION, KeyFile(tmp_path / "gone.pem", "", None, visible=False))
    with pytest.raises(AssertionError, match="cannot be read"):
        command("signer", "check")


@pytest.mark.one_database
def test_what_is_no_certificate_in_the_folder_is_left_out(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = keys.roots(tmp_path / "roots", keys.ROOT, "Otra autoridad")
    (folder / "LEEME.txt").write_text("no es un certificado")
    monkeypatch.setitem(app.config, "SIGNATURE_ROOTS", str(folder))
    assert len(queries.roots()) == 2
