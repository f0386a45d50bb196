"""People with a browser each, and what a browser would read."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.factories import UserFactory

# No document type of ours has an element that stays open by design, but these never close.
VOID = {"meta", "link", "input", "br", "hr", "img", "rect", "path", "circle"}


PEOPLE = {
    "reader": {"reader": True, "display_name": "Rene"},
    "reviewer": {"display_name": "Rosa"},
    "colleague": {"display_name": "Ravi"},
    "editor": {"editor": True, "display_name": "Erin"},
}


class Cast(dict):
    """By role: a client, signed in, and its person; made when they are first asked for. "nobody" is not signed in."""

    def __missing__(self, name):
        user = UserFactory(**PEOPLE[name])
        self[name] = (signed_in(user), user)
        return self[name]


@pytest.fixture
def cast():
    return Cast(nobody=(Client(), None))


def signed_in(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def reviewer(cast):
    return cast["reviewer"]


@pytest.fixture
def editor(cast):
    return cast["editor"]


class Reader(HTMLParser):
    """Text, headings and ids of a page, and whether its elements nest."""

    def __init__(self):
        super().__init__()
        self.open, self.h1, self.ids, self.text, self.faults = [], 0, [], [], []

    def handle_starttag(self, tag, attrs):
        self.h1 += tag == "h1"
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        self.text.append(data)


def read_page(response):
    """The page as a reader meets it; fails on broken nesting, an id given twice, a missing heading."""
    content = response.content.decode()
    reader = Reader()
    reader.feed(content)
    assert reader.faults == []
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    if content.lstrip().startswith("<!doctype"):
        assert reader.h1 == 1
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", content)
    return " ".join(" ".join(reader.text).split())
