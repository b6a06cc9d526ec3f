"""The record of privileged acts, for administrators; it is read here and changed nowhere."""

from flask import Blueprint, render_template, request

from training.access import admin
from training.audit.queries import acts, record_page
from training.audit.words import act_words, detail_words

blueprint = Blueprint("audit", __name__)


@blueprint.get("/auditoria")
@admin
def index() -> str:
    """Newest first, fifty a page; ``acto`` chooses one kind of act."""
    known = acts()
    act = request.args.get("acto")
    found = record_page(act if act in known else None, request.args.get("pagina", 1, type=int))
    return render_template("audit/index.html", found=found, acts=known, act=act if act in known else None,
                           words=act_words(), in_words=detail_words)
