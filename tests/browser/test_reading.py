"""Selecting words of an article in a browser, which counts other units than the desk does."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Party 🎉🎉 news\n\nThe 👩‍👩‍👧 house “opened” in 1932. It carries 160,000 vehicles a day.\nEnd."

PHONE = {"width": 390, "height": 740}

CORNERS = """([from, to]) => {
  const nodes = [];
  const walker = document.createTreeWalker(document.getElementById("article-text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("[data-aside]")) nodes.push(node);
  }
  const corner = (words, end) => {
    const node = nodes.find((one) => one.data.includes(words));
    const at = node.data.indexOf(words) + (end ? words.length : 0);
    const letter = document.createRange();
    letter.setStart(node, end ? at - 1 : at);
    letter.setEnd(node, end ? at : at + 1);
    const { left, right, top, height } = letter.getBoundingClientRect();
    return [end ? right - 0.5 : left + 0.5, top + height / 2];
  };
  document.getElementById("article-text").scrollIntoView({ behavior: "instant" });
  return [corner(from, false), corner(to, true)];
}"""


def drag_over(page: Page, first: str, last: str) -> None:
    """Select from the beginning of `first` to the end of `last` as a hand does it: press, move, let go."""
    start, end = page.evaluate(CORNERS, [first, last])
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


@pytest.fixture
def article(context, enter):
    article = ArticleFactory(versions=TEXT)
    start = TEXT.index("“opened”")
    ClaimFactory(article=article, at=(start, start + 8), text="The house opened")
    enter(context, UserFactory())
    return article


@pytest.mark.parametrize(
    ("first", "last", "quote"),
    [
        ("in 1932", "1932", "in 1932"),
        ("house", "“opened”", "house “opened”"),
        ("opened", "carries", "opened” in 1932. It carries"),
        ("pen", "opene", "pene"),
        ("“opened", "1932", "“opened” in 1932"),
        ("🎉🎉 news", "news", "🎉🎉 news"),
        ("day", "End", "day.\nEnd"),
    ],
)
def test_selected_words_become_a_claim_on_exactly_those_words(page: Page, article, first, last, quote):
    page.goto(article.get_absolute_url())
    drag_over(page, first, last)
    page.locator(".select-bar").click()
    page.get_by_label("The claim in words of its own").fill("A claim by hand")
    page.locator("#propose").get_by_role("button", name="Propose").click()
    expect(page.get_by_text("The claim is on the desk.")).to_be_visible()
    claim = Claim.objects.get(text="A claim by hand")
    assert claim.quote == quote
    assert TEXT[claim.start : claim.end] == quote


def test_words_across_a_line_end_of_a_broken_text_are_selected_as_one_paragraph(page: Page, context, enter):
    text = "The harbor office was sold to a firm from the\nold town, which paid 2 million crowns for it."
    article = ArticleFactory(versions=text)
    enter(context, UserFactory())
    page.goto(article.get_absolute_url())
    expect(page.locator("#article-text p")).to_have_count(1)
    drag_over(page, "from the", "town")
    page.locator(".select-bar").click()
    page.get_by_label("The claim in words of its own").fill("A claim by hand")
    page.locator("#propose").get_by_role("button", name="Propose").click()
    expect(page.get_by_text("The claim is on the desk.")).to_be_visible()
    assert Claim.objects.get(text="A claim by hand").quote == "from the\nold town"


def test_dragging_inside_a_passage_selects_and_does_not_follow_it_and_a_click_does(page: Page, article):
    claim = Claim.objects.get()
    page.goto(article.get_absolute_url())
    drag_over(page, "pen", "opene")
    expect(page.locator(".select-bar")).to_be_visible()
    assert "#" not in page.url
    page.locator(f"#at-{claim.pk}").click()
    expect(page).to_have_url(f"{page.url.split('#')[0]}#claim-{claim.pk}")
    expect(page.locator(".select-bar")).to_be_hidden()


def test_text_and_card_light_each_other_up_and_link_both_ways(page: Page, article):
    claim = Claim.objects.get()
    page.goto(article.get_absolute_url())
    card, mark = page.locator(f"#claim-{claim.pk}"), page.locator(f"#at-{claim.pk}")
    mark.hover()
    expect(card).to_have_class("card lit")
    card.hover()
    expect(mark).to_have_class("mark lit")
    mark.click()
    expect(page).to_have_url(f"{page.url.split('#')[0]}#claim-{claim.pk}")
    card.get_by_role("link", name="In the text").click()
    expect(page).to_have_url(f"{page.url.split('#')[0]}#at-{claim.pk}")


def test_a_selection_is_kept_as_a_draft_and_a_claim_moves_to_selected_words(page: Page, context, enter, article):
    enter(context, UserFactory(editor=True))
    claim = Claim.objects.get()
    page.goto(article.get_absolute_url())
    drag_over(page, "🎉 news", "news")
    page.locator(".select-bar").click()
    expect(page.locator("#propose [data-draft-state]")).to_contain_text("Draft saved at")
    page.goto(f"{article.get_absolute_url()}?move={claim.pk}")
    expect(page.locator("#propose [name=start]")).to_have_value(str(TEXT.index("🎉 news")))
    drag_over(page, "160", "vehicles")
    page.get_by_role("button", name="Move the claim here").click()
    expect(page.get_by_label("Words of the article")).to_have_value("160,000 vehicles")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(claim.text)
    claim.refresh_from_db()
    assert (claim.quote, claim.start) == ("160,000 vehicles", TEXT.index("160"))


def test_under_a_finger_passages_are_no_links_while_words_are_asked_for(chromium, live_server, enter):
    """A browser answers a finger held on a link with a menu, in place of selecting the word below it."""
    article = ArticleFactory(versions=TEXT)
    claim = ClaimFactory(article=article, at=(0, 5), text="There was a party")
    context = chromium.new_context(base_url=live_server.url, has_touch=True, is_mobile=True, viewport=PHONE)
    enter(context, UserFactory(editor=True))
    page = context.new_page()
    page.goto(article.get_absolute_url())
    passages = page.locator("#article-text").get_by_role("link")
    expect(passages).to_have_count(1)
    page.locator("#propose > summary").tap()
    expect(passages).to_have_count(0)
    page.locator("#propose > summary").tap()
    passages.tap()
    expect(page.locator(f"#claim-{claim.pk}")).to_be_in_viewport()
    page.goto(f"{article.get_absolute_url()}?move={claim.pk}")
    expect(passages).to_have_count(0)
