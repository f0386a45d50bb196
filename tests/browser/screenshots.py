"""Pictures of the main pages for the README and the docs: `make screenshots`. Not collected as tests."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from playwright.sync_api import Browser

from claims.models import Article, Claim, Verdict
from tests.environment import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOLDER = Path(ROOT) / "docs" / "screenshots"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}


def test_take_them(chromium: Browser, live_server, enter, capsys):
    with capsys.disabled():
        call_command("demo")
    FOLDER.mkdir(exist_ok=True)
    people = {
        role: get_user_model().objects.filter(role=role).order_by("pk").first() for role in ("editor", "reviewer")
    }
    article = Article.objects.order_by("pk").first()
    decided = Claim.objects.filter(status="incorrect").order_by("pk").first()
    conflict = Claim.objects.filter(status="conflicting").order_by("pk").first()
    public = Verdict.objects.filter(state="published").order_by("pk").first()
    shots = [
        ("home", "editor", "/", WIDE, "light"),
        ("article", "editor", article.get_absolute_url(), WIDE, "light"),
        ("article-dark", "editor", article.get_absolute_url(), WIDE, "dark"),
        ("review", "reviewer", "/review/", WIDE, "light"),
        ("review-phone", "reviewer", "/review/", PHONE, "light"),
        ("claim", "editor", decided.get_absolute_url(), WIDE, "light"),
        ("conflict", "editor", f"/claims/{conflict.pk}/adjudicate/", WIDE, "light"),
        ("public-verdict", "reviewer", public.public_path, WIDE, "light"),
        ("dashboard", "editor", "/dashboard/", WIDE, "light"),
    ]
    for name, role, address, size, scheme in shots:
        context = chromium.new_context(base_url=live_server.url, locale="en-US", viewport=size, color_scheme=scheme)
        enter(context, people[role])
        page = context.new_page()
        assert page.goto(address).ok, address
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}.png")
        context.close()
