"""Comparing a file with what was issued. Nothing of it is kept."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from certificates.blueprint import blueprint
from certificates.issuing.forms import CodeForm
from certificates.verifying import apart, judging, misses
from certificates.verifying.forms import MOST_BYTES, FileForm
from certificates.verifying.judging import Verdict
from certificates.verifying.views import counted, page
from training.access import public
from training.errors import Refused


@blueprint.url_value_preprocessor
def _let_files_in(endpoint: str | None, _values: object) -> None:
    """A sheet is larger than any form: this one address takes more, before anybody reads the body."""
    if endpoint == "certificates.verify_file":
        request.max_content_length = MOST_BYTES + 100_000


@blueprint.post("/verificar/archivo")
@public
def verify_file() -> str | AnyResponse | tuple[str, int]:
    """One of three answers. A file that is ours is always answered; others as often as wrong codes are."""
    form = FileForm()
    if not form.validate_on_submit():
        return render_template("certificates/verify.html", form=CodeForm(formdata=None), file_form=form,
                               here=url_for(".verify_form")), 422
    verdict = judging.known(form.data_read)
    if verdict is None:
        if seconds := misses.seconds_closed():
            return counted(seconds, "certificates/missing.html", 404)
        verdict = _judged(form.data_read)
        if not verdict.is_issued:
            misses.count()
    if verdict.paper is not None:
        return page(verdict.paper, verdict)
    return counted(0, "certificates/verifying/file.html", 200, verdict=verdict)


def _judged(data: bytes) -> Verdict:
    try:
        return judging.judged(data)
    except apart.Busy:
        raise Refused(_("Ahora mismo se están comparando otros archivos. Espere un momento y envíelo otra vez."),
                      503) from None
