"""The participant's manual as EPUB 3: one file a chapter, plain XHTML, for the phone or the reader of whoever studies. Pure.

Our own writer: a zip whose first entry is stored, a container, a package that says what it holds and how accessible it is,
a table of contents, and pages without script, without fonts and without anything from elsewhere.
"""

import zipfile
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, tostring
from xml.sax.saxutils import escape

from books.compose import Frame
from books.epub_pages import Page, pages

MIME = "application/epub+zip"
_XHTML = "application/xhtml+xml"
STYLE = """\
body { line-height: 1.5; margin: 0 4% }
h1 { line-height: 1.2 }
.lead { font-size: 1.15em }
.meta, .eyebrow, .src { font-size: .75em }
.key, .note, .answer, .draft, .node { margin: 1em 0; padding: .6em .9em; border: 1px solid; border-left-width: .4em }
.draft, .box-name, .name, .sign { font-weight: bold }
.case { margin: 1.4em 0; border-top: 3px solid }
.quotes { padding-left: 1em; border-left: 3px solid; list-style: none }
.steps, .nodes, .ways { list-style: none; padding-left: 0 }
table { border-collapse: collapse; width: 100% }
th, td { padding: .3em .5em .3em 0; border-bottom: 1px solid; text-align: left; vertical-align: top }
"""
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile \
full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{0}" xml:lang="{0}">
<head><title>{1}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
"""


def pack(frame: Frame) -> bytes:
    """The whole EPUB; the same edition on the same day gives the same bytes."""
    found = pages(frame)
    files = {"META-INF/container.xml": _CONTAINER, "EPUB/package.opf": _package(frame, found), "EPUB/style.css": STYLE,
             "EPUB/nav.xhtml": _nav(frame, found)}
    files |= {f"EPUB/{page.name}.xhtml": _xhtml(page.title, page.body, page.language) for page in found}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_entry("mimetype", frame, zipfile.ZIP_STORED), MIME)
        for name, text in files.items():
            archive.writestr(_entry(name, frame, zipfile.ZIP_DEFLATED), text.encode())
    return out.getvalue()


def _entry(name: str, frame: Frame, how: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (frame.today.year, frame.today.month, frame.today.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = how, 0o644 << 16
    return entry


def _xhtml(title: str, body: Element, language: str) -> str:
    return f"{_head(title, language)}{tostring(body, encoding='unicode')}\n</html>\n"


def _head(title: str, language: str) -> str:
    return _HEAD.format(_spoken(language), escape(title))


def _spoken(language: str) -> str:
    return "en" if language == "en" else "es-PE"


def _nav(frame: Frame, found: tuple[Page, ...]) -> str:
    rows = "".join(f'<li><a href="{page.name}.xhtml">{escape(page.title)}</a>{_places(page)}</li>\n' for page in found)
    title = escape(frame.words["contents"])
    return (f'{_head(frame.words["contents"], frame.language)}<body><nav epub:type="toc" id="toc" role="doc-toc">'
            f"<h1>{title}</h1>\n<ol>\n{rows}</ol></nav></body>\n</html>\n")


def _places(page: Page) -> str:
    rows = "".join(f'<li><a href="{page.name}.xhtml#{place}">{escape(label)}</a></li>' for place, label in page.places)
    return f"<ol>{rows}</ol>" if rows else ""


def _package(frame: Frame, found: tuple[Page, ...]) -> str:
    files = "".join(f'<item id="{page.name}" href="{page.name}.xhtml" media-type="{_XHTML}"/>\n' for page in found)
    spine = "".join(f'<itemref idref="{page.name}"/>' for page in found)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            f'unique-identifier="id" xml:lang="{_spoken(frame.language)}" prefix="schema: http://schema.org/">\n'
            f'{_metadata(frame)}<manifest>\n<item id="nav" href="nav.xhtml" media-type="{_XHTML}" properties="nav"/>\n'
            f'<item id="style" href="style.css" media-type="text/css"/>\n{files}</manifest>\n<spine>{spine}</spine>\n'
            "</package>\n")


def _metadata(frame: Frame) -> str:
    """What it is, from whom, and for whom it can be read."""
    manual, language = frame.manual, _spoken(frame.language)
    about = frame.edition + (f". {frame.words['draft']}" if manual.draft else "")
    core = (("language", language), ("title", f"{frame.words['participant']}. {manual.title}"), ("creator", manual.issuer),
            ("rights", manual.licence), ("description", about))
    access = (("accessMode", "textual"), ("accessModeSufficient", "textual"), ("accessibilityFeature", "tableOfContents"),
              ("accessibilityFeature", "readingOrder"), ("accessibilityFeature", "structuralNavigation"),
              ("accessibilityHazard", "none"), ("accessibilitySummary", frame.words["epub_summary"]))
    name = uuid5(NAMESPACE_URL, f"replica:{frame.digest}:{language}")
    return ('<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
            f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>\n'
            + "".join(f"<dc:{tag}>{escape(value)}</dc:{tag}>\n" for tag, value in core)
            + f'<meta property="dcterms:modified">{frame.today.isoformat()}T00:00:00Z</meta>\n'
            + "".join(f'<meta property="schema:{name}">{escape(value)}</meta>\n' for name, value in access)
            + "</metadata>\n")
