"""What somebody may do to an issued file besides signing it, each with a signature that is valid by itself where that helps.

Every function takes the issued file and gives a file that is *not* it with signatures only.
"""

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from certificates.signing import pades
from tests.certificates.signing import files, keys

Change = Callable[[Any, Any], None]         # writer, page
name, number = generic.pdf_name, generic.NumberObject


def _page(writer: Any) -> Any:
    return writer.root["/Pages"]["/Kids"][0]


def _stream(writer: Any, data: bytes, **more: Any) -> Any:
    return writer.add_object(generic.StreamObject({name(f"/{key}"): value for key, value in more.items()}, stream_data=data))


def changed(data: bytes, change: Change, *, sign: bool = True) -> bytes:
    """Do this to it in the same revision that signs it."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer, _page(writer))
    if sign:
        meta = signers.PdfSignatureMetadata(field_name="Director", md_algorithm="sha256")
        return bytes(signers.PdfSigner(meta, signer=pades._InMemory(keys.pair("p256", files.DIRECTOR))).sign_pdf(
            writer).getvalue())
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _content(writer: Any, page: Any) -> None:
    page["/Contents"] = _stream(writer, b"BT /F1 20 Tf 100 400 Td (Otra persona) Tj ET")
    writer.update_container(page)


def _more_content(writer: Any, page: Any) -> None:
    old = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([old, _stream(writer, b"1 1 1 rg 0 0 900 900 re f")])
    writer.update_container(page)


def _same_number(writer: Any, page: Any) -> None:
    contents = page["/Contents"]
    stream = contents if isinstance(contents, generic.StreamObject) else contents[0]
    stream._data = b"BT ET"
    stream._encoded_data = None
    writer.update_container(stream)


def _font(writer: Any, page: Any) -> None:
    page["/Resources"]["/Font"] = generic.DictionaryObject()
    writer.update_container(page["/Resources"])


def _box(writer: Any, page: Any) -> None:
    page["/MediaBox"] = generic.ArrayObject(map(number, (0, 0, 300, 300)))
    writer.update_container(page)


def _rotate(writer: Any, page: Any) -> None:
    page["/Rotate"] = number(180)
    writer.update_container(page)


def _annotation(subtype: str, **more: Any) -> Change:
    def change(writer: Any, page: Any) -> None:
        box = generic.ArrayObject(map(number, (150, 95, 320, 140)))
        look = _stream(writer, b"1 1 1 rg 0 0 170 45 re f", Type=name("/XObject"), Subtype=name("/Form"),
                       BBox=generic.ArrayObject(map(number, (0, 0, 170, 45))))
        one = generic.DictionaryObject({name("/Type"): name("/Annot"), name("/Subtype"): name(subtype), name("/Rect"): box,
                                        name("/AP"): generic.DictionaryObject({name("/N"): look})})
        one.update({name(f"/{key}"): value for key, value in more.items()})
        there = list(page["/Annots"]) if "/Annots" in page else []
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(one)] if there else
                                              [writer.add_object(one)])
        writer.update_container(page)
    return change


def _root(**more: Any) -> Change:
    def change(writer: Any, _page: Any) -> None:
        writer.root.update({name(f"/{key}"): value for key, value in more.items()})
        writer.update_root()
    return change


def _new_page(writer: Any, page: Any) -> None:
    copy = generic.DictionaryObject({key: page.raw_get(key) for key in page if key != "/Annots"})
    pages = writer.root["/Pages"]
    pages["/Kids"].append(writer.add_object(copy))
    pages["/Count"] = number(2)
    writer.update_container(pages["/Kids"])
    writer.update_container(pages)


def _text_field(writer: Any, page: Any) -> None:
    _annotation("/Widget", FT=name("/Tx"), T=generic.TextStringObject("nombre"))(writer, page)
    field = page["/Annots"].raw_get(len(page["/Annots"]) - 1)
    writer.root["/AcroForm"] = generic.DictionaryObject({name("/Fields"): generic.ArrayObject([field])})
    writer.update_root()


def _info(key: str) -> Change:
    def change(writer: Any, _page: Any) -> None:
        writer.set_info(generic.DictionaryObject({name(key): generic.TextStringObject("Certificado 2026-000999")}))
    return change


def _title_in_xmp(writer: Any, _page: Any) -> None:
    packet = writer.root["/Metadata"]
    packet._data = packet.data.replace(b"Certificado", b"Diploma")
    packet._encoded_data = None
    writer._update_meta = lambda: None
    writer.update_container(packet)


def _new_packet(data: bytes) -> Change:
    def change(writer: Any, _page: Any) -> None:
        writer._update_meta = lambda: None
        writer.root["/Metadata"] = _stream(writer, data, Type=name("/Metadata"), Subtype=name("/XML"))
        writer.update_root()
    return change


def _action() -> Any:
    return generic.DictionaryObject({name("/S"): name("/JavaScript"), name("/JS"): generic.TextStringObject("app.alert(1)")})


def _field_that_acts(writer: Any, page: Any) -> None:
    _annotation("/Widget", FT=name("/Sig"), T=generic.TextStringObject("Otra"), AA=_action())(writer, page)
    field = page["/Annots"].raw_get(len(page["/Annots"]) - 1)
    writer.root["/AcroForm"] = generic.DictionaryObject({name("/Fields"): generic.ArrayObject([field])})
    writer.update_root()


def _xfa(writer: Any, _page: Any) -> None:
    writer.root["/AcroForm"] = generic.DictionaryObject({
        name("/Fields"): generic.ArrayObject(), name("/XFA"): _stream(writer, b"<xdp:xdp/>")})
    writer.update_root()


def _tag_tree(writer: Any, _page: Any) -> None:
    root = writer.root["/StructTreeRoot"]
    root["/K"] = generic.ArrayObject()
    writer.update_container(root)


def _attachment(writer: Any, _page: Any) -> None:
    file = generic.DictionaryObject({name("/EF"): generic.DictionaryObject({name("/F"): _stream(writer, b"MZ")})})
    names = generic.ArrayObject([generic.TextStringObject("x.exe"), writer.add_object(file)])
    writer.root["/Names"] = generic.DictionaryObject({
        name("/EmbeddedFiles"): generic.DictionaryObject({name("/Names"): names})})
    writer.update_root()


CHANGES: dict[str, Change] = {
    "another content": _content, "more content": _more_content, "content under the same number": _same_number,
    "no fonts": _font, "a smaller page": _box, "upside down": _rotate, "a note on top": _annotation("/FreeText"),
    "a stamp on top": _annotation("/Stamp"), "a square on top": _annotation("/Square"),
    "a link": _annotation("/Link", A=_action()), "a widget of no field": _annotation("/Widget"),
    "a page more": _new_page, "a field with text": _text_field, "a field that acts": _field_that_acts,
    "a form of another kind": _xfa, "a script at opening": _root(OpenAction=_action()), "a script at closing": _root(AA=_action()),
    "layers": _root(OCProperties=generic.DictionaryObject({name("/OCGs"): generic.ArrayObject()})),
    "another language": _root(Lang=generic.TextStringObject("qu")), "no tags": _tag_tree, "an attachment": _attachment,
    "another title": _info("/Title"), "another author": _info("/Author"), "another title in the packet": _title_in_xmp,
    "an empty packet": _new_packet(b"<x/>"), "a packet with entities": _new_packet(
        b'<!DOCTYPE a [<!ENTITY b "c">]><x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&b;</dc:title></x>'),
}


def _resaved(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        opened.save(out)
    return out.getvalue()


def _bomb(data: bytes) -> bytes:
    """A revision whose table is a stream that unpacks to a gigabyte."""
    packed = zlib.compress(bytes(1 << 20)) * 1
    table = (b"999 0 obj\n<</Type/XRef/Size 9999999/W[1 4 4]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
             + packed + b"\nendstream endobj\n")
    return data + table + b"startxref\n%d\n%%%%EOF\n" % len(data)


def _loop(data: bytes) -> bytes:
    """A table that says that it follows itself."""
    at = len(data)
    return data + b"xref\n0 0\ntrailer\n<</Size 10/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (at, at)


def _beside(data: bytes) -> bytes:
    """The issued bytes, and behind them a whole other file that stands for itself."""
    other = files.signed_outside(files.drawn(files.NORMAL.__class__(**{
        field: getattr(files.NORMAL, field) for field in files.NORMAL.__struct_fields__} | {"given_names": "Otra"})))
    shifted = BytesIO()
    with pikepdf.open(BytesIO(other)) as opened:
        opened.save(shifted)
    return data + shifted.getvalue()


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def _other_digit(data: bytes, at: int) -> bytes:
    return data[:at] + (b"1" if data[at:at + 1] != b"1" else b"2") + data[at + 1:]


SIGN = files.signed_outside
WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "as issued": lambda data: data,
    "a line break more": lambda data: data + b"\n",
    "words behind the end": lambda data: data + b"hola",
    "words behind the signature": lambda data: SIGN(data) + b"hola",
    "a second end behind the signature": lambda data: (s := SIGN(data)) + b"\nhola\n" + s[s.rindex(b"startxref"):],
    "saved again": _resaved,
    "saved again and signed": lambda data: SIGN(_resaved(data)),
    "a byte of the issued file": lambda data: _flipped(SIGN(data), len(data) // 2),
    "a digit of the signature": lambda data: _other_digit(s := SIGN(data), s.rindex(b"/Contents <") + 1800),
    "a byte of what was signed": lambda data: _flipped(s := SIGN(data), s.rindex(b"trailer") + 12 if b"trailer" in s[len(data):]
                                                       else len(s) - 30),
    "half of it": lambda data: SIGN(data)[:len(data) + 900],
    "without its end": lambda data: SIGN(data)[:-20],
    "changed after signing": lambda data: changed(SIGN(data), _content, sign=False),
    "noted upon after signing": lambda data: changed(SIGN(data), _annotation("/FreeText"), sign=False),
    "changed, not signed": lambda data: changed(data, _content, sign=False),
    "an empty field, not signed": lambda data: _with_empty_field(data),
    "a stamp over the name": lambda data: SIGN(data, box=(100, 300, 500, 420)),
    "a stamp over the code": lambda data: SIGN(data, box=(600, 20, 800, 160)),
    "a stamp over everything": lambda data: SIGN(data, box=(0, 0, 842, 595)),
    "a loop of tables": _loop, "a table that is a bomb": _bomb, "another file behind it": _beside,
    "nothing": lambda _: b"", "no PDF": lambda _: b"hola", "only the head": lambda data: data[:500],
}


def _with_empty_field(data: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    fields.append_signature_field(writer, fields.SigFieldSpec("Vacio"))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def all_of() -> dict[str, Callable[[bytes], bytes]]:
    """Every one, by name."""
    def does(change: Change) -> Callable[[bytes], bytes]:
        return lambda data: changed(data, change)

    return WHOLE | {f"{what}, signed": does(change) for what, change in CHANGES.items()}
