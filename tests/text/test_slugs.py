"""Words in an address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.slugs import LONGEST, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emmanuel Macron is French PM.", "emmanuel-macron-is-french-pm"),
        ("  Café’s 2nd “best” idea / ever? ", "cafes-2nd-best-idea-ever"),
        ("He's right", "hes-right"),
        ("Open 22:00–06:00", "open-22-00-06-00"),
        ("Мост открыт", "claim"),
        ("…", "claim"),
        ("", "claim"),
        ("a" * 100, "a" * LONGEST),
        (f"{'word ' * 30}", "-".join(["word"] * 16)),
    ],
)
def test_an_address_reads_like_the_claim(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_whatever_is_said_makes_a_safe_part_of_an_address(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= LONGEST
