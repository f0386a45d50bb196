import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from annotator.accounts import tokens
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def run(*args, stdin="", monkeypatch=None, **options):
    out, err = io.StringIO(), io.StringIO()
    if monkeypatch:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
    call_command(*args, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_create_token_prints_the_token_alone_on_standard_output():
    user = UserFactory(username="ann")
    out, err = run("create_token", "ANN", "--name", "cron", "--scope", "read", "--days", "7")
    token = tokens.find(out.strip().encode())
    assert (token.user, token.name, token.scope) == (user, "cron", "read")
    assert "not shown again" in err


@pytest.mark.parametrize("name", ["nobody", "gone"])
def test_create_token_names_who_is_missing(name):
    UserFactory(username="gone", is_active=False)
    with pytest.raises(CommandError, match=name):
        run("create_token", name)


def test_create_token_says_how_long_a_token_may_live():
    UserFactory(username="ann")
    with pytest.raises(CommandError, match="1 to 90 days"):
        run("create_token", "ann", "--days", "1000")


def test_create_user_reads_the_password_from_standard_input(monkeypatch):
    args = ("create_user", "eve", "--role", "editor", "--email", "eve@example.org", "--password-stdin")
    out, _ = run(*args, stdin=f"{PASSWORD}\n", monkeypatch=monkeypatch)
    user = get_user_model().objects.get(username="eve")
    assert user.role == "editor"
    assert user.check_password(PASSWORD)
    assert "eve can sign in as editor" in out


@pytest.mark.parametrize(("stdin", "complaint"), [("", "no password"), ("short\n", "password: ")])
def test_create_user_needs_a_password_worth_the_name(monkeypatch, stdin, complaint):
    with pytest.raises(CommandError, match=complaint):
        run("create_user", "eve", "--role", "editor", "--password-stdin", stdin=stdin, monkeypatch=monkeypatch)


def test_create_user_takes_no_password_from_the_command_line():
    with pytest.raises(CommandError, match="password-stdin"):
        run("create_user", "eve", "--role", "editor")
