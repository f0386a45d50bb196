"""The desk's policy: one table, a sentence per row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import DECIDED, ClaimStatus, Rating
from claims.verdicts import decide

S, D, I, U, N = Rating  # noqa: E741

POLICY = [
    # sentence, ratings, quorum, adjudication, status
    ("Nobody has reviewed.", [], 2, None, "unreviewed"),
    ("Nobody has reviewed, on a desk of one.", [], 1, None, "unreviewed"),
    ("One of two reviews is in.", [S], 2, None, "in_review"),
    ("Two of three reviews are in, and agreeing early decides nothing.", [I, I], 3, None, "in_review"),
    ("Two of three reviews are in, and disagreeing early decides nothing.", [I, S], 3, None, "in_review"),
    ("On a desk of one, one review decides.", [U], 1, None, "unproven"),
    ("Two agree that evidence bears it out.", [S, S], 2, None, "supported"),
    ("Two agree that sources disagree.", [D, D], 2, None, "disputed"),
    ("Two agree that it is wrong.", [I, I], 2, None, "incorrect"),
    ("Two agree that nothing proves it.", [U, U], 2, None, "unproven"),
    ("Two agree that it cannot be checked.", [N, N], 2, None, "not_checkable"),
    ("Two of two disagree.", [S, I], 2, None, "conflicting"),
    ("Two against one is a strict majority.", [I, S, I], 3, None, "incorrect"),
    ("Three of three disagree.", [S, I, U], 3, None, "conflicting"),
    ("Two against two is no majority.", [S, S, I, I], 2, None, "conflicting"),
    ("Two against one and one is the most, and no strict majority.", [S, S, I, U], 2, None, "conflicting"),
    ("Three against one and one is a strict majority.", [S, S, S, I, U], 2, None, "supported"),
    ("Reviews past the quorum count too: a third one breaks the tie.", [S, I, I], 2, None, "incorrect"),
    ("Reviews past the quorum count too: a fourth one makes a tie.", [S, S, I, I], 3, None, "conflicting"),
    ("Reviewers who all say “sources disagree” agree with one another.", [D, D, D], 3, None, "disputed"),
    ("An editor's decision wins over a conflict.", [S, I], 2, D, "disputed"),
    ("An editor's decision wins over a majority.", [S, S], 2, I, "incorrect"),
    ("An editor's decision wins where reviews are missing.", [S], 2, I, "incorrect"),
    ("An editor's decision stands when every review was retracted.", [], 2, U, "unproven"),
]


@pytest.mark.parametrize(
    ("ratings", "quorum", "adjudication", "status"), [row[1:] for row in POLICY], ids=[row[0] for row in POLICY]
)
def test_the_policy(ratings: list[Rating], quorum: int, adjudication: Rating | None, status: str) -> None:
    assert decide(ratings, quorum=quorum, adjudication=adjudication) == status


ratings = st.lists(st.sampled_from(Rating), max_size=12)
quorums = st.integers(1, 6)


@given(ratings, quorums, st.randoms())
def test_the_order_of_reviews_does_not_matter(given: list[Rating], quorum: int, random: object) -> None:
    shuffled = list(given)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decide(given, quorum=quorum) == decide(shuffled, quorum=quorum)


@given(ratings, quorums)
def test_a_decision_is_always_what_more_than_half_said(given: list[Rating], quorum: int) -> None:
    status = decide(given, quorum=quorum)
    if status in DECIDED:
        assert given.count(Rating(status.value)) * 2 > len(given) >= quorum


@given(ratings, quorums)
def test_reviews_alone_never_withdraw(given: list[Rating], quorum: int) -> None:
    assert decide(given, quorum=quorum) is not ClaimStatus.WITHDRAWN


def test_ratings_may_come_as_stored_words() -> None:
    assert decide(["incorrect", "incorrect"], quorum=2) is ClaimStatus.INCORRECT


@pytest.mark.parametrize("quorum", [0, -1])
def test_a_desk_needs_at_least_one_review(quorum: int) -> None:
    with pytest.raises(ValueError, match="quorum"):
        decide([S], quorum=quorum)


@pytest.mark.parametrize("adjudication", [None, "nonsense"])
def test_an_unknown_rating_is_an_error(adjudication: str | None) -> None:
    with pytest.raises(ValueError, match="not a valid Rating"):
        decide(["nonsense"] if adjudication is None else [S], quorum=1, adjudication=adjudication)
