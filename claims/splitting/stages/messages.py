"""Messages without full stops: "my cousin works there she saw it the company paid them" are three sentences.

Reads sentence starts and, of long stretches that end without a full stop, a parse of their own; gives the starts of
the sentences in them, before the article is parsed. Nothing else is parsed twice.
"""

from collections.abc import Sequence
from unicodedata import category

from spacy.tokens import Doc, Token

from claims.splitting import model
from claims.splitting.article import Article, Tokens
from claims.splitting.stages.parsing import prepare
from claims.splitting.stages.sentences import CLOSERS, STOPS

LEAST = 16
"""Shorter stretches without a full stop are headlines and captions, and one sentence if any."""
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
WHOLE = frozenset(("dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "dative", "auxpass"))
"""Parts of a clause that has no gap: in "the man she met" whom she met stands in front."""
FINITE = frozenset(("VBD", "VBZ", "VBP"))
LINKS = frozenset(
    ("CC", "IN", "TO", "WDT", "WP", "WP$", "WRB", "MD", "DT", "PRP$", "POS", ",", ":", "``", "(", "HYPH")
)
"""Tags of words that lead on to a clause or open it."""
JOINING = frozenset(("so", "plus", "also", "then", "now", "anyway"))
"""Words that belong to what follows them."""
RELATIVE = frozenset(("that", "which", "who", "whose", "what", "whom", "where", "when"))
WHENEVER = frozenset(
    (
        "day",
        "days",
        "time",
        "moment",
        "year",
        "years",
        "week",
        "month",
        "way",
        "reason",
        "fact",
        "hour",
        "minute",
        "news",
    )
)


def is_loose(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a stretch is long, ends in no full stop, and does not look like a headline."""
    if end - first < LEAST or tokens.form[end - 1] in STOPS | CLOSERS or tokens.form[end - 1][-1] in ".!?:":
        return False
    words = [word for word in tokens.text[first:end] if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 4 < len(words)


def clause_starts(doc: Doc, tokens: Tokens, first: int, told: frozenset[str]) -> list[int]:
    """Where a clause begins that nothing joins to the one before it, by its place in the article."""
    found = [word.left_edge.i for word in doc if is_own_start(doc, word, tokens, first, told)]
    return [first + place - (doc[place - 1].lower_ in JOINING) for place in found]


def is_own_start(doc: Doc, subject: Token, tokens: Tokens, first: int, told: frozenset[str]) -> bool:
    verb, begin = subject.head, subject.left_edge.i
    if subject.dep_ not in SUBJECTS or begin < 3 or verb.i < subject.i or not is_finite(verb):
        return False
    near = doc[begin - 1]
    if near.tag_ in LINKS or near.tag_ in FINITE or near.tag_ in ("VB", "VBG") or doc[begin].lower_ in RELATIVE:
        return False
    if near.lower_ in WHENEVER and doc[begin - 2].lower_ not in ("next", "last", "this", "per", "a"):
        return False
    if verb.dep_ == "ccomp" and verb.head.i < begin and verb.head.lower_ in told and not is_full(doc, verb, begin):
        return False  # "she told me last week the pool is shut"
    if any(kid.i < begin and kid.dep_ in ("mark", "advmod") and kid.tag_ in LINKS for kid in verb.children):
        return False
    gapless = any(kid.dep_ in WHOLE and kid.i > begin for kid in (*verb.children,))
    return gapless or (near.tag_[:2] != "NN" and subject.tag_ != "PRP" and verb.dep_ != "ccomp")


def is_full(doc: Doc, verb: Token, begin: int) -> bool:
    """Whether what was said stands before the clause already: "told her they knew they stopped counting"."""
    said = verb.head.i
    between = (word for word in doc[said + 1 : begin] if word.dep_ in SUBJECTS)
    thing = any(kid.dep_ == "dobj" and said < kid.i < begin and kid.tag_[:2] == "NN" for kid in verb.head.children)
    return thing or any(is_finite(word.head) for word in between)


def is_finite(verb: Token) -> bool:
    helpers = [kid.tag_ for kid in verb.children if kid.dep_ in ("aux", "auxpass")]
    return verb.tag_ in FINITE or any(tag in FINITE or tag == "MD" for tag in helpers)


def is_pictured(word: str) -> bool:
    """Whether a token is nothing but pictures, as between the sentences of a message."""
    return all(category(char) in ("So", "Sk", "Mn", "Cf") for char in word)


def mark_starts(article: Article, first: int, end: int) -> list[int]:
    """Where something begins behind "..." or pictures."""
    tokens, found = article.tokens, []
    for index in range(first + 1, end - 2):
        before = tokens.form[index - 1]
        gap = article.text[tokens.end(index - 1) : tokens.start[index]].strip()
        if (before in ("...", "…") or is_pictured(gap or before)) and tokens.text[index][0].isalpha():
            found.append(index)
    return found


def run(articles: Sequence[Article]) -> None:
    work = [
        (article, first, end)
        for article in articles
        for first, end in article.sentences
        if is_loose(article.tokens, first, end)
    ]
    if not work:
        return
    language = work[0][0].language
    with model.lock():
        nlp = model.load(language)
        docs = model.parse(
            language, [prepare(nlp, article.tokens, range(first, end)) for article, first, end in work]
        )
        for doc, (article, first, end) in zip(docs, work, strict=True):
            told = article.lexicon["speech", "factives"]
            cut(article, [*clause_starts(doc, article.tokens, first, told), *mark_starts(article, first, end)])
    for article in {id(one): one for one, _, _ in work}.values():
        again(article)


def cut(article: Article, starts: list[int]) -> None:
    tokens = article.tokens
    for start in starts:
        tokens.opens[start] = True
        article.lines[tokens.line[start]].loose = True


def again(article: Article) -> None:
    """The sentences by their starts."""
    tokens = article.tokens
    starts = [index for index, opens in enumerate(tokens.opens) if opens]
    article.sentences = list(zip(starts, [*starts[1:], len(tokens)], strict=True))
