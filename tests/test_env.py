import pytest
from django.core.exceptions import ImproperlyConfigured

from annotator import env


def test_a_blank_variable_counts_as_not_given():
    assert env.read_int({"N": " "}, "N", 3) == 3
    assert env.read_choice({"C": ""}, "C", "a", ("a", "b")) == "a"
    assert env.read_list({"L": " a, ,b "}, "L") == ["a", "b"]


@pytest.mark.parametrize(
    ("value", "truth"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("off", False), ("", False)]
)
def test_yes_and_no_have_several_spellings(value, truth):
    assert env.read_bool({"B": value}, "B", default=not truth) is truth


def test_what_is_not_given_has_its_default():
    assert env.read_bool({}, "B", default=True) is True
    assert env.read_str({}, "S", "x") == "x"


@pytest.mark.parametrize(
    "read",
    [
        lambda: env.read_bool({"THING": "maybe"}, "THING"),
        lambda: env.read_int({"THING": "many"}, "THING", 1),
        lambda: env.read_int({"THING": "0"}, "THING", 1, least=1),
        lambda: env.read_choice({"THING": "z"}, "THING", "a", ("a", "b")),
        lambda: env.read_secret({"THING_FILE": "/nowhere/at/all"}, "THING"),
    ],
)
def test_a_wrong_value_is_refused_with_the_variables_name(read):
    with pytest.raises(ImproperlyConfigured, match="THING"):
        read()


def test_a_secret_may_be_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("  in a file\n")
    assert env.read_secret({"S_FILE": str(tmp_path / "secret")}, "S") == "in a file"
    assert env.read_secret({"S": "in the open"}, "S") == "in the open"
    assert env.read_secret({}, "S") == ""


def test_a_database_url_is_taken_apart():
    url = "postgres://me%40desk:p%2Fw@db.example.org:5433/claims?sslmode=require"
    assert env.read_database(url) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "claims",
        "USER": "me@desk",
        "PASSWORD": "p/w",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }
    assert env.read_database("sqlite:////srv/desk.sqlite3")["NAME"] == "/srv/desk.sqlite3"


@pytest.mark.parametrize("url", ["", "mysql://h/d", "postgres://host/", "desk.sqlite3"])
def test_a_database_url_that_leads_nowhere_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.read_database(url)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://u:p%40@mail.example.org", 587, True, False),
        ("smtps://u@mail.example.org:4650", 4650, False, True),
    ],
)
def test_a_mail_url_is_taken_apart(url, port, tls, ssl):
    options = env.read_mailer(url)["OPTIONS"]
    assert (options["host"], options["port"]) == ("mail.example.org", port)
    assert (options["use_tls"], options["use_ssl"]) == (tls, ssl)


def test_without_a_mail_url_mail_is_printed():
    assert env.read_mailer("")["BACKEND"].endswith("console.EmailBackend")


def test_a_mail_url_that_leads_nowhere_is_refused():
    with pytest.raises(ImproperlyConfigured, match="MAIL_URL"):
        env.read_mailer("mail.example.org")
