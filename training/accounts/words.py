"""Sentences that more than one page of accounts says."""

from flask_babel import gettext as _
from flask_babel import ngettext

from training.accounts.queries import GivenCode
from training.pages import moment


def wait_words(seconds: int) -> str:
    """A wait in words: ``2 minutos y 5 segundos``."""
    minutes, rest = divmod(seconds, 60)
    in_minutes = ngettext("%(num)s minuto", "%(num)s minutos", minutes)
    in_seconds = ngettext("%(num)s segundo", "%(num)s segundos", rest)
    if minutes and rest:
        return str(_("%(minutes)s y %(seconds)s", minutes=in_minutes, seconds=in_seconds))
    return str(in_minutes if minutes else in_seconds)


def too_soon(seconds: int) -> str:
    """Throttled: how long to wait. The same for documents that exist and that do not."""
    return str(_("Hubo varios intentos fallidos. Espere %(wait)s y vuelva a intentarlo.", wait=wait_words(seconds)))


def does_not_fit() -> str:
    """Wrong: the same words whatever was wrong."""
    return str(_("El documento o la clave no coinciden. Revise los dos y vuelva a intentarlo. "
                 "Si usa el código de su ficha: sirve una sola vez y se anula después de 5 intentos fallidos; "
                 "en ese caso, pida uno nuevo."))


def code_was_given(code: GivenCode) -> str:
    """To the owner of an account, about a code that somebody gave for it."""
    if not code.by:
        return str(_("El %(when)s se le dio un código nuevo desde el servidor.", when=moment(code.at)))
    return str(_("El %(when)s, %(who)s le dio un código nuevo.", when=moment(code.at), who=code.by))
