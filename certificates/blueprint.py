"""The blueprint of certificates: its views stand in several files. Nothing of it is for search engines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response

blueprint = Blueprint("certificates", __name__)


@dataclass(frozen=True)
class PaperLink:
    """A button on the page of a paper; its address takes the paper's key. ``kinds``: of which papers, all when empty.
    ``post``: it does something, and so it is pressed and not followed."""

    label: Any
    endpoint: str
    icon: str = "save"
    kinds: frozenset[str] = frozenset()
    post: bool = False


# Rooms to the right add theirs when they are imported: buttons, and lines of a paper's history as (moment, sentence).
paper_links: list[PaperLink] = []
paper_history: list[Callable[[Any], Sequence[tuple[datetime, str]]]] = []


@blueprint.after_request
def not_for_search(response: Response) -> Response:
    """Said again to those who do not read the page: files too."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
