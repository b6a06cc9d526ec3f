"""A judge of finished HTML that shares no list and no parser settings with the sanitiser."""

from html.parser import HTMLParser

# fmt: off
TAGS = {
    "p", "span", "strong", "em", "b", "i", "code", "br", "hr", "blockquote", "pre", "h1", "h2", "h3",
    "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr",
    "th", "td", "sup", "div", "section", "aside", "details", "summary", "a", "img",
}
ATTRIBUTES = {
    "class", "id", "href", "rel", "src", "alt", "loading", "start", "scope", "role", "tabindex",
    "aria-label", "aria-labelledby", "aria-hidden",
}
# fmt: on
VOID = {"br", "hr", "img"}


class Judge(HTMLParser):
    """Collects what is wrong: foreign tags, attributes, addresses, and elements that are not well nested."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"{tag} {name}={value!r}")
            if name in ("href", "src") and not harmless(value or ""):
                self.faults.append(f"{name}={value!r}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("instruction")


def harmless(address: str) -> bool:
    """True for an address inside the site or one with an expected scheme."""
    before, colon, _ = address.partition(":")
    if colon and not any(mark in before for mark in "/#?"):
        return before.lower() in ("http", "https", "tel", "mailto")
    return not address.startswith(("//", "/\\", "\\"))


def faults_of(html: str) -> list[str]:
    """Everything in this fragment that should not be there."""
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.faults + [f"unclosed {tag}" for tag in judge.open]
