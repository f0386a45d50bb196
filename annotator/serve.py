"""`python -m annotator.serve`, which is `make run`: the whole desk on one machine, in one terminal.

Prepares what is not ready yet (secret, database, static files, demo), then runs web and worker side by
side. A production desk runs the same two programs under its own supervisor: docs/operations.md.
"""

import hashlib
import http.client
import io
import logging
import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import MutableMapping
from pathlib import Path

import django
from django.core.management import call_command

from annotator.start import ROOT, kept_secret, load_settings
from annotator.supervisor import Child, Supervisor

log = logging.getLogger("annotator.serve")

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 (compared with, not bound to)
READY_WITHIN = 60.0


def main() -> int:
    os.chdir(ROOT)
    host, port = fill_environment(os.environ)
    if not is_free(host, port):
        print(f"Port {port} on {host} is taken. Another one: PORT={port + 1} make run", file=sys.stderr)
        return 1
    sign_in = prepare()
    supervisor = Supervisor(children(host, port))
    supervisor.listen()
    announcer = threading.Thread(target=announce, args=(supervisor, host, port, sign_in), daemon=True)
    announcer.start()
    supervisor.run()
    print("Stopped.")
    return 0


# --- before the first process --------------------------------------------------------------------
def fill_environment(environ: MutableMapping[str, str]) -> tuple[str, int]:
    """Whatever the settings need and nobody gave, for one machine without TLS; returns host and port."""
    host, port = environ.get("HOST") or "127.0.0.1", int(environ.get("PORT") or 8000)
    environ.setdefault("VAR_DIR", str(ROOT / "var"))
    if not environ.get("SECRET_KEY") and not environ.get("SECRET_KEY_FILE"):
        environ["SECRET_KEY_FILE"] = str(keep_secret(kept_secret(environ)))
    environ.setdefault("LOCAL_HTTP", "1")
    environ.setdefault("DOWNLOADS_AT_ONCE", str(threads() // 2))
    environ.setdefault("SITE_URL", f"http://{in_address(reachable(host))}:{port}")
    own_name = socket.gethostname() if host in EVERYWHERE else in_address(host)
    environ.setdefault("ALLOWED_HOSTS", ",".join(["localhost", "127.0.0.1", "[::1]", own_name]))
    return host, port


def keep_secret(path: Path) -> Path:
    """A secret of this desk's own, made once and readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path


def is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def prepare() -> str:
    """Database, static files and demo as they should be; returns what the demo says about signing in."""
    load_settings()
    django.setup()
    from annotator.health import readiness

    if readiness()["migrations"] != "ok":
        print("Preparing the database …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    collect_static()
    said = io.StringIO()
    call_command("demo", once=True, stdout=said)
    return said.getvalue()


def collect_static() -> None:
    """Only when something changed since the last time: compressing it all takes seconds."""
    from django.conf import settings

    stamp = settings.VAR_DIR / "static.stamp"
    state = static_state()
    if stamp.exists() and stamp.read_text() == state and settings.STATIC_ROOT.is_dir():
        return
    print("Collecting style sheets and scripts …", flush=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)


def static_state() -> str:
    """Changes when our own static files or the installed packages do."""
    state = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in sorted((ROOT / "claims" / "static").rglob("*")):
        if path.is_file():
            state.update(f"{path}{path.stat().st_mtime_ns}{path.stat().st_size}".encode())
    return state.hexdigest()


# --- the processes -------------------------------------------------------------------------------
def children(host: str, port: int) -> list[Child]:
    web = [
        *(sys.executable, "-m", "granian", "annotator.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--http", "1", "--no-ws"),
        *("--workers", "1", "--blocking-threads", str(threads()), "--workers-kill-timeout", "10"),
        "--respawn-failed-workers",
        # A head of a request is small and comes at once, or is refused.
        *("--http1-buffer-size", "65536", "--http1-header-read-timeout", "10000"),
        *("--log-level", "warning"),
    ]
    worker = [sys.executable, "manage.py", "worker"]
    return [Child("web", web), Child("worker", worker)]


def threads() -> int:
    """Enough to wait for the database in parallel; more would only wait for one another."""
    return min(8, 2 * (os.cpu_count() or 1) + 1)


def announce(supervisor: Supervisor, host: str, port: int, sign_in: str) -> None:
    """Say where the desk is as soon as it answers that it is ready, or what it waits for."""
    deadline = time.monotonic() + READY_WITHIN
    reason = ""
    while not supervisor.stopping.is_set():
        reason = why_not_ready(reachable(host), port)
        if not reason:
            print(f"\nReady: http://{in_address(reachable(host))}:{port}/\n{sign_in}Ctrl-C stops it.", flush=True)
            return
        if time.monotonic() > deadline:
            log.error("not ready after %.0f s: %s", READY_WITHIN, reason)
            return
        time.sleep(0.2)


def why_not_ready(host: str, port: int) -> str:
    """Nothing when the desk is ready, else what `/readyz` says."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return "" if answer.status == http.HTTPStatus.OK else answer.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return f"the web process does not answer: {error}"
    finally:
        connection.close()


def reachable(host: str) -> str:
    """The address to open in a browser on this machine."""
    return "127.0.0.1" if host in EVERYWHERE else host


def in_address(host: str) -> str:
    """IPv6 addresses stand in brackets inside a URL."""
    return f"[{host}]" if ":" in host else host


if __name__ == "__main__":
    sys.exit(main())
