"""A small cascade for the demonstration: invented trainers of three generations, and what came of cohorts of years before.

The figures of these cohorts are written as they are: nobody made up the people who learnt in them.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from training.accounts.models import User
from training.clock import now, today
from training.cohorts.models import Cohort, CohortTrainer
from training.crockford import random_code
from training.db import db
from training.licences.models import RECOGNISED, Licence
from training.lineage.models import CohortYield, Descent
from training.manuals.queries import newest_digest
from training.places.models import HealthAuthority


@dataclass(frozen=True)
class Trainer:
    """An invented trainer. ``by``: the document of whoever trained her, "" for one who began; ``taught``: days ago on which
    each of her cohorts ended; ``known``: an account that the demonstration has already."""

    document: str
    given_names: str
    surnames: str
    region: str
    by: str = ""
    taught: tuple[int, ...] = ()


KNOWN = {"99000002": "99000012", "99000003": "", "99000004": "99000017"}  # the trainers of the demonstration, and by whom
TRAINERS = (
    Trainer("99000011", "Asiri", "Ramos Alisal", "diris-norte", taught=(760, 640, 410, 130)),
    Trainer("99000012", "Yachay", "Rojas Granizo", "aya", taught=(820, 600, 300, 95)),
    Trainer("99000013", "Ruth", "Palomino Cedro", "cus", taught=(790, 520)),
    Trainer("99000014", "Elías", "Ríos Marejada", "lor", taught=(700, 330, 60)),
    Trainer("99000015", "Sara", "Medina Sereno", "pun", taught=(680, 240)),
    Trainer("99000016", "Nayra", "Cusi Tormenta", "aya", "99000012", (430, 200, 70)),
    Trainer("99000017", "Julián", "Vargas Queñua", "aya", "99000012", (400, 50)),
    Trainer("99000018", "Ofelia", "Cahuana Nieve", "apu", "99000013", (390, 260, 100)),
    Trainer("99000019", "Américo", "Flores Ichu", "cus", "99000013", (420,)),
    Trainer("99000020", "Luzmila", "Tapullima Bruma", "lor", "99000014", (310, 120)),
    Trainer("99000021", "Benita", "Chura Helada", "pun", "99000015"),
    Trainer("99000022", "Chaska", "Huillca Arrayán", "aya", "99000016", (150, 40)),
    Trainer("99000023", "Néstor", "Lozano Ocaso", "aya", "99000016", (210,)),
    Trainer("99000024", "Mayu", "Quintana Rayo", "ica", "99000017", (90,)),
    Trainer("99000025", "Delfina", "Ccopa Lluvia", "apu", "99000018", (80, 30)),
    Trainer("99000026", "Hernán", "Sinarahua Palmera", "lor", "99000020", (45,)),
)
EXITS, PRACTICE = (0.87, 0.83, 0.76), (0.90, 0.85, 0.79)  # by generation


def load() -> None:
    """Put them in, and commit. Without the demonstration's own trainers there is nothing to do."""
    known = {one.document: one for one in db.session.scalars(select(User).where(User.is_demo, User.document.in_(KNOWN)))}
    digest = newest_digest()
    if len(known) < len(KNOWN) or digest is None:
        return
    regions = {one.code: one for one in db.session.scalars(select(HealthAuthority))}
    known |= {one.document: _account(one, regions) for one in TRAINERS}
    db.session.flush()
    generations: dict[str, int] = {}
    for document, by in [*((one.document, one.by) for one in TRAINERS), *KNOWN.items()]:
        generations[document] = generations[by] + 1 if by else 0
        since = today() - timedelta(days=(900, 500, 250)[generations[document]])
        db.session.add(Descent(user_id=known[document].id, trained_by_id=known[by].id if by else None, since=since, at=now(),
                               generation=generations[document]))
        if document not in KNOWN:
            _licence(known[document], "regional" if by else "principal")
    db.session.flush()
    for one in TRAINERS:
        for number, ago in enumerate(one.taught, 1):
            _cohort(known[one.document], one, ago, number, generations[one.document], digest)
    db.session.commit()


def _account(one: Trainer, regions: dict[str, HealthAuthority]) -> User:
    region = regions.get(one.region) or regions["aya"]
    made = User(document_type="dni", document=one.document, given_names=one.given_names, surnames=one.surnames, is_demo=True,
                authority_id=region.id, created_at=now() - timedelta(days=900))
    db.session.add(made)
    return made


def _licence(trainer: User, step: str) -> None:
    db.session.add(Licence(user_id=trainer.id, step=step, granted_on=today() - timedelta(days=240), basis=RECOGNISED,
                           valid_until=today() + timedelta(days=490), reason="Demostración", at=now()))


def _cohort(lead: User, one: Trainer, ago: int, number: int, generation: int, digest: str) -> None:
    """A cohort that ended some days ago; ``number`` and the day vary the figures a little, always in the same way."""
    ended = today() - timedelta(days=ago)
    cohort = Cohort(course="a", name=f"{one.surnames.split()[0]} {ended.year}-{number}", place="Sede del programa",
                    authority_id=lead.authority_id or 0, starts_on=ended - timedelta(days=1), ends_on=ended,
                    join_code=random_code(8), join_open=False, manual_digest=digest, created_by_id=lead.id,
                    created_at=now() - timedelta(days=ago + 20), closed_at=now() - timedelta(days=ago))
    db.session.add(cohort)
    db.session.flush()
    people = 14 + ago % 11
    certified, swing = people - 2 - ago % 4, (ago % 7 - 3) / 100
    db.session.add_all([
        CohortTrainer(cohort_id=cohort.id, user_id=lead.id),
        CohortYield(cohort_id=cohort.id, course="a", authority_id=cohort.authority_id, lead_id=lead.id, ended_on=ended,
                    closed=True, people=people, certified=certified, facilities=certified * 2 // 3,
                    exit_mean=EXITS[generation] + swing, practice_mean=PRACTICE[generation] + swing / 2)])
