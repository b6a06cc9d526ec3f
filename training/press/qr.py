"""The QR of certificates, sheets and slips: error correction M, a quiet zone of 4, versions 1 to 15.

A picture of squares and not a path: drawing the path took a noticeable part of a certificate's time, the picture
takes little; it has no hairlines between rows, and printers keep its edges since the page says "pixelated". """

import segno

from training.press.png import png

QUIET = 4                       # modules of white on each side, part of the picture
PIXELS = 4                      # a module, for viewers that smooth what they enlarge
HIGHEST = 15                    # 412 bytes; more would print under 0.4 mm a module at 32 mm


def picture(text: str) -> bytes:
    """The symbol with its quiet zone as a grey PNG; ValueError when the text is too long."""
    shades = (b"\xff" * PIXELS, b"\0" * PIXELS)
    matrix = _code(text).matrix
    side = len(matrix) + 2 * QUIET
    white, edge = [shades[0] * side] * QUIET, shades[0] * QUIET
    rows = [*white, *(edge + b"".join(shades[dark] for dark in row) + edge for row in matrix), *white]
    return png([row for row in rows for _ in range(PIXELS)], side * PIXELS, level=6)


def modules_across(text: str) -> int:
    """Modules of the symbol's side, quiet zone included."""
    return len(_code(text).matrix) + 2 * QUIET


def _code(text: str) -> segno.QRCode:
    """The smallest symbol that holds the text. The mask is fixed: the search for the best costs more than the
    rest, and a text of signed bytes looks like noise under any of them; readers decode all eight."""
    try:
        code = segno.make_qr(text, error="m", boost_error=False, mode="byte", mask=2)
    except segno.DataOverflowError as error:
        raise ValueError("the address is too long for a QR") from error
    if not isinstance(code.version, int) or code.version > HIGHEST:
        raise ValueError("the address is too long for a QR")
    return code
