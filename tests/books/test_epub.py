"""The EPUB by its own structural test, and by epubcheck where it is installed."""

import os
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from posixpath import normpath
from xml.etree.ElementTree import Element, fromstring

import pytest

from books import epub
from books.catalogue import LANGUAGES
from tests.books.manuals import DIGEST, DRAFT, ONLY_ANSWER, ONLY_KEY, ONLY_TRAINER, frame

HTML, OPF, DC = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"


def opened(language: str = "es") -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(epub.pack(frame(language))))


def trees(archive: zipfile.ZipFile) -> dict[str, Element]:
    return {name: fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".xml"))}


def test_the_type_comes_first_and_is_not_compressed() -> None:
    first = opened().infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert opened().read("mimetype") == b"application/epub+zip"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_package_names_every_file_once_and_reads_in_order(language: str) -> None:
    archive = opened(language)
    found = trees(archive)
    package = found["EPUB/package.opf"]
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    inside = {name.removeprefix("EPUB/") for name in archive.namelist() if name.startswith("EPUB/")} - {"package.opf"}
    assert sorted(items.values()) == sorted(inside)
    spine = [item.get("idref") for item in package.iter(f"{OPF}itemref")]
    assert spine[:4] == ["portada", "uso", "a1", "a2"]
    assert set(spine) <= set(items)
    assert [item.get("id") for item in package.iter(f"{OPF}item") if item.get("properties") == "nav"] == ["nav"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_it_is_and_how_it_can_be_read(language: str) -> None:
    package = trees(opened(language))["EPUB/package.opf"]
    text = {tag: package.findtext(f".//{DC}{tag}") or "" for tag in ("identifier", "title", "language", "rights", "description")}
    assert text["identifier"].startswith("urn:uuid:")
    assert text["language"].startswith(language)
    assert text["rights"] == "CC BY 4.0"
    assert DRAFT[language] in text["description"]
    assert DIGEST[:8] in text["description"]
    said = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    assert said["schema:accessMode"] == "textual"
    assert said["schema:accessibilityHazard"] == "none"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", said["dcterms:modified"] or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere_and_every_page_says_draft(language: str) -> None:
    pages = {name.removeprefix("EPUB/"): tree for name, tree in trees(opened(language)).items() if name.endswith(".xhtml")}
    ids = {name: [el.get("id") for el in tree.iter() if el.get("id")] for name, tree in pages.items()}
    for name, tree in pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        assert tree.get("lang") == tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        for a in tree.iter(f"{HTML}a"):
            href = a.get("href") or ""
            if not href.startswith(("http", "mailto")):
                file, _, place = href.partition("#")
                assert normpath(file or name) in pages, href
                assert not place or place in ids[file or name], f"{name}: {href}"
        if name != "nav.xhtml":
            assert DRAFT[language] in "".join(tree.itertext()), name
            assert len(list(tree.iter(f"{HTML}h1"))) >= 1, name


def test_the_contents_name_every_page_and_section() -> None:
    nav = trees(opened())["EPUB/nav.xhtml"]
    links = [a.get("href") for a in nav.iter(f"{HTML}a")]
    assert "a1.xhtml" in links
    assert "a1.xhtml#a1-casos" in links
    assert "fuentes.xhtml" in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_the_learners_text_and_nothing_of_the_trainer(language: str) -> None:
    archive = opened(language)
    text = " ".join(archive.read(name).decode() for name in archive.namelist())
    assert ONLY_ANSWER in text
    assert "f-s99" not in text
    for secret in (ONLY_TRAINER, ONLY_KEY, "<script", "style="):
        assert secret not in text


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert epub.pack(frame()) == epub.pack(frame())


def test_epubcheck_agrees(tmp_path: Path) -> None:
    program = shutil.which("epubcheck")
    if program is None:
        pytest.skip("epubcheck no está instalado; la prueba de estructura de arriba sí se ejecutó")
    path = tmp_path / "book.epub"
    path.write_bytes(epub.pack(frame()))
    jar = os.path.realpath(program)  # Debian's command is the archive itself, which not every kernel starts
    command = ["java", "-jar", jar] if zipfile.is_zipfile(jar) else [program]
    said = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
