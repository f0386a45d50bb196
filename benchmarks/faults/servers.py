"""Servers of our own that may be stopped: nobody else's database or broker is ever touched.

Each is a context manager with `url`, `stop()` and `start()`, on a free port of loopback, in a folder of its own.
Programs that refuse to run as root run as the user their package made.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from glob import glob
from pathlib import Path
from typing import Any, Self

FILL_STEP = 1 << 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find(program: str) -> str:
    """Where a program is, PostgreSQL's own folders included; "" when it is not installed."""
    return shutil.which(program) or next(iter(sorted(glob(f"/usr/lib/postgresql/*/bin/{program}"), reverse=True)), "")


def wait_until(holds: Callable[[], bool], *, seconds: float) -> float:
    """Seconds that it took; raises TimeoutError."""
    started = time.monotonic()
    while not holds():
        if time.monotonic() - started > seconds:
            raise TimeoutError(f"not within {seconds:.0f} s")
        time.sleep(0.1)
    return time.monotonic() - started


def listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


class Server:
    """One program on one port."""

    user = ""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(tempfile.mkdtemp(prefix="faults-server-"))
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        # Only a root may become another; everybody else runs it as they are.
        self.account: dict[str, Any] = {}
        if self.user and os.geteuid() == 0:
            self.account = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}
            shutil.chown(self.folder, self.user)

    def __enter__(self) -> Self:
        self.prepare()
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def prepare(self) -> None:
        """What is done once, before the first start."""

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return {}

    def answers(self) -> bool:
        return listens(self.port)

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command(),
            env=os.environ | self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            **self.account,
        )
        wait_until(self.answers, seconds=60)

    def stop(self) -> None:
        """At once and without a farewell."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=30)
            self.process = None


class Postgres(Server):
    user = "postgres"

    @property
    def url(self) -> str:
        return f"postgres://desk@127.0.0.1:{self.port}/postgres"

    def prepare(self) -> None:
        command = [find("initdb"), "-D", str(self.folder / "data"), "-U", "desk", "-A", "trust", "-E", "UTF8", "-N"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self.account)

    def command(self) -> list[str]:
        settings = ("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=")
        return [find("postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *settings]

    def answers(self) -> bool:
        ask = [find("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "desk", "-d", "postgres"]
        return subprocess.run(ask, check=False).returncode == 0

    def stop(self) -> None:
        """As a crash would: no checkpoint, every connection cut."""
        if self.process is not None:
            self.process.send_signal(3)  # SIGQUIT, PostgreSQL's "immediate"
            self.process.wait(timeout=30)
            self.process = None


class Redis(Server):
    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        # Keeps nothing: what is in it when it is stopped is lost, which is the worst a broker can do.
        return [find("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", "."]


class RabbitMQ(Server):
    user = "rabbitmq"

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def prepare(self) -> None:
        (self.folder / "enabled_plugins").write_text("[].\n")
        (self.folder / "rabbitmq.conf").write_text(f"listeners.tcp.local = 127.0.0.1:{self.port}\n")

    def command(self) -> list[str]:
        script = next(iter(glob("/usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server")), find("rabbitmq-server"))
        return [script]

    def environment(self) -> dict[str, str]:
        name = f"faults{self.port}"
        return {
            "RABBITMQ_NODENAME": f"{name}@localhost",
            "RABBITMQ_DIST_PORT": str(self.port + 1),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "HOME": str(self.folder),
        }

    def start(self) -> None:
        super().start()
        time.sleep(2)  # It listens a little before it serves.

    def stop(self) -> None:
        """The script's own child is what serves, so the whole group of processes goes."""
        if self.process is not None:
            children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout
            super().stop()
            for pid in children.split():
                subprocess.run(["kill", "-9", pid], check=False)
            wait_until(lambda: not listens(self.port), seconds=30)


class SmallDisk:
    """A file system of a few megabytes in memory. Mounting one needs root."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes
        self.folder = Path(tempfile.mkdtemp(prefix="faults-disk-"))
        self.ballast = self.folder / "ballast"

    def __enter__(self) -> Self:
        options = f"size={self.megabytes}m,mode=0777"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)], check=True)
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "-l", str(self.folder)], check=True)
        self.folder.rmdir()

    def fill(self) -> None:
        """Until not one byte more goes in."""
        with self.ballast.open("ab", buffering=0) as file:
            for size in (FILL_STEP, 4096, 1):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError:
                    continue

    def empty(self) -> None:
        self.ballast.unlink()
