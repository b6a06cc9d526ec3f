"""Reading a drawn book back: its words page by page, its bookmarks, what kind of file it says it is."""

import re
import subprocess
from io import BytesIO

import pikepdf


def pages(data: bytes) -> list[str]:
    """The text of each page with single spaces."""
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return [re.sub(r"\s+", " ", page) for page in said.split("\f")[:-1]]


def words(data: bytes) -> str:
    """The text of the whole book."""
    return " ".join(pages(data))


def bookmarks(data: bytes) -> list[str]:
    """Every bookmark's title, in order, whatever its level."""
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        found: list[str] = []
        row = list(outline.root)
        while row:
            item = row.pop(0)
            found.append(str(item.title))
            row = [*item.children, *row]
        return found


def says(data: bytes) -> tuple[bool, str, str]:
    """(whether it is tagged, its language, its title)."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang), str(pdf.docinfo.Title)


def fonts(data: bytes) -> set[str]:
    """The faces that are embedded."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    return {name.lstrip("/").partition("+")[2] or name for name in found}


def sizes(data: bytes) -> set[tuple[int, int]]:
    """Width and height of the pages, in points."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {(round(float(page.MediaBox[2])), round(float(page.MediaBox[3]))) for page in pdf.pages}
