"""For authors at work: a folder that is read again whenever one of its files changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from modules.bundle import survey
from modules.loader import Checker, WideChecker, load
from modules.manual import Manual
from modules.problems import Problem


class LiveFolder:
    """The manual of a folder as it is now; after a broken edit, the last good one and the problems."""

    def __init__(self, path: Path | str, checkers: Mapping[str, Checker], wide: Sequence[WideChecker] = ()) -> None:
        self.path, self.checkers, self.wide = Path(path), checkers, wide
        self.problems: tuple[Problem, ...] = ()
        self.files: dict[str, bytes] = {}
        self._good: Manual | None = None
        self._seen: tuple[tuple[str, int, int], ...] | None = None

    def manual(self) -> Manual | None:
        """The last good manual; None until the folder has been right once."""
        now = self._signature()
        if now != self._seen:
            self._seen = now
            self._read()
        return self._good

    def _read(self) -> None:
        try:
            files, faults = survey(self.path)
        except OSError:
            # An editor replaced a file between our listing and our reading: look again at the next request.
            self._seen = None
            return
        loaded = load(files, self.checkers, today=date.today(), wide=self.wide)
        self.problems = tuple(sorted({*faults, *loaded.problems}))
        if not self.problems:
            self._good, self.files = loaded.manual, files

    def _signature(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for path in sorted(self.path.rglob("*")):
            try:
                stat = path.lstat()
            except OSError:
                continue
            found.append((str(path), stat.st_mtime_ns, stat.st_size))
        return tuple(found)
