import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.anchors import CONTEXT, MIN_SCORE, Anchor, Found, find, make_anchor

from .strategies import FAMILY, pieces, texts, texts_with_spans

ARTICLE = (
    f"The harbor opened in 1911 {FAMILY} and closed twice. "
    "The mayor, Ada Quist, said the new pier cost 40 million crowns. Fishermen dispute the sum. "
    "The mayor, Ada Quist, did not answer letters about the old pier. "
    "In spring the council voted to sell the lighthouse to a bank from the capital."
)


def anchor_on(quote: str, text: str = ARTICLE, *, after: str = "") -> Anchor:
    start = text.index(quote, text.index(after))
    return make_anchor(text, start, start + len(quote))


def words(text: str, found: Found | None) -> str | None:
    return found and text[found.start : found.end]


def test_an_anchor_remembers_its_surroundings() -> None:
    anchor = anchor_on("the new pier cost 40 million crowns")
    assert anchor.prefix.endswith("Ada Quist, said ")
    assert len(anchor.prefix) == len(anchor.suffix) == CONTEXT
    assert anchor.holds_in(ARTICLE)


def test_an_empty_range_is_no_anchor() -> None:
    with pytest.raises(ValueError, match="start < end"):
        make_anchor(ARTICLE, 3, 3)


@given(texts_with_spans())
def test_an_unchanged_text_gives_the_same_place_with_a_full_score(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assert find(text, make_anchor(text, start, end)) == Found(start, end, 1.0, exact=True)


@given(texts_with_spans(), st.text("xyz .\n", min_size=1, max_size=60))
def test_text_put_in_front_moves_the_anchor_by_its_length(case: tuple[str, int, int], front: str) -> None:
    text, start, end = case
    anchor = make_anchor(f"Some words stand first. {text}", start + 24, end + 24)
    moved = f"{front}Some words stand first. {text}"
    found = find(moved, anchor)
    assert found is not None
    assert words(moved, found) == anchor.quote
    assert found.exact


@given(texts_with_spans(), texts)
def test_whatever_is_found_is_in_the_text_and_good_enough(case: tuple[str, int, int], other: str) -> None:
    found = find(other, make_anchor(*case))
    if found is not None:
        assert 0 <= found.start < found.end <= len(other)
        assert MIN_SCORE <= found.score <= 1.0
        assert found.exact == (other[found.start : found.end] == case[0][case[1] : case[2]])


@given(st.lists(pieces, min_size=5, max_size=40).map("".join), st.data())
def test_one_changed_character_does_not_lose_a_sentence(around: str, data: st.DataObject) -> None:
    quote = "The council voted to sell the lighthouse to a bank from the capital."
    text = f"{around}{quote}{around}"
    anchor = make_anchor(text, len(around), len(around) + len(quote))
    place = data.draw(st.integers(1, len(quote) - 2))
    changed = f"{quote[:place]}\u0394{quote[place + 1 :]}"
    edited = f"Corrected. {around}{changed}{around}"
    found = find(edited, anchor)
    assert words(edited, found) == changed
    assert found is not None
    assert not found.exact


def test_of_two_places_the_one_with_the_right_surroundings_wins() -> None:
    second = anchor_on("The mayor, Ada Quist", after="Fishermen")
    edited = "Corrected in May. " * 3 + ARTICLE
    assert find(edited, second) == Found(
        edited.rindex("The mayor"), edited.rindex("The mayor") + 20, pytest.approx(1.0, abs=0.02), exact=True
    )


def test_a_far_place_with_the_right_surroundings_beats_many_near_ones() -> None:
    anchor = anchor_on("The mayor, Ada Quist", after="Fishermen")
    text = "The mayor, Ada Quist, waved. " * 400 + ARTICLE
    found = find(text, anchor)
    assert found is not None
    assert found.start == text.rindex("The mayor, Ada Quist")


def test_a_corrected_number_is_found_and_called_changed() -> None:
    anchor = anchor_on("the new pier cost 40 million crowns")
    edited = ARTICLE.replace("40 million crowns", "45.5 million crowns")
    found = find(edited, anchor)
    assert words(edited, found) == "the new pier cost 45.5 million crowns"
    assert found is not None
    assert not found.exact
    assert found.score < 1.0


@pytest.mark.parametrize(
    ("quote", "old", "new", "expected"),
    [
        ("The harbor opened in 1911", "1911", "1913", "The harbor opened in 1913"),
        ("The harbor opened in 1911", "1911", "2004", "The harbor opened in 2004"),
        ("Fishermen dispute the sum", "Fishermen", "Fishers", "Fishers dispute the sum"),
    ],
)
def test_a_corrected_word_at_the_edge_is_taken_whole(quote: str, old: str, new: str, expected: str) -> None:
    text = ARTICLE.replace(old, new)
    assert words(text, find(text, anchor_on(quote))) == expected


def test_words_that_moved_to_another_paragraph_are_found() -> None:
    sentence = "In spring the council voted to sell the lighthouse to a bank from the capital."
    anchor = anchor_on(sentence)
    edited = f"{sentence} Then nothing happened. {ARTICLE.replace(sentence, '')}"
    assert find(edited, anchor) == Found(0, len(sentence), pytest.approx(0.55, abs=0.05), exact=True)


def test_deleted_words_are_lost() -> None:
    anchor = anchor_on("In spring the council voted to sell the lighthouse to a bank from the capital.")
    assert find(ARTICLE[: anchor.start], anchor) is None


def test_a_short_quote_elsewhere_is_not_the_same_words() -> None:
    anchor = anchor_on("the old pier")
    assert find("Nobody remembers when the old pier was built, or for whom.", anchor) is None


def test_reflowed_lines_keep_a_claim() -> None:
    anchor = anchor_on("the new pier cost 40 million crowns")
    edited = ARTICLE.replace("cost 40", "cost\n40")
    assert words(edited, find(edited, anchor)) == "the new pier cost\n40 million crowns"


def test_a_very_long_quote_is_found_by_its_ends() -> None:
    body = " ".join(f"Ship {n} brought {n * 37 % 1009} barrels." for n in range(400))
    text = f"Before. {body} After."
    anchor = make_anchor(text, 8, 8 + len(body))
    edited = f"New first line. {text.replace('Ship 200 brought', 'Boat 200 carried')}"
    found = find(edited, anchor)
    assert found is not None
    assert (found.start, found.end) == (24, 24 + len(body))
    assert not found.exact


def test_nothing_is_found_in_nothing() -> None:
    assert find("", anchor_on("the old pier")) is None
    assert find(ARTICLE, Anchor(0, 0, "")) is None


HOSTILE = {
    "one letter": "a" * 1_000_000,
    "one phrase": "the mayor said " * 66_000,
    "two letters": "ab" * 500_000,
    "no break": "".join(chr(97 + n * n % 26) for n in range(1_000_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("quote", ["a", "the mayor said", "a" * 500, "ab" * 400 + "x", "x" * 5000])
def test_a_megabyte_of_repetition_costs_little(name: str, quote: str) -> None:
    anchor = Anchor(500_001, 500_001 + len(quote), quote, prefix="a" * 31 + "!", suffix="b" * 32)
    started = time.process_time()
    find(HOSTILE[name], anchor)
    # A search of quadratic cost would take minutes.
    assert time.process_time() - started < 5
