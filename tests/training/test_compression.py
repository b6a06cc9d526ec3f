"""A page around a text that was compressed beforehand is the same page."""

import gzip

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.client import Client
from training.compression import gzipped, kept


@given(st.text(), st.text(min_size=1), st.text())
def test_put_together_it_is_the_whole_page(before: str, text: str, after: str) -> None:
    page = (before + text + after).encode()
    found = gzipped(page, kept(text))
    assert found is not None
    assert gzip.decompress(found) == page


def test_a_text_that_is_not_there_is_left_to_others() -> None:
    assert gzipped(b"another page", kept("a text")) is None


def test_a_module_page_is_the_same_compressed_or_not(app: Flask, client: Client) -> None:
    long = make.module("a1", html="<h2 id=\"objetivos\">Objetivos</h2>" + "<p>Texto con ñ, á y más.</p>" * 600)
    ana, cohort = make.ana(), make.cohort(make.bea(), make.published(make.manual(long)))
    make.member(cohort, ana)
    client.sign_in(ana)
    client.get(f"/curso/{cohort.key}/a1")  # the first view is written: from here on the page stays as it is
    path = f"/curso/{cohort.key}/a1"
    plain, packed = (client._ask(path, method="GET", headers={"Accept-Encoding": how}) for how in ("identity", "gzip"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    unpacked = gzip.decompress(packed.get_data())
    assert len(packed.get_data()) < len(unpacked) / 4
    assert unpacked.count(b"Texto con") == plain.get_data().count(b"Texto con") == 600
    assert unpacked.endswith(b"</html>\n") or unpacked.endswith(b"</html>")
