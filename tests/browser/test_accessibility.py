"""Every page under axe in light and dark, and as narrow as a small phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser

from claims.services.articles import add_article
from claims.services.comments import add_comment
from claims.services.publication import correct_verdict, publish_verdict
from claims.services.reviews import Citation, submit_review
from claims.services.verdicts import adjudicate
from tests.factories import ClaimFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = """Old lighthouse to shine again

French PM Emmanuel Macron visited the lighthouse of Kerbellec on Friday. The lamp has been dark since 1987.

“We will light it in June,” said Nora Quist, who leads the harbor office.
https://a-very-long-address.example.org/without/any/place/where/a/line/could/break/in/two/halves.html"""
LINK = [Citation(url=f"https://archive.example.org/{'long-path-' * 12}", stance="refutes", quote="Dark since 1988.")]


@pytest.fixture
def pages(context, enter):
    """Addresses of all pages, on a desk where something has happened."""
    editor, one, two = UserFactory(editor=True), UserFactory(), UserFactory()
    article = add_article(actor=editor, text=STORY, publisher="Coast Daily").article
    claims = list(article.claims.in_text_order())
    for reviewer, rating in ((one, "supported"), (two, "incorrect")):
        submit_review(actor=reviewer, claim=claims[0], rating=rating, note="A note", evidence=LINK)
        submit_review(actor=reviewer, claim=claims[1], rating=rating, note="A note", evidence=LINK)
    adjudicate(actor=editor, claim=claims[1], rating="incorrect", reason="The archive is clear.")
    remark = add_comment(actor=editor, claim=claims[2], body="Is the date right?")
    add_comment(actor=one, claim=claims[2], body="It is.", parent=remark)
    own = submit_review(actor=editor, claim=claims[2], rating="supported", confidence=3, evidence=LINK)
    publish_verdict(actor=editor, claim=claims[1], summary="The archive gives 1987.", reason="It is closed.")
    correct_verdict(actor=editor, claim=claims[1], note="A misprint.", summary="It was 1987.", reason="Still closed.")
    decided = ClaimFactory()
    for reviewer in (one, two):
        submit_review(actor=reviewer, claim=decided, rating="incorrect", note="A note", evidence=LINK)
    arabic = ClaimFactory(text="افتتح الجسر عام 1932")
    enter(context, editor)
    return {
        "home": "/",
        "articles": reverse("articles"),
        "article_new": reverse("article_new"),
        "article": article.get_absolute_url(),
        "article with what was left out": f"{article.get_absolute_url()}?dropped=1&kind=asserted",
        "article in two directions": arabic.article.get_absolute_url(),
        "propose": reverse("article_claim_propose", args=[article.pk]),
        "claims": f"{reverse('claims')}?status=unreviewed",
        "conflicting claim": claims[0].get_absolute_url(),
        "ready to be published": decided.get_absolute_url(),
        "publish": reverse("claim_publish", args=[decided.pk]),
        "correct": reverse("claim_correct", args=[claims[1].pk]),
        "pause": reverse("claim_pause", args=[claims[1].pk]),
        "resume": reverse("claim_resume", args=[claims[1].pk]),
        "take back": reverse("claim_unpublish", args=[claims[1].pk]),
        "adjudicated claim": claims[1].get_absolute_url(),
        "claim with own review": claims[2].get_absolute_url(),
        "open claim": claims[3].get_absolute_url(),
        "reword": reverse("claim_reword", args=[claims[3].pk]),
        "withdraw": reverse("claim_withdraw", args=[claims[3].pk]),
        "review": reverse("review_next"),
        "revise": reverse("review_revise", args=[own.pk]),
        "retract": reverse("review_retract", args=[own.pk]),
        "conflicts": reverse("conflicts"),
        "adjudicate": reverse("claim_adjudicate", args=[claims[0].pk]),
        "account": reverse("account_profile"),
        "not found": "/articles/999999/",
        "divide": reverse("claim_divide", args=[claims[3].pk]),
        "merge": f"{reverse('article_merge', args=[article.pk])}?claim={claims[3].pk}&claim={claims[4].pk}",
        "bulk": f"{reverse('claims_bulk')}?action=assign&claim={claims[3].pk}",
        "source": reverse("source", args=[own.evidence.get().source_id]),
        "keys": reverse("key_preferences"),
        "dashboard": reverse("dashboard"),
        "workload": reverse("workload"),
        "notifications": reverse("notifications"),
        "article from the web": reverse("intake_url"),
        "article from files": reverse("intake_files"),
        "imports": reverse("jobs"),
        "feeds": reverse("feeds"),
        "exports": reverse("exports"),
        "versions": reverse("article_versions", args=[article.pk]),
        "correct the text": reverse("article_revise", args=[article.pk]),
    }


# The dark page is the light one in other colors: there only the rules about color can answer otherwise.
COLOR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def test_every_page_is_without_fault_in_light_in_dark_and_on_a_small_phone(page, pages):
    """Each page is opened once: opening takes longer than looking."""
    faults = {}
    for name, address in pages.items():
        page.set_viewport_size({"width": 1280, "height": 720})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        found = violations(page)
        page.emulate_media(color_scheme="dark")
        found += violations(page, COLOR_RULES)
        page.set_viewport_size({"width": 360, "height": 740})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            found.append(f"scrolls sideways: {width} wide")
        if found:
            faults[name] = found
    assert faults == {}


def violations(page, rules=None):
    found = Axe().run(page, options=rules or {}).response["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found]


def test_the_sign_in_page_is_as_good_as_the_others(page, live_server):
    page.goto("/accounts/login/")
    assert Axe().run(page).response["violations"] == []


def test_errors_in_forms_are_said_where_they_are(page, pages):
    page.goto(pages["open claim"])
    page.get_by_role("button", name="Submit review").click()
    page.get_by_text("Choose a rating.").first.wait_for()
    assert Axe().run(page).response["violations"] == []


def test_the_keyboard_reaches_the_content_first(chromium: Browser, page, pages):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
