"""Do the rows say what the register says? For ``flask register verify``."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from certificates.issuing.models import Certificate, CertificateFile
from certificates.issuing.recomputing import Recomputed, Recomputing
from certificates.register.chain import Entry
from certificates.register.checking import Walk
from certificates.register.streaming import streamed
from training import store

PIECE = 2_000


def begin(connection: Connection) -> Callable[[Walk, bool], None]:
    """Begin to read the papers; what is returned holds them against the entries, once these were all walked."""
    papers = Recomputing(connection)

    def hold(walk: Walk, files: bool) -> None:
        left = dict(walk.papers)
        for one in papers.found():
            paper = left.pop(one.id, None)
            if paper is None:
                walk.say(f"El papel {one.folio} no tiene entrada en el registro.")
            else:
                _row(walk, paper, one)
        for paper in left.values():
            walk.say(f"Entrada {paper.seq}: falta la fila de su papel ({paper.folio}).")
        if files:
            _files(connection, walk)

    return hold


def _row(walk: Walk, paper: Entry, one: Recomputed) -> None:
    """Hold a certificate and what it says against the entry by which it came into the world."""
    links = (walk.rows.get(paper.replaces or 0), walk.rows.get(paper.renews or 0))
    if (one.folio, one.kind, one.stored, one.replaces, one.renews) != (paper.folio, paper.paper, paper.commitment, *links):
        walk.say(f"Entrada {paper.seq}: la fila de su papel ({one.folio}) no dice lo mismo.")
    if not one.held:
        if one.id not in walk.erased:
            walk.say(f"Entrada {paper.seq}: faltan los datos del papel {one.folio} y el registro no dice que se borraron.")
        return
    if one.id in walk.erased:
        walk.say(f"Entrada {paper.seq}: el registro dice que los datos del papel se borraron, y todavía están.")
    if one.commitment != paper.commitment:
        walk.say(f"Entrada {paper.seq}: los datos guardados del papel {paper.folio} no son los que se registraron.")
    if one.evidence != paper.evidence:
        walk.say(f"Entrada {paper.seq}: la evidencia guardada del papel {paper.folio} no es la que se registró.")
    if not one.printed:
        walk.say(f"Entrada {paper.seq}: el código o la vigencia guardados del papel {one.folio} no son los impresos.")


def _files(connection: Connection, walk: Walk) -> None:
    """Read every file."""
    query = (select(Certificate.folio, CertificateFile.sha256)
             .join(Certificate, Certificate.id == CertificateFile.certificate_id).order_by(Certificate.id))
    for folio, sha256 in streamed(connection, query, PIECE):
        if not store.is_whole(sha256):
            walk.say(f"Papel {folio}: su archivo falta o fue cambiado.")
