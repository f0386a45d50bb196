"""How the program starts, tried from outside: each case is a process of its own with its own environment."""

import os
import subprocess
import sys

import pytest

from claims.checks import why_unwritable
from tests.environment import ROOT

PRODUCTION = {
    "SECRET_KEY": "k7Vd-a-long-random-string-that-nobody-guesses-q9XwZ2mLr8TtYb4N",
    "ALLOWED_HOSTS": "desk.example.org",
    "SITE_URL": "https://desk.example.org",
    "DATABASE_URL": "postgres://desk@127.0.0.1/desk",
    "MAIL_URL": "smtps://desk:secret@mail.example.org",
}


def manage(*args, **environment):
    """Run a command with nothing in its environment but what is given, and nothing of a desk that was made here."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    kept["VAR_DIR"] = str(ROOT / "tests" / "nothing-here")
    command = [sys.executable, "-W", "always", "manage.py", *args]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=120)


def shown(name, **environment):
    """The value of one setting, as text."""
    code = f"from annotator import settings; print(repr(getattr(settings, {name!r}, None)))"
    kept = {"PATH": os.environ["PATH"]}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_a_production_desk_passes_djangos_own_deployment_check():
    run = manage("check", "--deploy", "--fail-level", "DEBUG", **PRODUCTION)
    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout
    assert "Warning" not in run.stderr


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "insecure-secret-for-development-only-never-in-production"}, "SECRET_KEY"),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere/at/all"}, "SECRET_KEY_FILE"),
        ({"SECRET_KEY": "tooshort"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"QUORUM": "0"}, "QUORUM"),
        ({"DATABASE_URL": "mysql://desk"}, "DATABASE_URL"),
    ],
)
def test_an_unsafe_or_unclear_start_is_refused_in_one_line(changed, named):
    run = manage("check", **(PRODUCTION | changed))
    assert run.returncode != 0
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1, run.stderr
    assert named in lines[0]


def test_kept_files_have_a_folder_of_their_own_or_nothing_starts(tmp_path):
    media = str(tmp_path / "not" / "yet" / "there")
    assert shown("MEDIA_ROOT", **PRODUCTION, MEDIA_ROOT=media) == f"PosixPath('{media}')"
    assert shown("MEDIA_ROOT", **PRODUCTION, VAR_DIR="/srv/desk/var") == "PosixPath('/srv/desk/var/media')"
    assert why_unwritable(tmp_path / "not" / "yet" / "there") == ""
    (tmp_path / "file").touch()
    assert why_unwritable(tmp_path / "file" / "media") == f"where {tmp_path / 'file'} is a file"
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    # Root may write anywhere, and then the folder is no hindrance.
    assert (why_unwritable(closed) == "") == (os.geteuid() == 0)
    run = manage("worker", "--once", **PRODUCTION, MEDIA_ROOT=str(tmp_path / "file" / "media"))
    assert run.returncode != 0
    assert "(claims.E003) MEDIA_ROOT is" in run.stderr


def test_without_tls_in_front_nothing_is_promised_about_tls():
    local = {"SECRET_KEY": PRODUCTION["SECRET_KEY"], "LOCAL_HTTP": "1", "VAR_DIR": "/nonexistent/unused"}
    local["DATABASE_URL"] = "postgres://desk@127.0.0.1/desk"
    assert shown("SESSION_COOKIE_SECURE", **local) == "None"
    assert shown("SECURE_HSTS_SECONDS", **local) == "None"


def test_in_production_cookies_belong_to_this_host_over_tls_alone():
    assert shown("SESSION_COOKIE_NAME", **PRODUCTION) == "'__Host-sessionid'"
    assert shown("CSRF_COOKIE_SECURE", **PRODUCTION) == "True"
    assert shown("SECURE_HSTS_SECONDS", **PRODUCTION) == "31536000"


def test_the_embedded_database_is_set_up_for_several_writers(tmp_path):
    options = shown("DATABASES", **PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/new/desk.sqlite3"})
    assert "'transaction_mode': 'IMMEDIATE'" in options
    assert "journal_mode=WAL" in options
    assert (tmp_path / "new").is_dir()
