"""A key on a device, through PKCS#11. Imported late, by what signs."""

import contextlib
from datetime import datetime
from pathlib import Path

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from certificates.signing import pades
from certificates.signing.key_file import must_be_readable, read_certificates
from certificates.signing.signer import CannotSign


class OnDevice:
    """An open session with a device."""

    def __init__(self, session: pkcs11.Session, signer: PKCS11Signer, *, visible: bool) -> None:
        self.session = session
        self.certificate = x509.load_der_x509_certificate(signer.signing_cert.dump())
        public = self.certificate.public_key()
        must_be_readable(public, "PKCS#11")
        signer.use_raw_mechanism = isinstance(public, EllipticCurvePublicKey)   # few devices hash for ECDSA
        self.ready = pades.Ready(signer, self.certificate, visible=visible)

    def close(self) -> None:
        """End the session; a device that is gone has ended it already."""
        with contextlib.suppress(pkcs11.PKCS11Error):
            self.session.close()

    def sign(self, pdf: bytes, at: datetime) -> bytes:
        """The signed file. Raises CannotSign."""
        try:
            return self.ready.sign(pdf, at)
        except pkcs11.PKCS11Error as error:
            raise CannotSign(_silent(error)) from error


def opened(library: str, token: str, key: str, pin: str, chain: Path | None, *, visible: bool) -> OnDevice:
    """The device, ready to sign with the key and the certificate of this label. Raises CannotSign or BadKey."""
    others = {pades.as_asn1(one) for one in read_certificates(chain)} if chain else set()
    with contextlib.ExitStack() as undo:
        try:
            session = open_pkcs11_session(library, token_criteria=TokenCriteria(label=token), user_pin=pin or None)
            undo.callback(session.close)
            found = OnDevice(session, PKCS11Signer(session, cert_label=key, key_label=key, ca_chain=others), visible=visible)
        except (pkcs11.PKCS11Error, SigningError, RuntimeError, OSError) as error:
            raise CannotSign(_silent(error)) from error
        undo.pop_all()
        return found


def _silent(error: Exception) -> str:
    """The kind of failure, never the device's own words, which may name its owner."""
    return f"El dispositivo de firma no respondió ({type(error).__name__}). Revise que esté conectado y su PIN."
