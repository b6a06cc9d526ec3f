"""WeasyPrint with everything that can be kept from one sheet to the next. Imported late, see the room's own words.

The expensive things (fonts, parsed stylesheet, decoded ornament) are made once per process. Nothing is fetched but our
own files and what the caller makes itself: no network, no disk, no `data:`.
"""

import atexit
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from training.press.pictures import settle

HERE = Path(__file__).parent
TYPES = {".png": "image/png", ".ttf": "font/ttf"}
UA = "pdf/ua-1"
Finisher = Callable[[Any, Any], None]           # the document, the objects of its file
Maker = Callable[[str], tuple[bytes, str]]      # what follows the scheme → bytes and media type; ValueError refuses


class Refused(ValueError):
    """The page asked for something that it may not have, or that cannot be drawn."""


class OurFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """A fetcher that knows our files and the caller's own schemes, and refuses everything else by name.

    It raises FatalURLFetchingError, for any other error would be logged and leave a hole in the page.
    """

    def __init__(self, makers: Mapping[str, Maker]) -> None:
        super().__init__()
        self.files, self.makers = dict(our_files()), dict(makers)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind an address of ours."""
        if url in self.files:
            path = self.files[url]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})
        scheme, separator, rest = url.partition(":")
        if separator and scheme in self.makers:
            try:
                data, media_type = self.makers[scheme](unquote(rest))
            except ValueError as error:
                raise FatalURLFetchingError(str(error)) from error
            return URLFetcherResponse(url, data, {"Content-Type": media_type})
        raise FatalURLFetchingError(f"refused: {url[:80]}")


@cache
def the_fonts() -> FontConfiguration:
    """One per process: a FontConfiguration per document would leak memory in Pango."""
    atexit.register(the_fonts.cache_clear)          # the fonts must go while Python still stands
    fonts = FontConfiguration()
    CSS(string=(HERE / "faces.css").read_text(encoding="utf-8"), font_config=fonts, url_fetcher=OurFiles({}))
    return fonts


class Press:
    """One kind of sheet: its stylesheet, parsed once, and what its pages may ask for by a scheme of its own."""

    def __init__(self, css: str, makers: Mapping[str, Maker] | None = None) -> None:
        self.makers = dict(makers or {})
        self.fetcher = OurFiles(self.makers)
        self.images: dict[str, object] = {}
        try:
            self.css = CSS(string=css, font_config=the_fonts(), url_fetcher=self.fetcher)
        except FatalURLFetchingError as error:
            raise Refused(str(error)) from error

    def pdf(self, html: str, finisher: Finisher | None = None) -> bytes:
        """Draw a document, tagged."""
        return self.documents([html], finisher)[0]

    def documents(self, htmls: Sequence[str], finisher: Finisher | None = None) -> tuple[bytes, int]:
        """Draw documents, tagged, one after the other into one file: its bytes and how many pages it has.

        ``finisher`` may change WeasyPrint's objects before they are written. What the documents brought of their own (a
        QR, say) leaves the cache with them. Raises Refused.
        """
        try:
            made = [HTML(string=html, url_fetcher=self.fetcher)
                    .render(stylesheets=[self.css], font_config=the_fonts(), cache=self.images, pdf_variant=UA)
                    for html in htmls]
            settle(self.images)
            pages = [page for document in made for page in document.pages]
            return bytes(made[0].copy(pages).write_pdf(pdf_variant=UA, finisher=finisher)), len(pages)
        except FatalURLFetchingError as error:      # a BaseException: unnamed, it would end the worker
            raise Refused(str(error)) from error
        finally:
            for url in [url for url in self.images if url.partition(":")[0] in self.makers]:
                own = getattr(self.images.pop(url), "id", url)  # WeasyPrint keeps its bytes there too, under its id
                for key in [key for key in self.images if key.startswith(own)]:
                    del self.images[key]


def our_files() -> Iterator[tuple[str, Path]]:
    """What may be fetched, by its whole address."""
    for folder in ("art", "fonts"):
        for path in sorted((HERE / "files" / folder).iterdir()):
            if path.suffix in TYPES:
                yield f"print:{folder}/{path.name}", path
