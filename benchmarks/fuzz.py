"""Schemathesis over the whole API: python -m benchmarks.fuzz --tool .fuzz/bin/schemathesis [--examples 20]

A desk of its own with the demo in it, on SQLite, or on PostgreSQL beside the database that TEST_DATABASE_URL names; a
server on a free port; an admin's token. What must hold of every answer: no 5xx, only documented statuses, types and
shapes, no route without its sign-in, nothing to be had after it was deleted. Ends with the tool's own status, or
with 1 where the server's log holds an error that the tool did not see.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "benchmarks" / "schemathesis.toml"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "missing_required_header",
    "use_after_free",
    "ignored_auth",
)
FAILED = "Internal Server Error"
"""What the log says of each answer that was a 500: the tool does not ask about every one."""
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("demo")
from annotator.accounts.services import create_user, issue_token
user = create_user(username="fuzz", password="correct horse battery staple", role="admin")
print(issue_token(user=user)[1])
"""


@contextmanager
def database(folder: str) -> Iterator[str]:
    """The address of an empty database that is gone afterwards."""
    beside = os.environ.get("TEST_DATABASE_URL")
    if not beside:
        yield f"sqlite:///{folder}/desk.sqlite3"
        return
    name = f"fuzz_{os.getpid()}"
    root = urlunsplit(urlsplit(beside)._replace(path="/postgres"))
    with psycopg.connect(root, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(beside)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(root, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def serving(environ: dict[str, str], port: int, log: Path) -> Iterator[str]:
    """The server's address, once it answers."""
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-access-log"]
    command += ["annotator.wsgi:application"]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_until_up(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def wait_until_up(port: int) -> None:
    for _ in range(300):
        with suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    sys.exit("The server does not start.")


def free_port() -> int:
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        return int(waiting.getsockname()[1])


def prepared(environ: dict[str, str]) -> str:
    """An admin's token for the desk, which has the demo in it."""
    command = [sys.executable, "-c", SETUP]
    done = subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1]


def fuzz(base: str, token: str, given: argparse.Namespace, folder: str) -> int:
    tool = shutil.which(given.tool) or sys.exit(f"{given.tool} cannot be run.")
    command = [str(Path(tool).absolute()), "--config-file", str(CONFIG)]
    command += ["run", str(ROOT / "docs" / "openapi.yaml"), "--url", base]
    command += ["--header", f"Authorization: Token {token}", "--checks", ",".join(CHECKS)]
    command += ["--max-examples", str(given.examples), "--seed", str(given.seed), "--no-shrink"]
    command += ["--request-timeout", "30", "--suppress-health-check", "all", "--continue-on-failure", *given.more]
    hooks = {"SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(CONFIG.parent)}
    return subprocess.run(command, cwd=folder, env=os.environ | hooks).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", default="schemathesis", help="the schemathesis to run")
    parser.add_argument("--examples", type=int, default=20, help="for each operation")
    parser.add_argument("--seed", type=int, default=1932)
    parser.add_argument("more", nargs="*", help="after --: further options of the tool")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(folder) as url:
        environ = os.environ | {
            "DATABASE_URL": url,
            "VAR_DIR": folder,
            "SECRET_KEY": "a-key-for-trials-that-opens-nothing-anywhere-0123456789",
            "LOCAL_HTTP": "1",
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "annotator.settings",
        }
        token, log = prepared(environ), Path(folder) / "server.log"
        with serving(environ, free_port(), log) as base:
            status = fuzz(base, token, given, folder)
        faults = [line for line in log.read_text().splitlines() if "WARNING" not in line and "INFO" not in line]
        print("\n".join(faults[-200:]), file=sys.stderr)
        if failed := sum(FAILED in line for line in faults):
            print(f"The server's log has {failed} × {FAILED!r}, whatever the tool made of the answers.")
    return status or int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
