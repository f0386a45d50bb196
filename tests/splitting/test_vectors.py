"""The language model's vectors, as it works them out itself and as the splitter does."""

import numpy as np
import pytest

from claims.splitting import model
from claims.splitting.vectors import Vectors, Words, fits

TEXTS = [
    "French PM Emmanuel Macron signed it in 2014.",
    "",
    "The deal, worth 3 million euros, was signed.",
    "No.",
    "The deal " * 600 + "was signed.",
]


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
def test_vectors_are_those_of_the_model(name: str) -> None:
    nlp = model.fresh("en")
    chain = next(layer for layer in nlp.get_pipe(name).model.walk() if fits(layer))
    docs = [nlp.make_doc(text) for text in TEXTS]
    ours, _ = Vectors(chain)(chain, docs, False)
    assert [len(one) for one in ours] == [len(doc) for doc in docs]
    for one, other in zip(ours, chain.predict(docs), strict=True):
        assert np.allclose(one, other, atol=1e-5)


def test_new_words_have_all_that_a_model_reads_of_them() -> None:
    text = "Zeldrick’s 2,71kg quorbles: http://zel.example/q n't 3.5m Œuvrine \n ß-Qq!"
    one, other = model.fresh("en").make_doc(text), model.load("en").make_doc(text)
    parts = [part for _, part in model.load("en").pipeline if hasattr(part, "model")]
    layers = [layer for part in parts for layer in part.model.walk() if "columns" in layer.attrs]
    read = {column for layer in layers for column in layer.attrs["columns"]} | {"ORTH", "LOWER", "IDX"}
    for column in sorted(read):
        assert one.to_array([column]).tolist() == other.to_array([column]).tolist(), column


def test_the_models_in_use_are_hastened() -> None:
    layers = [layer for _, part in model.load("en").pipeline for layer in part.model.walk() if fits(layer)]
    assert len(layers) == 2
    assert all(isinstance(layer._func, Vectors) for layer in layers)


def test_vectors_are_the_same_after_words_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = model.fresh("en")
    chain = next(layer for layer in nlp.get_pipe("ner").model.walk() if fits(layer))
    docs = [nlp.make_doc(text) for text in TEXTS]
    monkeypatch.setattr(Words, "MOST", 10)
    ours = Vectors(chain)
    for _ in range(3):
        for doc in docs:
            (found,), _ = ours(chain, [doc], False)
            assert np.allclose(found, chain.predict([doc])[0], atol=1e-5)
    assert len(ours.words.table) < 20  # as many as the longest text has


def test_words_met_before_are_not_worked_out_again() -> None:
    nlp = model.fresh("en")
    chain = next(layer for layer in nlp.get_pipe("ner").model.walk() if fits(layer))
    ours = Vectors(chain)
    ours(chain, [nlp.make_doc("Mali signed the deal in 2014.")], False)
    known = dict(ours.words.places)
    ours(chain, [nlp.make_doc("In 2014 Mali signed the deal.")], False)
    assert len(known) == 7
    assert set(ours.words.places) - set(known) != set()  # "In" has a capital
    assert {key: ours.words.places[key] for key in known} == known
