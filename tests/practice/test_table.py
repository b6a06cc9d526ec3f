"""The board's table as HTML: escaped, one link a person, or one a list."""

from datetime import UTC, datetime

from markupsafe import Markup

from training.practice.table import Line, Words, rows
from training.practice.tries import Sheet, State, way

AT = datetime(2026, 12, 15, 14, tzinfo=UTC)
NOTHING = way(())
PASSED = way([Sheet((), "k", 1, 1, AT, AT, True, 22, 24)])
TAGS = {state: Markup("<i>{}</i>").format(state) for state in State}


def words(*titles: str) -> Words:
    return Words(TAGS, titles, lambda percent, number: f"{percent}<{number}")


def test_with_one_list_the_name_is_the_link() -> None:
    html = rows([Line(7, "<b>Eva", [("/x", PASSED)])], words("Apoyo"))
    assert '<a href="/x">&lt;b&gt;Eva</a>' in html
    assert '<td><i>passed</i> <span class="soft">91&lt;1</span></td>' in html
    assert "data-l" not in html


def test_with_several_each_state_is_a_link_with_the_name_of_its_list() -> None:
    html = rows([Line(None, "Eva", [("/x", PASSED), ("/y", NOTHING)])], words("Apoyo", '"Otra"'))
    assert '<td data-l="Apoyo"><a href="/x"><i>passed</i></a>' in html
    assert '<td data-l="&#34;Otra&#34;"><a href="/y"><i>to observe</i></a></td>' in html
    assert '<td class="num">—</td>' in html
