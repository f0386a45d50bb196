"""Every refusal the program makes by itself: a page for people, JSON for programs, told apart by the path.

The JSON is the API's one error shape: `{"code", "message", "errors": [], "request_id"}`.
"""

import logging
import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from claims.web.public.answers import desk
from claims.web.public.paths import is_public
from claims.web.unsent import give_back, has_words, is_from_here

log = logging.getLogger("annotator.errors")

API_PATH = "/api/"
RETRY_AFTER_SECONDS = 5


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """400, or 413 where the only fault is the size."""
    if isinstance(exception, RequestDataTooBig):
        message = _("What was sent is larger than this desk takes.")
        return answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", message)
    if isinstance(exception, (TooManyFieldsSent, TooManyFilesSent)):
        message = _("The form has more fields or files than this desk takes.")
        return answer(request, HTTPStatus.BAD_REQUEST, "too_many_parts", message)
    return answer(request, HTTPStatus.BAD_REQUEST, "bad_request", _("The request cannot be understood."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    message = str(exception) or _("Your role does not allow this.")
    return answer(request, HTTPStatus.FORBIDDEN, "forbidden", message)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Our own old form is given back with its words; one with a password, or from elsewhere, is not."""
    if _is_of_the_desk(request) and is_from_here(request) and has_words(request):
        return give_back(request, status=HTTPStatus.FORBIDDEN)
    message = _("This form was open for too long or came from another site. Go back, reload, and send it again.")
    return answer(request, HTTPStatus.FORBIDDEN, "csrf_failed", message)


def _is_of_the_desk(request: HttpRequest) -> bool:
    """Sent by a page of the desk's work, and not by a script, which keeps the words by itself."""
    by_script = "HX-Request" in request.headers or request.headers.get("Accept") == "application/json"
    return not by_script and not request.path_info.startswith(("/accounts/", "/admin/", API_PATH))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    message = _("There is nothing at this address, or nothing that you may see.")
    return answer(request, HTTPStatus.NOT_FOUND, "not_found", message)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """500, or 503 while the database is away. Uses no context processor: any of them may be the fault."""
    error = sys.exception()
    if isinstance(error, (OperationalError, InterfaceError)) or is_read_only(error):
        if is_read_only(error):
            message = _("The database can only be read just now. Nothing was saved; please try again later.")
        else:
            message = _("The database does not answer just now. Nothing was saved; please try again shortly.")
        response = answer(request, HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", message, template="500.html")
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    message = _("Something went wrong on our side. It has been written down under the number below.")
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "server_error", message)


def is_read_only(error: BaseException | None) -> bool:
    """Whether it says that the database takes no changes: a standby, a file or disk without write permission."""
    # PostgreSQL's code for "read_only_sql_transaction"; SQLite has words alone.
    standby = getattr(getattr(error, "__cause__", None), "sqlstate", "") == "25006"
    return isinstance(error, DatabaseError) and (standby or "readonly database" in str(error))


def answer(request: HttpRequest, status: HTTPStatus, code: str, message: str, *, template: str = "") -> HttpResponse:
    """One refusal in the shape that fits the path."""
    request_id = getattr(request, "request_id", "")
    if request.path_info.startswith(API_PATH):
        body = {"code": code, "message": message, "errors": [], "request_id": request_id}
        return JsonResponse(body, status=status)
    context = {"status": int(status), "message": message, "request_id": request_id}
    return HttpResponse(page(request, template or f"{int(status)}.html", context), status=status)


def page(request: HttpRequest, template: str, context: dict[str, object]) -> str:
    """The page in our look. 400.html stands in where a number has no page of its own."""
    if template == "500.html":
        return last_page(context)
    if is_public(request.path_info):
        return render_to_string("public/refusal.html", {**desk(), **context})
    try:
        return render_to_string(template, context, request)
    except TemplateDoesNotExist:
        return render_to_string("400.html", context, request)


def last_page(context: dict[str, object]) -> str:
    """Never fails: what broke may be the very thing a template needs, such as the list of static files."""
    try:
        return render_to_string("500.html", context)
    except Exception:
        log.exception("500.html cannot be rendered")
        return f"<!doctype html><title>{context['status']}</title><p>{escape(context['message'])}"
