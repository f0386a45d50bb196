"""Fetching one page, hop by hop; and sending one message."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.client import HTTPResponse

from claims.fetching.addresses import read_address
from claims.fetching.body import read_body
from claims.fetching.connecting import checked_addresses, connect
from claims.fetching.policy import Deadline, Policy
from claims.fetching.refusals import NotReachable, NotText
from claims.fetching.target import Target, follow, read_target
from claims.fetching.wire import exchange

TEXT_TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    }
)
REDIRECTS = {
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
}


@dataclass(frozen=True, slots=True)
class Page:
    """What stood at an address: `url` after redirects, the type and charset as labeled, the body decompressed."""

    url: str
    media_type: str
    charset: str
    body: bytes
    headers: tuple[tuple[str, str], ...]


def fetch(url: str, *, policy: Policy) -> Page:
    """Fetch one page with GET, following redirects through the same checks. Raises CannotFetch's children.

    Nothing of ours goes along but a User-Agent: no cookies, no credentials, no referrer. The caller's
    thread waits, at most `policy.whole_limit` seconds.
    """
    deadline = Deadline(policy.whole_limit)
    target = read_target(url, policy)
    seen = {target.url}
    for _ in range(policy.redirects + 1):
        answer = _get(target, policy, deadline)
        if isinstance(answer, Page):
            return answer
        target = follow(target, answer, policy)
        if target.url in seen:
            raise NotReachable
        seen.add(target.url)
    raise NotReachable


def send(url: str, *, body: bytes, headers: Mapping[str, str], policy: Policy) -> int:
    """POST `body` and return the status of the answer, whose body is not read. Redirects are not followed."""
    deadline = Deadline(policy.whole_limit)
    target = read_target(url, policy)
    request = _request("POST", target, policy, {**headers, "Content-Length": str(len(body))}) + body
    with (
        closing(connect(target, policy, deadline)) as connection,
        exchange(connection, request, "POST", policy, deadline) as response,
    ):
        return response.status


def check_target(url: str, *, policy: Policy) -> None:
    """Refuse what can never be sent to: a wrong form or port, a private name, an address that is not public.

    A name is not looked up: it may stand for another address tomorrow, so `send` looks each time. Raises BadAddress,
    NotReachable.
    """
    target = read_target(url, policy)
    if read_address(target.host):
        checked_addresses(target, policy, Deadline(policy.whole_limit))


def _get(target: Target, policy: Policy, deadline: Deadline) -> Page | str:
    """The page, or where it says to look instead."""
    accept = {"Accept": "text/html,application/xhtml+xml,text/plain,application/pdf,application/xml;q=0.9"}
    request = _request("GET", target, policy, {**accept, "Accept-Encoding": "gzip"})
    with (
        closing(connect(target, policy, deadline)) as connection,
        exchange(connection, request, "GET", policy, deadline) as response,
    ):
        if response.status in REDIRECTS:
            return _location(response.headers)
        if response.status != HTTPStatus.OK:
            raise NotReachable
        if "Content-Type" not in response.headers or response.headers.get_content_type() not in TEXT_TYPES:
            raise NotText
        return _page(target, response, read_body(response, policy))


def _page(target: Target, response: HTTPResponse, body: bytes) -> Page:
    return Page(
        url=target.url,
        media_type=response.headers.get_content_type(),
        charset=response.headers.get_content_charset() or "",
        body=body,
        headers=tuple(response.headers.items()),
    )


def _location(headers: Message) -> str:
    location = headers.get("Location", "")
    if not location:
        raise NotReachable
    try:
        # Headers arrive as Latin-1; addresses written without percent signs are UTF-8.
        return str(location).encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise NotReachable from None


def _request(method: str, target: Target, policy: Policy, headers: Mapping[str, str]) -> bytes:
    lines = {"Host": target.authority, "User-Agent": policy.user_agent, **headers, "Connection": "close"}
    for name, value in lines.items():
        if "\r" in name + value or "\n" in name + value:
            raise ValueError(f"the header {name!r} has a line end in it")
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {target.path} HTTP/1.1\r\n{head}\r\n".encode("latin-1")
