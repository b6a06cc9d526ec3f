"""What the interface is, as an OpenAPI 3.1 document. Written by hand; a test holds every answer against it."""

from typing import Any

from training.coverage.states import ADDRESS_OF, STATES
from training.reporting.asking import CURSOR, LIMIT, MOST, REGION, USUAL
from training.reporting.columns import COLUMNS, PLAN_OF, TODAY, Column

Node = dict[str, Any]
CODE, AUTHORITY, MONTH_WRITTEN = "^[0-9]{8}$", "^[a-z][a-z0-9-]{1,39}$", "^20[0-9]{2}-(0[1-9]|1[0-2])$"
KEY = "^[A-Za-z0-9_-]{12}$"
COUNT: Node = {"type": "integer", "minimum": 0}
TEXT: Node = {"type": "string"}
DAY: Node = {"type": "string", "format": "date"}
SHARE: Node = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
MEAN: Node = {**SHARE, "description": "Promedio de 0 a 1; null con menos de cinco personas certificadas."}
_KINDS: dict[str, Node] = {"string": TEXT, "integer": COUNT, "number": {"type": "number", "minimum": 0},
                           "boolean": {"type": "boolean"}, "date": DAY}


def document() -> Node:
    """The whole document, in the language of the request."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Réplica", "version": "1.0.0", "summary": "Cobertura, informe mensual y cohortes. Solo lectura.",
                 "description": "Ninguna respuesta lleva datos de personas. La guía está en docs/api.md.",
                 "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": "/api/v1"}],
        "security": [{"llave": []}],
        "paths": _paths(),
        "components": {"securitySchemes": {"llave": {
            "type": "http", "scheme": "bearer", "description": "La llave que da quien administra Réplica."}},
            "schemas": _schemas(), "responses": _refusals(),
            "headers": {"ETag": {"description": "Marca de esta respuesta, para «If-None-Match».", "schema": TEXT}}},
    }


def _paths() -> Node:
    paged = [_cursor(CODE), _limit(), _region()]
    return {
        "/openapi.json": {"get": {"operationId": "openapi", "summary": "Este documento", "security": [],
                                  "responses": {"200": _good({"type": "object"}), **_kept()}}},
        "/establecimientos": {"get": _operation(
            "establecimientos", "Cada establecimiento abierto y cómo está hoy, por código", "Establecimientos", paged)},
        "/establecimientos/{codigo}": {"get": _operation(
            "establecimiento", "Un establecimiento", "Establecimiento", [_path("codigo", CODE)])},
        "/cobertura/regiones": {"get": _operation("regiones", "Cobertura por autoridad de salud", "Regiones", [])},
        "/cobertura/regiones/{region}/redes": {"get": _operation(
            "redes", "Cobertura por red de una autoridad de salud", "Redes", [_path("region", AUTHORITY)])},
        "/informe-mensual/{mes}": {"get": _operation(
            "informeMensual", "El informe de un mes, por código de establecimiento", "InformeMensual",
            [_path("mes", MONTH_WRITTEN), *paged])},
        "/cohortes": {"get": _operation("cohortes", "Qué resultó de cada cohorte que terminó", "Cohortes", [
            _cursor(KEY), _limit(), _region(),
            _query("curso", {"type": "string", "pattern": "^[a-z]$"}, "La letra del curso."),
            _query("desde", DAY, "Terminó ese día o después."), _query("hasta", DAY, "Terminó ese día o antes.")])},
    }


def _operation(name: str, summary: str, schema: str, parameters: list[Node]) -> Node:
    refusals = {str(status): {"$ref": f"#/components/responses/{status}"} for status in (400, 401, 403, 404, 429)}
    return {"operationId": name, "summary": summary, "parameters": parameters,
            "responses": {"200": _good({"$ref": f"#/components/schemas/{schema}"}), **_kept(), **refusals}}


def _good(schema: Node) -> Node:
    return {"description": "Lo pedido.", "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
            "content": {"application/json": {"schema": schema}}}


def _kept() -> Node:
    return {"304": {"description": "Usted ya lo tiene: nada cambió desde la marca que envió."}}


def _query(name: str, schema: Node, says: str) -> Node:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": says}


def _path(name: str, pattern: str) -> Node:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": pattern}}


def _cursor(pattern: str) -> Node:
    return _query(CURSOR, {"type": "string", "pattern": pattern}, "Lo que «siguiente» decía en la respuesta anterior.")


def _limit() -> Node:
    schema = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    return _query(LIMIT, schema, "Cuántas líneas por respuesta.")


def _region() -> Node:
    return _query(REGION, {"type": "string", "pattern": AUTHORITY},
                  "Código de una autoridad de salud; sin él, todo lo que abre la llave.")


def _refusals() -> Node:
    said = {400: "Un parámetro está mal escrito.", 401: "Falta la llave, o no abre.", 403: "La llave abre otra región.",
            404: "No existe, o la llave no abre su región.", 429: "Demasiadas llaves equivocadas desde su red."}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problema"}}}
    found: Node = {str(status): {"description": words, "content": problem} for status, words in said.items()}
    found["429"]["headers"] = {"Retry-After": {"description": "Segundos que hay que esperar.", "schema": COUNT}}
    return found


def _object(properties: Node) -> Node:
    """Everything is always there, and nothing else is."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(of: Node) -> Node:
    return {"type": "array", "items": of}


