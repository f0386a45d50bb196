"""A desk where something has happened, and the address of every page of it."""

from django.urls import reverse
from django.utils import timezone

from annotator.accounts.services import issue_token
from annotator.accounts.services_joining import invite
from claims.choices import JobKind, JobState
from claims.models import Assignment, Claim, Feed, Job, Source, Verdict, Webhook
from claims.services.articles import add_article
from claims.services.comments import add_comment
from claims.services.publication import correct_verdict, publish_verdict
from claims.services.reviews import Citation, submit_review
from claims.services.verdicts import adjudicate
from claims.services.versions import revise_article
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

STORY = """Old lighthouse to shine again

French PM Emmanuel Macron visited the lighthouse of Kerbellec on Friday. The lamp has been dark since 1987.

“We will light it in June,” said Nora Quist, who leads the harbor office.
https://a-very-long-address.example.org/without/any/place/where/a/line/could/break/in/two/halves.html"""
LINK = [Citation(url=f"https://archive.example.org/{'long-path-' * 12}", stance="refutes", quote="Dark since 1988.")]


class Desk:
    """What the pages show. `admin` walks, and may open everything."""

    def __init__(self) -> None:
        self.admin, self.editor = UserFactory(admin=True), UserFactory(editor=True)
        one, two = UserFactory(team="Morning"), UserFactory()
        self.article = add_article(actor=self.editor, text=STORY, publisher="Coast Daily").article
        claims = list(self.article.claims.in_text_order())
        self.conflict, self.decided, self.own, self.open, self.other = claims[:5]
        for reviewer, rating in ((one, "supported"), (two, "incorrect")):
            submit_review(actor=reviewer, claim=self.conflict, rating=rating, note="A note", evidence=LINK)
        for reviewer, rating in ((one, "supported"), (self.admin, "incorrect")):
            submit_review(actor=reviewer, claim=self.decided, rating=rating, note="A note", evidence=LINK)
        self.verdict = adjudicate(
            actor=self.editor, claim=self.decided, rating="incorrect", reason="Clear.", causes=["evidence_missed"]
        )
        remark = add_comment(actor=self.editor, claim=self.own, body="Is the date right?")
        add_comment(actor=one, claim=self.own, body="It is.", parent=remark)
        self.review = submit_review(actor=self.admin, claim=self.own, rating="supported", confidence=3, evidence=LINK)
        self.arabic = ClaimFactory(text="افتتح الجسر عام 1932")
        self.lost = self.make_lost()
        self.source = self.make_source()
        self.ready, self.published = self.make_decided(), self.make_public()
        self.reviewer = one
        Assignment.objects.create(claim=self.open, assignee=one, assigned_by=self.editor, due_at=timezone.now())

    def make_lost(self) -> Claim:
        """A claim whose words a correction took out of the text."""
        article = ArticleFactory(versions="The bridge opened in 1932. It is long.")
        claim = ClaimFactory(article=article)
        revise_article(actor=self.editor, article=article, text="The tunnel was dug in 1950. It is long.")
        return claim

    def make_decided(self) -> Claim:
        claim = ClaimFactory()
        for _ in range(2):
            submit_review(actor=UserFactory(), claim=claim, rating="incorrect", note="A note", evidence=LINK)
        claim.refresh_from_db()
        return claim

    def make_public(self) -> Verdict:
        """Published and corrected."""
        claim = self.make_decided()
        publish_verdict(actor=self.editor, claim=claim, summary="It opened in 1933.", reason="Not kept.")
        about = {"note": "A misprint.", "summary": "It opened in 1935.", "reason": "Still not kept."}
        return correct_verdict(actor=self.editor, claim=claim, **about)

    def make_source(self) -> Source:
        source = self.review.evidence.get().source
        Source.objects.filter(pk=source.pk).update(snapshot_at=timezone.now(), snapshot_text="Dark since 1988.")
        return source


def pages_of(desk: Desk) -> dict[str, str]:
    """Every page by what it shows."""
    rooms = (work_pages, claim_pages, publication_pages, bulk_pages, oversight_pages, own_pages, public_pages)
    return {name: address for room in rooms for name, address in room(desk).items()}


def work_pages(desk: Desk) -> dict[str, str]:
    article = desk.article
    job = Job.objects.create(kind=JobKind.IMPORT, state=JobState.FAILED, requested_by=desk.admin)
    Feed.objects.create(url="https://daily.example.org/feed", added_by=desk.editor)
    return {
        "home": reverse("home"),
        "articles": reverse("articles"),
        "new article": reverse("article_new"),
        "article from the web": reverse("intake_url"),
        "article from files": reverse("intake_files"),
        "imports": reverse("jobs"),
        "import": reverse("job", args=[job.pk]),
        "feeds": reverse("feeds"),
        "article": article.get_absolute_url(),
        "article with what was left out": f"{article.get_absolute_url()}?dropped=1&kind=asserted",
        "article in two directions": desk.arabic.article.get_absolute_url(),
        "article with a claim that lost its words": desk.lost.article.get_absolute_url(),
        "article for moving a claim": f"{article.get_absolute_url()}?move={desk.open.pk}&claim={desk.open.pk}",
        "versions": reverse("article_versions", args=[desk.lost.article_id]),
        "correct the text": reverse("article_revise", args=[article.pk]),
        "tags and reviews": reverse("article_terms", args=[article.pk]),
        "propose": reverse("article_claim_propose", args=[article.pk]),
        "merge": f"{reverse('article_merge', args=[article.pk])}?claim={desk.open.pk}&claim={desk.other.pk}",
        "merge, too few": f"{reverse('article_merge', args=[article.pk])}?claim={desk.open.pk}",
        "review": reverse("review_next"),
        "source": reverse("source", args=[desk.source.pk]),
        "what a page is": reverse("source_describe", args=[desk.source.pk]),
        "kept page": reverse("source_kept", args=[desk.source.pk]),
        "not found": "/articles/999999/",
        "not understood": f"{reverse('conflicts')}?order=color",
    }


