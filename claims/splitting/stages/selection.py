"""Sentences that state nothing: questions, commands, greetings. They are dropped with the reason.

Reads the parse; gives `article.silent`.
"""

from itertools import islice

from claims.splitting.article import Article, Tokens

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


ANNOUNCED = frozenset(("what", "how", "why", "who", "everything"))
"""Words by which a line announces what follows: "Here's what we know"."""


def root_of(tokens: Tokens, first: int, end: int) -> int:
    return next((index for index in range(first, end) if tokens.head[index] == index), first)


def is_question(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the sentence ends in a question mark outside the words of a speaker."""
    last = end - 1
    while last > first and tokens.form[last] in ('"', "'", "''", ")", "]"):
        last -= 1
    return tokens.form[last][-1] == "?"


def is_command(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the main verb stands bare and first: "Consider using …", "Let us …", "Don't …"."""
    root = root_of(tokens, first, end)
    if tokens.tag[root] != "VB":
        return False
    kids = tokens.kids[root]
    if any(tokens.dep[kid] in SUBJECTS and kid < root for kid in kids):
        return False
    return not any(tokens.tag[kid] in ("MD", "TO", "VBD", "VBZ") for kid in kids if kid < root)


def is_score(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the line is two names with a score between them: "Easton Rovers 2-1 Harlow Town (aet)"."""
    if end - first > SHORT or any(tokens.tag[place] in FINITE for place in range(first, end)):
        return False
    return any(
        tokens.form[dash] in ("-", "–")
        and is_small(tokens.text[dash - 1])
        and is_small(tokens.text[dash + 1])
        and tokens.text[dash - 2][0].isupper()
        and tokens.text[dash + 2][0].isupper()
        for dash in range(first + 2, end - 2)
    )


def is_caption(tokens: Tokens, first: int) -> bool:
    """ "Above: the mill in 1934", "Additional reporting by Ada Brook"."""
    words = tokens.lower[first : first + 3]
    placed = words[:1] and words[0] in PLACES and tokens.form[first + 1 : first + 2] == [":"]
    credit = words[:2] in (["reporting", "by"], ["editing", "by"], ["writing", "by"])
    return bool(placed) or credit or words == ["additional", "reporting", "by"]


PLACES = frozenset(("above", "below", "left", "right", "top", "bottom", "center", "centre", "pictured", "inset"))


def is_small(figure: str) -> bool:
    return figure.isdecimal() and len(figure) < 4


SHORT = 16  # tokens
GREETING = 5
"""Words of a greeting at most."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def reason(article: Article, first: int, end: int) -> str:
    """Why the sentence yields no claim, or an empty string."""
    tokens = article.tokens
    if is_question(tokens, first, end):
        return "question"
    if is_command(tokens, first, end):
        return "command or advice"
    if tokens.lower[first] == "as" and tokens.form[end - 1] == ",":
        return "a word to the reader"
    if is_caption(tokens, first):
        return "a caption or credit"
    if is_score(tokens, first, end):
        return "a score"
    if end - first < SHORT and tokens.lower[first] == "here" and set(tokens.lower[first + 1 : first + 4]) & ANNOUNCED:
        return "a word to the reader"
    told = (tokens.lower[index] for index in range(first, end) if tokens.text[index][0].isalnum())
    words = [*islice(told, GREETING + 1)]
    if not words:
        return "no words"
    if (
        len(words) <= GREETING
        and words[0] in article.lexicon["greetings"]
        and tokens.dep[first] not in ("det", "amod")
    ):
        return "greeting or thanks"
    return ""


def run(article: Article) -> None:
    tokens = article.tokens
    for number, (first, end) in enumerate(article.sentences):
        why = reason(article, first, end)
        if why:
            article.silent.add(number)
            article.drop(tokens.start[first], tokens.end(end - 1), "selection", why)
