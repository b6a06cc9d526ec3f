"""Which files a manual has: every ready module its own, every file a reader, every image safe and shown."""

import re
from collections.abc import Iterable, Mapping

from modules.bundle import LARGEST_FILE, name_fault, suffix_of
from modules.check_helplines import FILE as HELPLINES
from modules.edition import PAGES
from modules.plan import FILE as PLAN
from modules.plan import Plan
from modules.problems import Problem, did_you_mean
from modules.read_tests import FILE as TESTS
from modules.read_tests import bank_path

DATA = (PLAN, HELPLINES, "facts.toml", "sources.toml", "directory.toml", "glossary.toml", "tests.toml", "workshops.toml",
        "plan-form.toml", "supervision.toml", "ladder.toml")
_FOLDERS = re.compile(r"(?:checklists|flows)/[a-z0-9-]+\.toml")
_MAGIC = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".webp": b"RIFF"}
_ACTIVE_SVG = re.compile(
    r"<script|<foreignobject|\bon[a-z]+\s*=|javascript:|<!entity|<!doctype|"
    r"(?:href|src)\s*=\s*[\"'](?!#)|@import|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)


def check_files(
    files: Mapping[str, bytes], plan: Plan, suffixes: Iterable[str], shown: set[str]
) -> list[Problem]:
    """Missing files, files that nobody reads, images that nobody shows or that are not what they say."""
    problems: list[Problem] = []
    listed = set(DATA) | {path for path in files if _FOLDERS.fullmatch(path)}
    languages = dict.fromkeys((plan.language, "en"))
    for language in languages:
        listed |= {f"{language}/{name}.md" for name in PAGES}
        if TESTS in files:
            listed |= {bank_path(language, course.slug) for course in plan.courses}
        listed |= {f"{language}/{module.slug}{suffix}" for module in plan.modules for suffix in (".md", ".gift")}
    wants_quiz = {course.slug for course in plan.courses if "quiz" in course.completion}
    for module in plan.modules:
        page, quiz = (f"{plan.language}/{module.slug}{suffix}" for suffix in (".md", ".gift"))
        if module.ready and page not in files:
            problems.append(
                Problem(
                    PLAN,
                    module.line,
                    f"«{module.slug}» está listo y falta «{page}»",
                    "Escriba el archivo o ponga ready = false",
                )
            )
        if module.ready and module.course in wants_quiz and quiz not in files:
            problems.append(
                Problem(
                    PLAN,
                    module.line,
                    f"«{module.slug}» está listo y falta su prueba «{quiz}»",
                    "Escriba el archivo o ponga ready = false",
                )
            )
    read = {".toml", ".md", *_MAGIC, ".svg", *suffixes}
    for path in sorted(files):
        problems += _one(path, files[path], listed, read, shown)
    return problems


def _one(path: str, content: bytes, listed: set[str], read: set[str], shown: set[str]) -> list[Problem]:
    if fault := name_fault(path):
        return [Problem(path, 0, fault, "Quítelo o cámbiele el nombre")]
    if len(content) > LARGEST_FILE:
        return [Problem(path, 0, "pesa más de 2 MB", "Redúzcalo")]
    if suffix_of(path) not in read:
        return [Problem(path, 0, f"nadie lee los archivos «{suffix_of(path)}»", "Quítelo")]
    if path.startswith("media/") and suffix_of(path) in {*_MAGIC, ".svg"}:
        return _medium(path, content, shown)
    if path not in listed:
        return [
            Problem(
                path,
                0,
                "ningún módulo usa este archivo",
                did_you_mean(path, listed, "Quítelo o añada su módulo"),
            )
        ]
    return []


def _medium(path: str, content: bytes, shown: set[str]) -> list[Problem]:
    suffix = suffix_of(path)
    if path not in shown:
        return [Problem(path, 0, "ninguna página muestra esta imagen", "Quítela o muéstrela")]
    if suffix != ".svg" and not content.startswith(_MAGIC[suffix]):
        return [Problem(path, 0, f"no es una imagen «{suffix}»", "Guárdela de nuevo en ese formato")]
    if suffix == ".svg" and (
        b"<svg" not in content[:2000] or _ACTIVE_SVG.search(content.decode("utf-8", "replace"))
    ):
        return [
            Problem(
                path,
                0,
                "no es un SVG sencillo, o trae programas o enlaces",
                "Expórtelo como SVG plano, sin script, DOCTYPE ni archivos externos",
            )
        ]
    return []
