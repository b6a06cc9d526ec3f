"""The rules that every page keeps see what they are there to see."""

import pytest

from tests.page_rules import Page, broken_rules

GOOD = """<!doctype html><html lang="es-PE"><head><title>Módulo A1 · Réplica</title></head><body>
<h1 id="top">Hola</h1>
<a href="#top">Subir</a><label for="n">Nombre</label><input id="n" name="n">
<label>Sí <input type="checkbox" name="s"></label>
<form method="post" action="/x"><input type="hidden" name="csrf_token" value="t">
<button>Enviar</button></form></body></html>"""


def test_a_good_page_breaks_nothing_and_gives_its_token() -> None:
    page = Page(GOOD)
    assert broken_rules(page) == []
    assert page.hidden("csrf_token") == "t"
    assert page.form_for("/x") is not None


@pytest.mark.parametrize(
    "change, complaint",
    [
        (("<h1", "<h2"), "0 h1"),
        (("</h1>", "</h1><h1>Dos</h1>"), "2 h1"),
        ((" · Réplica", ""), "the title"),
        ((' lang="es-PE"', ""), "no lang"),
        (('href="#top"', 'href="#nada"'), "#nada"),
        (('<label for="n">Nombre</label>', ""), "no label"),
        (('id="top"', 'id="n"'), "ids twice"),
        (("<h1", '<h1 style="color:red"'), "inline style"),
        (("<h1", '<h1 onclick="x()"'), "inline onclick"),
        (("</head>", "<script>1</script></head>"), "an inline script"),
        (("</head>", "<style>a{}</style></head>"), "a style element"),
        (("</h1>", '</h1><img src="a">'), "no alt"),
        (("</h1>", "</h1></div>"), "without <div>"),
        (("</h1>", "</h1><div><p></div>"), "is open"),
    ],
)
def test_a_broken_rule_is_named(change: tuple[str, str], complaint: str) -> None:
    assert any(complaint in problem for problem in broken_rules(Page(GOOD.replace(*change))))
