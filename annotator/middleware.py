"""What every answer carries: a request id, content policies, and cache rules for the signed-in.

None of these touches the database: `/healthz` must answer when the database does not.
"""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from annotator import policies
from annotator.logs import current_request_id
from claims.web.public.paths import is_public

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Long enough to be looked up, short enough for a log line, and nothing that could end one.
SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")

PROBED = {"/healthz", "/readyz"}


class RequestIdMiddleware:
    """Gives each request an id, kept in `request.request_id`, in log lines and in `X-Request-ID`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = sane_request_id(request.headers.get("X-Request-ID", ""))
        request.request_id = request_id  # type: ignore[attr-defined]
        token = current_request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response["X-Request-ID"] = request_id
        return response


def sane_request_id(offered: str) -> str:
    """The offered id if it is one, else a new one."""
    return offered if SANE_REQUEST_ID.fullmatch(offered) else uuid.uuid4().hex


class ProbesMiddleware:
    """The health pages answer whatever the machine is called: who probes a process asks for it by its address.

    They make no links, so a made-up name does no harm there. Stands outside everything that reads the host's name.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in PROBED and settings.ALLOWED_HOSTS:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0].lstrip(".")
        return self.get_response(request)


class ContentPolicyMiddleware:
    """Widens the content policy for the two places that need it, and sends a Permissions-Policy.

    Stands inside Django's own CSP middleware, which reads `_csp_config` off the response.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", policies.PERMISSIONS)
        wider = policies.wider(request.path_info)
        if wider and not hasattr(response, "_csp_config"):
            response._csp_config = {**settings.SECURE_CSP, **wider}  # type: ignore[attr-defined]
        return response


class PublicPagesMiddleware:
    """A public page is asked for by nobody in particular: who comes is put aside before any other part looks.

    So the answer depends on the address and the language alone, nothing is handed out that a cache would give to
    others, and a visitor's session is neither read nor begun. Stands outside sessions, languages and people.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public(request.path_info):
            return self.get_response(request)
        forget_the_visitor(request)
        response = self.get_response(request)
        response.cookies.clear()
        forget_cookies_in_vary(response)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return response


def forget_the_visitor(request: HttpRequest) -> None:
    for name in ("HTTP_COOKIE", "HTTP_AUTHORIZATION"):
        request.META.pop(name, None)
    request.__dict__.pop("headers", None)  # read from META once more
    request.COOKIES = {}


def forget_cookies_in_vary(response: HttpResponseBase) -> None:
    """The cookies were gone before the answer was made, so it cannot differ by them."""
    named = [name.strip() for name in response.get("Vary", "").split(",")]
    kept = [name for name in named if name and name.lower() != "cookie"]
    if kept:
        response["Vary"] = ", ".join(kept)
    elif response.has_header("Vary"):
        del response["Vary"]


class PrivateCacheMiddleware:
    """An answer made for somebody in particular is not stored by anybody, unless the view says how."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_personal(request) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


def is_personal(request: HttpRequest) -> bool:
    """Whether credentials came along: asked of the request, so that no session needs to be read."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
