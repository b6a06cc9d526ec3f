"""Writing the register: a file waits, is applied at once or not at all. Nothing here commits."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Table, Update, bindparam, delete, func, insert, select, update

from training.audit.actions import record
from training.clock import now, today
from training.db import Base, db
from training.errors import Refused
from training.places import importing, prepared
from training.places.comparing import ADDED, CHANGED, CLOSED, REFUSED, REOPENED, UNCHANGED, Plan
from training.places.models import Facility, HealthAuthority
from training.places.models_register import APPLIED, WAITING, FacilityChange, FacilityImport, ImportLine
from training.places.prepared import Writes
from training.places.register import Reading

_LEAST, _MOST_CLOSED = 20, 0.5  # a «complete» file that closes half the country is no complete file


def keep(data: bytes, reading: Reading, plan: Plan, *, base: int, by_id: int | None) -> FacilityImport:
    """The import, waiting, with the lines of its page. ``base``: of when the plan was made."""
    lines = prepared.lines(plan)
    made = FacilityImport(at=now(), by_id=by_id, sha256=hashlib.sha256(data).hexdigest(), size=len(data), accepted="[]",
                          complete=plan.closing, counts=json.dumps(plan.counts), base=base, digest=plan.digest,
                          packed=importing.pack(reading))
    db.session.add(made)
    db.session.flush()
    _write_lines(made.id, lines)
    return made


def renew(waiting: FacilityImport, plan: Plan, accepted: Sequence[str], base: int) -> None:
    """The same file compared again: a code was accepted, or the register changed meanwhile."""
    db.session.execute(delete(ImportLine).where(ImportLine.import_id == waiting.id))
    waiting.accepted, waiting.counts = json.dumps(sorted(accepted)), json.dumps(plan.counts)
    waiting.base, waiting.digest = base, plan.digest
    db.session.flush()
    _write_lines(waiting.id, prepared.lines(plan))


def discard(waiting: FacilityImport) -> None:
    """Throw a waiting import away."""
    db.session.execute(delete(ImportLine).where(ImportLine.import_id == waiting.id))
    db.session.delete(waiting)
    db.session.flush()


def apply(found: FacilityImport, plan: Plan, writes: Writes, by_id: int | None) -> None:
    """Write the whole plan (``writes``: made of it before the transaction began).

    Raises Refused when it is not what was shown, or would close half of the register.
    """
    must_be_sane(plan)
    db.session.execute(select(HealthAuthority.id).order_by(HealthAuthority.id).limit(1).with_for_update())  # one at a time
    taken = db.session.execute(update(FacilityImport).where(FacilityImport.id == found.id, FacilityImport.state == WAITING)
                               .values(state=APPLIED, applied_at=now(), applied_by_id=by_id, packed=None)
                               .returning(FacilityImport.id)).all()
    if not taken:
        raise Refused(_("Esta importación ya se aplicó o se descartó."))
    if found.base != importing.base() or found.digest != plan.digest:
        raise Refused(_("El registro cambió desde que se comparó este archivo. Compárelo de nuevo y mire antes de aplicar."))
    _write(writes, found.id, by_id)
    record("import facilities", f"import:{found.id}", by_id,
           ", ".join(f"{kind} {plan.counts[kind]}" for kind in (ADDED, CHANGED, CLOSED, REOPENED, REFUSED)))


def must_be_sane(plan: Plan) -> None:
    """Refuse a file that says to be complete and leaves out most of what is known."""
    if not plan.closing:
        return
    open_now = len(plan.unlisted) + sum(one.kind in (CHANGED, UNCHANGED, CLOSED) and one.known_id is not None
                                        for one in plan.outcomes)
    if len(plan.unlisted) > max(_LEAST, _MOST_CLOSED * open_now):
        raise Refused(_("El archivo cerraría %(count)s de %(all)s establecimientos: no parece traer todo el registro. "
                        "Impórtelo sin marcar que está completo.", count=len(plan.unlisted), all=open_now))


def _write(writes: Writes, import_id: int, by_id: int | None) -> None:
    """Past the session, which would look at each row: a few statements with many rows."""
    connection, day = db.session.connection(), today()
    facility, change = _table(Facility), _table(FacilityChange)
    facts = list(writes.facts)
    if writes.new:
        last = db.session.scalar(select(func.max(Facility.id))) or 0
        connection.execute(insert(facility), writes.new)
        made = connection.execute(select(facility.c.id, facility.c.code).where(facility.c.id > last))
        ids = {code: id_ for id_, code in made}
        facts += [(ids[str(one["code"])], ADDED, "", str(one["name"])) for one in writes.new]
    for columns, rows in writes.updates.items():
        connection.execute(_by_row(facility).values({name: bindparam(f"to_{name}") for name in columns}), rows)
    for ids_, until in ((writes.closed, day), (writes.reopened, None)):
        if ids_:
            connection.execute(_by_row(facility).values(closed_on=until), [{"row": id_} for id_ in ids_])
    facts += [(id_, CLOSED, "", day.isoformat()) for id_ in writes.closed]
    if facts:
        fixed = {"at": now(), "by_id": by_id, "import_id": import_id}
        connection.execute(insert(change), [
            {"facility_id": id_, "field": field, "before": before[:120], "after": after[:120]} | fixed
            for id_, field, before, after in facts])
    db.session.expire_all()


def _by_row(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("row"))


def _table(model: type[Base]) -> Table:
    assert isinstance(model.__table__, Table)
    return model.__table__


def _write_lines(import_id: int, lines: Sequence[dict[str, Any]]) -> None:
    if lines:
        rows = [{"import_id": import_id, "position": position} | line for position, line in enumerate(lines, 1)]
        db.session.connection().execute(insert(_table(ImportLine)), rows)
