"""The learner's pages: home, course, module; and the page about browsing safely."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from modules.manual import Manual, Module
from training.access import current_actor, public
from training.clock import in_lima, now
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import memberships_of, my_membership, reader_of
from training.db import db, writing
from training.learning.path import Path, Step, path, step_of
from training.manuals.queries import live_problems, manual, manual_here
from training.progress import actions
from training.progress.paper_rules import rules_of
from training.progress.queries import facts_of
from training.progress.rules import State
from training.workshops.queries import workshop_of

blueprint = Blueprint("learning", __name__)


@blueprint.get("/")
def home() -> str | Response:
    """Where she left off, how far she is, what is missing. A trainer without courses of her own goes to her cohorts."""
    actor = current_actor()
    mine = memberships_of(actor)
    if not mine and actor.is_staff:
        return redirect(url_for("cohorts.index" if actor.is_trainer else "accounts.people"), 303)
    to_confirm = [membership for membership in mine if membership.confirmed_at is None]
    courses = [(membership, _path(membership)) for membership in mine if membership.confirmed_at is not None]
    return render_template("learning/home.html", courses=courses, to_confirm=to_confirm, hour=in_lima(now()).hour,
                           State=State)


def _path(membership: Membership) -> Path:
    edition = manual_here(membership.cohort.manual_digest)
    return path(edition, membership.cohort.course, facts_of(membership.id))


@blueprint.get("/curso/<key>")
def course(key: str) -> str:
    """The course with its modules, each with state and requirement in words."""
    membership = my_membership(current_actor(), key, whole=True)
    cohort = membership.cohort
    rules = rules_of(manual_here(cohort.manual_digest), cohort.course, None if workshop_of(cohort) else 0)
    return render_template("learning/course.html", membership=membership, path=_path(membership), State=State, rules=rules)


@blueprint.get("/curso/<key>/<slug>")
def module(key: str, slug: str) -> str | Response:
    """One module: as its learner, or as whoever facilitates the cohort, with the blocks for facilitating."""
    cohort, membership = reader_of(current_actor(), key)
    if renamed := _renamed(cohort, slug):
        return redirect(url_for(".module", key=key, slug=renamed), 301)
    edition, found = _readable(cohort, slug)
    if membership is None:
        learner_view = request.args.get("vista") == "participante"
        return render_template("learning/module_trainer.html", cohort=cohort, manual=edition, module=found,
                               learner_view=learner_view, problems=live_problems())
    step = _step(edition, cohort, membership, slug)
    if step.state is State.LOCKED:
        return render_template("learning/locked.html", membership=membership, step=step)
    if actions.is_due(step.facts.seen_at):
        with writing("view mark"):
            actions.mark_seen(membership.id, slug)
    return render_template("learning/module.html", membership=membership, cohort=cohort, manual=edition, module=found,
                           step=step, problems=live_problems())


@blueprint.get("/imprimir/<key>/<slug>")
def module_print(key: str, slug: str) -> str | Response:
    """The module as sheets of paper: without navigation, with the answers of the cases open."""
    cohort, membership = reader_of(current_actor(), key)
    if renamed := _renamed(cohort, slug):
        return redirect(url_for(".module_print", key=key, slug=renamed), 301)
    edition, found = _readable(cohort, slug)
    for_trainer = membership is None and request.args.get("vista") != "participante"
    return render_template("learning/print.html", cohort=cohort, manual=edition, module=found, for_trainer=for_trainer)


@blueprint.post("/curso/<key>/<slug>/leido")
def mark_read(key: str, slug: str) -> Response:
    """She says that she has read it."""
    membership = my_membership(current_actor(), key)
    slug = _renamed(membership.cohort, slug) or slug  # the page was open while the cohort moved
    edition, found = _readable(membership.cohort, slug)
    if _step(edition, membership.cohort, membership, slug).state is State.LOCKED:
        abort(409)
    actions.mark_read(membership.id, found.slug)
    db.session.commit()
    flash(_("Guardado: el módulo %(slug)s consta como leído.", slug=found.slug.upper()), "good")
    return redirect(url_for(".module", key=key, slug=slug, _anchor="leido"), 303)


@blueprint.get("/navegar-con-seguridad")
@public
def safety() -> str:
    """What the quick exit does and what it cannot do, told honestly; and who helps."""
    return render_template("learning/safety.html")


def _renamed(cohort: Cohort, slug: str) -> str | None:
    """The slug that a module has now, when an old link asks for the one that it had."""
    edition = manual(cohort.manual_digest)
    if edition.module(slug) is not None:
        return None
    return next((module.slug for module in edition.published(cohort.course) if slug in module.was), None)


def _readable(cohort: Cohort, slug: str) -> tuple[Manual, Module]:
    edition = manual_here(cohort.manual_digest)
    found = edition.module(slug)
    if found is None or not found.ready or found.course != cohort.course:
        abort(404)
    return edition, found


def _step(edition: Manual, cohort: Cohort, membership: Membership, slug: str) -> Step:
    module = edition.module(slug)
    touched = (slug, *(module.requires if module else ()))
    step = step_of(edition, cohort.course, slug, facts_of(membership.id, touched))
    if step is None:
        abort(404)
    return step
