"""Claims cut anew: several made one, one made several."""

from typing import Any
from uuid import uuid4

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from claims.api.preconditions import seen_revision
from claims.api.serializers.surgery import (
    DivisionInput,
    HeirsOutput,
    MergerInput,
    MoveInput,
    MoveOutput,
    WithdrawalsInput,
    WithdrawalsOutput,
)
from claims.api.views.base import DeskView
from claims.api.views.documents import IF_MATCH_OPTIONAL
from claims.errors import BadInput
from claims.models import Article, Claim
from claims.services.bulk import withdraw_claims
from claims.services.surgery import Part, divide_claim, merge_claims
from claims.services.transfers import transfer_claims


class MergeView(DeskView):
    """One claim made of this one and others."""

    @extend_schema(
        operation_id="claims_merge",
        parameters=[IF_MATCH_OPTIONAL],
        request=MergerInput,
        responses={201: HeirsOutput},
    )
    def post(self, request: Any, pk: int) -> Any:
        """Make one claim of this one and others of the same article. The old ones are withdrawn and lead to it."""
        claim = self.claim(pk)
        self.ask("merge", claim)
        wanted = self.read(MergerInput)
        others = named_claims(request.user, "others", wanted.pop("others"))
        seen = seen_revision(request, present=claim.revision, required=False)
        try:
            heir = merge_claims(
                actor=request.user, claims=[claim, *others], seen={} if seen is None else {pk: seen}, **wanted
            )
        except BadInput as error:
            error.field = "others" if error.field == "claims" else error.field
            raise
        return Response({"heirs": [heir.pk]}, status=201)


class MoveView(DeskView):
    """Claims put on another article."""

    @extend_schema(operation_id="claims_move", request=MoveInput, responses={201: MoveOutput})
    def post(self, request: Any) -> Response:
        """Put claims on the same words of another article: proposed on the wrong copy, or on a draft of it.

        Each by itself: `staying` says why one stays, as when somebody has reviewed it. For editors.
        """
        self.ask("merge", Claim)
        wanted = self.read(MoveInput)
        article = Article.objects.visible_to(request.user).select_related("version").filter(pk=wanted["article"])
        if not article:
            raise ValidationError({"article": ["There is no such article."]})
        claims = named_claims(request.user, "claims", wanted["claims"])
        done = transfer_claims(actor=request.user, claims=claims, article=article[0], batch=uuid4().hex)
        staying = [{"claim": one.claim.pk, "reason": one.reason} for one in done if one.place is None]
        return Response({"moved": [one.claim.pk for one in done if one.place], "staying": staying}, status=201)


class WithdrawalsView(DeskView):
    """Many claims withdrawn at once."""

    @extend_schema(operation_id="claims_withdraw_many", request=WithdrawalsInput, responses={201: WithdrawalsOutput})
    def post(self, request: Any) -> Response:
        """Withdraw claims for one reason, all of them or none; one undoing brings them all back. For editors."""
        self.ask("merge", Claim)
        wanted = self.read(WithdrawalsInput)
        claims = named_claims(request.user, "claims", wanted.pop("claims"))
        done = withdraw_claims(actor=request.user, claims=claims, **wanted)
        return Response({"withdrawn": [claim.pk for claim in done]}, status=201)


class DivideView(DeskView):
    """Several claims made of one."""

    @extend_schema(
        operation_id="claims_split",
        parameters=[IF_MATCH_OPTIONAL],
        request=DivisionInput,
        responses={201: HeirsOutput},
    )
    def post(self, request: Any, pk: int) -> Any:
        """Make several claims of this one. It is withdrawn, keeps its reviews, and leads to its heirs."""
        claim = self.claim(pk)
        self.ask("divide", claim)
        parts = [Part(**part) for part in self.read(DivisionInput)["parts"]]
        seen = seen_revision(request, present=claim.revision, required=False)
        heirs = divide_claim(actor=request.user, claim=claim, parts=parts, seen=seen)
        return Response({"heirs": [heir.pk for heir in heirs]}, status=201)


def named_claims(user: Any, field: str, ids: list[int]) -> list[Claim]:
    """Raises ValidationError naming the first that is missing."""
    found = list(Claim.objects.visible_to(user).filter(pk__in=ids).order_by("pk"))
    missing = set(ids) - {claim.pk for claim in found}
    if missing:
        raise ValidationError({field: [f"There is no claim {min(missing)}."]})
    return found
