"""Long downloads hold a thread of the server for as long as their reader takes; so only some may be under way.

A slow reader then costs other downloads their turn, and nobody their page; and nobody has more than a share of the
turns, so that one person's downloads leave room for others'. Each process counts its own, so that none holds a place
for a process that died; both numbers hold in each of them.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from annotator.errors import answer, last_page

RETRY_AFTER_SECONDS = 10
# Set further inside, on the download that is not sent; what is sent in its place keeps them.
KEPT_HEADERS = ("Content-Security-Policy", "X-Frame-Options", "Permissions-Policy", "Cache-Control")


class StreamsMiddleware:
    """Answers 429 or 503 with Retry-After where a download would be one too many for its person or for the process.

    Stands inside what serves style sheets.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.places = Places(settings.DOWNLOADS_AT_ONCE, settings.DOWNLOADS_PER_PERSON)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, StreamingHttpResponse):
            return response
        place = Place(self.places, person_of(request))
        if place.refusal:
            give_up(response)
            refused = refuse(request, place.refusal)
            for name in KEPT_HEADERS:
                if name in response:
                    refused[name] = response[name]
            return refused
        response.streaming_content = place.kept_during(response.streaming_content)
        # A server closes what it has begun to send, also when the reader is gone.
        response._resource_closers.append(place.leave)  # type: ignore[attr-defined]
        return response


class Places:
    """The downloads under way in this process, by person."""

    def __init__(self, at_once: int, per_person: int) -> None:
        self.at_once, self.per_person = at_once, per_person
        self.taken: Counter[Any] = Counter()
        self.lock = threading.Lock()

    def take(self, person: Any) -> HTTPStatus | None:
        """None when there was a place for the person (None: nobody known), else with what they are refused."""
        with self.lock:
            if person is not None and self.taken[person] >= self.per_person:
                return HTTPStatus.TOO_MANY_REQUESTS
            if self.taken.total() >= self.at_once:
                return HTTPStatus.SERVICE_UNAVAILABLE
            self.taken[person] += 1
        return None

    def leave(self, person: Any) -> None:
        with self.lock:
            self.taken[person] -= 1
            self.taken += Counter()  # without people who have none


class Place:
    """One of the places, left once, however often and by whichever thread that is said."""

    def __init__(self, places: Places, person: Any) -> None:
        self.places, self.person, self.lock = places, person, threading.Lock()
        self.refusal = places.take(person)
        self.is_had = self.refusal is None

    def leave(self) -> None:
        with self.lock:
            had, self.is_had = self.is_had, False
        if had:
            self.places.leave(self.person)

    def kept_during(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from pieces
        finally:
            self.leave()


def person_of(request: HttpRequest) -> Any:
    """Whoever asks, by session or by token; None for the public."""
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None


def give_up(response: StreamingHttpResponse) -> None:
    """Close what it would have been sent from. Its own `close` would also end the request, which goes on."""
    for close in response._resource_closers:  # type: ignore[attr-defined]
        close()


def refuse(request: HttpRequest, status: HTTPStatus) -> HttpResponseBase:
    """JSON for programs; a sentence on a page for a browser, which also takes its files from the API."""
    code, message = "busy", _("Too many downloads are under way just now. Please try again in a moment.")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        code = "too_many_downloads"
        message = _("You have as many downloads under way as one person may. Please try again when one is over.")
    if "text/html" in request.headers.get("Accept", ""):
        context = {"status": int(status), "message": message, "request_id": getattr(request, "request_id", "")}
        response = HttpResponse(last_page(context), status=status)
    else:
        response = answer(request, status, code, message, template="500.html")
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
