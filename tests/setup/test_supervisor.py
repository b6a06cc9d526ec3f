"""Processes that live and die together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from training.supervisor import LONGEST_PAUSE, pause_after

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, signal, subprocess, sys, time
from training.supervisor import Child, Supervisor
spoken, speak = os.pipe()
def sleeper():
    grandchild = subprocess.Popen(["sleep", "60"])
    print("pids", os.getpid(), grandchild.pid, flush=True)
    os.write(speak, b"." * 100)
    time.sleep(60)
def fails():
    os.read(spoken, 1)  # not before the other has said its numbers; one byte for each try
    print("tried", flush=True)
    sys.exit(3)
children = [Child("a", sleeper, vital=True)]
if "fails" in sys.argv: children.append(Child("b", fails, vital="vital" in sys.argv))
sys.exit(Supervisor(children, lambda text: print(text, flush=True)).run(lambda: True))
"""


def begin(*words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def pids_of(process: "subprocess.Popen[str]") -> list[int]:
    assert process.stdout is not None
    line = next(line for line in process.stdout if line.startswith("pids"))
    return [int(word) for word in line.split()[1:]]


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(map(alive, pids)):
        time.sleep(0.05)
    return not any(map(alive, pids))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_being_told_to_stop_ends_children_and_grandchildren(number: signal.Signals) -> None:
    with begin() as process:
        pids = pids_of(process)
        process.send_signal(number)
        assert process.wait(15) == 0
    assert gone(pids)


def test_a_supervisor_that_is_killed_outright_takes_its_children_along() -> None:
    with begin() as process:
        child, grandchild = pids_of(process)
        process.kill()
        process.wait()
        assert gone([child])
    os.kill(grandchild, signal.SIGKILL)


def test_the_end_of_a_vital_child_ends_everything_with_a_failure() -> None:
    with begin("fails", "vital") as process:
        pids = pids_of(process)
        assert process.wait(15) == 1
    assert gone(pids)


def test_another_child_is_started_again_with_a_pause() -> None:
    with begin("fails") as process:
        assert process.stdout is not None
        tries = 0
        for line in process.stdout:
            tries += line.startswith("tried")
            if tries == 2:
                break
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0


def test_the_pause_grows_up_to_a_limit() -> None:
    assert [pause_after(n) for n in (1, 2, 3)] == [1, 2, 4]
    assert pause_after(99) == LONGEST_PAUSE
