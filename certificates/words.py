"""What the pages say of somebody who is not complete yet."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from training.progress.models import QUIZ, READ
from training.progress.rules import Missing


def missing_words(missing: Sequence[Missing], modules: int, kinds: int) -> str:
    """«Le falta leer A3 y aprobar la prueba de A3 y A4.» ``modules`` and ``kinds``: how many the course asks for."""
    if modules and len(missing) == modules * kinds:
        return str(ngettext("Le falta el único módulo.", "Le faltan los %(num)s módulos.", modules))
    to_read, to_pass = _slugs(missing, READ), _slugs(missing, QUIZ)
    parts = []
    if to_read:
        both = to_read == to_pass
        parts.append(_("leer %(modules)s y aprobar sus pruebas", modules=to_read) if both
                     else _("leer %(modules)s", modules=to_read))
    if to_pass and to_pass != to_read:
        parts.append(_("aprobar la prueba de %(modules)s", modules=to_pass))
    others = _listed(sorted({lack.module.upper() for lack in missing if lack.kind not in (READ, QUIZ)}))
    if others:
        parts.append(_("la parte presencial de %(modules)s", modules=others))
    return _("Le falta %(things)s.", things=_listed(parts))


def _slugs(missing: Sequence[Missing], kind: str) -> str:
    return _listed([lack.module.upper() for lack in missing if lack.kind == kind])


def _listed(words: Sequence[str]) -> str:
    """«A1, A2 y A4»."""
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s y %(last)s", most=", ".join(words[:-1]), last=words[-1])
