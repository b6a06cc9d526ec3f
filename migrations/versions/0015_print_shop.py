"""The print shop: the queue of papers, the acts that move them, and the triggers that keep the queue in step.

What was issued before enters the queue: to be printed when its file was drawn. Nobody wrote down whether it was printed.
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

from certificates.paper.snapshot import from_bytes
from certificates.shop.order import name_order, place_order
from migrations.append_only import forbid
from training.places.folding import fold

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

GONE = "UPDATE shop_paper SET state = 'gone' WHERE certificate_id = NEW.{}"
# table, event, when, what is done: the queue follows whatever writes these, a shell or a later version too
TRIGGERS = (
    ("certificate_file", "INSERT", "", "UPDATE shop_paper SET state = 'to print' "
     "WHERE certificate_id = NEW.certificate_id AND state = 'drawing'"),
    ("certificate", "INSERT", "NEW.replaces_id IS NOT NULL", GONE.format("replaces_id")),
    ("register_entry", "INSERT", "NEW.kind IN ('revoked', 'erased')", GONE.format("certificate_id")),
    ("certificate_particulars", "DELETE", "", "DELETE FROM shop_paper WHERE certificate_id = OLD.certificate_id"),
    ("membership", "UPDATE OF facility, facility_id", "",
     "UPDATE shop_paper SET stale = TRUE WHERE membership_id = NEW.id"),
    ("facility", "UPDATE OF name, network", "", "UPDATE shop_paper SET stale = TRUE WHERE facility_id = NEW.id"),
)


def upgrade() -> None:
    _acts()
    _papers()
    _steps()
    _files()
    for table in ("shop_act", "shop_step"):
        forbid(table)
    _shelve_what_was_issued()
    for trigger in TRIGGERS:
        _keep_in_step(*trigger)


def _acts() -> None:
    op.create_table(
        "shop_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("separators", sa.Boolean(), nullable=False),
        sa.Column("flip", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_shop_act_by_id_user_account"),
        sa.ForeignKeyConstraint(["undoes_id"], ["shop_act.id"], name="fk_shop_act_undoes_id_shop_act"),
        sa.PrimaryKeyConstraint("id", name="pk_shop_act"),
        sa.UniqueConstraint("key", name="uq_shop_act_key"),
        sa.UniqueConstraint("token", name="uq_shop_act_token"),
        sa.UniqueConstraint("undoes_id", name="uq_shop_act_undoes_id"),
    )
    op.create_index("ix_shop_act_at", "shop_act", ["at"])
    op.create_index("ix_shop_act_by_id", "shop_act", ["by_id"])


def _papers() -> None:
    links = {"certificate_id": "certificate", "membership_id": "membership", "cohort_id": "cohort",
             "authority_id": "health_authority", "facility_id": "facility", "act_id": "shop_act"}
    bytewise = sa.String(length=260).with_variant(sa.String(length=260, collation="C"), "postgresql")
    op.create_table(
        "shop_paper",
        sa.Column("certificate_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("network", sa.String(length=80), nullable=False),
        sa.Column("facility", sa.String(length=120), nullable=False),
        sa.Column("course", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=15), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("place_order", bytewise, nullable=False),
        sa.Column("name_order", bytewise, nullable=False),
        sa.Column("folded", sa.String(length=260), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        *(sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_shop_paper_{column}_{table}")
          for column, table in links.items()),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_shop_paper"),
    )
    order = ["state", "place_order", "name_order", "certificate_id"]
    op.create_index("ix_shop_paper_queue", "shop_paper", order)
    op.create_index("ix_shop_paper_region", "shop_paper", ["authority_id", *order])
    op.create_index("ix_shop_paper_network", "shop_paper", ["network", *order])
    op.create_index("ix_shop_paper_cohort_id", "shop_paper", ["cohort_id", "state"])
    op.create_index("ix_shop_paper_issued", "shop_paper", ["state", "issued_on"])
    for column in ("membership_id", "facility_id", "stale"):
        op.create_index(f"ix_shop_paper_{column}", "shop_paper", [column])


def _steps() -> None:
    op.create_table(
        "shop_step",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=10), nullable=False),
        sa.Column("after", sa.String(length=10), nullable=False),
        sa.Column("copies_before", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["shop_act.id"], name="fk_shop_step_act_id_shop_act"),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name="fk_shop_step_certificate_id_certificate"),
        sa.PrimaryKeyConstraint("act_id", "certificate_id", name="pk_shop_step"),
    )
    op.create_index("ix_shop_step_certificate_id", "shop_step", ["certificate_id"])


def _files() -> None:
    op.create_table(
        "shop_file",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("size", "pages", "sheets")),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["shop_act.id"], name="fk_shop_file_act_id_shop_act"),
        sa.PrimaryKeyConstraint("act_id", "volume", "kind", name="pk_shop_file"),
    )
    for column in ("sha256", "made_at"):
        op.create_index(f"ix_shop_file_{column}", "shop_file", [column])


def _shelve_what_was_issued() -> None:
    bind = op.get_bind()
    rows = bind.execute(sa.text(
        "SELECT c.id, c.membership_id, c.cohort_id, c.kind, p.snapshot, g.authority_id, g.course, a.name AS region, "
        "m.facility_id, COALESCE(f.network, '') AS network, COALESCE(f.name, m.facility) AS facility, "
        "d.certificate_id AS drawn, "
        "CASE WHEN EXISTS (SELECT 1 FROM certificate r WHERE r.replaces_id = c.id) OR EXISTS (SELECT 1 "
        "FROM register_entry e WHERE e.certificate_id = c.id AND e.kind IN ('revoked', 'erased')) THEN 1 ELSE 0 END AS out "
        "FROM certificate c JOIN certificate_particulars p ON p.certificate_id = c.id JOIN cohort g ON g.id = c.cohort_id "
        "JOIN health_authority a ON a.id = g.authority_id JOIN membership m ON m.id = c.membership_id "
        "LEFT JOIN facility f ON f.id = m.facility_id LEFT JOIN certificate_file d ON d.certificate_id = c.id")).mappings()
    made = [_row(dict(row)) for row in rows]
    table = sa.table("shop_paper", *(sa.column(name, sa.Date() if name == "issued_on" else None) for name in _COLUMNS))
    for at in range(0, len(made), 500):
        bind.execute(table.insert(), made[at:at + 500])


_COLUMNS = ("certificate_id", "membership_id", "cohort_id", "authority_id", "facility_id", "network", "facility", "course",
            "kind", "issued_on", "place_order", "name_order", "folded", "state", "copies", "stale")


def _row(one: dict[str, object]) -> dict[str, object]:
    said = from_bytes(bytes(one["snapshot"]))  # type: ignore[call-overload]  # bytes, or PostgreSQL's memoryview of them
    issued_on: date = said.issued_on
    return {"certificate_id": one["id"], "issued_on": issued_on,
            "place_order": place_order(str(one["region"]), str(one["network"]), str(one["facility"])),
            "name_order": name_order(said.surnames, said.given_names),
            "folded": fold(f"{said.full_name} {said.folio}")[:260], "copies": 0, "stale": False,
            "state": "gone" if one["out"] else "to print" if one["drawn"] else "drawing",
            **{name: one[name] for name in ("membership_id", "cohort_id", "authority_id", "facility_id", "network",
                                            "facility", "course", "kind")}}


def _keep_in_step(table: str, event: str, when: str, statement: str) -> None:
    name, condition = f"{table}_in_shop", f"WHEN ({when}) " if when else ""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {statement}; RETURN NULL; END $$ LANGUAGE plpgsql")
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION {name}()")
        return
    op.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {condition}BEGIN {statement}; END")


def downgrade() -> None:
    raise NotImplementedError("who printed, signed and delivered would be lost: restore a copy of the database instead")
