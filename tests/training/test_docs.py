"""The papers tell the truth: settings, commands and files that they name are there."""

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).parents[2]


def test_every_setting_is_documented() -> None:
    code = (ROOT / "training/config.py").read_text()
    settings = set(re.findall(r'env(?:\.get)?\(?,? ?"([A-Z_]{4,})"', code)) | set(re.findall(r'env, "([A-Z_]{4,})"', code))
    assert {"SECRET_KEY", "PUBLIC_URL", "PROXIES"} <= settings
    guide = (ROOT / "docs/deploy.md").read_text()
    assert {name for name in settings if f"`{name}`" not in guide and name not in guide} == set()


def test_every_command_of_the_guides_exists(app: Flask) -> None:
    words = set()
    for name in ("README.md", "docs/deploy.md", "docs/decisions.md"):
        words |= set(re.findall(r"`?flask ([a-z]+)(?: ([a-z-]+))?", (ROOT / name).read_text()))
    assert ("content", "publish") in words
    for command, sub in words - {("admin", "")}:
        found = app.cli.commands.get(command)
        assert found is not None, command
        below: Callable[..., object] | None = getattr(found, "commands", {}).get(sub) if sub else None
        assert below is not None or not getattr(found, "commands", None) or sub in ("", "in"), f"{command} {sub}"


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text())
    assert "docs/home.png" in links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_target_of_the_readme_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"make (run|test|check|bench|help|setup|clean)\b", (ROOT / "README.md").read_text()))
    assert {"run", "test"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.M)] == []
