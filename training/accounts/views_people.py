"""Staff accounts, for administrators: who there is, who comes in, who gets a code, who is closed."""

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from training.access import admin, current_actor
from training.accounts import actions, queries, rules
from training.accounts.blueprint import blueprint
from training.accounts.documents import plain
from training.accounts.forms import NewStaffForm, RolesForm, SearchForm, text
from training.accounts.models import User
from training.accounts.queries import authorities
from training.clock import now
from training.db import db
from training.errors import Refused
from training.forms import Press
from training.house import house


@blueprint.get("/personas")
@admin
def people() -> str:
    """Administrators and trainers by surname, fifty a page."""
    found = queries.staff(request.args.get("pagina", 1, type=int))
    return render_template("accounts/people.html", form=SearchForm(), found=found, searched=False)


@blueprint.post("/personas")
@admin
def search() -> Response:
    """Anybody by name or document; by POST, so that neither stands in an address."""
    form = SearchForm()
    fine = form.validate()
    page = request.form.get("pagina", 1, type=int)
    found = queries.search(text(form.words), plain(text(form.words)), page) if fine else queries.staff(1)
    html = render_template("accounts/people.html", form=form, found=found, searched=fine)
    return make_response(html, 200 if fine else 400)


@blueprint.get("/personas/nueva")
@admin
def new_staff() -> str:
    """The form for a new trainer or administrator."""
    return render_template("accounts/new_staff.html", form=NewStaffForm().with_authorities(authorities()), same=None)


@blueprint.post("/personas/nueva")
@admin
def create_staff() -> Response:
    """A new account for staff; its one-time code is shown once, here."""
    form = NewStaffForm()
    form.with_authorities(authorities())
    same = queries.by_document(form.document_type.data, text(form.document)) if form.validate() else None
    if form.errors or same:
        return make_response(render_template("accounts/new_staff.html", form=form, same=same), 409 if same else 400)
    user = actions.create_person(
        document_type=form.document_type.data, document=text(form.document), given_names=text(form.given_names),
        surnames=text(form.surnames), profession=text(form.profession), by=current_actor())
    actions.set_roles(user, is_admin=form.is_admin.data, authority_id=form.authority_id, by=current_actor())
    return _show_code(user)


@blueprint.get("/personas/<key>")
@admin
def person(key: str) -> Response:
    """One person: names, roles, code, open or closed."""
    user = _person(key)
    stored = {"given_names": user.given_names, "surnames": user.surnames, "profession": user.profession,
              "authority": str(user.authority_id or ""), "is_admin": user.is_admin}
    return _person_page(user, RolesForm(data=stored).with_authorities(authorities()))


@blueprint.post("/personas/<key>")
@admin
def save_person(key: str) -> Response:
    """Save names and roles; one's own roles are for another administrator."""
    user, form = _person(key), RolesForm().with_authorities(authorities())
    if not form.validate():
        return _person_page(user, form, 400)
    if rules.may_change_roles(current_actor(), user):
        actions.set_roles(user, is_admin=form.is_admin.data, authority_id=form.authority_id, by=current_actor())
    elif (form.is_admin.data, form.authority_id) != (user.is_admin, user.authority_id):
        raise Refused(_("Sus propias funciones las cambia otra persona que administra Réplica."), 403)
    actions.rename(user, given_names=text(form.given_names), surnames=text(form.surnames),
                   profession=text(form.profession), by=current_actor())
    db.session.commit()
    flash(_("Guardado."), "good")
    return _to(user)


@blueprint.post("/personas/<key>/codigo")
@admin
def give_code(key: str) -> Response:
    """A new one-time code, shown once; the owner is told at her next sign-in."""
    user = _person(key)
    if not rules.may_give_code(current_actor(), user, confirmed_with_giver=False):
        raise Refused(_("No puede darse un código a sí misma, ni darlo a una cuenta cerrada. "
                        "Pídalo a otra persona que administra."), 403)
    return _show_code(user) if Press().validate() else _to(user)


@blueprint.post("/personas/<key>/cerrar")
@admin
def disable(key: str) -> Response:
    """Close the account: nobody enters with it until it is opened again."""
    user = _person(key)
    if not rules.may_disable(current_actor(), user):
        raise Refused(_("Su propia cuenta la cierra otra persona que administra Réplica."), 403)
    actions.disable(user, current_actor())
    db.session.commit()
    flash(_("Cerró la cuenta. Lo que hizo con ella queda guardado."), "good")
    return _to(user)


@blueprint.post("/personas/<key>/abrir")
@admin
def enable(key: str) -> Response:
    """Open a closed account again."""
    user = _person(key)
    actions.enable(user, current_actor())
    db.session.commit()
    flash(_("Abrió la cuenta otra vez, con la clave que tenía."), "good")
    return _to(user)


def _person(key: str) -> User:
    user = queries.by_key(key)
    if user is None or user.erased_at is not None:
        abort(404)
    return user


def _show_code(user: User) -> Response:
    """Give a code and show it in this very answer: it stands in no address and cannot be asked for again."""
    expires_at = now() + (actions.STAFF_LIFE if user.is_staff else actions.PRINTED_LIFE)
    code = actions.give_code(user, current_actor(), spoken=False, expires_at=expires_at)
    db.session.commit()
    return make_response(render_template("accounts/code.html", user=user, code=code, expires_at=expires_at))


def _person_page(user: User, form: RolesForm, status: int = 200) -> Response:
    actor = current_actor()
    html = render_template(
        "accounts/person.html", user=user, form=form, own=user.id == actor.id, codes=queries.codes_given(user.id, 3),
        may_give=rules.may_give_code(actor, user, confirmed_with_giver=False),
        panels=[told(user) for told in house().person_panels])
    return make_response(html, status)


def _to(user: User) -> Response:
    return redirect(url_for(".person", key=user.key), 303)  # type: ignore[return-value]  # Flask's own Response
