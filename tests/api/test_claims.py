"""Claims through the API: proposed on exact words, changed by who has seen them, withdrawn with a reason."""

from typing import Any

import pytest

from claims.choices import ClaimStatus
from claims.models import Claim, Lineage
from tests.api.desk import Desk, editor, reader, reviewer
from tests.factories import ArticleFactory, ClaimFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db

EMOJI = "👩‍👩‍👧 The bridge opened in 1932 🇫🇷. It is long."


def proposal(article: Any, **changes: Any) -> dict[str, Any]:
    return {"article": article.pk, "start": 0, "end": 26, **changes}


# --- proposing ---------------------------------------------------------------------------------
def test_a_claim_stands_on_the_words_it_names() -> None:
    article, desk = ArticleFactory(), reviewer()
    answer = desk.post(
        "claims/",
        proposal(
            article, text="It opened in 1932", quote=article.version.text[:26], kind="attributed", speaker="Ann"
        ),
    )
    assert answer.status == 201
    claim = Claim.objects.get()
    assert claim.proposed_by == desk.user
    assert answer.headers["Location"].endswith(f"/api/v1/claims/{claim.pk}/")
    assert answer.body["quote"] == article.version.text[0:26]
    assert (answer.body["kind"], answer.body["speaker"], answer.body["origin"]) == ("attributed", "Ann", "person")
    assert (answer.body["text"], answer.body["status"]) == ("It opened in 1932", "unreviewed")
    assert answer.body["sentence"] == [0, 26]


def test_the_wording_defaults_to_the_words() -> None:
    answer = reviewer().post("claims/", proposal(ArticleFactory()))
    assert answer.body["text"] == answer.body["quote"] == "The bridge opened in 1932."


def test_positions_count_code_points_and_never_cut_a_character() -> None:
    article = ArticleFactory(versions=EMOJI)
    start = EMOJI.index("The")
    answer = reviewer().post("claims/", proposal(article, start=1, end=EMOJI.index("🇷")))
    assert answer.body["start"] == 0
    assert answer.body["quote"] == EMOJI[: EMOJI.index(".")]
    exact = reviewer().post("claims/", proposal(article, start=start, end=start + 10))
    assert exact.body["quote"] == "The bridge"


def test_the_same_words_twice_are_one_claim() -> None:
    article, desk = ArticleFactory(), reviewer()
    first, again = (desk.post("claims/", proposal(article)) for _ in range(2))
    assert (first.status, again.status) == (201, 200)
    assert first.body["id"] == again.body["id"]
    assert first.headers["Location"] == again.headers["Location"]
    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", -1),
        ("start", 0.0),
        ("start", "0"),
        ("start", None),
        ("start", True),
        ("start", 2**63),
        ("end", 0),
        ("end", 10**6),
        ("end", 2**31),
        ("end", [1]),
        ("article", 0),
        ("article", "1"),
        ("article", 4711),
        ("kind", "guessed"),
        ("kind", ["asserted"]),
        ("kind", None),
        ("text", 5),
        ("text", None),
        ("quote", {}),
    ],
)
def test_what_is_no_position_or_word_is_refused_with_its_field(field: str, value: Any) -> None:
    answer = reviewer().post("claims/", {**proposal(ArticleFactory()), field: value})
    assert (answer.status, answer.fields) == (400, [field])
    assert not Claim.objects.exists()


def test_a_quote_that_stands_elsewhere_is_a_conflict_that_shows_what_stands_there() -> None:
    answer = reviewer().post("claims/", proposal(ArticleFactory(), quote="The bridge closed in 1932."))
    assert (answer.status, answer.body["code"]) == (409, "anchor_mismatch")
    assert answer.body["current"] == {"quote": "The bridge opened in 1932."}


def test_readers_propose_nothing() -> None:
    answer = reader().post("claims/", proposal(ArticleFactory()))
    assert (answer.status, answer.body["message"]) == (403, "Your role may read, not change.")


# --- reading -----------------------------------------------------------------------------------
def test_a_claim_is_read_with_its_relatives() -> None:
    old, new = ClaimFactory(), ClaimFactory()
    Lineage.objects.create(ancestor=old, heir=new, how="merged")
    assert reader().get(f"claims/{old.pk}/").body["heirs"] == [{"id": new.pk, "how": "merged"}]
    assert reader().get(f"claims/{new.pk}/").body["ancestors"] == [{"id": old.pk, "how": "merged"}]


def test_what_the_splitter_knows_is_told() -> None:
    claim = ClaimFactory(
        substitutions=[["He", "Ann Lee", 3, 5]], readings=["one", "another"], reasons=["a number"], also_at=[[30, 40]]
    )
    body = reader().get(f"claims/{claim.pk}/").body
    assert body["substitutions"] == [{"original": "He", "name": "Ann Lee", "start": 3, "end": 5}]
    assert (body["readings"], body["reasons"], body["also_at"]) == (["one", "another"], ["a number"], [[30, 40]])


def test_the_etag_lets_a_reader_ask_only_for_news() -> None:
    claim, desk = ClaimFactory(), reader()
    tag = desk.get(f"claims/{claim.pk}/").headers["ETag"]
    again = desk.get(f"claims/{claim.pk}/", If_None_Match=tag)
    assert (again.status, again.raw, again.headers["ETag"]) == (304, b"", tag)
    Claim.objects.filter(pk=claim.pk).update(status=ClaimStatus.IN_REVIEW)
    assert desk.get(f"claims/{claim.pk}/", If_None_Match=tag).status == 200


