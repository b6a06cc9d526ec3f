"""What stands in the way of a sheet, found before anything is issued, each with what to do about it."""

from math import ceil

from flask_babel import gettext as _

from certificates.paper.snapshot import one_line
from certificates.paper.wording import COLUMN, SIZES
from training.press import fonts

SIGNER = 56 / 25.4 * 72  # points: the line that a signer signs above, on the paper where it is shorter
SIGNER_LINES = 3  # of name and post together, below that line


def of_name(given_names: str, surnames: str) -> str | None:
    """Why this name cannot be printed, and who can help; None when it can."""
    flaw = of_text(f"{given_names} {surnames}")
    if flaw is None and max(map(fonts.width, (given_names, surnames))) * SIZES[-1] > COLUMN:
        flaw = _("El nombre no entra en la hoja ni con la letra más pequeña.")
    return flaw and f"{flaw} " + _("Acuerde con su dueña o dueño cómo escribirlo, y corríjalo en la lista de nombres.")


def of_text(text: str) -> str | None:
    """The character that none of our letters can print, or None."""
    try:
        missing = fonts.missing_glyphs(one_line(text))
    except ValueError:
        return _("Lleva un carácter invisible que no se puede imprimir.")
    if not missing:
        return None
    signs = ", ".join(_("«%(sign)s»", sign=sign) for sign in sorted(missing))
    return _("Lleva %(signs)s, que nuestras letras impresas no tienen.", signs=signs)


def of_signer(name: str, post: str) -> str | None:
    """Why a name and a post do not fit together below the line that somebody signs on."""
    lines = _lines(name, "NotoSans-Bold.ttf", 10) + _lines(post, "NotoSans-Regular.ttf", 9)
    if lines <= SIGNER_LINES:
        return None
    return _("El nombre y el cargo ocupan demasiado bajo la línea de firma. Escriba el cargo más corto.")


def _lines(text: str, face: str, points: float) -> int:
    """How many lines a text takes at most; words leave about a tenth of each line empty."""
    return ceil(fonts.width(text, face) * points * 1.1 / SIGNER)
