"""Asking for a paper's dossier, and fetching it: for whoever runs its cohort and for administrators."""

from flask import redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.corrections.queries import paper_for
from certificates.dossier import actions, drawing, queries
from certificates.dossier.compose import html, source_of
from certificates.dossier.models import DossierFile
from certificates.issuing import sending
from certificates.issuing.models import Certificate
from training import store
from training.access import current_actor, trainer
from training.db import db
from training.errors import Refused
from training.jobs.engine import enqueue


@blueprint.post("/certificados/<key>/dossier")
@trainer
def ask_dossier(key: str) -> Response:
    """Draw the dossier, unless it is there; either way it is written down who asked."""
    actor = current_actor()
    certificate, _cohort = paper_for(actor, key)
    ready = _drawn(certificate, actor.id)
    actions.ask(certificate, actor.id)
    job = None if ready else drawing.start(certificate.id, actor.id)
    db.session.commit()
    if job is None:
        return redirect(url_for(".dossier", key=key), 303)
    enqueue(job.id)
    return redirect(url_for("jobs.show", key=job.key), 303)


@blueprint.get("/certificados/<key>/dossier.pdf")
@trainer
def dossier(key: str) -> Response:
    """The dossier that this person asked for, while it says what is stored now."""
    actor = current_actor()
    certificate, _cohort = paper_for(actor, key)
    found = _drawn(certificate, actor.id)
    if found is None:
        raise Refused(_("Este dossier todavía no se dibujó para usted, o algo cambió desde entonces. Pídalo otra vez en la "
                        "página del papel."))
    return sending.sheet(found.sha256, f"dossier-{certificate.folio}")


def _drawn(certificate: Certificate, by_id: int) -> DossierFile | None:
    """Her copy as it would be drawn now, if it lies there whole."""
    contents = queries.contents_of(certificate)
    found = queries.drawn_for(certificate, by_id, source_of(contents, html(contents)))
    return found if found is not None and store.is_whole(found.sha256) else None
