"""The judge of ClaimReview finds every fault it has a rule for, and none in a node that keeps them all."""

import copy
import json
from typing import Any

import pytest

from tests.exporters.google_rules import RULES, document_problems, page_problems

SITE = "https://desk.example.org"
ADDRESS = f"{SITE}/verdicts/7-macron/"
NODE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": ADDRESS,
    "claimReviewed": "Emmanuel Macron is French PM",
    "datePublished": "2025-01-12",
    "author": {"@type": "Organization", "name": "Example Fact Desk", "url": f"{SITE}/"},
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "Incorrect",
        "ratingExplanation": "He is President.",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Organization", "name": "Example Daily", "sameAs": "https://daily.example.org/"},
        "datePublished": "2025-01-10T08:00:00Z",
        "appearance": {"@type": "CreativeWork", "url": "https://daily.example.org/2025/01/10/mali/"},
    },
}
GONE = object()

# Rule, where in the node, and what stands there instead.
FAULTS = [
    ("context", "@context", "http://www.w3.org/ns/anno.jsonld"),
    ("type", "@type", "Review"),
    ("known", "reviewRating.stars", 3),
    ("known", "verdict", "Incorrect"),
    ("claim-given", "claimReviewed", GONE),
    ("claim-given", "claimReviewed", "  "),
    ("claim-given", "claimReviewed", "One\nTwo"),
    ("claim-short", "claimReviewed", "x" * 75),
    ("claim-not-verdict", "claimReviewed", "Incorrect"),
    ("claim-not-verdict", "claimReviewed", "Incorrect: he is President"),
    ("url-given", "url", GONE),
    ("url-given", "url", "/verdicts/7-macron/"),
    ("url-given", "url", "javascript:alert(1)"),
    ("url-given", "url", "https://desk.example.org/verdicts/<7>/"),
    ("url-own", "url", "https://evil.example.com/7/"),
    ("url-own", "url", "https://notdesk.example.org/7/"),
    ("url-direct", "url", "https://bit.ly/7"),
    ("author", "author", GONE),
    ("author", "author", "Example Fact Desk"),
    ("author", "author", {"@type": "Organization"}),
    ("author", "author.name", ""),
    ("author", "author.url", "ftp://desk.example.org/"),
    ("rating-given", "reviewRating", GONE),
    ("rating-given", "reviewRating", {"@type": "AggregateRating", "alternateName": "Incorrect"}),
    ("rating-words", "reviewRating.alternateName", GONE),
    ("rating-words", "reviewRating.alternateName", ""),
    ("rating-numbers", "reviewRating.ratingValue", "1"),
    ("rating-numbers", "reviewRating.ratingValue", True),
    ("rating-numbers", "reviewRating.bestRating", GONE),
    ("rating-range", "reviewRating.worstRating", 0),
    ("rating-range", "reviewRating.bestRating", 1),
    ("rating-range", "reviewRating.ratingValue", 6),
    ("item", "itemReviewed", GONE),
    ("item", "itemReviewed.@type", "CreativeWork"),
    ("item-author", "itemReviewed.author.name", GONE),
    ("item-author", "itemReviewed.author", "Example Daily"),
    ("item-author", "itemReviewed.author.sameAs", "daily.example.org"),
    ("appearance", "itemReviewed.appearance", "page 3"),
    ("appearance", "itemReviewed.appearance", {"@type": "CreativeWork"}),
    ("appearance", "itemReviewed.firstAppearance", {"@type": "WebPage", "url": "https://daily.example.org/"}),
    ("date", "datePublished", "12 January 2025"),
    ("date", "itemReviewed.datePublished", "2025-13-01"),
]

PAGE = f"""<!doctype html><title>Check</title><script type="application/ld+json">{json.dumps(NODE)}</script>
<h1>Emmanuel Macron is\n French PM</h1><p>Incorrect. He is President.</p><p>Said by Example Daily</p>
<p>Example Fact Desk: <a href="/method/">how we work</a>, <a href="/corrections/">corrections</a></p>
<a href="https://evidence.example.org/presidency">the list</a>"""
# Rule, what stands in the page, and what stands there instead.
PAGE_FAULTS = [
    ("page-one", "</title>", f'</title><script type="application/ld+json">{json.dumps(NODE)}</script>'),
    ("page-one", "application/ld+json", "application/json"),
    ("page-url", f'"url": "{ADDRESS}"', f'"url": "{SITE}/claims/7/"'),
    ("page-shows", "<h1>Emmanuel Macron is\n French PM</h1>", "<h1>Who is President?</h1>"),
    ("page-shows", "Incorrect. He", "False. He"),
    ("page-shows", "<p>Said by Example Daily</p>", ""),
    ("page-shows", "He is President.</p>", "</p>"),
    ("page-corrections", "/corrections/", "/about/"),
    ("page-method", "/method/", "/about/"),
    ("page-sources", "https://evidence.example.org/presidency", "/claims/7/"),
]


def changed(place: str, value: Any) -> dict[str, Any]:
    node = copy.deepcopy(NODE)
    *way, last = place.split(".")
    within = node
    for step in way:
        within = within[step]
    if value is GONE:
        del within[last]
    else:
        within[last] = value
    return node


def rules(found: list[str]) -> set[str]:
    return {problem.partition(":")[0] for problem in found}


def test_a_node_that_keeps_every_rule_passes() -> None:
    assert document_problems(NODE, site=SITE) == []
    assert page_problems(PAGE, address=ADDRESS, status=200, site=SITE) == []


@pytest.mark.parametrize(("rule", "place", "value"), FAULTS)
def test_a_broken_node_is_found(rule: str, place: str, value: Any) -> None:
    assert rule in rules(document_problems(changed(place, value), site=SITE))


@pytest.mark.parametrize(("rule", "old", "new"), PAGE_FAULTS)
def test_a_broken_page_is_found(rule: str, old: str, new: str) -> None:
    assert old in PAGE
    assert rules(page_problems(PAGE.replace(old, new), address=ADDRESS, status=200, site=SITE)) == {rule}


def test_a_page_that_leads_elsewhere_is_found() -> None:
    assert rules(page_problems(PAGE, address=ADDRESS, status=301, site=SITE)) == {"page-answers"}


def in_one_file(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@graph": [{**node, "@type": "ClaimReview"} for node in nodes]}


def without_context(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key != "@context"}


def test_two_checks_at_one_address_and_a_scale_upside_down_are_found() -> None:
    first = without_context(NODE)
    assert rules(document_problems(in_one_file(first, first), site=SITE)) == {"url-once"}
    for words, number in (("Supported", 1), ("Incorrect", 2)):
        other = without_context(changed("url", f"{SITE}/verdicts/8-x/"))
        other["reviewRating"] = {**NODE["reviewRating"], "alternateName": words, "ratingValue": number}
        assert rules(document_problems(in_one_file(first, other), site=SITE)) == {"rating-scale"}


def test_every_rule_has_a_fault_that_breaks_it() -> None:
    tested = {rule for rule, *_ in [*FAULTS, *PAGE_FAULTS]} | {"page-answers", "url-once", "rating-scale"}
    assert tested == set(RULES)
