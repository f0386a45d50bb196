"""Adding articles: one text, one article; bad text refused by name; splitting now or later."""

from typing import Any

import pytest

from claims.choices import ArticleState, EventKind
from claims.errors import BadCharacters, BadInput, BadLink, ClaimsError, TextEmpty, TextTooLong
from claims.models import Article, ArticleVersion, Claim, Event
from claims.services.articles import add_article, digest, mark_split_failed, split_waiting_article
from claims.splitting.document import DraftClaim, Dropped, Sentence, Split
from tests.factories import TEXT, UserFactory
from tests.services.racing import race

pytestmark = pytest.mark.django_db


def two_claims(text: str, *, language: str = "en") -> Split:
    """A splitter of known answers: the first half of the text, and the second."""
    half = len(text) // 2
    return Split(
        claims=(draft(text[:half], 0, half), draft(text[half:], half, len(text))),
        dropped=(Dropped(0, 3, "reading", "a greeting"),),
        sentences=(Sentence(0, len(text)),),
        language=language,
        notes=("read twice",),
    )


def draft(words: str, start: int, end: int) -> DraftClaim:
    return DraftClaim(
        text=words,
        start=start,
        end=end,
        spans=((start, end),),
        kind="asserted",
        speaker="",
        sentence=(start, end),
        check_worthiness=0.5,
        reasons=("names a number",),
    )


@pytest.fixture(autouse=True)
def _known_splitter(settings: Any) -> None:
    settings.SPLITTER = f"{__name__}.two_claims"


def add(text: str = TEXT, **about: Any) -> Any:
    return add_article(actor=about.pop("actor", None) or UserFactory(editor=True), text=text, **about)


def test_an_article_comes_in_with_its_claims() -> None:
    article, created = add(title="Bridge news", publisher=" Example  Daily ", language="en")
    assert created
    assert (article.title, article.publisher, article.state) == ("Bridge news", "Example Daily", ArticleState.READY)
    assert article.version.text == TEXT
    assert article.version.sentences == [[0, len(TEXT)]]
    assert article.version.dropped == [[0, 3, "reading", "a greeting"]]
    assert article.version.notes == ["read twice"]
    claims = list(article.claims.in_text_order())
    assert [claim.quote for claim in claims] == [TEXT[:44], TEXT[44:]]
    assert all(article.version.text[claim.start : claim.end] == claim.quote for claim in claims)
    assert claims[1].prefix == TEXT[12:44]


def test_adding_leaves_one_event_for_the_article_and_one_for_each_claim() -> None:
    actor = UserFactory(editor=True)
    article = add(actor=actor, title="Bridge news").article
    events = list(Event.objects.order_by("id"))
    kinds = [EventKind.ARTICLE_ADDED, EventKind.CLAIM_SPLIT, EventKind.CLAIM_SPLIT]
    assert [event.kind for event in events] == kinds
    assert {event.actor for event in events} == {actor}
    assert {event.article for event in events} == {article}


def test_the_same_text_again_is_the_first_article() -> None:
    first = add(title="One").article
    again = add(title="Another title", publisher="Somebody else")
    assert again == (first, False)
    assert again.article.title == "One"
    assert (Article.objects.count(), ArticleVersion.objects.count(), Claim.objects.count()) == (1, 1, 2)
    assert Event.objects.count() == 3


def test_the_same_text_with_other_line_ends_is_the_same_article() -> None:
    first = add("One line.\nAnother line.").article
    for text in ("One line.\r\nAnother line.", "One line.\rAnother line.", "\ufeffOne line.\nAnother line."):
        assert add(text) == (first, False)


def test_one_blank_more_is_another_article() -> None:
    add("One line here.")
    assert add("One line here. ").created


@pytest.mark.django_db(transaction=True)
def test_ten_people_paste_one_text_at_once() -> None:
    actors = [UserFactory(editor=True) for _ in range(10)]
    answers = race([lambda actor=actor: add(actor=actor) for actor in actors])
    assert [answer.created for answer in answers].count(True) == 1
    assert len({answer.article.pk for answer in answers}) == 1
    assert (Article.objects.count(), ArticleVersion.objects.count(), Claim.objects.count()) == (1, 1, 2)
    assert Event.objects.filter(kind=EventKind.ARTICLE_ADDED).count() == 1


def test_the_fingerprint_is_the_sha_256_of_the_stored_text() -> None:
    article = add("Grüße aus\r\nKöln.").article
    assert article.version.text == "Grüße aus\nKöln."
    assert article.fingerprint == article.version.sha256 == digest("Grüße aus\nKöln.")
    assert len(article.fingerprint) == 64


def test_the_text_is_kept_as_it_is_but_for_line_ends() -> None:
    text = "  Two blanks first.\tA tab, a soft\u00adhyphen, e\u0301 in two parts, 👩‍👩‍👧 in five.  \n\n"
    assert add(text).article.version.text == text


