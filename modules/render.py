"""The one way from a module's Markdown to a page: cut, convert, dress, clean, read back."""

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

import msgspec
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from modules import readability
from modules.blocks import blocks_extension
from modules.manual import Section
from modules.markup import Found, Link, Settings, dress
from modules.problems import Problem, line_of
from modules.reference import Source
from modules.sanitise import clean
from modules.scan import Scan, normalised, scan
from modules.tree import sections_of, text_of, text_without_trainer, tree_of, without_sources
from modules.words import words_for

_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}));?", re.IGNORECASE)
_RAW_HTML = re.compile(r"</?[a-z][a-z0-9-]*(?=[\s/>]|$)|<!--|<[!?][a-z]", re.IGNORECASE)
_CODE = re.compile(r"(`+)[^`].*?\1")
LONGEST = 200_000
LONGEST_LINE = 5_000


class Page(msgspec.Struct, frozen=True):
    """A rendered page. `ids` are the places that a link may name, `images` the media, `words` a count."""

    html: str
    sections: tuple[Section, ...] = ()
    words: int = 0
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def tree(self) -> Element:
        """The page's HTML as a tree, for checks."""
        return tree_of(self.html)

    def prose(self) -> Element:
        """The tree without citations and without the generated list of sources."""
        return without_sources(tree_of(self.html))


def beside(slug: str) -> str:
    """Where another module's page is, seen from a module's page, unless the caller knows better."""
    return slug


def as_written(path: str) -> str:
    """Where a media file is, unless the caller knows better."""
    return path


def render(
    source: str,
    path: str,
    *,
    trainer: bool = False,
    language: str = "es",
    module_url: Callable[[str], str] = beside,
    media_url: Callable[[str], str] = as_written,
    sources: Mapping[str, Source] | None = None,
) -> Page:
    """Render decoded Markdown for the learner, or with the trainer's blocks in place. Never raises.

    The learner's page is made from a source that no longer holds the trainer's lines. `sources` are what it may
    cite, by code; None leaves citations unchecked and without links.
    """
    text = normalised(source)
    if too_much := _too_much(text, path):
        return Page("", problems=(too_much,))
    scanned = scan(text, path)
    found = Found()
    extensions = [
        blocks_extension(words_for(language), trainer),
        SaneListExtension(),
        TableExtension(),
        *dress(found, Settings(module_url, media_url, language, sources)),
    ]
    try:
        # `&#8;` becomes the character itself only at the end, so what nobody can see is taken out once more.
        html = normalised(clean(Markdown(extensions=extensions).convert(text if trainer else scanned.learner)))
    except (RecursionError, AssertionError, ValueError, IndexError) as error:
        # The Markdown library gives up on absurd nesting in its own ways; the author needs the file's name.
        return Page(
            "",
            problems=(
                Problem(
                    path,
                    0,
                    f"no se puede convertir ({type(error).__name__})",
                    "Simplifique listas, citas y enlaces anidados",
                ),
            ),
        )
    return _page(html, text, path, scanned, found)


def _too_much(text: str, path: str) -> Problem | None:
    """A page so large that converting it would take minutes."""
    if len(text) > LONGEST:
        return Problem(path, 0, f"el archivo tiene más de {LONGEST} caracteres", "Divida el módulo")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            return Problem(
                path, number, f"la línea tiene más de {LONGEST_LINE} caracteres", "Divídala en párrafos"
            )
    return None


def _page(html: str, text: str, path: str, scanned: Scan, found: Found) -> Page:
    root = tree_of(html)
    problems = [*scanned.problems, *_source_problems(text, path)]
    problems += [Problem(path, line_of(text, needle), what, fix) for needle, what, fix in found.faults]
    return Page(
        html,
        sections_of(root),
        len(readability.words(text_of(without_sources(root)))),
        tuple(found.links),
        tuple(found.images),
        tuple(found.ids),
        found.cited,
        tuple(sorted(set(problems))),
    )


def _source_problems(text: str, path: str) -> list[Problem]:
    """What only the source shows: raw HTML, a first-level heading."""
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        raw = _RAW_HTML.search(_CODE.sub("", line))
        if raw:
            problems.append(
                Problem(
                    path,
                    number,
                    f"hay HTML («{raw.group()[:20]}»), que se mostraría tal cual",
                    "Escríbalo con Markdown o con uno de los bloques del manual",
                )
            )
        if any(_is_unseen(one) for one in _REFERENCE.finditer(_CODE.sub("", line))):
            problems.append(Problem(path, number, "hay un carácter escrito con «&#…;» que no se ve", "Bórrelo"))
        if re.match(r" {1,3}(?:[-*+]|\d+\.) ", line):
            problems.append(
                Problem(
                    path,
                    number,
                    "una lista con menos de cuatro espacios no queda dentro de la otra",
                    "Ponga cuatro espacios, o ninguno",
                )
            )
        if re.match(r" {0,3}#(?!#)\s*\S", line) or re.fullmatch(r"=+\s*", line):
            problems.append(
                Problem(
                    path,
                    number,
                    "hay un título de primer nivel («#»)",
                    "El título va en la cabecera; las secciones empiezan con «##»",
                )
            )
    return problems


def _is_unseen(reference: re.Match[str]) -> bool:
    """Whether `&#8;` or `&#x202e;` stands for what `normalised` takes out."""
    code = int(reference.group(1), 16) if reference.group(1) else int(reference.group(2))
    return code <= 0x10FFFF and normalised(chr(code)) != chr(code)


def leak(learner: Element, trainer: Element, path: str) -> list[Problem]:
    """The two renderings (without sources) must agree outside the trainer's blocks; if not, somebody might see too much."""
    if text_without_trainer(learner) == text_without_trainer(trainer):
        return []
    return [
        Problem(
            path,
            0,
            "no queda claro dónde empieza o termina un bloque «facilitador»",
            "Deje una línea en blanco antes de «/// facilitador» y después de su «///»",
        )
    ]
