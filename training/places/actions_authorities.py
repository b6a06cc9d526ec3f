"""Writing the programme's own list of health authorities. Nothing here commits."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from training.audit.actions import record
from training.db import db
from training.errors import Refused
from training.places.areas import disa_key
from training.places.folding import fold
from training.places.models import HealthAuthority
from training.places.models_register import DISA, UBIGEO, AuthorityArea
from training.places.queries_register import who_uses

_ADDRESSES = ("nueva", "lista", "metas")  # pages that stand where an authority's own would


class Taken(ValueError):
    """A name, or an area, belongs to another authority; the message is a sentence, ``field`` where it stands."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field = field


def add(name: str, department: str, ubigeos: Sequence[str], disas: Sequence[str], by_id: int) -> HealthAuthority:
    """A new one. Raises Taken."""
    made = HealthAuthority(code=_free_code(name), name=name, department_code=department)
    _must_be_free(None, name, ubigeos, disas)
    db.session.add(made)
    db.session.flush()
    _set_areas(made.id, ubigeos, disas)
    record("add authority", f"authority:{made.id}", by_id, name)
    return made


def change(authority: HealthAuthority, name: str, ubigeos: Sequence[str], disas: Sequence[str], by_id: int) -> None:
    """Its name and what belongs to it; its department stays, since facilities are counted by it. Raises Taken."""
    _must_be_free(authority.id, name, ubigeos, disas)
    before, authority.name = authority.name, name
    db.session.flush()
    _set_areas(authority.id, ubigeos, disas)
    record("change authority", f"authority:{authority.id}", by_id, f"{before} → {name}" if before != name else "")


def remove(authority: HealthAuthority, by_id: int) -> None:
    """Take one away. Raises Refused when anything speaks of it."""
    if who_uses(authority):
        raise Refused(_("«%(name)s» no se puede borrar: hay establecimientos, cohortes o personas que dependen de ella. "
                        "Puede cambiarle el nombre.", name=authority.name))
    db.session.execute(delete(AuthorityArea).where(AuthorityArea.authority_id == authority.id))
    record("remove authority", f"authority:{authority.id}", by_id, authority.name)
    db.session.delete(authority)
    db.session.flush()


def _must_be_free(own: int | None, name: str, ubigeos: Sequence[str], disas: Sequence[str]) -> None:
    others = {fold(said): id_ for id_, said in db.session.execute(select(HealthAuthority.id, HealthAuthority.name))}
    if others.get(fold(name), own) != own:
        raise Taken("name", _("Ya hay una dirección de salud con ese nombre."))
    query = (select(AuthorityArea.kind, AuthorityArea.value, HealthAuthority.name)
             .join(HealthAuthority, HealthAuthority.id == AuthorityArea.authority_id)
             .where(AuthorityArea.authority_id != (own or 0)))
    taken = {(kind, value): said for kind, value, said in db.session.execute(query)}
    for field, kind, values in (("ubigeos", UBIGEO, ubigeos), ("disas", DISA, list(map(disa_key, disas)))):
        for value in values:
            if (kind, value) in taken:
                other = taken[kind, value]
                raise Taken(field, _("«%(value)s» ya es de %(other)s. Quíteselo primero.", value=value, other=other))


def _set_areas(authority_id: int, ubigeos: Sequence[str], disas: Sequence[str]) -> None:
    db.session.execute(delete(AuthorityArea).where(AuthorityArea.authority_id == authority_id))
    rows = [(UBIGEO, value) for value in dict.fromkeys(ubigeos)]
    rows += [(DISA, one) for one in dict.fromkeys(map(disa_key, disas)) if one]
    db.session.add_all(AuthorityArea(authority_id=authority_id, kind=kind, value=value) for kind, value in rows)
    db.session.flush()


def _free_code(name: str) -> str:
    """A short slug for addresses that nobody has yet: «GERESA Cusco Sur» → «geresa-cusco-sur»."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:34] or "otra"
    slug = f"de-{slug}" if slug.startswith("dep-") else slug  # so begin the addresses of departments
    begins = func.substr(HealthAuthority.code, 1, len(slug)) == slug
    taken = {*_ADDRESSES, *db.session.scalars(select(HealthAuthority.code).where(begins))}
    offered = [slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 2))]
    return next(code for code in offered if code not in taken)
