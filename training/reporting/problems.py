"""What the interface says when it says no: ``application/problem+json``, with a sentence that tells what to do.

Also for what the house refuses before or after a view of ours: unknown addresses, wrong methods, a busy database.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, Response, request
from flask_babel import gettext as _

from training.db import db

ROOT = "/api/"
JSON = "application/problem+json"


class Problem(Exception):
    """A no of the interface. ``detail``: a whole sentence."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})


def _body(status: int, detail: str) -> str:
    title = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Error"
    return json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail}, ensure_ascii=False)


def _answer(problem: Problem) -> Response:
    db.session.rollback()
    return Response(_body(problem.status, problem.detail), problem.status, problem.headers, content_type=JSON)


def _usual(status: int) -> str:
    return {
        400: _("El pedido no se pudo leer. Revise la dirección y sus parámetros."),
        404: _("Esa dirección no existe en este API. Las que existen están en /api/v1/openapi.json."),
        405: _("Este API es solo de lectura: use GET."),
        503: _("El servidor está muy ocupado. Vuelva a intentarlo en unos segundos."),
    }.get(status, _("Algo falló de nuestro lado. Vuelva a intentarlo; si se repite, avise a quien administra Réplica."))


def _instead_of_a_page(response: Response) -> Response:
    """A page that was meant for a person becomes a problem for a program."""
    if request.path.startswith(ROOT) and response.status_code >= 400 and response.mimetype != JSON:
        response.set_data(_body(response.status_code, _usual(response.status_code)))
        response.content_type = JSON
    return response


def init_app(app: Flask) -> None:
    """Announce both."""
    app.register_error_handler(Problem, _answer)
    app.after_request(_instead_of_a_page)
