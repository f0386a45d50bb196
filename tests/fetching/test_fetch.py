"""What a fetch brings, what it follows, and where it stops."""

import gzip
import os
import re
import socket
import ssl
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from claims.fetching import BadAddress, NotReachable, NotText, Policy, TooLarge, TooSlow, fetch, send
from tests.fetching.certificates import make_certificate
from tests.fetching.servers import answer, policy, routes, serve

PAGE = b"<html><title>T</title><p>The bridge opened in 1932.</p></html>"


def test_a_page_arrives_with_its_type_and_charset() -> None:
    with serve(answer(PAGE, kind="text/html; charset=ISO-8859-2")) as server:
        page = fetch(server.url, policy=policy(server.port))
    assert (page.body, page.media_type, page.charset, page.url) == (PAGE, "text/html", "iso-8859-2", server.url)


def test_nothing_of_ours_goes_along_but_a_user_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://user:secret@127.0.0.1:1/")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:1/")
    with serve(answer(PAGE)) as server:
        fetch(server.url, policy=replace(policy(server.port), user_agent="Desk/1 (+https://desk.example/)"))
    names = {line.split(":")[0] for line in server.requests[0].split("\r\n")[1:] if line}
    assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert "User-Agent: Desk/1 (+https://desk.example/)\r\n" in server.requests[0]


def test_the_path_is_sent_encoded_and_the_fragment_stays_here() -> None:
    with serve(answer(PAGE)) as server:
        fetch(f"{server.url}größe/ä?q=ü&x=%41#part", policy=policy(server.port))
    assert server.requests[0].split(" ")[1] == "/gr%C3%B6%C3%9Fe/%C3%A4?q=%C3%BC&x=%41"


def test_compressed_pages_are_unpacked() -> None:
    with serve(answer(gzip.compress(PAGE), Content_Encoding="gzip")) as server:
        assert fetch(server.url, policy=policy(server.port)).body == PAGE


def test_redirects_are_followed_to_the_page() -> None:
    handler = routes(
        a=answer(status="301 Moved", Location="/b"), b=answer(status="302 Found", Location="c"), c=answer(PAGE)
    )
    with serve(handler) as server:
        page = fetch(f"{server.url}a", policy=policy(server.port))
    assert page.body == PAGE
    assert page.url == f"{server.url}c"


INNER_GOALS = ["http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://inner.example/", "//192.168.0.1/"]


@pytest.mark.parametrize("goal", INNER_GOALS)
def test_a_redirect_inside_is_refused(goal: str) -> None:
    with serve(answer(status="302 Found", Location=goal)) as server:
        with pytest.raises(NotReachable):
            fetch(server.url, policy=policy(server.port, inner_example="10.1.2.3"))
        assert server.connections == 1


@pytest.mark.parametrize(
    "goal", ["file:///etc/hostname", "javascript:alert(1)", "http://news.example:22/", "http://0x7f.1/"]
)
def test_a_redirect_to_a_bad_address_is_refused(goal: str) -> None:
    with serve(answer(status="302 Found", Location=goal)) as server, pytest.raises(BadAddress):
        fetch(server.url, policy=policy(server.port))


def test_a_redirect_to_itself_and_a_sixth_redirect_are_refused() -> None:
    steps = {f"s{n}": answer(status="302 Found", Location=f"/s{n + 1}") for n in range(6)}
    with serve(routes(loop=answer(status="302 Found", Location="/loop"), s6=answer(PAGE), **steps)) as server:
        with pytest.raises(NotReachable):
            fetch(f"{server.url}loop", policy=policy(server.port))
        with pytest.raises(NotReachable):
            fetch(f"{server.url}s0", policy=policy(server.port))
        assert fetch(f"{server.url}s1", policy=policy(server.port)).body == PAGE


def secured(tmp_path: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for `name`, and a client's that trusts it."""
    certificate, key = make_certificate(tmp_path, name)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=str(certificate))


