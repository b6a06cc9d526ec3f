"""``flask demo``: the demonstration's accounts and addresses; ``load`` makes it, ``--country`` a whole country around it."""

import json
from datetime import datetime

import click
from flask import current_app
from flask.cli import with_appcontext

from training.config import PRODUCTION
from training.demo.country.guard import refusal
from training.demo.country.load import load as load_country
from training.demo.country.sizes import WHOLE
from training.demo.journey import journey
from training.demo.load import load as load_demo
from training.demo.queries import demo_accounts_exist


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Accounts and pages as JSON, for scripts.")
@click.option("--country", is_flag=True, help="Make a whole country around the demonstration, in an empty database.")
@click.option("--people", default=WHOLE, show_default=True, help="With --country: health workers; the rest in proportion.")
@click.option("--seed", default="replica", show_default=True, help="With --country: the same seed gives the same country.")
@click.pass_context
@with_appcontext
def demo(context: click.Context, as_json: bool, country: bool, people: int, seed: str) -> None:
    """Say who may sign in and where the pages of the demonstration are."""
    if context.invoked_subcommand:
        return
    if country:
        _load_country(people, seed)
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


def _load_country(people: int, seed: str) -> None:
    if why := refusal(people):
        raise click.ClickException(why)
    try:
        load_country(people, seed, lambda line: click.echo(f"{datetime.now():%H:%M:%S}  {line}"))
    except LookupError as problem:
        raise click.ClickException(str(problem)) from None
