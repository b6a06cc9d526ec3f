"""What every page shares: language, headers, static files with a version, dates, the frame's words."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path

from babel.dates import format_date, format_datetime
from flask import Blueprint, Flask, Response, g, make_response, redirect, request, url_for
from flask_babel import Babel, get_locale, get_translations
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from training import compression
from training.access import public
from training.clock import LIMA, in_lima
from training.house import AdminNotice, MenuEntry, house

EXIT_TO = "https://www.senamhi.gob.pe/"  # the weather: an ordinary page to be found looking at
LANGUAGES = {"es": "es_PE", "en": "en"}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
          "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'")
NO_STORE = "no-store"

blueprint = Blueprint("pages", __name__)


def _locale() -> str:
    return LANGUAGES.get(request.cookies.get("lang", ""), "es_PE") if request else "es_PE"


@blueprint.get("/idioma/<any(es, en):code>")
@public
def language(code: str) -> Response:
    """Switch the language and stay on the page."""
    from_here = safe_path(request.args.get("next"))
    response = make_response(redirect(from_here or "/", 303))
    response.set_cookie("lang", code, max_age=31_536_000, samesite="Lax", httponly=True, secure=request.is_secure)
    return response


@blueprint.get("/salud")
@public
def health() -> Response:
    """For monitors: the process answers; nothing else is said."""
    return Response("ok", mimetype="text/plain")


def safe_path(target: str | None) -> str | None:
    """``target`` when it is a plain path of this site, else None: no scheme, no host, no tricks with slashes."""
    if not target or not target.startswith("/") or target.startswith("//") or len(target) > 300:
        return None
    if any(c in target for c in "\\\t\r\n") or not target.isprintable() or "/../" in target:
        return None
    return target


@cache
def _static_version(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]


@cache
def _static(folder: str, name: str) -> str:
    """The address of a static file; its version is in it, so that browsers may keep it for ever."""
    return url_for("static", filename=name, v=_static_version(str(Path(folder) / name)))


def _place_of(endpoint: str) -> str:
    """The address of a page that needs no more than its name; the frame of every page asks for the same ones."""
    return _fixed(request.script_root, endpoint)


@cache
def _fixed(_root: str, endpoint: str) -> str:
    return url_for(endpoint)


def _crumbs(app: Flask, steps: Sequence[tuple[str, str | None]]) -> Markup:
    """The macro of that name, for every template: importing it in the frame costs more than drawing it."""
    template = app.jinja_env.get_template("_macros.html")
    drawn: Markup = template.module.crumbs(steps)  # type: ignore[attr-defined]  # a macro of the template
    return drawn


def spoken() -> str:
    """The language of the page, as text (``es_PE``, ``en``); Babel is asked once per request."""
    found: str | None = g.get("spoken")
    if found is None:
        found = g.spoken = str(get_locale())
    return found


@lru_cache(maxsize=4096)
def _sentence(_language: str, sentence: str) -> str:
    return str(get_translations().ugettext(sentence))


def _in_template(sentence: str) -> str:
    """A sentence of a template in the language of the page; looked up once per process."""
    return _sentence(spoken(), sentence)


def _counted(one: str, many: str, number: int) -> str:
    return str(get_translations().ungettext(one, many, number))


KEPT_FRAGMENTS = 512  # the texts of the modules in use, and the menus and feet of the pages


def keep(app: Flask, *key: Hashable, caller: Callable[[], Markup]) -> Markup:
    """``{% call keep("name", what it depends on …) %}…{% endcall %}``: a part of a page that is drawn once per process.

    The key must name everything that the part shows; the language of the page is always in it. Nothing that
    belongs to one person may stand inside.
    """
    fragments: OrderedDict[Hashable, Markup] = app.extensions["replica.fragments"]
    whole = (spoken(), *key)
    if whole in fragments:
        fragments.move_to_end(whole)
        compression.note(fragments[whole])
        return fragments[whole]
    made = fragments[whole] = caller()
    compression.note(made)
    while len(fragments) > KEPT_FRAGMENTS:
        fragments.popitem(last=False)
    return made


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "static":
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        headers.setdefault("Cache-Control", NO_STORE)
    return response


def conventions() -> str:
    """Whose habits dates follow: in English the British ones, the day before the month as in Peru."""
    language = str(get_locale() or "es_PE")
    return "en_GB" if language == "en" else language


def day(value: date | datetime | None, style: str = "long") -> str:
    """A date in words, in the language of the page; an instant is shown as its day in Lima."""
    if value is None:
        return ""
    local = in_lima(value).date() if isinstance(value, datetime) else value
    return _day(local, style, conventions())


@lru_cache(maxsize=1024)  # a page of two hundred people says the same few days again and again
def _day(value: date, style: str, locale: str) -> str:
    return str(format_date(value, style, locale=locale))


def days(first: date, last: date) -> str:
    """From one day to another without saying month and year twice: ``1 y 2 de diciembre de 2026``."""
    if first == last:
        return day(first)
    english = str(get_locale()) == "en"
    if (first.year, first.month) == (last.year, last.month):
        near = first.day + 1 == last.day
        between = (" and " if english else " y ") if near else (" to " if english else " al ")
        return f"{first.day}{between}{day(last)}"
    return _("del %(first)s al %(last)s", first=day(first), last=day(last))


def moment(value: datetime | None) -> str:
    """A day and an hour in Lima, in words."""
    return "" if value is None else _moment(value, conventions())


@lru_cache(maxsize=1024)
def _moment(value: datetime, locale: str) -> str:
    return str(format_datetime(value, "d MMM y, HH:mm", tzinfo=LIMA, locale=locale))


def percent(score: float | None) -> str:
    """A score from 0 to 1 as whole per cent, rounded down: 79.9 % never looks like a pass."""
    if score is None:
        return ""
    return f"{int(score * 100 + 1e-9)}{'%' if str(get_locale()) == 'en' else ' %'}"


def duration(minutes: int) -> str:
    """Minutes as hours and minutes: ``2 h 15 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part)


