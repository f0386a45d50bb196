"""Until a person has submitted their own review, or the claim is decided, nothing tells what others rated.

One walk over every address of the program, as three blind people, looks for it in two ways: planted marks
must not turn up, and answers must be the same, headers and all, whatever the others rated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from annotator.accounts.services import issue_token
from claims.models import Claim, Comment, Event, Review, Source, Verdict
from claims.services.claims import propose_claim, withdraw_claim
from claims.services.decisions import reopen_claim, return_to_review
from claims.services.publication import publish_verdict
from claims.services.reviews import Citation, retract_review, revise_review, submit_review
from claims.services.verdicts import adjudicate
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

MARK = "zqxmark"
TEXT = (
    "The bridge opened in 1932. It carries many cars. Its architect was Ann Lee. It is blue. It is long. It is old."
)
# Of the program's own machinery, or for admins, who are not blind.
LEFT_OUT = re.compile(r"^(admin/|accounts/|static/|healthz|readyz|__)")


class Desk:
    """Six claims, none decided, on which others have said all there is to say; every word of it is marked."""

    def __init__(self) -> None:
        self.editor = UserFactory(editor=True)
        self.article = ArticleFactory(versions=TEXT)
        starts = [found.start() for found in re.finditer(r"(?<=\. )\w|^\w", TEXT)]
        spans = [(start, TEXT.index(".", start) + 1) for start in starts]
        self.claims = [
            propose_claim(actor=self.editor, article=self.article, start=start, end=end) for start, end in spans
        ]
        in_review, conflict, revised, returned, reopened, withdrawn = self.claims
        self.rate(in_review, "incorrect")
        self.disagree(conflict)
        self.change_minds(revised)
        self.disagree(returned)
        return_to_review(actor=self.editor, claim=returned, question=f"{MARK} question")
        self.decide_and_reopen(reopened)
        self.disagree(withdrawn)
        adjudicate(actor=self.editor, claim=withdrawn, rating="incorrect", reason=MARK, summary=MARK)
        withdraw_claim(actor=self.editor, claim=withdrawn, reason="Badly split.")
        for claim in self.claims:
            Comment.objects.create(claim=claim, author=self.editor, body=f"{MARK} comment")

    def rate(self, claim: Claim, rating: str) -> Review:
        page = Citation(
            url=f"https://{MARK}.example/{rating}", stance="context", title=f"{MARK} title", quote=MARK, note=MARK
        )
        return submit_review(
            actor=UserFactory(), claim=claim, rating=rating, note=f"{MARK} note", confidence=4, evidence=[page]
        )

    def disagree(self, claim: Claim) -> list[Review]:
        return [self.rate(claim, rating) for rating in ("incorrect", "supported")]

    def change_minds(self, claim: Claim) -> None:
        first, second = self.rate(claim, "incorrect"), self.rate(claim, "incorrect")
        revise_review(actor=first.reviewer, review=first, rating="unproven", note=MARK, reason=MARK)
        retract_review(actor=second.reviewer, review=second, reason=MARK)

    def decide_and_reopen(self, claim: Claim) -> None:
        self.disagree(claim)
        adjudicate(
            actor=self.editor, claim=claim, rating="incorrect", reason=f"{MARK} reason", summary=f"{MARK} summary"
        )
        # What was public and is paused tells no rating either.
        publish_verdict(actor=self.editor, claim=claim, summary=f"{MARK} public", reason=f"{MARK} without")
        reopen_claim(actor=self.editor, claim=claim, reason=f"{MARK} reopened")

    def swap_ratings(self) -> None:
        """As if the others had rated otherwise, by the same people at the same times."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # events stay as they are, even for a test, unless told so
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while checks are due
                cursor.execute("ALTER TABLE claims_event DISABLE TRIGGER claims_event_stays")
        other = {"incorrect": "disputed", "supported": "incorrect", "unproven": "supported"}
        for old, new in [(old, f"was-{old}") for old in other]:
            Event.objects.filter(old=old).update(old=new)
            Event.objects.filter(new=old).update(new=new)
        for old, new in other.items():
            Event.objects.filter(old=f"was-{old}").update(old=new)
            Event.objects.filter(new=f"was-{old}").update(new=new)
        for model in (Review, Verdict):
            for row in model.objects.all():
                model.objects.filter(pk=row.pk).update(rating=other[row.rating])


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every address of the URLconf, as it is written there: `claims/<int:pk>/`."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern) and not LEFT_OUT.match(route):
            yield route


