"""The certificate as others would draw it: naive WeasyPrint, reportlab, and Debian's php-tcpdf, one file each.

The naive way is what a first version would do: the stylesheet in the page, fonts and ornament read from files, the QR as
segno's own SVG. reportlab and TCPDF get the same words at the same places, in the same faces, with the same band and QR;
they draw no tags and shape no letters, so a mark above a letter falls where it falls.
"""

import json
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import segno
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from weasyprint import HTML

from certificates.designs.built_in import built_in
from certificates.paper import wording
from certificates.paper.codes import grouped
from certificates.paper.snapshot import Snapshot
from certificates.press import pdf
from certificates.press.finish import finisher
from certificates.press.sheet import Sheet
from training.press import fonts, press

INK, QUIET, RED = "14233a", "3a485b", "8b2a1e"
FACES = {name: str(fonts.FOLDER / f"{name}.ttf") for name in
         ("GentiumPlus-Regular", "GentiumPlus-Bold", "NotoSans-Regular", "NotoSans-Bold", "NotoSansMono-Bold")}
SERIF, BOLD_SERIF, SANS, BOLD, MONO = FACES
BAND = Path(press.__file__).parent / "files" / "art" / "band.png"
PHP = Path(__file__).parent / "naive" / "tcpdf.php"
SIGNERS = (52, 119)
HEIGHT = 210                            # millimetres; places are counted from the top
Text = tuple[float, float, float, str, str, str, str]   # x, y of the baseline, points, face, colour, L or R, the text


def naive(sheet: Sheet) -> Callable[[], bytes]:
    """Plain ``HTML(string=…).write_pdf()``."""
    html = _naive_page(sheet)
    return lambda: bytes(HTML(string=_with_qr(html, sheet.address)).write_pdf())


def naive_finished(sheet: Sheet) -> Callable[[], bytes]:
    """The same in our variant, and with our finisher."""
    html = _naive_page(sheet)
    return lambda: bytes(HTML(string=_with_qr(html, sheet.address)).write_pdf(
        pdf_variant=press.UA, finisher=finisher(sheet)))


def reportlab(sheet: Sheet) -> Callable[[], bytes]:
    """A canvas for each file; the faces are known to reportlab before."""
    _register_faces()
    page = layout(sheet)
    return lambda: _on_canvas(page)


def tcpdf(sheet: Sheet, folder: Path, rounds: int) -> list[float] | None:
    """CPU milliseconds of each of so many files in one PHP process, its start left out; None where there is no TCPDF."""
    if which("php") is None or not Path("/usr/share/php/tcpdf/tcpdf.php").exists():
        return None
    work = folder / "work.json"
    work.write_text(json.dumps({"fonts": FACES, "band": str(BAND), "folder": str(folder), "rounds": rounds,
                                "page": layout(sheet)}))
    program = ["php", "-d", "error_reporting=0", str(PHP), str(work)]
    said = subprocess.run(program, capture_output=True, text=True, check=True)
    return [float(line) for line in said.stdout.split()]


def layout(sheet: Sheet) -> dict[str, Any]:
    """The certificate as words at places, read off the stylesheet; millimetres and points."""
    said = sheet.snapshot
    size, title = wording.title_lines(said.course_title)
    texts: list[Text] = [
        (52, 15, 12, BOLD, INK, "L", said.issuer), (285, 15, 12, MONO, INK, "R", said.folio),
        (52, 36, 34, SERIF, RED, "L", "Certificado"), (52, 51, 11, SANS, QUIET, "L", "Otorgado a"),
        (52, 66, wording.name_size(said.given_names, said.surnames), BOLD_SERIF, INK, "L", said.full_name),
        (52, 74, 12, SANS, INK, "L", f"{said.document_label} {said.document}"),
        (52, 86, 11, SANS, QUIET, "L", "por haber aprobado el curso"),
        *((52, 93 + 7.7 * place, size, BOLD_SERIF, INK, "L", line) for place, line in enumerate(title)),
        *_facts(said), *_modules(said),
        (52, 162, 10, SANS, INK, "L", f"Emitido el {wording.day(said.issued_on)}"),
        *(one for x, signer in zip(SIGNERS, said.signers, strict=False) for one in (
            (x, 183.5, 10, BOLD, INK, "L", signer.name), (x, 188, 9, SANS, INK, "L", signer.post))),
        (248, 176, 8, SANS, QUIET, "R", "Código de verificación"), (248, 181.5, 13, MONO, INK, "R", grouped(said.code)),
        (248, 186, 8, SANS, QUIET, "R", "Escanee, o escríbalo en"),
        (248, 190.5, 10, BOLD, INK, "R", wording.typed_address(said.public_url)),
        (52, 193.5, 7.5, SANS, QUIET, "L", f"Registro n.º {sheet.number} · Punto de control {sheet.note.split()[1]}"),
        (52, 197, 7.5, SANS, QUIET, "L", f"Contenido: versión {said.content_version}, huella "
         f"{wording.digest_words(said.content_digest)}. La duración suma solo los módulos de la lista.")]
    lines = [(52, 112.5, 233), (52, 124.5, 233), *((x, 178.5, 60) for x in SIGNERS[:len(said.signers)])]
    return {"title": f"Certificado {said.folio}", "author": said.issuer, "texts": texts, "lines": lines,
            "address": sheet.address}


