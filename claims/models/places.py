"""Going on in an ordering after a row, by its keys: quick at any depth, however many rows are equal."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet


def rows_after(rows: QuerySet[Any], fields: Sequence[str], keys: Sequence[Any], most: int) -> list[Any]:
    """Up to `most` rows of an ordering by `fields` after the row with these `keys`.

    First those that differ in the last field alone, then in the one before: each is one seek in an index, where a
    single condition with OR would read past all the equals that were told already.
    """
    ordered, found = rows.order_by(*fields), list[Any]()
    for depth in reversed(range(len(fields))):
        if len(found) < most:
            found += ordered.filter(_differs_at(depth, fields, keys))[: most - len(found)]
    return found


def _differs_at(depth: int, fields: Sequence[str], keys: Sequence[Any]) -> Q:
    equal = Q(**{fields[at].lstrip("-"): keys[at] for at in range(depth)})
    past = "lt" if fields[depth].startswith("-") else "gt"
    return equal & Q(**{f"{fields[depth].lstrip('-')}__{past}": keys[depth]})
