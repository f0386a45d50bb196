"""Comments and sources on the pages, under the same blindness as reviews."""

import pytest
from django.urls import reverse

from claims.models import Comment, Review, Source
from claims.services.comments import add_comment
from claims.services.reviews import Citation, submit_review
from tests.factories import ClaimFactory
from tests.web.conftest import read_page
from tests.web.test_reviews import send

pytestmark = pytest.mark.django_db

PAGE = Citation(url="https://records.example.org/1932", stance="refutes", title="City records")


class TestComments:
    def say(self, person, claim, **typed):
        return person[0].post(reverse("claim_comment", args=[claim.pk]), typed)

    def test_a_remark_a_reply_and_the_end_of_it(self, cast):
        claim = ClaimFactory(status="incorrect")
        response = self.say(cast["reviewer"], claim, body="Look at the date, @nobody.")
        first = Comment.objects.get()
        assert response.url == f"{claim.get_absolute_url()}#comment-{first.pk}"
        self.say(cast["colleague"], claim, body="I did.", parent=first.pk)
        text = read_page(cast["reader"][0].get(claim.get_absolute_url()))
        assert text.index("Look at the date") < text.index("I did.")
        cast["reviewer"][0].post(reverse("comment_resolve", args=[first.pk]))
        assert "Resolved" in read_page(cast["reader"][0].get(claim.get_absolute_url()))

    def test_an_empty_or_overlong_remark_is_told_and_kept(self, reviewer):
        claim = ClaimFactory()
        assert self.say(reviewer, claim, body=" ").status_code == 422
        response = self.say(reviewer, claim, body="word " * 1_001)
        assert response.status_code == 422
        assert "word word" in response.content.decode()
        assert not Comment.objects.exists()

    def test_readers_do_not_comment_and_others_threads_are_not_theirs_to_resolve(self, cast):
        claim = ClaimFactory(status="incorrect")
        assert self.say(cast["reader"], claim, body="Hello").status_code == 403
        comment = add_comment(actor=cast["reviewer"][1], claim=claim, body="Mine")
        address = reverse("comment_resolve", args=[comment.pk])
        assert cast["colleague"][0].post(address).status_code == 403
        assert cast["editor"][0].post(address).status_code == 302

    def test_the_blind_neither_read_nor_answer_nor_find_others_remarks(self, cast):
        claim = ClaimFactory()
        submit_review(actor=cast["colleague"][1], claim=claim, rating="unproven")
        comment = add_comment(actor=cast["colleague"][1], claim=claim, body="Clearly unproven")
        assert "Clearly unproven" not in read_page(cast["reviewer"][0].get(claim.get_absolute_url()))
        assert self.say(cast["reviewer"], claim, body="Hm", parent=comment.pk).status_code == 404
        assert cast["reviewer"][0].post(reverse("comment_resolve", args=[comment.pk])).status_code == 404

    def test_a_discussion_costs_the_same_short_and_long(self, reviewer, django_assert_num_queries):
        claim = ClaimFactory(status="incorrect")
        for number in (1, 29):
            for _ in range(number):
                add_comment(actor=reviewer[1], claim=claim, body="Remark")
            reviewer[0].get(claim.get_absolute_url())
            with django_assert_num_queries(17):
                reviewer[0].get(claim.get_absolute_url())


class TestSources:
    def test_a_page_shows_every_verdict_that_rests_on_it(self, cast):
        claims = [ClaimFactory(text=f"Claim resting {n}") for n in range(2)]
        for claim in claims:
            for who in ("reviewer", "colleague"):
                submit_review(actor=cast[who][1], claim=claim, rating="incorrect", evidence=[PAGE])
        text = read_page(cast["reader"][0].get(reverse("source", args=[Source.objects.get().pk])))
        assert "City records" in text
        for claim in claims:
            assert claim.text in text

    def test_what_the_blind_may_not_know_is_not_on_it_and_not_suggested(self, cast):
        claim = ClaimFactory(text="Claim in review")
        submit_review(actor=cast["colleague"][1], claim=claim, rating="incorrect", evidence=[PAGE])
        address = reverse("source", args=[Source.objects.get().pk])
        assert "Claim in review" not in read_page(cast["reviewer"][0].get(address))
        assert "records.example.org" not in cast["reviewer"][0].get(claim.get_absolute_url()).content.decode()
        assert "records.example.org" not in cast["reviewer"][0].get(reverse("review_next")).content.decode()

    def test_known_sources_are_suggested(self, reviewer):
        submit_review(actor=reviewer[1], claim=ClaimFactory(), rating="incorrect", evidence=[PAGE])
        ClaimFactory()
        content = reviewer[0].get(reverse("review_next")).content.decode()
        assert '<option value="https://records.example.org/1932">City records</option>' in content


class TestLines:
    LINES = "\n".join(
        [
            "https://a.example.org/1 “Opened in 1933”",
            "",
            " - https://b.example.org/2",
            "= https://c.example.org/3 Words",
        ]
    )

    def test_a_source_a_line(self, reviewer):
        send(reviewer[0], ClaimFactory(), evidence=(), many=self.LINES)
        assert list(Review.objects.get().evidence.values_list("url", "stance", "quote")) == [
            ("https://a.example.org/1", "supports", "Opened in 1933"),
            ("https://b.example.org/2", "refutes", ""),
            ("https://c.example.org/3", "context", "Words"),
        ]

    def test_a_bad_line_is_named_and_nothing_is_lost(self, reviewer):
        response = send(reviewer[0], ClaimFactory(), many="https://a.example.org/1\njavascript:alert(1)")
        assert response.status_code == 422
        assert "Line 2: The web address must start with" in read_page(response)
        assert "https://a.example.org/1" in response.content.decode()

    def test_adding_a_row_turns_lines_into_rows(self, reviewer):
        response = send(reviewer[0], ClaimFactory(), many=self.LINES, another_row="1")
        content = response.content.decode()
        assert 'name="evidence-3-url" value="https://c.example.org/3"' in content
