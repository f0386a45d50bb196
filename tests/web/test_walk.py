"""The walk through all pages leaves none out."""

import pytest
from django.urls import resolve

from tests.browser.walk import Desk, pages_of
from tests.routes import ROUTES

pytestmark = pytest.mark.django_db

# Answered to a GET, and no page: files and feeds for programs, and an old link that leads on.
NOT_PAGES = {
    *("agreement_file", "audit_file", "schema"),
    *("public_feed", "public_feed_json", "public_oembed", "public_claim"),
    *("public_sitemap", "public_sitemap_pages", "public_sitemap_part", "public_robots"),
}


def test_every_page_that_a_route_has_is_in_the_walk():
    walked = {resolve(address.split("?")[0]).url_name for address in pages_of(Desk()).values()}
    pages = {route.name for route in ROUTES if "GET" in route.methods and not route.name.startswith("api-")}
    assert pages - walked == NOT_PAGES
