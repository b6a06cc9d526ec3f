"""What this sub-room brings: the public pages, and the command that writes the verifier without network."""

from flask import Flask

from certificates.issuing.cli import group
from certificates.verifying import views, views_file, views_offline


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    assert views
    assert views_file  # their pages came onto the blueprint when they were imported
    group.add_command(views_offline.write)
