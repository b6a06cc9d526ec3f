"""The verifier for a USB stick: one HTML file with our keys and what was withdrawn, which needs no network. Pure.

Ed25519 (tweetnacl), inflate with a dictionary (fflate) and the reading of QR codes (jsQR) lie inside it, because old
browsers have none of them. What it knows ends on the day on which it was made, and it says so.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from certificates.paper import claim, wording
from certificates.paper.snapshot import DEMO_NOTICE, DRAFT_NOTICE, KINDS, LABELS

HERE = Path(__file__).parent / "usb"
SCRIPTS = (HERE / "vendor" / "nacl-fast.min.js", HERE / "vendor" / "fflate.js",
           Path(__file__).parents[2] / "training" / "static" / "vendor" / "jsqr" / "jsQR.js", HERE / "verifier.js")


@dataclass(frozen=True)
class Known:
    """What the file takes with it. ``gone``: folio → replaced, revoked or erased; ``courses``: slug → title;
    ``root``: the short form of the checkpoint's."""

    site: str
    address: str
    keys: Sequence[Ed25519PublicKey]
    gone: Mapping[str, str]
    courses: Mapping[str, str]
    size: int
    root: str
    made: date


def page(known: Known) -> bytes:
    """The file. The same knowledge gives the same bytes."""
    count = len(known.gone)
    filled = {
        "css": (HERE / "verifier.css").read_text(), "site": escape(known.site), "address": escape(known.address),
        "made": wording.day(known.made), "size": f"{known.size}", "root": escape(known.root),
        "gone": f"{count} retirado" if count == 1 else f"{count} retirados",
        "keys": ", ".join(claim.key_id(key).hex() for key in known.keys), "known": _data(known)}
    text = (HERE / "verifier.html").read_text()
    for name, value in filled.items():
        text = text.replace("{{ " + name + " }}", value)
    start, loop, end = text.partition("{% for script in scripts %}")
    piece, _marker, rest = end.partition("{% endfor %}")
    scripts = "".join(piece.replace("{{ script }}", path.read_text().replace("</script", "<\\/script")) for path in SCRIPTS)
    return (start + scripts + rest).encode()


def _data(known: Known) -> str:
    """What the script knows, as JSON that cannot end the element that it stands in."""
    words = json.loads((HERE / "words.json").read_text()) | {"demo": f"{DEMO_NOTICE}.", "draft": f"{DRAFT_NOTICE}."}
    data = {
        "keys": {claim.key_id(key).hex(): urlsafe_b64encode(key.public_bytes_raw()).rstrip(b"=").decode()
                 for key in known.keys},
        "gone": dict(sorted(known.gone.items())), "courses": dict(known.courses), "papers": KINDS, "fields": claim.FIELDS,
        "dictionary": claim.DICTIONARY.decode(), "context": claim.CONTEXT.decode(), "longest": claim.LONGEST,
        "months": wording.MONTHS, "documents": LABELS, "words": words}
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
