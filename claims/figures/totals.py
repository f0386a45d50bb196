"""How many rows a list has: counted up to a limit, and only where an index answers or the desk is small."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import QuerySet

MOST = 10_000
# A desk whose numbers are no higher is counted by any filter: all its rows cost less than a page of a large desk.
SMALL = 20_000
# Each has an index that begins with it. Two of them may leave few of the many rows that one finds.
INDEXED = {"id", "status", "kind", "article", "check_worthiness_min", "changed_after"}


class Total(NamedTuple):
    """How many there are; with `is_least` there are more than `number`."""

    number: int
    is_least: bool


def total_of(rows: QuerySet[Any], filters: Collection[str]) -> Total | None:
    """The number of rows that these filters leave; nothing where it would cost the reading of a large desk."""
    if not (is_indexed(filters) or is_small(rows)):
        return None
    number = rows.order_by().values("pk")[: MOST + 1].count()
    return Total(min(number, MOST), number > MOST)


def is_indexed(filters: Collection[str]) -> bool:
    return len(filters) <= 1 and set(filters) <= INDEXED


def is_small(rows: QuerySet[Any]) -> bool:
    """Whether the desk is; asked of the newest row, as no filter has to be for that."""
    newest = rows.model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return newest is None or newest <= SMALL
