"""Reading a desk's own export back: nothing is lost, nothing comes twice, a cut file changes nothing."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from claims.choices import ClaimStatus, PublicationState
from claims.errors import BadImport
from claims.exporters.export import export
from claims.exporters.formats import FORMATS, About
from claims.exporters.scopes import DECIDED_ONLY, EVERYTHING, Scope, scope_of
from claims.models import Article, Claim, Event, Evidence, Lineage, Review, Source, Verdict
from claims.services.articles import add_article
from claims.services.claims import propose_claim, withdraw_claim
from claims.services.restoring import import_claims
from claims.services.reviews import Citation, retract_review, revise_review, submit_review
from claims.services.surgery import merge_claims
from claims.services.terms import set_terms
from claims.services.verdicts import adjudicate, settle_all
from claims.services.versions import revise_article
from claims.splitting.document import Split
from tests.factories import UserFactory

emptied = pytest.mark.django_db(transaction=True)

TEXT = "🌉 The bridge opened in 1932.\r\nIt carries 160,000 vehicles a day.\r" + (
    "הגשר נפתח בשנת 1932 \u202eabc. 👩‍🚀 flew under it."
)
PIECE = Citation(
    url="https://records.example.org/1?utm_source=x", stance="refutes", title="Récords", quote="1933 “soft”\nopen"
)
ABOUT = About("all", whole=True)
PUBLIC_ONE = {
    **dict.fromkeys(("summary", "reason", "correction_note", "public_note"), ""),
    **dict.fromkeys(("adjudicator", "recheck_on", "state_changed_at")),
    "rating": "supported",
    "decided_by": "quorum",
    "causes": [],
    "true_as_of": "2025-01-12",
    "state": "paused",
    **dict.fromkeys(("created_at", "published_at"), "2025-01-12T09:30:00Z"),
}


def plain(text: str, *, language: str = "en") -> Any:
    """The splitter's face, without claims: those are proposed here."""
    return Split((), (), (), language)


@pytest.fixture(autouse=True)
def _few_claims(settings: Any) -> None:
    settings.SPLITTER = f"{__name__}.plain"


def on(article: Article, words: str, text: str = "") -> Claim:
    start = article.version.text.index(words)
    return propose_claim(actor=article.added_by, article=article, start=start, end=start + len(words), text=text)


def reviewed(claim: Claim, *ratings: str) -> list[Review]:
    return [
        submit_review(actor=person, claim=claim, rating=rating, evidence=[PIECE], note=f"Looked, {place} 👀")
        for place, (rating, person) in enumerate(zip(ratings, people(), strict=False))
    ]


def people() -> list[Any]:
    users = get_user_model().objects
    return [users.filter(username=name).first() or UserFactory(username=name) for name in ("ann", "bob", "cem")]


def full_desk() -> None:
    """Everything that a claim can have been through."""
    editor = UserFactory(username="ed", editor=True)
    article = add_article(
        actor=editor, text=TEXT, title="Bridge <news> 🌉", source_url="https://daily.example.org/b"
    ).article
    set_terms(actor=editor, article=article, quorum=2, tags=["rivers", "bridges"])
    decided = on(article, "The bridge opened in 1932")
    first, _ = reviewed(decided, "incorrect", "incorrect")
    revise_review(actor=first.reviewer, review=first, rating="incorrect", evidence=[PIECE], reason="Better words.")
    conflict = on(article, "160,000 vehicles a day")
    reviewed(conflict, "incorrect", "supported")
    adjudicate(actor=editor, claim=conflict, rating="disputed", reason="Both.", causes=["sources_conflict"])
    reviewed(on(article, "הגשר נפתח"), "supported")
    reviewed(on(article, "👩‍🚀 flew"), "supported", "incorrect")
    taken = reviewed(on(article, "under it"), "unproven")
    retract_review(actor=taken[0].reviewer, review=taken[0])
    twins = [on(article, "bridge", "A bridge is there"), on(article, "The bridge", "There is a bridge")]
    merge_claims(actor=editor, claims=twins, text="There is one bridge")
    withdraw_claim(actor=editor, claim=on(article, "opened"), reason="No claim.", cause="not_a_claim")
    other = add_article(actor=editor, text="Ann Lee is Mayor. She was elected twice.", title="Council").article
    published = on(other, "Ann Lee is Mayor")
    reviewed(published, "supported", "supported")
    lost = on(other, "She was elected twice")
    now = Verdict.objects.get(claim=published)
    now.state, now.published_at = PublicationState.PUBLISHED, now.created_at
    now.save()
    revise_article(actor=editor, article=other, text="Ann Lee is Mayor. Nobody else was elected.")
    assert Claim.objects.get(pk=lost.pk).orphaned_at


