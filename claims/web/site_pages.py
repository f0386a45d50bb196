"""Admins' page about a public page: its words, how they will look, and what they were before."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.choices import EventKind, SitePageKey
from claims.errors import ClaimsError, StaleEdit
from claims.models import Event, SitePage
from claims.services.site_pages import present_page, save_site_page
from claims.web import access
from claims.web.forms.refusals import show_refusal
from claims.web.forms.site_pages import SitePageForm
from claims.web.public.prose import prose

MOST_EARLIER = 30


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def site_page(request: HttpRequest, key: str) -> HttpResponse:
    """A form with the present words; a second button shows them as the page will look, without saving."""
    access.require(request, "manage", SitePage)
    if key not in SitePageKey.values:
        raise Http404
    page = present_page(SitePageKey(key))
    now = {"words": page.words, "seen": page.revision}
    form = SitePageForm(request.POST if request.method == "POST" else None, initial=now)
    theirs = ""
    if form.is_bound and form.is_valid() and "preview" not in request.POST:
        try:
            save_site_page(actor=request.user, key=key, **form.cleaned_data)
        except StaleEdit as error:
            theirs, form = error.texts["words"], form.after(error.revision)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The page is saved. The public sees it within a minute or so."))
            return redirect("site_page", key)
    return _shown(request, SitePageKey(key), form, theirs)


def _shown(request: HttpRequest, key: SitePageKey, form: SitePageForm, theirs: str) -> HttpResponse:
    context: dict[str, Any] = {
        "key": key,
        "form": form,
        "theirs": theirs,
        "others": [other for other in SitePageKey if other != key],
        "preview": prose(form["words"].value() or ""),
        "earlier": _earlier(key),
        "public_url": f"public_{key}",
    }
    failed = bool(form.is_bound and form.errors)
    return render(request, "claims/site_page.html", context, status=409 if theirs else 422 if failed else 200)


def _earlier(key: SitePageKey) -> list[Event]:
    changes = Event.objects.filter(kind=EventKind.SITE_PAGE_CHANGED, data__page=key.value)
    return list(changes.select_related("actor").order_by("-id")[:MOST_EARLIER])
