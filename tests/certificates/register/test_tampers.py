"""Two hundred hands in the register, in short; ``make faults`` runs them all. And why a note must lie elsewhere."""

import random
from shutil import rmtree

import pytest

from certificates.register import outside
from certificates.register.verify import verify
from tests.databases import server_programs
from tests.faults import tampering
from tests.faults.stage import POSTGRESQL, SQLITE, site

KINDS = [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.skipif(server_programs() is None, reason="PostgreSQL is not installed"))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_tamper_is_found_by_both_verifiers(kind: str) -> None:
    found = tampering.tamper(kind, 20)
    assert found.good, found
    assert set(found.kinds) == set(tampering.HANDS)


def test_an_old_copy_that_was_signed_anew_is_only_found_by_what_lies_elsewhere() -> None:
    with site(SQLITE):
        secret = tampering._story()
        kept = outside.copies()[0].text or ""
        rmtree(outside.places()[0])
        tampering._write(tampering._changed(tampering._read(), "restore", tampering.SIGNED, secret, random.Random(1)))
        alone = [line for line in verify().problems if not line.startswith(("El papel", "Entrada"))]
        assert alone == [], "the register alone is whole"
        assert any("Faltan entradas" in line for line in verify([("kept", kept)]).problems)
