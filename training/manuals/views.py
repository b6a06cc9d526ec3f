"""Pictures of the manual, under the digest of their version: they never change, so a browser may keep them."""

from pathlib import PurePosixPath

from flask import Blueprint, Response, abort

from training.manuals.queries import picture

TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}
blueprint = Blueprint("manuals", __name__)


@blueprint.get("/media/<digest>/<path:name>")
def media(digest: str, name: str) -> Response:
    """One picture of one version."""
    kind = TYPES.get(PurePosixPath(name).suffix)
    content = picture(digest, name) if kind else None
    if content is None:
        abort(404)
    response = Response(content, mimetype=kind)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
