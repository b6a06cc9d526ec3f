"""The yardstick: two bare routes on the engine and with the gunicorn settings of the site.

A signed-in page with three indexed queries, and one form written as eleven rows in one transaction. No language, no
CSRF token, no compression, no headers, no rules: nothing that does the same work in Flask will be quicker.
"""

import sys

from flask import Flask, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_required
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, create_engine, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.wrappers import Response

from training.serve import WebServer

PEOPLE, MODULES, ANSWERS = 500, 16, 10
SECRET = "la-medida-0123456789-abcdefghijklmnop"
PAGE = """<!doctype html><html lang="es"><title>{{ place }}</title><h1>{{ name }}, {{ place }}</h1>
<ol>{% for row in rows %}<li>{{ row.module }}: {{ row.attempts }}</li>{% endfor %}</ol></html>"""


class Base(DeclarativeBase):
    """The yardstick's own tables."""


class Person(UserMixin, Base):  # type: ignore[misc]  # Flask-Login carries no types
    """Whoever is signed in."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Place(Base):
    """Where a person learns."""

    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]


class Mark(Base):
    """One line of a person's page."""

    __tablename__ = "mark"
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    module: Mapped[int] = mapped_column(primary_key=True)
    attempts: Mapped[int]


class Sheet(Base):
    """A form that was sent."""

    __tablename__ = "sheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))


class Line(Base):
    """One field of it."""

    __tablename__ = "line"
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str]


db = SQLAlchemy(model_class=Base)


def fill(url: str) -> None:
    """Make the tables and as many people as a large cohort has."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    numbers = range(1, PEOPLE + 1)
    with engine.begin() as connection:
        connection.execute(insert(Person), [{"id": n, "name": f"Ana {n}"} for n in numbers])
        connection.execute(insert(Place), [{"id": n, "person_id": n, "name": f"Pampa {n}"} for n in numbers])
        connection.execute(insert(Mark), [{"place_id": n, "module": module, "attempts": 1}
                                          for n in numbers for module in range(MODULES)])
    engine.dispose()


def create_bare(url: str) -> Flask:
    """The two routes."""
    app = Flask("bench.limit")
    app.config.update(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY=SECRET)
    db.init_app(app)
    login = LoginManager(app)
    login.user_loader(lambda number: db.session.get(Person, int(number)))
    page = app.jinja_env.from_string(PAGE)

    @app.get("/three")
    @login_required  # type: ignore[untyped-decorator]  # Flask-Login carries no types
    def three() -> str:
        place = db.session.scalars(select(Place).where(Place.person_id == current_user.id)).one()
        rows = db.session.execute(select(Mark.module, Mark.attempts).where(Mark.place_id == place.id)).all()
        return page.render(name=current_user.name, place=place.name, rows=rows)

    @app.post("/eleven")
    def eleven() -> Response:
        sheet = Sheet(place_id=int(request.form["place"]))
        db.session.add(sheet)
        db.session.flush()
        db.session.execute(insert(Line), [{"sheet_id": sheet.id, "number": number, "value": request.form[f"q{number}"]}
                                          for number in range(ANSWERS)])
        db.session.commit()
        return redirect(url_for("three"), 303)

    return app


def cookies(app: Flask) -> list[str]:
    """The signed cookie of each person."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own has it
    return [f"session={signer.dumps({'_user_id': str(number), '_fresh': True})}" for number in range(1, PEOPLE + 1)]


if __name__ == "__main__":
    WebServer(create_bare(sys.argv[1]), "127.0.0.1", int(sys.argv[2])).run()
