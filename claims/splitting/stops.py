"""Full stops that end no sentence: those of "No. 40" and "Hon. Ada Brook"."""

from claims.splitting.article import Tokens

NUMBERED = frozenset(
    (
        "(", "[", "act", "article", "bill", "bus", "case", "circular", "contract", "decision", "decree",
        "directive", "docket", "document", "exhibit", "file", "flight", "highway", "invoice", "law", "line",
        "order", "ordinance", "paper", "patent", "platform", "protocol", "regulation", "report", "resolution",
        "road", "room", "route", "rule", "section", "statute", "train", "treaty",
    )
)  # fmt: skip
"""What has a number: "law no. 12" goes on, where "He said no. 12 people left." begins anew."""


def is_number_sign(tokens: Tokens, position: int, following: str) -> bool:
    """Whether a full stop is that of "No. 40"; a "No." that answers begins its sentence."""
    if not following.strip()[:1].isdigit() or len(tokens.text) < 2 or tokens.lower[-1] not in ("no", "nos"):
        return False
    if tokens.end(len(tokens.text) - 1) != position or tokens.line[-2] != tokens.line[-1]:
        return False
    before = tokens.lower[-2]
    return before in NUMBERED or (tokens.text[-1][0] == "N" and before[-1].isalpha())


SHORT_TITLES = frozenset(
    (
        "Hon", "Rt", "Engr", "Alh", "Capt", "Lt", "Sgt", "Maj", "Col", "Fr", "Cllr", "Insp", "Supt", "Cmdr", "Brig",
        "Cpl", "Pte", "Amb", "Mme", "Mlle", "Msgr",
    )
)  # fmt: skip
"""Short titles whose full stop the tokenizer takes for that of a sentence."""


def is_short_title(tokens: Tokens, position: int, following: str) -> bool:
    """Whether a full stop is that of "Hon. Ada Brook": a word with a capital follows in the line."""
    if not tokens.text or tokens.text[-1] not in SHORT_TITLES or tokens.end(len(tokens.text) - 1) != position:
        return False
    return following[:1] == " " and following[1:2].isupper()
