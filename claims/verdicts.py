"""The desk's policy as one pure function: ratings in, status out. No query, no save, no names."""

from collections import Counter
from collections.abc import Sequence

from claims.choices import ClaimStatus, Rating


def decide(ratings: Sequence[Rating | str], *, quorum: int, adjudication: Rating | str | None = None) -> ClaimStatus:
    """The status that these submitted ratings, one per reviewer, give a claim.

    An adjudication wins. No rating: `unreviewed`. Fewer than the quorum: `in_review`. A strict
    majority: that rating. Otherwise `conflicting`, which says that reviewers disagree and is kept
    apart from `disputed`, which says that sources do.

    Raises ValueError for an unknown rating or a quorum below 1.
    """
    if quorum < 1:
        raise ValueError(f"quorum must be at least 1, got {quorum}")
    known = [Rating(rating) for rating in ratings]
    if adjudication is not None:
        return ClaimStatus(Rating(adjudication).value)
    if not known:
        return ClaimStatus.UNREVIEWED
    if len(known) < quorum:
        return ClaimStatus.IN_REVIEW
    rating, count = Counter(known).most_common(1)[0]
    return ClaimStatus(rating.value) if 2 * count > len(known) else ClaimStatus.CONFLICTING
