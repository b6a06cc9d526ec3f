"""What the person who holds a certificate sees, and the file itself."""

from flask import current_app, render_template
from werkzeug.wrappers import Response

from certificates.blueprint import blueprint
from certificates.issuing import queries, sending
from certificates.issuing.standing import standings
from certificates.paper.codes import grouped
from certificates.paper.wording import file_name
from certificates.signing.queries import newest_signed
from training.access import current_actor


@blueprint.get("/mis-certificados")
def mine() -> str:
    """Her certificates and constancias, to download and to show to others."""
    root = str(current_app.config["PUBLIC_URL"])
    issued = queries.issued_to(current_actor())
    return render_template("certificates/mine.html", issued=issued, grouped=grouped,
                           stands=standings([one.certificate for one in issued]),
                           signed=newest_signed([one.certificate.id for one in issued]),
                           file_name=file_name, address=lambda one: f"{root}/verificar/{grouped(one.certificate.code)}")


@blueprint.get("/certificados/<key>.pdf")
def download(key: str) -> Response | tuple[str, int]:
    """One sheet, for its holder and for whoever runs the cohort."""
    found = queries.certificate_for(current_actor(), key)
    if found.sha256 is None:
        return render_template("certificates/preparing.html", s=found.snapshot), 202
    signed = newest_signed([found.certificate.id]).get(found.certificate.id)
    return sending.sheet(signed.sha256 if signed else found.sha256, file_name(found.snapshot))
