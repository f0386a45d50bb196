"""Verdicts: read-only; a change is a new number, made on the claim."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesCheckboxFilter
from unfold.decorators import display

from claims.admin.looking import LookAdmin, link_to, shortened
from claims.models import Verdict


@admin.register(Verdict)
class VerdictAdmin(LookAdmin):
    list_display = ("claim_link", "number", "rating", "decided_by", "state", "created_at")
    list_filter = (
        ("rating", ChoicesCheckboxFilter),
        ("decided_by", ChoicesCheckboxFilter),
        ("state", ChoicesCheckboxFilter),
    )
    list_filter_submit = True
    list_select_related = ("claim",)
    search_fields = ("summary",)
    search_help_text = gettext_lazy("A verdict's number, or words of its summary among the newest 20,000 verdicts.")
    fieldsets = (
        (None, {"fields": ("claim_link", "number", "rating", "summary", "true_as_of")}),
        (gettext_lazy("How it came about"), {"fields": ("decided_by", "adjudicator", "reason")}),
        (
            gettext_lazy("Record"),
            {"fields": ("state", "state_changed_at", "public_note", "created_at", "published_at", "published_by")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("claim", "adjudicator", "published_by")

    def holds(self, word: str) -> Q:
        return Q(summary__icontains=word) | Q(reason__icontains=word)

    @display(description=gettext_lazy("Claim"))
    def claim_link(self, verdict: Verdict) -> str:
        return link_to(verdict.claim, shortened(verdict.claim.text))
