"""A device with a key, as software: SoftHSM2 in a folder of the test's own."""

import os
import shutil
import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass

from certificates.signing.key_file import Pair
from tests.run import NOT_RUN

PIN, TOKEN = "4321", "Firma de prueba"
PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")


def library() -> str:
    """Where SoftHSM2 is; the test is skipped by name where it is not."""
    found = next((place for place in PLACES if Path(place).exists()), None)
    if found is None or shutil.which("softhsm2-util") is None:
        pytest.skip(f"{NOT_RUN}firma por PKCS#11; falta el paquete softhsm2")
    return found


def made(folder: Path, *pairs: tuple[str, Pair]) -> None:
    """A token in this folder with these keys and their certificates, each under its label.

    A process reads SoftHSM2's settings once, so the variable of the environment stays.
    """
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    _util("--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", PIN)
    for number, (label, one) in enumerate(pairs, 1):
        (folder / "key.pem").write_bytes(one.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        _util("--import", folder / "key.pem", "--token", TOKEN, "--pin", PIN, "--label", label, "--id", f"{number:02}")
    with pkcs11.lib(library()).get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
        for number, (label, one) in enumerate(pairs, 1):
            session.create_object({
                Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True, Attribute.LABEL: label, Attribute.ID: bytes([number]),
                Attribute.SUBJECT: one.certificate.subject.public_bytes(),
                Attribute.VALUE: one.certificate.public_bytes(Encoding.DER)})


def _util(*words: object) -> None:
    subprocess.run(["softhsm2-util", *map(str, words)], check=True, capture_output=True)
