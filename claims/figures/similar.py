"""Decided claims that say about the same as another one: what the desk has found before.

Each process keeps an index of the latest decisions. A verdict is a row that is never edited, so the rows after the
last one read are all that is new; a claim that was reopened or withdrawn since is left out of what is shown.
"""

from threading import Lock
from typing import Any, NamedTuple

from claims.choices import DECIDED
from claims.models import Claim, Verdict
from claims.text.matching import Index

# Older decisions are not found. Twenty thousand take a second to read, once in each process.
MOST_INDEXED = 20_000
# Ids rise as they are drawn, not as they are committed: a little is read again, lest one be missed.
READ_AGAIN = 200
MOST_SHOWN = 5
LOOKED_AT = 40
# Of the weight of the claim's words: with less in common, two claims are about different things.
LEAST_SHARE = 0.35


class Similar(NamedTuple):
    """An earlier claim with its article and verdict. `share` is how much of the words' weight they share, 0 to 1."""

    claim: Claim
    share: float


class _Shelf:
    """The index of one process."""

    def __init__(self) -> None:
        self.lock, self.index = Lock(), Index()
        self.known: set[int] = set()
        self.last = 0

    def read(self) -> Index:
        """The index with every verdict there is now."""
        with self.lock:
            newer = Verdict.objects.filter(id__gt=self.last - READ_AGAIN).order_by("-id")
            columns = ("id", "claim_id", "claim__text", "claim__article__title")
            for key, claim_id, text, title in reversed(newer.values_list(*columns)[:MOST_INDEXED]):
                if key not in self.known:
                    self.known.add(key)
                    self.index.add(claim_id, f"{text} {title}")
                self.last = max(self.last, key)
            return self.index


_shelf = _Shelf()


def forget() -> None:
    """Start afresh, as for another database."""
    global _shelf
    _shelf = _Shelf()


def similar_claims(claim: Claim, user: Any, *, most: int = MOST_SHOWN) -> list[Similar]:
    """Decided claims of other articles nearest to this one, the nearest first. They are what everybody may see.

    Its own article's share the words of the title with it, and stand beside it anyway.
    """
    found = _shelf.read().search(claim.text, most=LOOKED_AT)
    shares = {one.key: one.share for one in reversed(found) if one.share >= LEAST_SHARE and one.key != claim.pk}
    decided = Claim.objects.visible_to(user).filter(status__in=[status.value for status in DECIDED])
    decided = decided.exclude(article=claim.article_id)
    rows = {row.pk: row for row in decided.filter(pk__in=shares).select_related("article", "verdict")}
    order = dict.fromkeys(one.key for one in found)
    return [Similar(rows[key], shares[key]) for key in order if key in rows and key in shares][:most]
