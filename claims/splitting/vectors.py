"""The vectors of a text's words, as the language model has them, in fewer and larger steps.

spaCy's vectors (hash embeddings, then windows of three words through maxout layers, Honnibal and Montani) are the
larger half of a parse. What a word brings by itself is worked out once and remembered, and each layer of windows in
pieces that stay in the processor's cache. Rows are added up in another order, so the last bit may differ.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from spacy.tokens import Doc
from thinc.api import Model

PIECE = 512
"""Rows worked on at a time: window, sums and their maxima fit a core's own cache."""


class Layer:
    """Windows of three rows, the largest of their sums, evened out (Ba et al. 2016), added to the row."""

    def __init__(self, layer: Model[Any, Any]) -> None:
        maxout, norm = (next(one for one in layer.walk() if one.name == name) for name in ("maxout", "layernorm"))
        weights: Any = maxout.get_param("W")
        self.width, self.choices, inputs = weights.shape
        self.weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
        self.bias = maxout.get_param("b").T.ravel()
        self.gain, self.shift = norm.get_param("G"), norm.get_param("b")

    def evened(self, best: Any) -> Any:
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best)[:, None] / self.width + 1e-8
        best *= variance**-0.5
        best *= self.gain
        best += self.shift
        return best

    def largest(self, sums: Any) -> Any:
        sums += self.bias
        best = np.maximum(sums[:, : self.width], sums[:, self.width : 2 * self.width])
        for place in range(2, self.choices):
            np.maximum(best, sums[:, place * self.width : (place + 1) * self.width], out=best)
        return best

    def over(self, rows: Any) -> Any:
        """Rows with a row of zeros at each end -> the same, one layer on."""
        after = np.zeros_like(rows)
        total, width = len(rows) - 2, rows.shape[1]
        step, unit = rows.strides
        for first in range(0, total, PIECE):
            count = min(PIECE, total - first)
            windows = as_strided(rows[first:], (count, 3 * width), (step, unit)).copy()
            best = self.evened(self.largest(windows @ self.weights))
            np.add(rows[first + 1 : first + 1 + count], best, out=after[first + 1 : first + 1 + count])
        return after


class Words:
    """What each word brings by itself, remembered for words met last: a text is mostly made of words met before."""

    MOST = 1 << 14
    """Words remembered; past that all are forgotten, so that memory stays flat."""
    FACTORS = np.array([3**power for power in range(1, 41, 5)], dtype=np.uint64)
    """Odd, so that no bit of an attribute is lost where a word's attributes are put together in one number."""

    def __init__(self, hashed: Model[Any, Any], mixed: Model[Any, Any]) -> None:
        self.hashed, self.mixed = hashed, mixed
        self.places: dict[int, int] = {}
        self.table: Any = np.zeros((0, 0), dtype=np.float32)

    def of(self, rows: Any) -> Any:
        """Attributes of words, a row each, as hashes of 64 bits -> their vectors."""
        keys = (rows * self.FACTORS[: rows.shape[1]]).sum(axis=1).tolist()
        new = {key: place for place, key in enumerate(keys) if key not in self.places}
        if len(self.places) + len(new) > len(self.table):
            self.places.clear()
            new = {key: place for place, key in enumerate(keys)}
        if new:
            self.learn(new, rows)
        return self.table[[self.places[key] for key in keys]]

    def learn(self, new: dict[int, int], rows: Any) -> None:
        known = len(self.places)
        found = self.mixed.predict(self.hashed.predict(rows[list(new.values())]))
        if len(new) > len(self.table) - known:  # the first words, or more at once than are remembered
            self.table = np.empty((max(self.MOST, len(new)), found.shape[1]), dtype=found.dtype)
        self.table[known : known + len(new)] = found
        self.places.update(zip(new, range(known, known + len(new)), strict=True))


class Vectors:
    """Takes the place of a model's own way from documents to the vectors of their words."""

    def __init__(self, chain: Model[Any, Any]) -> None:
        embedding, windows = chain.layers
        features, _, hashed, mixed, _ = embedding.layers
        self.columns, self.pad = features.attrs["columns"], windows.attrs["pad"]
        self.words = Words(hashed.layers[0], mixed.layers[0])
        self.layers = [Layer(one) for one in windows.layers[0].layers]

    def __call__(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Any]:
        rows = [doc.to_array(self.columns).reshape(len(doc), len(self.columns)) for doc in docs]
        single = self.words.of(np.concatenate(rows))
        starts = np.cumsum([1 + self.pad, *(len(one) + self.pad for one in rows)])
        found = np.zeros((starts[-1] + 1, single.shape[1]), dtype=single.dtype)
        found[np.concatenate([np.arange(at, at + len(one)) for at, one in zip(starts, rows, strict=False)])] = single
        for layer in self.layers:
            found = layer.over(found)
        return [found[at : at + len(one)] for at, one in zip(starts, rows, strict=False)], None


def fits(chain: Model[Any, Any]) -> bool:
    """Whether a part of a model is built as `Vectors` reads it."""
    names = [layer.name.split("(")[0] for layer in chain.layers]
    if len(chain.layers) != 2 or names[1] != "with_array" or len(chain.layers[0].layers) != 5:
        return False
    layers = chain.layers[1].layers[0].layers
    windows = [one for layer in layers for one in layer.walk() if one.name == "expand_window"]
    return len(windows) == len(layers) and all(one.attrs["window_size"] == 1 for one in windows)
