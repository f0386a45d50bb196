import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import BadCharacters
from claims.text.characters import is_visible, refuse_bad_characters, refuse_bad_characters_in

from .strategies import FAMILY, texts


@pytest.mark.parametrize(("bad", "named"), [("\x00", "NUL"), (chr(0xD800), "surrogate"), (chr(0xDFFF), "surrogate")])
def test_a_bad_character_is_named_with_its_position(bad: str, named: str) -> None:
    with pytest.raises(BadCharacters) as refused:
        refuse_bad_characters(f"{FAMILY}ab{bad}c", field="title")
    assert named in refused.value.message
    assert f"position {len(FAMILY) + 2}" in refused.value.message
    assert refused.value.field == "title"


@given(texts)
def test_every_real_character_passes(text: str) -> None:
    refuse_bad_characters(text.replace("\x00", ""), field="text")


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"evidence": [{"note": "fine"}, {"note": "\x00"}]}, "body.evidence[1].note"),
        ({"outer": {"\ud800": 1}}, "body.outer"),
        (["fine", ["\ud800"]], "body[1][0]"),
        ({"first": "\x00", "second": "\x00"}, "body.first"),
    ],
)
def test_nested_values_and_keys_are_searched(value: object, path: str) -> None:
    with pytest.raises(BadCharacters) as refused:
        refuse_bad_characters_in(value, field="body")
    assert refused.value.field == path
    refuse_bad_characters(refused.value.message, field="message")


def test_the_path_may_begin_with_nothing() -> None:
    with pytest.raises(BadCharacters) as refused:
        refuse_bad_characters_in({"items": [{"note": "\x00"}]}, field="")
    assert refused.value.field == "items[0].note"


def test_depth_is_no_weapon() -> None:
    deep: object = "\x00"
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(BadCharacters) as refused:
        refuse_bad_characters_in(deep, field="body")
    assert refused.value.field == "body" + "[0]" * 100_000


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats(), lambda inner: st.lists(inner)))
def test_other_json_values_pass(value: object) -> None:
    refuse_bad_characters_in(value, field="body")


NOTHING_TO_SEE = [
    *("", " \t\n\r\u00a0\u3000", "\u200b", "\ufeff\u2060\u00ad", "\u200b \u200d\n"),
    *("\u3164\u115f\uffa0\u2800", "\u0301\u20e3", "\ufe0f\U000e0100", "\u202e\u202c", "\x00\x07"),
]


@pytest.mark.parametrize("text", NOTHING_TO_SEE)
def test_nothing_to_see_is_not_visible(text: str) -> None:
    assert not is_visible(text)


@pytest.mark.parametrize("text", ["a", ".", "\u200bx", "é", "\u0301a", FAMILY, "שלום", "\ue000", "0"])
def test_anything_drawn_is_visible(text: str) -> None:
    assert is_visible(text)
