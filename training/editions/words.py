"""Changes in plain language, grouped by where they are."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from modules.changes import Change


class Group(NamedTuple):
    """A heading («A6») and what changed under it."""

    heading: str
    sentences: tuple[str, ...]


def by_place(found: Sequence[Change]) -> list[Group]:
    """One group per module in the manual's order; what stands beside the modules comes first."""
    places = list(dict.fromkeys(("", *(change.place for change in found))))
    groups = [Group(_("Módulo %(slug)s", slug=place.upper()) if place else _("En todo el manual"),
                    tuple(sentence(change) for change in found if change.place == place)) for place in places]
    return [group for group in groups if group.sentences]


def sentence(change: Change) -> str:
    """One change, said so that a trainer understands it."""
    return _SAY[change.kind](change)


def _entry(change: Change, new: str, gone: str, changed: str) -> str:
    """The sentence for a thing that came, went or changed."""
    return new if change.before else gone if change.after else changed


_SAY: dict[str, Callable[[Change], str]] = {
    "module added": lambda c: _("Módulo nuevo: «%(what)s».", what=c.what),
    "module removed": lambda c: _("Ya no está: «%(what)s». Lo que cada persona avanzó en él se conserva.", what=c.what),
    "module renamed": lambda c: _("Antes se llamaba %(before)s. El avance y los enlaces pasan con él.",
                                  before=c.before.upper()),
    "module titled": lambda c: _("Nuevo título: «%(after)s» (antes «%(before)s»).", after=c.after, before=c.before),
    "module timed": lambda c: _("Ahora dura %(after)s minutos (antes %(before)s).", after=c.after, before=c.before),
    "module required": lambda c: _("Cambió lo que pide antes: %(after)s.", after=c.after.upper() or _("nada")),
    "text changed": lambda c: _("Cambió el texto."),
    "section added": lambda c: _("Sección nueva: «%(what)s».", what=c.what),
    "section removed": lambda c: _("Se quitó la sección «%(what)s».", what=c.what),
    "section changed": lambda c: _("Cambió la sección «%(what)s».", what=c.what),
    "trainer changed": lambda c: _("Cambiaron los bloques para quien facilita."),
    "question added": lambda c: _("Pregunta nueva: %(what)s.", what=c.what),
    "question removed": lambda c: _("Se retiró la pregunta %(what)s.", what=c.what),
    "question changed": lambda c: _("Cambió la pregunta %(what)s.", what=c.what),
    "question critical": lambda c: _("La pregunta %(what)s ahora es crítica.", what=c.what) if c.after == "sí"
    else _("La pregunta %(what)s ya no es crítica.", what=c.what),
    "fact changed": lambda c: _("Cambió una cifra. %(what)s: %(after)s (antes %(before)s).", what=c.what, after=c.after,
                                before=c.before),
    "term changed": lambda c: _("El manual dice ahora «%(after)s» (antes «%(before)s»).", after=c.after, before=c.before),
    "guide changed": lambda c: _entry(
        c, _("Flujograma nuevo: «%(what)s».", what=c.what),
        _("Se quitó el flujograma «%(what)s».", what=c.what),
        _("Cambió el flujograma «%(what)s».", what=c.what)),
    "list changed": lambda c: _entry(
        c, _("Lista de cotejo nueva: «%(what)s».", what=c.what),
        _("Se quitó la lista de cotejo «%(what)s».", what=c.what),
        _("Cambió la lista de cotejo «%(what)s».", what=c.what)),
    "test changed": lambda c: _entry(
        c, _("Prueba de entrada y de salida nueva: curso %(what)s.", what=c.what),
        _("Se quitó la prueba de entrada y de salida del curso %(what)s.", what=c.what),
        _("Cambió la prueba de entrada y de salida del curso %(what)s.", what=c.what)),
    "glossary changed": lambda c: _entry(
        c, _("Palabra nueva en el glosario: %(what)s.", what=c.what),
        _("Se quitó del glosario: %(what)s.", what=c.what),
        _("Cambió en el glosario: %(what)s.", what=c.what)),
    "directory changed": lambda c: _entry(
        c, _("Nuevo en el directorio: %(what)s.", what=c.what),
        _("Se quitó del directorio: %(what)s.", what=c.what),
        _("Cambió en el directorio: %(what)s.", what=c.what)),
    "ladder changed": lambda c: _entry(
        c, _("Peldaño nuevo en la escalera de quien forma: «%(what)s».", what=c.what),
        _("Se quitó de la escalera de quien forma: «%(what)s».", what=c.what),
        _("Cambió en la escalera de quien forma: «%(what)s».", what=c.what)),
    "history changed": lambda c: _("Cambió la página de historia."),
}
