"""The last gate: only these tags, attributes, classes and link schemes leave the pipeline."""

import re

import nh3

_TEXT = {"p", "span", "strong", "em", "b", "i", "code", "br", "hr", "blockquote", "pre", "sup"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd"}
_TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
_BOXES = {"div", "section", "aside", "details", "summary"}
TAGS = frozenset(_TEXT | _HEADINGS | _LISTS | _TABLES | _BOXES | {"a", "img"})
SCHEMES = frozenset({"http", "https", "tel", "mailto"})

ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "section": {"aria-labelledby"},
    "aside": {"aria-labelledby"},
    "div": {"aria-label"},
    "li": set(),
    **{heading: set() for heading in _HEADINGS},
}
VALUES: dict[str, dict[str, set[str]]] = {
    "th": {"scope": {"col", "row"}},
    "b": {"aria-hidden": {"true"}},
    "img": {"loading": {"lazy"}},
    "div": {"tabindex": {"0"}, "role": {"region", "note"}},
}
CLASSES: dict[str, set[str]] = {
    "div": {"note", "calm", "key", "pair", "scroll"},
    "p": {"key", "eyebrow", "meta", "tag", "late"},
    "section": {"case"},
    "aside": {"trainer"},
    "ul": {"quotes", "sources"},
    "sup": {"src"},
    "ol": {"steps"},
    "th": {"num"},
    "td": {"num"},
}
WITH_ID = _HEADINGS | {"div", "section", "li"}

_SOURCE_ID = re.compile(r"f-[a-z0-9]{1,8}")
_SAFE_ID = re.compile(r"[a-z][a-z0-9-]*")
_SAFE_URL = re.compile(
    r"#[a-z][a-z0-9-]*|(?:https?://|tel:|mailto:)\S+|(?!//)(?:\.\./|/)?[\w./~%-]*(?:#[a-z][a-z0-9-]*)?",
    re.IGNORECASE,
)


def clean(html: str) -> str:
    """The same page without anything that is not on the lists above."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes={
            tag: set(names) | ({"id"} if tag in WITH_ID else set()) for tag, names in ATTRIBUTES.items()
        },
        attribute_filter=_value,
        tag_attribute_values=VALUES,
        allowed_classes=CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def _value(tag: str, attribute: str, value: str) -> str | None:
    """The value of an allowed attribute, or None to drop it."""
    if tag == "li" and attribute == "id":
        return value if _SOURCE_ID.fullmatch(value) else None
    if attribute in ("id", "aria-labelledby"):
        return value if _SAFE_ID.fullmatch(value) else None
    if attribute in ("href", "src"):
        return value if _SAFE_URL.fullmatch(value) else None
    if attribute == "start":
        return value if value.isdigit() else None
    return value
