"""A difference loses nothing of either text, and says what a reader would say."""

from hypothesis import given
from hypothesis import strategies as st

from claims.text.differences import differences

TEXTS = st.text(alphabet="ab .\n", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_one_changed_word_is_shown_as_one() -> None:
    pieces = differences("The bridge opened in 1932.\nIt is long.", "The bridge opened in 1933.\nIt is long.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "The bridge opened in "),
        ("removed", "1932"),
        ("added", "1933"),
        ("same", ".\nIt is long."),
    ]


def test_a_paragraph_that_was_rewritten_is_shown_whole() -> None:
    pieces = differences("Rain fell.\nOne two three four.", "Rain fell.\nNothing here is as before, at all!")
    assert [piece.kind for piece in pieces] == ["same", "removed", "added"]


def test_the_same_text_twice_has_no_difference() -> None:
    assert [piece.kind for piece in differences("Rain fell.", "Rain fell.")] == ["same"]
    assert differences("", "") == ()


def test_very_long_texts_are_compared_in_bounded_time() -> None:
    old = "word " * 100_000
    assert {piece.kind for piece in differences(old, old + "more")} == {"removed", "added"}
