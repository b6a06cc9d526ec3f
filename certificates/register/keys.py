"""The key that signs claims: one Ed25519 file, made once and never overwritten, and the public keys of all times.

Beside the private file stands a folder ``public_keys``: every key that ever signed stays readable there after
its private half was moved away, so that old paper can still be checked.

A change of keys is prepared in ``….next`` beside the private file, entered in the register, and only then put in place; the
old private file stays as ``….old-<id>``. Whatever interrupts it, the same command brings it to its end.
"""

import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from flask import current_app
from flask_babel import gettext as _

from certificates.paper.claim import key_id
from training.config import DEVELOPMENT
from training.errors import Refused


def signing_key() -> Ed25519PrivateKey:
    """The private key. In development a missing one is made.

    Raises Refused with what to do when there is none, or when the file holds something else.
    """
    path = _path()
    if current_app.config["REPLICA_ENV"] == DEVELOPMENT and not path.exists():
        create()
    try:
        key: object = load_pem_private_key(path.read_bytes(), None)
    except FileNotFoundError:
        raise Refused(_("Falta la clave que firma los certificados. Quien administra el servidor la crea una vez con "
                        "«flask keys create», o la restaura de su copia. No se emitió nada."), 503) from None
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused(_("El archivo de la clave que firma los certificados no se puede leer. Quien administra el "
                        "servidor debe restaurarlo de su copia. No se emitió nada."), 503)
    return key


def create() -> bool:
    """Make the key unless its file exists; True when it was made. Also notes its public half."""
    path = _path()
    made = not path.exists() and _generate(path)
    _note(signing_key().public_key())
    return made


def next_key() -> Ed25519PrivateKey:
    """The key that will follow, made when there is none yet; its public half is noted. ``put_in_place`` lets it sign."""
    path = _next()
    if not path.exists():
        _generate(path)
    key = load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    _note(key.public_key())
    return key


def put_in_place() -> Path | None:
    """The next key signs from now on. Where the one before it lies; None when there was none. No instant without a key."""
    path, aside = _path(), None
    if path.exists():
        aside = path.with_name(f"{path.name}.old-{short(signing_key().public_key())}")
        aside.unlink(missing_ok=True)  # the same key, from a try that was cut off here
        os.link(path, aside)
    _next().replace(path)
    return aside


def short(key: Ed25519PublicKey) -> str:
    """The id of a key, as its lines and files bear it."""
    return key_id(key).hex()


def public_keys() -> list[Ed25519PublicKey]:
    """Every key whose claims are ours, the current one first."""
    found = {key_id(key): key for key in _all()}
    return list(found.values())


def line(key: Ed25519PublicKey) -> str:
    """A public key as people pass it on: its id and 32 bytes in base64."""
    return f"{short(key)} {b64encode(key.public_bytes_raw()).decode()}"


def _all() -> Iterator[Ed25519PublicKey]:
    with suppress(OSError, ValueError, TypeError):  # a site without the private key still answers for the old ones
        current = load_pem_private_key(_path().read_bytes(), None)
        if isinstance(current, Ed25519PrivateKey):
            yield current.public_key()
    for path in sorted(_folder().glob("*.pem")):
        key = load_pem_public_key(path.read_bytes())
        if isinstance(key, Ed25519PublicKey):
            yield key


def _path() -> Path:
    return Path(str(current_app.config["SIGNING_KEY_FILE"]))


def _next() -> Path:
    return _path().with_name(_path().name + ".next")


def _folder() -> Path:
    return _path().parent / "public_keys"


def _generate(path: Path) -> bool:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return _write_once(path, pem, 0o600)


def _note(public: Ed25519PublicKey) -> None:
    """Keep a public key for ever."""
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _write_once(_folder() / f"{short(public)}.pem", pem, 0o644)


def _write_once(path: Path, data: bytes, mode: int) -> bool:
    """Write a file that appears whole or not at all, and never replaces another; False when there was one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        return False
    finally:
        unfinished.unlink(missing_ok=True)
    return True
