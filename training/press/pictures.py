"""Pictures on their way into a file, without being packed anew for each page.

WeasyPrint unpacks a PNG and packs it again for every file that shows it: for the band and the QR of a certificate a
tenth of all its time. A PNG of eight bits a channel without transparency is, inside, already what a PDF holds. Only
press.py imports this, and late.
"""

import struct
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.images import RasterImage

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SPACES = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}      # colour type of a PNG → colour space, channels
OPAQUE = {b"IHDR", b"IDAT", b"IEND"}                        # whatever else a PNG has may change what its numbers mean


def settle(images: dict[str, object]) -> None:
    """Let the pictures of WeasyPrint's cache be packed at most once. To be called after a layout, as often as one likes."""
    for image in list(images.values()):
        if isinstance(image, RasterImage) and not isinstance(vars(image).get("get_x_object"), _Packed):
            image.get_x_object = _Packed(image)


class _Packed:
    """A picture as WeasyPrint asks for it when it writes a file: (interpolate, share of its resolution) → stream."""

    def __init__(self, image: Any) -> None:
        self.pack = image.get_x_object
        self.png = bytes(image.image_data.data) if image.format == "PNG" else b""
        self.kept: dict[tuple[bool, float], pydyf.Stream] = {}

    def __call__(self, interpolate: bool, share: float) -> pydyf.Stream:
        if (interpolate, share) not in self.kept:
            ready = _as_it_is(self.png, interpolate) if share == 1 else None
            self.kept[interpolate, share] = ready or self.pack(interpolate, share)
        return _fresh(self.kept[interpolate, share])


def _fresh(stream: pydyf.Stream) -> pydyf.Stream:
    """The same once more: a file numbers the streams that it takes in, and puts that number where the mask was."""
    extra = pydyf.Dictionary(stream.extra)
    if "SMask" in extra:
        extra["SMask"] = pydyf.Stream(extra["SMask"].stream, extra["SMask"].extra)
    return pydyf.Stream(stream.stream, extra)


def _as_it_is(png: bytes, interpolate: bool) -> pydyf.Stream | None:
    """The packed rows of a plain PNG; None for any other."""
    chunks = list(_chunks(png))
    if not chunks or {kind for kind, _body in chunks} - OPAQUE:
        return None
    width, height, depth, colour, _packing, _filter, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or colour not in SPACES or interlaced:
        return None
    space, channels = SPACES[colour]
    return pydyf.Stream([b"".join(body for kind, body in chunks if kind == b"IDAT")], pydyf.Dictionary({
        "Type": "/XObject", "Subtype": "/Image", "Width": width, "Height": height, "ColorSpace": space,
        "BitsPerComponent": 8, "Interpolate": "true" if interpolate else "false", "Filter": "/FlateDecode",
        "DecodeParms": pydyf.Dictionary({"Predictor": 15, "Columns": width, "Colors": channels})}))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG: kind and body. Nothing for anything else."""
    at = len(SIGNATURE)
    while png.startswith(SIGNATURE) and at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        yield kind, png[at + 8:at + 8 + length]
        at += length + 12
