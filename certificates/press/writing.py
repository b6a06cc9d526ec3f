"""A finished document as bytes, in place of pydyf's own writer.

That one packs every stream twice, the second time only for the identifier. And where packed data end with a carriage
return, its line feed behind them reads as part of the same end of line: the length that it states is then one too many
for a reader that looks for itself, as validators do; it happens in one sheet of fifteen.
"""

import hashlib
import zlib
from io import BytesIO

import pydyf

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
WIDTHS = (1, 3, 2)                      # bytes of the columns of the cross reference; a sheet stays far below 16 MB
FREE, PLAIN, PACKED = 0, 1, 2           # kinds of its lines
END = b"\nendstream"


def write(pdf: pydyf.PDF, output: BytesIO) -> None:
    """Write a PDF 1.7 with object streams; the identifier is the SHA-256 of all that comes before it, cut to 16 bytes."""
    pdf.add_object(pdf.info)
    written = bytearray(HEADER)
    packed = [one for one in pdf.objects[1:] if one.compressible]
    rows = {0: (FREE, 0, 65535)}
    shelf = _shelf([(one.number, one.data) for one in packed])
    pdf.add_object(shelf)
    rows |= {one.number: (PACKED, shelf.number, place) for place, one in enumerate(packed)}
    for one in pdf.objects[1:]:
        if one.number not in rows:
            rows[one.number] = (PLAIN, len(written), 0)
            written += _indirect(one)
    _close(pdf, written, rows)
    output.write(written)


def _shelf(objects: list[tuple[int, bytes]]) -> pydyf.Stream:
    """The object stream: where each object begins, then the objects."""
    begins, places = 0, []
    for number, data in objects:
        places.append(f"{number} {begins}")
        begins += len(data) + 1
    index = " ".join(places).encode() + b"\n"
    return _flate(index + b"\n".join(data for _number, data in objects), {
        "Type": "/ObjStm", "N": len(objects), "First": len(index)})


def _close(pdf: pydyf.PDF, written: bytearray, rows: dict[int, tuple[int, int, int]]) -> None:
    begins, number = len(written), len(pdf.objects)
    rows[number] = (PLAIN, begins, 0)
    table = b"".join(value.to_bytes(width, "big") for at in range(number + 1)
                     for value, width in zip(rows[at], WIDTHS, strict=True))
    name = f"<{hashlib.sha256(written).hexdigest()[:32]}>"
    cross = _flate(table, {"Type": "/XRef", "W": pydyf.Array(WIDTHS), "Size": number + 1, "Root": pdf.catalog.reference,
                           "Info": pdf.info.reference, "ID": pydyf.Array((name, name))})
    pdf.add_object(cross)
    written += _indirect(cross) + f"startxref\n{begins}\n%%EOF\n".encode()


def _flate(data: bytes, extra: dict[str, object]) -> pydyf.Stream:
    return pydyf.Stream([zlib.compress(data, 9)], extra | {"Filter": "/FlateDecode"})


def _indirect(one: pydyf.Object) -> bytes:
    data = one.data
    if data.endswith(b"\r" + END):
        data = data[:-len(END)] + b"\r" + END
    return f"{one.number} 0 obj\n".encode() + bytes(data) + b"\nendobj\n"
