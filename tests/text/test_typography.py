"""Typesetting is told from words, and positions stay."""

from claims.text.typography import plain


def test_kinds_of_marks_dashes_and_blanks_are_alike() -> None:
    assert plain("“Ann’s” 1930–1932\u00a0km") == '"Ann\'s" 1930-1932 km'


def test_every_character_stays_at_its_place() -> None:
    text = "„Ja“ – «oui»…\u202f‘no’ 😀\u2009a‑b"
    assert len(plain(text)) == len(text)


def test_words_and_numbers_are_never_alike() -> None:
    assert plain("38.4") != plain("38,4")
    assert plain("Ann Lee") != plain("Ann Léé")
