"""Taking one's own last step back: the bar that offers it, and the step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims.choices import EventKind
from claims.errors import ClaimsError
from claims.models import Claim, Event
from claims.services.undo import steps_at_once, undo
from claims.web import access
from claims.web.listing import claims_address
from claims.web.sentences import in_words

# What was done with many claims at once, by how many.
AT_ONCE: dict[str, Callable[[int], str]] = {
    EventKind.CLAIM_WITHDRAWN: lambda n: ngettext("Withdrew %(count)d claim", "Withdrew %(count)d claims", n),
    EventKind.CLAIM_ASSIGNED: lambda n: ngettext("Gave out %(count)d claim", "Gave out %(count)d claims", n),
    EventKind.CLAIM_MOVED: lambda n: ngettext(
        "Put %(count)d claim on another article", "Put %(count)d claims on another article", n
    ),
}


@dataclass(frozen=True, slots=True)
class LastStep:
    """A step as the bar offers it: `many` says what was done with several claims, empty where it was one."""

    event: Event
    many: str

    @property
    def pk(self) -> int:
        return self.event.pk


def offered(step: Event | None) -> LastStep | None:
    """The step for the bar; one statement more where it was taken with others at once."""
    if step is None:
        return None
    count, words = steps_at_once(step), AT_ONCE.get(step.kind)
    return LastStep(step, words(count) % {"count": count} if words and count > 1 else "")


@access.signed_in
@require_POST
def step_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one's own step, and go back to where one stood."""
    steps = Event.objects.visible_to(request.user).filter(actor=request.user).select_related("claim", "review")
    event = get_object_or_404(steps, pk=pk)
    count = steps_at_once(event)
    try:
        claim = undo(actor=request.user, event=event)
    except ClaimsError as error:
        messages.error(request, in_words(error.message))
        return redirect(_list(request) or event.claim or "home")
    messages.success(request, _undone(count))
    return redirect(_page_after(request, claim, count))


def _undone(count: int) -> str:
    if count == 1:
        return _("Undone.")
    return ngettext("Undone for %(count)d claim.", "Undone for %(count)d claims.", count) % {"count": count}


def _page_after(request: HttpRequest, claim: Claim, count: int) -> Any:
    """The list as it was narrowed, the article, the queue with everything typed in the claim's form, or the claim."""
    origin = request.POST.get("origin")
    if origin == "queue":
        return "review_next" if count > 1 else f"{reverse('review_next')}?claim={claim.pk}"
    if origin == "article":
        place = claim.article.get_absolute_url()
        return place if count > 1 else f"{place}?claim={claim.pk}#claim-{claim.pk}"
    return _list(request) or claim.get_absolute_url()


def _list(request: HttpRequest) -> str:
    """The list's address when one stood there."""
    return claims_address(request.POST.get("list", "")) if request.POST.get("origin") == "list" else ""