def claim_pages(desk: Desk) -> dict[str, str]:
    return {
        "claims": f"{reverse('claims')}?status=unreviewed",
        "conflicting claim": desk.conflict.get_absolute_url(),
        "adjudicated claim": desk.decided.get_absolute_url(),
        "claim with own review": desk.own.get_absolute_url(),
        "open claim": desk.open.get_absolute_url(),
        "claim without its words": desk.lost.get_absolute_url(),
        "reword": reverse("claim_reword", args=[desk.open.pk]),
        "withdraw": reverse("claim_withdraw", args=[desk.open.pk]),
        "divide": reverse("claim_divide", args=[desk.open.pk]),
        "put back": reverse("claim_reattach", args=[desk.lost.pk]),
        "revise": reverse("review_revise", args=[desk.review.pk]),
        "retract": reverse("review_retract", args=[desk.review.pk]),
        "conflicts": reverse("conflicts"),
        "adjudicate": reverse("claim_adjudicate", args=[desk.conflict.pk]),
        "send back": reverse("claim_return", args=[desk.conflict.pk]),
        "reopen": reverse("claim_reopen", args=[desk.decided.pk]),
        "reply": reverse("verdict_reply", args=[desk.verdict.pk]),
    }


def publication_pages(desk: Desk) -> dict[str, str]:
    steps = {
        "correct": "claim_correct",
        "pause": "claim_pause",
        "resume": "claim_resume",
        "take back": "claim_unpublish",
    }
    return {
        "ready to be published": desk.ready.get_absolute_url(),
        "published claim": desk.published.claim.get_absolute_url(),
        "publish": reverse("claim_publish", args=[desk.ready.pk]),
        **{name: reverse(step, args=[desk.published.claim_id]) for name, step in steps.items()},
    }


def bulk_pages(desk: Desk) -> dict[str, str]:
    chosen = f"claim={desk.open.pk}&claim={desk.other.pk}"
    actions = ("assign", "withdraw", "move", "export")
    address = reverse("claims_bulk")
    return {f"bulk: {action}": f"{address}?action={action}&{chosen}" for action in actions} | {"bulk: none": address}


def oversight_pages(desk: Desk) -> dict[str, str]:
    hook = Webhook.objects.create(url="https://hooks.example.org/", seed="0" * 64, added_by=desk.admin)
    invitation = invite(actor=desk.admin, role="reader", days=1)[1]
    return {
        "dashboard": reverse("dashboard"),
        "agreement": reverse("agreement"),
        "workload": reverse("workload"),
        "audit": reverse("audit"),
        "exports": reverse("exports"),
        "webhooks": reverse("webhooks"),
        "webhook": reverse("webhook", args=[hook.pk]),
        "how many reviews decide": reverse("desk_quorum"),
        "what three reviews would do": f"{reverse('desk_quorum')}?quorum=3",
        "people": reverse("people"),
        "person": reverse("person", args=[desk.reviewer.pk]),
        "invitation": invitation[invitation.index("/accounts/") :],
        "invitation that is over": reverse("account_join", args=["no-such-invitation"]),
    }


def own_pages(desk: Desk) -> dict[str, str]:
    token = issue_token(user=desk.admin, name="Nightly export")[0]
    return {
        "notifications": reverse("notifications"),
        "keys": reverse("key_preferences"),
        "account": reverse("account_profile"),
        "revoke a token": reverse("account_revoke_token", args=[token.pk]),
        "password": reverse("account_change_password"),
        "email address": reverse("account_email"),
        "second factor": reverse("mfa_index"),
        "authenticator app": reverse("mfa_activate_totp"),
        "security keys": reverse("mfa_list_webauthn"),
        "another security key": reverse("mfa_add_webauthn"),
        "where one is signed in": reverse("usersessions_list"),
        "signing out": reverse("account_logout"),
    }


def public_pages(desk: Desk) -> dict[str, str]:
    about = [desk.published.claim_id, "the-bridge"]
    return {
        "public verdicts": reverse("public_verdicts"),
        "public verdict": reverse("public_verdict", args=about),
        "card for other sites": reverse("public_card", args=about),
        "method": reverse("public_method"),
        "corrections": reverse("public_corrections"),
        "the method in the desk's own words": reverse("site_page", args=["method"]),
    }
