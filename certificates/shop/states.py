"""Where a sheet of paper stands between the issue and its owner's hands, and what moves it. Pure."""

from dataclasses import dataclass

DRAWING, TO_PRINT, PRINTED, SIGNED, DELIVERED = "drawing", "to print", "printed", "signed", "delivered"
GONE = "gone"  # replaced, revoked or erased: nobody prints, signs or hands it over any more
QUEUE = (TO_PRINT, PRINTED, SIGNED, DELIVERED)  # what the page shows, in this order
ADDRESS = {"por-imprimir": TO_PRINT, "impresos": PRINTED, "firmados": SIGNED, "entregados": DELIVERED}  # in the address bar
ADDRESS_OF = {state: name for name, state in ADDRESS.items()}

PRINT, SIGN, DELIVER, REPRINT, UNDO = "print", "sign", "deliver", "reprint", "undo"
LONG, SHORT = "long", "short"  # along which edge the printer turns the sheet


@dataclass(frozen=True)
class Move:
    """What an act does: from which states, to which, whether sheets come out of the printer, whether it says why."""

    before: tuple[str, ...]
    after: str
    prints: bool = False
    needs_reason: bool = False


MOVES = {
    PRINT: Move((TO_PRINT,), PRINTED, prints=True),
    SIGN: Move((PRINTED,), SIGNED),
    DELIVER: Move((SIGNED,), DELIVERED),
    REPRINT: Move((PRINTED, SIGNED, DELIVERED), PRINTED, prints=True, needs_reason=True),
}


def acts_on(state: str) -> list[str]:
    """What can be done with papers in this state, the usual act first."""
    return [act for act, move in MOVES.items() if state in move.before]
