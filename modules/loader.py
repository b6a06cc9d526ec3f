"""The whole manual from its files, with every problem in one run."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from modules.manual import Manual
from modules.problems import Problem
from modules.reading import Checker, Reading, WideChecker, media_address
from modules.render import beside


class Loaded(msgspec.Struct, frozen=True):
    """A manual without problems, or no manual and the problems; `draft` is it as far as it could be made."""

    manual: Manual | None
    problems: tuple[Problem, ...]
    draft: Manual | None = None


def load(
    files: Mapping[str, bytes],
    checkers: Mapping[str, Checker],
    *,
    today: date | None = None,
    module_url: Callable[[str], str] = beside,
    media_url: Callable[[str, str], str] = media_address,
    wide: Sequence[WideChecker] = (),
) -> Loaded:
    """Read and check everything. Never raises; `manual` is None as soon as there is one problem.

    `checkers` read what this room does not, by suffix (".gift"); `wide` look at all texts together, by
    path, with their figures in place; `today` turns on the calendar.
    """
    manual, problems = Reading(files, checkers, today, module_url, media_url, wide).run()
    return Loaded(None if problems else manual, tuple(sorted(set(problems))), manual)


def rebuild(
    files: Mapping[str, bytes],
    *,
    module_url: Callable[[str], str] = beside,
    media_url: Callable[[str, str], str] = media_address,
) -> Manual | None:
    """A published version again, by today's renderer; rules made since then do not undo it."""
    return Reading(files, {}, None, module_url, media_url).run()[0]


__all__ = ["Checker", "Loaded", "WideChecker", "load", "media_address", "rebuild"]
