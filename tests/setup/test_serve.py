"""``make run``, from the side of the person at the terminal."""

import json
import os
import re
import shlex
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.setup.nginx import free_port
from tests.setup.test_supervisor import gone

ROOT = Path(__file__).resolve().parents[2]
Serve = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """``serve(HOST="…")`` starts the site with its data in a folder of this test."""
    started: list[subprocess.Popen[str]] = []

    def start(**env: str) -> "subprocess.Popen[str]":
        clean = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
        settings = {"INSTANCE_DIR": str(tmp_path / "instance"), "PORT": str(free_port()), "WEB_WORKERS": "2"}
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "training.serve"],
                cwd=ROOT,
                env=clean | settings | env,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def until(process: "subprocess.Popen[str]", words: str) -> str:
    """What the process says up to the line with ``words``."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"it never said {words!r}:\n{said}")


def said_by(process: "subprocess.Popen[str]") -> str:
    """Everything that a process says that stops by itself, and stops with a failure."""
    said, _ = process.communicate(timeout=60)
    assert process.returncode not in (0, None), said
    return said


def descendants(pid: int) -> list[int]:
    """The process's children, their children and so on."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    children = [int(word) for word in found.stdout.split()]
    return children + [below for child in children for below in descendants(child)]


def people_in(instance: Path) -> int:
    with closing(sqlite3.connect(instance / "replica.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM user_account").fetchone()[0])


def test_it_says_where_it_is_and_with_which_accounts_and_ctrl_c_leaves_no_child(
    serve: Serve, tmp_path: Path
) -> None:
    process = serve()
    said = until(process, "Ctrl-C")
    assert re.search(r"Réplica está en http://127\.0\.0\.1:\d+/", said)
    assert all(role in said for role in ("Participante", "Facilitadora", "Administración"))
    children = descendants(process.pid)
    assert len(children) >= 3  # gunicorn, its first worker, the job worker
    time.sleep(3)  # a job worker that cannot work would have ended by now, and been told
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=15)
    assert process.returncode == 0
    assert "terminó" not in said + rest
    assert gone(children)


def test_a_second_start_keeps_the_data_and_the_secret(serve: Serve, tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    first = serve()
    assert "Cargando los datos de demostración" in until(first, "Ctrl-C")
    first.send_signal(signal.SIGINT)
    first.wait(15)
    people, secret = people_in(instance), (instance / "secret_key").read_text()
    second = serve()
    assert "Cargando" not in until(second, "Ctrl-C")
    assert (people_in(instance), (instance / "secret_key").read_text()) == (people, secret)
    assert (instance / "secret_key").stat().st_mode & 0o077 == 0
    refused = said_by(serve(HOST="0.0.0.0"))
    assert "cuentas de demostración" in refused


def test_other_machines_are_refused_before_demonstration_accounts_are_made(
    serve: Serve, tmp_path: Path
) -> None:
    assert "HOST=0.0.0.0: no se abre a otras máquinas" in said_by(serve(HOST="0.0.0.0"))
    assert people_in(tmp_path / "instance") == 0


def test_without_a_demonstration_it_opens_to_other_machines(serve: Serve, tmp_path: Path) -> None:
    said = until(serve(HOST="0.0.0.0", DEMO="no"), "Ctrl-C")
    assert "Contraseña" not in said
    assert people_in(tmp_path / "instance") == 0


def test_a_taken_port_is_said_in_one_sentence(serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = said_by(serve(PORT=str(port)))
    assert (
        said.strip()
        == f"El puerto {port} de 127.0.0.1 ya está ocupado. Elija otro: PORT={port + 1} make run"
    )


@pytest.mark.parametrize("port", ["0", "70000", "abc", "-1", "８０"])
def test_a_port_that_is_none_is_refused(serve: Serve, port: str) -> None:
    assert "escriba un número de 1 a 65535" in said_by(serve(PORT=port))


def test_a_host_that_does_not_exist_is_refused(serve: Serve) -> None:
    assert "no existe" in said_by(serve(HOST="nada.invalid"))


@pytest.mark.parametrize(
    "env, named",
    [
        ({"SECRET_KEY": "secreto"}, "SECRET_KEY"),
        ({"SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz"}, "PUBLIC_URL"),
    ],
)
def test_production_refuses_weak_settings_by_name(serve: Serve, env: dict[str, str], named: str) -> None:
    assert named in said_by(serve(REPLICA_ENV="production", **env))


def test_the_demonstration_tells_scripts_what_they_need(serve: Serve, tmp_path: Path) -> None:
    process = serve()
    until(process, "Ctrl-C")
    env = os.environ | {"INSTANCE_DIR": str(tmp_path / "instance")}
    told = subprocess.run(
        [sys.executable, "-m", "flask", "demo", "--json"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    demo = json.loads(told.stdout)
    assert {account["role"] for account in demo["accounts"]} == {"learner", "trainer", "admin"}
    assert all(set(account) == {"role", "document", "password", "name"} for account in demo["accounts"])
    assert set(demo["pages"]) == {
        "home",
        "signin",
        "course",
        "module",
        "quiz",
        "cohort",
        "certificates",
        "verify",
        "workshop",
        "attendance",
        "agenda",
        "practice",
        "suitcase",
        "closing",
    }


def test_the_documented_unit_starts_gunicorn_as_make_run_does() -> None:
    from training.serve import GUNICORN  # late: the house must stand for it

    unit = (ROOT / "docs" / "deploy" / "replica-web.service").read_text().replace("\\\n", " ")
    line = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    flags = shlex.split(line)
    for name in ("timeout", "graceful_timeout", "max_requests", "max_requests_jitter", "worker_class"):
        assert flags[flags.index("--" + name.replace("_", "-")) + 1] == str(GUNICORN[name])
    assert {"--preload", "--no-control-socket", "wsgi:app"} <= set(flags)
