"""What the country is built upon: regions, the manual in use, the demonstration's accounts, the ids that are taken."""

from sqlalchemy import func, select

from training.accounts.models import User
from training.clock import now, today
from training.db import Base, db
from training.demo.country import courses
from training.demo.country.plan import Country, Found, planned
from training.demo.country.sizes import Size
from training.demo.people import ADMIN, TRAINER
from training.manuals.queries import manual, newest_digest
from training.places.models import HealthAuthority


def country(size: int, seed: str) -> tuple[Country, dict[str, courses.CourseFacts]]:
    """The plan of a country of this size on this database. Raises LookupError when no manual was published."""
    digest = newest_digest()
    if digest is None:
        raise LookupError("publish the manual first: flask content publish")
    query = select(HealthAuthority.code, HealthAuthority.id, HealthAuthority.name, HealthAuthority.department_code)
    authorities = {code: (number, name, department) for code, number, name, department in db.session.execute(query)}
    admin = db.session.scalars(select(User).where(User.document == ADMIN.document)).one()
    trainer = db.session.scalars(select(User).where(User.document == TRAINER.document)).one()
    first = {name: int(db.session.scalar(select(func.max(table.c.id))) or 0)
             for name, table in Base.metadata.tables.items() if "id" in table.c}
    said = courses.of_manual(manual(digest))
    found = Found(authorities, admin.id, trainer.id, admin.password_hash or "", digest, first,
                  {slug: one.modules for slug, one in said.items()})
    return planned(Size(size), seed, today(), now().replace(microsecond=0), found), said