def exported(scope: Scope = EVERYTHING) -> bytes:
    return b"".join(export(Claim.objects.all(), FORMATS["ndjson"], scope, ABOUT))


def read_back(data: bytes) -> Any:
    actor = get_user_model().objects.filter(role="admin").first() or UserFactory(admin=True)
    return import_claims(actor=actor, file=io.BytesIO(data))


def elsewhere(data: bytes) -> Any:
    """What becomes of the file in an empty desk."""
    call_command("flush", interactive=False, verbosity=0)
    UserFactory(username="other", reader=True)  # so that no number is the same by chance
    return read_back(data)


def same(data: bytes) -> list[Any]:
    """The rows with numbers by order of appearance instead of ids, without the time of the last change."""
    numbers: dict[tuple[str, int], int] = {}

    def number(kind: str, key: int | None) -> int | None:
        return None if key is None else numbers.setdefault((kind, key), len(numbers))

    rows = [json.loads(line) for line in data.splitlines()][:-1]
    for row in rows:
        number("claim", row["id"])
    for row in rows:
        del row["changed_at"], row["url"]
        if row["verdict"]:
            del row["verdict"]["public_url"]
        row["id"], row["article"]["id"] = number("claim", row["id"]), number("article", row["article"]["id"])
        for heir in row["heirs"]:
            heir["id"] = number("claim", heir["id"])
        for review in row["reviews"]:
            review["id"] = number("review", review["id"])
            review["supersedes"] = number("review", review["supersedes"])
            for piece in review.get("evidence", []):
                del piece["id"]
        for piece in row["evidence"]:
            piece["review"] = number("review", piece["review"])
            del piece["id"]
    return rows


def counts() -> list[int]:
    tables = (Article, Claim, Review, Evidence, Source, Verdict, Event, Lineage, get_user_model())
    return [model._default_manager.count() for model in tables]


