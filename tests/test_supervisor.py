import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from annotator import supervisor
from annotator.supervisor import Child, Supervisor
from tests.environment import ROOT

FOREVER = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"


def child(code, name="child"):
    return Child(name, [sys.executable, "-c", code])


def until(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def is_running(pid):
    """Whether it is there and no mere entry that nobody has asked after yet."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(state) and not state.startswith("Z")


@pytest.fixture
def running():
    """Runs a supervisor beside the test and stops it afterwards."""
    threads = []

    def run(*children):
        boss = Supervisor(children)
        thread = threading.Thread(target=boss.run)
        thread.start()
        threads.append((boss, thread))
        return boss

    yield run
    for boss, thread in threads:
        boss.stopping.set()
        thread.join(timeout=30)
        assert not thread.is_alive()


def test_all_children_run_and_all_are_stopped(running):
    children = [child(FOREVER), child(FOREVER)]
    boss = running(*children)
    until(lambda: all(one.process for one in children))
    processes = [one.process for one in children]
    boss.stopping.set()
    until(lambda: all(process.poll() is not None for process in processes))


def test_a_child_that_dies_is_started_again(running, monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.05)
    mortal = child(FOREVER)
    mortal.pause = 0.05
    running(mortal)
    until(lambda: mortal.process)
    first = mortal.process
    first.kill()
    until(lambda: mortal.process not in {None, first})
    assert mortal.process.poll() is None


def test_what_a_killed_child_had_started_goes_with_it(running, tmp_path):
    note = tmp_path / "pid"
    mother = child(
        "import pathlib, subprocess, sys, time\n"
        f"one = subprocess.Popen([sys.executable, '-c', {FOREVER!r}])\n"
        f"pathlib.Path({str(note)!r}).write_text(f'{{one.pid}}.')\n"
        "time.sleep(600)"
    )
    running(mother)
    until(lambda: note.exists() and note.read_text().endswith("."))
    orphan = int(note.read_text()[:-1])
    mother.process.kill()
    until(lambda: not is_running(orphan))


def test_the_pause_doubles_while_a_child_keeps_dying_and_has_an_end():
    hopeless = child("raise SystemExit(3)")
    pauses = []
    for _ in range(9):
        hopeless.start()
        hopeless.process.wait(timeout=10)
        pauses.append(hopeless.pause)
        hopeless.tend()
    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert pauses[-1] == supervisor.LONGEST_PAUSE


def test_a_child_that_ran_long_is_forgiven():
    steady = child("pass")
    steady.pause = 16.0
    steady.start()
    steady.process.wait(timeout=10)
    steady.started -= supervisor.STEADY_AFTER
    before = time.monotonic()
    steady.tend()
    assert steady.due - before < 1.0


def test_a_child_that_does_not_listen_is_ended(running, monkeypatch):
    monkeypatch.setattr(supervisor, "STOP_WITHIN", 0.3)
    deaf = child(DEAF)
    boss = running(deaf)
    until(lambda: deaf.process)
    time.sleep(0.5)
    process = deaf.process
    boss.stopping.set()
    until(lambda: process.poll() is not None)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_and_leaves_nobody_behind(number):
    code = (
        "import sys; from annotator.supervisor import Child, Supervisor\n"
        f"one = Child('one', [sys.executable, '-c', {FOREVER!r}])\n"
        "boss = Supervisor([one]); boss.listen(); one.start(); print(one.process.pid, flush=True); boss.run()"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as boss:
        pid = int(boss.stdout.readline())
        boss.send_signal(number)
        assert boss.wait(timeout=20) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
