"""What hangs inside an accusation is the accuser's: "accuses Hale of hiring a firm that belongs to his aunt".

That the firm belongs to her is part of what Hale is accused of, and no statement of the article; what stands behind
a comma is. So it is with what somebody is "charged with", or "denies charges of".
Reads frames; mutes them.
"""

from claims.splitting.article import Article, Tokens

ACCUSING = frozenset(("accuse", "accuses", "accused", "accusing", "suspected", "suspects", "suspect"))
CHARGING = frozenset(
    [
        "charged", "charge", "charges", "indicted", "arraigned", "counts", "count", "accusations", "accusation",
        "allegation", "allegations", "suspicion", "prosecuted", "cleared", "acquitted", "trial", "tried",
    ]
)  # fmt: skip
"""What leads to a deed that is not proven: "charged with", "on trial for", "pleaded not guilty to"."""
PROVEN = frozenset(
    [
        "convicted", "guilty", "admitted", "admits", "admitting", "jailed", "sentenced", "imprisoned", "fined",
        "confessed",
    ]
)  # fmt: skip
LEADING = frozenset(("of", "with", "for", "to", "over"))
INSIDE = frozenset(("relative", "participle"))


def is_accused(tokens: Tokens, verb: int) -> bool:
    """Whether a clause stands, without a comma, inside what "of" tells that somebody did."""
    node = verb
    while tokens.head[node] != node:
        above = tokens.head[node]
        if tokens.dep[node] == "pcomp" and tokens.lower[above] in LEADING:
            return is_charge(tokens, above)
        if tokens.form[tokens.left[node] - 1] == ",":
            return False
        node = above
    return False


def is_charge(tokens: Tokens, preposition: int) -> bool:
    """Whether a preposition leads from a charge to the deed; "guilty of" and "convicted on counts of" prove it."""
    node = tokens.head[preposition]
    word = tokens.lower[node]
    if word == "guilty":
        return tokens.lower[node - 1] == "not"
    above = [node := tokens.head[node] for _ in range(3)]
    if word in CHARGING:
        return PROVEN.isdisjoint([tokens.lower[one] for one in above])
    return tokens.lower[preposition] == "of" and word in ACCUSING


def run(article: Article) -> None:
    tokens = article.tokens
    if not tokens.holds(ACCUSING | CHARGING):
        return
    for frame in article.frames.values():
        if frame.role in INSIDE and not frame.mute and is_accused(tokens, frame.verb):
            frame.mute = "part of an accusation"
