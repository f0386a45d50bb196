"""A corrected text keeps every claim: on its words where they stand, in sight where they do not."""

import pytest

from claims.choices import ArticleState, ClaimStatus, EventKind
from claims.errors import AnchorLost, BadInput, ClaimClosed, StaleEdit, TextEmpty
from claims.models import Article, Claim, Event
from claims.services import versions
from claims.services.articles import add_article, split_waiting_article
from claims.services.claims import propose_claim, withdraw_claim
from claims.services.reviews import submit_review
from claims.services.rewording import reword_claim
from claims.services.versions import proposed_place, reattach_claim, revise_article
from tests.factories import UserFactory
from tests.services.plain_splitter import split

pytestmark = pytest.mark.django_db

FIRST = "The bridge opened in 1932. It carries 160,000 vehicles a day. Its architect was Ann Lee."
BEFORE = "A correction was made. "


@pytest.fixture(autouse=True)
def _sentences_are_claims(settings):
    settings.SPLITTER = "tests.services.plain_splitter.split"


@pytest.fixture
def actor():
    return UserFactory(editor=True)


@pytest.fixture
def article(actor):
    return add_article(actor=actor, text=FIRST, title="Bridge").article


def revise(article, actor, text, **more):
    article.refresh_from_db()
    return revise_article(actor=actor, article=article, text=text, **more)


def anchors_hold():
    for claim in Claim.objects.select_related("version"):
        assert claim.version.text[claim.start : claim.end] == claim.quote
        assert all(claim.version.text[start:end] for start, end in claim.spans)
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end


def test_a_title_that_was_the_first_line_follows_the_correction(actor):
    article = add_article(actor=actor, text=f"Brige opens at last\n\n{FIRST}").article
    assert article.title == "Brige opens at last"
    revise(article, actor, f"Bridge opens at last\n\n{FIRST}")
    article.refresh_from_db()
    assert article.title == "Bridge opens at last"


def test_a_title_that_somebody_gave_stays(article, actor):
    revise(article, actor, f"Another first line\n\n{FIRST}")
    article.refresh_from_db()
    assert article.title == "Bridge"


def test_claims_whose_words_stand_move_along(article, actor):
    before = {claim.pk: claim.quote for claim in article.claims.all()}
    done = revise(article, actor, BEFORE + FIRST)
    assert (done.version.number, done.moved, done.orphaned) == (2, len(before), 0)
    for claim in Claim.objects.filter(pk__in=before):
        assert claim.quote == before[claim.pk]
        assert claim.version == done.version
        assert claim.orphaned_at is None
    anchors_hold()


def test_a_claim_whose_words_are_gone_stays_in_sight_as_an_orphan(article, actor):
    lost = article.claims.get(quote__startswith="Its architect")
    done = revise(article, actor, FIRST.replace(" Its architect was Ann Lee.", ""))
    lost.refresh_from_db()
    assert done.orphaned == 1
    assert lost.orphaned_at is not None
    assert lost.version.number == 1
    assert Event.objects.get(kind=EventKind.CLAIM_ORPHANED).claim == lost
    anchors_hold()


def test_typesetting_changes_no_words_and_makes_no_orphan(actor):
    text = 'The mayor\'s "great" bridge opened in 1930-1932. It carries 160,000 vehicles a day.'
    article = add_article(actor=actor, text=text, title="Bridge").article
    before = {claim.pk: claim.text for claim in article.claims.all()}
    curly = "The mayor’s “great” bridge opened in 1930–1932. It carries 160,000\u00a0vehicles a day."
    done = revise(article, actor, "Corrected. " + curly)
    assert (done.moved, done.orphaned) == (len(before), 0)
    assert {claim.pk: claim.text for claim in article.claims.filter(pk__in=before)} == before
    assert article.claims.get(pk=min(before)).quote.startswith("The mayor’s “great”")
    assert article.claims.exclude(pk__in=before).count() == 1  # the new sentence; the old ones are not split anew
    anchors_hold()


def test_changed_words_are_proposed_and_attached_by_one_step(article, actor):
    lost = article.claims.get(quote__startswith="It carries")
    revise(article, actor, FIRST.replace("160,000", "162,500"))
    lost.refresh_from_db()
    assert lost.orphaned_at is not None
    place = proposed_place(lost)
    text = lost.article.version.text
    assert "162,500 vehicles" in text[place.start : place.end]
    found = reattach_claim(actor=actor, claim=lost)
    assert found.quote == text[place.start : place.end]
    assert (found.orphaned_at, found.version.number) == (None, 2)
    event = Event.objects.get(kind=EventKind.CLAIM_REATTACHED)
    assert "160,000" in event.old
    assert "162,500" in event.new
    anchors_hold()


def test_an_orphan_comes_back_when_its_words_do(article, actor):
    first = set(article.claims.values_list("pk", flat=True))
    revise(article, actor, "Only this is left.")
    assert Claim.objects.filter(pk__in=first, orphaned_at__isnull=True).count() == 0
    assert revise(article, actor, FIRST).moved == len(first)
    assert Claim.objects.filter(pk__in=first, orphaned_at__isnull=True).count() == len(first)
    anchors_hold()


def test_an_orphan_is_put_on_chosen_words(article, actor):
    lost = article.claims.get(quote__startswith="Its architect")
    revise(article, actor, "The bridge opened in 1932. Somebody drew it.")
    lost.refresh_from_db()
    if proposed_place(lost) is None:
        with pytest.raises(AnchorLost):
            reattach_claim(actor=actor, claim=lost)
    found = reattach_claim(actor=actor, claim=lost, start=27, end=43)
    assert found.quote == "Somebody drew it"
    with pytest.raises(BadInput):
        reattach_claim(actor=actor, claim=lost, start=10, end=9_999)
    anchors_hold()


