from hypothesis import given
from hypothesis import strategies as st

from claims.text.graphemes import is_boundary
from claims.text.shortening import shorten


def test_a_short_text_stays_and_stands_on_one_line() -> None:
    assert shorten("The bridge\n opened", 17) == "The bridge opened"


def test_a_long_one_ends_after_a_whole_word() -> None:
    assert shorten("The bridge opened, after a year of delays, in 1932", 20) == "The bridge opened…"
    assert shorten("The bridge opened in 1932", 18) == "The bridge opened…"


def test_a_word_longer_than_the_room_is_cut_between_characters() -> None:
    assert shorten("x" * 20, 10) == "x" * 9 + "…"
    assert shorten("👩‍🚀" * 4, 9) == "👩‍🚀👩‍🚀…"


@given(st.text(max_size=60), st.integers(1, 40))
def test_it_keeps_to_its_room_and_cuts_nothing_in_two(text: str, most: int) -> None:
    line, short = " ".join(text.split()), shorten(text, most)
    assert len(short) <= most
    assert line == short or (short.endswith("…") and line.startswith(short[:-1]))
    assert line == short or is_boundary(line, len(short) - 1)
