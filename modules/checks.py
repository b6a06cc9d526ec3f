"""What can only be seen with all files at hand: links, titles, images, what stands twice, what a translation lacks."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from modules import bundle
from modules.check_files import check_files
from modules.check_links import check_links
from modules.check_page import check_page
from modules.check_repeats import check_repeats
from modules.edition import Desk, Edition, Text
from modules.parity import check_parity
from modules.plan import Plan, PlannedModule
from modules.problems import Problem
from modules.render import Page

Checker = Callable[[str, str], list[Problem]]
WideChecker = Callable[[Mapping[str, str]], list[Problem]]


def check_all(plan: Plan, editions: tuple[Edition, ...], desk: Desk, suffixes: Iterable[str]) -> Iterator[Problem]:
    """Every problem between the files; the first edition is the original."""
    original = editions[0]
    for edition in editions:
        yield from _edition(plan, edition, original)
    for translation in editions[1:]:
        yield from check_parity(original, translation)
    yield from _former_slugs(plan, original)
    shown: set[str] = set()
    for text in (text for edition in editions for text in edition.all_texts):
        shown |= set(text.trainer.images)
        yield from (Problem(text.path, 0, f"la imagen «{image}» no existe", "Guárdela en media/")
                    for image in text.trainer.images if image not in desk.folder.files)
    yield from check_files(desk.folder.files, plan, suffixes, shown)


def _edition(plan: Plan, edition: Edition, original: Edition) -> Iterator[Problem]:
    """Links lead to pages of the same language, or to the original where there is no translation."""
    pages = {slug: text.learner for slug, text in {**original.texts, **edition.texts}.items()}
    ready = [edition.texts[module.slug] for module in plan.modules if module.ready and module.slug in edition.texts]
    for module in plan.modules:
        text = edition.texts.get(module.slug)
        if text is None:
            continue
        yield from _links(text, module.slug, pages, plan)
        if edition is original:
            yield from _titles(module, text)
        if module.ready:
            yield from check_page(text, module.minutes)
    for name, text in edition.pages.items():
        yield from _links(text, name, {**pages, name: text.learner}, plan)
    yield from check_repeats(ready)


def _links(text: Text, slug: str, pages: Mapping[str, Page], plan: Plan) -> Iterator[Problem]:
    """The links of the trainer's page may lead to its own blocks, those of the learner's page not."""
    for page in (text.trainer, text.learner):
        yield from check_links(text.path, text.text, slug, {**pages, slug: page}, plan)


def _titles(module: PlannedModule, text: Text) -> Iterator[Problem]:
    front = text.parted.front
    if front.title and front.title != module.title:
        yield Problem(text.path, front.lines.get("title", 1),
                      f"el título «{front.title}» no es el de manual.toml, «{module.title}»", "Escriba el mismo en ambos")


def _former_slugs(plan: Plan, original: Edition) -> Iterator[Problem]:
    """An old name leads to one module, and to one that does not bear it any more."""
    taken = {module.slug: module.slug for module in plan.modules}
    for slug, text in original.texts.items():
        front = text.parted.front
        for former in front.was:
            if former in taken:
                yield Problem(text.path, front.lines.get("was", 1),
                              f"el nombre anterior «{former}» ya es de «{taken[former]}»",
                              "Cada nombre lleva a un solo módulo: quítelo de uno")
            taken.setdefault(former, slug)


def ask_rooms(desk: Desk, texts: Mapping[str, str], checkers: Mapping[str, Checker],
              wide: Iterable[WideChecker]) -> Iterator[Problem]:
    """Every other room looks at the files that it reads: one by one, then all together (with their figures)."""
    for path in sorted(desk.folder.files):
        checker = checkers.get(bundle.suffix_of(path))
        text = texts.get(path, desk.folder.text(path)) if checker else None
        if checker and text is not None:
            yield from checker(text, path)
    for look in wide:
        yield from look(texts)


def check_translation(plan: Plan, text: str) -> Iterator[Problem]:
    """What manual.toml must say in English as soon as there is anything in English."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines, 1) if line.startswith("language")), 1)
    for key in ("title_en", "term_en"):
        if not getattr(plan, key).strip():
            yield Problem("manual.toml", first, f"falta «{key}»", f"Escriba {key} = … : hay textos en inglés")
    for course in plan.courses:
        for key in ("title_en", "summary_en"):
            if not getattr(course, key).strip():
                yield Problem("manual.toml", course.line, f"falta «{key}» del curso «{course.slug}»", f"Escriba {key} = …")


