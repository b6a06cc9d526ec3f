"""Reads which blocks a page opens and closes, line by line, and cuts the trainer's from the learner's text.

Whatever is in doubt is hidden: a block of unknown name, one that is never closed, one inside a list.
"""

import re

import msgspec

from modules.problems import Problem, did_you_mean

TRAINER = "facilitador"
INSIDE: dict[str, frozenset[str]] = {
    "aviso": frozenset({""}),
    "caso": frozenset({""}),
    "contraste": frozenset({"", TRAINER}),
    "respuesta": frozenset({"caso"}),
    "haga": frozenset({"contraste"}),
    "nohaga": frozenset({"contraste"}),
    TRAINER: frozenset({""}),
    **{
        name: frozenset({"", "caso", "respuesta", TRAINER})
        for name in ("clave", "frases", "pasos", "verifique")
    },
}
TITLED = frozenset({"caso", "respuesta", TRAINER, "aviso"})

# Wider than what the Markdown extension accepts: hiding too much is a fault, showing too much a harm.
_OPEN = re.compile(r"([\s>*+\-\d.)]*)(/{3,})\s*([^\s/|]+)\s*(.*)")
_CLOSE = re.compile(r"\s*(/{3,})\s*")
_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")
# Also the signs that turn the direction of writing (a number read backwards), and what no XML may hold.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
                     "\ufffe\uffff]")


class Block(msgspec.Struct):
    """One opened block; `line` from 1, `parent` is the name of the block that holds it or ''."""

    name: str
    title: str
    line: int
    slashes: int
    parent: str
    closed: bool = False

    @property
    def hidden(self) -> bool:
        """True for what a learner never gets: the trainer's blocks and every name that we do not know."""
        return self.name == TRAINER or self.name not in INSIDE


class Scan(msgspec.Struct, frozen=True):
    """All blocks in order, the learner's text (hidden lines are blank, line numbers hold), the problems."""

    blocks: tuple[Block, ...]
    learner: str
    problems: tuple[Problem, ...]

    def count(self, name: str) -> int:
        """How many blocks of this name the page opens."""
        return sum(block.name == name for block in self.blocks)


def normalised(text: str) -> str:
    """One kind of line end and no invisible characters, as every later reader of the text must see it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNSEEN.sub("", text)


def scan(text: str, path: str) -> Scan:
    """Walk through normalised Markdown once. Never raises."""
    walk = _Walk(path)
    for number, line in enumerate(text.split("\n"), 1):
        walk.step(number, line)
    for block in walk.stack:
        walk.problems.append(
            Problem(
                path,
                block.line,
                f"el bloque «{block.name}» no se cierra",
                f"Ciérrelo con una línea «{'/' * block.slashes}»",
            )
        )
    return Scan(tuple(walk.blocks), "\n".join(walk.kept), tuple(walk.problems))


class _Walk:
    """The state of one walk: the open blocks, and whether a fence inside a hidden block is open."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.stack: list[Block] = []
        self.blocks: list[Block] = []
        self.kept: list[str] = []
        self.problems: list[Problem] = []
        self.fence = ""
        self.doubtful = False  # after a fence in a hidden block nobody knows where that block ends: the rest is hidden

    def step(self, number: int, line: str) -> None:
        """Read one line: opens, closes or keeps."""
        hidden = self.doubtful or any(block.hidden for block in self.stack)
        fence = _FENCE.match(line)
        if fence:
            self.say(
                number, "los bloques de código no se usan en el manual", "Quite las comillas «```» o «~~~»"
            )
            self._turn_fence(fence.group(1), hidden)
        opened = None if self.fence else _OPEN.fullmatch(line)
        closed = None if self.fence else _CLOSE.fullmatch(line)
        if opened:
            self._open(number, line, opened)
            hidden = hidden or self.stack[-1].hidden
        elif closed:
            self._close(number, len(closed.group(1)), hidden)
        self.kept.append("" if hidden else line)

    def say(self, number: int, what: str, fix: str) -> None:
        """Note a problem on this line."""
        self.problems.append(Problem(self.path, number, what, fix))

    def _turn_fence(self, mark: str, hidden: bool) -> None:
        if self.fence:
            self.fence = "" if mark.startswith(self.fence) else self.fence
        elif hidden:
            self.fence, self.doubtful = mark, True

    def _open(self, number: int, line: str, match: re.Match[str]) -> None:
        name, bar, title = match.group(3), match.group(4)[:1], match.group(4)[1:].strip()
        parent = self.stack[-1] if self.stack else None
        block = Block(name, title, number, len(match.group(2)), parent.name if parent else "")
        if match.group(1) or line != line.lstrip():
            self.say(
                number, f"el bloque «{name}» no empieza al margen", "Sáquelo de la lista o quite los espacios"
            )
        if bar and bar != "|":
            self.say(number, f"sobra texto después de «{name}»", f"Escriba «/// {name} | Título»")
        self._judge(block, parent)
        self.stack.append(block)
        self.blocks.append(block)

    def _judge(self, block: Block, parent: Block | None) -> None:
        name, number = block.name, block.line
        if name not in INSIDE:
            self.say(
                number,
                f"bloque «{name}» desconocido",
                did_you_mean(name.lower(), INSIDE, f"Los bloques son {', '.join(sorted(INSIDE))}"),
            )
            return
        if block.parent not in INSIDE[name]:
            place = f"dentro de «{block.parent}»" if block.parent else "suelto"
            homes = " o ".join(
                f"dentro de «{home}»" if home else "fuera de otros bloques" for home in sorted(INSIDE[name])
            )
            self.say(number, f"el bloque «{name}» no puede estar {place}", f"Va {homes}")
        elif parent and parent.slashes <= block.slashes:
            self.say(
                number,
                f"el bloque «{name}» tiene tantas barras como el que lo contiene",
                f"Abra y cierre «{parent.name}» con «{'/' * (block.slashes + 1)}»",
            )
        if name in TITLED and not block.title:
            self.say(number, f"el bloque «{name}» no tiene título", f"Escriba «/// {name} | Título»")

    def _close(self, number: int, slashes: int, hidden: bool) -> None:
        if self.stack and self.stack[-1].slashes == slashes:
            self.stack.pop().closed = True
            return
        if not self.stack:
            self.say(number, f"«{'/' * slashes}» cierra un bloque que nadie abrió", "Borre la línea")
            return
        top = self.stack[-1]
        self.say(
            number,
            f"«{'/' * slashes}» no cierra el bloque «{top.name}» de la línea {top.line}",
            f"Ciérrelo con «{'/' * top.slashes}»",
        )
        if not hidden and any(block.slashes == slashes for block in self.stack):
            while self.stack.pop().slashes != slashes:
                pass