def test_new_sentences_are_split_and_old_ones_not_again(article, actor):
    claim = article.claims.get(quote__startswith="It carries")
    reword_claim(actor=actor, claim=claim, text="The bridge carries 160,000 vehicles every day.")
    before = article.claims.count()
    revise(article, actor, FIRST + " The mayor of Oakville praised it on Monday.")
    new = article.claims.filter(version__number=2).exclude(pk__in=article.claims.filter(revision__gt=1))
    assert article.claims.count() > before
    assert all("mayor" in item.quote or "Oakville" in item.quote for item in new)


def test_reviews_and_verdicts_stay_with_the_version_they_judged(article, actor, settings):
    settings.QUORUM = 1
    claim = article.claims.get(quote__startswith="It carries")
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    revise(article, actor, BEFORE + FIRST)
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.UNPROVEN
    assert claim.verdict.version.number == 1
    assert claim.version.number == 2


def test_withdrawn_claims_stay_where_they_were(article, actor):
    claim = withdraw_claim(actor=actor, claim=article.claims.first(), reason="badly split")
    revise(article, actor, BEFORE + FIRST)
    claim.refresh_from_db()
    assert (claim.version.number, claim.orphaned_at) == (1, None)
    with pytest.raises(ClaimClosed):
        reattach_claim(actor=actor, claim=claim)


def test_what_people_put_away_does_not_come_back_with_another_part_of_its_sentence(actor, settings):
    """The splitter finds the same words worded the same way: people have said what they think of that."""
    settings.SPLITTER = "tests.services.plain_splitter.split_clauses"
    text = "The bridge opened in 1932 and the tunnel is long and the quay cost 40 crowns."
    article = add_article(actor=actor, text=text, title="Bridge").article
    first, second, _ = article.claims.in_text_order()
    withdraw_claim(actor=actor, claim=first, reason="A repetition.")
    reword_claim(actor=actor, claim=second, text="The tunnel under the river is long")
    revise(article, actor, text.replace("40", "41"))
    standing = article.claims.standing().filter(orphaned_at=None).in_text_order()
    assert [claim.text for claim in standing] == ["The tunnel under the river is long", "the quay cost 41 crowns"]


def test_the_same_text_makes_no_version(article, actor):
    assert revise(article, actor, FIRST.replace("\n", "\r\n")).version.number == 1
    assert not Event.objects.filter(kind=EventKind.ARTICLE_REVISED).exists()


def test_two_who_correct_at_once_do_not_overwrite_each_other(article, actor):
    revise(article, actor, BEFORE + FIRST, seen=1)
    with pytest.raises(StaleEdit) as refusal:
        revise(article, actor, "Another text.", seen=1)
    assert refusal.value.texts == {"text": BEFORE + FIRST}


def test_an_empty_correction_is_refused(article, actor):
    with pytest.raises(TextEmpty):
        revise(article, actor, " \n ")


def test_a_claim_changed_during_the_correction_is_looked_for_again(article, actor, monkeypatch):
    claim = article.claims.get(quote__startswith="It carries")
    real = versions._split_if_short

    def slow(text, language):
        reword_claim(actor=actor, claim=claim, text="It carries a lot.")
        return real(text, language)

    monkeypatch.setattr(versions, "_split_if_short", slow)
    revise(article, actor, BEFORE + FIRST)
    claim.refresh_from_db()
    assert (claim.text, claim.version.number) == ("It carries a lot.", 2)
    anchors_hold()


def test_a_long_correction_is_split_in_the_background(article, actor, settings):
    settings.SPLIT_INLINE_LENGTH = 0
    done = revise(article, actor, FIRST + " The mayor praised it.")
    assert done.article.state == ArticleState.WAITING
    split_waiting_article(article.pk)
    article.refresh_from_db()
    assert article.state == ArticleState.READY
    assert article.claims.filter(quote__contains="mayor").exists()
    anchors_hold()


def test_a_text_corrected_while_it_is_split_is_split_as_it_is_now(actor, settings):
    settings.SPLIT_INLINE_LENGTH = 0
    article = add_article(actor=actor, text=FIRST).article
    settings.SPLITTER = "tests.services.test_versions.interrupted"
    interrupted.once = lambda: revise(article, actor, "Rain fell on Monday.")
    split_waiting_article(article.pk)
    assert {claim.version.number for claim in article.claims.all()} == {2}
    anchors_hold()


def interrupted(text, *, language="en"):
    once, interrupted.once = interrupted.once, lambda: None
    once()
    return split(text, language=language)


def test_two_claims_on_words_that_now_stand_once(article, actor):
    text = "Rain fell. The bridge opened. Rain fell."
    other = add_article(actor=actor, text=text).article
    for start in (0, 30):
        propose_claim(actor=actor, article=other, start=start, end=start + 9, text="It rained.")
    revise(other, actor, "Rain fell. The bridge opened.")
    proposed = other.claims.filter(text="It rained.")
    assert proposed.count() == 2
    assert proposed.filter(orphaned_at__isnull=True).count() == 1
    anchors_hold()


def test_an_article_in_a_language_nobody_knows_anymore_is_still_corrected(article, actor):
    Article.objects.update(language="zzzz")
    assert revise(article, actor, BEFORE + FIRST).version.number == 2
    article.refresh_from_db()
    assert article.language == "zzzz"
