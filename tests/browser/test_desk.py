"""The article page on a phone and from right to left, cutting claims in the browser, and what it all weighs."""

import gzip
import re

import pytest
from playwright.sync_api import Page, expect

from claims.choices import NotificationKind
from claims.models import Claim
from claims.services.notifications import notify
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "The bridge opened in 1932. It carries 160,000 vehicles a day."
MOST_REQUESTS = 8
MOST_BYTES = 60_000


def test_on_a_phone_a_touched_passage_brings_its_claim_up(page: Page, context, enter):
    article = ArticleFactory(versions=TEXT + "\n\nMore lines follow here." * 40)
    claim = ClaimFactory(article=article, at=(0, 25), text="The bridge opened in 1932")
    enter(context, UserFactory())
    page.set_viewport_size({"width": 390, "height": 740})
    page.goto(article.get_absolute_url())
    card = page.locator(f"#claim-{claim.pk}")
    expect(card).not_to_be_in_viewport()
    page.locator(f"#at-{claim.pk}").click()
    expect(card).to_be_in_viewport()
    card.get_by_role("link", name="Close").click()
    expect(card).not_to_be_in_viewport()
    expect(page.locator(f"#at-{claim.pk}")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_head_leads_everywhere_and_says_how_much_is_unread(page: Page, context, enter, width):
    person = UserFactory(admin=True)
    for _ in range(3):
        notify(NotificationKind.ASSIGNED, [person], claim=ClaimFactory())
    enter(context, person)
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/articles/")
    head = page.get_by_role("navigation", name="Main")
    for name in ("Dashboard", "People", "Notifications 3 unread"):
        expect(head.get_by_role("link", name=name, exact=True)).to_be_in_viewport()
    head.get_by_role("link", name="Notifications 3 unread").click()
    page.get_by_role("button", name="Mark all as read").click()
    expect(head.get_by_role("link", name="Notifications", exact=True)).to_be_visible()


def test_the_order_of_claims_is_chosen_with_the_keyboard(page: Page, context, enter):
    for worth in (0.2, 0.9, 0.5):
        ClaimFactory(text=f"Worth {worth}", check_worthiness=worth)
    enter(context, UserFactory())
    page.goto("/claims/")
    page.get_by_label("Order").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".row-title")).to_have_text(["Worth 0.9", "Worth 0.5", "Worth 0.2"])
    expect(page.get_by_text("3 claims")).to_be_visible()
    assert "ordering=-check_worthiness" in page.url


def test_two_claims_are_merged_and_one_is_divided(page: Page, context, enter):
    article = ArticleFactory(versions=TEXT)
    ClaimFactory(article=article, at=(0, 17), text="The bridge opened")
    ClaimFactory(article=article, at=(18, 25), text="It was in 1932")
    enter(context, UserFactory(editor=True))
    page.goto(article.get_absolute_url())
    for box in page.get_by_role("checkbox", name=re.compile("Choose:")).all():
        box.check()
    expect(page.locator("#chosen-count")).to_have_text("2")
    page.get_by_role("button", name="Merge").click()
    page.get_by_label("The claim in words of its own").fill("The bridge opened in 1932")
    page.get_by_role("button", name="Merge").click()
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("link", name="The bridge opened in 1932", exact=True).click()
    expect(page.get_by_text("Merged").first).to_be_visible()
    page.get_by_role("link", name="Divide").click()
    words = page.get_by_label("The claim in words of its own")
    words.nth(0).fill("There is a bridge")
    words.nth(1).fill("The bridge opened, and that in 1932")
    page.get_by_role("button", name="Divide").click()
    expect(page.locator(".card")).to_have_count(2)
    assert Claim.objects.filter(withdrawn_cause="merged").count() == 2


def test_an_article_from_right_to_left_is_selected_and_read_in_its_direction(page: Page, context, enter):
    text = "افتتح الجسر عام 1932.\nThe bridge opened in 1932."
    article = ArticleFactory(versions=text, language="ar")
    claim = ClaimFactory(article=article, at=(0, 20), text="افتتح الجسر عام 1932")
    enter(context, UserFactory())
    page.goto(article.get_absolute_url())
    directions = page.evaluate(
        "[...document.querySelectorAll('#article-text p')].map((p) => getComputedStyle(p).direction)"
    )
    assert directions == ["rtl", "ltr"]
    page.locator(f"#at-{claim.pk}").select_text()
    page.locator(".select-bar").click()
    page.get_by_label("The claim in words of its own").fill("The bridge was opened")
    page.locator("#propose").get_by_role("button", name="Propose").click()
    expect(page.get_by_text("The claim is on the desk.")).to_be_visible()
    assert Claim.objects.get(text="The bridge was opened").quote == text[:20]


def test_the_review_page_is_light(page: Page, context, enter, record_property):
    ClaimFactory()
    enter(context, UserFactory())
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/review/")
    page.wait_for_load_state("networkidle")
    weight = sum(
        len(gzip.compress(answer.body()))
        for answer in answers
        if "css" in answer.headers["content-type"] or "javascript" in answer.headers["content-type"]
    )
    record_property("requests", len(answers))
    record_property("script_and_style_bytes_compressed", weight)
    print(f"review page: {len(answers)} requests, {weight:,} bytes of script and style compressed")
    assert len(answers) <= MOST_REQUESTS
    assert weight <= MOST_BYTES


def test_two_editors_who_reword_at_once_both_keep_their_words(page: Page, context, enter):
    claim = ClaimFactory(text="The first wording")
    enter(context, UserFactory(editor=True))
    other = context.new_page()
    for window in (page, other):
        window.goto(f"/claims/{claim.pk}/reword/")
    page.get_by_label("Wording").fill("What the first editor wrote")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the first editor wrote")
    other.get_by_label("Wording").fill("What the second editor wrote")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("What the first editor wrote").last).to_be_visible()
    expect(other.get_by_label("Wording")).to_have_value("What the second editor wrote")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("What the second editor wrote")