@emptied
class TestRoundTrip:
    def test_what_comes_back_is_what_went_out(self) -> None:
        full_desk()
        there, data = counts(), exported()
        done = elsewhere(data)
        assert same(exported()) == same(data)
        assert (done.claims, done.known, done.reopened, done.heirs_missing) == (11, 0, 0, 0)
        assert counts()[:6] == there[:6]
        assert counts()[7] == there[7]
        assert list(settle_all(write=False)) == []

    def test_everything_is_there_to_work_on(self) -> None:
        full_desk()
        elsewhere(exported())
        article = Article.objects.get(title="Bridge <news> 🌉")
        assert sorted(article.tags.values_list("name", flat=True)) == ["bridges", "rivers"]
        assert article.version.text == TEXT.replace("\r\n", "\n").replace("\r", "\n")
        open_claim = Claim.objects.get(quote="הגשר נפתח")
        reviewed(open_claim, "supported")
        assert Claim.objects.get(pk=open_claim.pk).status == "supported"
        assert Verdict.objects.get(state=PublicationState.PUBLISHED).published_at

    def test_an_import_tells_its_events_and_names_nobody(self) -> None:
        full_desk()
        data = exported()
        assert not {b'"ann"', b'"bob"', b'"ed"', b"example.org@"} & {
            word for word in (b'"ann"', b'"bob"') if word in data
        }
        elsewhere(data)
        assert Event.objects.filter(kind="claim:proposed").count() == Claim.objects.count()
        assert (
            Event.objects.filter(kind="claim:adjudicated").get().verdict.adjudicator.username.startswith("imported-")
        )
        stand_ins = get_user_model().objects.filter(username__startswith="imported-")
        assert {(one.is_active, one.has_usable_password()) for one in stand_ins} == {(False, False)}

    def test_twice_adds_nothing_also_when_it_was_worked_on(self) -> None:
        full_desk()
        data = exported()
        elsewhere(data)
        claim = Claim.objects.get(quote="opened", status=ClaimStatus.WITHDRAWN)
        editor = UserFactory(editor=True)
        withdraw_claim(actor=editor, claim=Claim.objects.get(quote="under it"), reason="Done with.")
        before = counts()
        done = read_back(data)
        assert (done.claims, done.known, counts()) == (0, 11, before)
        assert read_back(exported()).claims == 0
        assert Claim.objects.filter(pk=claim.pk).exists()

    def test_it_goes_into_a_desk_that_has_work(self) -> None:
        full_desk()
        data = exported()
        call_command("flush", interactive=False, verbosity=0)
        editor = UserFactory(editor=True)
        mine = add_article(actor=editor, text=TEXT, title="Mine").article
        own = on(mine, "The bridge opened in 1932")
        done = read_back(data)
        assert (done.claims, done.known, done.articles) == (10, 1, 1)
        own.refresh_from_db()
        assert (own.status, own.article.title, mine.claims.count()) == ("unreviewed", "Mine", 9)

    def test_a_copy_of_a_text_goes_to_the_first_also_when_both_come_at_once(self) -> None:
        editor = UserFactory(editor=True)
        for _ in range(2):
            on(add_article(actor=editor, text=TEXT, title="Bridge").article, "The bridge opened")
            Article.objects.update(fingerprint=None)
        done = elsewhere(exported())
        assert (done.articles, done.claims, done.known) == (1, 1, 1)

    def test_a_text_that_is_otherwise_here_is_left_out_by_name(self) -> None:
        full_desk()
        data = exported()
        call_command("flush", interactive=False, verbosity=0)
        add_article(actor=UserFactory(editor=True), text="Ann Lee is Mayor. She was elected twice.", title="Mine")
        done = read_back(data)
        assert done.left_out == ["“Council” is here with other words than its text 2 has."]
        assert done.claims == 10

    def test_reviews_of_open_claims_stay_out_and_their_claims_are_open_again(self) -> None:
        full_desk()
        data = exported(DECIDED_ONLY)
        rows = [json.loads(line) for line in data.splitlines()][:-1]
        assert {
            bool(row["reviews"]) for row in rows if row["status"] in {"in_review", "conflicting", "unreviewed"}
        } == {False}
        done = elsewhere(data)
        assert done.reopened == 2
        assert list(settle_all(write=False)) == []


@pytest.mark.django_db
class TestSight:
    def test_a_desk_reads_its_own_file_without_a_change(self) -> None:
        full_desk()
        before = exported()
        assert read_back(before).known == 11
        assert exported() == before

    def test_a_reviewer_gets_no_more_than_the_pages_show(self) -> None:
        full_desk()
        cem = people()[2]
        rows = [json.loads(line) for line in exported(scope_of(cem)).splitlines()][:-1]
        seen = {row["status"] for row in rows if row["reviews"] or row["verdicts"]}
        assert seen == {"incorrect", "disputed", "supported"}

    def test_who_said_what_in_a_conflict_is_told_to_nobody(self, settings: Any) -> None:
        full_desk()

        def names(status: str) -> set[str]:
            rows = [json.loads(line) for line in exported().splitlines()][:-1]
            return {review["reviewer"] for row in rows if row["status"] == status for review in row["reviews"]}

        assert names("conflicting") == {"hidden-1", "hidden-2"}
        assert names("supported") & names("incorrect")
        settings.HIDE_REVIEWER_NAMES = False
        assert names("conflicting") <= names("supported")


