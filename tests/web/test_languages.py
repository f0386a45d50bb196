"""French is complete, and every sentence of the lower floors can be translated."""

import gettext
import re
from ast import literal_eval
from pathlib import Path

import pytest

from claims import errors, permissions
from claims.errors import ClaimsError
from claims.web.sentences import SENTENCES
from tests.environment import ROOT
from tests.web.conftest import read_page

FRENCH = ROOT / "claims" / "locale" / "fr" / "LC_MESSAGES"


def entries(catalog: Path) -> list[tuple[str, list[str]]]:
    """Each message of a .po file with its translations."""
    found = []
    for entry in catalog.read_text(encoding="utf-8").split("\n\n")[1:]:
        lines = re.findall(r'^(msg\w+)(?:\[\d\])? (".*")$', entry, re.MULTILINE)
        words = [(kind, literal_eval(text)) for kind, text in lines]
        message = next(text for kind, text in words if kind == "msgid")
        found.append((message, [text for kind, text in words if kind == "msgstr"]))
    return found


def places(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|<\w+>", text))


def test_every_sentence_is_said_in_french_with_the_same_places():
    missing = [message for message, said in entries(FRENCH / "django.po") if not all(said)]
    assert missing == []
    for message, said in entries(FRENCH / "django.po"):
        for words in said:
            assert places(words) == places(message), message


def test_the_compiled_catalog_is_of_this_text():
    with (FRENCH / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message, said in entries(FRENCH / "django.po"):
        if len(said) == 1:
            assert compiled.gettext(message) == said[0]


def test_the_lower_floors_sentences_are_marked():
    refusals = {kind.default_message for kind in vars(errors).values() if isinstance(kind, type)
                and issubclass(kind, ClaimsError)}  # fmt: skip
    reasons = {value for name, value in vars(permissions).items() if name.isupper() and isinstance(value, str)}
    assert refusals | reasons <= set(SENTENCES)


@pytest.mark.django_db
def test_the_pages_speak_the_language_one_chose(reviewer):
    assert "Up next for you" in read_page(reviewer[0].get("/"))
    reviewer[0].post("/language/", {"language": "fr", "next": "/"})
    page = reviewer[0].get("/")
    assert "À vous de jouer" in read_page(page)
    assert '<html lang="fr"' in page.content.decode()


@pytest.mark.django_db
def test_a_refusal_is_translated_too(cast):
    cast["reader"][0].post("/language/", {"language": "fr"})
    assert "Votre rôle permet de lire" in read_page(cast["reader"][0].get("/review/"))
