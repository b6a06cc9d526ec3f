"""What a ready module's page must have: sections, cases, contrast, agenda, length, reading ease."""

from xml.etree.ElementTree import Element

from modules import readability
from modules.agenda import check_minutes
from modules.edition import Text
from modules.problems import Problem, line_of
from modules.render import Page
from modules.scan import Scan
from modules.tree import paragraphs, text_of, under

REQUIRED = ("objetivos", "mensajes", "casos", "resumen", "fuentes", "cambios")
LAST = "cambios"
EXPLANATIONS = 2
MOST_MESSAGES = 5
MOST_KEYS = 2
LEAST_CASES = 2
LEAST_TRAINER_BLOCKS = 3  # how to run it, sensitive points, expected answers
WORDS = {"es": range(1_200, 2_501), "en": range(1_200, 2_751)}  # the same text takes a tenth more in English
EASIEST_ENOUGH = 55
CHECK_WORDS = {"es": "verifique la norma vigente", "en": "check the rule in force"}


def check_page(text: Text, minutes: int) -> list[Problem]:
    """Everything that a complete module lacks."""
    path, scanned = text.path, text.scanned
    return [
        *_sections(path, text.text, text.learner, text.learner_prose),
        *_counts(path, scanned),
        *_boxes(path, scanned, text.trainer_prose, text.language),
        *text.session.problems,
        *check_minutes(text.session, minutes, text.text, path, text.language),
        *_reading(text),
    ]


def _sections(path: str, text: str, page: Page, tree: Element) -> list[Problem]:
    problems = []
    second = [section.id for section in page.sections if section.level == 2]
    for needed in REQUIRED:
        if needed not in second:
            problems.append(
                Problem(path, 0, f"falta la sección «#{needed}»", f"Escriba «## Título {{#{needed}}}»")
            )
    if LAST in second and second[-1] != LAST:
        problems.append(
            Problem(path, line_of(text, "{#" + LAST + "}"), f"la sección «#{LAST}» no es la última", "Póngala al final")
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
        ("facilitador", LEAST_TRAINER_BLOCKS, 99),
        ("clave", 0, MOST_KEYS),
        ("aviso", 0, 1),
    ):
        count = scanned.count(name)
        if not least <= count <= most:
            limit = f"Escriba al menos {least}" if count < least else f"Deje {most} a lo más"
            problems.append(Problem(path, 0, f"hay {count} bloques «{name}»", limit))
    return problems


def _boxes(path: str, scanned: Scan, tree: Element, language: str) -> list[Problem]:
    """Blocks whose inside is not what the block is for."""
    problems = []
    wanted = CHECK_WORDS[language]
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
        if wanted not in said.lower():
            problems.append(
                Problem(
                    path,
                    block.line,
                    f"el bloque «verifique» no dice «{wanted}»",
                    "Escríbalo con esas palabras, y que es la de su establecimiento",
                )
            )
    answers = {block.line for block in scanned.blocks if block.name == "respuesta" and block.parent == "caso"}
    if len(answers) < scanned.count("caso"):
        problems.append(
            Problem(path, 0, "hay un caso sin «respuesta»", "Añada «/// respuesta | Ver una buena respuesta»")
        )
    return problems


def _reading(text: Text) -> list[Problem]:
    """Length in both languages; ease in Spanish only, whose index has a scale that we may hold authors to."""
    problems = []
    allowed = WORDS[text.language]
    if text.learner.words not in allowed:
        problems.append(
            Problem(
                text.path,
                0,
                f"el texto tiene {text.learner.words} palabras",
                f"Escriba entre {allowed.start} y {allowed.stop - 1}",
            )
        )
    ease = ease_of(text)
    if text.language == "es" and ease < EASIEST_ENOUGH:
        problems.append(
            Problem(
                text.path,
                0,
                f"la facilidad de lectura es {ease:.0f}",
                f"Acorte frases y palabras hasta llegar a {EASIEST_ENOUGH}",
            )
        )
    return problems


def ease_of(text: Text) -> float:
    """The reading ease of what the learner reads, without its sources."""
    return readability.reading_ease(paragraphs(text.learner_prose, without="fuentes"), text.language)