def menu() -> list[MenuEntry]:
    """The entries of the main menu for whoever is signed in."""
    return _for_me(house().menu)


def territory() -> list[MenuEntry]:
    """The pages about regions and facilities, for whoever is signed in."""
    return _for_me(house().territory)


def _for_me(entries: Sequence[MenuEntry]) -> list[MenuEntry]:
    if not current_user.is_authenticated:
        return []
    roles = {role for role, has in (("admin", current_user.is_admin), ("trainer", current_user.is_trainer)) if has}
    roles.add("learner")
    return sorted((entry for entry in entries if entry.roles & roles), key=lambda entry: entry.order)


def admin_notices() -> list[AdminNotice]:
    """What the rooms have to tell whoever administers; nothing for others."""
    if not (current_user.is_authenticated and current_user.is_admin):
        return []
    return [notice for announced in house().admin_notices for notice in announced()]


@cache
def icon(name: str) -> Markup:
    """One drawing of the sprite, hidden from screen readers: the word stands beside it."""
    return Markup('<svg class="i" aria-hidden="true"><use href="#{}"/></svg>').format(name)


def init_app(app: Flask) -> None:
    """Language, headers and the words of the frame."""
    Babel(app, locale_selector=_locale)
    app.jinja_env.install_gettext_callables(_in_template, _counted, newstyle=True)  # type: ignore[attr-defined]  # the i18n extension's
    app.register_blueprint(blueprint)
    app.after_request(_headers)
    app.view_functions["static"] = public(app.view_functions["static"])
    app.jinja_env.filters.update(day=day, days=days, moment=moment, percent=percent, duration=duration)
    app.jinja_env.globals.update(icon=icon, menu=menu, territory=territory,
                                 static=partial(_static, str(app.static_folder)), EXIT_TO=EXIT_TO,
                                 get_locale=get_locale, keep=partial(keep, app), place_of=_place_of,
                                 crumbs=partial(_crumbs, app), admin_notices=admin_notices)
    app.extensions["replica.fragments"] = OrderedDict()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


