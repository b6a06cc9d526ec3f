"""The head of a module's file: strict `key: value` lines between two `---` lines."""

from datetime import date

import msgspec

from modules.plan import SLUG
from modules.problems import Problem, did_you_mean

KEYS = ("title", "summary", "verified_on", "reviewed_by", "was")
NEEDED = ("title", "summary", "verified_on")
FENCE = "---"
LONGEST_SUMMARY = 200
LONGEST_TITLE = 90
LONGEST_SLUG = 40


class FrontMatter(msgspec.Struct, frozen=True):
    """What the head says. `was`: slugs that the module had before; `lines`: on which line each key stands, for later."""

    title: str = ""
    summary: str = ""
    verified_on: date | None = None
    reviewed_by: str = ""
    was: tuple[str, ...] = ()
    lines: dict[str, int] = {}


class Parted(msgspec.Struct, frozen=True):
    """A file parted in two; the head's lines are blank in `body`, so that line numbers stay the file's."""

    front: FrontMatter
    body: str
    problems: tuple[Problem, ...]


def part(text: str, path: str) -> Parted:
    """Split `text` into front matter and body; say everything that is wrong with the head."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return _headless(text, path, 1, "no empieza con la cabecera «---»")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        return _headless("", path, 1, "la cabecera no se cierra")
    problems: list[Problem] = []
    found = _pairs(lines[1:end], path, problems)
    front = _typed(found, path, problems)
    return Parted(front, "\n" * (end + 1) + "\n".join(lines[end + 1 :]), tuple(problems))


def _headless(body: str, path: str, line: int, what: str) -> Parted:
    fix = f"Escriba entre dos líneas «---» las claves {', '.join(KEYS)}"
    return Parted(FrontMatter(), body, (Problem(path, line, what, fix),))


def _pairs(lines: list[str], path: str, problems: list[Problem]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        if not colon or key != key.strip() or not key:
            problems.append(
                Problem(
                    path,
                    number,
                    f"«{line.strip()[:40]}» no es «clave: valor»",
                    "Escriba la clave, dos puntos y el valor en una sola línea",
                )
            )
        elif key not in KEYS:
            fix = did_you_mean(key, KEYS, f"Las claves son {', '.join(KEYS)}")
            problems.append(Problem(path, number, f"clave «{key}» desconocida en la cabecera", fix))
        elif key in found:
            problems.append(
                Problem(
                    path,
                    number,
                    f"la clave «{key}» está dos veces (antes, en la línea {found[key][1]})",
                    "Deje una sola",
                )
            )
        else:
            found[key] = (value.strip(), number)
    return found


def _typed(found: dict[str, tuple[str, int]], path: str, problems: list[Problem]) -> FrontMatter:
    for key in NEEDED:
        if not found.get(key, ("", 0))[0]:
            problems.append(
                Problem(
                    path, found.get(key, ("", 1))[1], f"falta «{key}» en la cabecera", f"Escriba «{key}: …»"
                )
            )
    for key, limit in (("title", LONGEST_TITLE), ("summary", LONGEST_SUMMARY)):
        value, line = found.get(key, ("", 0))
        if len(value) > limit:
            problems.append(
                Problem(path, line, f"«{key}» tiene {len(value)} caracteres", f"Redúzcalo a {limit} o menos")
            )
    values = {key: value for key, (value, _) in found.items()}
    return FrontMatter(
        title=values.get("title", ""),
        summary=values.get("summary", ""),
        verified_on=_day(found.get("verified_on", ("", 0)), path, problems),
        reviewed_by=values.get("reviewed_by", ""),
        was=_slugs(found.get("was", ("", 0)), path, problems),
        lines={key: line for key, (_, line) in found.items()},
    )


def _slugs(written: tuple[str, int], path: str, problems: list[Problem]) -> tuple[str, ...]:
    value, line = written
    slugs = tuple(slug.strip() for slug in value.split(",") if slug.strip())
    problems += [Problem(path, line, f"«{slug[:40]}» no sirve como nombre corto", "Escriba «was: a3, apoyo»")
                 for slug in slugs if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG]
    return slugs


def _day(written: tuple[str, int], path: str, problems: list[Problem]) -> date | None:
    value, line = written
    if not value:
        return None
    try:
        if len(value) != len("2026-11-23"):
            raise ValueError(value)
        return date.fromisoformat(value)
    except ValueError:
        problems.append(
            Problem(path, line, f"«verified_on: {value[:20]}» no es una fecha", "Escríbala como 2026-11-23")
        )
        return None
