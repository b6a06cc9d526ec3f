"""Draw a certificate or a constancia as PDF, and join many into one print file."""

from base64 import b64decode
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from certificates.designs.built_in import built_in
from certificates.designs.folder import BadDesign
from certificates.designs.sandbox import opened
from certificates.paper import wording
from certificates.paper.codes import grouped
from certificates.paper.snapshot import Snapshot
from certificates.press.sheet import Sheet
from certificates.register.note import Checkpoint
from training.press import PANGO, fonts


class CannotDraw(ValueError):
    """The sheet cannot be drawn as it should be; the message says what stands in the way."""


def draw(sheet: Sheet) -> bytes:
    """One A4 page, a certificate on its side and a constancia upright: PDF/A-3a and PDF/UA-1, with its proof inside.

    The same sheet gives the same bytes. A sheet with ``signature`` has an empty field for it (finish.FIELD).

    Raises CannotDraw when a character is in none of our fonts or the address does not fit a QR.
    """
    # Imported here and not above: the site must start and serve without Pango's libraries; only the worker draws.
    from certificates.press import finish, press  # noqa: PLC0415  # the reason stands above

    missing = fonts.missing_glyphs(wording.printed(sheet.snapshot))
    if missing:
        raise CannotDraw("no font of ours has: " + " ".join(f"U+{ord(sign):04X}" for sign in sorted(missing)))
    with PANGO:
        try:
            return press.the_press(sheet.snapshot.paper, sheet.design).pdf(page(sheet), finish.finisher(sheet))
        except (press.Refused, BadDesign) as error:
            raise CannotDraw(str(error)) from error


def page(sheet: Sheet) -> str:
    """The sheet as HTML without its stylesheet; the QR stands as an address of the scheme `qr:`."""
    snapshot = sheet.snapshot
    common = {
        "s": snapshot, "issued_on": wording.day(snapshot.issued_on), "code": grouped(snapshot.code),
        "typed_address": wording.typed_address(snapshot.public_url), "hours": wording.hours_words(snapshot.hours),
        "digest": wording.digest_words(snapshot.content_digest), "qr": "qr:" + quote(sheet.address, safe=""),
        "valid_until": wording.day(snapshot.valid_until) if snapshot.valid_until else "",
        "number": sheet.number, "checkpoint": _checkpoint(sheet.note), "signature": sheet.signature}
    own = _constancia(snapshot) if snapshot.is_constancia else _certificate(snapshot)
    return opened(sheet.design or built_in().packed).page(snapshot.paper, common | own)


def _checkpoint(text: str) -> Checkpoint | None:
    """What the sheet prints of a note. Not whose signature it bears: that was asked when the register took it."""
    if not text:
        return None
    origin, size, root = text.split("\n", 3)[:3]
    return Checkpoint(origin, int(size), b64decode(root, validate=True))


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
                sheet = pdf.pages[0]
                for tree, leaf in (("/StructTreeRoot", "/StructParents"), ("/AcroForm", "/Annots")):
                    if leaf in sheet:   # it would point into a tree that stays behind
                        del sheet[leaf], pdf.Root[tree]
                joined.pages.extend(pdf.pages)
            sheet = joined.pages[-1]
            drawn = sheet.Resources.XObject     # the ornament is the same on every sheet: keep it once
            for name, picture in list(drawn.items()):
                drawn[name] = pictures.setdefault(picture.read_raw_bytes(), picture)
        joined.Root["/Lang"] = pikepdf.String("es-PE")
        joined.docinfo["/Title"] = pikepdf.String(title)
        joined.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)

