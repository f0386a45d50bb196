"""Correcting a text by page: nothing typed is lost, and every orphan has its way back."""

import pytest
from django.urls import reverse

from claims.models import Article, Claim
from claims.services.articles import add_article
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

TEXT = "The bridge opened in 1932. It carries 160,000 vehicles a day. Its architect was Ann Lee."


@pytest.fixture
def article(settings):
    settings.SPLITTER = "tests.services.plain_splitter.split"
    return add_article(actor=UserFactory(editor=True), text=TEXT, title="Bridge").article


def correct(client, article, text, seen=1):
    return client.post(reverse("article_revise", args=[article.pk]), {"text": text, "seen": seen})


def test_a_correction_shows_what_it_changed(editor, article):
    client, _ = editor
    response = correct(client, article, TEXT.replace("1932", "1933"))
    page = client.get(response.url)
    assert "removed: 1932" in read_page(page)
    assert "added: 1933" in read_page(page)
    assert "Version 2" in read_page(client.get(article.get_absolute_url()))
    assert client.get(response.url, {"version": "1"}).status_code == 200
    assert client.get(response.url, {"version": "7"}).status_code == 404


def test_an_orphan_is_put_back_by_one_button(editor, article):
    client, _ = editor
    correct(client, article, TEXT.replace("160,000", "162,500"))
    lost = Claim.objects.get(orphaned_at__isnull=False)
    address = reverse("claim_reattach", args=[lost.pk])
    assert address in client.get(article.get_absolute_url()).content.decode()
    assert "Put back:" in read_page(client.get(article.get_absolute_url()))
    assert address in client.get(lost.get_absolute_url()).content.decode()
    page = client.get(address)
    assert "162,500" in read_page(page)
    assert "keeps its wording, its reviews" in read_page(page)
    place = page.context["place"]
    client.post(address, {"start": place.start, "end": place.end, "seen": lost.revision})
    lost.refresh_from_db()
    assert lost.orphaned_at is None
    assert "162,500" in lost.quote


def test_where_it_stood_and_would_stand_is_shown_in_whole_words(editor):
    filler = "Sailors remember every summer differently. "
    article = ArticleFactory(versions=f"{filler * 9}The bridge opened in 1932. {filler * 9}")
    start = article.version.text.index("The bridge")
    ClaimFactory(article=article, at=(start, start + 25), text="The bridge opened in 1932")
    correct(editor[0], article, article.version.text.replace("1932", "1933"))
    lost = Claim.objects.get(orphaned_at__isnull=False)
    page = editor[0].get(reverse("claim_reattach", args=[lost.pk]))
    words = {*filler.replace(".", "").split(), "…"}
    for place in ("stood", "now"):
        before, _own, after = page.context[place]
        assert {*f"{before} {after}".replace(".", "").split()} <= words
        assert (before[0], after[-1]) == ("…", "…")


def test_nobody_is_led_to_a_step_they_may_not_take(editor, reviewer, article):
    correct(editor[0], article, TEXT.replace("160,000", "162,500"))
    lost = Claim.objects.get(orphaned_at__isnull=False)
    for address in (article.get_absolute_url(), lost.get_absolute_url()):
        assert reverse("claim_reattach", args=[lost.pk]) not in reviewer[0].get(address).content.decode()


def test_an_orphan_without_a_place_is_told_so(editor, article):
    client, _ = editor
    correct(client, article, "Nothing of it is left, and rain fell all day long over the city.")
    lost = Claim.objects.filter(orphaned_at__isnull=False).first()
    address = reverse("claim_reattach", args=[lost.pk])
    assert "No place like it" in read_page(client.get(address))
    assert "No place like it" in read_page(client.post(address))


def test_what_was_typed_stays_when_somebody_was_quicker(editor, article):
    client, _ = editor
    correct(client, article, TEXT + " More.")
    response = correct(client, article, TEXT + " Mine.")
    assert response.status_code == 422
    assert "Mine." in response.context["form"]["text"].value()
    assert "Somebody corrected the text meanwhile" in read_page(response)
    assert correct(client, article, TEXT + " Mine.", seen=2).status_code == 302
    assert Article.objects.get().version.text.endswith("Mine.")


def test_only_editors_correct_and_all_members_compare(cast, article):
    assert cast["reviewer"][0].get(reverse("article_revise", args=[article.pk])).status_code == 403
    assert cast["reader"][0].get(reverse("article_versions", args=[article.pk])).status_code == 200
    assert cast["nobody"][0].get(reverse("article_versions", args=[article.pk])).status_code == 302
