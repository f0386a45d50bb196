"""What stands open beside an article, and what waits folded: nothing is ever left out."""

import pytest

from claims.models import Claim
from claims.web.folding import FEW, Group, fold, unfolded

SENTENCE = "French PM Emmanuel Macron opened the harbor of Kerbellec on Monday"


def claim(number: int, text: str, worth: float, **about) -> Claim:
    given = {"kind": "asserted", "status": "unreviewed", "origin": "splitter", "sentence_start": 0, **about}
    return Claim(pk=number, text=text, check_worthiness=worth, start=number, end=number + 1, **given)


def others(most: int = FEW) -> list[Claim]:
    """Enough other claims, each in a sentence of its own, half of them worth .7."""
    rows = range(100, 100 + most)
    return [claim(n, f"Other {n}", 0.7 if n % 2 else 0.1, sentence_start=n) for n in rows]


def first(claims: list[Claim], **about) -> tuple[list[int], list[int]]:
    group = fold([*claims, *others()], **about)[0]
    return [one.pk for one in group.shown], [one.pk for one in group.folded]


@pytest.mark.parametrize(
    ("promise", "second", "is_shown"),
    [
        ("the same cut shorter waits", claim(2, "Emmanuel Macron opened the harbor", 0.8), False),
        ("another kind says something of its own", claim(2, "Macron is French PM", 0.8, kind="presupposed"), True),
        ("other words say something new", claim(2, "The works took nine years", 0.8), True),
        ("small change waits", claim(2, "The works took nine years", 0.05), False),
        ("what somebody has reviewed stays", claim(2, "The harbor", 0.05, status="in_review"), True),
        ("what somebody has written stays", claim(2, "The harbor", 0.05, origin="person"), True),
    ],
)
def test_beside_the_claim_most_worth_checking(promise, second, is_shown):
    shown, folded = first([claim(1, SENTENCE, 0.9), second])
    assert (shown, folded) == (([1, 2], []) if is_shown else ([1], [2])), promise


def test_every_sentence_shows_its_first_however_small():
    assert first([claim(1, "A trifle", 0.01), claim(2, "Another thing", 0.02)]) == ([2], [1])


def test_a_claim_asked_for_by_its_address_stands_open():
    assert first([claim(1, SENTENCE, 0.9), claim(2, "The harbor", 0.05)], keep=[2]) == ([1, 2], [])


def test_few_claims_all_stand_open():
    claims = [claim(number, SENTENCE, 0) for number in range(FEW)]
    assert fold(claims) == [Group(claims, [])] == unfolded(claims)


def test_none_is_lost_and_the_text_order_stays():
    claims = [claim(n, f"Claim {n % 3}", n / 50, sentence_start=n // 4) for n in range(40)]
    groups = fold(claims)
    assert [one for group in groups for one in sorted([*group.shown, *group.folded], key=lambda c: c.pk)] == claims
    assert any(group.folded for group in groups)
