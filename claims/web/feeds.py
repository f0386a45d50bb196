"""The page of feeds the desk follows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims import tasks
from claims.errors import ClaimsError
from claims.models import Article, Feed
from claims.services.feeds import add_feed, ask_feed, pause_feed
from claims.web import access
from claims.web.forms.intake import FeedForm
from claims.web.forms.refusals import show_refusal


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    access.require(request, "add", Article)
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            feed = add_feed(actor=request.user, **form.cleaned_data)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            tasks.start(ask_feed(feed))
            messages.success(request, _("The feed is followed. Its articles arrive in the background."))
            return redirect("feeds")
    context = {"form": form, "feeds": Feed.objects.select_related("added_by").order_by("title", "id")[:200]}
    return render(request, "claims/feed_list.html", context, status=422 if form.errors else 200)


@access.signed_in
@require_POST
def feed_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop following, or follow again: the form says which."""
    access.require(request, "add", Article)
    feed = get_object_or_404(Feed, pk=pk)
    pause_feed(actor=request.user, feed=feed, is_active=request.POST.get("follow") == "yes")
    return redirect("feeds")
