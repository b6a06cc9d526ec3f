"""Reading places."""

from sqlalchemy import select

from training.db import db
from training.places.models import HealthAuthority


def authorities() -> list[HealthAuthority]:
    """Every health authority, by name."""
    return list(db.session.scalars(select(HealthAuthority).order_by(HealthAuthority.name)))
