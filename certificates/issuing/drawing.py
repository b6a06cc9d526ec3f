"""The long work: one sheet a piece, outside any request, then one file of them all for the printer.

Every step may be repeated: a sheet drawn twice has the same bytes, a file is stored under its hash, and each row
is written once.
"""

from collections.abc import Callable, Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _

from certificates.issuing.actions import file_is_whole, note_file, note_print_file, still_said
from certificates.issuing.models import Certificate
from certificates.issuing.pool import THE_POOL
from certificates.issuing.queries import Issued, issued_among
from certificates.issuing.sheets import sheet_of, sheets_of
from certificates.paper.ordering import by_name
from certificates.paper.snapshot import ACCREDITATION, CERTIFICATE, CONSTANCIA, KINDS
from certificates.press import pdf
from certificates.press.sheet import Sheet
from certificates.signing.signer import CannotSign, the_signer
from training import store
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.cohorts.queries import runs
from training.db import db, reading
from training.errors import Refused
from training.house import JobKind
from training.jobs import actions as jobs
from training.jobs.models import Job

KIND = "certificates"
TITLES = {  # of the files, which are Spanish as the sheets are
    CERTIFICATE: "Certificados", CONSTANCIA: "Constancias", ACCREDITATION: "Acreditaciones"}


def start(cohort: Cohort, certificates: Sequence[Certificate], by_id: int) -> Job:
    """The job that draws these. While one of the same cohort is under way, that one: what it lacks comes after it."""
    return jobs.start(KIND, f"cohort:{cohort.id}", [f"certificate:{one.id}" for one in certificates], by_id)


def ahead(subjects: Sequence[str]) -> None:
    """Begin drawing what has no file yet, on the other cores."""
    with reading():
        undrawn = [one for one in issued_among(map(_number, subjects)) if one.sha256 is None]
        sheets = sheets_of(undrawn)
    THE_POOL.begin({f"certificate:{number}": sheet for number, sheet in sheets.items()})


def draw(subject: str, press: Callable[[Sheet], bytes] | None = None) -> None:
    """Draw ``certificate:12`` unless its file is there, store it, note its hash."""
    with reading():
        one = next(iter(issued_among([_number(subject)])), None)
        sheet = sheet_of(one) if one else None
    if one is None or sheet is None or one.sha256 and store.is_whole(one.sha256):
        return  # erased meanwhile, or drawn before
    try:
        data = press(sheet) if press else THE_POOL.take(subject, sheet)
        data = the_signer().sign(data, one.certificate.issued_at)
    except CannotSign as error:
        raise Refused(str(error)) from error
    except pdf.CannotDraw as error:
        raise Refused(_("La hoja no se puede dibujar (%(problem)s).", problem=str(error))) from error
    sha256 = store.put(data)
    if not still_said([one.certificate.id]):
        store.remove(sha256)
        db.session.commit()
        return
    noted = note_file(one.certificate.id, sha256, len(data))
    if not noted:
        store.remove(sha256)  # the first that was noted stays: two may have drawn it, and devices never sign alike
    db.session.commit()
    if not noted and not file_is_whole(one.certificate.id):
        raise Refused(_("El archivo que se guardó se perdió o se dañó, y uno nuevo ya no sale idéntico. "
                        "Restaure la carpeta de archivos de su copia de respaldo."))


def join(subject: str, done: Sequence[str]) -> None:
    """One print file of each kind of paper, by surname: one stands upright, the other lies."""
    with reading():
        sheets = issued_among(map(_number, done))
    sheets.sort(key=lambda one: by_name(one.snapshot.surnames, one.snapshot.given_names))
    for kind in KINDS:
        if some := [one for one in sheets if one.certificate.kind == kind]:
            _join(_number(subject), kind, some)


def _join(cohort_id: int, kind: str, sheets: Sequence[Issued]) -> None:
    unfinished = store.new_place()
    try:
        pdf.join_to((store.path_of(one.sha256 or "") for one in sheets), unfinished, TITLES[kind])
        sha256, size = store.put_file(unfinished)
    except store.Damaged as error:
        raise Refused(_("Falta un archivo ya dibujado, o alguien lo cambió. Restaure la carpeta de archivos de su "
                        "copia de respaldo.")) from error
    finally:
        unfinished.unlink(missing_ok=True)
    if not still_said([one.certificate.id for one in sheets]):
        store.remove(sha256)
        db.session.commit()
        raise Refused(_("Los datos de una persona se borraron mientras se preparaba. Prepare el archivo otra vez."))
    note_print_file(cohort_id, kind, sha256, len(sheets), size)
    db.session.commit()


def _number(subject: str) -> int:
    return int(subject.partition(":")[2])


def _cohort(subject: str) -> Cohort | None:
    return db.session.get(Cohort, _number(subject))


def _title(subject: str) -> str:
    cohort = _cohort(subject)
    return str(_("Certificados de %(cohort)s", cohort=cohort.name if cohort else subject))


def _names(subjects: Sequence[str]) -> Mapping[str, str]:
    return {f"certificate:{one.certificate.id}": _sheet(one) for one in issued_among(map(_number, subjects))}


def _sheet(one: Issued) -> str:
    return f"{one.snapshot.folio}, {one.snapshot.full_name}"


def _page(subject: str) -> str | None:
    cohort = _cohort(subject)
    return url_for("certificates.cohort", key=cohort.key) if cohort else None


def _back(subject: str) -> tuple[str, str] | None:
    page = _page(subject)
    return (_("Certificados"), page) if page else None


def _may_see(actor: User, subject: str) -> bool:
    """Two who run a cohort press the same button: both follow the one batch; who runs it no more does not."""
    return runs(actor, _number(subject))


WORK = JobKind(KIND, draw, join, title=_title, item_names=_names, result_url=_page, back=_back, may_see=_may_see,
               ahead=ahead, rest=THE_POOL.close)
