"""What this sub-room tells the house: who signs, asked at start, and its command."""

from flask import Flask

from certificates.signing import cli, signer


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced. A wrong setting is refused here."""
    signer.init_app(app)
    app.cli.add_command(cli.group)
