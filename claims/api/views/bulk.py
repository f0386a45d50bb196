"""Many articles, claims or reviews in one request. Each item stands for itself: bad ones do not hold up good ones."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from claims.api.errors import flattened
from claims.api.serializers.articles import ArticleInput
from claims.api.serializers.base import StrictInput
from claims.api.serializers.bulk import (
    MOST,
    ArticlesInput,
    BulkOutput,
    ClaimReviewInput,
    ClaimsInput,
    ReviewsInput,
    present_error,
    present_invalid,
)
from claims.api.serializers.claims import ClaimInput
from claims.api.serializers.reviews import citations
from claims.api.views.base import DeskView
from claims.choices import ArticleState
from claims.errors import BadInput, ClaimsError
from claims.models import Article, Claim
from claims.services.articles import add_article
from claims.services.bulk import Stored, propose_claims
from claims.services.reviews import submit_review
from claims.tasks import announce_split

Result = dict[str, Any]

CLAIM_NAMES = frozenset(ClaimInput._declared_fields)
NO_SUCH_FIELD = ClaimInput().no_such_field()
CLAIM_REQUIRED = ("article", "start", "end")


class BulkView(DeskView):
    """Reads `{"items": […]}` of up to 1,000."""

    def items(self) -> list[Any]:
        body = self.request.data
        if not isinstance(body, dict) or set(body) != {"items"} or not isinstance(body["items"], list):
            raise ValidationError({"items": ['Send {"items": […]} and nothing else.']})
        if len(body["items"]) > MOST:
            raise BadInput(f"Send at most {MOST:,} items at once.", field="items")
        return body["items"]

    def results(self, item_class: type[StrictInput], work: Any) -> Response:
        """Each item checked by `item_class`, then given to `work`; refusals of either become its result."""
        checker = item_class()
        return Response({"results": [self._result(checker, item, work) for item in self.items()]})

    def _result(self, checker: StrictInput, item: Any, work: Any) -> Result:
        try:
            return work(checker.run_validation(item))
        except ClaimsError as error:
            return present_error(error)
        except ValidationError as error:
            first = next(flattened(error.detail, ""))
            return present_invalid(first["field"] or "item", first["message"])


class ArticlesBulkView(BulkView):
    """Many articles."""

    @extend_schema(operation_id="articles_bulk", request=ArticlesInput, responses={200: BulkOutput})
    def post(self, request: Any) -> Response:
        """Add up to 1,000 articles. They are split in the background."""
        self.ask("add", Article)
        return self.results(ArticleInput, self.add)

    def add(self, item: dict[str, Any]) -> Result:
        added = add_article(actor=self.request.user, split_now=False, **item)
        if added.created and added.article.state == ArticleState.WAITING:
            announce_split(added.article.pk)
        return {"status": 201 if added.created else 200, "id": added.article.pk}


class ClaimsBulkView(BulkView):
    """Many claims."""

    @extend_schema(operation_id="claims_bulk", request=ClaimsInput, responses={200: BulkOutput})
    def post(self, request: Any) -> Response:
        """Propose up to 1,000 claims. Words that a standing claim says already give its id, with 200."""
        self.ask("propose", Claim)
        items = self.items()
        refused = {place: why for place, item in enumerate(items) if (why := refusal(item))}
        good = [item for place, item in enumerate(items) if place not in refused]
        made = iter(propose_claims(actor=request.user, proposals=good))
        results = [refused.get(place) or self.told(next(made)) for place in range(len(items))]
        return Response({"results": results})

    def told(self, outcome: Stored | ClaimsError) -> Result:
        if isinstance(outcome, ClaimsError):
            return present_error(outcome)
        return {"status": 201 if outcome.created else 200, "id": outcome.id}


class ReviewsBulkView(BulkView):
    """Many reviews."""

    @extend_schema(operation_id="reviews_bulk", request=ReviewsInput, responses={200: BulkOutput})
    def post(self, request: Any) -> Response:
        """Submit up to 1,000 reviews of your own, each under the rules of a single one."""
        self.ask("view", Claim)
        self.ask("review", Claim)
        return self.results(ClaimReviewInput, self.submit)

    def submit(self, item: dict[str, Any]) -> Result:
        claim = Claim.numbered(item.pop("claim"))
        item["evidence"] = citations(item.get("evidence", []))
        try:
            return {"status": 201, "id": submit_review(actor=self.request.user, claim=claim, **item).pk}
        except Claim.DoesNotExist:
            raise BadInput("There is no such claim.", field="claim") from None


def refusal(item: Any) -> Result | None:
    """Why a claim's item cannot be looked at. The values are the service's to check: this is the quick road."""
    if not isinstance(item, dict):
        return present_invalid("item", "This is not an object.")
    for name in item:
        if name not in CLAIM_NAMES:
            return present_invalid(name[:100], NO_SUCH_FIELD)
    for name in CLAIM_REQUIRED:
        if not isinstance(item.get(name), int) or isinstance(item[name], bool) or abs(item[name]) >= 2**63:
            return present_invalid(name, "A whole number is required.")
    quote = item.get("quote")
    return present_invalid("quote", "This is not text.") if quote is not None and not isinstance(quote, str) else None
