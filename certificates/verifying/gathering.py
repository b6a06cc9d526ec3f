"""What the verifier without network takes with it today."""

from flask import current_app
from sqlalchemy import select

from certificates.issuing.models import Certificate
from certificates.paper import wording
from certificates.register import chain, keys, note
from certificates.register.models import RegisterEntry
from certificates.register.queries import newest_checkpoint
from certificates.verifying.offline import Known
from training.clock import today
from training.db import db
from training.manuals.queries import newest_digest, newest_manual

NAMES = {chain.REVOKED: "revoked", chain.ERASED: "erased"}


def known() -> Known:
    """Keys, what was withdrawn, the newest checkpoint. Three queries, whatever the size."""
    newest = newest_checkpoint()
    checkpoint = note.parse(newest.note) if newest else None
    address = str(current_app.config["PUBLIC_URL"])
    manual = newest_manual() if newest_digest() else None
    return Known(
        site=manual.issuer if manual else address, address=wording.typed_address(address), keys=keys.public_keys(),
        gone=_gone(), courses={one.slug: one.title for one in manual.courses} if manual else {},
        size=checkpoint.size if checkpoint else 0, root=checkpoint.short if checkpoint else "", made=today())


def _gone() -> dict[str, str]:
    """Folio → what became of it; the gravest, where there are two."""
    replaced = select(Certificate.replaces_id).where(Certificate.replaces_id.is_not(None))
    found = dict.fromkeys(db.session.scalars(select(Certificate.folio).where(Certificate.id.in_(replaced))), "replaced")
    withdrawn = (select(Certificate.folio, RegisterEntry.kind)
                 .join(Certificate, Certificate.id == RegisterEntry.certificate_id)
                 .where(RegisterEntry.kind.in_(NAMES)).order_by(RegisterEntry.seq))
    for folio, kind in db.session.execute(withdrawn):
        if found.get(folio) != NAMES[chain.ERASED]:
            found[folio] = NAMES[kind]
    return found
