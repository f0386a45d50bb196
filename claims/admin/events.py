"""Events: who did what. Appended by the services, edited by nobody."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesCheckboxFilter
from unfold.decorators import display

from claims.admin.looking import LookAdmin, link_to, shortened
from claims.models import Event


@admin.register(Event)
class EventAdmin(LookAdmin):
    list_display = ("kind", "claim_link", "actor", "change", "at")
    list_filter = (("kind", ChoicesCheckboxFilter),)
    list_filter_submit = True
    list_select_related = ("claim", "actor")
    search_fields = ("actor__username",)
    search_help_text = gettext_lazy("An event's number, or a person's sign-in name among the newest 20,000 events.")
    fieldsets = (
        (None, {"fields": ("kind", "at", "actor")}),
        (gettext_lazy("About"), {"fields": ("claim_link", "article", "review", "verdict")}),
        (gettext_lazy("Change"), {"fields": ("old", "new", "reason", "data")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("claim", "actor", "article", "review", "verdict")

    def holds(self, word: str) -> Q:
        return Q(actor__username__iexact=word)

    @display(description=gettext_lazy("Claim"))
    def claim_link(self, event: Event) -> str:
        return link_to(event.claim, shortened(event.claim.text, 80)) if event.claim else "–"

    @display(description=gettext_lazy("Change"))
    def change(self, event: Event) -> str:
        return " → ".join(shortened(part, 60) for part in (event.old, event.new) if part)
