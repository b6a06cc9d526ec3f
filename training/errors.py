"""What the house says when it says no: one exception, one page, always with what to do."""

import traceback

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, SecurityError

from training.db import db


class Refused(Exception):
    """A rule said no. ``message`` is a whole sentence for the person, with what to do; ``status`` a 4xx."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def _sentences() -> dict[int, tuple[str, str]]:
    return {
        400: (_("No pudimos leer su pedido"), _("Vuelva a la página anterior e inténtelo otra vez.")),
        401: (_("Ingrese para continuar"), _("Esta página necesita su DNI y su clave.")),
        403: (_("Esta página no es para su cuenta"),
              _("Si cree que debería verla, pida ayuda a quien administra Réplica en su región.")),
        404: (_("No encontramos esa página"),
              _("Revise la dirección o vuelva al inicio. Puede que el enlace sea de otra cuenta.")),
        405: (_("Ese paso no se hace así"), _("Vuelva a la página anterior y use sus botones.")),
        413: (_("El archivo es demasiado grande"),
              _("Una lista puede pesar hasta 2 MB y una foto hasta 12. Divida la lista, o tome una foto más pequeña.")),
        429: (_("Demasiados intentos seguidos"), _("Espere unos minutos y vuelva a intentarlo.")),
        500: (_("Algo falló de nuestro lado"),
              _("No se guardó nada a medias. Vuelva a intentarlo; si se repite, avise a quien facilita su taller.")),
        503: (_("El sitio está muy ocupado"), _("Espere un minuto y vuelva a intentarlo. No se perdió nada.")),
    }


def page(status: int, message: str | None = None) -> Response:
    """The error page for ``status``; ``message`` replaces the usual sentence."""
    title, usual = _sentences().get(status, _sentences()[400])
    html = render_template("error.html", status=status, title=title, message=message or usual)
    return make_response(html, status)


def _refused(error: Refused) -> Response:
    db.session.rollback()
    return page(error.status, error.message)


def _http(error: HTTPException) -> Response:
    db.session.rollback()
    if isinstance(error, SecurityError):  # a host that is not ours: no page of ours can name its own address
        plain = {"Content-Type": "text/plain; charset=utf-8"}
        return make_response("400: esta dirección no es la de este sitio.", 400, plain)
    status = error.code or 500
    if 300 <= status < 400:
        return make_response(error.get_response(request.environ))
    response = page(status)
    for name, value in error.get_headers(request.environ):
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _csrf(error: CSRFError) -> Response:
    db.session.rollback()
    return page(400, _("La página estuvo abierta mucho tiempo y su permiso venció. "
                       "Vuelva atrás, actualícela y envíe otra vez."))


def _busy(error: OperationalError) -> Response:
    db.session.rollback()
    current_app.logger.warning("%s in %s", error.orig, request.endpoint)  # locked, full or gone: no person is named
    response = page(503)
    response.headers["Retry-After"] = "5"
    return response


def _clash(error: IntegrityError) -> Response:
    """Two requests wrote the same at once, and the database let one of them: the other may look and try again."""
    db.session.rollback()
    current_app.logger.warning("%s in %s", type(error.orig).__name__, request.endpoint)
    return page(409, _("Alguien guardó lo mismo en ese momento. Su cambio no se guardó: actualice la página y revise."))


def _unexpected(error: Exception) -> Response:
    """Where it happened goes to the log; what a database says does not, for it repeats names and documents."""
    db.session.rollback()
    if isinstance(error, SQLAlchemyError):
        frames = "".join(traceback.format_tb(error.__traceback__))
        current_app.logger.error("%s in %s\n%s", type(error).__name__, request.endpoint, frames)
    else:
        current_app.logger.exception("unexpected error in %s", request.endpoint)
    return page(500)


def init_app(app: Flask) -> None:
    """Turn each kind of no into its page; in tests an unexpected error stays an exception."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(IntegrityError, _clash)
    if not app.testing:
        app.register_error_handler(Exception, _unexpected)
