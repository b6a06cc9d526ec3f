"""What a ready module's page must have: sections, cases, contrast, agenda, length, reading ease."""

import re
from xml.etree.ElementTree import Element

from modules import readability
from modules.problems import Problem, line_of
from modules.render import Page
from modules.scan import Scan
from modules.tree import paragraphs, text_of, trainer_blocks, tree_of, under

REQUIRED = ("objetivos", "mensajes", "casos", "resumen", "fuentes")
EXPLANATIONS = 2
MOST_MESSAGES = 5
MOST_KEYS = 2
LEAST_CASES = 2
WORDS = range(1_200, 2_501)
EASIEST_ENOUGH = 55
MINUTES_COLUMN = "Minutos"
CHECK_WORDS = "verifique la norma vigente"


def check_page(
    path: str, text: str, minutes: int, scanned: Scan, learner: Page, trainer: Page
) -> list[Problem]:
    """Everything that a complete module lacks. `text` is the whole file, for line numbers."""
    tree = learner.tree()
    return [
        *_sections(path, text, learner, tree),
        *_counts(path, scanned),
        *_boxes(path, scanned, trainer),
        *_agenda(path, text, minutes, trainer),
        *_reading(path, learner, tree),
    ]


def _sections(path: str, text: str, page: Page, tree: Element) -> list[Problem]:
    problems = []
    second = [section.id for section in page.sections if section.level == 2]
    for needed in REQUIRED:
        if needed not in second:
            problems.append(
                Problem(path, 0, f"falta la sección «#{needed}»", f"Escriba «## Título {{#{needed}}}»")
            )
    if len(set(second) - set(REQUIRED)) < EXPLANATIONS:
        problems.append(
            Problem(
                path,
                0,
                "faltan secciones que expliquen el tema",
                f"Escriba al menos {EXPLANATIONS} con nombre propio",
            )
        )
    for heading in tree:
        if heading.tag == "h2" and not heading.get("id"):
            title = text_of(heading)
            problems.append(
                Problem(
                    path,
                    line_of(text, title),
                    f"la sección «{title[:50]}» no tiene nombre",
                    "Añada al final del título {#nombre-corto}",
                )
            )
    messages = sum(len(found.findall("li")) for found in under(tree, "mensajes"))
    if "mensajes" in second and not 0 < messages <= MOST_MESSAGES:
        problems.append(
            Problem(
                path,
                line_of(text, "{#mensajes}"),
                f"hay {messages} mensajes clave",
                f"Escriba una lista de 1 a {MOST_MESSAGES}",
            )
        )
    for id_ in {id_ for id_ in page.ids if page.ids.count(id_) > 1}:
        problems.append(
            Problem(
                path,
                line_of(text, "{#" + id_ + "}"),
                f"el nombre «#{id_}» está dos veces",
                "Dé a cada sección el suyo",
            )
        )
    return problems


def _counts(path: str, scanned: Scan) -> list[Problem]:
    problems = []
    for name, least, most in (
        ("caso", LEAST_CASES, 99),
        ("contraste", 1, 99),
        ("facilitador", 1, 99),
        ("clave", 0, MOST_KEYS),
        ("aviso", 0, 1),
    ):
        count = scanned.count(name)
        if not least <= count <= most:
            limit = f"Escriba al menos {least}" if count < least else f"Deje {most} a lo más"
            problems.append(Problem(path, 0, f"hay {count} bloques «{name}»", limit))
    return problems


def _boxes(path: str, scanned: Scan, page: Page) -> list[Problem]:
    """Blocks whose inside is not what the block is for."""
    problems = []
    tree = page.tree()
    shapes = {"frases": "ul[@class='quotes']", "pasos": "ol[@class='steps']"}
    for name, shape in shapes.items():
        lines = [block.line for block in scanned.blocks if block.name == name]
        if len(tree.findall(f".//{shape}")) != len(lines):
            problems.append(
                Problem(
                    path,
                    lines[0] if lines else 0,
                    f"un bloque «{name}» tiene algo más que una lista",
                    "Deje solo la lista, con una línea en blanco antes y después",
                )
            )
    checks = [box for box in tree.iter("div") if box.get("class") == "note calm"]
    for block, box in zip((b for b in scanned.blocks if b.name == "verifique"), checks, strict=False):
        said = " ".join(text_of(child) for child in box if child.tag != "h3")
        if CHECK_WORDS not in said.lower():
            problems.append(
                Problem(
                    path,
                    block.line,
                    f"el bloque «verifique» no dice «{CHECK_WORDS}»",
                    "Escríbalo con esas palabras y «de su establecimiento»",
                )
            )
    answers = {block.line for block in scanned.blocks if block.name == "respuesta" and block.parent == "caso"}
    if len(answers) < scanned.count("caso"):
        problems.append(
            Problem(path, 0, "hay un caso sin «respuesta»", "Añada «/// respuesta | Ver una buena respuesta»")
        )
    return problems


def _agenda(path: str, text: str, minutes: int, page: Page) -> list[Problem]:
    rows = [
        row
        for block in trainer_blocks(tree_of(page.html))
        for table in block.iter("table")
        if (heads := list(table.iter("th"))) and text_of(heads[0]) == MINUTES_COLUMN
        for row in table.findall("tbody/tr")
    ]
    line = line_of(text, MINUTES_COLUMN) if MINUTES_COLUMN in text else 0
    if not rows:
        return [
            Problem(
                path,
                line,
                "no hay agenda para quien facilita",
                f"Ponga en un bloque «facilitador» una tabla cuya primera columna sea «{MINUTES_COLUMN}»",
            )
        ]
    total, problems = 0, []
    for row in rows:
        cells = [text_of(cell) for cell in row]
        if any(cell.lower().startswith("total") for cell in cells[:2]):
            continue
        said = re.match(r"\d+", cells[0])
        if said is None:
            problems.append(
                Problem(
                    path,
                    line_of(text, cells[0], line),
                    f"«{cells[0][:30]}» no son minutos",
                    "Escriba un número en la primera columna",
                )
            )
        total += int(said.group()[:4]) if said else 0
    if total != minutes and not problems:
        problems.append(
            Problem(
                path,
                line,
                f"la agenda suma {total} minutos y el módulo dura {minutes}",
                "Ajuste la tabla o «minutes» en manual.toml",
            )
        )
    return problems


def _reading(path: str, page: Page, tree: Element) -> list[Problem]:
    problems = []
    if page.words not in WORDS:
        problems.append(
            Problem(
                path,
                0,
                f"el texto tiene {page.words} palabras",
                f"Escriba entre {WORDS.start} y {WORDS.stop - 1}",
            )
        )
    ease = readability.reading_ease(paragraphs(tree, without="fuentes"))
    if ease < EASIEST_ENOUGH:
        problems.append(
            Problem(
                path,
                0,
                f"la facilidad de lectura es {ease:.0f}",
                f"Acorte frases y palabras hasta llegar a {EASIEST_ENOUGH}",
            )
        )
    return problems
