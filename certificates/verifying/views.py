"""The public answer: is this sheet in the register, what does it say, and what became of it."""

from flask import Response, current_app, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from certificates.blueprint import blueprint
from certificates.corrections.words import reasons
from certificates.issuing.forms import CodeForm
from certificates.paper import wording
from certificates.paper.codes import grouped, normalise
from certificates.register import keys
from certificates.verifying import misses, queries
from certificates.verifying.forms import FileForm
from certificates.verifying.judging import Verdict
from certificates.verifying.queries import Answer
from training.access import public
from training.clock import now


@blueprint.route("/verificar", methods=["GET", "POST"])
@public
def verify_form() -> str | AnyResponse:
    """Where a code is typed. What is no code is answered at once, so that it does not stand in an address."""
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("certificates/verify.html", form=form, file_form=FileForm(formdata=None))
    code = normalise(form.typed)
    return redirect(url_for(".verify", code=grouped(code)), 303) if code else missing()


@blueprint.get("/verificar/<path:code>")
@public
def verify(code: str) -> str | AnyResponse:
    """The paper with this code."""
    found = queries.by_code(code)
    return missing() if found is None else page(found)


@blueprint.get("/v/<path:token>")
@public
def scan(token: str) -> str | AnyResponse:
    """The same, from the QR. What stands behind the hash sign stays in the telephone."""
    found = queries.by_token(token)
    return missing() if found is None else page(found)


@blueprint.get("/verificar/clave")
@public
def public_key() -> Response:
    """The public keys, one a line: id and 32 bytes in base64, the current one first."""
    return Response("".join(f"{keys.line(key)}\n" for key in keys.public_keys()), content_type="text/plain; charset=utf-8")


def page(found: Answer, verdict: Verdict | None = None) -> str:
    """The answer about one paper. ``verdict``: about the file that somebody chose, if one did."""
    said = found.said
    return render_template(
        "certificates/verified.html", a=found, s=said, stand=found.standing, code=grouped(found.certificate.code),
        days=wording.days(said.starts, said.ends) if said else "", verdict=verdict, reasons=reasons(),
        digest=wording.digest_words(said.content_digest) if said else "", at=now(), form=CodeForm(formdata=None),
        file_form=FileForm(formdata=None), here=url_for(".verify", code=grouped(found.certificate.code)), address=_address())


def missing() -> AnyResponse:
    """One answer for every code and token that is not there, however it is written."""
    seconds = misses.seconds_closed()
    if not seconds:
        misses.count()
    return counted(seconds, "certificates/missing.html", 404)


def counted(seconds: int, template: str, status: int, **more: object) -> AnyResponse:
    """The same for files that tell nothing."""
    response = make_response(render_template(
        template, form=CodeForm(formdata=None), file_form=FileForm(formdata=None), seconds=seconds,
        here=url_for(".verify_form"), **more), 429 if seconds else status)
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def _address() -> str:
    return wording.typed_address(str(current_app.config["PUBLIC_URL"]))
