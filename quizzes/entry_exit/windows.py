"""When a test is open on the phone. Pure; instants are aware. Paper has no window: its sheets may be keyed later."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

GRACE = timedelta(minutes=30)  # who began in time may finish, also when the network was slow


class When(Enum):
    """Where now is in a window."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Window:
    """From ``opens`` until ``closes``."""

    opens: datetime
    closes: datetime

    def when(self, at: datetime) -> When:
        """Where this instant is."""
        if at < self.opens:
            return When.BEFORE
        return When.OPEN if at < self.closes else When.AFTER

    def takes(self, began: datetime, at: datetime) -> bool:
        """Whether answers begun then may still be handed in now."""
        return began < self.closes and at < self.closes + GRACE
