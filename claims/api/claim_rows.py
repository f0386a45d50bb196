"""A page's claims by their ids, in the order of the page."""

from typing import Any

from claims.api.serializers.claims import COLUMNS
from claims.models import Claim
from claims.models.lookups import listed
from claims.models.statements import Slot, Statement

BY_IDS = Statement(
    lambda: (
        Claim.objects.with_own_review(Slot("reader")).filter(id__any_of=Slot("ids")).order_by().values_list(*COLUMNS)
    )
)


def claim_rows(user: Any, ids: list[int]) -> list[tuple[Any, ...]]:
    """The COLUMNS of these claims, in the order of `ids`; those that are gone meanwhile are left out."""
    found = {row[0]: row for row in BY_IDS.rows(reader=user.pk, ids=listed(ids))} if ids else {}
    return [found[key] for key in ids if key in found]
