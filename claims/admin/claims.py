"""Claims: by status, with their reviews, verdicts and history; withdrawing, deciding, settling."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesCheckboxFilter
from unfold.decorators import action, display

from claims.admin.looking import LookAdmin, LookInline, link_to, shortened
from claims.admin.publication import PublishingAdmin
from claims.admin.steps import AdjudicateForm, Step, WithdrawForm
from claims.choices import ClaimStatus
from claims.models import Claim, Event, Review, Verdict
from claims.services.claims import withdraw_claim
from claims.services.verdicts import adjudicate, settle_claim

# Words tell the status; the color only repeats them.
STATUS_COLORS = {
    ClaimStatus.SUPPORTED: "success",
    ClaimStatus.INCORRECT: "danger",
    ClaimStatus.DISPUTED: "warning",
    ClaimStatus.CONFLICTING: "warning",
    ClaimStatus.IN_REVIEW: "info",
}


WITHDRAW = Step(
    title=gettext_lazy("Withdraw this claim"),
    note=gettext_lazy("Nothing is deleted: reviews stay, and links keep working."),
    asks="withdraw",
    form_class=WithdrawForm,
    service=withdraw_claim,
    done=gettext_lazy("The claim is withdrawn."),
)
ADJUDICATE = Step(
    title=gettext_lazy("Decide this conflict"),
    note=gettext_lazy("The reviewers read the reason, and it is kept with the verdict."),
    asks="adjudicate",
    form_class=AdjudicateForm,
    initial=lambda claim: {"seen": claim.revision},
    service=adjudicate,
    done=gettext_lazy("The claim is decided."),
)
SETTLE = Step(
    title=gettext_lazy("Compute this claim's status again"),
    note=gettext_lazy("From its reviews and the quorum. Where nothing differs, nothing changes."),
    asks="adjudicate",
    service=settle_claim,
    done=gettext_lazy("The status is what the reviews give."),
)


class ReviewInline(LookInline):
    model = Review
    fields = readonly_fields = ("reviewer", "rating", "state", "confidence", "note", "submitted_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("reviewer")


class VerdictInline(LookInline):
    model = Verdict
    fields = readonly_fields = ("number", "rating", "decided_by", "adjudicator", "reason", "state", "created_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("adjudicator")


class EventInline(LookInline):
    model = Event
    fields = readonly_fields = ("at", "kind", "actor", "old", "new", "reason")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("actor")


class InArticle(admin.SimpleListFilter):
    """Only by a link from an article: a list of all articles would be no filter."""

    title = gettext_lazy("article")
    parameter_name = "article__id__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = self.used_parameters.get(self.parameter_name)
        return [(str(chosen), _("Article %(number)s") % {"number": chosen})] if chosen else []

    def has_output(self) -> bool:
        return bool(self.used_parameters.get(self.parameter_name))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        if not value:
            return queryset
        return queryset.filter(article=int(value)) if value.isdecimal() and len(value) < 19 else queryset.none()


@admin.register(Claim)
class ClaimAdmin(PublishingAdmin, LookAdmin):
    list_display = ("wording", "shown_status", "kind", "reviews_count", "article_link", "changed_at")
    list_filter = (("status", ChoicesCheckboxFilter), ("kind", ChoicesCheckboxFilter), InArticle)
    list_filter_submit = True
    list_select_related = ("article",)
    search_fields = ("text",)
    search_help_text = gettext_lazy("A claim's number, or words of its wording among the newest 20,000 claims.")
    fieldsets = (
        (None, {"fields": ("text", "status", "article_link", "quote", "kind", "speaker")}),
        (
            gettext_lazy("Decision"),
            {"fields": ("reviews_count", "decided_at", "verdict_link", "withdrawn_cause", "withdrawn_reason")},
        ),
        (
            gettext_lazy("Place and origin"),
            {
                "fields": ("start", "end", "origin", "proposed_by", "check_worthiness", "reasons", "revision"),
                "classes": ("collapse",),
            },
        ),
        (gettext_lazy("Record"), {"fields": ("created_at", "changed_at")}),
    )
    inlines = (ReviewInline, VerdictInline, EventInline)
    actions_detail = (
        "withdraw",
        "adjudicate",
        "settle",
        {
            "title": gettext_lazy("Publication"),
            "icon": "public",
            "items": ["publish", "correct", "pause", "resume", "unpublish"],
        },
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("verdict", "proposed_by", "article")

    def holds(self, word: str) -> Q:
        return Q(text__icontains=word)

    @display(description=gettext_lazy("Claim"))
    def wording(self, claim: Claim) -> str:
        return shortened(claim.text, 140)

    @display(description=gettext_lazy("Status"), label=STATUS_COLORS)
    def shown_status(self, claim: Claim) -> tuple[str, str]:
        return claim.status, str(ClaimStatus(claim.status).label)

    @display(description=gettext_lazy("Article"))
    def article_link(self, claim: Claim) -> str:
        return link_to(claim.article, shortened(claim.article.title, 60))

    @display(description=gettext_lazy("Verdict"))
    def verdict_link(self, claim: Claim) -> str:
        return link_to(claim.verdict)

    @action(description=gettext_lazy("Withdraw"), url_path="withdraw", icon="block")
    def withdraw(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, WITHDRAW)

    @action(description=gettext_lazy("Adjudicate"), url_path="adjudicate", icon="gavel")
    def adjudicate(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, ADJUDICATE)

    @action(description=gettext_lazy("Settle"), url_path="settle", icon="calculate")
    def settle(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, SETTLE)
