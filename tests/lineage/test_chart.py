"""The chart of dilution."""

from tests.page_rules import Page
from training.lineage.chart import Row, bars, swatch


def test_a_bar_is_as_long_as_its_share_and_says_it() -> None:
    drawn = bars([Row("Generación 0", 100, 50)])
    assert 'width="200"' in drawn and 'width="100"' in drawn
    assert "100 %" in drawn and "50 %" in drawn
    assert " style=" not in drawn and 'aria-hidden="true"' in drawn


def test_a_missing_score_is_a_dash_and_a_label_is_escaped() -> None:
    drawn = bars([Row("<b>", None, 80)])
    assert "–" in drawn and "&lt;b&gt;" in drawn


def test_nothing_is_drawn_of_nothing() -> None:
    assert bars([]) == ""
    assert not Page(f"<p>{swatch('exit')}{swatch('practice')}</p>").problems
