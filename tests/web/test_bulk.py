"""Many claims at once: shown first, done together, undone together."""

import re

import pytest
from django.urls import reverse

from claims.models import Assignment, Claim
from claims.services.reviews import submit_review
from claims.services.surgery import restore_claim
from claims.web.undo import offered
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
        assert "There is no article with the number 999999." in read_page(response)


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


class TestComingBack:
    """From the list one comes back to it as it was narrowed, after the deed, after undoing and after a refusal."""

    NARROWED = "?kind=asserted&search=Bulk+claim"

    def withdraw(self, client, claims, **fields):
        about = {"action": "withdraw", "claim": ids(claims), "cause": "other", "reason": "All wrong"}
        return client.post(reverse("claims_bulk"), {**about, **fields})

    def undo(self, client, **fields):
        step = client.get(reverse("claims")).context["last_step"]
        return client.post(reverse("step_undo", args=[step.pk]), {"origin": "list", **fields})

    def test_the_filters_go_along_from_the_list_to_the_deed_and_back(self, editor, three):
        content = editor[0].get(reverse("claims") + self.NARROWED).content.decode()
        kept = 'name="list" value="?kind=asserted&amp;search=Bulk+claim"'
        assert content.count(kept) == 2
        assert f'{kept} form="undo-form"' in content
        chosen = {"action": "withdraw", "claim": ids(three), "list": self.NARROWED}
        asked = editor[0].get(reverse("claims_bulk"), chosen)
        assert kept in asked.content.decode()
        assert asked.content.decode().count('href="/claims/?kind=asserted&amp;search=Bulk+claim"') == 2
        assert self.withdraw(editor[0], three, list=self.NARROWED).url == f"/claims/{self.NARROWED}"
        assert self.undo(editor[0], list=self.NARROWED).url == f"/claims/{self.NARROWED}"
        assert Claim.objects.standing().count() == 3

    def test_a_narrowed_fragment_brings_its_own_filters_for_undoing(self, editor, three):
        fragment = editor[0].get(reverse("claims") + self.NARROWED, headers={"HX-Request": "true"})
        assert 'value="?kind=asserted&amp;search=Bulk+claim" form="undo-form"' in fragment.content.decode()

    def test_the_place_in_a_long_list_is_kept_too(self, editor, three):
        older = f"?kind=asserted&before={three[2].pk}"
        assert f'value="{older.replace("&", "&amp;")}"' in editor[0].get(reverse("claims") + older).content.decode()
        assert self.withdraw(editor[0], three, list=older).url == f"/claims/{older}"

    @pytest.mark.parametrize(
        ("given", "address"),
        [
            ("", "/claims/"),
            ("https://evil.example.org/", "/claims/"),
            ("//evil.example.org/?kind=asserted", "/claims/"),
            ("?next=//evil.example.org&kind=asserted", "/claims/?kind=asserted"),
            ("?status=in_review&status=conflicting", "/claims/?status=in_review&status=conflicting"),
            ("?search=%0d%0aSet-Cookie: a=b", "/claims/?search=%0D%0ASet-Cookie%3A+a%3Db"),
        ],
    )
    def test_nothing_but_filters_of_the_list_leads_anywhere(self, editor, three, given, address):
        assert self.withdraw(editor[0], three, list=given).url == address
        assert self.undo(editor[0], list=given).url == address

    def test_a_refusal_comes_back_to_the_list_as_well(self, editor, three):
        self.withdraw(editor[0], three)
        restore_claim(actor=UserFactory(editor=True), claim=three[0], reason="It was right.")
        assert self.undo(editor[0], list=self.NARROWED).url == f"/claims/{self.NARROWED}"
        assert Claim.objects.standing().count() == 1


class TestTheBar:
    """It says with how many claims the last step was, in both languages, for one statement."""

    @pytest.mark.parametrize(("language", "said"), [("en", "Withdrew 3 claims"), ("fr", "3 affirmations retirées")])
    def test_many_withdrawn(self, editor, three, language, said):
        TestComingBack().withdraw(editor[0], three)
        page = read_page(editor[0].get(reverse("claims"), headers={"Accept-Language": language}))
        assert said in page
        assert "Bulk claim 2" in page  # a row of the list, not the bar
        assert "Bulk claim" not in undo_bar(editor[0], language)

    def test_many_given_out_and_many_put_elsewhere(self, editor, three):
        fields = {"action": "assign", "claim": ids(three), "people": [UserFactory().pk]}
        editor[0].post(reverse("claims_bulk"), fields)
        assert undo_bar(editor[0]) == "Gave out 3 claims Undo U"
        copy = ArticleFactory(versions=TestSetArticle.COPY)
        moved = {"action": "move", "claim": ids(three[:2]), "number": copy.pk, "seen": 1}
        editor[0].post(reverse("claims_bulk"), moved)
        assert undo_bar(editor[0]) == "Put 2 claims on another article Undo U"

    def test_one_is_named(self, editor, three):
        TestComingBack().withdraw(editor[0], three[:1])
        assert undo_bar(editor[0]) == "Claim withdrawn: Bulk claim 0 Undo U"

    def test_undone_it_says_for_how_many(self, editor, three):
        TestComingBack().withdraw(editor[0], three)
        step = editor[0].get(reverse("claims")).context["last_step"]
        answer = editor[0].post(reverse("step_undo", args=[step.pk]), {"origin": "list"}, follow=True)
        assert "Undone for 3 claims." in read_page(answer)
        assert editor[0].get(reverse("claims")).context["last_step"] is None

    def test_from_the_queue_and_an_article_one_comes_back_there(self, editor, three):
        for origin, address in (("queue", "/review/"), ("article", three[0].article.get_absolute_url())):
            TestComingBack().withdraw(editor[0], three)
            step = editor[0].get(reverse("claims")).context["last_step"]
            assert editor[0].post(reverse("step_undo", args=[step.pk]), {"origin": origin}).url == address

    def test_it_costs_one_statement_however_many_they_are(self, editor, django_assert_num_queries):
        for number in (2, 30):
            TestComingBack().withdraw(editor[0], ClaimFactory.create_batch(number))
            step = editor[0].get(reverse("claims")).context["last_step"].event
            with django_assert_num_queries(1):
                assert offered(step).many == f"Withdrew {number} claims"


def undo_bar(client, language="en"):
    page = client.get(reverse("claims"), headers={"Accept-Language": language}).content.decode()
    (form,) = re.findall(r'<form class="undo".*?</form>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", form).split())
