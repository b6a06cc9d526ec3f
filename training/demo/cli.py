"""``flask demo``: the demonstration's accounts and addresses; ``flask demo load`` makes it."""

import json

import click
from flask import current_app
from flask.cli import with_appcontext

from training.config import PRODUCTION
from training.demo.journey import journey
from training.demo.load import load as load_demo
from training.demo.queries import demo_accounts_exist


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Accounts and pages as JSON, for scripts.")
@click.pass_context
@with_appcontext
def demo(context: click.Context, as_json: bool) -> None:
    """Say who may sign in and where the pages of the demonstration are."""
    if context.invoked_subcommand:
        return
    try:
        with current_app.test_request_context(base_url=str(current_app.config["PUBLIC_URL"])):
            found = journey()
    except LookupError as problem:
        raise click.ClickException(str(problem)) from None
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for account in found["accounts"]:
        click.echo(f"{account['role']:8} {account['document']}  {account['password']}  {account['name']}")
    for name, path in found["pages"].items():
        click.echo(f"{name:12} {path}")


@demo.command("load")
@with_appcontext
def load() -> None:
    """Fill the database with invented people, once."""
    if current_app.config["REPLICA_ENV"] == PRODUCTION:
        raise click.ClickException("Not in production.")
    if demo_accounts_exist():
        click.echo("La demostración ya está cargada.")
        return
    load_demo()
    click.echo("Demostración cargada.")
