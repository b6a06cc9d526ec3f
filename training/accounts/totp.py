"""The second factor: six figures of an app (TOTP) and ten recovery codes. Pure but for randomness."""

import base64
import hashlib
import hmac

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken

from training.crockford import random_code, tidy

STEP = 30  # seconds
RECOVERY_CODES, RECOVERY_LENGTH = 10, 10


def box(secret_key: str, purpose: str = "totp") -> Fernet:
    """What encrypts at rest, with a key made from SECRET_KEY for one purpose only."""
    key = hmac.new(secret_key.encode(), f"replica:{purpose}".encode(), hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def unsealed(secret_key: str, sealed: str | None) -> str | None:
    """The secret in letters; None when there is none or it was sealed with another key."""
    try:
        return box(secret_key).decrypt(sealed.encode()).decode() if sealed else None
    except InvalidToken:
        return None


def sealed(secret_key: str, secret: str) -> str:
    """The secret as it is stored."""
    return box(secret_key).encrypt(secret.encode()).decode()


def new_secret() -> str:
    """160 random bits as 32 letters and figures."""
    return pyotp.random_base32()


def matching_step(secret: str, typed: str, at: float) -> int | None:
    """The 30-second step whose code was typed (the current one, one before or one after); ``at``: Unix seconds."""
    code = "".join(typed.split())
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        return None
    current = int(at) // STEP
    found = None
    for step in (current - 1, current, current + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).at(step * STEP), code):
            found = step
    return found


def new_recovery_codes() -> list[str]:
    """Ten codes of fifty random bits each."""
    return [random_code(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES)]


def recovery_hash(secret_key: str, typed: str) -> str | None:
    """What is stored of a recovery code; None when what was typed cannot be one."""
    code = tidy(typed)
    if code is None or len(code) != RECOVERY_LENGTH:
        return None
    return hmac.new(secret_key.encode(), f"recovery:{code}".encode(), hashlib.sha256).hexdigest()


def qr(secret: str, name: str) -> str:
    """The drawing for the app's camera, as a ``data:`` image (no file, nothing inline)."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Réplica")
    return str(segno.make(uri, error="m").svg_data_uri(scale=5, border=3, dark="#14252d", light="#ffffff"))
