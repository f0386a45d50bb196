"""Where no connection goes, whoever asks: one table."""

import dataclasses
import socket

import pytest

from claims.fetching import BadAddress, CannotFetch, NotReachable, Policy, fetch
from claims.fetching.addresses import CLOUD_AGENTS, may_connect, read_address
from tests.fetching.servers import answer, policy, resolver, serve

# Addresses that are wrong in themselves: nothing is looked up.
BAD = {
    "file": "file:///etc/hostname",
    "ftp": "ftp://news.example/a",
    "gopher": "gopher://news.example/_GET",
    "data": "data:text/html,hello",
    "javascript": "javascript:alert(1)",
    "blob": "blob:https://news.example/1",
    "dict": "dict://news.example:11211/stat",
    "mixed case": "FiLe:///etc/hostname",
    "a control before the scheme": "\x01javascript:alert(1)",
    "scheme-relative": "//news.example/a",
    "no scheme": "news.example/a",
    "user name": "http://news.example@127.0.0.1/",
    "user name and password": "http://user:secret@news.example/",
    "backslash before at": "http://news.example\\@127.0.0.1/",
    "tab": "http://news.example\t.internal/",
    "line end": "http://news.example/\r\nHost: inner",
    "NUL": "http://news.example/\x00",
    "encoded host": "http://%31%32%37.0.0.1/",
    "empty host": "http:///a",
    "unusual port": "http://news.example:22/",
    "port zero": "http://news.example:0/",
    "port beyond": "http://news.example:70000/",
    "one number": "http://2130706433/",
    "one hexadecimal number": "http://0x7f000001/",
    "octal": "http://0177.0.0.1/",
    "hexadecimal part": "http://127.0.0.0x1/",
    "short": "http://127.1/",
    "zero": "http://0/",
    "scoped": "http://[fe80::1%25eth0]/",
    "single label": "http://intranet/",
    "localhost alone": "http://localhost/",
    "localhost with a dot": "http://localhost./",
    "empty": "",
    "too long": "http://news.example/" + "a" * 8000,
}

# Addresses that are well formed and lead inside.
INNER = {
    "loopback": "http://127.0.0.1/",
    "loopback, another": "http://127.8.9.10/",
    "fullwidth digits": "http://１２７.０.０.１/",
    "circled digits": "http://①②⑦.⓪.⓪.①/",
    "ideographic full stops": "http://127。0。0。1/",
    "loopback with a dot": "http://127.0.0.1./",
    "IPv6 loopback": "http://[::1]/",
    "mapped": "http://[::ffff:127.0.0.1]/",
    "localhost below": "http://a.localhost/",
    "local": "http://printer.local/",
    "internal": "http://metadata.internal/",
    "internal with a dot": "http://metadata.internal./",
    "link local": "http://169.254.169.254/latest/meta-data/",
}

REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.1 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::7f00:1 ::ffff:8.8.8.8
64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd12::1
fe80::1 fec0::1 ff02::1
""".split()  # noqa: SIM905 (a table to read)

PUBLIC = ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001:806::200e"]


@pytest.mark.parametrize("url", BAD.values(), ids=BAD)
def test_a_malformed_address_is_refused_before_any_lookup(url: str) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise AssertionError(f"{host} was looked up")

    with pytest.raises(CannotFetch) as refusal:
        fetch(url, policy=Policy(resolver=nobody, unreachable_after=0))
    assert isinstance(refusal.value, BadAddress)


@pytest.mark.parametrize("url", INNER.values(), ids=INNER)
def test_an_inner_address_is_refused_without_a_connection(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> socket.socket:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", nobody)
    with pytest.raises(NotReachable):
        fetch(url, policy=Policy(unreachable_after=0, resolver=resolver({})))


@pytest.mark.parametrize("answer_given", REFUSED)
def test_a_name_that_leads_inside_is_refused(answer_given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was opened"))
    names = resolver({"news_example": [answer_given]})
    with pytest.raises(NotReachable):
        fetch("http://news.example/", policy=Policy(unreachable_after=0, resolver=names))


@pytest.mark.parametrize("text", REFUSED)
def test_the_ranges_that_lead_inside_are_known(text: str) -> None:
    address = read_address(text)
    assert address is not None
    assert not may_connect(address, refused=CLOUD_AGENTS)


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_let_through(text: str) -> None:
    address = read_address(text)
    assert address is not None
    assert may_connect(address, refused=CLOUD_AGENTS)


def test_a_name_with_one_inner_address_among_public_ones_is_refused() -> None:
    with serve(answer(b"inner")) as server:
        names = resolver({"news_example": ["93.184.215.14", "127.0.0.1"]})
        with pytest.raises(NotReachable):
            fetch(
                f"http://news.example:{server.port}/",
                policy=Policy(ports=frozenset({server.port}), unreachable_after=0, resolver=names),
            )
        assert server.connections == 0


def test_a_name_is_resolved_once_and_its_second_answer_is_never_used() -> None:
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with serve(answer(b"<p>outer</p>")) as server:
        rules = dataclasses.replace(policy(server.port), resolver=rebinding)
        page = fetch(f"http://news.example:{server.port}/", policy=rules)
    assert page.body == b"<p>outer</p>"
    assert asked == ["news.example"]


def test_a_forbidden_address_takes_as_long_as_a_silent_one() -> None:
    import time

    rules = Policy(unreachable_after=0.3, resolver=resolver({}))
    times = []
    for url in ("http://127.0.0.1/", "http://no-such-name.example/"):
        started = time.monotonic()
        with pytest.raises(NotReachable):
            fetch(url, policy=rules)
        times.append(time.monotonic() - started)
    assert all(0.3 <= taken < 0.6 for taken in times)


def test_loopback_is_shut_unless_somebody_opens_it() -> None:
    assert not Policy().allow_loopback


def test_a_refused_port_hears_which_ports_there_are():
    with pytest.raises(BadAddress, match=r"port 8443 .* \(80 and 443\)"):
        fetch("https://news.example:8443/", policy=Policy())
