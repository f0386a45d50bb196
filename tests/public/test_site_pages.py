"""The pages in the desk's own words: written by admins, safe whatever they write, each wording kept."""

import pytest
from django.test import Client

from claims.choices import EventKind
from claims.errors import BadInput, StaleEdit, TextEmpty, TextTooLong
from claims.models import Event, SitePage
from claims.services.publication import correct_verdict, pause_verdict, unpublish_verdict
from claims.services.site_pages import save_site_page
from claims.web.public.prose import prose
from tests.factories import UserFactory
from tests.public.conftest import WHY, published
from tests.web.conftest import read_page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return UserFactory(admin=True)


class TestWords:
    def test_a_page_has_words_before_anybody_writes_it(self, visitor, settings):
        settings.SITE_NAME, settings.QUORUM = "The Kerbellec Desk", 3
        said = read_page(visitor.get("/about/method/"))
        assert "The Kerbellec Desk takes articles apart" in said
        assert "At least 3 must do so." in said
        assert "How to report an error" in read_page(visitor.get("/about/corrections/"))
        french = visitor.get("/about/method/", headers={"Accept-Language": "fr"})
        assert "The Kerbellec Desk décompose" in read_page(french)

    def test_what_an_admin_writes_takes_their_place(self, visitor, admin):
        save_site_page(actor=admin, key="method", words="# Our *way*\n\nSlowly.", seen=0)
        said = visitor.get("/about/method/").text
        assert "<h2>Our <em>way</em></h2>\n<p>Slowly.</p>" in said
        assert "takes articles apart" not in said

    def test_each_wording_stays_in_the_record(self, admin):
        save_site_page(actor=admin, key="method", words="One.", seen=0)
        save_site_page(actor=admin, key="method", words="Two.", seen=1)
        events = Event.objects.filter(kind=EventKind.SITE_PAGE_CHANGED).order_by("id")
        assert [event.data["words"] for event in events] == ["One.", "Two."]
        assert SitePage.objects.get().revision == 2

    def test_the_same_words_again_are_no_change(self, admin):
        for _ in range(2):
            save_site_page(actor=admin, key="method", words="One.", seen=0)
        assert Event.objects.filter(kind=EventKind.SITE_PAGE_CHANGED).count() == 1

    def test_of_two_writers_the_second_is_told(self, admin):
        save_site_page(actor=admin, key="method", words="One.", seen=0)
        with pytest.raises(StaleEdit) as caught:
            save_site_page(actor=admin, key="method", words="Mine.", seen=0)
        assert (caught.value.texts, caught.value.revision) == ({"words": "One."}, 1)

    @pytest.mark.parametrize(
        ("key", "words", "error"),
        [("method", " \n ", TextEmpty), ("method", "x" * 50_001, TextTooLong), ("elsewhere", "x", BadInput)],
    )
    def test_what_cannot_be_kept_is_refused(self, admin, key, words, error):
        with pytest.raises(error):
            save_site_page(actor=admin, key=key, words=words, seen=0)
        assert not SitePage.objects.exists()


