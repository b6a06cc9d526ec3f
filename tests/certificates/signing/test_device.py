"""A key on a device, tried with SoftHSM2."""

from collections.abc import Iterator
from pathlib import Path

import page
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from certificates.signing.signer import CannotSign, Device
from tests.certificates.signing import files, keys, token

KINDS = ("p256", "rsa2048")


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The token of this process, and the file with what stands above its certificates."""
    token.library()
    folder = tmp_path_factory.mktemp("token")
    token.made(folder, *((kind, keys.pair(kind)) for kind in KINDS))
    (folder / "chain.pem").write_bytes(keys.authority().certificate.public_bytes(Encoding.PEM))
    return folder / "chain.pem"


@pytest.fixture(params=KINDS)
def device(request: pytest.FixtureRequest, chain: Path) -> Iterator[Device]:
    found = Device(token.library(), token.TOKEN, request.param, token.PIN, chain, visible=False)
    yield found
    found.close()


def test_a_device_signs_as_a_file_does(device: Device, tmp_path: Path) -> None:
    data = device.sign(files.drawn(signature=True), files.AT)
    said = files.pdfsig(data, tmp_path)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert page.is_pdf_compliant_bytes(data, profile="3a")
    assert page.is_pdf_compliant_bytes(data, profile="ua1")
    assert "TACURI MONTALVO Rosa Elvira" in device.describe()


def test_a_device_that_was_taken_out_is_asked_anew(device: Device) -> None:
    device.sign(files.drawn(signature=True), files.AT)
    assert device._ready is not None
    device._ready.session.close()
    with pytest.raises(CannotSign, match="dispositivo"):
        device.sign(files.drawn(signature=True), files.AT)
    assert device.sign(files.drawn(signature=True), files.AT)


@pytest.mark.parametrize("wrong", [{"pin": "0000"}, {"token": "otro"}, {"key": "otra"}, {"library": "/nowhere.so"}])
def test_a_wrong_setting_is_a_sentence(device: Device, wrong: dict[str, str]) -> None:
    for name, value in wrong.items():
        setattr(device, name, value)
    with pytest.raises(CannotSign, match="dispositivo de firma no respondió") as refused:
        device.sign(files.drawn(signature=True), files.AT)
    assert token.PIN not in str(refused.value)
