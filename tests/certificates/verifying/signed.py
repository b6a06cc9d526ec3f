"""Files signed afterwards by somebody whom nobody here knows: as they should be, and as somebody might misuse it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

FRAME = (100, 200, 500, 400)


@cache
def signer() -> signers.SimpleSigner:
    """A key of its own and a certificate that it made for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Otra institución")])
    now = datetime.now(UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30)).sign(key, hashes.SHA256()))
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(made.public_bytes(Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        cert_registry=SimpleCertificateStore())


def invisibly(data: bytes, field: str = "Primera") -> bytes:
    """With a signature that draws nothing; metadata as pyHanko leaves them."""
    return _signed(IncrementalPdfFileWriter(BytesIO(data)), field)


def visibly(data: bytes) -> bytes:
    """With a signature that draws a large box of words over the page."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    fields.append_signature_field(writer, fields.SigFieldSpec("Primera", box=FRAME, on_page=0))
    style = TextStampStyle(stamp_text="120 horas", border_width=1)
    out = BytesIO()
    signers.PdfSigner(signers.PdfSignatureMetadata(field_name="Primera"), signer=signer(), stamp_style=style).sign_pdf(
        writer, output=out)
    return out.getvalue()


def altered(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a signature of one's own must not make good."""
    good = invisibly(data)
    yield "a byte behind the signature", good + b"\n"
    yield "a byte of the signature", good[:-4000] + bytes([good[-4000] ^ 1]) + good[-3999:]
    at = good.index(b"/Contents <", len(data)) + 60
    yield "a digit of the signature", good[:at] + (b"0" if good[at:at + 1] != b"0" else b"1") + good[at + 1:]
    yield "the signature cut out", good[:len(data)] + good[len(data) + 200:]
    yield "a field without its signature", _unsigned(data)
    for name, change in (("words under the signature", _words), ("a script under the signature", _script),
                         ("a title under the signature", _title), ("a link under the signature", _link)):
        writer = IncrementalPdfFileWriter(BytesIO(data))
        change(writer)
        yield name, _signed(writer, "Primera")
    writer = IncrementalPdfFileWriter(BytesIO(good))
    _words(writer)
    out = BytesIO()
    writer.write(out)
    yield "words above the signature", out.getvalue()
    yield "a launching field", _signed(_with_field(data, {"/AA": _action()}), "Primera")
    middle = data.index(b"stream") + 40
    other = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:]
    yield "another file's signature", data + invisibly(other)[len(data):]


def _signed(writer: IncrementalPdfFileWriter, field: str) -> bytes:
    out = BytesIO()
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer=signer(), output=out)
    return out.getvalue()


def _unsigned(data: bytes) -> bytes:
    out = BytesIO()
    _with_field(data, {}).write(out)
    return out.getvalue()


def _with_field(data: bytes, more: dict[str, generic.PdfObject]) -> IncrementalPdfFileWriter:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    fields.append_signature_field(writer, fields.SigFieldSpec("Primera"))
    field = writer.root["/AcroForm"]["/Fields"][-1]
    for key, value in more.items():
        field[key] = value
    return writer


def _action() -> generic.DictionaryObject:
    return generic.DictionaryObject({generic.pdf_name("/E"): generic.DictionaryObject({
        generic.pdf_name("/S"): generic.pdf_name("/Launch"), generic.pdf_name("/F"): generic.pdf_string("calc.exe")})})


def _words(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    stream = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 40 Tf 100 300 Td (120 horas) Tj ET"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), stream])
    writer.update_container(page)


def _script(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = generic.DictionaryObject({
        generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("app.alert(1)")})
    writer.update_root()


def _title(writer: IncrementalPdfFileWriter) -> None:
    info = writer.prev.trailer["/Info"]
    writer.set_info(generic.DictionaryObject({**info, generic.pdf_name("/Title"): generic.pdf_string("120 horas")}))


def _link(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    numbers = generic.ArrayObject(map(generic.NumberObject, (0, 0, 600, 400)))
    page["/Annots"] = generic.ArrayObject([writer.add_object(generic.DictionaryObject({
        generic.pdf_name("/Subtype"): generic.pdf_name("/Link"), generic.pdf_name("/Rect"): numbers}))])
    writer.update_container(page)
