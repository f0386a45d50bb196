"""Merging and dividing claims."""

from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.claims import WithdrawalInput
from claims.api.serializers.fields import Choice, Whole, Words
from claims.choices import ClaimKind
from claims.services.bulk import MOST
from claims.services.surgery import MOST_MERGED, MOST_PARTS

MOST_MOVED = 200


class MergerInput(StrictInput):
    """The claims to merge with this one, and the wording of the claim they become."""

    others = serializers.ListField(child=Whole(min_value=1), min_length=1, max_length=MOST_MERGED - 1)
    text = Words(allow_blank=False)
    kind = Choice(ClaimKind.choices, required=False)
    speaker = Words(required=False)


class PartInput(StrictInput):
    """One of the claims a claim is divided into; positions count the article's code points."""

    text = Words(allow_blank=False)
    start = Whole()
    end = Whole()
    kind = Choice(ClaimKind.choices, required=False)
    speaker = Words(required=False)


class DivisionInput(StrictInput):
    """What a claim is divided into."""

    parts = PartInput(many=True, min_length=2, max_length=MOST_PARTS)


class HeirsOutput(Output):
    """The claims that took the old ones' place."""

    heirs = serializers.ListField(child=serializers.IntegerField())


class MoveInput(StrictInput):
    """Claims, and the article that gets them."""

    claims = serializers.ListField(child=Whole(min_value=1), min_length=1, max_length=MOST_MOVED)
    article = Whole(min_value=1)


class WithdrawalsInput(WithdrawalInput):
    """Claims, and why they leave the desk's work."""

    claims = serializers.ListField(child=Whole(min_value=1), min_length=1, max_length=MOST)


class WithdrawalsOutput(Output):
    """The claims that are withdrawn now."""

    withdrawn = serializers.ListField(child=serializers.IntegerField())


class StayingOutput(Output):
    """A claim that stays where it is."""

    claim = serializers.IntegerField()
    reason = serializers.CharField()


class MoveOutput(Output):
    """What became of each."""

    moved = serializers.ListField(child=serializers.IntegerField())
    staying = StayingOutput(many=True)
