"""People, their sessions, their one-time codes and what they agreed to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.config import PRODUCTION
from training.db import Base, new_key
from training.places.models import HealthAuthority

DNI, CE, PASSPORT = "dni", "ce", "passport"


class User(Base):
    """A person who may sign in. Roles add up: a trainer may be a learner elsewhere."""

    __tablename__ = "user_account"
    __table_args__ = (
        UniqueConstraint("document_type", "document"),
        CheckConstraint("document_type IN ('dni', 'ce', 'passport')", name="document_type"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    document_type: Mapped[str] = mapped_column(String(8), default=DNI)
    document: Mapped[str] = mapped_column(String(12))  # text: a DNI may begin with zeros
    given_names: Mapped[str] = mapped_column(String(80))
    surnames: Mapped[str] = mapped_column(String(80))
    profession: Mapped[str] = mapped_column(String(80), default="")
    password_hash: Mapped[str | None] = mapped_column(String(160))
    password_at: Mapped[datetime | None]
    is_admin: Mapped[bool] = mapped_column(default=False)
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("health_authority.id"), index=True)
    is_demo: Mapped[bool] = mapped_column(default=False, index=True)
    totp_secret: Mapped[str | None] = mapped_column(String(200))  # encrypted with a key made from SECRET_KEY
    totp_last_used: Mapped[int | None]  # the 30-second step of the last code, so that none serves twice
    consent_version: Mapped[str | None] = mapped_column(String(20))
    consent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    first_used_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]  # a tombstone: whose it was is known nowhere any more, and nothing changes it

    authority: Mapped[HealthAuthority | None] = relationship(lazy="joined")

    is_authenticated = True  # what Flask-Login asks of a user
    is_anonymous = False
    session_token: str = ""  # the token of the session through which she was loaded; never stored
    second_factor_done: bool = False
    entered_code_id: int = 0  # the one-time code of this session: her own password comes before anything else

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    def get_id(self) -> str:
        return self.session_token

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.surnames}"

    @property
    def is_trainer(self) -> bool:
        return self.authority_id is not None

    @property
    def is_staff(self) -> bool:
        return self.is_admin or self.is_trainer

    def next_step(self, mode: str) -> str | None:
        """The endpoint of what this account must finish before anything else, or None."""
        if self.totp_secret and not self.second_factor_done:
            return "accounts.second_factor"  # before the password: a one-time code alone must not change that one
        if self.password_hash is None or self.consent_version is None or self.entered_code_id:
            return "accounts.first_access"
        if self.is_admin and mode == PRODUCTION and not self.totp_secret:
            return "accounts.set_up_totp"
        return None


class UserSession(Base):
    """A signed-in browser: known by the hash of its token, ended on the server."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    second_factor_at: Mapped[datetime | None]
    code_id: Mapped[int | None] = mapped_column(ForeignKey("access_code.id"))  # entered with this one-time code
    device: Mapped[str] = mapped_column(String(60), default="")  # coarse, for its owner to recognise: "Chrome, Android"


class AccessCode(Base):
    """A one-time code for first access or recovery. It is derived from ``salt`` and stored nowhere."""

    __tablename__ = "access_code"
    __table_args__ = (CheckConstraint("length IN (8, 10)", name="length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    salt: Mapped[str] = mapped_column(String(32))
    length: Mapped[int]  # 10: printed, 30 days or the cohort's close; 8: read aloud, 24 hours
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]
    told_owner_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A way in when the phone with the second factor is lost; single use."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class ParkedForm(Base):
    """What somebody posted after her session had ended: applied when she, and nobody else, signs in again."""

    __tablename__ = "parked_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    path: Mapped[str] = mapped_column(String(300))
    body: Mapped[str]
    created_at: Mapped[datetime]