class TestProse:
    @pytest.mark.parametrize(
        ("words", "html"),
        [
            ("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
            ("# A\n## B\n###### F", "<h2>A</h2>\n<h3>B</h3>\n<h6>F</h6>\n"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("[us](/about/method/)", '<p><a href="/about/method/">us</a></p>\n'),
            ("[x](https://e.org)", '<p><a href="https://e.org" rel="nofollow noopener">x</a></p>\n'),
            ("[x](/\\e.org)", '<p><a href="/%5Ce.org">x</a></p>\n'),
            ("<mailto:a@b.org>", '<p><a href="mailto:a@b.org" rel="nofollow noopener">mailto:a@b.org</a></p>\n'),
        ],
    )
    def test_what_it_speaks(self, words, html):
        assert prose(words) == html

    @pytest.mark.parametrize(
        "words",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java&#115;cript:alert(1))",
            "[x](data:text/html,x)",
            "[x](vbscript:x)",
            "[x](//evil.example.org)",
            "[x](<javascript:alert(1)>)",
            "<javascript:alert(1)>",
            "![x](https://e.org/x.png)",
            "```\n<b>\n```",
            "[a]: javascript:x\n\n[a]",
        ],
    )
    def test_what_it_does_not(self, words):
        html = prose(words)
        assert "<script" not in html
        assert "<img" not in html
        assert "<b>" not in html
        assert 'href="j' not in html.lower()
        assert "href" not in html or 'href="https://e.org' in html


class TestEditing:
    def test_an_admin_writes_it_and_looks_at_it_first(self, admin):
        client = signed_in(admin)
        form = client.get("/public-pages/method/")
        assert "takes articles apart" in read_page(form)
        looked = client.post("/public-pages/method/", {"words": "# Mine", "seen": "0", "preview": "yes"})
        assert "<h2>Mine</h2>" in looked.text
        assert not SitePage.objects.exists()
        saved = client.post("/public-pages/method/", {"words": "# Mine", "seen": "0"}, follow=True)
        assert "The page is saved." in read_page(saved)
        assert SitePage.objects.get().words == "# Mine"
        assert "Earlier wordings" in read_page(saved)

    def test_what_was_typed_survives_a_refusal_and_a_colleague(self, admin):
        client = signed_in(admin)
        assert client.post("/public-pages/method/", {"words": "", "seen": "0"}).status_code == 422
        save_site_page(actor=admin, key="method", words="Theirs.", seen=0)
        answer = client.post("/public-pages/method/", {"words": "Mine.", "seen": "0"})
        assert answer.status_code == 409
        assert "Theirs." in read_page(answer)
        assert "Mine." in read_page(answer)
        assert client.post("/public-pages/method/", {"words": "Mine.", "seen": "1"}).status_code == 302

    @pytest.mark.parametrize("role", [{"editor": True}, {}, {"reader": True}])
    def test_nobody_else_does(self, role):
        client = signed_in(UserFactory(**role))
        assert client.post("/public-pages/method/", {"words": "x", "seen": "0"}).status_code == 403
        assert Client().get("/public-pages/method/").status_code == 302
        assert not SitePage.objects.exists()

    def test_the_admin_shows_it_and_leads_to_where_it_is_written(self, admin):
        save_site_page(actor=admin, key="method", words="With <b>care</b>.", seen=0)
        client = signed_in(admin)
        assert client.get("/admin/claims/sitepage/").status_code == 200
        shown = client.get("/admin/claims/sitepage/method/change/").text
        assert 'href="/public-pages/method/"' in shown
        assert "<b>care" not in shown
        assert signed_in(UserFactory(editor=True)).get("/admin/claims/sitepage/").status_code in {302, 403}

    def test_there_is_no_other_page(self, admin):
        assert signed_in(admin).get("/public-pages/elsewhere/").status_code == 404


def test_the_corrections_page_lists_what_was_corrected(visitor, editor):
    names = ("Corrected one", "Paused one", "Gone one", "Untouched one")
    corrected, paused, gone, _ = (published(text=name) for name in names)
    correct_verdict(actor=editor, claim=corrected.claim, note="A slip.", summary="In other words.", reason=WHY)
    pause_verdict(actor=editor, claim=paused.claim, reason="A new document.")
    unpublish_verdict(actor=editor, claim=gone.claim, reason="A mistake.")
    said = read_page(visitor.get("/about/corrections/"))
    for words in ("Corrected one", "A slip.", "Paused one", "A new document.", "A mistake."):
        assert words in said
    assert f"Verdict on claim {gone.claim_id}" in said
    assert "Gone one" not in said
    assert "Untouched one" not in said


def test_the_corrections_page_costs_the_same_for_1_and_30(visitor, editor, django_assert_num_queries):
    for _ in range(3):
        one = published()
        pause_verdict(actor=editor, claim=one.claim, reason="A new document.")
        with django_assert_num_queries(3):
            visitor.get("/about/corrections/")
