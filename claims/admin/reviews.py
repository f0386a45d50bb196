"""Reviews: read-only; only who wrote one changes it."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesCheckboxFilter
from unfold.decorators import display

from claims.admin.looking import LookAdmin, LookInline, link_to, shortened
from claims.models import Evidence, Review


class EvidenceInline(LookInline):
    model = Evidence
    fields = readonly_fields = ("stance", "link", "quote", "note", "accessed_at")
    show_change_link = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # as the review it belongs to, which has been asked about

    @display(description=gettext_lazy("Source"))
    def link(self, evidence: Evidence) -> str:
        return link_to(evidence.source)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("source")


@admin.register(Review)
class ReviewAdmin(LookAdmin):
    list_display = ("claim_link", "reviewer", "rating", "state", "submitted_at")
    list_filter = (("rating", ChoicesCheckboxFilter), ("state", ChoicesCheckboxFilter))
    list_filter_submit = True
    list_select_related = ("claim", "reviewer")
    search_fields = ("reviewer__username",)
    search_help_text = gettext_lazy("A review's number, or a reviewer's sign-in name among the newest 20,000.")
    fieldsets = (
        (None, {"fields": ("claim_link", "reviewer", "state", "rating", "confidence", "note")}),
        (gettext_lazy("Record"), {"fields": ("reason", "supersedes_link", "created_at", "submitted_at")}),
    )
    inlines = (EvidenceInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("claim", "reviewer", "supersedes")

    def holds(self, word: str) -> Q:
        return Q(reviewer__username__iexact=word)

    @display(description=gettext_lazy("Claim"))
    def claim_link(self, review: Review) -> str:
        return link_to(review.claim, shortened(review.claim.text))

    @display(description=gettext_lazy("Took the place of"))
    def supersedes_link(self, review: Review) -> str:
        return link_to(review.supersedes)
