"""The key and the certificates of whoever signs, read from files. Pure but for reading them; knows nothing of PDF."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    SECP384R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key, pkcs12
from cryptography.x509.oid import NameOID

PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey
LEAST_RSA = 2048
NUMBER = re.compile(r"[\s,-]+(?:[A-Z]{3}\s+)?\d{8,11}(?:\s.*)?$")   # «… FIR 01234567 hard»: a document, which nobody needs


class BadKey(ValueError):
    """These files cannot sign; the message says which and why, and holds no secret."""


@dataclass(frozen=True)
class Pair:
    """A private key, its certificate, and the certificates above that one."""

    key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def read_pair(path: Path, passphrase: str = "", chain: Path | None = None) -> Pair:
    """From a PKCS#12 file, or from a PEM file with a key; ``chain``: PEM with certificates that are not in it. BadKey."""
    data = _bytes(path)
    given = passphrase.encode() or None
    if data.lstrip().startswith(b"-----BEGIN"):
        key, certificates = _from_pem(path, data, given)
    else:
        key, certificates = _from_pkcs12(path, data, given)
    if chain is not None:
        certificates += read_certificates(chain)
    return pair_of(key, certificates, str(path))


def pair_of(key: object, certificates: list[x509.Certificate], where: str) -> Pair:
    """The key with the certificate that is its own. Raises BadKey."""
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise BadKey(f"{where}: the key must be RSA or P-256 (PDF readers know no Ed25519 yet).")
    public = key.public_key()
    must_be_readable(public, where)
    own = [one for one in certificates if _spki(one.public_key()) == _spki(public)]
    if not own:
        raise BadKey(f"{where}: none of its certificates belongs to the key. Give the certificate in SIGNER_CHAIN.")
    return Pair(key, own[0], tuple(one for one in certificates if one not in own))


def must_be_readable(public: object, where: str) -> None:
    """Whether PDF readers of these years check a signature by such a key. Raises BadKey."""
    if isinstance(public, RSAPublicKey) and public.key_size >= LEAST_RSA:
        return
    if isinstance(public, EllipticCurvePublicKey) and isinstance(public.curve, SECP256R1 | SECP384R1):
        return
    raise BadKey(f"{where}: the key must be RSA of {LEAST_RSA} bits or more, or on the curve P-256 or P-384.")


def read_certificates(path: Path) -> list[x509.Certificate]:
    """The certificates in a PEM or DER file. Raises BadKey."""
    data = _bytes(path)
    try:
        if b"-----BEGIN" in data:
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        raise BadKey(f"{path}: no certificate could be read from it.") from error


def name_of(certificate: x509.Certificate) -> str:
    """Whom a certificate names, without the number of a document that may follow the name."""
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return plain(str(found[0].value) if found else certificate.subject.rfc4514_string())


def plain(name: str) -> str:
    """A name as people say it: no number of a document, nothing unprintable, 100 characters at most."""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    return (NUMBER.sub("", shown) or shown)[:100]


def must_be_valid(certificate: x509.Certificate, at: datetime) -> None:
    """Raises BadKey, in Spanish as it is shown to whoever issues, when the certificate is not valid at that moment."""
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at > last:
        raise BadKey(f"El certificado digital de {name_of(certificate)} venció el {last:%d/%m/%Y}.")
    if at < first:
        raise BadKey(f"El certificado digital de {name_of(certificate)} vale recién desde el {first:%d/%m/%Y}.")


def _from_pem(path: Path, data: bytes, passphrase: bytes | None) -> tuple[object, list[x509.Certificate]]:
    try:
        key = load_pem_private_key(data, passphrase)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey(f"{path}: no key could be read from it; is SIGNER_PASSPHRASE right?") from error
    return key, x509.load_pem_x509_certificates(data) if b"BEGIN CERTIFICATE" in data else []


def _from_pkcs12(path: Path, data: bytes, passphrase: bytes | None) -> tuple[object, list[x509.Certificate]]:
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, passphrase)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadKey(f"{path}: no key could be read from it; is SIGNER_PASSPHRASE right?") from error
    return key, [one for one in (certificate, *others) if one is not None]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadKey(f"{path}: the file cannot be read ({error.strerror}).") from error


def _spki(public: object) -> bytes:
    return bytes(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))  # type: ignore[attr-defined]  # any public key
