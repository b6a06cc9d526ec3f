"""The public answer: is this sheet in the register, and what does it say."""

from flask import Response, current_app, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from certificates.blueprint import blueprint
from certificates.issuing import queries
from certificates.issuing.forms import CodeForm
from certificates.issuing.queries import Issued
from certificates.paper import wording
from certificates.paper.codes import grouped, normalise
from certificates.register import keys
from certificates.verifying import misses
from training.access import public
from training.clock import now


@blueprint.route("/verificar", methods=["GET", "POST"])
@public
def verify_form() -> str | AnyResponse:
    """Where a code is typed. What is no code is answered at once, so that it does not stand in an address."""
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("certificates/verify.html", form=form)
    code = normalise(form.typed)
    return redirect(url_for(".verify", code=grouped(code)), 303) if code else _missing()


@blueprint.get("/verificar/<path:code>")
@public
def verify(code: str) -> str | AnyResponse:
    """The certificate with this code."""
    found = queries.by_code(code)
    return _missing() if found is None else _answer(found)


@blueprint.get("/v/<path:token>")
@public
def scan(token: str) -> str | AnyResponse:
    """The same, from the QR. What stands behind the hash sign stays in the telephone."""
    found = queries.by_token(token)
    return _missing() if found is None else _answer(found)


@blueprint.get("/verificar/clave")
@public
def public_key() -> Response:
    """The public keys, one a line: id and 32 bytes in base64, the current one first."""
    return Response("".join(f"{keys.line(key)}\n" for key in keys.public_keys()), content_type="text/plain; charset=utf-8")


def _answer(found: Issued) -> str:
    said = found.snapshot
    return render_template(
        "certificates/verified.html", s=said, code=grouped(said.code), days=wording.days(said.starts, said.ends),
        digest=wording.digest_words(said.content_digest), at=now(), form=CodeForm(formdata=None),
        here=url_for(".verify", code=grouped(said.code)), address=_address())


def _missing() -> AnyResponse:
    """One answer for every code and token that is not there, however it is written."""
    seconds = misses.seconds_closed()
    if not seconds:
        misses.count()
    response = make_response(render_template("certificates/missing.html", form=CodeForm(formdata=None), seconds=seconds,
                                             here=url_for(".verify_form")), 429 if seconds else 404)
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def _address() -> str:
    return wording.typed_address(str(current_app.config["PUBLIC_URL"]))
