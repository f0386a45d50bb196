"""Pages that cut claims anew: nothing happens before it is sent, and nothing typed is lost."""

import pytest
from django.urls import reverse

from claims.models import Claim
from claims.services.claims import withdraw_claim
from claims.services.reviews import submit_review
from claims.services.surgery import merge_claims
from tests.factories import ArticleFactory, ClaimFactory
from tests.web.conftest import read_page

pytestmark = pytest.mark.django_db

TEXT = "The bridge opened in 1932. It carries 160,000 vehicles a day. The bridge is long."


@pytest.fixture
def article():
    return ArticleFactory(versions=TEXT)


@pytest.fixture
def pair(article):
    return [
        ClaimFactory(article=article, at=(0, 17), text="The bridge opened"),
        ClaimFactory(article=article, at=(18, 25), text="It was in the year 1932"),
    ]


class TestMerge:
    def test_what_will_become_one_is_shown_first(self, editor, article, pair):
        address = reverse("article_merge", args=[article.pk])
        response = editor[0].get(address, {"claim": [claim.pk for claim in pair]})
        text = read_page(response)
        assert "These 2 claims become one." in text
        assert "It was in the year 1932" in text
        assert not Claim.objects.filter(status="withdrawn").exists()

    def test_the_claims_become_one(self, editor, article, pair):
        address = reverse("article_merge", args=[article.pk])
        fields = {"claim": [claim.pk for claim in pair], "text": "The bridge opened in 1932", "kind": "asserted"}
        response = editor[0].post(address, fields)
        heir = Claim.objects.get(text="The bridge opened in 1932")
        assert response.url == f"{article.get_absolute_url()}?claim={heir.pk}#claim-{heir.pk}"
        assert "Became (Merged)" in read_page(editor[0].get(pair[0].get_absolute_url()))

    def test_one_claim_alone_is_sent_back(self, editor, article, pair):
        response = editor[0].get(reverse("article_merge", args=[article.pk]), {"claim": pair[0].pk})
        assert "Choose at least two" in read_page(response)

    def test_an_edit_meanwhile_is_told_and_the_words_stay(self, editor, article, pair):
        fields = {"claim": [claim.pk for claim in pair], "text": "My wording", "kind": "asserted"}
        fields[f"seen-{pair[0].pk}"] = "7"
        response = editor[0].post(reverse("article_merge", args=[article.pk]), fields)
        assert response.status_code == 422
        assert "Somebody else changed this meanwhile" in read_page(response)
        assert "My wording" in response.content.decode()

    def test_what_another_editor_made_of_a_claim_stands_beside_what_one_saw(self, editor, article, pair):
        ids = [claim.pk for claim in pair]
        fields = {"claim": ids, "text": "My wording", "kind": "asserted", f"seen-{pair[0].pk}": "7"}
        fields |= {f"was-{pair[0].pk}": "The bridge opened once", f"was-{pair[1].pk}": pair[1].text}
        text = read_page(editor[0].post(reverse("article_merge", args=[article.pk]), fields))
        assert f"You saw The bridge opened once It now says {pair[0].text}" in text
        assert text.count("You saw") == 1, "the other claim says what it said"

    def test_claims_another_editor_withdrew_meanwhile_are_named_and_the_words_stay(self, cast, article, pair):
        withdraw_claim(actor=cast["colleague"][1], claim=pair[0], cause="other", reason="Said twice")
        fields = {"claim": [claim.pk for claim in pair], "text": "My long wording", "kind": "asserted"}
        response = cast["editor"][0].post(reverse("article_merge", args=[article.pk]), fields)
        text = read_page(response)
        assert "1 of the chosen claims was withdrawn meanwhile" in text
        assert pair[0].text in text
        assert "My long wording" in text

    def test_earlier_work_is_shown_on_the_heir_under_the_same_blindness(self, cast, pair):
        submit_review(actor=cast["colleague"][1], claim=pair[0], rating="unproven", note="Ravi's earlier note")
        heir = merge_claims(actor=cast["editor"][1], claims=pair, text="All of it")
        assert "Ravi's earlier note" in read_page(cast["editor"][0].get(heir.get_absolute_url()))
        assert "Ravi's earlier note" in read_page(cast["colleague"][0].get(heir.get_absolute_url()))
        assert "Ravi's earlier note" not in read_page(cast["reviewer"][0].get(heir.get_absolute_url()))


def parts(*typed):
    fields = {"part-TOTAL_FORMS": str(len(typed)), "part-INITIAL_FORMS": "0"}
    for number, part in enumerate(typed):
        fields |= {f"part-{number}-{name}": value for name, value in {"kind": "asserted", **part}.items()}
    return fields


