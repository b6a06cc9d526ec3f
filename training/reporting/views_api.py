"""JSON for other systems of the ministry: read only, by key, without personal data. The guide is docs/api.md."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from training.access import public
from training.clock import today
from training.coverage.queries import authorities, by_authority, by_network
from training.coverage.tally import Tally
from training.reporting import asking
from training.reporting.asking import Unasked
from training.reporting.columns import COLUMNS, TODAY, Column
from training.reporting.door import keyed
from training.reporting.lines import Line, Which, lines
from training.reporting.months import NotAMonth, month_of, read_month
from training.reporting.openapi import document
from training.reporting.problems import Problem
from training.reporting.scope import Scope, authority_with
from training.reporting.yields import yields

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
Read = TypeVar("Read")


def _answer(body: dict[str, Any], public_too: bool = False) -> Response:
    """The body with its mark: who has it already gets 304 and nothing else."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = Response(text, content_type="application/json")
    response.headers["Cache-Control"] = "public, max-age=3600" if public_too else "private, no-cache"
    response.vary.add("Accept-Encoding" if public_too else "Authorization")
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


def _asked(*known: str) -> dict[str, str]:
    return _well(lambda: asking.only(request.args.to_dict(flat=False), known))


def _well(read: Callable[[], Read]) -> Read:
    """What was read; a Problem 400 with the reason when it cannot be."""
    try:
        return read()
    except Unasked as why:
        raise Problem(400, str(why)) from why


def _narrowed(scope: Scope, code: str) -> Scope:
    """The region asked for, within what the key opens."""
    if not code or code == scope.code and scope.authority:
        return scope
    if scope.authority is not None:
        raise Problem(403, _("Esta llave abre solo la región «%(code)s».", code=scope.code))
    found = authority_with(code)
    if found is None:
        raise Problem(404, _("No hay ninguna autoridad de salud con el código «%(code)s». Las que hay están en "
                             "/api/v1/cobertura/regiones.", code=code))
    return Scope(found)


def _line(line: Line, columns: Iterable[Column]) -> dict[str, Any]:
    said = {one.field: one.value(line) for one in columns}
    return {field: value.isoformat() if isinstance(value, date) else value for field, value in said.items()}


def _page(found: list[dict[str, Any]], limit: int, cursor: str) -> dict[str, Any]:
    """At most ``limit`` of them, and after which to go on; None at the end."""
    more = len(found) > limit
    return {"datos": found[:limit], "siguiente": found[limit - 1][cursor] if more else None}


@blueprint.get("/openapi.json")
@public
def openapi() -> Response:
    """What this interface is, for programs; without a key."""
    return _answer(document(), public_too=True)


@blueprint.get("/establecimientos")
@public
@keyed
def facilities(scope: Scope) -> Response:
    """The facilities as they stand today, by code."""
    asked = _asked(asking.CURSOR, asking.LIMIT, asking.REGION)
    limit, after = _well(lambda: asking.limit(asked)), _well(lambda: asking.cursor(asked, r"\d{8}"))
    scope = _narrowed(scope, _well(lambda: asking.region(asked)))
    found = lines(month_of(today(), today()), Which(scope.id, after, limit + 1, by_code=True))
    return _answer(_page([_line(one, TODAY) for one in found], limit, "codigo"))


@blueprint.get("/establecimientos/<code>")
@public
@keyed
def facility(scope: Scope, code: str) -> Response:
    """One facility."""
    _asked()
    found = list(lines(month_of(today(), today()), Which(scope.id, code=code, by_code=True, limit=1)))
    if not found:
        raise Problem(404, _("Ningún establecimiento que esta llave pueda leer tiene ese código. Son ocho dígitos, con sus "
                             "ceros; los cerrados no están."))
    return _answer(_line(found[0], TODAY))


def _tally(tally: Tally) -> dict[str, int]:
    return {"establecimientos": tally.total, "cubiertos": tally.covered, "en_parte": tally.partly, "perdieron": tally.lapsed,
            "sin_datos": tally.no_data, "listos": tally.ready, "capacitadas": tally.trained}


@blueprint.get("/cobertura/regiones")
@public
@keyed
def regions(scope: Scope) -> Response:
    """How many facilities of each health authority that the key opens stand how."""
    _asked()
    found = by_authority()
    return _answer({"datos": [
        {"region": one.code, "nombre": one.name, "departamento_inei": department.code, "departamento_iso": department.iso,
         **_tally(found.get(one.id, Tally()))}
        for one, department in authorities() if scope.id in (None, one.id)]})


@blueprint.get("/cobertura/regiones/<region>/redes")
@public
@keyed
def networks(scope: Scope, region: str) -> Response:
    """The same of the networks of a health authority."""
    _asked()
    code = _well(lambda: asking.region({asking.REGION: region}))
    narrowed = _narrowed(scope, code)
    assert narrowed.id is not None, "a region was asked for"
    return _answer({"region": code, "datos": [{"red": name, **_tally(found)} for name, found in by_network(narrowed.id)]})


@blueprint.get("/informe-mensual/<month>")
@public
@keyed
def report(scope: Scope, month: str) -> Response:
    """The monthly report, by code of facility."""
    asked = _asked(asking.CURSOR, asking.LIMIT, asking.REGION)
    limit, after = _well(lambda: asking.limit(asked)), _well(lambda: asking.cursor(asked, r"\d{8}"))
    try:
        wanted = read_month(month, today())
    except NotAMonth as error:
        raise Problem(404, _("De ese mes no hay informe. Se escribe como 2026-11, y no puede ser uno que aún no "
                             "empieza.")) from error
    scope = _narrowed(scope, _well(lambda: asking.region(asked)))
    found = lines(wanted, Which(scope.id, after, limit + 1, by_code=True))
    page = _page([_line(one, COLUMNS) for one in found], limit, "codigo")
    return _answer({"mes": str(wanted), "al": wanted.at.isoformat(), **page})


@blueprint.get("/cohortes")
@public
@keyed
def cohorts(scope: Scope) -> Response:
    """What came of each cohort that has ended."""
    asked = _asked(asking.CURSOR, asking.LIMIT, asking.REGION, "curso", "desde", "hasta")
    limit, after = _well(lambda: asking.limit(asked)), _well(lambda: asking.cursor(asked, r"[A-Za-z0-9_-]{12}"))
    course, since, until = _well(lambda: (asking.course(asked), asking.day(asked, "desde"), asking.day(asked, "hasta")))
    scope = _narrowed(scope, _well(lambda: asking.region(asked)))
    return _answer(_page(yields(scope.id, after, limit + 1, course, since, until), limit, "cohorte"))