def test_the_certificate_must_be_for_the_name_not_the_address(tmp_path: Path) -> None:
    ours, theirs = secured(tmp_path, "news.example")
    with serve(answer(PAGE), tls=ours) as server:
        names = {"news_example": "127.0.0.1", "other_example": "127.0.0.1"}
        rules = replace(policy(server.port, **names), tls=theirs)
        assert fetch(f"https://news.example:{server.port}/", policy=rules).body == PAGE
        with pytest.raises(NotReachable):
            fetch(f"https://other.example:{server.port}/", policy=rules)
        with pytest.raises(NotReachable):
            fetch(f"https://news.example:{server.port}/", policy=replace(rules, tls=Policy().tls))


def test_a_redirect_never_leads_down_from_https(tmp_path: Path) -> None:
    ours, theirs = secured(tmp_path, "news.example")
    with serve(answer(PAGE)) as plain, serve(answer(status="302 Found", Location=plain.url), tls=ours) as server:
        rules = replace(policy(server.port, plain.port, news_example="127.0.0.1"), tls=theirs)
        with pytest.raises(NotReachable):
            fetch(f"https://news.example:{server.port}/", policy=rules)
        assert (server.connections, plain.connections) == (1, 0)


@pytest.mark.parametrize(
    "status", ["204 No Content", "206 Partial", "401 Unauthorized", "404 Not Found", "500 Broken"]
)
def test_anything_but_a_whole_page_is_not_reachable(status: str) -> None:
    with serve(answer(PAGE, status=status)) as server, pytest.raises(NotReachable):
        fetch(server.url, policy=policy(server.port))


@pytest.mark.parametrize(
    "kind", ["image/png", "application/octet-stream", "video/mp4", "application/json", "text/css"]
)
def test_what_is_not_text_is_refused(kind: str) -> None:
    with serve(answer(PAGE, kind=kind)) as server, pytest.raises(NotText):
        fetch(server.url, policy=policy(server.port))


def raw(sent: bytes):  # type: ignore[no-untyped-def]
    """A handler that sends just this."""

    def handle(connection: socket.socket, _: str) -> None:
        connection.sendall(sent)

    return handle


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BROKEN = {
    "nothing": (b"", NotReachable),
    "garbage": (b"\x00\x01\x02 SSH-2.0-OpenSSH\r\n\r\n", NotReachable),
    "no content type": (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", NotText),
    "a body that ends early": (HEAD + b"Content-Length: 100\r\n\r\nhi", NotReachable),
    "a length over the limit": (HEAD + b"Content-Length: 999999999\r\n\r\nhi", TooLarge),
    "a broken chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", NotReachable),
    "an unfinished chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nhello", NotReachable),
    "200 headers": (HEAD + b"X-A: b\r\n" * 200 + b"\r\n", NotReachable),
    "a header of 80 kB": (HEAD + b"X-A: " + b"b" * 80_000 + b"\r\n\r\n", TooLarge),
    "95 headers of 1 kB": (HEAD + (b"X-A: " + b"b" * 1000 + b"\r\n") * 95 + b"\r\n", TooLarge),
    "nested encodings": (
        HEAD + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(gzip.compress(PAGE)),
        NotText,
    ),
    "brotli, not asked for": (HEAD + b"Content-Encoding: br\r\n\r\nxx", NotText),
    "gzip that is none": (HEAD + b"Content-Encoding: gzip\r\n\r\nhello", NotText),
    "gzip cut short": (HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)[:-9], NotReachable),
    "a redirect to nowhere": (b"HTTP/1.1 302 Found\r\n\r\n", NotReachable),
}