class TestDivide:
    def test_a_wording_changed_meanwhile_stands_beside_the_one_that_was_seen(self, editor, article, pair):
        fields = parts({"text": "One half of it"}, {"text": "The other half of it"})
        address = reverse("claim_divide", args=[pair[0].pk])
        response = editor[0].post(address, {**fields, "seen": "7", "was": "Its older wording"})
        assert response.status_code == 422
        text = read_page(response)
        assert "Somebody else changed this meanwhile" in text
        assert f"You saw Its older wording It now says {pair[0].text}" in text
        assert "The other half of it" in response.content.decode()

    def test_each_part_stands_on_its_own_words(self, editor, article):
        claim = ClaimFactory(article=article, at=(62, 81), text="The bridge is there and long")
        fields = parts(
            {"text": "There is a bridge", "quote": "The bridge"}, {"text": "It is long", "quote": "is long"}
        )
        response = editor[0].post(reverse("claim_divide", args=[claim.pk]), fields)
        assert response.status_code == 302
        heirs = Claim.objects.standing().order_by("id")
        assert [(heir.text, heir.start, heir.quote) for heir in heirs] == [
            ("There is a bridge", 62, "The bridge"),
            ("It is long", 73, "is long"),
        ]

    def test_words_left_out_mean_all_of_them(self, editor, pair):
        fields = parts({"text": "One"}, {"text": "Two"})
        editor[0].post(reverse("claim_divide", args=[pair[0].pk]), fields)
        assert {heir.quote for heir in Claim.objects.filter(text__in=["One", "Two"])} == {"The bridge opened"}

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ([{"text": "Only one kept"}, {}], "Divide a claim into 2"),
            ([{"text": "Kept"}, {"text": "Other", "quote": "No such words"}], "are not in the article"),
            ([{"text": "Kept"}, {"text": "Kept"}], "says exactly this"),
        ],
    )
    def test_a_mistake_is_told_and_nothing_is_lost(self, editor, pair, typed, words):
        response = editor[0].post(reverse("claim_divide", args=[pair[0].pk]), parts(*typed))
        assert response.status_code == 422
        assert words in read_page(response)
        assert typed[0]["text"] in response.content.decode()
        assert Claim.objects.standing().count() == 2

    def test_another_part_is_added_with_everything_typed(self, editor, pair):
        fields = {**parts({"text": "Kept one"}, {"text": "Kept two"}), "another_part": "1"}
        content = editor[0].post(reverse("claim_divide", args=[pair[0].pk]), fields).content.decode()
        assert "Kept two" in content
        assert 'name="part-2-text"' in content
        assert (
            content.count("autofocus") == content.split('name="part-2-text"')[1].split(">")[0].count("autofocus") == 1
        )

    def test_parts_are_said_by_whom_the_claim_was_and_its_wording_is_shown_whole(self, editor, article):
        words = "The mayor said that the bridge opened, " + "and again that it opened, " * 5 + "in 1932"
        claim = ClaimFactory(article=article, at=(0, 17), text=words, kind="attributed", speaker="The mayor")
        response = editor[0].get(reverse("claim_divide", args=[claim.pk]))
        assert words in read_page(response)
        forms = response.context["parts"]
        assert [(form["kind"].value(), form["speaker"].value()) for form in forms] == [
            ("attributed", "The mayor")
        ] * 2

    def test_a_part_left_without_words_is_none_whatever_its_kind(self, editor, article):
        claim = ClaimFactory(article=article, at=(0, 17), kind="attributed", speaker="The mayor")
        said = {"kind": "attributed", "speaker": "The mayor"}
        fields = parts({"text": "One", **said}, {"text": "Two", **said}, said)
        assert editor[0].post(reverse("claim_divide", args=[claim.pk]), fields).status_code == 302
        assert Claim.objects.standing().count() == 2


class TestMove:
    def test_a_claim_is_moved_to_other_words(self, editor, pair):
        fields = {"text": pair[0].text, "kind": "asserted", "seen": 1, "quote": "The bridge is long"}
        editor[0].post(reverse("claim_reword", args=[pair[0].pk]), fields)
        pair[0].refresh_from_db()
        assert (pair[0].quote, pair[0].start) == ("The bridge is long", 62)

    def test_words_that_were_not_touched_keep_their_place(self, editor, article):
        claim = ClaimFactory(article=article, at=(62, 72), text="A bridge")
        fields = {"text": "A long bridge", "kind": "asserted", "seen": 1, "quote": "The bridge"}
        editor[0].post(reverse("claim_reword", args=[claim.pk]), fields)
        claim.refresh_from_db()
        assert (claim.text, claim.start) == ("A long bridge", 62)

    def test_words_in_several_places_are_put_to_choice(self, editor, pair):
        fields = {"text": pair[0].text, "kind": "asserted", "seen": 1, "quote": "The bridge"}
        response = editor[0].post(reverse("claim_reword", args=[pair[0].pk]), fields)
        assert "Which one?" in read_page(response)
        editor[0].post(reverse("claim_reword", args=[pair[0].pk]), {**fields, "start": 62})
        pair[0].refresh_from_db()
        assert pair[0].start == 62


def test_a_withdrawn_claim_is_restored_by_a_button(cast):
    claim = ClaimFactory(status="withdrawn", withdrawn_cause="other", withdrawn_reason="By mistake")
    assert "Restore" in read_page(cast["editor"][0].get(claim.get_absolute_url()))
    assert cast["reviewer"][0].post(reverse("claim_restore", args=[claim.pk])).status_code == 403
    cast["editor"][0].post(reverse("claim_restore", args=[claim.pk]))
    claim.refresh_from_db()
    assert claim.status == "unreviewed"
    again = cast["editor"][0].post(reverse("claim_restore", args=[claim.pk]), follow=True)
    assert "not withdrawn" in read_page(again)


def test_only_editors_choose_claims_on_the_article(cast, article, pair):
    assert 'form="choice"' in cast["editor"][0].get(article.get_absolute_url()).content.decode()
    for who in ("reader", "reviewer"):
        assert 'form="choice"' not in cast[who][0].get(article.get_absolute_url()).content.decode()
