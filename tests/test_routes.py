"""Every route x role x object state: who comes in is who `claims.permissions` lets in. The routes are in routes.txt.

What is sent is empty, so that whoever may is answered with a complaint about the form and not with a refusal. Each
request is undone before the next.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from annotator.accounts.services import issue_token
from annotator.accounts.services_joining import invite
from claims import models
from claims.choices import EventKind, JobKind, JobState
from claims.permissions import may
from claims.services import exports
from claims.web.public.maps import PART
from tests.factories import ReviewFactory, UserFactory
from tests.routes import ROUTES, Route
from tests.test_permissions import CAST, Desk

pytestmark = pytest.mark.django_db

STATES = {
    "claim": ["unreviewed", "reviewed by another", "withdrawn"],
    "review": ["claim open", "claim conflicting", "claim decided"],
    "comment": ["claim open", "claim decided"],
    "verdict": ["standing", "claim reopened", "claim reopened, published"],
    "source": ["not cited", "cited, claim open", "cited, claim decided"],
}


@pytest.fixture(autouse=True)
def _no_log() -> Iterator[None]:
    """A refusal is logged with its way through the program; here there are hundreds."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


class World(Desk):
    """The cast with a browser each, and objects for every route."""

    def __init__(self) -> None:
        super().__init__()
        self.clients = {name: Client() for name in CAST}
        for name, client in self.clients.items():
            if name != "nobody":
                client.force_login(self.people[name], backend="allauth.account.auth_backends.AuthenticationBackend")

    def arguments(self, noun: str, state: str) -> tuple[Any, list[Any]]:
        """The object, and what stands for it in the address."""
        if noun == "-":
            return None, []
        if noun in {"format", "words"}:
            return None, ["ndjson" if noun == "format" else "no-such-invitation"]
        if noun in {"told", "published", "part"}:
            return self.make_public(noun)
        if noun == "page":
            return None, ["method"]
        made = getattr(self, f"make_{noun}")(state)
        return made, [made.pk]

    def make_public(self, noun: str) -> tuple[models.Verdict, list[Any]]:
        """A public verdict, and its place in an address: its claim, with words or without, or a sitemap."""
        verdict = super().make_verdict("standing, published")
        slug = verdict.public_path.strip("/").split("-", 1)[1]
        places = {"told": [verdict.claim_id], "published": [verdict.claim_id, slug]}
        return verdict, places.get(noun, [verdict.claim_id // PART + 1])

    def make_claim(self, state: str) -> models.Claim:
        return super().make_claim("unreviewed" if state == "-" else state)

    def make_token(self, state: str) -> Any:
        return issue_token(user=self.writer)[0]

    def make_invitation(self, state: str) -> Any:
        return invite(actor=self.people["admin"], role="reader", days=1)[0]

    def make_version(self, state: str) -> models.ArticleVersion:
        return self.make_claim("-").version

    def make_job(self, state: str) -> models.Job:
        return models.Job.objects.create(kind=JobKind.IMPORT, requested_by=self.people["editor"])

    def make_feed(self, state: str) -> models.Feed:
        return models.Feed.objects.create(url="https://daily.example.org/feed", added_by=self.people["editor"])

    def make_webhook(self, state: str) -> models.Webhook:
        return models.Webhook.objects.create(url="https://hooks.example.org/", seed="0" * 64, added_by=self.writer)

    def make_export(self, state: str) -> models.Export:
        """One of the writer's that is whole."""
        job = models.Job.objects.create(kind=JobKind.EXPORT, state=JobState.DONE, requested_by=self.writer)
        name = "0" * 32 + ".ndjson"
        (exports.folder() / name).write_bytes(b"{}\n")
        until = timezone.now() + timedelta(days=1)
        about = {"format": "ndjson", "role": self.writer.role, "total": 0, "name": name, "size": 3}
        return models.Export.objects.create(job=job, sha256="0" * 64, expires_at=until, **about)

    def make_step(self, state: str) -> models.Event:
        claim = ReviewFactory(reviewer=self.writer).claim
        return models.Event.objects.create(kind=EventKind.REVIEW_SUBMITTED, actor=self.writer, claim=claim)

    def make_assignment(self, state: str) -> models.Assignment:
        due = timezone.now() + timedelta(days=1)
        return models.Assignment.objects.create(claim=self.claim(), assignee=self.writer, due_at=due)

    def make_source(self, state: str) -> models.Source:
        source = super().make_source(state)
        source.snapshot_at, source.snapshot_text = timezone.now(), "Kept."
        source.save(update_fields=["snapshot_at", "snapshot_text"])
        return source

    def expected(self, route: Route, who: str, obj: Any) -> bool:
        return all(self.allows(ask, who, obj) for ask in route.asks)

    def allows(self, ask: str, who: str, obj: Any) -> bool:
        person = self.people[who]
        if ask == "public":
            return True
        if ask in {"member", "own"}:
            return bool(may(person, "view", models.Article)) and (ask == "member" or who == "writer")
        noun, verb = ask.removeprefix("own-or-").split(":")
        about = obj if type(obj).__name__ == noun else None
        answer = bool(may(person, verb, about if about is not None else CLASSES[noun]))
        return answer or (ask.startswith("own-or-") and who == "writer")


NOUNS = ("Article", "Claim", "Review", "Event", "Verdict", "Webhook", "SitePage", "Desk")
CLASSES = {name: getattr(models, name) for name in NOUNS}
CLASSES["User"] = type(UserFactory.build())


def sent(client: Client, method: str, address: str, *, api: bool) -> Any:
    """The answer to an empty request, whose changes are taken back."""
    with transaction.atomic():
        about = {"content_type": "application/json"} if api and method != "GET" else {}
        answer = client.generic(method, address, "{}" if about else "", **about)
        transaction.set_rollback(True)
    return answer


def comes_in(answer: Any) -> bool:
    """Whether the door opened: neither refused, nor sent to sign in, nor told that there is nothing."""
    to_sign_in = answer.status_code == 302 and answer.url.startswith("/accounts/login/?next=")
    return answer.status_code not in {401, 403, 404} and not to_sign_in


@pytest.mark.parametrize("noun", sorted({route.noun for route in ROUTES}))
def test_who_comes_in_is_who_may(noun: str, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = World()
    wrong = []
    for place, state in enumerate(STATES.get(noun, ["-"])):
        obj, arguments = world.arguments(noun, state)
        for route in [route for route in ROUTES if route.noun == noun]:
            address = reverse(route.name, args=arguments)
            for who in CAST:
                expected = world.expected(route, who, obj)
                # What only shows is asked once; the state of the object decides about what changes it.
                for method in [method for method in route.methods if not place or noun != "claim" or method != "GET"]:
                    answer = sent(world.clients[who], method, address, api="/api/" in address)
                    if comes_in(answer) != expected and not is_unknown_link(route, answer):
                        wrong.append(f"{method} {address} ({state}) as {who}: {answer.status_code}")
    assert wrong == []


def is_unknown_link(route: Route, answer: Any) -> bool:
    """A link that nobody was given is nothing, for everybody alike."""
    return route.noun == "words" and answer.status_code == 404
