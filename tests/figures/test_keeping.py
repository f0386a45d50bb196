"""What was slow to count is kept for a minute; what was quick never is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.figures.dashboard import default_scope
from claims.figures.keeping import KEPT_FOR, kept

counts: Iterator[int]


@pytest.fixture(autouse=True)
def fresh() -> None:
    global counts
    counts = iter(range(10))


def count(scope: object, more: str = "") -> int:
    return next(counts)


def test_what_was_slow_is_counted_once_for_the_same_question() -> None:
    first, second = (kept(count, default_scope(), slow=0) for _ in range(2))
    assert (first.figures, first.is_kept) == (0, False)
    assert (second.figures, second.is_kept, second.at) == (0, True, first.at)
    assert kept(count, default_scope(), more="words", slow=0).figures == 1
    assert timezone.now() - first.at < timedelta(seconds=KEPT_FOR)


def test_what_was_quick_is_counted_each_time() -> None:
    found = [kept(count, default_scope(), slow=60) for _ in range(2)]
    assert [one.figures for one in found] == [0, 1]
    assert not any(one.is_kept for one in found)
