"""THE MANUAL: files in, pages out. No database, no people.

`loader.load(files, checkers, wide=…)` reads a folder's files and gives a frozen `manual.Manual`, or every problem at
once; `bundle` turns the files into the bytes that name a version; `compiled` keeps the rendered form; `live`
is for authors at work.
"""

from flask import Flask

from modules.cli import CHECKERS, COUNTERS, WIDE_CHECKERS, content


def init_app(app: Flask) -> None:
    """Announce the commands. Other rooms add theirs to `cli.content`, and their checkers to the extension."""
    app.extensions.setdefault(CHECKERS, {})
    app.extensions.setdefault(WIDE_CHECKERS, [])
    app.extensions.setdefault(COUNTERS, {})
    if "content" not in app.cli.commands:
        app.cli.add_command(content)


__all__ = ["CHECKERS", "COUNTERS", "WIDE_CHECKERS", "init_app"]
