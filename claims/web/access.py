"""The only way a page gets an object: visible to the person, or not found; allowed, or told why not."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.models import Article, Claim, Review
from claims.permissions import may
from claims.web.unsent import give_back, has_words

View = Callable[..., HttpResponseBase]


class BadParameter(Exception):
    """The address asks for something that does not exist; the message names it."""


def signed_in(view: View) -> View:
    """For members only. Others go to the sign-in page and come back to where they were."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        try:
            return view(request, *args, **kwargs)
        except BadParameter as error:
            context = {"status": 400, "message": str(error), "request_id": getattr(request, "request_id", "")}
            return render(request, "400.html", context, status=400)

    return guarded


def only_sent(view: View) -> View:
    """What takes a form and may answer with a page. Who opens that page's address is led to where the form stands."""

    @wraps(view)
    def sent(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:
            return redirect("../")
        return require_POST(view)(request, *args, **kwargs)

    return sent


def get_article(request: HttpRequest, pk: int) -> Article:
    """The article with its current text, if this person may see it. Raises Http404."""
    articles = Article.objects.visible_to(request.user).select_related("version", "added_by")
    return get_object_or_404(articles, pk=pk)


def get_claim(request: HttpRequest, pk: int) -> Claim:
    """The claim with its article and text, if this person may see it. Raises Http404."""
    claims = Claim.objects.visible_to(request.user)
    return get_object_or_404(claims.select_related("article", "version", "proposed_by", "verdict"), pk=pk)


def get_review(request: HttpRequest, pk: int) -> Review:
    """A review this person is not blind to. Raises Http404."""
    reviews = Review.objects.visible_to(request.user)
    return get_object_or_404(reviews.select_related("claim__article", "claim__version"), pk=pk)


def require(request: HttpRequest, verb: str, obj: Any) -> None:
    """Go on only if the person may. Raises PermissionDenied with the reason, which the 403 page shows."""
    answer = may(request.user, verb, obj)
    if not answer:
        raise PermissionDenied(gettext(answer.reason))


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """A script's request is answered in place, so that the page keeps what was typed."""
    if request.headers.get("HX-Request") or request.headers.get("Accept") == "application/json":
        response: HttpResponse = render(request, "claims/_signed_out.html", status=401)
        response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML"
        return response
    if request.method == "POST" and has_words(request):
        return give_back(request, status=401)
    return redirect_to_login(_return_address(request))


def _return_address(request: HttpRequest) -> str:
    """The page itself; after a form was sent, the page it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    referrer = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure())
    return (urlsplit(referrer).path or "/") if safe else "/"
