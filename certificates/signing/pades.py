"""Signing a drawn file by pyHanko: PAdES B-B into the field that it has from the start. Imported late, by what signs.

Only what a signature needs is added (the field's value and, when visible, its picture), so that the file stays PDF/A-3a and
PDF/UA-1: pyHanko's own update of the metadata would break both.
"""

import asyncio
import hashlib
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from certificates.signing import stamp
from certificates.signing.key_file import Pair, must_be_valid, name_of
from certificates.signing.signer import FIELD, CannotSign
from training.clock import now

HASHES = {"sha256": SHA256, "sha384": SHA384}
_EMPTY: Any = SimpleCertificateStore        # both lack types in pyHanko
_DICTIONARY: Any = generic.DictionaryObject


class Ready:
    """A key in hand. ``reserved``: hexadecimal digits that the first file's signature took, with room to spare."""

    def __init__(self, signer: signers.Signer, certificate: x509.Certificate, *, visible: bool) -> None:
        self.signer, self.certificate, self.visible = signer, certificate, visible
        self.reserved: int | None = None

    def sign(self, pdf: bytes, at: datetime) -> bytes:
        """The signed file. Raises CannotSign, or BadKey when the certificate is out of its time."""
        must_be_valid(self.certificate, now())
        at = max(at, self.certificate.not_valid_before_utc).astimezone(UTC).replace(microsecond=0)
        try:
            return self._signed(pdf, at)
        except (PdfError, SigningError) as error:
            raise CannotSign(f"El archivo dibujado no se pudo firmar ({error}).") from error

    def _signed(self, pdf: bytes, at: datetime) -> bytes:
        writer = _writer(pdf)
        if self.visible:
            _show(writer, stamp.drawn(name_of(self.certificate), at))
        meta = signers.PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        session = _Quiet(meta, signer=self.signer, stamp_style=_AsItIs()).init_signing_session(
            writer, existing_fields_only=True)
        session.system_time = at
        if self.reserved is None:
            self.reserved = asyncio.run(session.estimate_signature_container_size(None))
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=self.reserved)
        prepared, _out = document.digest_tbs_document(output=(output := BytesIO()))
        asyncio.run(document.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=at)))
        return output.getvalue()


def with_key(pair: Pair, *, visible: bool) -> Ready:
    """A signer with this key in memory."""
    return Ready(_InMemory(pair), pair.certificate, visible=visible)


def store_of(certificates: tuple[x509.Certificate, ...]) -> SimpleCertificateStore:
    """The certificates that go into a signature beside the signer's own."""
    store: SimpleCertificateStore = _EMPTY()
    store.register_multiple([as_asn1(one) for one in certificates])
    return store


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate as pyHanko wants it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


class _InMemory(signers.Signer):
    """pyHanko's own signer reads and checks the key at every signature; here it was read once, and ECDSA repeats itself."""

    def __init__(self, pair: Pair) -> None:
        super().__init__(signing_cert=as_asn1(pair.certificate), cert_registry=store_of(pair.chain), embed_roots=False)
        self.key = pair.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The bare signature over these bytes."""
        digest = HASHES[digest_algorithm]()
        if isinstance(self.key, RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), digest)
        return self.key.sign(data, ec.ECDSA(digest, deterministic_signing=True))


class _Quiet(signers.PdfSigner):
    """Announces no extension of the format in the catalogue: what is PDF 1.7 stays that."""

    def register_extensions(self, pdf_out: object, *, md_algorithm: str) -> None:
        """Nothing."""


class _AsItIs(BaseStampStyle):
    """The field's picture was made here; pyHanko draws none."""

    def create_stamp(self, writer: object, box: object, text_params: object) -> None:
        """No stamp."""


def _writer(pdf: bytes) -> Any:
    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    writer._update_meta = lambda: None      # the metadata are true already, and valid
    first = writer._document_id[0]
    writer._document_id = generic.ArrayObject([first, generic.ByteStringObject(hashlib.sha256(pdf).digest()[:16])])
    return writer


def _show(writer: Any, picture: bytes) -> None:
    """Give the field its picture, and a place on the page unless the design gave it one."""
    found = next(enumerate_sig_fields(writer.prev, with_name=FIELD), None)
    if found is None:
        raise CannotSign("El archivo dibujado no tiene dónde firmarse.")
    field = writer.get_object(found[2].reference)
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    if right <= left or top <= bottom:
        page = [float(side) for side in writer.prev.root["/Pages"]["/Kids"][0]["/MediaBox"]]
        field["/Rect"] = generic.ArrayObject(map(generic.NumberObject, stamp.box(page[2] - page[0], page[3] - page[1])))
    drawn = writer.import_page_as_xobject(PdfFileReader(BytesIO(picture)))
    field["/AP"] = _DICTIONARY({generic.pdf_name("/N"): drawn})
    writer.update_container(field)
