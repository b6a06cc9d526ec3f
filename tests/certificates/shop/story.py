"""Papers in the shop, drawn without the press: what the tests of the queue begin with."""

import secrets
from collections.abc import Sequence

import msgspec

from certificates.issuing import actions as issuing
from certificates.issuing.entering import Paper, enter
from certificates.issuing.models import Certificate
from certificates.paper import codes
from certificates.paper.snapshot import Snapshot
from certificates.shop import actions, queries
from certificates.shop.actions import Asked
from certificates.shop.filters import Filter
from certificates.shop.forms import new_token
from certificates.shop.models import ShopAct, ShopPaper
from certificates.shop.states import MOVES, PRINT
from tests import make
from tests.certificates.examples import NORMAL
from training import store
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.places.models import Facility

PDF = b"%PDF-1.7 not a sheet"


def said(member: Membership, **changes: object) -> Snapshot:
    """What a paper of hers says, with a folio, code and token of its own."""
    own = {"folio": f"2026-{secrets.randbelow(10**6):06}", "code": codes.new_code(), "token": codes.new_token(),
           "given_names": member.given_names, "surnames": member.surnames, "document": member.user.document,
           "issued_on": today()}
    return msgspec.structs.replace(NORMAL, **(own | changes))


def papers(cohort: Cohort, members: Sequence[Membership], pdf: bytes = PDF, **changes: object) -> list[Certificate]:
    """A certificate for each of these, its file stored."""
    made = enter([Paper(said(one, **changes), one.id, cohort.id, cohort.created_by_id) for one in members])
    sha256 = store.put(pdf)
    for one in made:
        issuing.note_file(one.id, sha256, len(pdf))
    db.session.flush()
    return made


def facility(name: str, network: str = "", code: str = "aya") -> Facility:
    """A facility of the register."""
    made = Facility(code=f"{secrets.randbelow(10**8):08}", name=name, authority_id=make.authority(code).id, network=network,
                    folded=name.lower())
    db.session.add(made)
    db.session.flush()
    return made


def people(cohort: Cohort, *names: str, at: Facility | None = None) -> list[Membership]:
    """People of these surnames, all called Ana."""
    return [make.member(cohort, make.user("Ana", one), facility_id=at.id if at else None,
                        facility=at.name if at else "P. S. Pampa Serena") for one in names]


def asked_as_seen(actor: User, asked: Filter, kind: str, **more: object) -> Asked:
    """The form as the page that she sees now sends it."""
    reason = "lost" if MOVES[kind].needs_reason else ""
    return Asked(new_token(), kind, str(queries.page(actor, asked, 1).stamp), **({"reason": reason} | more))  # type: ignore[arg-type]


def do(actor: User, kind: str, asked: Filter | None = None, **more: object) -> ShopAct:
    """An act with everything of the filter, as the page shows it; committed."""
    asked = asked or Filter(state=MOVES[kind].before[0])
    made = actions.act(actor, asked, asked_as_seen(actor, asked, kind, **more))
    db.session.commit()
    return made


def printed(actor: User, cohort: Cohort) -> ShopAct:
    """A lot of one more paper of this cohort."""
    papers(cohort, people(cohort, "Zeta Luz"))
    return actions.act(actor, Filter(cohort=cohort.key), asked_as_seen(actor, Filter(cohort=cohort.key), PRINT))


def row(certificate: Certificate) -> ShopPaper:
    """Where a paper stands, read anew."""
    return db.session.get_one(ShopPaper, certificate.id, populate_existing=True)
