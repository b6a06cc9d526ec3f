"""Hostile texts in every place where an author can write reach no reader's page, and absurd sizes cost no time."""

import json
import time
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

import pytest

from modules.bundle import survey
from modules.check_sources import read_sources
from modules.loader import load, rebuild
from modules.manual import Manual
from modules.reference import Source
from modules.render import render
from modules.scan import normalised
from modules.tree import tree_of
from quizzes.wording import said
from tests.modules import site, whole
from tests.modules.allowed import faults_of
from tests.modules.payloads import PAYLOADS

KNOWN = {source.code: source for source in read_sources(site.SOURCES)[0]}
SEEN = [normalised(payload) for payload in PAYLOADS]


@pytest.mark.parametrize("payload", SEEN)
def test_a_citation_or_a_figure_of_it_comes_out_harmless(payload: str) -> None:
    for source in (f"[[{payload}]]", f"[[S1, {payload}]] [[S1]]", f"{{{{{payload}}}}}", f"**Tabla: {payload}** [[S1]]\n\n| a |\n|---|\n| b |"):
        for trainer in (False, True):
            assert faults_of(render(source, "es/a1.md", trainer=trainer, sources=KNOWN).html) == []


@pytest.mark.parametrize("payload", SEEN)
def test_a_source_of_it_is_listed_harmlessly(payload: str) -> None:
    day = KNOWN["S1"].verified_on
    source = Source("S1", payload, payload, payload, payload, payload, payload, payload, payload, payload, day, payload)
    made = render("Frase. [[S1]]", "es/a1.md", sources={"S1": source}).html
    assert faults_of(made) == []
    assert 'id="f-s1"' in made


@pytest.mark.parametrize("payload", SEEN)
def test_a_quizs_text_of_it_is_shown_harmlessly(payload: str) -> None:
    for style in ("plain", "markdown"):
        assert faults_of(str(said(payload, style))) == []


def pages_of(manual: Manual) -> list[str]:
    editions = (manual, *(manual.speaking(translation.language) for translation in manual.translations))
    modules = [html for edition in editions for module in edition.modules for html in (module.html, module.trainer_html)]
    return [*modules, *(edition.history.html for edition in editions if edition.history), *(edition.privacy_html for edition in editions)]


def test_a_whole_hostile_folder_comes_out_harmless() -> None:
    texts = whole.texts()
    for path in texts:
        if path.endswith(".md"):
            texts[path] = texts[path].replace("\n\n", "\n\n" + "\n\n".join(SEEN) + "\n\n", 2)
    hostile = json.dumps(" ".join(SEEN[:8]), ensure_ascii=False)
    texts["sources.toml"] = texts["sources.toml"].replace('"Guía de prueba"', hostile).replace('"A test guide"', hostile)
    texts["es/privacidad.md"] = texts["es/historia.md"] + "\n\n".join(SEEN)
    found = rebuild({path: text.encode() for path, text in texts.items()})
    assert found is not None
    assert found.translations
    made = pages_of(found)
    assert sum(map(len, made)) > 50_000
    assert [fault for html in made for fault in faults_of(html)] == []


def seconds(files: dict[str, bytes]) -> float:
    start = time.process_time()
    assert load(files, {".gift": lambda text, path: []}).manual is None
    return time.process_time() - start


@pytest.mark.parametrize("filler", ["palabra ", "palabra\n", "/// clave\n", "> ", "[[S1]] ", "{{pep-limite}} ", "| a ", "\n"])
def test_a_module_of_five_megabytes_is_refused_at_once(filler: str) -> None:
    small = site.site()
    huge = filler.encode() * (5_000_000 // len(filler))
    usual = min(seconds(small | {"es/a1.md": b"---\n"}) for _ in range(2))
    assert seconds(small | {"es/a1.md": small["es/a1.md"] + huge}) - usual < 0.9


def test_a_file_of_five_megabytes_is_not_even_read(tmp_path: Path) -> None:
    (tmp_path / "a1.md").write_bytes(b"x" * 5_000_000)
    files, problems = survey(tmp_path)
    assert files == {}
    assert [str(problem) for problem in problems] == ["a1.md: pesa 4882 KB. Redúzcalo a 2048 KB o menos."]


@pytest.mark.parametrize("written", ["&#8;", "&#x202E;", "&#0000008238;", "&#x2066;", "&#xFFFE;", "\u2066", "\uffff"])
def test_what_nobody_can_see_reaches_no_page_and_breaks_no_book(written: str) -> None:
    page = render(f"## Uno {{#uno}}\n\nLlame al {written}100.\n", "es/a1.md")
    assert "Llame al 100." in page.html
    fromstring(tostring(tree_of(page.html), encoding="unicode"))
    assert [(one.line, "no se ve" in one.what) for one in page.problems] == ([(3, True)] if written.startswith("&") else [])
