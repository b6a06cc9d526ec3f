"""Who signs the files that are drawn here: nobody (ink, afterwards), a key file, or a device that speaks PKCS#11.

Nothing here loads pyHanko before the first signature: web processes ask only whether files are signed at all.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from flask import Flask, current_app

from certificates.signing.key_file import BadKey, Pair, name_of, read_pair

if TYPE_CHECKING:
    from certificates.signing.device import OnDevice
    from certificates.signing.pades import Ready

FIELD = "Firma"                             # the field of the first revision that is signed at once
NONE, FILE, PKCS11 = "none", "file", "pkcs11"
VISIBLE = "visible"
EXTENSION = "replica.signer"


class CannotSign(Exception):
    """The file cannot be signed now; the message is a sentence in Spanish for whoever issues."""


class Signer(Protocol):
    """``signs``: whether drawn files get a field and a signature; only then does a sheet speak of a digital signature."""

    signs: bool

    def sign(self, pdf: bytes, at: datetime) -> bytes:
        """The file with its field ``FIELD`` signed (PAdES B-B), claiming this moment. Raises CannotSign.

        ``at`` is when the paper was issued, not now: a file that is drawn again after a crash should come out the same.
        """

    def describe(self) -> str:
        """Whom the signature names and until when, for the person at the server. Raises BadKey or CannotSign."""


class Ink:
    """Files are printed and signed by hand, or leave as a lot and come back signed."""

    signs = False

    def sign(self, pdf: bytes, at: datetime) -> bytes:
        """The file as it is."""
        return pdf

    def describe(self) -> str:
        """Nobody signs here."""
        return "SIGNER=none: las hojas se firman a mano, o por lotes fuera de Réplica."


class KeyFile:
    """A key in a file of this machine. Loaded at the first signature, once a process: checking an RSA key takes 80 ms."""

    signs = True

    def __init__(self, path: Path, passphrase: str, chain: Path | None, *, visible: bool) -> None:
        self.path, self.passphrase, self.chain, self.visible = path, passphrase, chain, visible
        self._ready: Ready | None = None

    def pair(self) -> Pair:
        """The key and its certificates. Raises BadKey."""
        return read_pair(self.path, self.passphrase, self.chain)

    def sign(self, pdf: bytes, at: datetime) -> bytes:
        """The same bytes for the same file and moment: RSA as of PKCS#1 v1.5, ECDSA as of RFC 6979."""
        from certificates.signing import pades  # noqa: PLC0415  # pyHanko: 50 MB, and only the worker signs

        try:
            if self._ready is None:
                self._ready = pades.with_key(self.pair(), visible=self.visible)
            return self._ready.sign(pdf, at)
        except BadKey as error:
            raise CannotSign(str(error)) from error

    def describe(self) -> str:
        """The holder of the certificate."""
        certificate = self.pair().certificate
        return f"{name_of(certificate)}, hasta el {certificate.not_valid_after_utc:%d/%m/%Y} ({self.path})"


class Device:
    """A key that never leaves its device, used through PKCS#11. ECDSA on a device is not the same twice, RSA is."""

    signs = True

    def __init__(self, library: str, token: str, key: str, pin: str, chain: Path | None, *, visible: bool) -> None:
        self.library, self.token, self.key, self.pin, self.chain, self.visible = library, token, key, pin, chain, visible
        self._ready: OnDevice | None = None

    def sign(self, pdf: bytes, at: datetime) -> bytes:
        """Signed by the device. After any failure the session is opened anew: somebody may have put it back in."""
        try:
            return self._opened().sign(pdf, at)
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """End the session; the next signature opens another."""
        if self._ready is not None:
            self._ready.close()
        self._ready = None

    def describe(self) -> str:
        """The holder of the certificate on the device."""
        certificate = self._opened().certificate
        return f"{name_of(certificate)}, hasta el {certificate.not_valid_after_utc:%d/%m/%Y} ({self.token})"

    def _opened(self) -> "OnDevice":
        from certificates.signing import device  # noqa: PLC0415  # the same

        if self._ready is None:
            self._ready = device.opened(self.library, self.token, self.key, self.pin, self.chain, visible=self.visible)
        return self._ready


def make(settings: Mapping[str, object]) -> Signer:
    """The signer that the settings name (see training.config)."""
    visible = settings["SIGNATURE_LOOK"] == VISIBLE
    chain = Path(str(settings["SIGNER_CHAIN"])) if settings["SIGNER_CHAIN"] else None
    if settings["SIGNER"] == FILE:
        return KeyFile(Path(str(settings["SIGNER_FILE"])), str(settings["SIGNER_PASSPHRASE"]), chain, visible=visible)
    if settings["SIGNER"] == PKCS11:
        library, token, key, pin = (str(settings[f"SIGNER_{name}"]) for name in ("LIBRARY", "TOKEN", "KEY", "PIN"))
        return Device(library, token, key, pin, chain, visible=visible)
    return Ink()


def the_signer() -> Signer:
    """The signer of this application, one a process."""
    found: Signer = current_app.extensions[EXTENSION]
    return found


def init_app(app: Flask) -> None:
    """Make the signer; its key is read when it first signs."""
    app.extensions[EXTENSION] = make(app.config)
