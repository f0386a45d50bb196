"""Keeps a few processes running side by side until told to stop."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from claims.management.stop import Stop

log = logging.getLogger("annotator.supervisor")

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
STOP_WITHIN = 15.0


@dataclass
class Child:
    """One process that is started again when it ends, after a pause that doubles while it keeps ending."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    due: float = field(default_factory=time.monotonic)
    started: float = 0.0

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which passes on one signal, once.
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603
        self.started = time.monotonic()

    def tend(self) -> None:
        """Start the process if it is due; plan a new start if it has ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
        elif self.process.poll() is not None:
            self.plan_restart(now)

    def plan_restart(self, now: float) -> None:
        assert self.process is not None  # noqa: S101 (tend has looked)
        self.end_leftovers()
        if now - self.started >= STEADY_AFTER:
            self.pause = FIRST_PAUSE
        code = self.process.returncode
        log.error("%s ended (exit %s); starting it again in %.1f s", self.name, code, self.pause)
        self.process = None
        self.due = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait_until(self, deadline: float) -> None:
        """Give the process the time that is left, then end it."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.error("%s did not stop in time and is ended now", self.name)
            self.process.kill()
            self.process.wait()
        self.end_leftovers()

    def end_leftovers(self) -> None:
        """End what a killed process started: processes of web would hold the port and answer with an old program."""
        assert self.process is not None  # noqa: S101 (whoever calls has looked)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Runs its children until SIGINT or SIGTERM, then stops them all."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self.stopping = Stop()

    def listen(self) -> None:
        """Take the signals; only the main thread of a program may."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())

    def run(self) -> None:
        try:
            while not self.stopping.is_set():
                for child in self.children:
                    child.tend()
                self.stopping.wait(0.2)
        finally:
            self.stop()

    def stop(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_WITHIN
        for child in self.children:
            child.wait_until(deadline)
