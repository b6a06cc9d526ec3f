"""Filling a design's templates where they can reach nothing: no file but the design's own, no network, no Python. Pure."""

from functools import lru_cache
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from certificates.designs.folder import BadDesign, Design, unpack

KEPT = 8  # designs that stay unpacked in a process


@lru_cache(maxsize=KEPT)
def opened(packed: bytes) -> "Opened":
    """A design ready to be filled; the same one again from memory."""
    return Opened(unpack(packed))


class Opened:
    """A design whose templates were read."""

    def __init__(self, design: Design) -> None:
        self.design = design
        templates = {name: design.text(name) for name in design.files if name.endswith(".html")}
        self._environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self._environment.globals = {"range": self._environment.globals["range"]}

    def page(self, paper: str, facts: dict[str, Any]) -> str:
        """The template of a paper with its facts in it. Raises BadDesign with what the template did wrong."""
        try:
            return self._environment.get_template(f"{paper}.html").render(facts | {"words": self.design.settings.words})
        except SecurityError as error:
            raise BadDesign(f"«{paper}.html» quiere alcanzar algo que un diseño no puede: {error}.") from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, OverflowError, MemoryError) as error:
            raise BadDesign(f"«{paper}.html» no se puede llenar: {error}.") from error