def addresses(desk: Desk) -> list[str]:
    """Every route, for every object that it could be about."""
    claims = [claim.pk for claim in desk.claims]
    known = {
        "articles": [desk.article.pk],
        "reviews": list(Review.objects.values_list("pk", flat=True)),
        "sources": list(Source.objects.values_list("pk", flat=True)),
        "verdicts": list(Verdict.objects.values_list("pk", flat=True)),
    }
    found = []
    for route in routes():
        numbers = next((numbers for noun, numbers in known.items() if f"{noun}/<" in route), claims)
        filled = re.sub(r"<slug:file_format>", "ndjson", re.sub(r"<(slug|path|str):\w+>", "x", route))
        filled = filled if "file_format" not in route else route.replace("<slug:file_format>", "ndjson")
        found += [re.sub(r"<int:\w+>", str(n), filled) for n in (numbers if "<int:" in filled else [0])]
    return [f"/{path}" for path in found] + [
        "/claims/?search=zqxmark",
        "/claims/?status=conflicting",
        "/api/v1/claims/?status=in_review",
        "/api/v1/exports/claims.csv",
        "/api/v1/exports/claims.json",
    ]


def read(client: Client, address: str, **headers: str) -> str:
    """The answer as a program reads it: status, headers and words, without what is new each time."""
    answer = client.get(address, headers={"X-Request-ID": "the-same-number", **headers})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    told = "\n".join(f"{name}: {value}" for name, value in sorted(answer.items()) if name not in CHANGING)
    words = body.decode("utf-8", "replace")
    for pattern in ALWAYS_NEW:
        words = re.sub(pattern, "", words)
    return f"{answer.status_code}\n{told}\n{words}"


CHANGING = {"X-Request-ID", "Content-Security-Policy", "Date", "Set-Cookie", "Last-Modified"}
ALWAYS_NEW = [
    r"(search(=|%3D)|value=\")zqxmark",  # what the visitor asked for
    r'name="csrfmiddlewaretoken" value="\w+"',
    r'nonce="[^"]+"',
    r'"?X-CSRFToken"?: ?"\w+"',
    r'"request_id": ?"\w+"',
    r'(sha256|"generated_at"|"at"|until|expires)[="\': ]+[\w:.+-]+',
]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@dataclass
class Blind:
    """Somebody who has reviewed none of the claims; a program sees the API, a person sees the pages."""

    name: str
    client: Client
    headers: dict[str, str]

    def visits(self, path: str) -> bool:
        return path.startswith("/api/") == bool(self.headers)


def blind_person(name: str) -> Blind:
    person = UserFactory(reader=name == "reader")
    if name == "program":
        _, words = issue_token(user=person, scope="review")
        return Blind(name, Client(), {"Authorization": f"Token {words}"})
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Blind(name, client, {})


@pytest.mark.parametrize("name", ["program", "reader", "reviewer"])
def test_no_address_tells_a_blind_person_what_others_rated(name: str, desk: Desk) -> None:
    """Time stands still, so that nothing differs but what was rated; nothing kept for a while is told again."""
    person = blind_person(name)
    walk = [path for path in addresses(desk) if person.visits(path)]
    assert len(walk) > 50
    with time_machine.travel(timezone.now(), tick=False):
        before = [read(person.client, path, **person.headers) for path in walk]
        assert [path for path, answer in zip(walk, before, strict=True) if MARK in answer] == []
        desk.swap_ratings()
        cache.clear()
        after = [read(person.client, path, **person.headers) for path in walk]
    pairs = zip(walk, before, after, strict=True)
    assert [path for path, one, other in pairs if one != other] == []


def test_the_walk_would_find_a_mark(desk: Desk) -> None:
    client = Client()
    client.force_login(desk.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = (path for path in addresses(desk) if MARK in read(client, path))
    assert len(list(islice(found, 7))) == 7


def test_who_has_reviewed_or_edits_sees_it_all(desk: Desk) -> None:
    claim = desk.claims[0]
    reviewer = UserFactory()
    submit_review(actor=reviewer, claim=claim, rating="unproven", note="Mine.")
    client = Client()
    client.force_login(reviewer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert f"{MARK} note" in client.get(f"/claims/{claim.pk}/").text
    assert f"{MARK} note" not in client.get(f"/claims/{desk.claims[3].pk}/").text
