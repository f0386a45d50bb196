import socket
import stat

import pytest

from annotator import serve, start


def test_what_nobody_gave_is_filled_in_for_one_machine(tmp_path):
    environment = {"VAR_DIR": str(tmp_path)}
    assert serve.fill_environment(environment) == ("127.0.0.1", 8000)
    assert environment["SITE_URL"] == "http://127.0.0.1:8000"
    assert environment["LOCAL_HTTP"] == "1"
    assert environment["ALLOWED_HOSTS"].split(",")[:3] == ["localhost", "127.0.0.1", "[::1]"]


def test_what_was_given_stands(tmp_path):
    given = {"VAR_DIR": str(tmp_path), "HOST": "::1", "PORT": "9000", "SITE_URL": "https://desk.example.org"}
    given["DOWNLOADS_AT_ONCE"] = "2"
    given |= {"SECRET_KEY": "mine", "LOCAL_HTTP": "0", "ALLOWED_HOSTS": "desk.example.org"}
    environment = dict(given)
    assert serve.fill_environment(environment) == ("::1", 9000)
    assert environment == given


def test_a_desk_open_to_the_network_answers_to_its_own_name(tmp_path):
    environment = {"VAR_DIR": str(tmp_path), "HOST": "0.0.0.0"}  # noqa: S104
    serve.fill_environment(environment)
    assert socket.gethostname() in environment["ALLOWED_HOSTS"]
    assert environment["SITE_URL"] == "http://127.0.0.1:8000"


def test_the_secret_is_made_once_and_is_its_owners_alone(tmp_path):
    path = serve.keep_secret(tmp_path / "var" / "secret_key")
    secret = path.read_text()
    assert len(secret) >= 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert serve.keep_secret(path).read_text() == secret


def test_a_taken_port_is_seen_before_anything_starts():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not serve.is_free("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]")],  # noqa: S104
)
def test_the_address_printed_can_be_opened(host, address):
    assert serve.in_address(serve.reachable(host)) == address


def test_a_command_works_on_the_desk_that_was_made_here_and_the_environment_goes_first(tmp_path):
    path = serve.keep_secret(tmp_path / "secret_key")
    environment = {"VAR_DIR": str(tmp_path)}
    start.use_kept_secret(environment)
    assert environment["SECRET_KEY_FILE"] == str(path)
    given = {"VAR_DIR": str(tmp_path), "SECRET_KEY": "given"}
    start.use_kept_secret(given)
    assert "SECRET_KEY_FILE" not in given
    elsewhere = {"VAR_DIR": str(tmp_path / "none")}
    start.use_kept_secret(elsewhere)
    assert "SECRET_KEY_FILE" not in elsewhere
