"""The manual's own Markdown blocks (`/// name | title` … `///`) and the HTML that each becomes."""

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from modules.shapes import become, make_step


class ManualBlock(Block):  # type: ignore[misc]  # the library ships no types
    """What our blocks share: an optional title, the page's words, and no attributes written by authors."""

    ARGUMENT: bool | None = None

    def on_validate(self, parent: Element) -> bool:
        """Refuse the extension's own `attrs:` option: an author never writes classes or handlers."""
        return not self.options["attrs"]

    def title(self, otherwise: str = "") -> str:
        """The title as written, or the page's word for it."""
        written: str = self.argument or ""
        return written.strip() or self.config["words"].get(otherwise, otherwise)

    def number(self, name: str) -> int:
        """1, 2, 3 … for the blocks of this name in one page."""
        tally: dict[str, int] = self.config["tally"]
        tally[name] = tally.get(name, 0) + 1
        return tally[name]

    def heading(self, parent: Element, level: str, text: str, id_: str = "") -> Element:
        """Add a heading."""
        element = SubElement(parent, level, {"id": id_} if id_ else {})
        element.text = text
        return element


class Notice(ManualBlock):
    """`aviso`: what to know before going on."""

    NAME = "aviso"

    def on_create(self, parent: Element) -> Element:
        """A note that screen readers announce as one."""
        note = SubElement(parent, "div", {"class": "note", "role": "note"})
        self.heading(note, "h2", self.title("notice"))
        return note


class Check(ManualBlock):
    """`verifique`: a rule that the reader must look up where she works."""

    NAME = "verifique"

    def on_create(self, parent: Element) -> Element:
        """A calm note with its own heading."""
        note = SubElement(parent, "div", {"class": "note calm", "role": "note"})
        self.heading(note, "h3", self.title("check"))
        return note


class Key(ManualBlock):
    """`clave`: one sentence to keep."""

    NAME = "clave"

    def on_create(self, parent: Element) -> Element:
        """A box that becomes a plain paragraph when it holds just one."""
        return SubElement(parent, "div", {"class": "key"})

    def on_inline_end(self, block: Element) -> None:
        """`<p class="key">` in place of a box around a single paragraph."""
        if len(block) == 1 and block[0].tag == "p" and not (block.text or "").strip():
            become(block, block[0], "p")


class Case(ManualBlock):
    """`caso`: an invented case, announced as such, with a way past it."""

    NAME = "caso"

    def on_create(self, parent: Element) -> Element:
        """A labelled section, and after it the place where the skip link lands."""
        id_ = f"caso-{self.number('caso')}"
        words = self.config["words"]
        case = SubElement(parent, "section", {"class": "case", "aria-labelledby": id_})
        SubElement(case, "p", {"class": "eyebrow"}).text = words["case"]
        self.heading(case, "h3", self.title("case"), id_)
        skip = SubElement(SubElement(case, "p", {"class": "meta"}), "a", {"href": f"#{id_}-fin"})
        skip.text = words["skip"]
        self.landing = Element("div", {"id": f"{id_}-fin"})
        self.outer = parent
        return case

    def on_end(self, block: Element) -> None:
        """Put the landing place right behind the case, whatever follows."""
        self.outer.insert(list(self.outer).index(block) + 1, self.landing)


class Answer(ManualBlock):
    """`respuesta`: closed until the reader has thought for herself."""

    NAME = "respuesta"

    def on_create(self, parent: Element) -> Element:
        """Native disclosure: works without script and by keyboard."""
        details = SubElement(parent, "details")
        SubElement(details, "summary").text = self.title("answer")
        return details


class Contrast(ManualBlock):
    """`contraste`: what to do and what not to do, side by side."""

    NAME = "contraste"
    ARGUMENT = False

    def on_create(self, parent: Element) -> Element:
        """The pair's frame."""
        return SubElement(parent, "div", {"class": "pair"})


class Do(ManualBlock):
    """`haga`: the left half of the pair."""

    NAME = "haga"
    WORD = "do"

    def on_create(self, parent: Element) -> Element:
        """One half, with its heading."""
        half = SubElement(parent, "div")
        self.heading(half, "h3", self.title(self.WORD))
        return half


class Dont(Do):
    """`nohaga`: the right half of the pair."""

    NAME = "nohaga"
    WORD = "dont"


class Phrases(ManualBlock):
    """`frases`: things to say aloud."""

    NAME = "frases"
    ARGUMENT = False

    def on_create(self, parent: Element) -> Element:
        """A box that becomes the list itself."""
        return SubElement(parent, "div", {"class": "quotes"})

    def on_inline_end(self, block: Element) -> None:
        """The list takes the class; a box without a list stays a plain box."""
        block.attrib.pop("class", None)
        if len(block) == 1 and block[0].tag == "ul":
            block.set("class", "quotes")
            become(block, block[0], "ul")


class Steps(ManualBlock):
    """`pasos`: named steps, each with its number or letter shown big."""

    NAME = "pasos"
    ARGUMENT = False

    def on_create(self, parent: Element) -> Element:
        """A box that becomes the list itself."""
        return SubElement(parent, "div")

    def on_inline_end(self, block: Element) -> None:
        """Each item gets its mark, its name as a heading, and its text."""
        if len(block) != 1 or block[0].tag not in ("ol", "ul"):
            return
        become(block, block[0], "ol")
        block.attrib.clear()
        block.set("class", "steps")
        for position, item in enumerate(block.findall("li"), 1):
            make_step(item, position)


class Trainer(ManualBlock):
    """`facilitador`: only in the trainer's rendering, whose source alone still holds it."""

    NAME = "facilitador"

    def on_create(self, parent: Element) -> Element:
        """An aside that says for whom it is."""
        id_ = f"facilitador-{self.number('facilitador')}"
        aside = SubElement(parent, "aside", {"class": "trainer", "aria-labelledby": id_})
        SubElement(aside, "p", {"class": "tag late"}).text = self.config["words"]["trainer"]
        self.heading(aside, "h3", self.title("trainer"), id_)
        return aside


LEARNERS: tuple[type[ManualBlock], ...] = (
    Notice,
    Check,
    Key,
    Case,
    Answer,
    Contrast,
    Do,
    Dont,
    Phrases,
    Steps,
)


class ManualBlocks(BlocksExtension):  # type: ignore[misc]  # the library ships no types
    """Registers our blocks; the trainer's only for the trainer's rendering."""

    def __init__(self, words: dict[str, str], trainer: bool) -> None:
        super().__init__()
        self.settings = {"words": words, "tally": {}}
        self.kinds: tuple[type[ManualBlock], ...] = (*LEARNERS, Trainer) if trainer else LEARNERS

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Called by the library."""
        for kind in self.kinds:
            block_mgr.register(kind, self.settings)


def blocks_extension(language_words: dict[str, str], trainer: bool) -> Extension:
    """A fresh extension for one page (it counts cases and blocks)."""
    return ManualBlocks(language_words, trainer)
