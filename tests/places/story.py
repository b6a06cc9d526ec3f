"""What other tests need of the register: a facility of Ayacucho, an import that waits."""

from sqlalchemy import select

from tests import make
from tests.places.register_files import as_csv, row
from training.accounts.models import User
from training.db import db
from training.places import actions, importing
from training.places.folding import fold
from training.places.models import Facility
from training.places.models_register import FacilityImport
from training.places.register import read


def facility(code: str = "00099901", name: str = "P. S. Pampa Serena", region: str = "aya", **more: object) -> Facility:
    """A facility of the register."""
    values: dict[str, object] = {"code": code, "name": name, "category": "I-1", "authority_id": make.authority(region).id,
                                 "district": "Valle Claro", "ubigeo": "050101", "network": "Red Valle", "folded": fold(name),
                                 "institution": "GOBIERNO REGIONAL"}
    made = Facility(**(values | more))
    db.session.add(made)
    db.session.flush()
    return made


def planted() -> str:
    """The code of a facility of Ayacucho."""
    code = "00099021"
    if db.session.scalar(select(Facility.id).where(Facility.code == code)) is None:
        facility(code, "C. S. Río Manso", category="I-3")
    return code


def imported(data: bytes, by: User | None = None, *, accepted: tuple[str, ...] = (), complete: bool = False) -> FacilityImport:
    """A file that waits."""
    found = read(data)
    plan = importing.plan(found, accepted, complete=complete)
    return actions.keep(data, found, plan, base=importing.base(), by_id=by.id if by else None)


def waiting(by: User) -> FacilityImport:
    """A small file that somebody uploaded."""
    return imported(as_csv(row("99931", "LOMA VERDE"), row("99932", "CERRO QUIETO", state="BAJA")), by)
