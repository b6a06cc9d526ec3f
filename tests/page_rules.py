"""What every page of the site keeps, checked on each page that any test ever gets."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
NEEDS_LABEL = frozenset(("input", "select", "textarea"))
NO_LABEL_TYPES = frozenset(("hidden", "submit", "button", "image", "reset"))


@dataclass
class Field:
    """A form control, and whether a label was seen around it."""

    tag: str
    attributes: dict[str, str]
    inside_label: bool


@dataclass
class Form:
    """A form with the values that a browser would send without touching it."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """A page read once: headings, title, identities, fields, forms, and broken nesting."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.h1 = 0
        self.title = ""
        self.language: str | None = None
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[Field] = []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        if self._open:
            self.problems.append(f"never closed: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.problems.append(f"an attribute twice in {self.get_starttag_text()}")
        for name in given:
            if name == "style" or name.startswith("on"):
                self.problems.append(f"inline {name} in {self.get_starttag_text()}")
        if "id" in given:
            self.ids.append(given["id"])
        self._note(tag, given)
        if tag not in VOID:
            self._open.append(tag)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "html":
                self.language = given.get("lang")
            case "h1":
                self.h1 += 1
            case "style":
                self.problems.append("a style element")
            case "script" if "src" not in given and given.get("type") not in (
                "application/json",
                "application/ld+json",
            ):
                self.problems.append("an inline script")
            case "img" if "alt" not in given:
                self.problems.append(f"no alt in {self.get_starttag_text()}")
            case "label" if "for" in given:
                self.labelled.add(given["for"])
            case "a" if "href" in given:
                self.links.append(given["href"])
            case "form":
                self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        if tag in NEEDS_LABEL and given.get("type", "text") not in NO_LABEL_TYPES:
            self.fields.append(Field(tag, given, "label" in self._open))
        if tag == "input" and self.forms and "form" in self._open and "name" in given:
            kind = given.get("type", "text")
            ticked = kind not in ("checkbox", "radio") or "checked" in given
            if (
                ticked
                and kind not in ("submit", "button", "image", "reset", "file")
                and "disabled" not in given
            ):
                self.forms[-1].values.append(
                    (given["name"], given.get("value", "on" if kind == "checkbox" else ""))
                )

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self.problems.append(f"</{tag}>")
        elif tag not in self._open:
            self.problems.append(f"</{tag}> without <{tag}>")
        else:
            # html.parser tells nothing of tags that may stay open; our templates close every one of them
            crossed = []
            while (last := self._open.pop()) != tag:
                crossed.append(last)
            if crossed:
                self.problems.append(f"</{tag}> while {crossed} is open")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data

    def form_for(self, path: str) -> Form | None:
        """The POST form of this page that sends to ``path`` (an empty action sends to the page itself)."""
        posts = [form for form in self.forms if form.method == "post"]
        return next((form for form in posts if form.action in (path, path.split("?")[0])), None)

    def hidden(self, name: str) -> str | None:
        """The value of the first form value called ``name``."""
        return next((value for form in self.forms for key, value in form.values if key == name), None)


def unlabelled(page: Page) -> list[str]:
    """The fields that nobody could name."""

    def named(item: Field) -> bool:
        given = item.attributes
        return (
            item.inside_label
            or given.get("id", "") in page.labelled
            or bool(given.get("aria-label") or given.get("aria-labelledby"))
        )

    return [f"no label: <{f.tag} name={f.attributes.get('name')!r}>" for f in page.fields if not named(f)]


def broken_rules(page: Page) -> list[str]:
    """Every rule that this page breaks, in words; empty when it keeps them all."""
    problems = [*page.problems, *unlabelled(page)]
    if page.h1 != 1:
        problems.append(f"{page.h1} h1 instead of one")
    title = " ".join(page.title.split())
    if title != "Réplica" and not title.endswith("· Réplica"):
        problems.append(f"the title is {title!r}, not «… · Réplica»")
    if not page.language:
        problems.append("no lang")
    twice = sorted({name for name in page.ids if page.ids.count(name) > 1})
    if twice:
        problems.append(f"ids twice: {', '.join(twice)}")
    fragments = {link[1:] for link in page.links if link.startswith("#") and len(link) > 1}
    problems += [f"a link to #{name}, which is not there" for name in sorted(fragments - set(page.ids))]
    return problems
