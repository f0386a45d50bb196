"""One of web's processes is killed, as the kernel does for want of memory: web goes on, with a new one."""

import json
import os
import re
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from annotator import serve
from tests.environment import ROOT


def of_the_image(port):
    (words,) = re.findall(r"^CMD (\[.*\])", (ROOT / "Dockerfile").read_text().replace("\\\n", ""), re.MULTILINE)
    command = ["127.0.0.1" if word == "0.0.0.0" else word for word in json.loads(words)]  # noqa: S104
    web = serve.children("127.0.0.1", port)[0].command
    return [*web[:2], *(str(port) if word == "8000" else word for word in command)]


def of_make_run(port):
    return serve.children("127.0.0.1", port)[0].command


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def web(command, folder):
    own = {"DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3", "SECRET_KEY": "k" * 60, "VAR_DIR": str(folder)}
    environ = os.environ | own | {"LOCAL_HTTP": "1", "DJANGO_SETTINGS_MODULE": "annotator.settings"}
    log = (folder / "web.log").open("wb")
    with (
        log,
        subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True) as main,
    ):
        try:
            yield main
        finally:
            os.killpg(main.pid, signal.SIGKILL)


def processes_of(main):
    """Those that answer; the one with which Python looks after shared resources is none of them."""
    rows = subprocess.run(
        ["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    found = [row.split(maxsplit=2) for row in rows[1:]]
    return {int(pid) for pid, parent, args in found if int(parent) == main.pid and "resource_tracker" not in args}


def answers(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def until(condition, main, seconds=30.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert main.poll() is None, "web has ended"
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.parametrize("command", [of_the_image, of_make_run])
def test_a_killed_process_of_web_is_replaced_while_the_others_stay(command, tmp_path):
    port = free_port()
    with web(command(port), tmp_path) as main:
        until(lambda: answers(port), main)
        before = processes_of(main)
        victim, *others = before
        os.kill(victim, signal.SIGKILL)
        until(lambda: victim not in processes_of(main) and len(processes_of(main)) == len(before), main)
        until(lambda: answers(port), main)
        assert set(others) < processes_of(main)
