"""The service worker that keeps an opened roll for reloading without network. Its address bounds what it may see."""

from flask import Response, current_app, request

from training.access import public
from training.attendance.blueprint import blueprint

ROLL_PAGES = frozenset(("attendance.roll", "attendance.save", "attendance.close"))


@blueprint.get("/cohortes/asistencia.js")
@public
def worker() -> Response:
    """The script, the same for everybody: without a version in its address, since a browser asks for it again."""
    return current_app.send_static_file("roll-worker.js")


@blueprint.after_request
def _camera(response: Response) -> Response:
    """Slips are read on the roll, and nowhere else is the camera allowed."""
    if request.endpoint in ROLL_PAGES:
        response.headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
    return response
