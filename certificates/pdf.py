"""Draw a certificate or a constancia as PDF, and join many into one print file."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from certificates import wording
from certificates.codes import grouped
from certificates.snapshot import Snapshot
from training.press import PANGO, fonts

TEMPLATES = Path(__file__).parents[1] / "templates"


class CannotDraw(ValueError):
    """The sheet cannot be drawn as it should be; the message says what stands in the way."""


def draw(snapshot: Snapshot, qr_url: str) -> bytes:
    """One A4 page, a certificate on its side and a constancia upright, tagged PDF/UA-1.

    The same snapshot and address give the same bytes.

    Raises CannotDraw when a character is in none of our fonts or the address does not fit a QR.
    """
    # Imported here and not above: the site must start and serve without Pango's libraries; only the worker draws.
    from certificates import press  # noqa: PLC0415  # the reason stands above

    missing = fonts.missing_glyphs(wording.printed(snapshot))
    if missing:
        raise CannotDraw("no font of ours has: " + " ".join(f"U+{ord(sign):04X}" for sign in sorted(missing)))
    with PANGO:
        try:
            return press.the_press(snapshot.paper).pdf(page(snapshot, qr_url))
        except press.Refused as error:
            raise CannotDraw(str(error)) from error


def page(snapshot: Snapshot, qr_url: str) -> str:
    """The sheet as HTML without its stylesheet; the QR stands as an address of the scheme `qr:`."""
    common = {
        "s": snapshot, "issued_on": wording.day(snapshot.issued_on), "code": grouped(snapshot.code),
        "typed_address": wording.typed_address(snapshot.public_url), "hours": wording.hours_words(snapshot.hours),
        "digest": wording.digest_words(snapshot.content_digest), "qr": "qr:" + quote(qr_url, safe="")}
    own = _constancia(snapshot) if snapshot.is_constancia else _certificate(snapshot)
    return _environment().get_template(f"certificates/print/{snapshot.paper}.html").render(common | own)


def _certificate(snapshot: Snapshot) -> dict[str, object]:
    title_size, title_lines = wording.title_lines(snapshot.course_title)
    return {"columns": wording.columns(snapshot.modules), "roomy": wording.roomy(snapshot),
            "title_size": title_size, "title_lines": title_lines, "days": wording.days(snapshot.starts, snapshot.ends),
            "name_size": wording.name_size(snapshot.given_names, snapshot.surnames)}


def _constancia(snapshot: Snapshot) -> dict[str, object]:
    return {"days": wording.on_the_days(snapshot.starts, snapshot.ends), "lessons": wording.lessons(snapshot.minutes),
            "name_size": wording.letter_size(snapshot.given_names, snapshot.surnames)}


def join(pdfs: Iterable[bytes | Path]) -> bytes:
    """One print file of all the pages, in order."""
    out = BytesIO()
    _join(pdfs, out)
    return out.getvalue()


def join_to(pdfs: Iterable[bytes | Path], target: Path, title: str = "Certificados") -> Path:
    """The same, written to `target`. Sources are read one at a time, and still memory grows with the pages until the
    end: measured 0.15 MiB a page, 43 MiB for 300. Joining in parts that lie on the disk did not lower it."""
    _join(pdfs, target, title)
    return target


def _join(pdfs: Iterable[bytes | Path], target: BytesIO | Path, title: str = "Certificados") -> None:
    """Append every page. The tags of the single files do not survive: this file is for the printer."""
    import pikepdf  # noqa: PLC0415  # loaded late: 5 MB, and only the worker joins

    pictures: dict[bytes, pikepdf.Object] = {}
    with pikepdf.new() as joined:
        for source in pdfs:
            with pikepdf.open(BytesIO(source) if isinstance(source, bytes) else source) as pdf:
                joined.pages.extend(pdf.pages)
            sheet = joined.pages[-1]
            if "/StructParents" in sheet:       # it would point into a tag tree that stayed behind
                del sheet["/StructParents"]
            drawn = sheet.Resources.XObject     # the ornament is the same on every sheet: keep it once
            for name, picture in list(drawn.items()):
                drawn[name] = pictures.setdefault(picture.read_raw_bytes(), picture)
        joined.Root["/Lang"] = pikepdf.String("es-PE")
        joined.docinfo["/Title"] = pikepdf.String(title)
        joined.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
