"""A dossier as HTML, and what is enclosed in its PDF. Pure but for its template: contents in, text out, no clock.

Its words are Spanish, as those of the papers are.
"""

from base64 import b64decode
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from certificates.dossier.queries import Contents
from certificates.issuing.standing import ERASED, ISSUED, RENEWED, RENEWS, REPLACED, REPLACES, REVOKED, Event
from certificates.paper import wording
from certificates.paper.codes import grouped
from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA, Snapshot
from certificates.register.note import Checkpoint
from training.evidence import Section, moment

TEMPLATES = Path(__file__).parents[2] / "templates"
CSS = Path(__file__).parent / "print" / "dossier.css"
WORDS = {CERTIFICATE: "Certificado", CONSTANCIA: "Constancia de asistencia", ACCREDITATION: "Acreditación"}
REASONS = {"error": "se emitió por error", "norm": "no cumplía lo que pide el programa",
           "fraud": "se obtuvo con datos falsos", "request": "lo pidió su titular", "other": "otro motivo"}
LINE, LONGEST_WORD, MOST = 112, 20, 46  # letters: of a line, of a word that keeps together, of what makes a column wide


def html(found: Contents) -> str:
    """The whole dossier."""
    said = found.said
    return _environment().get_template("certificates/dossier/print/dossier.html").render(
        c=found, paper=WORDS[found.certificate.kind], s=said.snapshot if said else None, said=said,
        entry=found.entry, checkpoint=_checkpoint(found.note), state=_state(found), moment=moment,
        history=[(moment(one.at), _event(one), one.number) for one in found.standing.events],
        facts=_facts(said.snapshot) if said else [], sections=said.evidence.sections if said and said.evidence else (),
        widths=widths, lines=lambda text: text.split("\n"), enclosed=[(name, what) for name, what, _data in enclosed(found)],
        at=lambda text: moment(datetime.fromisoformat(text)))


def enclosed(found: Contents) -> list[tuple[str, str, bytes]]:
    """What the PDF carries inside: name, what it is, bytes."""
    files = [("entrada.json", "la entrada del registro, tal como se encadenó", found.body),
             ("punto-de-control.txt", "el primer punto de control firmado que lo incluye", found.note.encode())]
    if found.said is not None:
        files.append(("datos.json", "lo que dice el papel, byte por byte", found.said.stored))
        if found.said.upon is not None:
            files += [("evidencia.zlib", "la evidencia tal como está guardada", found.said.upon),
                      ("evidencia.json", "la misma evidencia, para leerla", found.said.evidence_json)]
    return files


def source_of(found: Contents, page: str) -> str:
    """The hash of everything that the file is drawn from; another version of the style draws another file."""
    whole = sha256(page.encode() + b"\0" + CSS.read_bytes())
    for name, _what, data in enclosed(found):
        whole.update(f"{name} {len(data)}\0".encode() + data)
    return whole.hexdigest()


def widths(section: Section) -> list[int]:
    """The width of each column in per cent: room for its longest word, and the rest by the longest line in it."""
    texts = [(name, *(row[at] for row in section.rows)) for at, name in enumerate(section.columns)]
    least = [min(max(len(word) for text in column for word in text.split() or [""]), LONGEST_WORD) + 3 for column in texts]
    longest = [min(max(len(line) for text in column for line in text.split("\n")), MOST) for column in texts]
    rest = max(0, LINE - sum(least))
    letters = [one + rest * long / (sum(longest) or 1) for one, long in zip(least, longest, strict=True)]
    return [round(100 * one / sum(letters)) for one in letters]


def _facts(s: Snapshot) -> list[tuple[str, str]]:
    """What the paper says, line by line."""
    rows = [("Nombre", s.full_name), ("Documento", f"{s.document_label} {s.document}"),
            ("Curso", f"{s.course_slug.upper()}. {s.course_title}"), ("Duración", wording.hours_words(s.hours)),
            ("Fechas", wording.days(s.starts, s.ends)), ("Lugar", s.place), ("Emitido el", wording.day(s.issued_on))]
    if s.workshop:
        rows.append(("Asistencia", f"{s.workshop.attended} de {s.workshop.planned} minutos ({s.workshop.share} %)"))
    if s.is_accreditation and s.valid_until:
        rows += [("Vale hasta", wording.day(s.valid_until)), ("Para qué", s.allows or ""), ("Por qué", s.basis or "")]
    rows += [("Firman a mano", "; ".join(f"{one.name}, {one.post}" for one in s.signers)), ("Entidad", s.issuer),
             ("Manual", f"versión {s.content_version}, huella {s.content_digest}"),
             ("Código de verificación", grouped(s.code))]
    return rows + [("Advertencia", text) for text in s.notices]


def _state(found: Contents) -> str:
    """How the register leaves it, without asking the clock."""
    standing = found.standing
    ends = {one.what: one for one in standing.events}
    if ERASED in ends:
        return "Retirado: se borraron los datos de la persona"
    if REVOKED in ends:
        return f"Revocado: {REASONS.get(ends[REVOKED].reason, '')}"
    if REPLACED in ends:
        return f"Reemplazado por el folio {ends[REPLACED].folio}"
    until = found.certificate.valid_until
    return f"En pie hasta el {wording.day(until)}" if until else "En pie"


def _event(one: Event) -> str:
    return {ISSUED: "Emitido", REPLACES: f"Emitido en lugar del folio {one.folio}",
            RENEWS: f"Emitido como renovación del folio {one.folio}", REPLACED: f"Reemplazado por el folio {one.folio}",
            RENEWED: f"Renovado con el folio {one.folio}", REVOKED: f"Revocado: {REASONS.get(one.reason, '')}",
            ERASED: "Retirado: se borraron los datos de la persona"}[one.what]


def _checkpoint(note: str) -> Checkpoint | None:
    lines: Sequence[str] = note.split("\n", 3)
    return Checkpoint(lines[0], int(lines[1]), b64decode(lines[2])) if len(lines) > 2 else None


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
