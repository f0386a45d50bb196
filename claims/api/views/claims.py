"""Claims: list, propose, read, reword, withdraw; and what happened to one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpResponseNotModified
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError

from claims.api.changes import asked_number, horizon_for, read_changes
from claims.api.claim_rows import claim_rows
from claims.api.filtering import one_of
from claims.api.preconditions import has_already, seen_revision, tagged
from claims.api.serializers.claims import (
    DETAIL_COLUMNS,
    ClaimChangeInput,
    ClaimDetailOutput,
    ClaimInput,
    ClaimOutput,
    WithdrawalInput,
    present_claim,
    present_claim_detail,
)
from claims.api.serializers.events import EventOutput, present_history
from claims.api.views.base import DeskView
from claims.api.views.documents import COUNT, IF_MATCH, IF_MATCH_OPTIONAL, ORDERING
from claims.figures.totals import total_of
from claims.filters import ORDERS, ClaimFilter
from claims.models import Article, Claim, Event
from claims.services.claims import propose_or_find, withdraw_claim
from claims.services.rewording import reword_claim


class ClaimsView(DeskView):
    """The desk's claims."""

    filterset_class = ClaimFilter
    queryset = Claim.objects.none()
    output = ClaimOutput
    is_list = True
    follows = True
    query_parameters = frozenset({"ordering", "count"})

    def get_ordering(self) -> Sequence[str]:
        return ORDERS[one_of(self.request, "ordering", list(ORDERS))]

    @extend_schema(operation_id="claims_list", parameters=[ORDERING, COUNT], responses=ClaimOutput(many=True))
    def get(self, request: Any) -> Any:
        """The newest claim first, or what is most worth checking. Withdrawn claims are listed too, with their status.

        `changed_after` with a number tells what changed since: each claim once, the latest change last. Start with
        0 and go on with the `changed_after` of the answer, at once while `more` is true.
        """
        claims = Claim.objects.visible_to(request.user)
        after = asked_number(request)
        return self.changes(claims, after) if after is not None else self.page_of_claims(claims, **self.total(claims))

    def total(self, claims: Any) -> dict[str, Any]:
        """The list's length, for who asks; null where it is long and the filters make it slow to count."""
        if one_of(self.request, "count", ["false", "true"]) == "false":
            return {}
        filters = [name for name in ClaimFilter.base_filters if name in self.request.query_params]
        total = total_of(self.filter_queryset(claims), filters)
        return {"count": total and total.number, "count_is_least": total is None or total.is_least}

    def changes(self, claims: Any, after: int) -> Any:
        horizon = horizon_for(after)
        if has_already(self.request, tag := f'W/"changes-{after}-{horizon}"') and after == horizon:
            return HttpResponseNotModified(headers={"ETag": tag})
        changes = read_changes(self.request, after, ~Q(kind__startswith="comment:"), horizon=horizon)
        seen = list(claims.filter(pk__in=[pk for _, pk in changes.places]).values_list("pk", flat=True))
        rows = {row[0]: row for row in claim_rows(self.request.user, seen)}
        shown = [{**present_claim(rows[pk]), "sequence": number} for number, pk in changes.places if pk in rows]
        return self.changed(shown, changes, tag)

    @extend_schema(
        operation_id="claims_create", request=ClaimInput, responses=dict.fromkeys((201, 200), ClaimDetailOutput)
    )
    def post(self, request: Any) -> Any:
        """Propose a claim on words of an article.

        The span is widened to whole characters as readers see them, and white space at its ends is left out.
        The same words with the same wording are one claim, whoever proposes them: 200 and that claim.
        """
        self.ask("propose", Claim)
        wanted = self.read(ClaimInput)
        article = self.named_article(wanted.pop("article"))
        claim, created = propose_or_find(actor=request.user, article=article, **wanted)
        location = request.build_absolute_uri(f"{request.path}{claim.pk}/")
        return claim_answer(self, claim.pk, status=201 if created else 200, Location=location)

    def named_article(self, pk: int) -> Article:
        article = Article.objects.visible_to(self.request.user).select_related("version").filter(pk=pk).first()
        if article is None:
            raise ValidationError({"article": ["There is no such article."]})
        return article


class ClaimView(DeskView):
    """One claim."""

    queryset = Claim.objects.none()
    output = ClaimDetailOutput

    @extend_schema(operation_id="claims_retrieve", responses=ClaimDetailOutput)
    def get(self, request: Any, pk: int) -> Any:
        """A claim with everything known about its words. The ETag goes into If-Match to change it."""
        return claim_answer(self, pk)

    @extend_schema(
        operation_id="claims_update", parameters=[IF_MATCH], request=ClaimChangeInput, responses=ClaimDetailOutput
    )
    def patch(self, request: Any, pk: int) -> Any:
        """Reword a claim or move its anchor. 409 once reviews stand on the present wording."""
        claim = self.claim(pk)
        self.ask("reword", claim)
        seen = seen_revision(request, present=claim.revision, required=True)
        reword_claim(actor=request.user, claim=claim, seen=seen, **self.read(ClaimChangeInput))
        return claim_answer(self, pk)

    @extend_schema(
        operation_id="claims_withdraw",
        parameters=[IF_MATCH_OPTIONAL],
        request=WithdrawalInput,
        responses={200: ClaimDetailOutput},
    )
    def delete(self, request: Any, pk: int) -> Any:
        """Withdraw a claim with a reason. Nothing is deleted: its address, reviews and history stay."""
        claim = self.claim(pk)
        self.ask("withdraw", claim)
        seen = seen_revision(request, present=claim.revision, required=False)
        withdraw_claim(actor=request.user, claim=claim, seen=seen, **self.read(WithdrawalInput))
        return claim_answer(self, pk)


class ClaimHistoryView(DeskView):
    """What happened to one claim."""

    queryset = Event.objects.none()
    output = EventOutput
    is_list = True

    @extend_schema(operation_id="claims_history_list", responses=EventOutput(many=True))
    def get(self, request: Any, pk: int) -> Any:
        """The latest event first. Others' reviews are left out for who is still blind to them."""
        claim = self.claim(pk)
        events = Event.objects.visible_to(request.user).filter(claim=claim).select_related("actor")
        return self.page(events, present_history(claim, request.user))


def claim_answer(view: DeskView, pk: int, *, status: int = 200, **headers: str) -> Any:
    """One claim with its ETag. Raises Http404 for one this person may not see."""
    claims = Claim.objects.visible_to(view.request.user).with_own_review(view.request.user)
    row = get_object_or_404(claims.values(*DETAIL_COLUMNS), pk=pk)
    claim = Claim.numbered(pk)
    heirs = list(claim.heir_links.order_by("id").values_list("heir_id", "how"))
    ancestors = list(claim.ancestor_links.order_by("id").values_list("ancestor_id", "how"))
    body = present_claim_detail(row, heirs, ancestors)
    shown = view.chosen_fields([body])[0]
    return tagged(view.request, shown, revision=body["revision"], status=status, **headers)
