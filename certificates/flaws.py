"""What stands in the way of a sheet, found before anything is issued, each with what to do about it."""

from flask_babel import gettext as _

from certificates import fonts
from certificates.snapshot import one_line
from certificates.wording import COLUMN, SIZES

NARROWEST_SIGNER = 60 / 25.4 * 72  # points: the line that a signer signs above


def of_name(given_names: str, surnames: str) -> str | None:
    """Why this name cannot be printed, and who can help; None when it can."""
    flaw = of_text(f"{given_names} {surnames}")
    if flaw is None and max(map(fonts.width, (given_names, surnames))) * SIZES[-1] > COLUMN:
        flaw = _("El nombre no entra en la hoja ni con la letra más pequeña.")
    return flaw and f"{flaw} {_('Quien administra Réplica puede corregirlo en Personas.')}"


def of_text(text: str) -> str | None:
    """The character that none of our letters can print, or None."""
    try:
        missing = fonts.missing_glyphs(one_line(text))
    except ValueError:
        return _("Lleva un carácter invisible que no se puede imprimir.")
    if not missing:
        return None
    signs = ", ".join(f"«{sign}»" for sign in sorted(missing))
    return _("Lleva %(signs)s, que nuestras letras impresas no tienen.", signs=signs)


def of_signer(text: str, points: float) -> str | None:
    """Why a name or a post does not fit below the line that somebody signs on, at this size in points."""
    flaw = of_text(text)
    if flaw is None and fonts.width(text) * points > 2 * NARROWEST_SIGNER:
        flaw = _("Es demasiado largo para la línea de firma. Escríbalo más corto.")
    return flaw
