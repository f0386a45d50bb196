"""What the desk has published, and what it has taken back."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponseNotModified
from drf_spectacular.utils import extend_schema

from claims.api.changes import asked_number, horizon_for, read_changes
from claims.api.preconditions import has_already
from claims.api.serializers.verdicts import COLUMNS, PublishedVerdictOutput, present_gone, present_published
from claims.api.views.base import DeskView
from claims.filters import VerdictFilter
from claims.models import Claim, Lineage, Verdict

# Events that can change whether, or how, a verdict is published.
KINDS = Q(kind__startswith="verdict:") | Q(
    kind__in=[
        "claim:withdrawn",
        "claim:restored",
        "claim:reworded",
        "claim:reopened",
        "claim:decided",
        "claim:adjudicated",
        "claim:returned",
    ]
)


class VerdictsView(DeskView):
    """Published verdicts."""

    filterset_class = VerdictFilter
    queryset = Verdict.objects.none()
    output = PublishedVerdictOutput
    is_list = True
    follows = True

    @extend_schema(operation_id="verdicts_list", responses=PublishedVerdictOutput(many=True))
    def get(self, request: Any) -> Any:
        """The newest verdict first, one for each claim.

        `changed_after` with a number tells what changed since, as for claims. A claim whose verdict is paused or
        taken back comes with `gone`.
        """
        after = asked_number(request)
        if after is None:
            return self.page(
                Verdict.objects.published(), lambda rows: [present_published(row) for row in rows], ("id", *COLUMNS)
            )
        return self.changes(after)

    def changes(self, after: int) -> Any:
        horizon = horizon_for(after)
        if has_already(self.request, tag := f'W/"verdicts-{after}-{horizon}"') and after == horizon:
            return HttpResponseNotModified(headers={"ETag": tag})
        once = Exists(Verdict.objects.ever_public().order_by().filter(claim=OuterRef("claim")))
        changes = read_changes(self.request, after, KINDS & Q(once), horizon=horizon)
        rows = described([pk for _, pk in changes.places])
        shown = [{**rows[pk], "sequence": number} for number, pk in changes.places]
        return self.changed(shown, changes, tag)


def described(claim_ids: list[int]) -> dict[int, dict[str, Any]]:
    """By claim: its published verdict, or its gravestone."""
    found = {
        row["claim_id"]: present_published(row)
        for row in Verdict.objects.published().filter(claim__in=claim_ids).values(*COLUMNS)
    }
    gone = [pk for pk in claim_ids if pk not in found]
    heirs: dict[int, list[tuple[int, str]]] = {pk: [] for pk in gone}
    links = Lineage.objects.filter(ancestor__in=gone).order_by("id")
    for ancestor_id, heir_id, how in links.values_list("ancestor_id", "heir_id", "how"):
        heirs[ancestor_id].append((heir_id, how))
    last = {row.claim_id: row for row in Verdict.objects.ever_public().filter(claim__in=gone)}
    for pk, status in Claim.objects.filter(pk__in=gone).values_list("pk", "status"):
        found[pk] = present_gone(pk, status, last[pk], heirs[pk])
    return found
