"""How the pages say a quiz's texts and numbers."""

from fractions import Fraction

import markdown
import nh3
from babel.numbers import format_decimal
from flask_babel import get_locale
from markupsafe import Markup, escape

from modules.scan import normalised
from training.crockford import derived_code, grouped

PHRASING = {"em", "strong", "b", "i", "code", "br"}  # all that fits inside a legend or a label


def said(text: str, style: str = "plain") -> Markup:
    """A text of the quiz as harmless HTML: its own line breaks, and of Markdown only emphasis and code."""
    if style == "markdown":
        html = markdown.markdown(text, extensions=["nl2br"])
        return Markup(normalised(nh3.clean(html, tags=PHRASING, attributes={})).strip())
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def points(share: Fraction) -> str:
    """Points of a question with at most two decimals, rounded down."""
    hundredths = int(share * 100)
    language = "en" if str(get_locale()) == "en" else "es"  # plain Spanish: a decimal comma, as the manual writes
    return str(format_decimal(hundredths / 100, format="0.##", locale=language))


def receipt(key: str) -> str:
    """The short code of a submitted attempt, the same whenever it is asked for."""
    return grouped(derived_code("receipt", key, 6), 3)


def percent_of(share: Fraction) -> int:
    """Whole per cent, rounded down: 79.99 % reads 79, never 80."""
    return int(share * 100)
