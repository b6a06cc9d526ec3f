"""``docs/register.md`` is followed step by step: its commands are run, and what it promises is what they say."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from certificates.issuing.entering import Paper, enter
from certificates.issuing.models import CertificateFile
from certificates.register import export
from tests.certificates.register.story import erase, member, outside, papers, revoke, said
from tests.run import ROOT
from training import store
from training.db import db

Command = Callable[..., str]
PAGE = (ROOT / "docs/register.md").read_text(encoding="utf-8")
STEPS = re.findall(r"```sh\n(.*?)```\n```text\n(.*?)```", PAGE, re.DOTALL)
ELLIPSIS = re.escape("…")


def drawn(certificate_id: int, target: Path) -> None:
    """The PDF of a paper, as its holder keeps it."""
    from certificates.issuing import drawing
    drawing.draw(f"certificate:{certificate_id}")
    db.session.commit()
    target.write_bytes(store.path_of(db.session.get_one(CertificateFile, certificate_id).sha256).read_bytes())


@pytest.fixture
def desk(app: Flask, tmp_path: Path) -> Path:
    """What lies on the auditor's desk: two papers and an old note."""
    who = member()
    first, second, third = papers(who, 1, 3)
    (tmp_path / "antes.txt").write_text(outside())
    drawn(first.id, tmp_path / "certificado.pdf")
    drawn(second.id, tmp_path / "anulado.pdf")
    revoke(second)
    enter([Paper(said(4), third.membership_id, third.cohort_id, third.issued_by_id, replaces=third)])
    db.session.commit()
    erase(third)
    return tmp_path


def promised(text: str) -> re.Pattern[str]:
    """What a page shows, with its dots standing for anything."""
    return re.compile(re.escape(text).replace(ELLIPSIS, "[^\n]*(?:\n[^\n]*)*?"))


def test_the_page_has_its_steps() -> None:
    assert len(STEPS) == 9
    assert len(re.findall("```sh", PAGE)) == len(STEPS), "every command has its promised answer"


def test_an_auditor_who_follows_the_page_sees_what_it_says(app: Flask, desk: Path, command: Command,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    for commands, answer in STEPS:
        if commands.startswith("flask "):
            said_now, code = command(*commands.split()[1:]), 0
        else:
            done = subprocess.run(["sh", "-e", "-c", commands], capture_output=True, text=True, timeout=120,
                                  env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, cwd=desk)
            assert not done.stderr, done.stderr
            said_now, code = done.stdout, done.returncode
        assert code == (1 if "termina con 1" in commands else 0), said_now
        assert promised(answer).fullmatch(said_now), f"{commands}\npromised:\n{answer}\nsaid:\n{said_now}"


def test_the_printed_form_is_that_of_the_note(app: Flask, desk: Path) -> None:
    from certificates.register import note
    found = note.parse((desk / "antes.txt").read_text())
    assert found is not None and found.size == 4
    export.export(desk / "r.zip")
    subprocess.run(["python3", "-m", "zipfile", "-e", "r.zip", "r"], cwd=desk, check=True)
    done = subprocess.run(["python3", "-I", "-S", "r/verify.py", "--root", "4", "--root", "99"], cwd=desk, capture_output=True, text=True)
    assert f"Raíz con 4 entradas: {found.short}\n" in done.stdout
    assert "Raíz con 99 entradas: no hay tantas" in done.stdout
