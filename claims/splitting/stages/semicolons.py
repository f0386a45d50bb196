"""Sentences that a semicolon joins: "She had married a botanist; of their six children, only two grew up" are two.

Where the second is taken for more names of a noun of the first, though each part is a clause in a parse of its own,
and nobody's words, each is a sentence; the items of a list are none.
Reads sentence starts and, of sentences with a semicolon, a parse of each part; gives the starts of the parts, before
the article is parsed.
"""

from collections.abc import Sequence

from spacy.tokens import Doc

from claims.splitting import model
from claims.splitting.article import Article
from claims.splitting.stages.messages import SUBJECTS, again, is_finite
from claims.splitting.stages.parsing import prepare

LEAST, MOST = 4, 4
"""Tokens of a part, and parts of a sentence."""
QUOTING = frozenset(('"', "“", "”", "``", "''", "(", ")", "[", "]"))
WORDS_OF = frozenset(("according", "if", "whether", "unless", "that"))
"""What may go on behind a semicolon: somebody's words, a condition, a list of contents."""


def parts(article: Article, first: int, end: int) -> list[tuple[int, int]]:
    """The parts between the semicolons of a sentence; none where it may be one list or one speech."""
    tokens = article.tokens
    marks = [place for place in range(first, end - 1) if tokens.form[place] == ";"]
    found = list(zip([first, *(mark + 1 for mark in marks)], [*marks, end], strict=True))
    if not marks or len(found) > MOST or any(stop - start < LEAST for start, stop in found):
        return []
    words = {*tokens.lower[first : marks[-1]]}
    told = words & (article.lexicon["speech"] | article.lexicon["factives"] | WORDS_OF)
    return [] if told or not QUOTING.isdisjoint(tokens.form[first:end]) else found


def is_clause(doc: Doc) -> bool:
    """Whether the words are a clause: a verb with a tense and a subject in front of it, on which all hangs.

    Behind "of their six children," a participle has a subject too: "only two reached adulthood".
    """
    root = next((word for word in doc if word.head.i == word.i), None)
    if root is not None and is_finite(root):
        return any(kid.dep_ in SUBJECTS or kid.dep_ == "expl" for kid in root.lefts)
    share = doc[0].lower_ == "of" and any(word.text == "," for word in doc)
    return share and any(word.dep_ == "amod" and word.nbor(-1).tag_ == "CD" for word in doc[1:])


def is_torn(doc: Doc) -> bool:
    """Whether what stands behind a semicolon hangs on a noun in front of it."""
    mark = next(word.i for word in doc if word.text == ";")
    return any(word.i > mark > word.head.i and word.head.tag_[:2] == "NN" for word in doc if word.dep_ != "punct")


def run(articles: Sequence[Article]) -> None:
    work = [
        (article, found)
        for article in articles
        if ";" in article.tokens.form
        for first, end in article.sentences
        if (found := parts(article, first, end))
    ]
    if not work:
        return
    language = work[0][0].language
    with model.lock():
        nlp = model.load(language)
        shown = [
            prepare(nlp, article.tokens, range(*part))
            for article, found in work
            for part in ((found[0][0], found[-1][1]), *found)
        ]
        docs = iter(model.parse(language, shown))
        for article, found in work:
            whole, *clauses = [next(docs) for _ in range(len(found) + 1)]
            if is_torn(whole) and all(is_clause(clause) for clause in clauses):
                for start, _ in found[1:]:
                    article.tokens.opens[start] = True
    for article in {id(one): one for one, _ in work}.values():
        again(article)
