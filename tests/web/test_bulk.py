"""Many claims at once: shown first, done together, undone together."""

import re

import pytest
from django.urls import reverse

from claims.models import Assignment, Claim
from claims.services.reviews import submit_review
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    return [ClaimFactory(text=f"Bulk claim {number}") for number in range(3)]


def ids(claims):
    return [claim.pk for claim in claims]


def test_what_will_happen_is_shown_and_nothing_has_happened(editor, three):
    ClaimFactory(text="Not chosen")
    closed = ClaimFactory(status="withdrawn", withdrawn_cause="other")
    address = reverse("claims_bulk")
    text = read_page(editor[0].get(address, {"action": "withdraw", "claim": [*ids(three), closed.pk, "x"]}))
    assert "These 3 claims will be withdrawn." in text
    assert "1 of the chosen claims is withdrawn already" in text
    assert "Not chosen" not in text
    assert Claim.objects.standing().count() == 4


def test_withdrawn_together_undone_together(editor, three):
    fields = {"action": "withdraw", "claim": ids(three), "cause": "badly_split", "reason": "All wrong"}
    response = editor[0].post(reverse("claims_bulk"), fields, follow=True)
    assert "3 claims are withdrawn." in read_page(response)
    assert not Claim.objects.standing().exists()
    step = response.context["last_step"]
    editor[0].post(reverse("step_undo", args=[step.pk]))
    assert Claim.objects.standing().count() == 3


def test_a_reason_is_asked_for_and_the_choice_stays(editor, three):
    fields = {"action": "withdraw", "claim": ids(three), "cause": "badly_split", "reason": ""}
    response = editor[0].post(reverse("claims_bulk"), fields)
    assert response.status_code == 422
    assert "Bulk claim 2" in read_page(response)
    assert Claim.objects.standing().count() == 3


def test_given_out_in_turns_and_taken_back_together(editor, three):
    people = UserFactory.create_batch(2)
    submit_review(actor=people[0], claim=three[0], rating="unproven")
    submit_review(actor=people[1], claim=three[0], rating="not_checkable", note="Why")
    fields = {"action": "assign", "claim": ids(three), "people": [person.pk for person in people]}
    response = editor[0].post(reverse("claims_bulk"), fields, follow=True)
    assert "2 claims are given out. 1 fit nobody" in read_page(response)
    assert Assignment.objects.filter(state="open").count() == 2
    editor[0].post(reverse("step_undo", args=[response.context["last_step"].pk]))
    assert not Assignment.objects.filter(state="open").exists()


def test_only_editors_choose(cast, three):
    address = reverse("claims_bulk")
    for who in ("reader", "reviewer"):
        assert cast[who][0].get(address).status_code == 403
        assert 'form="choice"' not in cast[who][0].get(reverse("claims")).content.decode()
    assert 'form="choice"' in cast["editor"][0].get(reverse("claims")).content.decode()
    assert "Choose claims in the list first" in read_page(cast["editor"][0].get(address))


def test_the_list_is_exported_as_it_is_narrowed(reviewer, three):
    content = reviewer[0].get(reverse("claims"), {"kind": "asserted", "search": ""}).content.decode()
    assert '"/api/v1/exports/claims.csv?kind=asserted"' in content


class TestSetArticle:
    """Claims go to the same words of another article, after a look at which of them can."""

    COPY = "A copy. The bridge opened in 1932. It carries 160,000 vehicles a day."

    def send(self, client, claims, **fields):
        return client.post(reverse("claims_bulk"), {"action": "move", "claim": ids(claims), **fields})

    @pytest.fixture
    def copy(self):
        return ArticleFactory(versions=self.COPY, title="The copy")

    def test_first_it_is_shown_which_would_go_and_which_would_stay(self, editor, three, copy):
        submit_review(actor=UserFactory(), claim=three[0], rating="unproven")
        text = read_page(self.send(editor[0], three, article=copy.pk))
        assert "2 claims will be put on “The copy”." in text
        assert "Somebody has reviewed this claim, so it stays on its article." in text
        assert not Claim.objects.filter(article=copy).exists()

    def test_then_they_stand_on_the_same_words_there_and_undone_they_are_back(self, editor, three, copy):
        places = list(Claim.objects.order_by("pk").values("article", "version", "start", "end", "quote", "spans"))
        self.send(editor[0], three, number=copy.pk, seen=1)
        moved = Claim.objects.filter(article=copy)
        assert [claim.quote for claim in moved] == [claim.version.text[claim.start : claim.end] for claim in moved]
        assert {claim.version for claim in moved} == {copy.version}
        response = editor[0].get(reverse("claims"))
        editor[0].post(reverse("step_undo", args=[response.context["last_step"].pk]))
        again = list(Claim.objects.order_by("pk").values("article", "version", "start", "end", "quote", "spans"))
        assert again == places

    @pytest.mark.parametrize(
        ("text", "reason"),
        [("Quite another story.", "This article does not have the claim"), ("", "stands on this article already")],
    )
    def test_what_cannot_go_stays_and_says_why(self, editor, three, text, reason):
        article = ArticleFactory(versions=text) if text else three[0].article
        response = self.send(editor[0], three[:1], number=article.pk)
        assert reason in read_page(response)
        self.send(editor[0], three[:1], number=article.pk, seen=1)
        assert not Claim.objects.exclude(article=three[0].article).filter(pk=three[0].pk).exists()

    def test_an_article_that_is_not_there_is_asked_for_again(self, editor, three):
        response = self.send(editor[0], three, number=999_999)
        assert response.status_code == 422
        assert "Choose the article." in read_page(response)


def test_chosen_claims_are_exported_and_no_others(editor, three):
    ClaimFactory(text="Not chosen")
    page = editor[0].get(reverse("claims_bulk"), {"action": "export", "claim": ids(three)})
    assert "these 3 claims" in read_page(page)
    (address,) = re.findall(r'href="(/api/v1/exports/claims\.csv[^"]*)"', page.content.decode())
    file = b"".join(editor[0].get(address).streaming_content).decode()
    assert [f"Bulk claim {number}" in file for number in range(3)] == [True] * 3
    assert "Not chosen" not in file
    assert editor[0].get("/api/v1/exports/claims.csv?id=1,x").status_code == 400


def test_from_an_articles_page_one_comes_back_to_it(editor, three):
    article = three[0].article
    fields = {"action": "withdraw", "claim": [three[0].pk], "cause": "other", "reason": "Gone", "from": article.pk}
    assert editor[0].post(reverse("claims_bulk"), fields).url == article.get_absolute_url()
    step = editor[0].get(article.get_absolute_url()).context["last_step"]
    back = editor[0].post(reverse("step_undo", args=[step.pk]), {"origin": "article"})
    assert back.url.startswith(article.get_absolute_url())
