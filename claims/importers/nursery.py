"""Processes that have the extractors loaded and fork a child for each document: see `child_entry`.

Loading the extractors takes longer than reading most documents, so it is done once and not for each. A nursery
reads one document at a time; documents that come at the same moment get nurseries of their own.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

PACKAGE_ROOT = Path(__file__).resolve().parents[2]
# What a document might talk an extractor into telling is not there to be told.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
IDLE_KEPT = 2
# The child stops itself by the clock; this much later the whole nursery is stopped.
PATIENCE = 5


class NurseryLost(Exception):
    """The process ended before it answered. Not the document's doing: those only end their own child."""


class Nursery:
    """One process, in a session of its own so that a Ctrl-C for the desk is not for it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "claims.importers.child_entry"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PACKAGE_ROOT,
            env=ENVIRONMENT,
            start_new_session=True,
        )

    def read(self, order: dict[str, Any], data: bytes) -> tuple[int, bytes]:
        """What the child for this document wrote, after its exit code (negative: the signal that ended it)."""
        timer = threading.Timer(order["limits"]["wall"] + PATIENCE, self.kill)
        timer.start()
        try:
            self._send(json.dumps(order | {"size": len(data)}).encode() + b"\n", data)
            return self._answer()
        finally:
            timer.cancel()

    def _send(self, *pieces: bytes) -> None:
        into = cast(IO[bytes], self.process.stdin)
        try:
            for piece in pieces:
                into.write(piece)
            into.flush()
        except BrokenPipeError:
            raise NurseryLost from None

    def _answer(self) -> tuple[int, bytes]:
        out = cast(IO[bytes], self.process.stdout)
        head = out.readline().split()
        if len(head) != 2:
            raise NurseryLost
        return int(head[0]), out.read(int(head[1]))

    def kill(self) -> None:
        """End the process and the child it may be waiting for."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Stop, and leave nothing behind. What was not read yet is given up."""
        self.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(BrokenPipeError):
                cast(IO[bytes], stream).close()


class Nurseries:
    """Those that wait for a document; thread-safe. Each process of the desk has its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Nursery] = []
        self._inherited: list[Nursery] = []

    def read(self, order: dict[str, Any], data: bytes) -> tuple[int, bytes]:
        """Have one document read. Raises NurseryLost when two processes in a row ended before they answered."""
        try:
            return self._read(self._take(), order, data)
        except NurseryLost:
            return self._read(Nursery(), order, data)

    def _read(self, nursery: Nursery, order: dict[str, Any], data: bytes) -> tuple[int, bytes]:
        try:
            answer = nursery.read(order, data)
        except BaseException:
            nursery.close()
            raise
        self._give_back(nursery)
        return answer

    def _take(self) -> Nursery:
        with self._lock:
            return self._idle.pop() if self._idle else Nursery()

    def _give_back(self, nursery: Nursery) -> None:
        with self._lock:
            if len(self._idle) < IDLE_KEPT:
                self._idle.append(nursery)
                return
        nursery.close()

    def close(self) -> None:
        """Stop those that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for nursery in idle:
            nursery.close()

    def forget(self) -> None:
        """In a process forked from ours: these belong to the parent, and two must not talk to one."""
        self._lock = threading.Lock()
        self._inherited, self._idle = [*self._inherited, *self._idle], []


nurseries = Nurseries()
atexit.register(nurseries.close)
os.register_at_fork(after_in_child=nurseries.forget)
