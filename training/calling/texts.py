"""The texts to send, by whatever messenger the person uses; Réplica sends nothing and calls no other site.

A text may be read by whoever holds the phone. So it greets by the given name, says who writes, and asks for a moment to
talk: no word of what the course is about, no title, no result of a test, no reason that anybody could be ashamed of.

There is no link to a messenger's web address: such an address would hand the text to that company in a URL, outside its
encryption, and leave it in the history of the browser. The phone's own menu (Compartir) does the same without either.
"""

from datetime import date

from flask_babel import gettext as _

from training.accounts.models import User
from training.calling.rules import first_name
from training.pages import day


def _me(actor: User) -> str:
    """Who writes: her given name and her first surname."""
    return " ".join((first_name(actor.given_names), *actor.surnames.split()[:1]))


def to_enter(given: str, actor: User) -> str:
    """To somebody who has not entered."""
    return _("Hola, %(name)s. Soy %(me)s. Su ingreso al curso ya está listo, con la ficha que le entregué. Si no la tiene "
             "o no le funciona, avíseme y le doy otra. ¿Qué día y a qué hora le puedo llamar?",
             name=first_name(given), me=_me(actor))


def to_help(given: str, actor: User) -> str:
    """To somebody who is stuck; the reason is not in it."""
    return _("Hola, %(name)s. Soy %(me)s. ¿Cómo va todo? Si le ayuda, conversamos diez minutos y seguimos con el curso. "
             "¿Qué día y a qué hora le puedo llamar?", name=first_name(given), me=_me(actor))


def to_finish(given: str, actor: User) -> str:
    """To somebody who is nearly there."""
    return _("Hola, %(name)s. Soy %(me)s. Está a un paso de terminar el curso: falta una sola cosa y la resolvemos en una "
             "llamada. ¿Qué día y a qué hora le puedo llamar?", name=first_name(given), me=_me(actor))


def to_follow(days: int, actor: User) -> str:
    """To a facility after a workshop."""
    return _("Buenos días. Soy %(me)s. Se cumplen %(days)s días de nuestro taller y me toca conversar con cada "
             "establecimiento sobre cómo va lo que acordaron. ¿Con quién puedo hablar, y a qué hora?",
             me=_me(actor), days=days)


def to_review(days: int, actor: User) -> str:
    """To the team whose plan is reviewed."""
    return _("Buenos días. Soy %(me)s. Toca revisar el plan del establecimiento, a los %(days)s días de empezado: qué se "
             "hizo y en qué puedo ayudar. ¿Con quién puedo hablar, y a qué hora?", me=_me(actor), days=days)


def to_renew(given: str, until: date, actor: User) -> str:
    """To a trainer whose licence lapses."""
    return _("Hola, %(name)s. Soy %(me)s. Su acreditación vale hasta el %(day)s y se renueva enseñando. ¿Conversamos "
             "sobre qué taller puede dar antes?", name=first_name(given), me=_me(actor), day=day(until))


def to_wake(given: str, actor: User) -> str:
    """To a trainer without workshops."""
    return _("Hola, %(name)s. Soy %(me)s. Nos haría bien contar con usted para el próximo taller. ¿Conversamos esta semana "
             "sobre fechas y lugar?", name=first_name(given), me=_me(actor))


def to_cover(actor: User) -> str:
    """To a facility before its trained people go."""
    return _("Buenos días. Soy %(me)s. Estoy coordinando las vacantes del próximo curso para el personal de su "
             "establecimiento. ¿Con quién puedo hablar, y a qué hora?", me=_me(actor))
