"""«Por imprimir»: the queue over cohorts, its search, and acts on a whole filter."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.shop import actions, queries, queries_acts, work
from certificates.shop.filters import Filter, Unreadable, read
from certificates.shop.forms import ActForm, new_token
from certificates.shop.states import ADDRESS_OF, DRAWING, MOVES, QUEUE, acts_on
from certificates.shop.words import WORDS, done_words
from training.access import current_actor, trainer
from training.db import db
from training.forms import Press
from training.jobs.engine import enqueue


@blueprint.get("/imprimir")
@trainer
def shop() -> str | tuple[str, int]:
    """The queue: a page of the filter that stands in the address."""
    return _page(_filter(), request.args.get("pagina", 1, type=int))


@blueprint.post("/imprimir")
@trainer
def shop_search() -> str | tuple[str, int]:
    """The same with searched words: by POST, since they may be somebody's name."""
    if not Press().validate():
        abort(400)
    return _page(_filter(), request.form.get("pagina", 1, type=int))


def _filter() -> Filter:
    values = request.form if request.method == "POST" else request.args
    try:
        return read(values, " ".join(values.get("words", "").split()) if request.method == "POST" else "")
    except Unreadable:
        abort(404)


def _page(asked: Filter, number: int, changed: int | None = None, form: ActForm | None = None) -> str | tuple[str, int]:
    """The page, with a fresh key for its form. ``changed``: how many there are now, after somebody else moved some."""
    actor = current_actor()
    found = queries.page(actor, asked, number)
    form = form or ActForm(formdata=None)
    form.token.data = new_token()
    html = render_template(
        "certificates/shop/queue.html", asked=asked, found=found, options=queries.options(actor, asked), form=form,
        states=QUEUE, address_of=ADDRESS_OF, acts=acts_on(asked.state), moves=MOVES, most=queries.MOST, drawing=DRAWING,
        most_counted=queries.MOST_COUNTED, changed=changed, recent=queries_acts.recent_acts(actor), **WORDS)
    return (html, 409) if changed is not None else (html, 422) if form.errors else html


@blueprint.post("/imprimir/actos")
@trainer
def shop_do() -> str | Response | tuple[str, int]:
    """Do an act with every paper of the filter; to the lot when it prints, else back to the queue."""
    actor, asked, form = current_actor(), _filter(), ActForm()
    if not form.validate():
        return _page(asked, 1, form=form) if set(form.errors) == {"reason"} else abort(400)
    try:
        done = actions.act(actor, asked, form.asked)
    except actions.Changed as change:
        db.session.rollback()
        return _page(asked, 1, changed=change.count)
    job = work.start(done, actor.id) if MOVES[done.kind].prints and not queries_acts.printed(done) else None
    db.session.commit()
    if job:
        enqueue(job.id)
    flash(done_words(done.kind, done.count), "good")
    return redirect(url_for(".shop_act", key=done.key), 303)
