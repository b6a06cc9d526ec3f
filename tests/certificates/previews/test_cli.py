"""``flask designs``: what stands in the way is said before anybody gets such a paper."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from certificates.designs import queries
from certificates.designs.built_in import FOLDER, built_in
from certificates.designs.checking import problems, samples
from certificates.designs.folder import BadDesign, read
from certificates.previews import trying
from tests.run import flask

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "propio"))


def told(app: Flask, *words: str) -> str:
    """What the command says when it refuses."""
    with pytest.raises(AssertionError) as found:
        flask(app, *words)
    return str(found.value)


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


@pytest.mark.one_database
def test_our_own_design_has_no_problems(app: Flask) -> None:
    assert f"Sin problemas. Huella {built_in().digest[:16]}" in flask(app, "designs", "check", str(FOLDER))


@pytest.mark.parametrize(("name", "old", "new", "said"), [
    ("certificate.html", "{{ s.surnames }}", "", "certificate: la hoja no dice los apellidos"),
    ("constancia.html", "{{ code }}", "", "constancia: la hoja no dice el código"),
    ("accreditation.html", "{{ s.folio }}", "", "accreditation: la hoja no dice el folio"),
    ("certificate.html", "{{ s.issuer }}", "{{ s.ministry }}", "certificate: «certificate.html» no se puede llenar"),
    ("certificate.html", "</article>", "</article><p>otra</p>" * 60, "certificate:"),
    ("certificate.html", "</article>", "<img src='https://example.org/x.png' alt='x'></article>", "refused: https://example.org"),
    ("certificate.html", "</article>", "<img src='file:///etc/passwd' alt='x'></article>", "refused: file:"),
    ("certificate.css", "/* The certificate", "@import url(http://127.0.0.1:9/x.css); /* The certificate", "refused: http://127.0.0.1:9"),
    ("certificate.html", "</article>", "<img src='design:missing.png' alt='x'></article>", "no picture"),
])
def test_a_mistake_is_told_with_its_paper(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str, said: str) -> None:
    change(folder, name, old, new)
    design, paper = read(folder), name.partition(".")[0]
    only = {paper: samples(design.digest)[paper]}
    with monkeypatch.context() as patched:  # one sheet, not three: drawing each in a process of its own takes its time
        patched.setattr("certificates.designs.checking.samples", lambda _digest: only)
        assert said in " ".join(problems(design, trying.text_of))


def test_a_template_that_never_ends_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certificates.previews.trying.SECONDS", 4)
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (folder / "certificate.html").write_text(loop)
    with pytest.raises(BadDesign, match="no estuvo lista"):
        trying.drawn(samples("0" * 64)["certificate"], read(folder))


def test_a_template_that_eats_memory_is_ended(folder: Path) -> None:
    (folder / "certificate.html").write_text("{% set x = 'a' * 3000000000 %}{{ x }}")
    with pytest.raises(BadDesign, match="memoria|no se puede llenar"):
        trying.drawn(samples("0" * 64)["certificate"], read(folder))


def test_what_has_problems_is_not_kept(app: Flask, folder: Path) -> None:
    (folder / "constancia.html").unlink()
    for command in ("check", "add"):
        assert "Falta «constancia.html»" in told(app, "designs", command, str(folder))
    assert queries.stored() == []


def test_kept_listed_and_used(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certificates.previews.cli.problems", lambda design, draw: [])  # ours, with another title
    change(folder, "design.toml", 'title = "Réplica"', 'title = "De la región"')
    said = flask(app, "designs", "add", str(folder))
    start = said.split("huella ")[1][:16]
    assert "De la región, versión 1" in said
    assert "Ya estaba guardado" in flask(app, "designs", "add", str(folder))
    assert f"  {start}" in flask(app, "designs", "list")
    flask(app, "designs", "use", start)
    assert queries.in_use().startswith(start)
    assert f"* {start}" in flask(app, "designs", "list")
    for wrong in ("", "abc", "f" * 16):
        assert "Ningún diseño" in told(app, "designs", "use", wrong)
