"""The blueprint of certificates: its views stand in several files. Nothing of it is for search engines."""

from flask import Blueprint, Response

blueprint = Blueprint("certificates", __name__)


@blueprint.after_request
def not_for_search(response: Response) -> Response:
    """Said again to those who do not read the page: files too."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
