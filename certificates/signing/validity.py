"""Whether a signature holds, and whose it is, as pyHanko sees it. Imported late."""

from collections.abc import Sequence
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates.signing.added import NotOnly, Signature, Why
from certificates.signing.key_file import plain


def checked(one: Any, roots: Sequence[bytes], *, visible: bool) -> Signature:
    """An embedded signature that is intact and valid. Raises NotOnly when it is not.

    Nothing is fetched: whether its certificate was revoked is not known here.
    """
    anchors = [x509.Certificate.load(root) for root in roots]
    context = ValidationContext(trust_roots=anchors, allow_fetching=False)
    status = validate_pdf_signature(one, context, context, skip_diff=True)
    whole = status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    if not (status.intact and status.valid and whole):
        raise NotOnly(Why.BROKEN)
    subject = one.signer_cert.subject
    name = subject.native.get("common_name") or subject.human_friendly
    return Signature(plain(str(name)), plain(subject.human_friendly), status.signer_reported_dt,
                     trusted=bool(status.trusted), visible=visible)


def must_cover_all(pdf: PdfFileReader) -> None:
    """After the last signature there may come only what proves it for later (stamps of time, lists of revocations)."""
    last = pdf.embedded_signatures[-1]
    last.compute_integrity_info()
    if last.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return
    later = last.signed_revision < pdf.xrefs.total_revisions - 1
    result = last.diff_result
    if not later or not isinstance(result, DiffResult) or result.modification_level > ModificationLevel.LTA_UPDATES:
        raise NotOnly(Why.CHANGED)
