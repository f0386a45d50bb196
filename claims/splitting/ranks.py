"""Ranks between an office and a name: "the army spokesman Colonel Idris Hale" is a spokesman and a colonel."""

from collections.abc import Container

from claims.splitting.article import Tokens

RANKS = frozenset(
    [
        "colonel", "col.", "col", "major", "maj.", "captain", "capt.", "capt", "lieutenant", "lt.", "lt", "sergeant",
        "sgt.", "sgt", "corporal", "cpl.", "inspector", "insp", "superintendent", "supt", "supt.", "constable",
        "commodore", "brigadier", "admiral", "commander", "lieutenant-colonel", "general", "gen.", "gen",
        "professor", "judge", "father", "reverend", "rev", "rev.", "sister",
    ]
)  # fmt: skip


def is_rank(tokens: Tokens, place: int, roles: Container[str]) -> bool:
    """Whether a word right before a name is a rank, with the office of its own in front of it."""
    office = place - 1
    if tokens.lower[place] not in RANKS or office < 0 or not tokens.text[place][0].isupper():
        return False
    lower_case = tokens.text[office].islower() or tokens.opens[office]
    return lower_case and tokens.tag[office] == "NN" and tokens.lower[office] in roles
