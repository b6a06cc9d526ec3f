"""Facilities: what an import of the register changed; which districts belong to which health authority."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# The districts of the province of Lima (INEI 1501..) by the DIRIS that they belong to. Administrators may change the list.
DIRIS = {
    "norte": (2, 6, 10, 12, 17, 25, 28, 35, 39),
    "este": (3, 7, 9, 11, 14, 18, 37, 44),
    "sur": (4, 8, 19, 23, 24, 26, 27, 29, 33, 38, 40, 42, 43),
    "centro": (1, 5, 13, 15, 16, 20, 21, 22, 30, 31, 32, 34, 36, 41),
}


def upgrade() -> None:
    op.create_table(
        "authority_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.CheckConstraint("kind IN ('ubigeo', 'disa')", name="ck_authority_area_kind"),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["health_authority.id"], name="fk_authority_area_authority_id_health_authority"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_authority_area"),
        sa.UniqueConstraint("kind", "value", name="uq_authority_area_kind_value"),
    )
    op.create_index("ix_authority_area_authority_id", "authority_area", ["authority_id"])
    _imports()
    _areas()


def _imports() -> None:
    op.create_table(
        "facility_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applied_by_id", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'applied')", name="ck_facility_import_state"),
        sa.CheckConstraint("(state = 'applied') = (applied_at IS NOT NULL)", name="ck_facility_import_applied"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_facility_import_by_id_user_account"),
        sa.ForeignKeyConstraint(
            ["applied_by_id"], ["user_account.id"], name="fk_facility_import_applied_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_facility_import"),
        sa.UniqueConstraint("key", name="uq_facility_import_key"),
    )
    op.create_table(
        "facility_import_line",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("why", sa.String(length=24), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["facility_import.id"], name="fk_facility_import_line_import_id_facility_import"
        ),
        sa.PrimaryKeyConstraint("import_id", "position", name="pk_facility_import_line"),
    )
    op.create_index(
        "ix_facility_import_line_import_id_kind_position", "facility_import_line", ["import_id", "kind", "position"]
    )
    op.create_table(
        "facility_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("before", sa.String(length=120), nullable=False),
        sa.Column("after", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_facility_change_facility_id_facility"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_facility_change_by_id_user_account"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["facility_import.id"], name="fk_facility_change_import_id_facility_import"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_facility_change"),
    )
    op.create_index("ix_facility_change_facility_id_id", "facility_change", ["facility_id", "id"])
    op.create_index("ix_facility_change_import_id_facility_id", "facility_change", ["import_id", "facility_id"])
    forbid("facility_change")


def _areas() -> None:
    """Each department to its authority, Lima's districts and DISA to the four DIRIS; those that were taken out stay so."""
    add = sa.text(
        "INSERT INTO authority_area (authority_id, kind, value) SELECT id, :kind, :value FROM health_authority "
        "WHERE code = :code"
    )
    here = op.get_bind()
    departments = here.execute(sa.text("SELECT code, iso FROM department ORDER BY code")).all()
    rows = [{"code": iso.removeprefix("PE-").lower(), "kind": "ubigeo", "value": code} for code, iso in departments]
    for part, districts in DIRIS.items():
        code = f"diris-{part}"
        rows += [{"code": code, "kind": "ubigeo", "value": f"1501{number:02}"} for number in districts]
        rows.append({"code": code, "kind": "disa", "value": f"lima {part}"})
    for row in rows:
        here.execute(add, row)


def downgrade() -> None:
    raise NotImplementedError("the history of facilities would be lost: restore a copy of the database instead")
