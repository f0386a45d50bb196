"""A judge of ClaimReview from outside: Google's rules for fact checks and schema.org's, written out, sharing no code.

Sources: Google's "Fact check (ClaimReview) structured data", schema.org's vocabulary of ClaimReview, Claim, Rating,
Organization and Person. Each finding begins with the name of the rule it breaks; RULES says each in words.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

RULES = {
    "context": "the document names https://schema.org",
    "type": "a check is a ClaimReview",
    "known": "every property belongs to its type in schema.org",
    "claim-given": "claimReviewed is required, in words on one line",
    "claim-short": "claimReviewed stays below 75 characters",
    "claim-not-verdict": "claimReviewed is the claim, not the verdict",
    "url-given": "url is required, a whole http(s) address",
    "url-own": "url lies in the publisher's own domain or below it",
    "url-direct": "url is no shortener's",
    "url-once": "a page holds one ClaimReview, so an address belongs to one",
    "author": "author is an Organization or a Person with a name or an address",
    "rating-given": "reviewRating is required, a Rating",
    "rating-words": "alternateName is required: the verdict in words",
    "rating-numbers": "ratingValue, bestRating and worstRating are numbers and come together",
    "rating-range": "worst is at least 1, best is greater than worst, the value lies between",
    "rating-scale": "the same words have the same number, and truer words the one nearer to best",
    "item": "itemReviewed is a Claim; CreativeWork is for older pages",
    "item-author": "who made the claim is an Organization or a Person with a name",
    "appearance": "an appearance is an address or a CreativeWork with one",
    "date": "a date is ISO 8601",
    "page-answers": "the page is there without a redirect",
    "page-one": "the page holds exactly one ClaimReview",
    "page-url": "url is the page's own address",
    "page-shows": "what the markup says is what the reader sees",
    "page-corrections": "the page leads to a corrections policy or a way to report an error",
    "page-method": "the page leads to where the method and the ratings are explained",
    "page-sources": "the page links its sources",
}

THING = {"@type", "name", "url", "sameAs", "description", "image"}
KNOWN = {
    "ClaimReview": THING
    | {"claimReviewed", "reviewRating", "author", "itemReviewed", "datePublished", "dateModified", "inLanguage"},
    "Rating": THING | {"alternateName", "ratingValue", "bestRating", "worstRating", "ratingExplanation"},
    "Claim": THING | {"text", "author", "datePublished", "appearance", "firstAppearance"},
    "CreativeWork": THING | {"author", "datePublished", "headline", "publisher"},
    "Organization": THING | {"logo"},
    "Person": THING | {"jobTitle"},
}
PARTIES = {"Organization", "Person"}
SHORTENERS = {"bit.ly", "buff.ly", "goo.gl", "is.gd", "ow.ly", "rb.gy", "t.co", "tinyurl.com"}
NUMBERS = ("worstRating", "ratingValue", "bestRating")

# Words that are truer come later; words that say nothing of a degree of truth are not among them.
TRUER = ("Incorrect", "Supported")


def document_problems(document: Any, *, site: str) -> list[str]:
    """What is wrong with a file: one node, or many in `@graph`. `site` is the publisher's own address."""
    nodes = document.get("@graph", [{key: value for key, value in document.items() if key != "@context"}])
    found = [] if document.get("@context") == "https://schema.org" else ["context: " + repr(document.get("@context"))]
    addresses = [node.get("url") for node in nodes]
    found += [f"url-once: {one}" for one in set(addresses) if addresses.count(one) > 1]
    return found + [problem for node in nodes for problem in problems(node, site=site)] + _scale(nodes)


def problems(node: dict[str, Any], *, site: str) -> list[str]:
    """What is wrong with one ClaimReview."""
    return [
        *_check(node.get("@type") == "ClaimReview", "type", node.get("@type")),
        *_unknown(node),
        *_claim(node),
        *_address(node.get("url"), site),
        *_party(node.get("author"), "author", named=False),
        *_rating(node.get("reviewRating")),
        *_item(node.get("itemReviewed")),
        *_date(node),
    ]


def page_problems(page: str, *, address: str, status: int, site: str) -> list[str]:
    """What is wrong with a public page at `address` that answered `status`."""
    if status != 200:
        return [f"page-answers: {status} at {address}"]
    read = Reader(page)
    reviews = [one for one in read.documents() if one.get("@type") == "ClaimReview"]
    if len(reviews) != 1:
        return [f"page-one: {len(reviews)} at {address}"]
    review = reviews[0]
    shown = [word for word in _words_of(review) if _plain(word) not in _plain(read.text)]
    sources = [link for link in read.links if link.startswith("http") and not link.startswith(site)]
    return [
        *document_problems(review, site=site),
        *_check(review.get("url") == address, "page-url", review.get("url")),
        *[f"page-shows: {word!r} is nowhere on the page" for word in shown],
        *_check(any("corrections" in link or link.startswith("mailto:") for link in read.links), "page-corrections"),
        *_check(any("method" in link for link in read.links), "page-method"),
        *_check(bool(sources), "page-sources"),
    ]


