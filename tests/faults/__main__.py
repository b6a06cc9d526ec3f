"""``make faults``: every fault in full, on both databases, with what was found. Ends with 1 when something was lost."""

import sys
import time
from collections.abc import Callable

from tests.faults.killing import kill
from tests.faults.pressing import press
from tests.faults.stage import POSTGRESQL, SQLITE
from tests.faults.tampering import tamper

FAULTS: dict[str, Callable[[str], object]] = {
    "50 kills in a batch of 1,000": lambda kind: kill(kind, 1000, 50),
    "2,000 people, two requests at once": lambda kind: press(kind, 100, 20),
    "200 tampers of the register": lambda kind: tamper(kind, 200),
}


def main() -> int:
    """Run, print, and say with the exit code whether all held."""
    held = True
    for name, fault in FAULTS.items():
        for kind in (SQLITE, POSTGRESQL):
            started = time.monotonic()
            found = fault(kind)
            good = bool(getattr(found, "good", False))
            held &= good
            print(f"{'ok ' if good else 'BAD'} {name}, {kind}, {time.monotonic() - started:.0f} s: {found}", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
