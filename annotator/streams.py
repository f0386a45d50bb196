"""Long downloads hold a thread of the server for as long as their reader takes; so only some may be under way.

A slow reader then costs other downloads their turn, and nobody their page. Each process counts its own.
"""

import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from annotator.errors import answer

RETRY_AFTER_SECONDS = 10


class StreamsMiddleware:
    """Answers 503 with Retry-After where a download would be one too many. Stands inside what serves style sheets."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.places = threading.BoundedSemaphore(settings.DOWNLOADS_AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, StreamingHttpResponse):
            return response
        place = Place(self.places)
        if not place.is_had:
            give_up(response)
            return busy(request)
        response.streaming_content = place.kept_during(response.streaming_content)
        # A server closes what it has begun to send, also when the reader is gone.
        response._resource_closers.append(place.leave)  # type: ignore[attr-defined]
        return response


class Place:
    """One of the places, left once, however often and by whichever thread that is said."""

    def __init__(self, places: threading.BoundedSemaphore) -> None:
        self.places, self.lock = places, threading.Lock()
        self.is_had = places.acquire(blocking=False)

    def leave(self) -> None:
        with self.lock:
            had, self.is_had = self.is_had, False
        if had:
            self.places.release()

    def kept_during(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from pieces
        finally:
            self.leave()


def give_up(response: StreamingHttpResponse) -> None:
    """Close what it would have been sent from. Its own `close` would also end the request, which goes on."""
    for close in response._resource_closers:  # type: ignore[attr-defined]
        close()


def busy(request: HttpRequest) -> HttpResponseBase:
    message = _("Too many downloads are under way just now. Please try again in a moment.")
    response = answer(request, HTTPStatus.SERVICE_UNAVAILABLE, "busy", message, template="500.html")
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
