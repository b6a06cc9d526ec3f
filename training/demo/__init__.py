"""Demo: invented people, a cohort and a certificate, to see the whole product at once."""

from flask import Flask

from training.config import BadSetting
from training.demo import cli
from training.demo.queries import demo_accounts_exist


def init_app(app: Flask) -> None:
    """``flask demo`` and ``flask demo load``."""
    app.cli.add_command(cli.demo)


def refuse_in_production(app: Flask) -> None:
    """Accounts whose passwords are printed have no place where real people are."""
    with app.app_context():
        if demo_accounts_exist():
            raise BadSetting("Réplica does not start in production with demonstration accounts in its database: "
                             "use a fresh database (DATABASE_URL).")
