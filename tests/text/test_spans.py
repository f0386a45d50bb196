import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.graphemes import is_boundary
from claims.text.spans import Span, contains, cover, gaps, merge, overlap, widen_to_graphemes

from .strategies import (
    CAFE,
    FAMILY,
    FLAG,
    HANGUL,
    HINDI,
    RAINBOW_FLAG,
    SCOTLAND,
    THAI,
    WAVE,
    texts_with_spans,
)

spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-1, 3), (-2, -1)])
def test_a_span_is_never_empty_or_negative(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"start={start}, end={end}"):
        Span(start, end)


def test_cutting_past_the_text_is_an_error() -> None:
    assert Span(1, 3).cut("abc") == "bc"
    with pytest.raises(ValueError, match="past the text's 3"):
        Span(1, 4).cut("abc")


@given(spans, spans)
def test_overlap_is_what_both_cover(one: Span, other: Span) -> None:
    shared = overlap(one, other)
    both = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert (set(range(shared.start, shared.end)) if shared else set()) == both
    assert contains(one, other) == (both == set(range(other.start, other.end)))


@given(st.lists(spans))
def test_merging_covers_the_same_with_the_fewest(several: list[Span]) -> None:
    merged = merge(several)
    assert {i for s in merged for i in range(s.start, s.end)} == {i for s in several for i in range(s.start, s.end)}
    assert all(len(gap) > 0 for gap in gaps(several))
    if several:
        assert cover(several) == cover([*merged, *gaps(several)])


def test_nothing_cannot_be_covered() -> None:
    with pytest.raises(ValueError, match="no spans"):
        cover([])


@pytest.mark.parametrize(
    "cluster",
    [FAMILY, WAVE, RAINBOW_FLAG, FLAG, SCOTLAND, CAFE[-2:], HANGUL, HINDI, THAI, "\r\n", "\u0600\u0661"],
)
def test_one_seen_character_is_never_cut(cluster: str) -> None:
    text = f"x{cluster}y"
    whole = Span(1, 1 + len(cluster))
    for position in range(1, 1 + len(cluster)):
        assert widen_to_graphemes(text, Span(position, position + 1)) == whole
    assert widen_to_graphemes(text, Span(0, 1)) == Span(0, 1)
    assert widen_to_graphemes(text, Span(0, 2)) == Span(0, whole.end)


def test_flags_in_a_row_stay_apart() -> None:
    text = FLAG * 3
    assert [i for i in range(7) if is_boundary(text, i)] == [0, 2, 4, 6]


def test_joined_letters_are_not_joined_pictures() -> None:
    assert is_boundary("a\u200db", 2)
    assert not is_boundary("a\u200db", 1)


def test_a_mark_after_a_line_end_stands_alone() -> None:
    assert is_boundary("a\n\u0301", 2)


def test_a_consonant_without_a_link_begins_anew() -> None:
    assert is_boundary("\u0915\u0937", 1)
    assert is_boundary("\u0915\u094d\u200c\u0937", 3)


def test_plain_text_stays_as_it_is() -> None:
    assert widen_to_graphemes("plain", Span(1, 3)) == Span(1, 3)


@given(texts_with_spans())
def test_widening_keeps_the_span_and_is_stable(case: tuple[str, int, int]) -> None:
    text, start, end = case
    wide = widen_to_graphemes(text, Span(start, end))
    assert contains(wide, Span(start, end))
    assert widen_to_graphemes(text, wide) == wide
    assert is_boundary(text, wide.start)
    assert is_boundary(text, wide.end)
