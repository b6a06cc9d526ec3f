"""``make run``: prepare the database, start the web server and the job worker, say where they are.

Everything is prepared in this process, and the children are forks of it: the second start is quick,
and the server's processes share the memory of one loaded application.
"""

import ctypes
import gc
import http.client
import io
import ipaddress
import json
import os
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout, suppress

from flask import Flask
from flask.cli import ScriptInfo
from gunicorn.app.base import BaseApplication
from sqlalchemy import select
from sqlalchemy.orm import configure_mappers
from werkzeug.exceptions import NotFound

from training.accounts.models import User
from training.accounts.queries import person_of_session
from training.app import create_app
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for, manuals_in_use, member_counts, reader_of, requests_waiting, trainers_of
from training.config import DEVELOPMENT
from training.db import db, reading
from training.house import house
from training.jobs.queries import unclaimed
from training.manuals.queries import KEPT, manual, newest_manual
from training.progress.board import people_of
from training.progress.queries import facts_of
from training.supervisor import Child, Supervisor, become

ROLES = {"learner": "Participante", "trainer": "Facilitadora", "admin": "Administración"}

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h
LARGE_BLOCK = 128 * 1024  # bytes

# The timeout is longer than SQLite's busy_timeout (15 s): a waiting writer is not taken for a hung one.
GUNICORN: dict[str, object] = {
    "worker_class": "sync",
    "workers": int(os.environ.get("WEB_WORKERS", "4")),
    "preload_app": True,
    "timeout": 30,
    "graceful_timeout": 5,
    "max_requests": 5000,
    "max_requests_jitter": 1000,
    "control_socket_disable": True,
    "loglevel": "warning",
    "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,
}


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn around the application that is already loaded."""

    def __init__(self, app: Flask, host: str, port: int) -> None:
        self.flask_app = app
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        for name, value in (GUNICORN | {"bind": self.address}).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.flask_app


def say(text: str) -> None:
    """One line to the person at the terminal, at once."""
    print(text, flush=True)


def address_from(env: Mapping[str, str]) -> tuple[str, int]:
    """HOST and PORT, by default 127.0.0.1 and 8000; exits with the reason when the port is no port."""
    text = env.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT={text}: escriba un número de 1 a 65535.")
    return env.get("HOST") or "127.0.0.1", int(text)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``; a name counts as what all its addresses are."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except OSError:
        sys.exit(f"HOST={host}: esta dirección no existe en esta máquina.")
    return all(ipaddress.ip_address(address.split("%")[0]).is_loopback for address in found)


def require_free(host: str, port: int) -> None:
    """Exit with a clear sentence when something else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            sys.exit(f"No hay permiso para usar el puerto {port}. Elija uno desde 1024: PORT=8080 make run")
        except OSError:
            sys.exit(
                f"El puerto {port} de {host} ya está ocupado. Elija otro: PORT={port + 1} make run"
            )


def run_flask(app: Flask, *words: str) -> object:
    """``flask WORDS`` inside this process, with the application already loaded. Returns its exit code."""
    return app.cli.main(list(words), "flask", standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))


def flask_command(app: Flask, *words: str) -> str:
    """Run ``flask WORDS`` and return what it printed; exit with that when it fails."""
    printed = io.StringIO()
    code: object
    try:
        with redirect_stdout(printed):
            code = run_flask(app, *words)
    except SystemExit as end:
        code = end.code
    if code:
        sys.exit(
            f"{printed.getvalue()}{code if isinstance(code, str) else ''}\n«flask {' '.join(words)}» falló."
        )
    return printed.getvalue()


def has_accounts(app: Flask, demo_only: bool = False) -> bool:
    """Whether anybody (or anybody of the demonstration) has an account."""
    people = db.metadata.tables["user_account"]
    question = select(people.c.id).limit(1)
    with app.app_context():
        return db.session.scalar(question.where(people.c.is_demo) if demo_only else question) is not None


def prepare(app: Flask, host: str, local: bool) -> bool:
    """Bring database, manual, keys and demonstration up to date. True when demonstration accounts exist."""
    flask_command(app, "db", "upgrade")
    wants_demo = app.config["REPLICA_ENV"] == DEVELOPMENT and os.environ.get("DEMO") != "no"
    will_load = wants_demo and not has_accounts(app)
    demo = will_load or has_accounts(app, demo_only=True)
    if demo and not local:
        sys.exit(
            f"HOST={host}: no se abre a otras máquinas mientras existan cuentas de demostración, "
            "cuyas contraseñas conoce cualquiera. Use HOST=127.0.0.1, o DEMO=no con otra base de datos "
            "(INSTANCE_DIR o DATABASE_URL)."
        )
    flask_command(app, "content", "publish", "--if-new")
    if app.config["REPLICA_ENV"] == DEVELOPMENT:
        flask_command(app, "keys", "create")  # in production a missing key is told, never made again in silence
    if will_load:
        say("Cargando los datos de demostración …")
        flask_command(app, "demo", "load")
    return demo


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows in columns, two spaces in front of each line; the first row is the heading."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "─" * (sum(widths) + 2 * (len(widths) - 1)))
    return "\n".join(f"  {line}" for line in lines)


