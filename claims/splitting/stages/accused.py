"""What hangs inside an accusation is the accuser's: "accuses Hale of hiring a firm that belongs to his aunt".

That the firm belongs to her is part of what Hale is accused of, and no statement of the article; what stands behind
a comma is.
Reads frames; mutes them.
"""

from claims.splitting.article import Article, Tokens

ACCUSING = frozenset(("accuse", "accuses", "accused", "accusing", "suspected", "suspects", "suspect"))
INSIDE = frozenset(("relative", "participle"))


def is_accused(tokens: Tokens, verb: int) -> bool:
    """Whether a clause stands, without a comma, inside what "of" tells that somebody did."""
    node = verb
    while tokens.head[node] != node:
        above = tokens.head[node]
        if tokens.dep[node] == "pcomp" and tokens.lower[above] == "of":
            return tokens.lower[tokens.head[above]] in ACCUSING
        if tokens.form[tokens.left[node] - 1] == ",":
            return False
        node = above
    return False


def run(article: Article) -> None:
    tokens = article.tokens
    if not tokens.holds(ACCUSING):
        return
    for frame in article.frames.values():
        if frame.role in INSIDE and not frame.mute and is_accused(tokens, frame.verb):
            frame.mute = "part of an accusation"
