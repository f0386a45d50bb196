import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.utf16 import from_utf16, from_utf16_many, to_utf16, to_utf16_many

from .strategies import FAMILY, texts


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_offsets_agree_with_the_encoding_and_come_back(text: str) -> None:
    points = list(range(len(text) + 1))
    expected = [units(text[:point]) for point in points]
    assert to_utf16_many(text, points) == expected
    assert from_utf16_many(text, expected) == points
    assert [to_utf16(text, point) for point in points] == expected
    assert [from_utf16(text, unit) for unit in expected] == points


@given(texts)
def test_the_middle_of_a_character_is_refused(text: str) -> None:
    good = {units(text[:point]) for point in range(len(text) + 1)}
    for middle in set(range(units(text))) - good:
        with pytest.raises(ValueError, match="between the two units"):
            from_utf16(text, middle)


@given(texts, st.integers(1, 2**70))
def test_an_offset_outside_the_text_is_refused(text: str, beyond: int) -> None:
    for outside in (-beyond, units(text) + beyond):
        with pytest.raises(ValueError, match=str(outside)):
            from_utf16(text, outside)
        with pytest.raises(ValueError, match=str(outside)):
            to_utf16(text, outside)


def test_unsorted_offsets_are_refused() -> None:
    with pytest.raises(ValueError, match="sorted"):
        to_utf16_many("abc", [2, 1])


def test_repeated_offsets_are_fine() -> None:
    assert to_utf16_many(f"{FAMILY}!", [0, 1, 1, 7, 7, 8]) == [0, 2, 2, 11, 11, 12]
