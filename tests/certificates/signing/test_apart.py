"""The same answers from a process with limits; what kills it is an answer too."""

import subprocess
import sys

import pytest

from certificates.signing import apart
from certificates.signing.added import NotOnly, Why
from certificates.signing.apart import Apart
from tests.certificates.signing import files, forgeries


def test_it_answers_as_the_function_does_again_and_again() -> None:
    issued = files.drawn()
    with Apart() as asked:
        found = asked.look(issued, files.signed_outside(issued), files.roots())
        assert found.names == ("SARMIENTO CHOQUE Julio Abel",)
        assert found.signatures[0].at is not None
        process = asked.process
        with pytest.raises(NotOnly) as no:
            asked.look(issued, forgeries.all_of()["another content, signed"](issued))
        assert no.value.why is Why.CHANGED
        assert asked.look(issued, files.signed_outside(issued)).trusted is False
        assert asked.process is process


def test_what_it_does_not_survive_is_unreadable_and_the_next_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    issued = files.drawn()
    with Apart() as asked:
        asked.look(issued, files.signed_outside(issued))
        assert asked.process is not None
        asked.process.kill()
        with pytest.raises(NotOnly) as no:
            asked.look(issued, files.signed_outside(issued))
        assert no.value.why is Why.UNREADABLE
        assert asked.look(issued, files.signed_outside(issued))
        monkeypatch.setattr(apart, "PATIENCE", 0.001)
        with pytest.raises(NotOnly):
            asked.look(issued, files.signed_outside(issued))
        assert asked.process is None


def test_one_question_without_ceremony() -> None:
    issued = files.drawn()
    assert apart.only_signatures_added(issued, files.signed_outside(issued), files.roots())
    assert apart.only_signatures_added(issued, forgeries.all_of()["a stamp over the name"](issued)) is None


def test_what_cannot_be_is_answered_without_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_started", lambda: pytest.fail("a process was started"))
    assert apart.only_signatures_added(b"%PDF-1.7 one", b"%PDF-1.7 another, and longer") is None
    assert apart.only_signatures_added(b"%PDF-1.7 one", b"%PDF-1.7 one") is None


def test_the_site_serves_without_pyhanko() -> None:
    asked = ("import sys; from training.app import create_app; create_app(); "
             "sys.exit('pyhanko' in sys.modules or 'pkcs11' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
