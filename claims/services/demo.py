"""The demo: a small desk that shows what the work is. Loaded once, through the services like any other work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from claims.choices import ClaimKind, Role
from claims.errors import ClaimsError
from claims.models import Article, Claim
from claims.services.articles import add_article, split_waiting_article
from claims.services.citations import Citation
from claims.services.claims import propose_claim
from claims.services.publication import correct_verdict, publish_verdict
from claims.services.reviews import submit_review
from claims.services.verdicts import adjudicate

Plan = Mapping[str, Any]
People = dict[str, Any]


class DeskInUse(ClaimsError):
    """The demo never mixes with real work: "This desk has people or articles of its own." """

    code = "desk_in_use"
    default_message = "This desk has people or articles of its own, so the demo stays out."


def demo_people() -> list[Any]:
    """Everybody the demo made, by role and name; nobody on a desk without the demo."""
    people = get_user_model().objects.filter(is_demo=True, is_active=True).order_by("id")
    return sorted(people, key=lambda person: Role(person.role).rank)


def load_demo(plan: Plan, texts: Mapping[str, str], *, password: str) -> list[Any]:
    """Make the plan's people, articles, claims and reviews, all or nothing; returns the people.

    `texts` holds each article's text by file name. Everybody gets the same password. Raises DeskInUse
    on a desk that holds anything yet.
    """
    with transaction.atomic():
        if get_user_model().objects.exists() or Article.objects.exists():
            raise DeskInUse
        people = {person["username"]: _add_person(person, password) for person in plan["people"]}
        editor = next(person for person in people.values() if person.role == Role.EDITOR)
        for part in plan["articles"]:
            _add_article(part, texts[part["file"]], people, editor)
    return demo_people()


def set_demo_password(*, password: str) -> None:
    """A new password for everybody the demo made, where the old one is lost."""
    for person in demo_people():
        person.set_password(password)
        person.save(update_fields=["password"])


def _add_person(person: Plan, password: str) -> Any:
    # The role decides the two flags, as everywhere; Django's own admin asks for them.
    is_admin = person["role"] == Role.ADMIN
    return get_user_model().objects.create_user(
        password=password, is_demo=True, is_staff=is_admin, is_superuser=is_admin, **person
    )


def _add_article(part: Plan, text: str, people: People, editor: Any) -> None:
    about = {**part["about"], "published_at": datetime.fromisoformat(part["about"]["published_at"])}
    article = add_article(actor=editor, text=text, **about).article
    article = split_waiting_article(article.pk)
    for planned in part["claims"]:
        claim = _find_or_propose(article, planned, editor)
        for review in planned["reviews"]:
            _add_review(claim, review, people)
        if decision := planned.get("adjudication"):
            actor, content = _taken_apart(decision, people)
            adjudicate(actor=actor, claim=claim, **content)
        for step in planned.get("publication", []):
            actor, content = _taken_apart(step, people)
            publish = correct_verdict if "note" in content else publish_verdict
            publish(actor=actor, claim=claim, **content)


def _find_or_propose(article: Article, planned: Plan, editor: Any) -> Claim:
    """The splitter's own claim on these words; where it made none, one proposed by hand."""
    assert article.version is not None  # noqa: S101 (add_article gave it one)
    start = article.version.text.index(planned["quote"])
    end = start + len(planned["quote"])
    found = article.claims.filter(start__gte=start - 200, end__lte=end + 200, start__lt=end, end__gt=start)
    for word in planned["words"]:
        found = found.filter(text__icontains=word)
    wanted = planned["text"].rstrip(".")
    if claim := min(found, key=lambda claim: (claim.text != wanted, len(claim.text), claim.pk), default=None):
        return claim
    kind = planned.get("kind", ClaimKind.ASSERTED)
    return propose_claim(actor=editor, article=article, start=start, end=end, text=planned["text"], kind=kind)


def _add_review(claim: Claim, review: Plan, people: People) -> None:
    actor, content = _taken_apart(review, people)
    evidence = [Citation(**piece) for piece in content.pop("evidence", [])]
    submit_review(actor=actor, claim=claim, evidence=evidence, **content)


def _taken_apart(step: Plan, people: People) -> tuple[Any, dict[str, Any]]:
    return people[step["by"]], {name: value for name, value in step.items() if name != "by"}
