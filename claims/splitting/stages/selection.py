"""Sentences that state nothing: questions, commands, greetings. They are dropped with the reason.

Reads the parse; gives `article.silent`.
"""

from claims.splitting.article import Article, Tokens

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


ANNOUNCED = frozenset(("what", "how", "why", "who", "everything"))
"""Words by which a line announces what follows: "Here's what we know"."""


def root_of(tokens: Tokens, first: int, end: int) -> int:
    for index, above in enumerate(tokens.head[first:end], first):
        if above == index:
            return index
    return first


def is_question(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the sentence ends in a question mark outside the words of a speaker."""
    last = end - 1
    while last > first and tokens.form[last] in ('"', "'", "''", ")", "]"):
        last -= 1
    return tokens.form[last][-1] == "?"


def is_command(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the main verb stands bare and first: "Consider using …", "Let us …", "Don't …"."""
    if "VB" not in tokens.tag[first:end]:
        return False
    root = root_of(tokens, first, end)
    if tokens.tag[root] != "VB":
        return False
    kids = tokens.kids[root]
    if any(tokens.dep[kid] in SUBJECTS and kid < root for kid in kids):
        return False
    return not any(tokens.tag[kid] in ("MD", "TO", "VBD", "VBZ") for kid in kids if kid < root)


def is_score(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the line is two names with a score between them: "Easton Rovers 2-1 Harlow Town (aet)"."""
    if end - first > SHORT or DASHES.isdisjoint(tokens.form[first:end]):
        return False
    if not FINITE.isdisjoint(tokens.tag[first:end]):
        return False
    return any(
        tokens.form[dash] in DASHES
        and is_small(tokens.text[dash - 1])
        and is_small(tokens.text[dash + 1])
        and tokens.text[dash - 2][0].isupper()
        and tokens.text[dash + 2][0].isupper()
        for dash in range(first + 2, end - 2)
    )


def is_caption(tokens: Tokens, first: int) -> bool:
    """ "Above: the mill in 1934", "Additional reporting by Ada Brook"."""
    words = tokens.lower[first : first + 3]
    if words[0] in PLACES:
        return tokens.form[first + 1 : first + 2] == [":"]
    if words[0] in CREDITS:
        return words[1:2] == ["by"]
    return words == ["additional", "reporting", "by"]


CREDITS = frozenset(("reporting", "editing", "writing"))
PLACES = frozenset(("above", "below", "left", "right", "top", "bottom", "center", "centre", "pictured", "inset"))


DASHES = frozenset(("-", "–"))


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
    if tokens.lower[first : first + 2] == ["god", "bless"]:
        return "greeting or thanks"
    words = first_words(tokens, first, end)
    if not words:
        return "no words"
    if (
        len(words) <= GREETING
        and words[0] in article.lexicon["greetings"]
        and tokens.dep[first] not in ("det", "amod")
    ):
        return "greeting or thanks"
    return ""


def first_words(tokens: Tokens, first: int, end: int) -> list[str]:
    """The first words of a sentence, one more than a greeting has."""
    words: list[str] = []
    for index in range(first, end):
        if tokens.text[index][0].isalnum():
            words.append(tokens.lower[index])
            if len(words) > GREETING:
                break
    return words


def run(article: Article) -> None:
    tokens = article.tokens
    for number, (first, end) in enumerate(article.sentences):
        why = reason(article, first, end)
        if why:
            article.silent.add(number)
            article.drop(tokens.start[first], tokens.end(end - 1), "selection", why)
