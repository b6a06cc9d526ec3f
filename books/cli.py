"""``flask books``: list them, draw one into a file."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from books import drawing, work
from books.catalogue import BOOKS, LANGUAGES, Order, book
from books.words import words_for
from training.db import reading
from training.errors import Refused

group = AppGroup("books", help="Los libros del manual, para imprimir.")


@group.command("list")
@with_appcontext
def list_books() -> None:
    """Say which books there are, in which languages and sizes, and which are drawn."""
    try:
        with reading():
            here = work.shelf()
    except Refused as problem:
        raise click.ClickException(problem.message) from None
    for one in BOOKS:
        for language in LANGUAGES:
            for size in one.sizes:
                order = Order(one.name, language, size)
                state = "listo" if here.has(order) else "por dibujar"
                title = words_for(language)[one.name]
                click.echo(f"{one.name:<12} {language}  {size if len(one.sizes) > 1 else '  '}  {state:<11}  {title}")


@group.command("print")
@click.argument("name", type=click.Choice([one.name for one in BOOKS]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="es", show_default=True, help="Idioma del libro.")
@click.option("--size", type=click.Choice(["a3", "a4"]), default=None, help="Tamaño del papel (solo los afiches).")
@with_appcontext
def print_book(name: str, file: Path, language: str, size: str | None) -> None:
    """Draw the book NAME of the newest version into FILE."""
    found = book(name)
    assert found is not None
    order = Order(name, language, size or found.sizes[0])
    if order.size not in found.sizes:
        raise click.ClickException(f"{name} sale solo en {', '.join(found.sizes)}.")
    if not file.parent.is_dir():  # before the minute of drawing, not after it
        raise click.ClickException(f"No se pudo escribir {file}: no existe la carpeta {file.parent}.")
    try:
        with reading():
            here, frame = work.shelf(), work.frame_of(language)
        if not here.has(order):
            made = drawing.draw(order, frame)
            here.put(order, made.data, made.pages)
        file.write_bytes(here.path(order).read_bytes())
    except (Refused, drawing.CannotDraw) as problem:
        raise click.ClickException(getattr(problem, "message", str(problem))) from None
    except OSError as problem:
        raise click.ClickException(f"No se pudo escribir {file}: {problem.strerror}") from None
    pages = here.pages(order)
    click.echo(f"{file}: {file.stat().st_size // 1024} KB" + (f", {pages} páginas" if pages else ""))
