"""Taking one's own last step back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.errors import ClaimsError
from claims.models import Claim, Event
from claims.services.undo import undo
from claims.web import access
from claims.web.sentences import in_words


@access.signed_in
@require_POST
def step_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one's own step; from the queue, go back to the claim with everything typed in its form."""
    steps = Event.objects.visible_to(request.user).filter(actor=request.user).select_related("claim", "review")
    event = get_object_or_404(steps, pk=pk)
    try:
        claim = undo(actor=request.user, event=event)
    except ClaimsError as error:
        messages.error(request, in_words(error.message))
        return redirect(event.claim or "home")
    messages.success(request, _("Undone."))
    if request.POST.get("origin") == "queue":
        return redirect(f"{reverse('review_next')}?claim={claim.pk}")
    return redirect(_page_after(request, claim))


def _page_after(request: HttpRequest, claim: Claim) -> str:
    """Where the person stood: the article, or the claim itself."""
    if request.POST.get("origin") == "article":
        return f"{claim.article.get_absolute_url()}?claim={claim.pk}#claim-{claim.pk}"
    return claim.get_absolute_url()