class Reader(HTMLParser):
    """A page as a reader and a crawler have it: the visible text, the links, the blocks of JSON-LD."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.text = ""
        self._within: list[str] = []
        self.feed(page)
        self.close()

    def documents(self) -> list[dict[str, Any]]:
        return [json.loads(script) for script in self.scripts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "a" and about.get("href"):
            self.links.append(str(about["href"]))
        if tag in {"script", "style", "title", "template"}:
            self._within.append("json" if about.get("type") == "application/ld+json" else tag)
            self.scripts += [""] if self._within[-1] == "json" else []

    def handle_endtag(self, tag: str) -> None:
        if self._within and tag in {"script", "style", "title", "template"}:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.text += data
        elif self._within[-1] == "json":
            self.scripts[-1] += data


def _check(holds: bool, rule: str, what: Any = None) -> list[str]:
    return [] if holds else [f"{rule}: {what!r}"]


def _unknown(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        kind = value.get("@type")
        yield from (f"known: {key} in {kind}" for key in value if key not in KNOWN.get(str(kind), {"@type"}))
        for inner in value.values():
            yield from _unknown(inner)


def _words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _web(value: Any) -> bool:
    if not isinstance(value, str) or re.search(r"[\s<>\"\\]", value):
        return False
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def _claim(node: dict[str, Any]) -> list[str]:
    claim = node.get("claimReviewed")
    if not _words(claim) or len(str(claim).splitlines()) > 1:
        return [f"claim-given: {claim!r}"]
    verdict = (node.get("reviewRating") or {}).get("alternateName") or ""
    said = _plain(str(claim)).casefold()
    return [
        *_check(len(str(claim)) < 75, "claim-short", claim),
        *_check(
            said != verdict.casefold() and not said.startswith(f"{verdict.casefold()}:"), "claim-not-verdict", claim
        ),
    ]


def _address(url: Any, site: str) -> list[str]:
    if not _web(url):
        return [f"url-given: {url!r}"]
    host, own = urlsplit(url).hostname or "", urlsplit(site).hostname or ""
    return [
        *_check(host == own or host.endswith(f".{own}"), "url-own", url),
        *_check(host not in SHORTENERS, "url-direct", url),
    ]


def _party(party: Any, rule: str, *, named: bool) -> list[str]:
    """`named` asks for a name; else an address will do."""
    if not isinstance(party, dict) or party.get("@type") not in PARTIES:
        return [f"{rule}: {party!r}"]
    addresses = [party[key] for key in ("url", "sameAs") if key in party]
    well_named = _words(party["name"]) if "name" in party else not named and bool(addresses)
    return _check(well_named and all(map(_web, addresses)), rule, party)


def _rating(rating: Any) -> list[str]:
    if not isinstance(rating, dict) or rating.get("@type") != "Rating":
        return [f"rating-given: {rating!r}"]
    found = _check(_words(rating.get("alternateName")), "rating-words", rating)
    given = [rating[key] for key in NUMBERS if key in rating]
    if not given:
        return found
    if len(given) < 3 or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in given):
        return [*found, f"rating-numbers: {rating!r}"]
    worst, value, best = given
    return found + _check(1 <= worst <= value <= best and worst < best, "rating-range", rating)


def _scale(nodes: list[dict[str, Any]]) -> list[str]:
    ratings = [node["reviewRating"] for node in nodes if isinstance(node.get("reviewRating"), dict)]
    numbers: dict[str, set[Any]] = {}
    for rating in ratings:
        numbers.setdefault(str(rating.get("alternateName")), set()).add(rating.get("ratingValue"))
    found = [f"rating-scale: {words} is {values}" for words, values in numbers.items() if len(values) > 1]
    wrong, right = ([one for one in numbers.get(words, set()) if one is not None] for words in TRUER)
    return found + _check(not wrong or not right or max(wrong) < min(right), "rating-scale", (wrong, right))


def _item(item: Any) -> list[str]:
    if not isinstance(item, dict) or item.get("@type") != "Claim":
        return [f"item: {item!r}"]
    places = [item[key] for key in ("appearance", "firstAppearance") if key in item]
    return [
        *(_party(item["author"], "item-author", named=True) if "author" in item else []),
        *[f"appearance: {place!r}" for one in places for place in _listed(one) if not _is_place(place)],
        *_date(item),
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_place(place: Any) -> bool:
    return _web(place) or (
        isinstance(place, dict) and place.get("@type") == "CreativeWork" and _web(place.get("url"))
    )


def _date(thing: dict[str, Any]) -> list[str]:
    given = [thing[key] for key in ("datePublished", "dateModified") if key in thing]
    return [f"date: {one!r}" for one in given if not _is_date(one)]


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d(T|$)", value):
        return False
    try:
        return bool(datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value))
    except ValueError:
        return False


def _words_of(review: dict[str, Any]) -> list[str]:
    """Everything the markup says in words, that its reader must find on the page."""
    rating, item = review["reviewRating"], review.get("itemReviewed", {})
    said = [
        item.get("text") or review["claimReviewed"],
        rating.get("alternateName"),
        rating.get("ratingExplanation"),
        review.get("author", {}).get("name"),
        item.get("author", {}).get("name"),
    ]
    return [word for word in said if word]


def _plain(text: str) -> str:
    return " ".join(text.split())
