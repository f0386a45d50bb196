"""The guide's walk-throughs are run as they stand, against a real server."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator.accounts.services import issue_token
from claims.models import Claim, Event, Webhook
from claims.services.telling import body_of, secret_of, signed_headers
from tests.environment import ROOT
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

GUIDE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    assert len(found) == 1
    return str(found[0])


def run(command: list[str], where: Path, live_server: Any) -> str:
    people = {"EDITOR": UserFactory(editor=True), "ANN": UserFactory(), "BOB": UserFactory()}
    tokens = {name: issue_token(user=user)[1] for name, user in people.items()}
    environ = {**tokens, "DESK": f"{live_server.url}/api/v1", "PATH": os.environ["PATH"]}
    done = subprocess.run(command, cwd=where, env=environ, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_curl_walk_through_ends_with_a_whole_file(live_server: Any, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    out = run(["bash", "-e", "-c", block("sh")], tmp_path, live_server)
    assert '"complete":true' in out
    assert Claim.objects.get(pk=1).status == "incorrect"
    assert (tmp_path / "claims.ndjson").read_text().count("records.example.org") == 2
    assert (tmp_path / "large.ndjson").read_text() == (tmp_path / "claims.ndjson").read_text()


def test_the_python_walk_through_keeps_a_copy(live_server: Any, tmp_path: Path) -> None:
    run([sys.executable, "-c", block("python")], tmp_path, live_server)
    assert Claim.objects.filter(status="supported").count() == 1


def test_a_file_that_is_cut_anywhere_is_refused_by_the_guides_own_reader(live_server: Any, tmp_path: Path) -> None:
    """Half an export, whether cut within a line or between two."""
    check = block("python").partition("editor, ann, bob =")[0] + (
        'rows = b\'{"id":1}\\n{"id":2}\\n\'\n'
        "whole = rows + json.dumps({'trailer': {'sha256': hashlib.sha256(rows).hexdigest()}}).encode() + b'\\n'\n"
        "assert len(read_whole(whole)) == 2\n"
        "for end in range(len(whole) - 1):\n"
        "    try:\n"
        "        read_whole(whole[:end])\n"
        "    except ValueError:\n"
        "        continue\n"
        "    raise SystemExit(f'cut at {end} and not noticed')\n"
    )
    run([sys.executable, "-c", check], tmp_path, live_server)


def test_the_guides_own_check_takes_what_the_desk_signs_and_nothing_else() -> None:
    known: dict[str, Any] = {}
    exec(block("webhook"), known)  # noqa: S102 (it is the guide's own)
    webhook = Webhook(seed="ab" * 32)
    event = Event.objects.create(kind="claim:decided")
    body = body_of(event)
    headers = signed_headers(webhook, event, body)
    secret = secret_of(webhook)
    assert known["verified"](secret, headers, body)
    assert not known["verified"](secret, headers, body + b" ")
    assert not known["verified"](secret_of(Webhook(seed="cd" * 32)), headers, body)
    assert not known["verified"](secret, headers | {"webhook-timestamp": "1"}, body)
