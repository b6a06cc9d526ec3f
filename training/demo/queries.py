"""Whether the demonstration is in the database."""

from sqlalchemy import inspect, select

from training.accounts.models import User
from training.db import db


def demo_accounts_exist() -> bool:
    """Whether any account is an invented one; False in a database without tables."""
    if not inspect(db.engine).has_table(User.__tablename__):
        return False
    found = db.session.scalar(select(User.id).where(User.is_demo).limit(1)) is not None
    db.session.rollback()
    return found
