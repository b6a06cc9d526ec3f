"""The colours: every pair that carries text keeps 7:1, as the State's design rule asks."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "training/static/replica.css").read_text()
TOKENS = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", CSS))
PAIRS = [  # text, ground
    *[("ink", ground) for ground in ("paper", "mist", "straw", "rose", "leaf", "ice", "ochre", "sun")],
    *[("soft", ground) for ground in ("paper", "mist", "straw", "rose", "leaf")],
    *[("indigo", ground) for ground in ("paper", "mist", "ice")], *[("paper", ground) for ground in ("indigo", "cochineal", "green")],
    *[("link", ground) for ground in ("paper", "mist", "straw", "rose", "leaf", "ice")],
    *[("cochineal", ground) for ground in ("paper", "mist", "rose")], *[("green", ground) for ground in ("paper", "leaf")],
    *[("umber", ground) for ground in ("paper", "straw", "mist")], ("sun", "indigo"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_keeps_seven_to_one(text: str, ground: str) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= 7.0


def test_edges_of_controls_keep_three_to_one() -> None:
    assert contrast(TOKENS["edge"], TOKENS["paper"]) >= 3.0


def test_text_is_never_smaller_than_fifteen_pixels() -> None:
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:[^;}]*?(?<![\d.])(\d*\.\d+|\d+)rem", CSS)]
    assert min(sizes) >= 0.9375


def test_the_stylesheet_asks_for_nothing_else() -> None:
    assert "@import" not in CSS
    assert not re.search(r"url\((?!\"data:image/svg\+xml)", CSS)


def test_no_class_of_the_templates_is_forgotten() -> None:
    templates = Path(__file__).parents[2] / "templates"
    used = {word for path in templates.rglob("*.html") if "print" not in path.parts
            for words in re.findall(r'class="([^"{}]*)"', path.read_text()) for word in words.split()}
    styles = "".join(path.read_text() for path in (Path(__file__).parents[2] / "training/static").glob("*.css"))
    assert {word for word in used if not re.search(rf"\.{re.escape(word)}(?![\w-])", styles)} == set()
