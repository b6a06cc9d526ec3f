"""The blueprint of this sub-room, and the one address that takes more than a list weighs."""

from flask import Blueprint, request

from training.places.lines import MOST_BYTES

blueprint = Blueprint("places", __name__)


@blueprint.url_value_preprocessor
def _let_the_register_in(endpoint: str | None, _values: object) -> None:
    """Before anybody reads the body."""
    if endpoint == "places.upload" and request.method == "POST":
        request.max_content_length = MOST_BYTES + 100_000
