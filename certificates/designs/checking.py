"""Trying a design before anybody gets a paper of it: every paper with the hardest people, and every fact on the sheet.

Drawing belongs to the press, which stands further along; it comes in as an argument.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from certificates.designs.folder import BadDesign, Design
from certificates.paper.codes import grouped
from certificates.paper.snapshot import (
    ACCREDITATION,
    CERTIFICATE,
    CONSTANCIA,
    Attendance,
    HalfDay,
    PrintedModule,
    Signer,
    Snapshot,
    checked,
)

Draw = Callable[[Snapshot, Design], str]  # → the text of the one page; raises BadDesign or ValueError
CODE, TOKEN = "0000000000000", "A" * 22


def problems(design: Design, draw: Draw) -> list[str]:
    """What is wrong with a design, a sentence each; empty when every paper comes out whole."""
    found = []
    for paper, sample in samples(design.digest).items():
        try:
            text = " ".join(draw(sample, design).split())
        except (BadDesign, ValueError) as error:
            found.append(f"{paper}: {error}")
        else:
            found += [f"{paper}: la hoja no dice {what} («{value}»)." for what, value in _facts(sample) if value not in text]
    return found


def samples(digest: str) -> Mapping[str, Snapshot]:
    """A paper of each kind with a long name, a long course and every notice."""
    sample = Snapshot(
        format=3, kind="certificate", design=digest, folio="0000-000000", code=CODE, token=TOKEN,
        public_url="https://replica.example.org", given_names="María Auxiliadora de los Ángeles Guadalupe",
        surnames="Ñahuincopa Huallpacusi de Tupac Yupanqui", document_type="dni", document="00000000", course_slug="a",
        course_title="Un curso de muestra con un título largo que ocupa con seguridad dos líneas de la hoja",
        modules=tuple(PrintedModule(f"m{number}", f"Módulo de muestra número {number}", 90) for number in range(1, 11)),
        half_hours=30, starts=date(2026, 9, 28), ends=date(2026, 10, 3), place="San Juan de Lurigancho",
        issued_on=date(2026, 10, 5), content_version="2026.1", content_digest="0" * 64, issuer="Entidad que emite",
        signers=(Signer("Nombre Apellido Apellido", "Cargo de quien firma"), Signer("Otro Nombre Apellido", "Otro cargo")),
        draft=True, demo=True)
    return {CERTIFICATE: sample, CONSTANCIA: as_constancia(sample), ACCREDITATION: as_accreditation(sample)}


def as_constancia(said: Snapshot) -> Snapshot:
    """The same person's constancia over four invented half-days."""
    days = tuple(HalfDay(f"{number}. Jornada de muestra", 225, 225) for number in range(1, 5))
    return _changed(said, kind=CONSTANCIA, modules=(), half_hours=30, attendance=Attendance(900, 900, 80, days))


def as_accreditation(said: Snapshot) -> Snapshot:
    """The same person's accreditation for two years."""
    return _changed(said, kind=ACCREDITATION, valid_until=said.issued_on.replace(year=said.issued_on.year + 2),
                    allows="Enseñar el curso de muestra", basis="Lo que se pidió en la muestra")


def _changed(said: Snapshot, **changes: object) -> Snapshot:
    fields = {name: getattr(said, name) for name in said.__struct_fields__}
    return checked(Snapshot(**(fields | changes)))


def _facts(said: Snapshot) -> Iterator[tuple[str, str]]:
    """What every sheet must say, whatever it looks like."""
    yield "el folio", said.folio
    yield "el código de verificación", grouped(said.code)
    yield "los nombres", said.given_names
    yield "los apellidos", said.surnames
    yield "el documento", said.document
    yield "quién emite", said.issuer
    for notice in said.notices:
        yield "el aviso", notice
    for signer in said.signers:
        yield "quién firma", signer.name
