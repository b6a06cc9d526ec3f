"""The sheets that this room brings to the suitcase; other rooms announce theirs beside them."""

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.accounts.models import User
from training.cohorts import codes
from training.cohorts.models import Cohort, Membership
from training.cohorts.numbering import hold
from training.cohorts.queries import facilitates
from training.db import db, reading
from training.errors import Refused
from training.house import KitPart, KitSheet
from training.naming.queries import confirmed_names
from training.suitcase import queries, sheets
from training.suitcase.drawing import CannotDraw, draw
from training.suitcase.paper import Paper, Slip, checklist_copies

BATCH = 40  # codes made in one transaction, which stays short


def agenda(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    """One for each who facilitates."""
    paper = _paper(cohort_id)
    yield from _parts("Agenda para quien facilita", sheets.agenda(paper), max(len(paper.trainers), 1))


def room(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    yield from _parts("Lista de la sala y equipos", sheets.room(_paper(cohort_id)))


def rolls(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    """A sign-in sheet for every half-day, make-ups too."""
    paper = _paper(cohort_id)
    for half in paper.half_days:
        yield from _parts(f"Asistencia, {half.short_title}", sheets.roll(paper, half))


def slips(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    """Codes that are missing are made first; a reprint shows the same ones. None once the cohort is closed."""
    made = _make_slips(cohort_id, by_id)
    if made:
        yield from _parts("Fichas de acceso, para cortar", sheets.slips(_paper(cohort_id), made))


def names(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    yield from _parts("Lista de nombres, para corregir y firmar", sheets.names(_paper(cohort_id)))


def checklists(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    """Those that the course asks for, as often as the people need."""
    paper = _paper(cohort_id)
    for one in paper.checklists:
        yield from _parts(f"Lista de cotejo: {one.title}", sheets.checklist(paper, one), checklist_copies(paper.people))


def plans(cohort_id: int, by_id: int) -> Iterator[KitPart]:
    yield from _parts("Planes por establecimiento", sheets.plans(_paper(cohort_id)))


OWN = (
    KitSheet("agenda", lazy_gettext("Agenda con minutos"), 10, agenda),
    KitSheet("room", lazy_gettext("Lista de la sala y equipos"), 15, room),
    KitSheet("rolls", lazy_gettext("Lista de asistencia de cada jornada"), 20, rolls),
    KitSheet("slips", lazy_gettext("Fichas de acceso, ocho por hoja"), 30, slips),
    KitSheet("names", lazy_gettext("Lista de nombres por confirmar"), 40, names),
    KitSheet("checklists", lazy_gettext("Listas de cotejo"), 60, checklists),
    KitSheet("plans", lazy_gettext("Planes de cada establecimiento"), 70, plans),
)


def _paper(cohort_id: int) -> Paper:
    with reading():
        return queries.paper_of(cohort_id)


def _parts(title: str, htmls: Sequence[str], copies: int = 1) -> Iterable[KitPart]:
    """Each document drawn by itself, so that no more than one lies in memory."""
    for html in htmls:
        try:
            data, pages = draw([html])
        except CannotDraw as problem:
            raise Refused(_("Esta parte no se puede dibujar (%(problem)s).", problem=str(problem))) from problem
        yield KitPart(title, data, pages, copies)


def _make_slips(cohort_id: int, by_id: int) -> list[Slip]:
    """A slip for everybody: with a code for whom the rule allows one, without for who has a password of her own."""
    of, actor, people, ours = _read(cohort_id, by_id)
    if of.closed_at is not None:
        return []
    for start in range(0, len(ours), BATCH):
        hold(of)  # two who print at once: one code for each person
        codes.make_slips(actor, ours[start:start + BATCH])
        db.session.commit()
    with reading():
        held = {slip.member.id: slip for slip in codes.slips(ours)}
        confirmed = confirmed_names(of)
    rows = [(queries.row_of(member, confirmed), held.get(member.id)) for member in people]
    return [Slip(row, slip.code, slip.expires_at) if slip else Slip(row) for row, slip in rows]


def _read(cohort_id: int, by_id: int) -> tuple[Cohort, User, list[Membership], list[Membership]]:
    """The cohort, who prints, its people, and those of them whom she may give a code."""
    with reading():
        of, actor = queries.cohort(cohort_id), db.session.get_one(User, by_id)
        people = queries.people(of)
        ours = codes.to_print(actor, of, people, is_facilitator=facilitates(actor, of))
        db.session.expunge_all()  # they are read after the rollback that ends this read
    return of, actor, people, ours
