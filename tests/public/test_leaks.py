"""No name, address, note, draft, reason or token of the desk's own work is on any public page."""

from urllib.parse import quote

import pytest
from django.test import Client

from annotator.accounts.services import issue_token
from claims.models import Comment, Evidence, Review, Tag
from claims.services.publication import correct_verdict, pause_verdict, publish_verdict, unpublish_verdict
from claims.services.review_drafts import save_draft
from claims.services.reviews import Citation, submit_review
from claims.services.site_pages import save_site_page
from claims.services.verdicts import adjudicate
from claims.web.public.urls import urlpatterns
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.public.conftest import fresh

pytestmark = pytest.mark.django_db

MARK = "zqxmark"


class Desk:
    """Everybody and everything that is the desk's own is marked; what is public is not."""

    def __init__(self) -> None:
        self.number = 0
        self.editor, self.admin = self.person(editor=True), self.person(admin=True)
        self.token = issue_token(user=self.admin, scope="admin")[1]
        self.article = ArticleFactory(added_by=self.editor)
        self.article.tags.add(Tag.objects.create(name=f"{MARK}-tag"))
        self.verdicts = [self.published(rating) for rating in ("supported", "incorrect", "unproven", "disputed")]
        self.verdicts.append(self.adjudicated())
        standing, paused, gone, corrected, _ = self.verdicts
        about = {"note": "A slip.", "summary": "In other words.", "reason": f"{MARK} why"}
        correct_verdict(actor=self.editor, claim=corrected.claim, **about)
        pause_verdict(actor=self.editor, claim=paused.claim, reason="A new document.")
        unpublish_verdict(actor=self.editor, claim=gone.claim, reason="A mistake.")
        self.draft = self.decided("supported")
        save_site_page(actor=self.admin, key="method", words="# We check\n\nWith care.", seen=0)
        Review.objects.filter(claim=standing.claim_id).update(reason=f"{MARK} reason")

    def person(self, **role):
        self.number += 1
        name = f"{MARK}{self.number}"
        return UserFactory(username=name, display_name=f"{name} name", email=f"{name}@{MARK}.example.org", **role)

    def decided(self, *ratings):
        proposer = self.person()
        claim = ClaimFactory(article=self.article, version=self.article.version, proposed_by=proposer)
        Comment.objects.create(claim=claim, author=self.editor, body=f"{MARK} comment")
        about = {"stance": "context", "quote": "In 1932.", "note": f"{MARK} note"}
        page = Citation(url="https://records.example.org/1932", **about)
        for rating in ratings if len(ratings) > 1 else ratings * 2:
            note = {"note": f"{MARK} note", "confidence": 4}
            submit_review(actor=self.person(), claim=claim, rating=rating, evidence=[page], **note)
        save_draft(actor=self.person(), claim=claim, note=f"{MARK} draft")
        claim.refresh_from_db()
        return claim

    def published(self, rating):
        claim = self.decided(rating)
        verdict = publish_verdict(actor=self.editor, claim=claim, summary="For all.", reason=f"{MARK} why")
        return fresh(verdict)

    def adjudicated(self):
        claim = self.decided("supported", "incorrect")
        reason = {"reason": f"{MARK} reason", "causes": ["reviewer_error"]}
        adjudicate(actor=self.person(editor=True), claim=claim, rating="incorrect", summary="Decided.", **reason)
        claim.refresh_from_db()
        return fresh(publish_verdict(actor=self.editor, claim=claim, reason=f"{MARK} why"))


def addresses(desk):
    """Every public route, for every claim of the desk."""
    numbers = [one.claim_id for one in desk.verdicts] + [desk.draft.pk]
    pages = [one.public_path for one in desk.verdicts] + [f"/verdicts/{number}/" for number in numbers]
    cards = [f"{page}embed/" for page in pages]
    asked = [f"/oembed?url={quote(one.public_url)}" for one in desk.verdicts]
    plain = [f"/{pattern.pattern}" for pattern in urlpatterns if "<" not in str(pattern.pattern)]
    found = ["/sitemap-1.xml", f"/verdicts/?search={MARK[:3]}", "/verdicts/?search=records", "/verdicts/?search=1932"]
    return pages + cards + asked + plain + found


def test_no_public_address_tells_anything_of_the_desks_own():
    desk = Desk()
    walked = 0
    for language in ("en", "fr"):
        for address in addresses(desk):
            answer = Client().get(address, headers={"Accept-Language": language})
            told = answer.content.decode() + str(answer.headers)
            assert MARK not in told, address
            assert "@" not in told.replace("@context", "").replace("@type", ""), address
            assert desk.token not in told
            walked += 1
    assert walked > 60
    assert Evidence.objects.filter(note__contains=MARK).exists()


def test_a_search_finds_nothing_by_what_is_not_public():
    Desk()
    said = Client().get("/verdicts/", {"search": MARK}).text
    assert "verdict-row" not in said
