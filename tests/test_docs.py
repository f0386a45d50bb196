"""The documents fail the build when they lie."""

import re

import pytest

from claims import choices
from tests.environment import ROOT, variables_read


def document(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_documented_and_nothing_else():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", document("docs/operations.md"), re.MULTILINE))
    assert documented == variables_read()


@pytest.mark.parametrize("kind", [kind for kind in vars(choices).values() if hasattr(kind, "choices")])
def test_every_value_is_explained_and_nothing_else(kind):
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", document("docs/values.md"), re.MULTILINE | re.DOTALL))
    explained = re.findall(r"^\| `([\w:]+)` \| \S", sections.get(kind.__name__, ""), re.MULTILINE)
    assert sorted(explained) == sorted(kind.values)


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "docs/operations.md", "docs/decisions.md", "docs/values.md"]
)
def test_every_link_between_documents_leads_somewhere(name):
    here = (ROOT / name).parent
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document(name))
    assert [link for link in links if not (here / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/operations.md"])
def test_every_make_target_named_exists(name):
    targets = set(re.findall(r"^([a-z]+):", document("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", document(name))) <= targets


def test_every_room_in_the_readme_exists():
    rooms = re.findall(r"^\| `([\w/.]+)` \|", document("README.md"), re.MULTILINE)
    assert rooms
    assert [room for room in rooms if not (ROOT / room).exists()] == []