def with_trailer(rows: list[Any]) -> bytes:
    return b"".join(FORMATS["ndjson"].write(iter(rows), ABOUT))


def small() -> list[Any]:
    article = add_article(actor=UserFactory(editor=True), text="Ann Lee is Mayor.", title="Council").article
    reviewed(on(article, "Ann Lee is Mayor"), "supported", "supported")
    return [json.loads(line) for line in exported().splitlines()][:-1]


def put(*way: Any) -> Callable[[Any], None]:
    *steps, last, value = way

    def change(row: Any) -> None:
        for step in steps:
            row = row[step]
        row[last] = value

    return change


@pytest.mark.django_db
class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (lambda data: data[:-200], "cut"),
            (lambda data: data.rstrip(b"\n"), "cut"),
            (lambda data: data[: data.rindex(b'{"trailer"')], "cut"),
            (lambda data: b"", "cut"),
            (lambda data: data.replace(b"Mayor", b"mayor", 1), "not what was exported"),
            (lambda data: data[data.index(b"\n") + 1 :], "not what was exported"),
            (lambda data: data.replace(b'"whole":true', b'"whole":false'), "--whole"),
        ],
    )
    def test_a_file_that_is_not_whole_changes_nothing(self, change: Any, says: str) -> None:
        small()
        data = exported()
        before = counts()
        with pytest.raises(BadImport, match=says):
            read_back(change(data))
        assert counts()[:-1] == before[:-1]

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (put("start", 1), "quote"),
            (put("spans", [[3, 900]]), "outside"),
            (put("kind", "guessed"), "kind is 'guessed'"),
            (put("status", "decided"), "status is"),
            (put("status", "incorrect"), "verdict says"),
            (put("verdict", None), "verdict says"),
            (put("quote", 7), "quote is int"),
            (put("speaker", "x" * 201), "the limit is 200"),
            (put("speaker", "a\x00b"), "NUL"),
            (put("decided_at", "yesterday"), "isoformat"),
            (put("document", "text", "Ann Lee\r\nis Mayor."), "line ends"),
            (put("article", "source_url", "javascript:alert(1)"), "web address"),
            (put("evidence", 0, "url", "javascript:alert(1)"), "web address"),
            (put("evidence", 0, "review", 0), "not in the file"),
            (put("reviews", 0, "state", "draft"), "draft"),
            (put("reviews", 0, "reviewer", "Ann Lee <ann@example.org>"), "no pseudonym"),
            (put("verdicts", 0, "decided_by", "adjudication"), "adjudicator"),
            (put("verdicts", 0, "number", 7), "not among"),
            (put("verdicts", 0, "state", "published"), "day on which"),
            (
                lambda row: row["verdicts"].extend([{**PUBLIC_ONE, "number": 2}, {**PUBLIC_ONE, "number": 3}]),
                "at most",
            ),
            (lambda row: row.pop("reviews"), "no 'reviews'"),
        ],
    )
    def test_a_row_that_no_export_has_is_named_by_its_line(self, change: Any, says: str) -> None:
        row = small()[0]
        row["document"] |= {"text": "Ann Lee is Mayor. So it is.", "fingerprint": None}  # no text of this desk
        change(row)
        before = counts()
        with pytest.raises(BadImport, match=f"Line 1.*{says}"):
            read_back(with_trailer([row]))
        assert counts()[:-1] == before[:-1]

    def test_nobody_of_the_desk_stands_for_a_reviewer(self) -> None:
        row = small()[0]
        row["document"] |= {"text": "Ann Lee is Mayor. So it is.", "fingerprint": None}
        UserFactory(username=f"imported-{row['reviews'][0]['reviewer']}")
        with pytest.raises(BadImport, match="somebody of this desk"):
            read_back(with_trailer([row]))
