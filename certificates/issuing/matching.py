"""Do the rows say what the register says? For ``flask register verify``."""

import hmac
from datetime import date
from itertools import chain

from sqlalchemy import Connection, select

from certificates.issuing.models import Certificate, CertificateFile, Particulars
from certificates.register.chain import Entry
from certificates.register.checking import Walk
from training import store

PIECE = 500  # rows with all that a paper says


def rows(connection: Connection, walk: Walk, files: bool) -> None:
    """Hold each certificate, what it says and (``files``) its file against the entry by which it came into the world."""
    query = (select(Certificate.id, Certificate.folio, Certificate.kind, Certificate.commitment, Certificate.replaces_id,
                    Certificate.renews_id, Particulars.salt, Particulars.snapshot, Particulars.evidence, Certificate.code,
                    Certificate.token, Certificate.valid_until)
             .outerjoin(Particulars, Particulars.certificate_id == Certificate.id).order_by(Certificate.id)
             .execution_options(yield_per=PIECE))
    left = dict(walk.papers)
    found = chain.from_iterable(connection.execute(query).partitions())  # quicker than row by row
    for number, folio, kind, commitment, replaces, renews, salt, snapshot, evidence, *printed in found:
        paper = left.pop(number, None)
        if paper is None:
            walk.say(f"El papel {folio} no tiene entrada en el registro.")
            continue
        links = (walk.rows.get(paper.replaces or 0), walk.rows.get(paper.renews or 0))
        if (folio, kind, commitment, replaces, renews) != (paper.folio, paper.paper, paper.commitment, *links):
            walk.say(f"Entrada {paper.seq}: la fila de su papel ({folio}) no dice lo mismo.")
        if salt is None:
            if number not in walk.erased:
                walk.say(f"Entrada {paper.seq}: faltan los datos del papel {folio} y el registro no dice que se borraron.")
        else:
            _said(walk, number, paper, salt, snapshot, evidence)
            if not _is_printed(snapshot, *printed):
                walk.say(f"Entrada {paper.seq}: el código o la vigencia guardados del papel {folio} no son los impresos.")
    for paper in left.values():
        walk.say(f"Entrada {paper.seq}: falta la fila de su papel ({paper.folio}).")
    if files:
        _files(connection, walk)


def _said(walk: Walk, number: int, paper: Entry, salt: bytes, snapshot: bytes, evidence: bytes | None) -> None:
    """Hold what is stored of a paper against what was committed to."""
    if number in walk.erased:
        walk.say(f"Entrada {paper.seq}: el registro dice que los datos del papel se borraron, y todavía están.")
    if hmac.digest(salt, snapshot, "sha256").hex() != paper.commitment:
        walk.say(f"Entrada {paper.seq}: los datos guardados del papel {paper.folio} no son los que se registraron.")
    found = None if evidence is None else hmac.digest(salt, evidence, "sha256").hex()
    if found != paper.evidence:
        walk.say(f"Entrada {paper.seq}: la evidencia guardada del papel {paper.folio} no es la que se registró.")


def _is_printed(snapshot: bytes, code: str, token: str, valid_until: date | None) -> bool:
    """Whether the columns by which a paper is found, and until when it is worth something, are what its sheet says.

    Looked for in its one spelling, where no text can hold a bare quotation mark: reading it whole costs ten times more."""
    until = b'"valid_until":"%s"' % valid_until.isoformat().encode() if valid_until else b""
    return (b'"code":"%s"' % code.encode() in snapshot and b'"token":"%s"' % token.encode() in snapshot
            and until in snapshot and (bool(until) or b'"valid_until":' not in snapshot))


def _files(connection: Connection, walk: Walk) -> None:
    """Read every file."""
    query = (select(Certificate.folio, CertificateFile.sha256)
             .join(Certificate, Certificate.id == CertificateFile.certificate_id).order_by(Certificate.id))
    for folio, sha256 in connection.execute(query.execution_options(yield_per=PIECE)):
        if not store.is_whole(sha256):
            walk.say(f"Papel {folio}: su archivo falta o fue cambiado.")
