from hypothesis import given
from hypothesis import strategies as st

from claims.text.likeness import likeness, nearest_occurrence

words = st.text("abc ", max_size=12)


def edits(one: str, other: str, *, anchored: bool) -> list[int]:
    """The textbook table: errors of the best match of `one` ending at each position of `other`."""
    row = [0] * (len(other) + 1) if not anchored else list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        above, row = row, [i]
        for j, right in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (left != right)))
    return row


@given(words, words)
def test_likeness_is_the_edit_distance_scaled(one: str, other: str) -> None:
    distance = edits(one, other, anchored=True)[-1]
    longest = max(len(one), len(other), 1)
    assert likeness(one, other) == max(0.0, 1 - 2 * distance / longest)


@given(st.text("abc", min_size=1, max_size=9), st.text("abc", min_size=1, max_size=40))
def test_the_nearest_occurrence_has_the_fewest_errors(pattern: str, text: str) -> None:
    place = nearest_occurrence(text, pattern, start=0, end=len(text))
    assert place.errors == min(edits(pattern, text, anchored=False))
    assert edits(pattern, text[place.start : place.end], anchored=True)[-1] == place.errors


def test_only_the_window_is_searched() -> None:
    place = nearest_occurrence("abcd abXd abcd", "abcd", start=5, end=10)
    assert place == (5, 9, 1)


def test_patterns_wider_than_a_machine_word_are_counted_right() -> None:
    pattern = "".join(chr(0x4E00 + i) for i in range(300))
    text = "x" * 50 + pattern[:150] + "!" + pattern[150:] + "y" * 50
    assert nearest_occurrence(text, pattern, start=0, end=len(text)) == (50, 351, 1)
