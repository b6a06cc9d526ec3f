"""The presses with the papers' stylesheets, their pictures and their QR codes. Only pdf.py imports this, and late."""

import atexit
from functools import lru_cache

from certificates.designs.built_in import built_in
from certificates.designs.sandbox import opened
from training.press import qr
from training.press.press import Press, Refused

__all__ = ["Press", "Refused", "the_press"]

KEPT = 12  # kinds of paper times designs in one process


@lru_cache(maxsize=KEPT)
def the_press(paper: str = "certificate", packed: bytes = b"") -> Press:
    """The press of this process for a kind of paper, in a design (Design.packed) or in ours."""
    atexit.register(the_press.cache_clear)          # its pictures must go while Python still stands
    design = opened(packed or built_in().packed).design
    return Press(design.text(f"{paper}.css"), {"qr": lambda text: (qr.picture(text), "image/png"), "design": design.picture})
