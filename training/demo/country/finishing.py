"""After the rows: counters behind them, what the planner knows, and what is counted from them."""

from collections.abc import Callable

from sqlalchemy import Integer, func, select, text

from training.coverage.actions import note_month, recount
from training.db import Base, db
from training.demo.country import ready
from training.demo.country.plan import Country
from training.lineage.upkeep import recount_everything
from training.places.models import Facility

Say = Callable[[str], None]
AT_ONCE = 1_000  # facilities


def settle(say: Say) -> None:
    """New rows get new numbers, and the database knows how much there is."""
    postgresql = db.engine.dialect.name == "postgresql"
    with db.engine.connect() as connection:
        for name, table in Base.metadata.tables.items() if postgresql else ():
            if "id" in table.c and isinstance(table.c.id.type, Integer) and table.c.id.autoincrement:
                last = connection.scalar(select(func.max(table.c.id)))
                counter = connection.scalar(select(func.pg_get_serial_sequence(name, "id")))
                if last and counter:
                    connection.execute(select(func.setval(counter, last)))
        connection.commit()
        connection.execute(text("ANALYZE"))
        connection.commit()
    say("Filas cargadas; se cuenta lo que sale de ellas.")


def count(country: Country, say: Say) -> None:
    """How facilities stand and what cohorts yielded, by the rooms' own rules. Commits."""
    ids = list(db.session.scalars(select(Facility.id).order_by(Facility.id)))
    for at in range(0, len(ids), AT_ONCE):
        recount(ids[at:at + AT_ONCE])
        db.session.commit()
    ready.months(country)
    note_month()
    db.session.commit()
    say(f"Cobertura de {len(ids)} establecimientos contada.")
    counted, _people = recount_everything(lambda _done, _of: None)
    db.session.commit()
    say(f"{counted} cohortes contadas.")
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))  # as autovacuum does a little later
