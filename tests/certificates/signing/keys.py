"""An authority that the tests made, and people with certificates of hers: invented, and made anew for each run."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from certificates.signing.key_file import Pair

ROOT = "Autoridad de prueba"
SIGNER = "TACURI MONTALVO Rosa Elvira FIR 40617283 hard"
PASSPHRASE = "una clave larga"
DAY = timedelta(days=1)


class Authority(NamedTuple):
    """A root."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "PE"), x509.NameAttribute(NameOID.COMMON_NAME, name)])


def authority(name: str = ROOT) -> Authority:
    """A root that signs the certificates below."""
    return _authority(name)


@cache
def _authority(name: str) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    start = datetime.now(UTC) - 400 * DAY
    made = (x509.CertificateBuilder().subject_name(_named(name)).issuer_name(_named(name)).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(start + 4000 * DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(_usage(authority=True), critical=True).sign(key, SHA256()))
    return Authority(key, made)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
                         data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
                         encipher_only=False, decipher_only=False)


def pair(kind: str = "p256", name: str = SIGNER, by: str = ROOT, days: tuple[int, int] = (-300, 1000)) -> Pair:
    """A person's key of this kind and her certificate, valid from and to so many days from now. The same when asked again."""
    return _pair(kind, name, by, days)


@cache
def _pair(kind: str, name: str, by: str, days: tuple[int, int]) -> Pair:
    key = _key(kind)
    root = authority(by)
    now = datetime.now(UTC)
    made = (x509.CertificateBuilder().subject_name(_named(name)).issuer_name(root.certificate.subject).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now + days[0] * DAY).not_valid_after(now + days[1] * DAY)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False)
            .add_extension(_usage(authority=False), critical=True).sign(root.key, SHA256()))
    return Pair(key, made, (root.certificate,))  # type: ignore[arg-type]  # Ed25519 too, to see it refused


def _key(kind: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey:
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind[3:] or 2048))
    return ec.generate_private_key({"p256": ec.SECP256R1(), "p384": ec.SECP384R1(), "k1": ec.SECP256K1()}[kind])


def as_pem(one: Pair, folder: Path, passphrase: str = "") -> Path:
    """Key, certificate and chain in one PEM file."""
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    parts = [one.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)]
    parts += [certificate.public_bytes(Encoding.PEM) for certificate in (one.certificate, *one.chain)]
    path = folder / "signer.pem"
    path.write_bytes(b"".join(parts))
    return path


def as_pkcs12(one: Pair, folder: Path, passphrase: str = PASSPHRASE) -> Path:
    """The same as PKCS#12."""
    path = folder / "signer.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(
        b"firma", one.key, one.certificate, list(one.chain), BestAvailableEncryption(passphrase.encode())))
    return path


def roots(folder: Path, *names: str) -> Path:
    """A folder with the roots that are trusted."""
    folder.mkdir(exist_ok=True)
    for name in names or (ROOT,):
        (folder / f"{name}.pem").write_bytes(authority(name).certificate.public_bytes(Encoding.PEM))
    return folder
