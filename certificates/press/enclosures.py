"""What a file carries inside, so that whoever holds it can prove it after everybody else forgot. Pure.

``credencial.jwt``  the same facts as an Open Badges 3.0 credential, signed (see credential)
``datos.json``      ``snapshot`` and ``salt`` (hex), of which the register holds the HMAC-SHA256; ``entry``, its line in the
                    register; ``checkpoint``, the signed note whose size and root are printed on the sheet

Snapshot and entry stand there in the very bytes that were committed to and hashed. Any JSON library gives these bytes
back: sorted keys, no blanks, UTF-8, and nothing but texts, whole numbers and truth values inside.
"""

from dataclasses import dataclass

import msgspec

from certificates.paper.snapshot import canonical
from certificates.press.sheet import Sheet

CREDENTIAL, PROOF = "credencial.jwt", "datos.json"


@dataclass(frozen=True)
class Enclosure:
    """One attachment. ``relation``: what it is to the page, in the words of PDF/A-3."""

    name: str
    media_type: str
    relation: str
    description: str
    data: bytes


class _Proof(msgspec.Struct):
    """``datos.json``, in this order."""

    snapshot: msgspec.Raw
    salt: str
    entry: msgspec.Raw
    checkpoint: str


def enclosures(sheet: Sheet) -> list[Enclosure]:
    """What this sheet carries, by name. A sheet that is in no register carries no proof; one without salt neither."""
    found = []
    if sheet.credential:
        found.append(Enclosure(CREDENTIAL, "application/vc+jwt", "Alternative",
                               "Credencial verificable (Open Badges 3.0), firmada", sheet.credential.encode()))
    if sheet.salt and sheet.entry:
        proof = _Proof(msgspec.Raw(canonical(sheet.snapshot)), sheet.salt.hex(), msgspec.Raw(sheet.entry), sheet.note)
        found.append(Enclosure(PROOF, "application/json", "Data",
                               "Lo que dice esta hoja, con su prueba para el registro", msgspec.json.encode(proof)))
    return found
