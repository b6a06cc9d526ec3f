"""The paper as a verifiable credential: Open Badges 3.0 (W3C VC Data Model 2.0) in the form of a signed JWT. Pure.

The signature is EdDSA by the key that also signs claims and checkpoints; its public half stands in the header, and is to be
compared with the register's. The person is named as on the sheet. Her document is not inside, hashed neither: with a
salt that travels along, the ten million numbers are tried in seconds. ``datos.json`` beside it proves the document.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates.paper import wording
from certificates.paper.codes import grouped
from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA, Snapshot
from certificates.press.metadata import TITLES

LIMA = timezone(timedelta(hours=-5))
CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
ACHIEVEMENTS = {CERTIFICATE: "CertificateOfCompletion", CONSTANCIA: "ext:Attendance", ACCREDITATION: "Certification"}
LONGEST = 64_000    # characters; ours have two to four thousand


def make(snapshot: Snapshot, key: Ed25519PrivateKey, number: int | None = None) -> str:
    """The credential of a snapshot. ``number``: its entry in the register. The same for the same three."""
    header = {"alg": "EdDSA", "jwk": _jwk(key.public_key()), "typ": "JWT"}
    signed = b".".join(_encode(msgspec.json.encode(part, order="sorted")) for part in (header, _payload(snapshot, number)))
    return b".".join((signed, _encode(key.sign(signed)))).decode()


def read(token: str, keys: Iterable[Ed25519PublicKey]) -> dict[str, Any] | None:
    """What a credential says that one of these keys signed; None for anything else, spelt differently included."""
    parts = token.split(".")
    if len(token) > LONGEST or not token.isascii() or len(parts) != 3:
        return None
    decoded = [_decode(part) for part in parts]
    if None in decoded:
        return None
    header, payload, signature = (part or b"" for part in decoded)
    for key in keys:
        if header == msgspec.json.encode({"alg": "EdDSA", "jwk": _jwk(key), "typ": "JWT"}, order="sorted"):
            try:
                key.verify(signature, token.rpartition(".")[0].encode())
            except InvalidSignature:
                return None
            said: dict[str, Any] = msgspec.json.decode(payload)
            return said
    return None


def _payload(snapshot: Snapshot, number: int | None) -> dict[str, Any]:
    """The credential and, beside its own fields, those that readers of any JWT look for."""
    site = snapshot.public_url.rstrip("/")
    page = f"{site}/verificar/{grouped(snapshot.code)}"
    starts = datetime.combine(snapshot.issued_on, time(), LIMA)
    said: dict[str, Any] = {
        "@context": CONTEXTS, "type": ["VerifiableCredential", "AchievementCredential"], "id": page,
        "name": f"{TITLES[snapshot.paper]} {snapshot.folio}",
        "issuer": {"id": site, "type": ["Profile"], "name": snapshot.issuer, "url": site},
        "validFrom": starts.isoformat(), "credentialSubject": _subject(snapshot, f"{page}#titular", site, number),
        "credentialStatus": {"id": page, "type": "VerificationPage"},
        "iss": site, "jti": page, "sub": f"{page}#titular", "nbf": int(starts.timestamp())}
    if snapshot.valid_until:
        ends = datetime.combine(snapshot.valid_until, time(23, 59, 59), LIMA)
        said |= {"validUntil": ends.isoformat(), "exp": int(ends.timestamp())}
    return said


def _subject(snapshot: Snapshot, own: str, site: str, number: int | None) -> dict[str, Any]:
    names = [{"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": snapshot.full_name}]
    if number is not None:
        names.append({"type": "IdentityObject", "identityType": "ext:registerEntry", "hashed": False,
                      "identityHash": str(number)})
    return {"id": own, "type": ["AchievementSubject"], "identifier": names, "achievement": _achievement(snapshot, site),
            "activityStartDate": _day(snapshot.starts), "activityEndDate": _day(snapshot.ends)}


def _achievement(snapshot: Snapshot, site: str) -> dict[str, Any]:
    what = f"{snapshot.paper}-{snapshot.course_slug}-{snapshot.content_version}"
    notices = "".join(f" {notice}." for notice in snapshot.notices)
    return {"id": f"{site}/verificar#{what}", "type": ["Achievement"], "achievementType": ACHIEVEMENTS[snapshot.paper],
            "name": snapshot.course_title, "inLanguage": "es-PE", "version": snapshot.content_version,
            "description": f"{wording.hours_words(snapshot.hours).capitalize()}, "
                           f"{wording.on_the_days(snapshot.starts, snapshot.ends)}, en {snapshot.place}.{notices}",
            "criteria": {"narrative": _narrative(snapshot)}}


def _narrative(snapshot: Snapshot) -> str:
    """What the person did for it, as the paper says it."""
    there = snapshot.workshop
    attended = f"Asistió a {there.attended} de {there.planned} minutos programados ({there.share} %)." if there else ""
    if snapshot.is_constancia and there:
        return f"{attended} Se entrega desde el {there.least} %. Acredita asistencia, no aprobación."
    done = "Acreditado para facilitar" if snapshot.is_accreditation else "Aprobó"
    modules = "; ".join(f"{one.slug.upper()} {one.title} ({one.minutes} min)" for one in snapshot.modules)
    return f"{done}: {modules}. {attended}".strip()


def _day(when: date) -> str:
    return datetime.combine(when, time(), LIMA).isoformat()


def _jwk(key: Ed25519PublicKey) -> dict[str, str]:
    return {"crv": "Ed25519", "kty": "OKP", "x": _encode(key.public_bytes_raw()).decode()}


def _encode(data: bytes) -> bytes:
    return urlsafe_b64encode(data).rstrip(b"=")


def _decode(text: str) -> bytes | None:
    """Base64url in its one spelling."""
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, Error):
        return None
    return data if _encode(data) == text.encode() else None
