"""How a public page is answered: the same bytes for everybody, and shared caches may keep them a while.

Templates get no request, so nothing about a visitor can be on a page; `annotator.middleware` has put cookies and
credentials aside before.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from claims.web.access import BadParameter

View = Callable[..., HttpResponse]

SETTLED = timedelta(seconds=2)
"""Last-Modified counts whole seconds: what changed a moment ago may change once more within the same one."""


def public(view: View) -> View:
    """For everybody. Only reads, says how long it may be kept, and answers 304 where nothing changed."""

    @require_safe
    @conditional_page
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except BadParameter as error:
            response = refusal(400, str(error))
        patch_cache_control(response, public=True, max_age=settings.PUBLIC_MAX_AGE)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answered


def page(template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the public layout."""
    return HttpResponse(render_to_string(template, {**desk(), **context}), status=status)


def desk() -> dict[str, Any]:
    """What every public page says about the desk."""
    return {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}


def refusal(status: int, message: str) -> HttpResponse:
    return page("public/refusal.html", {"status": status, "message": message}, status=status)


def not_found() -> HttpResponse:
    return refusal(404, _("There is nothing at this address."))


def changed_at(response: HttpResponse, moment: datetime | None) -> HttpResponse:
    """Say when the content last changed, once that is long enough ago to be sure of it."""
    if moment and moment < datetime.now(UTC) - SETTLED:
        response["Last-Modified"] = http_date(moment.timestamp())
    return response