def test_without_a_title_the_first_line_is_one() -> None:
    assert add("\n\n  Bridge reopens \nIt was closed.").article.title == "Bridge reopens"
    pasted = "Home | News | Sport\n\nBy Ada Brook, Reporter\n5 min read\n\nBridge closes\n\nIt closed on Monday."
    assert add(pasted).article.title == "Bridge closes"
    assert add("Advertisement").article.title == "Advertisement"
    assert add("word " * 60).article.title == ("word " * 24)[:119].rstrip() + "…"


REFUSED = [
    ("an empty text", {"text": ""}, TextEmpty, "text"),
    ("only white space", {"text": " \n\t\r\n"}, TextEmpty, "text"),
    ("only characters nobody sees", {"text": "\u200b\u2060\ufeff\u00ad"}, TextEmpty, "text"),
    ("a NUL", {"text": "A bridge\x00."}, BadCharacters, "text"),
    ("a lone surrogate", {"text": "A bridge \ud83d."}, BadCharacters, "text"),
    ("no text at all", {"text": None}, BadInput, "text"),
    ("bytes", {"text": b"A bridge."}, BadInput, "text"),
    ("a NUL in the title", {"title": "A\x00"}, BadCharacters, "title"),
    ("a surrogate in the author", {"author": "\udfff"}, BadCharacters, "author"),
    ("a title that is too long", {"title": "a" * 501}, TextTooLong, "title"),
    ("a publisher that is too long", {"publisher": "a" * 201}, TextTooLong, "publisher"),
    ("a language that is none", {"language": "a" * 21}, TextTooLong, "language"),
    ("a script for an address", {"source_url": "javascript:alert(1)"}, BadLink, "source_url"),
]


@pytest.mark.parametrize(("about", "error", "field"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_bad_input_is_refused_by_the_name_of_its_field(
    about: dict[str, Any], error: type[ClaimsError], field: str
) -> None:
    with pytest.raises(error) as caught:
        add(**{"text": TEXT, **about})
    assert caught.value.field == field
    assert not Article.objects.exists()
    assert not Event.objects.exists()


def test_a_text_past_the_limit_is_told_both_numbers(settings: Any) -> None:
    settings.MAX_TEXT_LENGTH = 1_000
    add("a" * 1_000)
    with pytest.raises(TextTooLong, match=r"1,001 characters; the limit is 1,000"):
        add("b" * 1_001)


def test_a_long_text_waits_and_is_split_later_once(settings: Any) -> None:
    settings.SPLIT_INLINE_LENGTH = 10
    actor = UserFactory(editor=True)
    article = add(actor=actor).article
    assert (article.state, article.claims.count()) == (ArticleState.WAITING, 0)
    assert split_waiting_article(article.pk).state == ArticleState.READY
    assert split_waiting_article(article.pk).state == ArticleState.READY
    assert article.claims.count() == 2
    assert set(Event.objects.filter(kind=EventKind.CLAIM_SPLIT).values_list("actor", flat=True)) == {actor.pk}
    assert Event.objects.filter(kind=EventKind.CLAIM_SPLIT).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_split_one_article_once(settings: Any) -> None:
    settings.SPLIT_INLINE_LENGTH = 10
    article = add().article
    race([lambda: split_waiting_article(article.pk)] * 3)
    assert Claim.objects.count() == 2
    assert Event.objects.filter(kind=EventKind.CLAIM_SPLIT).count() == 2


def test_a_failed_split_says_why_on_the_article(settings: Any) -> None:
    settings.SPLIT_INLINE_LENGTH = 10
    article = add().article
    mark_split_failed(article.pk, reason="The text is too tangled.")
    article.refresh_from_db()
    assert (article.state, article.state_reason) == (ArticleState.FAILED, "The text is too tangled.")
    split_waiting_article(article.pk)
    article.refresh_from_db()
    assert (article.state, article.state_reason) == (ArticleState.READY, "")
    mark_split_failed(article.pk, reason="Too late.")
    article.refresh_from_db()
    assert article.state == ArticleState.READY


@pytest.mark.parametrize(("given", "kept"), [("", "en"), (" pt-BR ", "pt-BR"), ("en_GB", "en-GB"), ("und", "und")])
def test_a_language_is_kept_as_it_is_written(given, kept):
    assert add_article(actor=UserFactory(editor=True), text=TEXT, language=given).article.language == kept


@pytest.mark.parametrize("given", ["zzzz", "english", "en GB", "{{lang}}"])
def test_what_is_no_language_is_refused_and_named(given):
    with pytest.raises(BadInput, match="no language code") as refused:
        add_article(actor=UserFactory(editor=True), text=TEXT, language=given)
    assert refused.value.field == "language"
    assert not Article.objects.exists()
