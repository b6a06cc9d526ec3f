"""The pages of attendance stand in several files and share this blueprint."""

from flask import Blueprint, request

from training.attendance.photo import MOST_BYTES

blueprint = Blueprint("attendance", __name__)


@blueprint.url_value_preprocessor
def _let_photos_in(endpoint: str | None, _values: object) -> None:
    """A telephone's photo is larger than any list: this one address takes more, before anybody reads the body."""
    if endpoint == "attendance.add_photo":
        request.max_content_length = MOST_BYTES + 100_000
