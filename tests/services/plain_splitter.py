"""A splitter for tests that are not about splitting: a sentence is a claim."""

import re
from dataclasses import replace

from claims.splitting.document import DraftClaim, Sentence, Split


def split(text, *, language="en"):
    spans = [match.span() for match in re.finditer(r"[^.\s][^.]*\.?", text)]
    claims = tuple(
        DraftClaim(
            text=text[start:end].rstrip("."),
            start=start,
            end=start + len(text[start:end].rstrip(".")),
            spans=((start, start + len(text[start:end].rstrip("."))),),
            kind="asserted",
            speaker="",
            sentence=(start, end),
            check_worthiness=0.5,
            reasons=(),
        )
        for start, end in spans
    )
    return Split(claims, (), tuple(Sentence(start, end) for start, end in spans), language)


def split_clauses(text, *, language="en"):
    """The same with a claim for each part of a sentence that "and" joins."""
    whole = split(text, language=language)
    claims = []
    for claim in whole.claims:
        start = claim.start
        for part in text[claim.start : claim.end].split(" and "):
            end = start + len(part)
            claims.append(replace(claim, text=part, start=start, end=end, spans=((start, end),)))
            start = end + len(" and ")
    return replace(whole, claims=tuple(claims))
