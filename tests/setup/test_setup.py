"""scripts/setup.sh on machines where something is missing, played by small programs put first in PATH."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APT = """#!/bin/sh
case "$*" in
*--assume-no*)
    echo 'Need to get 9100 kB of archives.'
    echo 'After this operation, 18.2 MB of additional disk space will be used.'
    exit 1 ;;
*) echo "apt-get $*" >> "$LOG"; exit ${APT_CODE:-0} ;;
esac
"""
NO_LIBRARY = """#!/bin/sh
case "$*" in *libpangoft2*) exit 1 ;; *) exec {python} "$@" ;; esac
"""
NO_VENV = """#!/bin/sh
case "$*" in *ensurepip*) exit 1 ;; *) exec {python} "$@" ;; esac
"""
OLD = "#!/bin/sh\nexit 1\n"
Setup = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A copy of the scripts, and a folder of programs that stand before the real ones."""
    checkout, programs = tmp_path / "checkout", tmp_path / "bin"
    shutil.copytree(ROOT / "scripts", checkout / "scripts")
    shutil.copytree(ROOT / "requirements", checkout / "requirements")
    programs.mkdir()
    put(programs, "apt-get", APT)
    put(programs, "sudo", '#!/bin/sh\necho "sudo $*" >> "$LOG"\nexec "$@"\n')
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text.replace("{python}", shutil.which("python3") or "python3"))
    (folder / name).chmod(0o755)


def set_up(machine: Path, user: int, python: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """Run setup as ``user`` (0 is root) where every Python is the program ``python``."""
    put(machine / "bin", "id", f"#!/bin/sh\necho {user}\n")
    for name in ("python3", "python3.13", "python3.12", "python3.11"):
        put(machine / "bin", name, python)
    return subprocess.run(
        ["sh", "scripts/setup.sh", "run"],
        cwd=machine / "checkout",
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": f"{machine / 'bin'}:/usr/bin:/bin", "LOG": str(machine / "log"), **env},
    )


def log(machine: Path) -> str:
    path = machine / "log"
    return path.read_text() if path.exists() else ""


def test_a_missing_library_is_named_with_its_size_and_the_exact_line(machine: Path) -> None:
    result = set_up(machine, 1000, NO_LIBRARY)
    assert result.returncode != 0
    assert "Faltan paquetes del sistema: libpangoft2-1.0-0" in result.stdout
    assert "Descarga: 9100 kB" in result.stdout and "Espacio en disco: 18.2 MB" in result.stdout
    line = "sudo apt-get update && sudo apt-get install --no-install-recommends libpangoft2-1.0-0"
    assert line in result.stdout
    assert log(machine) == ""  # nothing was installed unasked
    assert not (machine / "checkout" / ".venv").exists()


def test_a_python_that_cannot_make_environments_needs_a_package(machine: Path) -> None:
    result = set_up(machine, 1000, NO_VENV)
    assert result.returncode != 0
    assert "Faltan paquetes del sistema: python3-venv" in result.stdout


def test_without_a_new_enough_python_everything_is_asked_for_at_once(machine: Path) -> None:
    result = set_up(machine, 1000, OLD)
    assert result.returncode != 0
    assert "python3 python3-venv libpangoft2-1.0-0 libharfbuzz-subset0" in result.stdout


@pytest.mark.parametrize("user, env, begins", [(0, {}, "apt-get"), (1000, {"YES": "1"}, "sudo")])
def test_root_or_yes_installs_after_naming(
    machine: Path, user: int, env: dict[str, str], begins: str
) -> None:
    result = set_up(machine, user, NO_LIBRARY, **env)
    assert "Se instalarán estos paquetes del sistema: libpangoft2-1.0-0" in result.stdout
    assert log(machine).startswith(begins)
    assert "install --yes --quiet --no-install-recommends libpangoft2-1.0-0" in log(machine)
    # apt only pretended: setup looks again and does not believe it
    assert result.returncode != 0
    assert "Siguen faltando después de instalar: libpangoft2-1.0-0" in result.stderr


def test_when_apt_cannot_setup_fails(machine: Path) -> None:
    result = set_up(machine, 0, NO_LIBRARY, APT_CODE="100")
    assert result.returncode != 0
    assert "No se pudieron instalar" in result.stdout
    assert log(machine).endswith("apt-get update --quiet\n")  # a stale list is the usual reason: one more try


def test_an_unknown_purpose_is_refused() -> None:
    result = subprocess.run(
        ["sh", "scripts/setup.sh", "fly"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode != 0 and "Uso:" in result.stderr


def test_the_locks_name_no_place_to_download_from() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        lines = lock.read_text().splitlines()
        assert not [line for line in lines if "://" in line or line.startswith("-")], lock


def test_the_help_lists_every_target() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for target in ("run", "test", "check", "bench", "setup", "clean"):
        assert f"make {target} " in told.stdout
