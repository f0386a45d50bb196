"""Names as somebody else writes them, between quotation marks."""

from claims.splitting.article import Tokens

QUOTES = frozenset(('"', "``", "'"))


def is_quoted(tokens: Tokens, title: int, stop: int) -> bool:
    """'signed by a "Director Ana Ruiz"': title and name as the one who signed has them."""
    closed = stop < len(tokens) and tokens.form[stop] in QUOTES
    return closed and (tokens.form[title] in QUOTES or (title > 0 and tokens.form[title - 1] in QUOTES))
