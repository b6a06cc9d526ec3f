"""Licences: observations of those who facilitate, and what an upgrade recognises, so that no running workshop is stopped.

Whoever facilitated a cohort before this version is recognised for twelve months: as regional facilitator, or as principal
trainer where she led a course of trainers. The licence reaches back to her first cohort, for one that ended last week may
still wait for its certificates. Accreditations that stand give the licence that they would give today.
"""

import secrets
from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

REASON = "Facilitaba talleres antes de que Réplica llevara licencias: reconocida por doce meses al actualizar."
PAPER = "Su acreditación {folio} estaba vigente al actualizar."
LICENCES = sa.table(
    "trainer_licence",
    sa.column("key", sa.String), sa.column("user_id", sa.Integer), sa.column("step", sa.String),
    sa.column("granted_on", sa.Date), sa.column("valid_until", sa.Date), sa.column("basis", sa.String),
    sa.column("reason", sa.String), sa.column("evidence", sa.Text), sa.column("by_id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)), sa.column("withdrawn_reason", sa.String))
FACILITATED = sa.text("""
SELECT t.user_id AS who, MIN(c.starts_on) AS since, MAX(CASE WHEN c.course = 'b' THEN 1 ELSE 0 END) AS trains
FROM cohort_trainer t JOIN cohort c ON c.id = t.cohort_id JOIN user_account u ON u.id = t.user_id
WHERE u.erased_at IS NULL GROUP BY t.user_id ORDER BY t.user_id
""").columns(who=sa.Integer, since=sa.Date, trains=sa.Integer)
ACCREDITED = sa.text("""
SELECT m.user_id AS who, p.issued_at AS at, p.valid_until AS until, p.folio AS folio, p.issued_by_id AS by_id
FROM certificate p JOIN membership m ON m.id = p.membership_id JOIN cohort c ON c.id = p.cohort_id
JOIN user_account u ON u.id = m.user_id
WHERE p.kind = 'accreditation' AND c.course = 'b' AND p.valid_until >= :today AND u.erased_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM register_entry e WHERE e.certificate_id = p.id AND e.kind IN ('revoked', 'erased'))
  AND NOT EXISTS (SELECT 1 FROM certificate n WHERE n.replaces_id = p.id OR n.renews_id = p.id) ORDER BY p.id
""").columns(who=sa.Integer, at=sa.DateTime(timezone=True), until=sa.Date, folio=sa.String, by_id=sa.Integer)


def upgrade() -> None:
    op.create_table(
        "facilitator_observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("observer_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("checklist", sa.String(length=40), nullable=False),
        sa.Column("manual_digest", sa.String(length=64), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("scores", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("missed", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=12), nullable=True),
        sa.CheckConstraint("observer_id <> user_id", name="ck_facilitator_observation_not_herself"),
        sa.CheckConstraint("(finished_at IS NULL) = (passed IS NULL)", name="ck_facilitator_observation_finished"),
        sa.CheckConstraint("points >= 0 AND points <= out_of", name="ck_facilitator_observation_points"),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (voided_by_id IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL)"
            " AND (voided_at IS NULL OR finished_at IS NOT NULL)", name="ck_facilitator_observation_voided"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_facilitator_observation_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["manual_digest"], ["manual_version.digest"],
                                name="fk_facilitator_observation_manual_digest_manual_version"),
        sa.ForeignKeyConstraint(["observer_id"], ["user_account.id"],
                                name="fk_facilitator_observation_observer_id_user_account"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_facilitator_observation_user_id_user_account"),
        sa.ForeignKeyConstraint(["voided_by_id"], ["user_account.id"],
                                name="fk_facilitator_observation_voided_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_facilitator_observation"),
        sa.UniqueConstraint("key", name="uq_facilitator_observation_key"),
    )
    op.create_index("ix_facilitator_observation_user_id_seen_on", "facilitator_observation", ["user_id", "seen_on"])
    op.create_index("ix_facilitator_observation_observer_id", "facilitator_observation", ["observer_id"])
    op.create_index("ix_facilitator_observation_cohort_id", "facilitator_observation", ["cohort_id"])
    op.create_index(
        "uq_facilitator_observation_open", "facilitator_observation", ["user_id", "observer_id", "cohort_id", "checklist"],
        unique=True, sqlite_where=sa.text("finished_at IS NULL"), postgresql_where=sa.text("finished_at IS NULL"))
    _recognise(datetime.now(UTC))


def _recognise(at: datetime) -> None:
    """A row for each who facilitated, and for each accreditation that stands."""
    bind, today = op.get_bind(), at.astimezone(ZoneInfo("America/Lima")).date()
    common = {"evidence": "", "at": at, "withdrawn_reason": ""}
    rows = [common | {"key": secrets.token_urlsafe(9), "user_id": one.who, "step": "principal" if one.trains else "regional",
                      "granted_on": min(one.since, today), "valid_until": _a_year_after(today), "basis": "recognised",
                      "reason": REASON, "by_id": None} for one in bind.execute(FACILITATED)]
    rows += [common | {"key": secrets.token_urlsafe(9), "user_id": one.who, "step": "regional",
                       "granted_on": min(one.at.replace(tzinfo=one.at.tzinfo or UTC).astimezone(
                           ZoneInfo("America/Lima")).date(), one.until),
                       "valid_until": one.until, "basis": "paper", "reason": PAPER.format(folio=one.folio),
                       "by_id": one.by_id} for one in bind.execute(ACCREDITED, {"today": today})]
    if rows:
        op.bulk_insert(LICENCES, rows)


def _a_year_after(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


def downgrade() -> None:
    raise NotImplementedError("who was observed and recognised would be lost: restore a copy of the database instead")
