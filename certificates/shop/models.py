"""The queue as a table that is made from what was issued, and the acts that moved papers through it, which only grow."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key

SORTED = String(260).with_variant(String(260, collation="C"), "postgresql")  # compared byte by byte on both databases


class ShopPaper(Base):
    """A paper in the shop: where it goes, how the queue sorts and finds it, where it stands.

    Everything here can be made again from the papers and the acts. The database's triggers keep it in step: a drawn file
    makes it ready, a replacement or a revocation takes it out, an erasure deletes the row with the name in it, and a
    corrected facility marks it ``stale`` until the next act writes its place anew.
    """

    __tablename__ = "shop_paper"
    __table_args__ = (
        Index("ix_shop_paper_queue", "state", "place_order", "name_order", "certificate_id"),
        Index("ix_shop_paper_region", "authority_id", "state", "place_order", "name_order", "certificate_id"),
        Index("ix_shop_paper_network", "network", "state", "place_order", "name_order", "certificate_id"),
        Index("ix_shop_paper_cohort_id", "cohort_id", "state"),
        Index("ix_shop_paper_issued", "state", "issued_on"),
    )

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True, autoincrement=False)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    authority_id: Mapped[int] = mapped_column(ForeignKey("health_authority.id"))  # that of the cohort
    facility_id: Mapped[int | None] = mapped_column(ForeignKey("facility.id"), index=True)
    network: Mapped[str] = mapped_column(String(80), default="")
    facility: Mapped[str] = mapped_column(String(120), default="")
    course: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(15))
    issued_on: Mapped[date]
    place_order: Mapped[str] = mapped_column(SORTED)
    name_order: Mapped[str] = mapped_column(SORTED)
    folded: Mapped[str] = mapped_column(String(260))  # name and folio without accents, for the search
    state: Mapped[str] = mapped_column(String(10))
    copies: Mapped[int] = mapped_column(default=0)  # how often it was printed; from the second on a duplicate
    act_id: Mapped[int | None] = mapped_column(ForeignKey("shop_act.id"))  # the last one that moved it
    stale: Mapped[bool] = mapped_column(default=False, index=True)


class ShopAct(Base):
    """Who moved how many papers, when, and with which filter. Append-only; an undo is one more act.

    ``token``: the form's own key, so that a form sent twice is one act. ``filter``: as JSON, without searched words.
    """

    __tablename__ = "shop_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    token: Mapped[str] = mapped_column(String(24), unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    count: Mapped[int]
    filter: Mapped[str] = mapped_column(Text, default="{}")
    reason: Mapped[str] = mapped_column(String(300), default="")
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("shop_act.id"), unique=True)
    separators: Mapped[bool] = mapped_column(default=False)  # of a print: a sheet before each delivery point
    flip: Mapped[str] = mapped_column(String(5), default="long")  # of a print: the edge that the printer turns along


class ShopStep(Base):
    """One paper moved by one act: from which state to which, and its place in the pile. Append-only, and nobody's name."""

    __tablename__ = "shop_step"

    act_id: Mapped[int] = mapped_column(ForeignKey("shop_act.id"), primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True, index=True)
    position: Mapped[int]
    before: Mapped[str] = mapped_column(String(10))
    after: Mapped[str] = mapped_column(String(10))
    copies_before: Mapped[int]
    copies: Mapped[int]


class ShopFile(Base):
    """A print file of a lot, while it is kept: see work.py. ``missing``: ids of papers whose own file was gone."""

    __tablename__ = "shop_file"

    act_id: Mapped[int] = mapped_column(ForeignKey("shop_act.id"), primary_key=True)
    volume: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    pages: Mapped[int]
    sheets: Mapped[int]
    missing: Mapped[str] = mapped_column(Text, default="[]")
    made_at: Mapped[datetime] = mapped_column(index=True)
