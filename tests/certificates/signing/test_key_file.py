"""Keys from files: what can sign is read, what cannot is named before anybody waits for a signature."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from certificates.signing.key_file import BadKey, must_be_valid, name_of, plain, read_pair
from tests.certificates.signing import keys


@pytest.mark.parametrize("kind", ["p256", "p384", "rsa2048"])
@pytest.mark.parametrize("passphrase", ["", keys.PASSPHRASE])
def test_a_pem_file_with_key_certificate_and_chain(tmp_path: Path, kind: str, passphrase: str) -> None:
    one = keys.pair(kind)
    found = read_pair(keys.as_pem(one, tmp_path, passphrase), passphrase)
    assert (found.certificate, found.chain) == (one.certificate, one.chain)


def test_a_pkcs12_file(tmp_path: Path) -> None:
    one = keys.pair("rsa2048")
    found = read_pair(keys.as_pkcs12(one, tmp_path), keys.PASSPHRASE)
    assert (found.certificate, found.chain) == (one.certificate, one.chain)


def test_certificates_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    one = keys.pair()
    (tmp_path / "key.pem").write_bytes(one.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    chain = keys.as_pem(one, tmp_path)
    with pytest.raises(BadKey, match="SIGNER_CHAIN"):
        read_pair(tmp_path / "key.pem")
    assert read_pair(tmp_path / "key.pem", chain=chain).certificate == one.certificate


@pytest.mark.parametrize("kind", ["ed25519", "rsa1024", "k1"])
def test_a_key_whose_signatures_nobody_could_check_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(BadKey, match="must be"):
        read_pair(keys.as_pem(keys.pair(kind), tmp_path))


def test_a_wrong_passphrase_is_named_and_not_repeated(tmp_path: Path) -> None:
    for path in (keys.as_pem(keys.pair(), tmp_path, keys.PASSPHRASE), keys.as_pkcs12(keys.pair(), tmp_path)):
        for given in ("", "equivocada"):
            with pytest.raises(BadKey, match="SIGNER_PASSPHRASE") as refused:
                read_pair(path, given)
            assert "equivocada" not in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"nothing", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", bytes(range(256))])
def test_what_is_no_key_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(BadKey):
        read_pair(tmp_path / "x")
    with pytest.raises(BadKey, match="cannot be read"):
        read_pair(tmp_path / "nowhere")


def test_a_certificate_signs_only_in_its_time() -> None:
    certificate = keys.pair(days=(-10, 10)).certificate
    now = datetime.now(UTC)
    must_be_valid(certificate, now)
    for days, said in ((11, "venció"), (-11, "vale recién")):
        with pytest.raises(BadKey, match=said):
            must_be_valid(certificate, now + timedelta(days=days))


def test_a_name_is_shown_without_the_number_of_a_document() -> None:
    assert name_of(keys.pair().certificate) == "TACURI MONTALVO Rosa Elvira"
    for written, shown in (("QUISPE Ana FIR 40617283 hard", "QUISPE Ana"), ("QUISPE Ana - 40617283", "QUISPE Ana"),
                           ("QUISPE, Ana, 40617283", "QUISPE, Ana"), ("DIRESA 2026", "DIRESA 2026"), ("40617283", "40617283"),
                           ("Ana\u202e\x00 Quispe", "Ana Quispe"), ("X" * 300, "X" * 100)):
        assert plain(written) == shown
