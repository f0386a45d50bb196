"""`settle_claims`: finds what differs, says it, and puts it right."""

import io

import pytest
from django.core.management import call_command

from claims.models import Claim
from claims.services.reviews import submit_review
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def settle(*arguments: str) -> str:
    out = io.StringIO()
    call_command("settle_claims", *arguments, stdout=out)
    return out.getvalue()


def lying_claim() -> Claim:
    claim = ClaimFactory()
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    Claim.objects.filter(pk=claim.pk).update(status="incorrect")
    return claim


def test_all_is_well() -> None:
    ClaimFactory()
    assert settle() == "Every claim's status is what its reviews give.\n"


def test_a_difference_is_reported_and_put_right() -> None:
    claim = lying_claim()
    assert settle() == f"claim {claim.pk}: incorrect (1 review) -> in_review (1 review)\n1 settled.\n"
    claim.refresh_from_db()
    assert claim.status == "in_review"


def test_a_dry_run_changes_nothing() -> None:
    claim = lying_claim()
    assert settle("--dry-run") == f"claim {claim.pk}: incorrect (1 review) -> in_review (1 review)\n1 differ.\n"
    claim.refresh_from_db()
    assert claim.status == "incorrect"
