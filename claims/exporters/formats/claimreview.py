"""schema.org ClaimReview as JSON-LD, one node for each decided claim; a public verdict page carries its own node.

Rules: schema.org, and Google's "Fact check (ClaimReview) structured data". A number is given only where it says
what the words say: incorrect is 1 and supported is 5 of 5. The other ratings have words alone, because a number would
claim a degree of truth.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from claims.choices import Rating
from claims.exporters.formats.about import About
from claims.exporters.formats.embedding import embeddable, embedded
from claims.exporters.formats.framing import array
from claims.exporters.rows import Row
from claims.text.shortening import shorten

CONTEXT = "https://schema.org"
NUMBERS = {"incorrect": 1, "supported": 5}
WORST, BEST = 1, 5

# Google: "Try to keep this less than 75 characters".
LONGEST = 74


def write(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """`{"@context": "https://schema.org", "@graph": [ClaimReview, …]}`. Claims without a verdict are left out.

    Each node is written so that it can be pasted into a page as it is.
    """
    nodes = (review_of(row, about) for row in rows if row["verdict"] and not row["withdrawn"])
    before = f'{{"@context":"{CONTEXT}","@graph":['.encode()
    return array(nodes, before=before, after=b"]}", write=embeddable)


def script_of(row: Row, about: About) -> SafeString:
    """What a page about one verdict holds between `<script type="application/ld+json">` and `</script>`."""
    return embedded({"@context": CONTEXT, **review_of(row, about)})


def review_of(row: Row, about: About) -> dict[str, Any]:
    """One ClaimReview, without `@context`, of a claim with a verdict; `url` is its public page once there is one."""
    published = row["verdict"]["published_at"] or row["decided_at"]
    return {
        "@type": "ClaimReview",
        "url": row["verdict"].get("public_url") or row["url"],
        "claimReviewed": shorten(row["text"], LONGEST),
        **({"datePublished": published.date().isoformat()} if published else {}),
        "author": {"@type": "Organization", "name": about.desk, "url": about.site + reverse("public_verdicts")},
        "reviewRating": _rating(row["verdict"]),
        "itemReviewed": _item(row),
    }


def _rating(verdict: dict[str, Any]) -> dict[str, Any]:
    number = NUMBERS.get(verdict["rating"])
    return {
        "@type": "Rating",
        "alternateName": str(Rating(verdict["rating"]).label),
        **({"ratingExplanation": verdict["summary"]} if verdict["summary"] else {}),
        **({"ratingValue": number, "worstRating": WORST, "bestRating": BEST} if number else {}),
    }


def _item(row: Row) -> dict[str, Any]:
    """The claim; its whole wording too where `claimReviewed` had to be cut."""
    article = row["article"]
    published = article["published_at"]
    link = article["source_url"]
    return {
        "@type": "Claim",
        **({"text": row["text"]} if shorten(row["text"], LONGEST) != row["text"] else {}),
        **_author(row),
        **({"datePublished": published.date().isoformat()} if published else {}),
        **({"appearance": {"@type": "CreativeWork", "url": link}} if link else {}),
    }


def _author(row: Row) -> dict[str, Any]:
    """Who made the claim: its speaker, else the publisher; left out when there is neither."""
    if row["speaker"]:
        return {"author": {"@type": "Person", "name": row["speaker"]}}
    publisher = row["article"]["publisher"]
    return {"author": {"@type": "Organization", "name": publisher}} if publisher else {}
