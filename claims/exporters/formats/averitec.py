"""AVeriTeC (Schlichtkrull et al. 2023; MichSchli/AVeriTeC, README and data): one JSON array.

A claim that is not checkable has no label there and is left out, as are open and withdrawn ones. Where the data set
has a reviewer's question, ours is made from the claim and marked `question_generated`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.exporters.formats.about import About
from claims.exporters.formats.framing import array
from claims.exporters.rows import Row

LABELS = {
    "supported": "Supported",
    "incorrect": "Refuted",
    "disputed": "Conflicting Evidence/Cherrypicking",
    "unproven": "Not Enough Evidence",
}
STANCES = {
    "supports": "The source supports the claim.",
    "refutes": "The source refutes the claim.",
    "context": "The source gives context.",
}


def write(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """One item for each claim with a label."""
    return array(item_of(row) for row in rows if row["verdict"] and row["verdict"]["rating"] in LABELS)


def item_of(row: Row) -> dict[str, Any]:
    """One item, with every key of the data set; what the desk does not know is null."""
    article, verdict, evidence = row["article"], row["verdict"], row["evidence"]
    published = article["published_at"]
    return {
        "claim": row["text"],
        "required_reannotation": False,
        "label": LABELS[verdict["rating"]],
        "justification": verdict["summary"],
        "claim_date": f"{published.day}-{published.month}-{published.year}" if published else None,
        "speaker": row["speaker"] or None,
        "original_claim_url": article["source_url"] or None,
        "cached_original_claim_url": None,
        "fact_checking_article": row["verdict"].get("public_url") or row["url"],
        "reporting_source": article["publisher"] or None,
        "location_ISO_code": None,
        "claim_types": ["Quote Verification"] if row["kind"] == "attributed" else [],
        "fact_checking_strategies": ["Written Evidence"] if evidence else [],
        "questions": [
            {
                "question": f"Is this so: {row['text']}",
                "question_generated": True,
                "answers": _answers(evidence) or [_unanswerable()],
            }
        ],
    }


def _answers(evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each answer once: reviewers who do not see each other often cite the same words of the same page."""
    found: list[dict[str, Any]] = []
    for answer in map(_answer, evidence):
        if answer not in found:
            found.append(answer)
    return found


def _answer(piece: dict[str, Any]) -> dict[str, Any]:
    said = {"answer": piece["quote"], "answer_type": "Extractive"}
    own = {"answer": piece["note"] or STANCES[piece["stance"]], "answer_type": "Abstractive"}
    archived = {"cached_source_url": piece["archived_url"]} if piece["archived_url"] else {}
    is_pdf = piece["url"].lower().partition("?")[0].endswith(".pdf")
    return {
        **(said if piece["quote"] else own),
        "source_url": piece["url"],
        **archived,
        "source_medium": "PDF" if is_pdf else "Web text",
    }


def _unanswerable() -> dict[str, Any]:
    return {
        "answer": "No answer could be found.",
        "answer_type": "Unanswerable",
        "source_url": "",
        "source_medium": "",
    }
