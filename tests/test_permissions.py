"""Who may do what: one table. Every rule of `permissions.RULES` has its rows, or the test fails."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from claims import models, permissions
from claims.choices import ClaimStatus, EventKind, PublicationState, ReviewState, Role
from claims.models import Article, Claim, Comment, Event, Review, SitePage, Source, Verdict, Webhook
from claims.permissions import (
    ADMINS_ONLY,
    BLIND,
    BUILT_UPON,
    EDITORS_ONLY,
    NOT_YOURS,
    READ_ONLY,
    RULES,
    SIGN_IN,
    Allowed,
    Denied,
    may,
)
from tests.environment import ROOT
from tests.factories import ArticleFactory, ClaimFactory, EvidenceFactory, ReviewFactory, SourceFactory, UserFactory
from tests.routes import ROUTES, own_routes

pytestmark = pytest.mark.django_db

YES = ""
NOT_WRITER = "Only its writer may do this."
CAST = ["nobody", "leaver", "reader", "reviewer", "writer", "editor", "admin"]
TABLE = [
    # (noun, verb), the object's state, answers for: nobody, leaver, reader, reviewer, writer, editor, admin
    ("Article", "view", "any", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Article", "add", "none yet", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Article", "change", "any", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Claim", "view", "unreviewed", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Claim", "view", "withdrawn", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Claim", "export", "none yet", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Claim", "propose", "none yet", SIGN_IN, SIGN_IN, READ_ONLY, YES, YES, YES, YES),
    ("Claim", "reword", "unreviewed", SIGN_IN, SIGN_IN, READ_ONLY, NOT_YOURS, YES, YES, YES),
    ("Claim", "reword", "reviewed by another", SIGN_IN, SIGN_IN, READ_ONLY, NOT_YOURS, BUILT_UPON, YES, YES),
    ("Claim", "withdraw", "unreviewed", SIGN_IN, SIGN_IN, READ_ONLY, NOT_YOURS, YES, YES, YES),
    ("Claim", "withdraw", "reviewed by another", SIGN_IN, SIGN_IN, READ_ONLY, NOT_YOURS, BUILT_UPON, YES, YES),
    ("Claim", "merge", "unreviewed", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Claim", "divide", "unreviewed", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Claim", "assign", "unreviewed", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Claim", "review", "unreviewed", SIGN_IN, SIGN_IN, READ_ONLY, YES, YES, YES, YES),
    ("Claim", "adjudicate", "conflicting", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Claim", "comment", "unreviewed", SIGN_IN, SIGN_IN, READ_ONLY, YES, YES, YES, YES),
    ("Review", "view", "claim open", SIGN_IN, SIGN_IN, BLIND, BLIND, YES, YES, YES),
    ("Review", "view", "claim conflicting", SIGN_IN, SIGN_IN, BLIND, BLIND, YES, YES, YES),
    ("Review", "view", "claim decided", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Review", "view", "draft, claim decided", SIGN_IN, SIGN_IN, BLIND, BLIND, YES, BLIND, BLIND),
    ("Review", "revise", "claim open", SIGN_IN, SIGN_IN, READ_ONLY, NOT_WRITER, YES, NOT_WRITER, NOT_WRITER),
    ("Review", "retract", "claim open", SIGN_IN, SIGN_IN, READ_ONLY, NOT_WRITER, YES, NOT_WRITER, NOT_WRITER),
    ("Comment", "view", "claim open", SIGN_IN, SIGN_IN, BLIND, BLIND, YES, YES, YES),
    ("Comment", "view", "claim decided", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Comment", "resolve", "claim open", SIGN_IN, SIGN_IN, READ_ONLY, NOT_YOURS, YES, YES, YES),
    ("Verdict", "view", "standing", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Verdict", "view", "claim reopened", SIGN_IN, SIGN_IN, BLIND, BLIND, YES, YES, YES),
    ("Verdict", "view", "claim reopened, published", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Verdict", "publish", "standing", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Verdict", "reply", "standing", SIGN_IN, SIGN_IN, READ_ONLY, YES, YES, YES, YES),
    ("Review", "compare", "none yet", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Event", "audit", "none yet", SIGN_IN, SIGN_IN, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, YES),
    ("Event", "view", "claim split", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Event", "view", "review submitted, claim open", SIGN_IN, SIGN_IN, BLIND, BLIND, YES, YES, YES),
    ("Event", "view", "review submitted, claim decided", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Event", "view", "claim decided and reopened", SIGN_IN, SIGN_IN, BLIND, BLIND, YES, YES, YES),
    ("Source", "view", "not cited", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Source", "view", "cited, claim open", SIGN_IN, SIGN_IN, BLIND, BLIND, YES, YES, YES),
    ("Source", "view", "cited, claim decided", SIGN_IN, SIGN_IN, YES, YES, YES, YES, YES),
    ("Source", "describe", "not cited", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("Webhook", "manage", "none yet", SIGN_IN, SIGN_IN, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, YES),
    ("SitePage", "manage", "none yet", SIGN_IN, SIGN_IN, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, YES),
    ("Desk", "manage", "none yet", SIGN_IN, SIGN_IN, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, YES),
    ("User", "view", "any", SIGN_IN, SIGN_IN, EDITORS_ONLY, EDITORS_ONLY, EDITORS_ONLY, YES, YES),
    ("User", "manage", "any", SIGN_IN, SIGN_IN, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, ADMINS_ONLY, YES),
]


class Desk:
    """One person per role, and one object per noun in the state asked for. The writer wrote it."""

    def __init__(self) -> None:
        self.people: dict[str, Any] = {
            "nobody": AnonymousUser(),
            "leaver": UserFactory(admin=True, is_active=False),
            "reader": UserFactory(reader=True),
            "reviewer": UserFactory(),
            "writer": UserFactory(),
            "editor": UserFactory(editor=True),
            "admin": UserFactory(admin=True),
        }
        self.writer = self.people["writer"]

    def make(self, noun: str, state: str) -> Any:
        if state == "none yet":
            return {
                "Article": Article,
                "Claim": Claim,
                "Review": Review,
                "Event": Event,
                "Webhook": Webhook,
                "SitePage": SitePage,
                "Desk": models.Desk,
            }[noun]
        return getattr(self, f"make_{noun.lower()}")(state)

    def make_article(self, state: str) -> Article:
        return ArticleFactory()

    def make_claim(self, state: str) -> Claim:
        if state == "reviewed by another":
            return ReviewFactory(claim=self.claim(), reviewer=UserFactory()).claim
        return self.claim(state)

    def claim(self, status: str = "unreviewed") -> Claim:
        cause = {"withdrawn_cause": "other"} if status == "withdrawn" else {}
        return ClaimFactory(status=status, proposed_by=self.writer, **cause)

    def make_review(self, state: str) -> Review:
        status = {"claim open": "in_review", "claim conflicting": "conflicting"}.get(state, "incorrect")
        draft = {"state": ReviewState.DRAFT} if state.startswith("draft") else {}
        return ReviewFactory(claim=ClaimFactory(status=status), reviewer=self.writer, **draft)

    def make_comment(self, state: str) -> Comment:
        claim = ClaimFactory(status="incorrect" if state == "claim decided" else "in_review")
        return Comment.objects.create(claim=claim, author=self.writer, body="Look at the date.")

    def make_verdict(self, state: str) -> Verdict:
        claim = ClaimFactory(status="in_review" if "reopened" in state else "incorrect")
        ReviewFactory(claim=claim, reviewer=self.writer, rating="incorrect")
        published = PublicationState.PUBLISHED if "published" in state else PublicationState.UNPUBLISHED
        return Verdict.objects.create(
            claim=claim,
            version=claim.version,
            number=1,
            rating="incorrect",
            decided_by="quorum",
            state=published,
            published_at=timezone.now() if published == PublicationState.PUBLISHED else None,
        )

    def make_event(self, state: str) -> Event:
        claim = ClaimFactory(status="incorrect" if state.endswith("claim decided") else "in_review")
        ReviewFactory(claim=claim, reviewer=self.writer)
        kind = {"claim split": EventKind.CLAIM_SPLIT, "claim decided and reopened": EventKind.CLAIM_DECIDED}
        return Event.objects.create(
            kind=kind.get(state, EventKind.REVIEW_SUBMITTED), actor=UserFactory(), claim=claim
        )

    def make_source(self, state: str) -> Source:
        if state == "not cited":
            return SourceFactory()
        review = self.make_review(state.removeprefix("cited, "))
        return EvidenceFactory(review=review).source

    def make_user(self, state: str) -> Any:
        return UserFactory()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[1]} {row[0].lower()}, {row[2]}")
def test_the_table(row: tuple[str, ...]) -> None:
    noun, verb, state, *answers = row
    desk = Desk()
    obj = desk.make(noun, state)
    given = [may(desk.people[name], verb, obj) for name in CAST]
    assert [getattr(answer, "reason", YES) for answer in given] == answers
    assert [bool(answer) for answer in given] == [answer == YES for answer in answers]


def test_every_rule_stands_in_the_table() -> None:
    assert {(noun, verb) for noun, verb, *_ in TABLE} == set(RULES)


def test_every_route_stands_in_the_table_of_routes() -> None:
    assert {route.name for route in ROUTES} == own_routes()


def test_the_document_is_made_of_the_rules() -> None:
    out = StringIO()
    call_command("show_permissions", stdout=out)
    assert (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8") == out.getvalue()


@pytest.mark.parametrize(("noun", "verb"), sorted(RULES))
def test_the_document_says_what_the_table_says(noun: str, verb: str) -> None:
    """Yes is always, no is never; what stands under a condition may be either."""
    rows = [answers for one, other, _state, *answers in TABLE if (one, other) == (noun, verb)]
    columns = {"reader": ["reader"], "reviewer": ["reviewer", "writer"], "editor": ["editor"], "admin": ["admin"]}
    for role in Role:
        answers = {row[CAST.index(column)] == YES for row in rows for column in columns[role]}
        expected = {"yes": {True}, "no": {False}}.get(RULES[noun, verb].told(role), answers)
        assert answers == expected, role


NOUNS = [Article, Claim, Review, Comment, Verdict, Event, Source]
STATES = sorted({(noun, state) for noun, _, state, *_ in TABLE if noun in {model.__name__ for model in NOUNS}})


@pytest.mark.parametrize("name", CAST)
def test_what_lists_show_and_what_may_be_viewed_agree_on_every_object(name: str) -> None:
    desk = Desk()
    user = desk.people[name]
    made = [desk.make(noun, state) for noun, state in STATES]
    for status in ClaimStatus.values:
        review = ReviewFactory(claim=desk.make_claim(status))
        Event.objects.create(kind=EventKind.REVIEW_SUBMITTED, claim=review.claim, review=review)
    assert made
    for model in NOUNS:
        shown = set(model.objects.visible_to(user))
        for obj in model.objects.all():
            assert bool(may(user, "view", obj)) == (obj in shown), f"{name} and {obj!r}"


def test_a_word_that_the_map_does_not_have_is_a_mistake_not_a_no() -> None:
    with pytest.raises(KeyError):
        may(UserFactory(admin=True), "destroy", ArticleFactory())


def test_a_lazily_loaded_person_is_a_person() -> None:
    person = UserFactory()
    assert may(UserFactory(admin=True), "manage", SimpleLazyObject(lambda: person))


def test_a_denial_is_a_sentence() -> None:
    reasons = [value for name, value in vars(permissions).items() if name.isupper() and isinstance(value, str)]
    assert all(reason.endswith(".") for reason in reasons)
    assert not Denied("No.")
    assert Allowed()


def test_an_unknown_role_may_do_nothing_but_read() -> None:
    stranger = get_user_model()(username="stranger", role="", is_active=True)
    assert may(stranger, "view", Article)
    assert not may(stranger, "review", Claim)
    assert not may(stranger, "manage", stranger)
