"""The facilities of the demonstration: nobody works there. Their codes lie beyond those of the register."""

from sqlalchemy import select

from training.db import db
from training.places.folding import fold
from training.places.models import Facility, HealthAuthority

FICTIONAL = (  # region, code, name, category, district
    ("aya", "00099001", "P. S. Pampa Serena", "I-1", "Pampa Serena"),
    ("aya", "00099002", "P. S. Quebrada Honda", "I-2", "Pampa Serena"),
    ("aya", "00099003", "P. S. Tres Vientos", "I-1", "Tres Vientos"),
    ("aya", "00099004", "P. S. Loma Verde", "I-2", "Río Manso"),
    ("aya", "00099005", "P. S. Puquio Claro", "I-1", "Río Manso"),
    ("aya", "00099021", "C. S. Río Manso", "I-3", "Río Manso"),
    ("aya", "00099022", "C. S. Santa Retama", "I-4", "Valle Claro"),
    ("aya", "00099041", "Hospital Valle Claro", "II-1", "Valle Claro"),
    ("cus", "00099051", "C. S. Nevado Azul", "I-3", "Nevado Azul"),
    ("cus", "00099052", "P. S. Ichu Dorado", "I-1", "Nevado Azul"),
)


def add_fictional() -> list[Facility]:
    """The invented facilities, once. Nothing here commits."""
    there = {one.code: one for one in db.session.scalars(select(Facility).where(Facility.is_demo))}
    region = {code: found for code, found in db.session.execute(select(HealthAuthority.code, HealthAuthority.id))}
    for where, code, name, category, district in FICTIONAL:
        if code not in there:
            there[code] = Facility(code=code, name=name, category=category, authority_id=region[where], district=district,
                                   folded=fold(name), is_demo=True)
            db.session.add(there[code])
    db.session.flush()
    return [there[code] for _, code, *_ in FICTIONAL]
