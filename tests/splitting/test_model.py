"""A model that has taken up many words makes room for a new one."""

import gc
import weakref

import pytest
from spacy.strings import StringStore

from claims.splitting import model, split
from claims.splitting.stages.reading import Known

TEXT = "French PM Emmanuel Macron visited the well-kept harbor of Narvik in May, which Zeldrick Quorble had built."


def test_a_model_full_of_words_makes_room_for_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    before = split(TEXT)
    old = [weakref.ref(one) for one in (model.load("en"), model.beside("en", Known))]
    monkeypatch.setattr(model, "GROWN", -1)
    assert split(TEXT) == before
    assert [one() for one in old] == [None, None]


def test_nothing_holds_the_words_of_a_model_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "GROWN", -1)
    split(TEXT)
    before = stores()
    for _ in range(3):
        split(TEXT)
    assert stores() == before > 0


def stores() -> int:
    gc.collect()
    return sum(isinstance(one, StringStore) for one in gc.get_objects())


def test_a_batch_begins_and_ends_with_the_same_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "GROWN", -1)
    with model.used("en"):
        first = model.load("en")
        split(TEXT)
        assert model.load("en") is first
    split(TEXT)
    assert model.load("en") is not first


def test_a_model_that_met_few_words_stays() -> None:
    split(TEXT)
    first = model.load("en")
    split(TEXT)
    assert model.load("en") is first
    assert model.beside("en", Known).nlp is first
