"""A photo of the signed sheet, drawn anew: turned upright, made smaller, without place, hour or camera. Knows no web."""

import io
from enum import StrEnum

from PIL import Image, ImageFile, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 12_000_000
MOST_PIXELS = 80_000_000
MOST_UNPACKED = 25_000_000  # of a format that is unpacked whole, up to four bytes each, in a process that serves pages
SHRUNK = ("JPEG", "MPO")  # read at about the size that is needed
LEAST_SIDE, LONGEST_SIDE = 320, 2200  # a sheet of A4 with 40 signatures is still readable
QUALITY = 80
ENDING = ".jpg"


class NotAPhoto(StrEnum):
    """Why a file was not taken."""

    EMPTY = "empty"
    TOO_MANY_BYTES = "too many bytes"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"
    TOO_SMALL = "too small"


class BadPhoto(ValueError):
    """The file is no photo that can be kept; ``why`` says which."""

    def __init__(self, why: NotAPhoto) -> None:
        super().__init__(why.value)
        self.why = why


def redraw(data: bytes) -> bytes:
    """The picture as a JPEG of our own making. Raises BadPhoto. Slow: not inside a transaction."""
    if not data:
        raise BadPhoto(NotAPhoto.EMPTY)
    if len(data) > MOST_BYTES:
        raise BadPhoto(NotAPhoto.TOO_MANY_BYTES)
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPhoto(NotAPhoto.TOO_LARGE) from error
    except Exception as error:  # a broken file makes its decoder stumble in ways that nobody lists
        raise BadPhoto(NotAPhoto.UNREADABLE) from error
    _check(picture)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # what draws our PDFs sets it for the whole process: half a sheet is no evidence
    try:
        return _drawn(picture)
    except Exception as error:  # the same, further inside
        raise BadPhoto(NotAPhoto.UNREADABLE) from error


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > (MOST_PIXELS if picture.format in SHRUNK else MOST_UNPACKED):
        raise BadPhoto(NotAPhoto.TOO_LARGE)
    if max(picture.size) < LEAST_SIDE:
        raise BadPhoto(NotAPhoto.TOO_SMALL)


def _drawn(picture: Image.Image) -> bytes:
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded at about the size that is needed
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size, "white")  # a new picture: nothing that was tied to the old one comes along
    shown = upright.convert("RGBA")
    clean.paste(shown, mask=shown.getchannel("A"))
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
