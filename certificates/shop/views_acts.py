"""One act: what it did, its files, taking it back. And the history of one paper."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.issuing import sending
from certificates.shop import actions, queries, queries_acts, work
from certificates.shop.filters import Filter
from certificates.shop.forms import ActForm, UndoForm, new_token
from certificates.shop.states import ADDRESS_OF, MOVES, PRINTED, SIGNED, UNDO, acts_on
from certificates.shop.words import WORDS, done_words
from training.access import current_actor, trainer
from training.db import db
from training.errors import Refused
from training.forms import Press
from training.jobs.engine import enqueue
from training.jobs.models import RUNNING, WAITING
from training.jobs.queries import latest, progress
from training.jobs.wording import count_words, now_words


def _mine(key: str) -> queries_acts.Past:
    return queries_acts.act_for(current_actor(), key) or abort(404)


@blueprint.get("/imprimir/actos/<key>")
@trainer
def shop_act(key: str) -> str:
    """What an act did; of a print, its files, how to print them, and what comes next."""
    return _page(_mine(key), UndoForm(formdata=None))


def _page(past: queries_acts.Past, undo: UndoForm) -> str:
    act, prints = past.act, past.act.kind in MOVES and MOVES[past.act.kind].prints
    job = latest(work.KIND, f"lot:{act.id}") if prints else None
    under_way = job is not None and job.state in (WAITING, RUNNING)
    counts, undo.token.data = queries_acts.standing(act), new_token()
    state = next((one for one in (PRINTED, SIGNED) if counts.get(one)), None)
    asked = Filter(state=state or PRINTED, lot=act.key)
    found = queries.page(current_actor(), asked, 1) if state else None
    form = ActForm(formdata=None)
    form.token.data = new_token()
    return render_template(
        "certificates/shop/act.html", act=act, past=past, counts=counts, undo=undo, asked=asked, found=found, form=form,
        next_act=acts_on(state)[0] if state else None, volumes=queries_acts.printed(act) if prints else [],
        prints=prints, job=job, under_way=under_way, progress=progress(job) if job else None, count_words=count_words,
        now_words=now_words, address_of=ADDRESS_OF, undoable=act.kind != UNDO and not past.undone, **WORDS)


@blueprint.post("/imprimir/actos/<key>/deshacer")
@trainer
def shop_undo(key: str) -> str | Response | tuple[str, int]:
    """Take an act back, with the reason."""
    past, form = _mine(key), UndoForm()
    if not form.validate():
        return (_page(past, form), 422) if set(form.errors) == {"reason"} else abort(400)
    done = actions.undo(current_actor(), past.act, form.token.data, form.reason.data)
    db.session.commit()
    left = past.act.count - done.count
    moved_on = " " + _("Ya habían seguido su camino: %(num)s.", num=left) if left else ""
    flash(done_words(done.kind, done.count) + moved_on, "good")
    return redirect(url_for(".shop_act", key=key), 303)


@blueprint.post("/imprimir/actos/<key>/preparar")
@trainer
def shop_prepare(key: str) -> Response:
    """Make the files of a print again: after a week they were deleted."""
    past = _mine(key)
    if not Press().validate():
        abort(400)
    if past.act.kind not in MOVES or not MOVES[past.act.kind].prints:
        raise Refused(_("Este acto no imprimió nada."))
    job = work.start(past.act, current_actor().id)
    db.session.commit()
    enqueue(job.id)
    return redirect(url_for(".shop_act", key=key), 303)


@blueprint.get("/imprimir/actos/<key>/<kind>-<int:volume>.pdf")
@trainer
def shop_file(key: str, kind: str, volume: int) -> Response:
    """A print file of a lot, while it lies there."""
    past = _mine(key)
    found = next((one for one in queries_acts.printed(past.act) if one.number == volume), None)
    if found is None or kind not in found.files:
        abort(404)
    return sending.sheet(found.files[kind].sha256, f"lote-{past.act.id}-{kind}-{volume}")


@blueprint.get("/imprimir/hojas/<paper>")
@trainer
def shop_paper(paper: str) -> str:
    """One paper: where it stands, who moved it and when, and what can be done with it alone."""
    actor = current_actor()
    line = queries.paper_for(actor, paper) or abort(404)
    asked = Filter(state=line.row.state, paper=paper) if line.row.state in ADDRESS_OF else None
    form, found = ActForm(formdata=None), queries.page(actor, asked, 1) if asked else None
    form.token.data = new_token()
    return render_template(
        "certificates/shop/paper.html", line=line, asked=asked, form=form, acts=acts_on(line.row.state), moves=MOVES,
        history=queries_acts.history(line.row.certificate_id), found=found, **WORDS)