def welcome(url: str, accounts: list[dict[str, str]]) -> str:
    """What stands in the terminal once the first page answers."""
    lines = ["", f"  Réplica está en {url}", ""]
    if accounts:
        heading = ("Cuenta de demostración", "Documento", "Contraseña", "Nombre")
        rows = [(ROLES.get(a["role"], a["role"]), a["document"], a["password"], a["name"]) for a in accounts]
        lines += [table([heading, *rows]), ""]
    return "\n".join([*lines, "  Ctrl-C detiene todo. Los datos se conservan.", ""])


def answers(host: str, port: int) -> bool:
    """Whether the first page comes."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def when_ready(host: str, port: int, message: str) -> Callable[[], bool]:
    """Says the message the first time that the page answers."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)

    def check() -> bool:
        if not answers(reachable, port):
            return False
        say(message)
        return True

    return check


def apart(work: Callable[[], object]) -> None:
    """Do this in a process of its own, whose memory goes with it; exit as it exits."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        become(work)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code:
        sys.exit(code)


def warm(app: Flask) -> None:
    """Load beforehand what every server process will need: made once here, it is shared between them."""
    for name in app.jinja_env.list_templates(extensions=["html", "svg"]):
        if "/print/" not in name:  # sheets are drawn by the worker, some in an environment of their own
            app.jinja_env.get_template(name)
    with app.app_context():
        configure_mappers()
        for digest in manuals_in_use(KEPT - 1):
            manual(digest)
        newest_manual()
    with app.test_request_context("/"), reading():
        rehearse()
    browser = app.test_client()
    for path in ("/ingresar", "/navegar-con-seguridad", "/salud"):
        browser.get(path)


def rehearse() -> None:
    """Ask for nobody what the busiest pages ask: compiled here once, the statements are shared, not made per process."""
    nobody, colleague, group = User(id=0), User(id=0, authority_id=0), Cohort(id=0)
    person_of_session("")
    with suppress(NotFound):
        reader_of(nobody, "")
    with suppress(NotFound):
        cohort_for(colleague, "")
    facts_of(0, ("",))
    people_of(group)
    member_counts(group)
    requests_waiting(group)
    trainers_of(group)
    unclaimed()


def keep_little() -> None:
    """Ask the C library to give large blocks back at once: what one long page took is not kept by its process.

    Left to itself it raises its own limits with each large block, and keeps up to 32 MB of them (mallopt(3)).
    """
    with suppress(OSError, AttributeError):  # another C library has no such settings
        library = ctypes.CDLL(None)
        for setting in (M_MMAP_THRESHOLD, M_TRIM_THRESHOLD):
            library.mallopt(setting, LARGE_BLOCK)
        library.malloc_trim(0)


def main() -> int:
    """Prepare, serve, and end cleanly. Returns the exit code."""
    host, port = address_from(os.environ)
    local = is_loopback(host)
    require_free(host, port)
    app = create_app()
    with app.app_context():
        db.engine.dispose()  # no child inherits an open connection
    apart(lambda: prepare(app, host, local))
    accounts = (
        json.loads(flask_command(app, "demo", "--json"))["accounts"] if has_accounts(app, demo_only=True) else []
    )
    shown = f"[{host}]" if ":" in host else host
    warm(app)
    with app.app_context():
        for line in filter(None, (announced() for announced in house().at_start)):
            say(line)
        db.engine.dispose()  # the same
    gc.collect()
    keep_little()
    gc.freeze()  # what is loaded now stays shared between the processes
    gc.set_threshold(10_000, 20, 20)  # a page makes thousands of objects that reference counting frees by itself
    web = Child("web", lambda: WebServer(app, host, port).run(), vital=True)
    jobs = Child("tareas", lambda: run_flask(app, "worker"), vital=False)
    return Supervisor([web, jobs], say).run(
        when_ready(host, port, welcome(f"http://{shown}:{port}/", accounts))
    )


if __name__ == "__main__":
    sys.exit(main())
