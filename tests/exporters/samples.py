"""A small desk's claims as rows, with everything that trips a format: emoji, quotes, formulas, gaps."""

from datetime import UTC, date, datetime
from typing import Any

TEXT = "🌉 “The bridge opened in 1932,” said Mayor Ann Lee. </script> It carries 160,000 vehicles a day."


def moment(day: int, hour: int = 9) -> datetime:
    return datetime(2025, 1, day, hour, 30, tzinfo=UTC)


ARTICLE = {
    "id": 3,
    "title": "Bridge <news> & more",
    "source_url": "https://daily.example.org/bridge?x=1&y=2",
    "publisher": "Example Daily",
    "author": "A. Writer",
    "language": "en",
    "published_at": moment(10),
    "version": 1,
}
BARE_ARTICLE = {**ARTICLE, "id": 4, "source_url": "", "publisher": "", "author": "", "published_at": None}


def evidence(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": 70 + number,
        "review": 50 + number,
        "url": f"https://records.example.org/{number}",
        "title": f"Records {number}",
        "quote": "opened in 1933",
        "stance": "refutes",
        "archived_url": "",
        "note": "",
        "accessed_at": moment(12),
        **changes,
    }


def verdict(rating: str, **changes: Any) -> dict[str, Any]:
    return {
        "number": 1,
        "rating": rating,
        "summary": "",
        "decided_by": "quorum",
        "true_as_of": date(2025, 1, 12),
        "state": "unpublished",
        "published_at": None,
        "public_url": None,
        **changes,
    }


def row(number: int, quote: str, **changes: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {
        "id": number,
        "text": quote,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "prefix": TEXT[max(0, start - 32) : start],
        "suffix": TEXT[start + len(quote) :][:32],
        "kind": "asserted",
        "speaker": "",
        "origin": "splitter",
        "check_worthiness": 0.5,
        "needs_context": False,
        "status": "unreviewed",
        "decided_at": None,
        "withdrawn": None,
        "orphaned_at": None,
        "reviews_count": 0,
        "revision": 1,
        "created_at": moment(10, 11),
        "changed_at": moment(12),
        "article": ARTICLE,
        "verdict": None,
        "url": f"https://desk.example.org/claims/{number}/",
        "evidence": [],
        "heirs": [],
        **changes,
    }


def decided(number: int, quote: str, rating: str, **changes: Any) -> dict[str, Any]:
    about = {"status": rating, "decided_at": moment(12), "reviews_count": 2, "verdict": verdict(rating)}
    return row(number, quote, **{**about, **changes})


PUBLISHED = {
    "state": "published",
    "published_at": moment(13),
    "public_url": "https://desk.example.org/verdicts/11-the-bridge-opened-in-1932-said-ann-lee/",
}


def rows() -> list[dict[str, Any]]:
    archived = "https://archive.example.org/20250112/records"
    return [
        decided(
            11,
            "The bridge opened in 1932",
            "incorrect",
            text="The bridge opened in 1932, said Ann Lee",
            kind="attributed",
            speaker="Ann Lee",
            verdict=verdict("incorrect", summary="It opened in 1933 </script>.", **PUBLISHED),
            evidence=[
                evidence(1, archived_url=archived),
                evidence(2, quote="", note="See table 4."),
                evidence(3, review=52),
            ],
        ),
        decided(
            12,
            "Mayor Ann Lee",
            "supported",
            text="Ann Lee is Mayor",
            kind="presupposed",
            evidence=[evidence(4, stance="supports", url="https://records.example.org/list.PDF?page=2")],
        ),
        decided(
            13,
            "It carries 160,000 vehicles a day",
            "disputed",
            text="=The bridge carries 160,000 vehicles a day",
            evidence=[evidence(5, stance="context", quote="")],
        ),
        decided(14, "🌉", "unproven", article=BARE_ARTICLE),
        decided(15, "bridge", "not_checkable"),
        row(16, "vehicles", text="Vehicles “exist”\nand, move"),
        row(
            17,
            "a day",
            status="withdrawn",
            withdrawn={"cause": "merged", "reason": "Same as another."},
            heirs=[{"id": 13, "how": "merged"}],
        ),
    ]


def articles() -> list[dict[str, Any]]:
    """The same claims by article, as `stream_articles` gives them."""
    found: list[dict[str, Any]] = []
    for about, version in ((ARTICLE, 31), (BARE_ARTICLE, 41)):
        claims = sorted((one for one in rows() if one["article"]["id"] == about["id"]), key=lambda one: one["start"])
        for claim in claims:
            del claim["evidence"], claim["heirs"]
        url = f"https://desk.example.org/articles/{about['id']}/"
        found.append({**about, "version_id": version, "url": url, "text": TEXT, "claims": claims})
    return found
