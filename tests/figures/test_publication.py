"""The dashboard's numbers about publication."""

import pytest

from claims.services.publication import pause_verdict, unpublish_verdict
from claims.services.terms import set_tags
from claims.services.verdicts import adjudicate
from tests.factories import ClaimFactory, UserFactory
from tests.services.test_publication import decided, fresh, published
from tests.services.test_verdicts import submit
from tests.web.conftest import read_page, signed_in

pytestmark = pytest.mark.django_db


def test_each_number_of_publication_leads_to_exactly_its_claims() -> None:
    person = UserFactory(editor=True)
    client = signed_in(person)
    paused, corrected, gone = (published(person) for _ in range(3))
    pause_verdict(actor=person, claim=paused, reason="Looking again.")
    for _ in range(2):
        submit(corrected, "unproven")
    adjudicate(actor=UserFactory(editor=True), claim=fresh(corrected), rating="unproven", reason="So.")
    unpublish_verdict(actor=person, claim=gone, reason="Not ours.")
    published(person)
    tagged, _open = decided(), ClaimFactory()
    set_tags(actor=person, article=tagged.article, tags=["rivers"])
    for query, expected in (("", [1, 1, 2, 1]), ("?tag=rivers", [1, 0, 0, 0]), ("?publisher=Nobody", [0] * 4)):
        answer = client.get(f"/dashboard/{query}")
        rows = answer.context["publication"]
        assert [row["count"] for row in rows] == expected
        for row in rows:
            listed = client.get(f"/claims/?{row['query']}").context["listing"].rows
            assert len(listed) == row["count"], row
        for row in answer.context["standing"]:
            assert f'href="/claims/?{row["query"].replace("&", "&amp;")}"' in answer.content.decode()
            listed = client.get(f"/claims/?{row['query']}").context["listing"].rows
            assert len(listed) == row["count"], row
    assert "Decided, not public 1" in read_page(client.get("/dashboard/"))
