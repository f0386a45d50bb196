"""What a refusal promises to the doors and to people."""

import inspect

import pytest

from claims import errors
from claims.errors import AnchorMismatch, BadCharacters, BadInput, ClaimsError, StaleEdit


def kinds() -> list[type[ClaimsError]]:
    return [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, ClaimsError)]


def make(kind: type[ClaimsError]) -> ClaimsError:
    return kind(revision=2, texts={}) if issubclass(kind, StaleEdit) else kind()


def test_every_kind_has_its_own_code() -> None:
    codes = [kind.code for kind in kinds()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_every_kind_speaks_in_a_sentence(kind: type[ClaimsError]) -> None:
    error = make(kind)
    assert error.message.endswith(".")
    assert str(error) == error.message
    assert error.nature in {"invalid", "conflict", "forbidden", "stale"}
    assert kind.__doc__


def test_bad_input_names_its_field() -> None:
    error = BadCharacters("A NUL.", field="title")
    assert isinstance(error, BadInput)
    assert (error.message, error.field, error.nature) == ("A NUL.", "title", "invalid")


def test_a_mismatch_brings_the_words_that_stand_there() -> None:
    assert AnchorMismatch(current="the words").current == "the words"


def test_a_stale_edit_loses_nothing_that_was_typed() -> None:
    error = StaleEdit(revision=7, texts={"note": "theirs"})
    assert (error.revision, error.texts, error.nature) == (7, {"note": "theirs"}, "stale")
