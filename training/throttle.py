"""Counting failures, never successes: in the database, so that every process counts together.

A bucket is a keyed hash: neither a document nor an address stands in the table.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from flask import current_app, request
from sqlalchemy import String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from training.clock import now
from training.db import Base, db


class Throttle(Base):
    """Failures of one bucket since ``started_at``; nothing passes before ``closed_until``."""

    __tablename__ = "throttle"

    bucket: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    started_at: Mapped[datetime]
    closed_until: Mapped[datetime | None]


def bucket(kind: str, *parts: str) -> str:
    """The name of a counter, as a keyed hash."""
    message = "\x1f".join((kind, *parts)).encode("utf-8", "replace")
    return hmac.new(str(current_app.config["SECRET_KEY"]).encode(), message, hashlib.sha256).hexdigest()


def network() -> str:
    """The network that asks: the address of IPv4, the /64 of IPv6."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 6 and address.ipv4_mapped:  # a socket for both families writes IPv4 as ::ffff:192.0.2.1
        address = address.ipv4_mapped
    return str(address) if address.version == 4 else str(ip_network(f"{address}/64", strict=False).network_address)


def seconds_closed(name: str) -> int:
    """Seconds until the bucket opens; 0 when it is open."""
    row = db.session.get(Throttle, name)
    if row is None or row.closed_until is None or row.closed_until <= now():
        return 0
    return int((row.closed_until - now()).total_seconds()) + 1


def _locked(name: str) -> Throttle:
    """The counter, locked; made where it is missing, also when another process makes it at the same moment."""
    row = db.session.get(Throttle, name, with_for_update=True)
    if row is not None:
        return row
    try:
        with db.session.begin_nested():
            row = Throttle(bucket=name, failures=0, started_at=now(), closed_until=None)
            db.session.add(row)
        return row
    except IntegrityError:
        return db.session.get_one(Throttle, name, with_for_update=True)


def fail(name: str, *, free: int, window: timedelta, longest: timedelta) -> None:
    """Count one failure; from the ``free``-th on the bucket closes, twice as long each time, up to ``longest``."""
    row = _locked(name)
    if now() - row.started_at > window and (row.closed_until is None or row.closed_until <= now()):
        row.failures, row.started_at, row.closed_until = 0, now(), None
    row.failures += 1
    if row.failures >= free:
        wait = min(timedelta(seconds=15) * 2 ** min(row.failures - free, 12), longest)
        row.closed_until = now() + wait
    db.session.flush()


def fail_in_window(name: str, *, most: int, window: timedelta) -> None:
    """Count one failure; at ``most`` within ``window`` the bucket closes until the window ends."""
    row = _locked(name)
    if now() - row.started_at >= window:
        row.failures, row.started_at, row.closed_until = 0, now(), None
    row.failures += 1
    if row.failures >= most:
        row.closed_until = row.started_at + window
    db.session.flush()


def clear(name: str) -> None:
    """Forget the failures of a bucket (after a success)."""
    db.session.execute(delete(Throttle).where(Throttle.bucket == name))


def forget_old(older_than: timedelta = timedelta(days=2)) -> int:
    """Delete counters that nobody needs any more; the number deleted."""
    old = delete(Throttle).where(Throttle.started_at < now() - older_than)
    return int(getattr(db.session.execute(old), "rowcount", 0))
