"""One person of a cohort: adding her by hand, her page, her code; and the slips for everybody."""

from base64 import b64encode

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.access import current_actor, trainer
from training.cohorts import actions, codes, enrolment, merging, queries, sentences
from training.cohorts.facilities import AS_WRITTEN
from training.cohorts.forms import CodeForm, DocumentForm, MemberForm, NewPersonForm
from training.cohorts.models import Cohort, Membership
from training.cohorts.views import blueprint
from training.db import db
from training.places.queries import register_for
from training.press import qr

SLIPS_ON_A_SHEET = 8


@blueprint.route("/cohortes/<key>/personas/nueva", methods=["GET", "POST"])
@trainer
def add_person(key: str) -> str | Response | tuple[str, int]:
    """One person by hand: who came to the workshop without being on the list."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    actions.must_be_open(cohort)
    form = NewPersonForm()
    namesakes = _doubts(cohort, form) if form.validate_on_submit() else []
    if not form.is_submitted() or form.errors or namesakes:
        return render_template("cohorts/add_person.html", cohort=cohort, form=form, namesakes=namesakes,
                               AS_WRITTEN=AS_WRITTEN), 422 if form.is_submitted() else 200
    member = enrolment.enrol(cohort, [form.person()], actor)[0]
    db.session.commit()
    flash(_("%(name)s está en la cohorte: fila %(n)s de las listas.", name=member.full_name, n=member.number), "good")
    return redirect(url_for(".member", key=key, person=member.key), 303)


def _doubts(cohort: Cohort, form: NewPersonForm) -> list[Membership]:
    """What is wrong goes to the form: she is in already, the facility is unknown. Returns namesakes to be told apart."""
    form.settle(register_for(cohort.authority_id, [form.facility.data or ""]))
    person = form.person()
    if (person.document_type, person.document) in queries.documents_in(cohort):
        form.document.errors = [_("Esta persona ya está en la cohorte.")]
        return []
    return [] if form.another.data else queries.namesakes(cohort, person.given_names, person.surnames)


def _member(key: str, person: str) -> tuple[Cohort, Membership]:
    cohort = queries.cohort_for(current_actor(), key)
    return cohort, queries.member_of(cohort, person)


@blueprint.route("/cohortes/<key>/personas/<person>", methods=["GET", "POST"])
@trainer
def member(key: str, person: str) -> str | Response | tuple[str, int]:
    """A person as the trainer wrote her; her profession and facility can be corrected."""
    actor = current_actor()
    cohort, found = _member(key, person)
    form = MemberForm(obj=found)
    if form.validate_on_submit() and _settled(cohort, found, form):
        actions.must_be_open(cohort)
        actions.change_member(found, form.profession.data or "", form.facility.data or "", form.facility_id)
        db.session.commit()
        flash(_("Datos guardados."), "good")
        return redirect(url_for(".member", key=key, person=person), 303)
    no = codes.refusal(actor, cohort, found, is_facilitator=queries.facilitates(actor, cohort))
    return render_template("cohorts/member.html", cohort=cohort, member=found, form=form, refusal=no,
                           kind=sentences.kind(found.user.document_type), made_here=found.user.created_by_id == actor.id,
                           correctable=not merging.refusal(actor, found), AS_WRITTEN=AS_WRITTEN,
                           ), 422 if form.is_submitted() else 200


def _settled(cohort: Cohort, found: Membership, form: MemberForm) -> bool:
    if (form.facility.data or "") == found.facility and not form.place.data:
        form.facility_id = found.facility_id  # she changed something else: no question about what stood there
        return True
    return form.settle(register_for(cohort.authority_id, [form.facility.data or ""]))


@blueprint.route("/cohortes/<key>/personas/<person>/documento", methods=["GET", "POST"])
@trainer
def document(key: str, person: str) -> str | Response | tuple[str, int]:
    """The right document of a person who was written down with a wrong one: she may turn out to be here already."""
    actor = current_actor()
    cohort, found = _member(key, person)
    merging.must_be_correctable(actor, found)
    form = DocumentForm()
    if not form.validate_on_submit():
        return render_template("cohorts/document.html", cohort=cohort, member=found, form=form,
                               ), 422 if form.is_submitted() else 200
    kept = merging.correct_document(cohort, found, form.read(), actor)
    db.session.commit()
    flash(_("Documento corregido: %(name)s, fila %(n)s de las listas.", name=kept.full_name, n=kept.number), "good")
    return redirect(url_for(".member", key=key, person=kept.key), 303)


@blueprint.route("/cohortes/<key>/personas/<person>/quitar", methods=["GET", "POST"])
@trainer
def remove(key: str, person: str) -> str | Response:
    """Take a person out of the cohort, after saying what that means."""
    cohort, found = _member(key, person)
    if request.method != "POST":
        return render_template("cohorts/remove.html", cohort=cohort, member=found)
    actions.remove_member(found, current_actor())
    db.session.commit()
    flash(_("%(name)s ya no está en la cohorte. Lo que avanzó se conserva.", name=found.full_name), "good")
    return redirect(url_for(".show", key=key), 303)


@blueprint.route("/cohortes/<key>/personas/<person>/codigo", methods=["GET", "POST"])
@trainer
def code(key: str, person: str) -> str | tuple[str, int]:
    """A new code: how it will be given, then the code itself.

    The code is the answer to the POST: it is shown once, and no address leads back to it.
    """
    actor = current_actor()
    cohort, found = _member(key, person)
    is_facilitator = queries.facilitates(actor, cohort)
    form = CodeForm()
    if not form.validate_on_submit():
        no = codes.refusal(actor, cohort, found, is_facilitator=is_facilitator)
        return render_template("cohorts/code.html", cohort=cohort, member=found, form=form, refusal=no), _status(no, form)
    spoken = form.way.data == "spoken"
    given = codes.give(actor, cohort, found, is_facilitator=is_facilitator, spoken=spoken)
    db.session.commit()
    return render_template("cohorts/code_given.html", cohort=cohort, member=found, code=given, spoken=spoken,
                           address=current_app.config["PUBLIC_URL"])


def _status(no: str, form: CodeForm) -> int:
    return 403 if no else 422 if form.is_submitted() else 200


@blueprint.route("/cohortes/<key>/fichas", methods=["GET", "POST"])
@trainer
def slips(key: str) -> str | Response:
    """Access slips, eight to a sheet. Making the codes is a POST; printing them again shows the same ones."""
    actor = current_actor()
    cohort = queries.cohort_for(actor, key)
    everybody = queries.members(cohort)
    ours = codes.to_print(actor, cohort, everybody, is_facilitator=queries.facilitates(actor, cohort))
    if request.method == "POST":
        actions.must_be_open(cohort)
        codes.make_slips(actor, ours)
        db.session.commit()
        return redirect(url_for(".slips", key=key), 303)
    ready = codes.slips(ours)
    sheets = [ready[start:start + SLIPS_ON_A_SHEET] for start in range(0, len(ready), SLIPS_ON_A_SHEET)]
    return render_template("cohorts/slips.html", cohort=cohort, sheets=sheets, count=len(ready), everybody=len(everybody),
                           without=len(ours) - len(ready), address=current_app.config["PUBLIC_URL"], qr_of=_qr_of)


def _qr_of(member: Membership) -> str:
    """The picture of what a slip's QR says: the address with her public id, never a code."""
    address = current_app.config["PUBLIC_URL"] + url_for(".slip", person=member.key)
    return "data:image/png;base64," + b64encode(qr.picture(address)).decode()
