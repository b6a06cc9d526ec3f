"""A person's papers, for herself: what each says, and its file."""

from typing import Any

from certificates.issuing.queries import issued_to
from certificates.paper.codes import grouped
from training import store
from training.accounts.models import User
from training.db import db


def export(user_id: int) -> dict[str, Any]:
    """Every paper that was not erased, and the files that are whole, by their folio."""
    papers = issued_to(db.session.get_one(User, user_id))
    return {
        "certificates": [{
            "folio": one.snapshot.folio, "kind": one.snapshot.paper, "given_names": one.snapshot.given_names,
            "surnames": one.snapshot.surnames, "document": one.snapshot.document, "course": one.snapshot.course_title,
            "from": one.snapshot.starts, "to": one.snapshot.ends, "place": one.snapshot.place,
            "issued_on": one.snapshot.issued_on, "code": grouped(one.snapshot.code)} for one in papers],
        "files": {f"{one.snapshot.paper}-{one.snapshot.folio}.pdf": store.read(one.sha256) for one in papers
                  if one.sha256 and store.is_whole(one.sha256)}}
