"""Objects for tests, made as the services would leave them."""

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from claims import models
from claims.choices import ArticleState, ReviewState, Role
from claims.services.articles import digest
from claims.services.drafts import wording_digest
from claims.text.anchors import make_anchor

TEXT = "The bridge opened in 1932. It carries 160,000 vehicles a day. Its architect was Ann Lee."
PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    display_name = factory.Sequence(lambda n: f"Person {n}")
    role = Role.REVIEWER
    password = factory.django.Password(PASSWORD)

    class Params:
        reader = factory.Trait(role=Role.READER)
        editor = factory.Trait(role=Role.EDITOR)
        admin = factory.Trait(role=Role.ADMIN, is_staff=True, is_superuser=True)


class ArticleFactory(DjangoModelFactory):
    """An article that has been split; `versions="…"` gives its first version's text."""

    class Meta:
        model = models.Article
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Bridge news {n}")
    source_url = factory.Sequence(lambda n: f"https://daily.example.org/bridge/{n}")
    publisher = "Example Daily"
    state = ArticleState.READY
    added_by = factory.SubFactory(UserFactory, editor=True)

    @factory.post_generation
    def versions(article, create, extracted, **kwargs):
        text = extracted or f"{TEXT} Edition {article.title.rsplit(' ', 1)[-1]}."
        version = models.ArticleVersion.objects.create(
            article=article, text=text, sha256=digest(text), added_by=article.added_by, sentences=sentences(text)
        )
        article.version, article.fingerprint = version, version.sha256
        article.save(update_fields=["version", "fingerprint"])


def sentences(text):
    """Sentence positions of a text whose sentences end with a full stop and a blank."""
    found, start = [], 0
    for piece in text.split(". "):
        found.append([start, min(start + len(piece) + 1, len(text))])
        start += len(piece) + 2
    return found


class ClaimFactory(DjangoModelFactory):
    """A claim on the article's first sentence, or on `at=(start, end)`."""

    class Meta:
        model = models.Claim

    class Params:
        at = (0, 26)

    article = factory.SubFactory(ArticleFactory)
    version = factory.LazyAttribute(lambda claim: claim.article.version)
    text = factory.Sequence(lambda n: f"The bridge opened in 1932, says reading {n}")
    text_sha256 = factory.LazyAttribute(lambda claim: wording_digest(claim.text))
    start = factory.LazyAttribute(lambda claim: claim.at[0])
    end = factory.LazyAttribute(lambda claim: claim.at[1])
    quote = factory.LazyAttribute(lambda claim: claim.version.text[claim.start : claim.end])
    prefix = factory.LazyAttribute(lambda c: make_anchor(c.version.text, c.start, c.end).prefix)
    suffix = factory.LazyAttribute(lambda c: make_anchor(c.version.text, c.start, c.end).suffix)
    spans = factory.LazyAttribute(lambda claim: [[claim.start, claim.end]])
    sentence_start = factory.LazyAttribute(lambda claim: claim.start)
    sentence_end = factory.LazyAttribute(lambda claim: claim.end)
    check_worthiness = 0.5


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    url = factory.Sequence(lambda n: f"https://evidence.example.org/{n}")
    title = factory.Sequence(lambda n: f"Evidence page {n}")


class ReviewFactory(DjangoModelFactory):
    """A row as it is; to have the claim settled as well, call `services.reviews.submit_review`."""

    class Meta:
        model = models.Review

    claim = factory.SubFactory(ClaimFactory)
    reviewer = factory.SubFactory(UserFactory)
    state = ReviewState.SUBMITTED
    rating = "supported"


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Evidence

    review = factory.SubFactory(ReviewFactory)
    source = factory.SubFactory(SourceFactory)
    url = factory.LazyAttribute(lambda evidence: evidence.source.url)
    stance = "supports"
