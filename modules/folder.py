"""A folder's files as texts: decoded once, each fault said once."""

from collections.abc import Mapping

from modules.problems import Problem
from modules.scan import normalised

LONGEST = 400_000  # bytes of one text; the longest module has a tenth of it, and reading more would take minutes


class Folder:
    """The files by their path, and the problems that have been found so far."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self._texts: dict[str, str | None] = {}

    def text(self, path: str, needed: bool = False) -> str | None:
        """A file's normalised text; None when it is missing (a problem when `needed`), too long or not UTF-8."""
        if path not in self._texts:
            self._texts[path] = self._read(path, needed)
        return self._texts[path]

    def _read(self, path: str, needed: bool) -> str | None:
        content = self.files.get(path)
        if content is None:
            if needed:
                self.problems.append(Problem(path, 0, "falta este archivo", "Créelo en la carpeta del manual"))
            return None
        if len(content) > LONGEST:
            self.problems.append(Problem(path, 0,
                                         f"el archivo pesa {len(content) // 1024} KB y se leen hasta {LONGEST // 1024}",
                                         "Divida el módulo"))
            return None
        try:
            return normalised(content.decode("utf-8"))
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.problems.append(Problem(path, line, "no está en UTF-8", "Guárdelo con la codificación UTF-8"))
            return None

    def paths(self, folder: str, suffix: str = ".toml") -> list[str]:
        """The files of a sub-folder with this ending, in order."""
        return sorted(path for path in self.files if path.startswith(f"{folder}/") and path.endswith(suffix))
