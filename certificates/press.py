"""WeasyPrint with everything that can be kept from one sheet to the next. Only pdf.py imports this, and late.

The expensive things (fonts, parsed stylesheet, decoded ornament) are made once per process. Nothing is fetched but our
own files and the QR: no network, no disk, no `data:`.
"""

import atexit
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from certificates import qr

PRINT = Path(__file__).parent / "print"
TYPES = {".png": "image/png", ".ttf": "font/ttf"}


class Refused(ValueError):
    """The page asked for something that it may not have, or a QR that cannot be drawn."""


class OurFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """A fetcher that knows our files and `qr:TEXT`, and refuses everything else by name.

    It raises FatalURLFetchingError, for any other error would be logged and leave a hole in the page.
    """

    def __init__(self) -> None:
        super().__init__()
        self.files = dict(our_files())

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind an address of ours."""
        if url in self.files:
            path = self.files[url]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})
        if url.startswith("qr:"):
            try:
                return URLFetcherResponse(url, qr.picture(unquote(url[3:])), {"Content-Type": "image/png"})
            except ValueError as error:
                raise FatalURLFetchingError(str(error)) from error
        raise FatalURLFetchingError(f"refused: {url[:80]}")


class Press:
    """One per process, see the_press(): a FontConfiguration per document would leak memory in Pango."""

    def __init__(self) -> None:
        self.fetcher = OurFiles()
        self.fonts = FontConfiguration()
        self.images: dict[str, object] = {}
        css = (PRINT / "certificate.css").read_text(encoding="utf-8")
        self.css = CSS(string=css, font_config=self.fonts, url_fetcher=self.fetcher)

    def pdf(self, html: str) -> bytes:
        """Draw one page, tagged. What it brought of its own (its QR) leaves the cache with it."""
        try:
            page = HTML(string=html, url_fetcher=self.fetcher)
            return bytes(page.write_pdf(stylesheets=[self.css], font_config=self.fonts, cache=self.images,
                                        pdf_variant="pdf/ua-1"))
        except FatalURLFetchingError as error:      # a BaseException: unnamed, it would end the worker
            raise Refused(str(error)) from error
        finally:
            for url in [url for url in self.images if url.startswith("qr:")]:
                del self.images[url]


@cache
def the_press() -> Press:
    """The press of this process."""
    atexit.register(the_press.cache_clear)          # its fonts must go while Python still stands
    return Press()


def our_files() -> Iterator[tuple[str, Path]]:
    """What may be fetched, by its whole address."""
    for folder in ("art", "fonts"):
        for path in sorted((PRINT / folder).iterdir()):
            if path.suffix in TYPES:
                yield f"print:{folder}/{path.name}", path
