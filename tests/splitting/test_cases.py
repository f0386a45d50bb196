"""The constructions, as plain text: article, `---`, the claims it must give, `===`.

A line may name the kind ("presupposed: …") and the speaker ("… [the police]"); a line with "!" must not come.
"""

from pathlib import Path

import pytest

from claims.splitting import DraftClaim, split

FOLDER = Path(__file__).parent / "cases"


def cases() -> list[object]:
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for number, block in enumerate(file.read_text(encoding="utf-8").split("===\n"), 1):
            text, _, expected = block.partition("\n---\n")
            found.append(pytest.param(text, expected.splitlines(), id=f"{file.stem}-{number}"))
    return found


def wordings(claim: DraftClaim) -> set[str]:
    """Every way a case may write a claim down."""
    plain = claim.text
    spoken = f"{plain} [{claim.speaker}]"
    return {plain, spoken, f"{claim.kind}: {plain}", f"{claim.kind}: {spoken}"}


@pytest.mark.parametrize(("text", "expected"), cases())
def test_a_construction_gives_its_claims(text: str, expected: list[str]) -> None:
    claims = split(text).claims
    said = set().union(*(wordings(claim) for claim in claims)) if claims else set()
    texts = [claim.text for claim in claims]
    assert [line for line in expected if not line.startswith("!") and line not in said] == [], texts
    assert [line for line in expected if line.startswith("!") and line[1:].strip() in texts] == []
