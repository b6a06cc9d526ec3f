"""What is different between two versions of the manual, as values that a page or a terminal puts into words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from modules.manual import Manual, Module
from modules.tree import text_of, trainer_blocks, tree_of, under

Kind = Literal[
    "module added", "module removed", "module renamed", "module titled", "module timed", "module required", "text changed",
    "section added", "section removed", "section changed", "trainer changed", "question added", "question removed",
    "question changed", "question critical", "fact changed", "guide changed", "list changed", "test changed",
    "glossary changed", "directory changed", "history changed", "term changed", "ladder changed",
]
_QUESTION = re.compile(r"^//[^\n]*\[id:([\w-]+)\]([^\n]*)$", re.MULTILINE)


class Change(msgspec.Struct, frozen=True, order=True):
    """One difference. `place`: the slug of the module or list; `what`: a title, id or name; `before`, `after`: values."""

    place: str
    kind: Kind
    what: str = ""
    before: str = ""
    after: str = ""


def changes(old: Manual, new: Manual) -> tuple[Change, ...]:
    """Everything that somebody who learned with `old` may want to know of `new`, in the order of the modules."""
    return (*_facts(old, new), *_modules(old, new), *_beside(old, new))


def renamed(old: Manual, new: Manual) -> dict[str, str]:
    """Old slug → new slug of modules that `new` says it has renamed (`was:`), and of those that got their old name back."""
    had, has = {module.slug for module in old.modules}, {module.slug for module in new.modules}
    back = {module.slug: former for module in old.modules for former in module.was
            if former in has and former not in had and module.slug not in has}
    return back | {former: module.slug for module in new.modules for former in module.was
                   if former in had and former not in has}


def _facts(old: Manual, new: Manual) -> Iterator[Change]:
    before = {fact.name: fact for fact in old.facts}
    for fact in new.facts:
        was = before.get(fact.name)
        if was is not None and (was.number, was.unit) != (fact.number, fact.unit):
            yield Change("", "fact changed", fact.about, f"{was.number:g} {was.unit}", f"{fact.number:g} {fact.unit}")
    if old.term != new.term:
        yield Change("", "term changed", "", old.term, new.term)


def _modules(old: Manual, new: Manual) -> Iterator[Change]:
    moved = renamed(old, new)
    back = {slug: former for former, slug in moved.items()}
    before = {module.slug: module for module in old.modules if module.ready}
    for module in new.modules:
        was = before.pop(back.get(module.slug, module.slug), None)
        if module.ready and was is None:
            yield Change(module.slug, "module added", module.title)
        elif not module.ready and was is not None:
            yield Change(was.slug, "module removed", was.title)
        elif was is not None:
            yield from _module(was, module)
    for gone in before.values():
        yield Change(gone.slug, "module removed", gone.title)


def _module(was: Module, now: Module) -> Iterator[Change]:
    if was.slug != now.slug:
        yield Change(now.slug, "module renamed", now.title, was.slug, now.slug)
    if was.title != now.title:
        yield Change(now.slug, "module titled", now.title, was.title, now.title)
    if was.minutes != now.minutes:
        yield Change(now.slug, "module timed", now.title, str(was.minutes), str(now.minutes))
    if was.requires != now.requires:
        yield Change(now.slug, "module required", now.title, ", ".join(was.requires), ", ".join(now.requires))
    yield from _sections(was, now)
    if _trainers(was) != _trainers(now):
        yield Change(now.slug, "trainer changed", now.title)
    yield from _questions(was.quiz or "", now.quiz or "", now.slug)


def _sections(was: Module, now: Module) -> Iterator[Change]:
    before, after = _texts(was), _texts(now)
    for id_, (title, text) in after.items():
        if id_ not in before:
            yield Change(now.slug, "section added", title)
        elif before[id_][1] != text or before[id_][0] != title:
            yield Change(now.slug, "section changed", title)
    for id_, (title, _) in before.items():
        if id_ not in after:
            yield Change(now.slug, "section removed", title)
    if not before and not after and was.html != now.html or was.summary != now.summary:
        yield Change(now.slug, "text changed", now.title)


def _texts(module: Module) -> dict[str, tuple[str, str]]:
    """Section id → (title, its words): a change of mere markup is no change."""
    root = tree_of(module.html)
    return {section.id: (section.title, " ".join(text_of(element) for element in under(root, section.id)))
            for section in module.sections if section.level == 2}


def _trainers(module: Module) -> list[str]:
    return [text_of(block) for block in trainer_blocks(tree_of(module.trainer_html))]


def questions_of(gift: str) -> dict[str, tuple[bool, str]]:
    """Question id → (critical, its text) of a GIFT file, as its comment lines part it."""
    marks = list(_QUESTION.finditer(gift))
    ends = (*(mark.start() for mark in marks[1:]), len(gift))
    return {mark.group(1): ("[critica]" in mark.group(2), " ".join(gift[mark.end() : end].split()))
            for mark, end in zip(marks, ends, strict=False)}  # no question, no pair


def _questions(was: str, now: str, place: str) -> Iterator[Change]:
    before, after = questions_of(was), questions_of(now)
    for id_, (critical, text) in after.items():
        if id_ not in before:
            yield Change(place, "question added", id_)
        elif before[id_][1] != text:
            yield Change(place, "question changed", id_)
        elif before[id_][0] != critical:
            yield Change(place, "question critical", id_, after="sí" if critical else "no")
    yield from (Change(place, "question removed", id_) for id_ in before if id_ not in after)


def _beside(old: Manual, new: Manual) -> Iterator[Change]:
    """What stands beside the modules, named one by one where that helps."""
    yield from _entries("guide changed", {f.slug: (f.title, f) for f in old.flows},
                        {f.slug: (f.title, f) for f in new.flows})
    yield from _entries("list changed", {c.slug: (c.title, c) for c in old.checklists},
                        {c.slug: (c.title, c) for c in new.checklists})
    yield from _entries("glossary changed", {t.id: (t.es, t) for t in old.terms}, {t.id: (t.es, t) for t in new.terms})
    yield from _entries("directory changed", {c.id: (c.name, c) for c in old.contacts},
                        {c.id: (c.name, c) for c in new.contacts})
    yield from _entries("test changed", {t.course: (t.course.upper(), t) for t in old.tests},
                        {t.course: (t.course.upper(), t) for t in new.tests})
    yield from _entries("ladder changed", {s.id: (s.title, s) for s in (old.ladder.steps if old.ladder else ())},
                        {s.id: (s.title, s) for s in (new.ladder.steps if new.ladder else ())})
    if (old.history and old.history.html) != (new.history and new.history.html):
        yield Change("", "history changed")


def _entries(kind: Kind, before: Mapping[str, tuple[str, object]],
             after: Mapping[str, tuple[str, object]]) -> Iterator[Change]:
    """One change per entry; `before` or `after` says «—» where it is not in that version."""
    for id_ in dict.fromkeys((*after, *before)):
        was, now = before.get(id_), after.get(id_)
        if was != now:
            yield Change("", kind, (now or was or ("", None))[0], "" if was else "—", "" if now else "—")


def modules_touched(found: Sequence[Change]) -> tuple[str, ...]:
    """The slugs of the modules that changed, in order."""
    return tuple(dict.fromkeys(change.place for change in found if change.place))
