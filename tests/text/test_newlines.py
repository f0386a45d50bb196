from hypothesis import given

from claims.text.newlines import normalize

from .strategies import texts


def test_every_line_end_becomes_one_newline() -> None:
    assert normalize("a\r\nb\rc\x85d\u2028e\u2029f\n\r\n") == "a\nb\nc\nd\ne\nf\n\n"


def test_byte_order_marks_go_from_the_start_and_stay_inside() -> None:
    assert normalize("\ufeff\ufeffa\ufeffb") == "a\ufeffb"


def test_nothing_else_is_touched() -> None:
    untouched = " cafe\u0301\t\x0b\x0c\u00a0\u200b "
    assert normalize(untouched) == untouched


@given(texts)
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert not set("\r\x85\u2028\u2029") & set(once)
