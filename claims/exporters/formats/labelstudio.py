"""Label Studio's JSON (HumanSignal/label-studio, docs/source/guide/tasks.md): one task for each article.

Label Studio counts as browsers do, in UTF-16 units: positions are converted. `docs/api.md` has the labeling
configuration whose names are used here.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.choices import ClaimKind, ClaimStatus
from claims.exporters.articles import ArticleRow
from claims.exporters.formats.about import About
from claims.exporters.formats.framing import array
from claims.exporters.formats.units import in_utf16

KINDS = {kind.value: f"{kind.label} claim" for kind in ClaimKind}


def write(articles: Iterable[ArticleRow], about: About) -> Iterator[bytes]:
    """A JSON array of tasks."""
    return array(task_of(article) for article in articles)


def task_of(article: ArticleRow) -> dict[str, Any]:
    """One task: the text, and an annotation with a region for each standing claim."""
    claims = [claim for claim in article["claims"] if not claim["withdrawn"]]
    units = in_utf16(article["text"], claims)
    results = [result for claim in claims for result in _results(claim, units)]
    return {
        "id": article["version_id"],
        "data": {
            "text": article["text"],
            "title": article["title"],
            "article": article["id"],
            "article_url": article["source_url"] or article["url"],
        },
        "annotations": [
            {
                "result": results,
                "was_cancelled": False,
                "ground_truth": False,
                "result_count": len(results),
            }
        ],
        "predictions": [],
    }


def _results(claim: dict[str, Any], units: dict[int, int]) -> Iterator[dict[str, Any]]:
    """The region with its kind, its wording and, once decided, its rating: all under one id."""
    place = {"start": units[claim["start"]], "end": units[claim["end"]]}
    yield _result(claim, "claim", "labels", {**place, "text": claim["quote"], "labels": [str(KINDS[claim["kind"]])]})
    yield _result(claim, "wording", "textarea", {**place, "text": [claim["text"]]})
    if claim["verdict"]:
        rating = str(ClaimStatus(claim["verdict"]["rating"]).label)
        yield _result(claim, "verdict", "choices", {**place, "text": claim["quote"], "choices": [rating]})


def _result(claim: dict[str, Any], name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"c{claim['id']}", "from_name": name, "to_name": "text", "type": kind, "value": value}