def _facts(said: Snapshot) -> list[Text]:
    facts = (("Duración", wording.hours_words(said.hours)), ("Fechas", wording.days(said.starts, said.ends)),
             ("Lugar", said.place), ("Contenido", f"Versión {said.content_version}"))
    return [one for x, (label, fact) in zip((52, 108, 196, 252), facts, strict=True)
            for one in ((x, 117, 8, SANS, QUIET, "L", label), (x, 122, 10.5, BOLD, INK, "L", fact))]


def _modules(said: Snapshot) -> list[Text]:
    return [text for column, modules in enumerate(wording.columns(said.modules)) for row, one in enumerate(modules)
            for text in ((52 + 116.5 * column, 129.5 + 4.3 * row, 8, MONO, RED, "L", one.slug.upper()),
                         (61 + 116.5 * column, 129.5 + 4.3 * row, 8.6, SANS, INK, "L", f"{one.title} · {one.minutes} min"))]


@cache
def _register_faces() -> None:
    for name, path in FACES.items():
        pdfmetrics.registerFont(TTFont(name, path))


def _on_canvas(page: dict[str, Any]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(297 * mm, HEIGHT * mm))
    canvas.setTitle(page["title"])
    canvas.setAuthor(page["author"])
    canvas.drawImage(str(BAND), 12 * mm, 12 * mm, 25.875 * mm, 186 * mm)
    canvas.setStrokeColor(HexColor(f"#{INK}"))
    for x, y, width in page["lines"]:
        canvas.line(x * mm, (HEIGHT - y) * mm, (x + width) * mm, (HEIGHT - y) * mm)
    for x, y, size, face, colour, align, text in page["texts"]:
        canvas.setFont(face, size)
        canvas.setFillColor(HexColor(f"#{colour}"))
        (canvas.drawRightString if align == "R" else canvas.drawString)(x * mm, (HEIGHT - y) * mm, text)
    code = Drawing(32 * mm, 32 * mm)
    code.add(QrCodeWidget(page["address"], barLevel="M", barWidth=32 * mm, barHeight=32 * mm))
    renderPDF.draw(code, canvas, 249 * mm, (HEIGHT - 186.5) * mm)
    canvas.save()
    return out.getvalue()


def _naive_page(sheet: Sheet) -> str:
    """The same sheet with its stylesheet inside and addresses of files; the QR is put in each time, see _with_qr."""
    faces = Path(press.__file__).parent / "faces.css"
    css = faces.read_text(encoding="utf-8") + built_in().text("certificate.css")
    css = css.replace("print:", (faces.parent / "files").as_uri() + "/")
    html = pdf.page(sheet).replace("</head>", f"<style>{css}</style></head>")
    start = html.index('src="qr:') + len('src="')
    return html[:start] + "{QR}" + html[html.index('"', start):]


def _with_qr(page: str, url: str) -> str:
    """Draw the QR as segno does by itself, best mask searched, into a naive page."""
    return page.replace("{QR}", segno.make_qr(url, error="m", boost_error=False).svg_data_uri(border=4))
