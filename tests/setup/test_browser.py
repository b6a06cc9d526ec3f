"""The browser's own fixtures: what they are there to catch, they catch."""

import pytest
from playwright.sync_api import Page

from tests.browser import LiveSite, assert_accessible, assert_fits

PALE = """<!doctype html><html lang="es"><title>x</title><main><h1>Hola</h1>
<p style="color:#666;background:#fff">Texto pálido</p><img src="data:,"></main></html>"""


def test_axe_sees_a_missing_alternative_text_and_a_contrast_below_seven(page: Page) -> None:
    page.set_content(PALE)
    with pytest.raises(AssertionError) as seen:
        assert_accessible(page)
    assert "image-alt" in str(seen.value) and "color-contrast-enhanced" in str(seen.value)


def test_a_page_that_is_too_wide_is_seen(page: Page) -> None:
    page.set_content("<div style='width:3000px'>ancho</div>")
    with pytest.raises(AssertionError, match="wider than the screen"):
        assert_fits(page)


def test_the_first_page_answers_on_both_databases(live_site: LiveSite, page: Page) -> None:
    answer = page.goto(live_site.url)
    assert answer is not None and answer.ok
    assert_fits(page)
    assert_accessible(page)
