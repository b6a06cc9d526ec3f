"""What the file carries: the credential and the proof, as they were given, and enough to be checked without us."""

import hashlib
import hmac
import json
from base64 import b64decode
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask import Flask

from certificates.issuing import drawing
from certificates.issuing.models import CertificateFile
from certificates.press import credential
from certificates.press.enclosures import CREDENTIAL, PROOF
from certificates.register import keys, merkle
from certificates.register.models import RegisterEntry
from tests import make
from tests.certificates.examples import ALL
from tests.certificates.press.sheets import SALT, drawn, registered
from tests.certificates.story import cohort_of, issued, work_through
from training import store
from training.db import db


def inside(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(data)) as opened:
        return {name: one.get_file().read_bytes() for name, one in opened.attachments.items()}


def as_committed(said: dict[str, Any]) -> bytes:
    """What any JSON library makes of it: sorted keys, no blanks, UTF-8."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize("name", ALL)
def test_the_holder_can_show_what_the_register_committed_to(name: str) -> None:
    proof = json.loads(inside(drawn(name))[PROOF])
    assert list(proof) == ["snapshot", "salt", "entry", "checkpoint"]
    commitment = hmac.new(bytes.fromhex(proof["salt"]), as_committed(proof["snapshot"]), hashlib.sha256).hexdigest()
    assert commitment == proof["entry"]["commitment"]
    assert as_committed(proof["entry"]) == registered(ALL[name]).entry
    assert proof["salt"] == SALT.hex()
    assert proof["checkpoint"] == registered(ALL[name]).note


@pytest.mark.parametrize("name", ALL)
def test_the_credential_is_the_one_that_was_given(name: str) -> None:
    assert inside(drawn(name))[CREDENTIAL].decode() == registered(ALL[name]).credential


def test_each_attachment_says_what_it_is_and_when_it_was_made() -> None:
    with pikepdf.open(BytesIO(drawn("normal"))) as opened:
        listed = {str(one.UF): one for one in opened.Root.AF}
        assert sorted(listed) == list(opened.attachments) == [CREDENTIAL, PROOF]
        said = {name: (str(one.AFRelationship), str(one.EF.F.Subtype)) for name, one in listed.items()}
        assert said == {CREDENTIAL: ("/Alternative", "/application/vc+jwt"), PROOF: ("/Data", "/application/json")}
        assert {str(one.EF.F.Params.CreationDate) for one in listed.values()} == {"D:20261116000000-05'00'"}
        assert all(one.Desc for one in listed.values())


def test_an_issued_paper_proves_itself_against_the_register_that_it_is_in(app: Flask) -> None:
    cohort = cohort_of(make.bea())
    made = issued(cohort)
    job = drawing.start(cohort, made, cohort.created_by_id)
    db.session.commit()
    work_through(app, job)
    bodies = [entry.body for entry in db.session.query(RegisterEntry).order_by(RegisterEntry.seq)]
    for one in made:
        enclosed = inside(store.path_of(db.session.get_one(CertificateFile, one.id).sha256).read_bytes())
        proof = json.loads(enclosed[PROOF])
        commitment = hmac.new(bytes.fromhex(proof["salt"]), as_committed(proof["snapshot"]), hashlib.sha256).hexdigest()
        entry = json.loads(bodies[proof["entry"]["seq"] - 1])
        assert entry == proof["entry"] and entry["commitment"] == commitment == one.commitment
        _origin, size, root = proof["checkpoint"].split("\n")[:3]
        assert merkle.root(map(merkle.leaf, bodies[:int(size)])) == b64decode(root)
        said = credential.read(enclosed[CREDENTIAL].decode(), keys.public_keys())
        assert said is not None and said["name"] == f"Certificado {one.folio}"