def _page(of: str, cursor: str, **more: Node) -> Node:
    return _object({**more, "datos": {**_list({"$ref": f"#/components/schemas/{of}"}), "maxItems": MOST},
                    "siguiente": {"type": ["string", "null"], "pattern": cursor,
                                  "description": "Con qué «cursor» seguir; null cuando no hay más."}})


def _column(one: Column) -> Node:
    """A column's value; some are null when they are not known."""
    kind = dict(_KINDS[one.kind])
    if one.field == "codigo":
        kind["pattern"] = CODE
    if one.field == "estado":
        kind["enum"] = [ADDRESS_OF[state] for state in STATES]
    if one.field == "plan":
        kind["enum"] = list(PLAN_OF.values())
    if one.kind == "date":
        kind["type"] = [kind["type"], "null"]
    return {**kind, "description": str(one.says)}


def _schemas() -> Node:
    of_today = {one.field: _column(one) for one in TODAY}
    tally = {name: COUNT for name in ("establecimientos", "cubiertos", "en_parte", "perdieron", "sin_datos", "listos",
                                      "capacitadas")}
    code: Node = {"type": "string", "pattern": AUTHORITY}
    return {
        "Establecimiento": _object(of_today), "Establecimientos": _page("Establecimiento", CODE),
        "LineaDelInforme": _object({one.field: _column(one) for one in COLUMNS}),
        "InformeMensual": _page("LineaDelInforme", CODE, mes={"type": "string", "pattern": MONTH_WRITTEN}, al=DAY),
        "Regiones": _object({"datos": _list({"$ref": "#/components/schemas/Region"})}),
        "Region": _object({"region": code, "nombre": TEXT, "departamento_inei": {"type": "string", "pattern": "^[0-9]{2}$"},
                           "departamento_iso": {"type": "string", "pattern": "^PE-[A-Z]{3}$"}, **tally}),
        "Redes": _object({"region": code, "datos": _list({"$ref": "#/components/schemas/Red"})}),
        "Red": _object({"red": TEXT, **tally}),
        "Cohortes": _page("Cohorte", KEY),
        "Cohorte": _object({
            "cohorte": {"type": "string", "pattern": KEY}, "curso": TEXT, "region": code, "termino": DAY,
            "cerrada": {"type": "boolean"}, "personas": COUNT, "certificadas": COUNT, "establecimientos": COUNT,
            "prueba_de_salida": MEAN,
            "practica_observada": MEAN}),
        "Problema": _object({"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}),
    }
