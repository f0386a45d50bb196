"""A large desk to measure with: as the services would have left it, and only where nothing is yet."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, Claim, Event, Review
from claims.services.verdicts import settle_all
from tests.factories import ArticleFactory
from tests.services.test_verdicts import assert_settled

pytestmark = pytest.mark.django_db


def make_desk(**options: int) -> str:
    out = StringIO()
    call_command("make_desk", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_desk_is_as_the_services_would_have_left_it() -> None:
    said = make_desk(claims=230, reviews=3, reviewers=5)
    assert said.startswith("230 claims, ")
    assert (Claim.objects.count(), Article.objects.count()) == (230, 12)
    assert Review.objects.count() > 400
    assert list(settle_all(write=False)) == []
    assert_settled()
    for claim in Claim.objects.select_related("version"):
        assert claim.version.text[claim.start : claim.end] == claim.quote
    decided = Claim.objects.decided().count()
    assert Event.objects.count() == 230 + decided


def test_made_up_work_goes_into_an_empty_desk() -> None:
    ArticleFactory()
    with pytest.raises(CommandError, match="already"):
        make_desk(claims=10)


@pytest.mark.parametrize("options", [{"claims": 0}, {"reviews": 0}, {"reviews": 6, "reviewers": 5}])
def test_numbers_that_make_no_desk_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(CommandError):
        make_desk(**options)
