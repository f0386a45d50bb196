"""What the admin shares with the desk's own pages."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

ICON = '<link rel="icon"'


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["home", "admin:index", "public_verdicts"])
def test_every_side_of_the_house_has_the_same_icon(client: Client, page: str) -> None:
    client.force_login(UserFactory(admin=True))
    head = client.get(reverse(page)).text.partition("</head>")[0]
    assert ICON in head
    assert 'href="/static/claims/icon.svg"' in head
    assert finders.find("claims/icon.svg")