@pytest.mark.parametrize(("sent", "refusal"), BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_gets_one_of_the_fixed_answers(sent: bytes, refusal: type[Exception]) -> None:
    with serve(raw(sent)) as server, pytest.raises(refusal):
        fetch(server.url, policy=policy(server.port))


def test_a_body_without_end_stops_at_the_limit() -> None:
    def endless(connection: socket.socket, _: str) -> None:
        connection.sendall(HEAD + b"\r\n")
        while True:
            connection.sendall(b"<p>more</p>" * 5000)

    with serve(endless) as server, pytest.raises(TooLarge):
        fetch(server.url, policy=policy(server.port))


def test_a_bomb_stops_at_the_ratio_and_at_the_size() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    noise = gzip.compress(b"".join(bytes([n % 251, n % 13]) + os.urandom(2) * 3 for n in range(800_000)), 1)
    for body in (bomb, noise):
        with serve(answer(body, Content_Encoding="gzip")) as server, pytest.raises(TooLarge):
            fetch(server.url, policy=policy(server.port))


def test_a_deflated_page_is_unpacked_too() -> None:
    with serve(answer(zlib.compress(PAGE), Content_Encoding="deflate")) as server:
        assert fetch(server.url, policy=policy(server.port)).body == PAGE


def drip(first: bytes, piece: bytes):  # type: ignore[no-untyped-def]
    """A handler that sends `piece` again and again, ten times a second."""

    def handle(connection: socket.socket, _: str) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            time.sleep(0.1)

    return handle


SLOW = {
    "a body, byte by byte": drip(HEAD + b"\r\n", b"x"),
    "a head, byte by byte": drip(HEAD + b"X-A: ", b"x"),
    "headers without end": drip(HEAD, b"X-A: b\r\n"),
    "interim answers without end": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "silence": drip(b"", b""),
}


@pytest.mark.parametrize("handler", SLOW.values(), ids=SLOW)
def test_the_whole_fetch_has_one_deadline(handler) -> None:  # type: ignore[no-untyped-def]
    started = time.monotonic()
    with serve(handler) as server, pytest.raises(TooSlow):
        fetch(server.url, policy=replace(policy(server.port), whole_limit=0.7))
    assert time.monotonic() - started < 1.5


def test_a_resolver_that_never_answers_is_left_behind() -> None:
    rules = replace(policy(), resolver=lambda host, port: time.sleep(2) or [], connect_limit=0.2)
    started = time.monotonic()
    with pytest.raises(NotReachable):
        fetch("http://news.example/", policy=rules)
    assert time.monotonic() - started < 1


def test_the_limits_are_the_documented_ones() -> None:
    rules = Policy()
    assert (rules.connect_limit, rules.read_limit, rules.whole_limit) == (5, 10, 20)
    assert (rules.head_limit, rules.body_limit, rules.ratio_limit, rules.redirects) == (64_000, 5_000_000, 100, 5)
    assert rules.ports == {80, 443}


def test_no_answer_names_the_address_or_what_stood_there() -> None:
    with serve(answer(b"secret banner", status="500 Inner-Build-7")) as server:
        with pytest.raises(NotReachable) as refusal:
            fetch(server.url, policy=policy(server.port))
        assert not re.search(r"127|secret|500|Inner|" + str(server.port), str(refusal.value))


def test_a_message_is_sent_and_its_status_comes_back() -> None:
    with serve(answer(status="202 Accepted")) as server:
        status = send(server.url, body=b"{}", headers={"X-Signature": "abc"}, policy=policy(server.port))
    assert status == 202
    assert server.requests[0].startswith("POST / HTTP/1.1\r\n")
    assert "X-Signature: abc\r\n" in server.requests[0]


def test_a_message_goes_to_no_inner_address_and_carries_no_smuggled_header() -> None:
    with pytest.raises(NotReachable):
        send("http://10.0.0.1/", body=b"{}", headers={}, policy=Policy(unreachable_after=0))
    with serve(answer()) as server, pytest.raises(ValueError):
        send(server.url, body=b"", headers={"X": "a\r\nY: b"}, policy=policy(server.port))
