"""French is complete, and every sentence of the lower floors can be translated."""

import ast
import gettext
import re
from ast import literal_eval
from pathlib import Path

import pytest
from django.utils import translation

from claims import errors, permissions
from claims.errors import ClaimsError
from claims.services.claims import withdraw_claim
from claims.splitting import worthiness
from claims.web.reasons import REASONS
from claims.web.sentences import FORMED, SENTENCES, in_words
from tests.environment import ROOT
from tests.factories import ClaimFactory
from tests.web.conftest import read_page

MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
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


def test_every_marked_sentence_is_in_the_catalog():
    """What a page or a module marks for translation; sentences with variables inside blocks are not looked for."""
    known = {message for message, _said in entries(FRENCH / "django.po")}
    assert marked_in_templates() | marked_in_code() <= known


def marked_in_templates() -> set[str]:
    pages = (ROOT / "templates").rglob("*.html")
    marked = {words for page in pages for words in re.findall(r'{% translate "([^"]+)"', page.read_text())}
    return {words.replace("%", "%%") for words in marked}


def marked_in_code() -> set[str]:
    paths = [path for room in ("claims", "annotator") for path in (ROOT / room).rglob("*.py")]
    calls = [node for path in paths for node in ast.walk(ast.parse(path.read_text())) if is_mark(node)]
    firsts = [call.args[0] for call in calls]
    return {first.value for first in firsts if isinstance(first, ast.Constant)}


def is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS and bool(node.args)


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


def test_a_refusal_with_figures_is_translated_by_the_words_around_them():
    with translation.override("fr"):
        assert in_words("“notes.xyz” is larger than 5,000 bytes.") == "« notes.xyz » dépasse 5,000 octets."
        assert in_words("The draft has 9 characters; the limit is 8.").startswith("Le brouillon a 9 ")
        assert in_words("Only editors may do this.") != "Only editors may do this."
    assert in_words("“100%” is the key of two actions.") == "“100%” is the key of two actions."


def test_each_formed_sentence_is_said_somewhere():
    """The words of its f-string, whatever stands between them."""
    paths = [path for room in ("claims", "annotator") for path in (ROOT / room).rglob("*.py")]
    formed = [
        node for path in paths for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr)
    ]
    said = {tuple(part.value for part in node.values if isinstance(part, ast.Constant)) for node in formed}
    assert [words for words in FORMED if tuple(filter(None, re.split(r"%\(\w+\)s", words))) not in said] == []


def test_the_splitters_reasons_are_marked():
    signals = {reason for name, reason in worthiness.REASONS.items() if name not in worthiness._UNSPOKEN}
    assert signals | {f"{reason} (counts against)" for reason in signals} <= set(REASONS)


@pytest.mark.django_db
def test_why_a_claim_is_worth_checking_is_said_in_french(reviewer):
    claim = ClaimFactory(reasons=["gives a number", "opinion words (counts against)"])
    reviewer[0].post("/language/", {"language": "fr"})
    text = read_page(reviewer[0].get(claim.get_absolute_url()))
    assert "donne un nombre; mots d’opinion (joue contre)" in text.replace(" ;", ";")


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


@pytest.mark.django_db
def test_a_colon_stands_where_french_wants_it(editor):
    claim = ClaimFactory(text="Un pont")
    withdraw_claim(actor=editor[1], claim=claim, reason="Titre")
    editor[0].post("/language/", {"language": "fr"})
    assert "Affirmation retirée\xa0:" in editor[0].get("/claims/").text
    assert "Affirmation retirée:" not in editor[0].get(claim.get_absolute_url()).text


def test_pages_write_a_day_in_one_way():
    """By name of the month: figures alone are the other month to half the readers."""
    pages = [path for path in (ROOT / "templates").rglob("*.html") if "admin" not in path.parts]
    formats = {shape for path in pages for shape in re.findall(r'\|(?:date|time):"([^"]+)"', path.read_text())}
    assert formats - {"c", "Y-m-d", "H:i", "H:i:s"} == {"j N", "j N Y", "j F Y", "j N Y, H:i", "j N Y, H:i:s"}
