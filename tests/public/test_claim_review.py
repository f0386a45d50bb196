"""The ClaimReview of a public page: what its reader sees, and no way out of it."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from claims.choices import Rating
from claims.models import Article, Claim, Verdict
from tests.exporters.google_rules import page_problems
from tests.public.conftest import fresh, published

pytestmark = pytest.mark.django_db

WICKED = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]></p>",
    "a\u2028b\u2029c",
    "Tom & Jerry &amp; &lt;b&gt;",
    '"},"x":{"',
    "\\u003c/script\\u003e",
]


class Scripts(HTMLParser):
    """Script elements and what is in them, as a browser cuts them."""

    def __init__(self):
        super().__init__()
        self.inside, self.found = False, []

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.inside = True
            self.found.append([dict(attrs), ""])

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] += data


def claim_review(answer):
    scripts = Scripts()
    scripts.feed(answer.text)
    ((attributes, words),) = scripts.found
    assert attributes == {"type": "application/ld+json"}
    return json.loads(words)


def test_it_says_what_the_page_says(visitor):
    one = published(rating="incorrect", speaker="Ann Lee")
    found = claim_review(visitor.get(one.public_path))
    assert (found["@context"], found["@type"]) == ("https://schema.org", "ClaimReview")
    assert found["url"] == one.public_url
    assert found["claimReviewed"] == one.claim.text
    assert found["reviewRating"]["alternateName"] == "Incorrect"
    assert (found["reviewRating"]["ratingValue"], found["reviewRating"]["bestRating"]) == (1, 5)
    assert found["itemReviewed"]["author"]["name"] == "Ann Lee"
    assert found["datePublished"] == one.published_at.date().isoformat()
    assert visitor.get("/" + found["author"]["url"].split("/", 3)[3]).status_code == 200


@pytest.mark.parametrize("rating", Rating.values)
@pytest.mark.parametrize(
    "text", ["The bridge opened in 1932", "The bridge opened in 1932 " + "and carries many cars " * 9]
)
def test_the_page_keeps_every_rule_of_google(visitor, rating, text):
    one = published(rating=rating, text=text, speaker="Ann Lee", summary="The records say so.\n\nAll of them.")
    answer = visitor.get(one.public_path)
    about = {"address": one.public_url, "status": answer.status_code, "site": settings.SITE_URL}
    assert page_problems(answer.text, **about) == []


@pytest.mark.parametrize("words", WICKED)
def test_no_words_break_out_of_it(visitor, words):
    one = published()
    Claim.objects.filter(pk=one.claim_id).update(text=words, speaker=words)
    Verdict.objects.filter(pk=one.pk).update(summary=words)
    Article.objects.filter(pk=one.claim.article_id).update(
        title=words, publisher=words, author=words, source_url=f"https://x.example.org/?a=1&b={words[:9]}"
    )
    answer = visitor.get(fresh(one).public_path)
    found = claim_review(answer)
    assert found["claimReviewed"] == " ".join(words.split())
    assert found["itemReviewed"]["author"]["name"] == words
    assert found["reviewRating"]["ratingExplanation"] == words
    assert not re.search(r"<script(?! type=)", answer.text)
    assert "alert(1)</script>" not in answer.text


def test_a_rating_without_a_degree_has_words_alone(visitor):
    one = published(rating="disputed")
    assert "ratingValue" not in claim_review(visitor.get(one.public_path))["reviewRating"]
