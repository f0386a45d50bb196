"""Many at once, each with a result of its own."""

from typing import Any

from rest_framework import serializers

from claims.api.errors import status_of
from claims.api.serializers.articles import ArticleInput
from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.claims import ClaimInput
from claims.api.serializers.fields import Whole
from claims.api.serializers.reviews import ReviewInput
from claims.errors import AnchorMismatch, ClaimsError
from claims.services.bulk import MOST


class ArticlesInput(StrictInput):
    """Up to 1,000 articles."""

    items = ArticleInput(many=True, max_length=MOST)


class ClaimsInput(StrictInput):
    """Up to 1,000 claims, of one article or of many."""

    items = ClaimInput(many=True, max_length=MOST)


class ClaimReviewInput(ReviewInput):
    """A review with the claim it is of."""

    claim = Whole(min_value=1)


class ReviewsInput(StrictInput):
    """Up to 1,000 reviews, all yours."""

    items = ClaimReviewInput(many=True, max_length=MOST)


class ItemErrorOutput(Output):
    """One field at fault."""

    field = serializers.CharField()
    message = serializers.CharField()


class ItemOutput(Output):
    """What became of the item at the same place: `id` with 201 or 200, or `code`, `message` and `errors`."""

    status = serializers.IntegerField()
    id = serializers.IntegerField(required=False)
    code = serializers.CharField(required=False)
    message = serializers.CharField(required=False)
    errors = ItemErrorOutput(many=True, required=False)
    current = serializers.DictField(required=False, help_text="What stands there now, with `anchor_mismatch`.")


class BulkOutput(Output):
    """One result for each item, in their order."""

    results = ItemOutput(many=True)


def present_error(error: ClaimsError) -> dict[str, Any]:
    errors = [{"field": error.field, "message": error.message}] if error.field else []
    told = {"status": status_of(error), "code": error.code, "message": error.message, "errors": errors}
    return told | ({"current": {"quote": error.current}} if isinstance(error, AnchorMismatch) else {})


def present_invalid(name: str, message: str) -> dict[str, Any]:
    """An item that was refused before anything looked at its values."""
    return {
        "status": 400,
        "code": "invalid",
        "message": f"{name}: {message}",
        "errors": [{"field": name, "message": message}],
    }
