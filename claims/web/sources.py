"""Pages about cited pages: keeping one, reading what was kept."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import tasks
from claims.errors import ClaimsError
from claims.models import Claim, Evidence, Review, Source
from claims.services.snapshots import request_snapshot
from claims.services.sources import describe_source
from claims.web import access
from claims.web.forms.refusals import show_refusal
from claims.web.forms.sources import SourceForm


def get_source(request: HttpRequest, pk: int) -> Source:
    """A page cited in a review this person may see, or by nobody: which page a colleague found tells what they found.

    Raises Http404.
    """
    cited = Evidence.objects.filter(source=OuterRef("pk"))
    seen = cited.filter(review__in=Review.objects.visible_to(request.user))
    return get_object_or_404(Source.objects.filter(Exists(seen) | ~Exists(cited)), pk=pk)


@access.signed_in
@require_POST
def source_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a cited page looked at; back to where the button stood."""
    access.require(request, "review", Claim)
    source = get_source(request, pk)
    tasks.start(request_snapshot(actor=request.user, source=source))
    messages.success(request, _("The page is looked at in the background. Its text will be here shortly."))
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if is_ours else "claims")


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def source_describe(request: HttpRequest, pk: int) -> HttpResponse:
    """What a page is, for everything that rests on it."""
    source = get_source(request, pk)
    access.require(request, "describe", source)
    form = SourceForm(request.POST if request.method == "POST" else None, initial=SourceForm.of(source))
    if form.is_bound and form.is_valid():
        try:
            describe_source(actor=request.user, source=source, **form.cleaned_data)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Saved. It counts for every claim that rests on this page."))
            return redirect("source", source.pk)
    context = {"source": source, "form": form}
    return render(request, "claims/source_describe.html", context, status=422 if form.errors else 200)


@access.signed_in
@require_safe
def source_kept(request: HttpRequest, pk: int) -> HttpResponse:
    """The kept text, as text: nothing of the page itself runs here."""
    source = get_source(request, pk)
    access.require(request, "view", source)
    if not source.snapshot_at:
        raise Http404
    looks = source.snapshots.defer("text").order_by("-id")[:50]
    return render(request, "claims/source_kept.html", {"source": source, "looks": looks})
