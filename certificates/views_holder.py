"""What the person who holds a certificate sees, and the file itself."""

from flask import current_app, render_template, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from certificates import queries, store
from certificates.blueprint import blueprint
from certificates.codes import grouped
from training.access import current_actor
from training.errors import Refused


@blueprint.get("/mis-certificados")
def mine() -> str:
    """Her certificates, to download and to show to others."""
    root = str(current_app.config["PUBLIC_URL"])
    return render_template("certificates/mine.html", issued=queries.issued_to(current_actor()), grouped=grouped,
                           address=lambda one: f"{root}/verificar/{grouped(one.certificate.code)}")


@blueprint.get("/certificados/<key>.pdf")
def download(key: str) -> Response | tuple[str, int]:
    """One sheet, for its holder and for whoever runs the cohort."""
    found = queries.certificate_for(current_actor(), key)
    if found.sha256 is None:
        return render_template("certificates/preparing.html", folio=found.snapshot.folio), 202
    try:
        path = store.path_of(found.sha256)
    except store.Damaged:
        raise Refused(_("Este archivo se perdió o fue cambiado, y por eso no se entrega. Avise a quien administra "
                        "Réplica: debe restaurarlo de su copia de respaldo."), 503) from None
    return send_file(path, mimetype="application/pdf", as_attachment=True, max_age=None, etag=False, conditional=False,
                     download_name=f"certificado-{found.snapshot.folio}.pdf")