# --- changing ----------------------------------------------------------------------------------
def test_a_change_names_the_revision_it_saw() -> None:
    claim, desk = ClaimFactory(), editor()
    tag = desk.get(f"claims/{claim.pk}/").headers["ETag"]
    answer = desk.patch(f"claims/{claim.pk}/", {"text": "It opened in 1932"}, If_Match=tag)
    assert (answer.status, answer.body["text"], answer.body["revision"]) == (200, "It opened in 1932", 2)
    assert answer.headers["ETag"].startswith('"2-')


def test_without_the_revision_nothing_changes() -> None:
    claim = ClaimFactory()
    answer = editor().patch(f"claims/{claim.pk}/", {"text": "Other"})
    assert (answer.status, answer.body["code"]) == (428, "precondition_required")
    assert Claim.objects.get().text == claim.text


def test_a_stale_change_is_refused_with_the_present_words() -> None:
    claim, ann, bob = ClaimFactory(), editor(), editor()
    tag = ann.get(f"claims/{claim.pk}/").headers["ETag"]
    assert bob.patch(f"claims/{claim.pk}/", {"text": "Bob's words"}, If_Match=tag).status == 200
    answer = ann.patch(f"claims/{claim.pk}/", {"text": "Ann's words"}, If_Match=tag)
    assert (answer.status, answer.body["code"]) == (412, "stale_edit")
    assert answer.body["current"] == {"revision": 2, "text": "Bob's words"}
    assert answer.headers["ETag"] == '"2"'
    assert ann.patch(f"claims/{claim.pk}/", {"text": "Ann's words"}, If_Match=answer.headers["ETag"]).status == 200


@pytest.mark.parametrize("tag", ['"1"', 'W/"1-abc"', '"7", "1-0f"', "*"])
def test_every_form_of_a_matching_tag_is_understood(tag: str) -> None:
    assert editor().patch(f"claims/{ClaimFactory().pk}/", {"speaker": "Ann"}, If_Match=tag).status == 200


@pytest.mark.parametrize(("tag", "status"), [('"2"', 412), ('"other"', 412), ("1", 400), ('"1', 400), (",", 400)])
def test_other_tags_are_not(tag: str, status: int) -> None:
    assert editor().patch(f"claims/{ClaimFactory().pk}/", {"speaker": "Ann"}, If_Match=tag).status == status


def test_a_reviewed_wording_is_not_changed_under_its_reviewers() -> None:
    claim = ReviewFactory().claim
    answer = editor().patch(f"claims/{claim.pk}/", {"text": "Other"}, If_Match='"1"')
    assert (answer.status, answer.body["code"]) == (409, "claim_closed")


def test_a_proposer_changes_their_own_claim_and_nobody_elses() -> None:
    ann, bob = Desk(UserFactory()), Desk(UserFactory())
    claim = ClaimFactory(proposed_by=ann.user)
    assert ann.patch(f"claims/{claim.pk}/", {"text": "Mine"}, If_Match='"1"').status == 200
    answer = bob.patch(f"claims/{claim.pk}/", {"text": "Mine"}, If_Match='"2"')
    assert (answer.status, answer.body["message"]) == (403, "Only its writer or an editor may do this.")


# --- withdrawing -------------------------------------------------------------------------------
def test_a_withdrawn_claim_stays_with_its_reason() -> None:
    claim = ClaimFactory()
    answer = editor().delete(f"claims/{claim.pk}/", {"reason": "Half a sentence.", "cause": "badly_split"})
    assert answer.status == 200
    assert answer.body["status"] == "withdrawn"
    assert answer.body["withdrawn"] == {"cause": "badly_split", "reason": "Half a sentence."}
    assert reader().get(f"claims/{claim.pk}/").body["status"] == "withdrawn"


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "x", "cause": "tired"}, None])
def test_withdrawing_needs_a_reason(body: Any) -> None:
    claim = ClaimFactory()
    assert editor().delete(f"claims/{claim.pk}/", body).status == 400
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.UNREVIEWED


def test_withdrawing_twice_is_a_conflict() -> None:
    claim, desk = ClaimFactory(), editor()
    statuses = [desk.delete(f"claims/{claim.pk}/", {"reason": "x"}).status for _ in range(2)]
    assert statuses == [200, 409]


def test_withdrawing_heeds_if_match_when_it_is_sent() -> None:
    answer = editor().delete(f"claims/{ClaimFactory().pk}/", {"reason": "x"}, If_Match='"2"')
    assert answer.status == 412


# --- history -----------------------------------------------------------------------------------
def test_the_history_names_who_did_what_the_latest_first() -> None:
    ann = editor()
    claim_id = ann.post("claims/", proposal(ArticleFactory())).body["id"]
    ann.patch(f"claims/{claim_id}/", {"text": "New words"}, If_Match='"1"')
    events = reader().get(f"claims/{claim_id}/history/").body["results"]
    assert [event["kind"] for event in events] == ["claim:reworded", "claim:proposed"]
    assert events[0]["new"] == "New words"
    assert events[0]["actor"] == {"id": ann.user.pk, "name": str(ann.user)}
