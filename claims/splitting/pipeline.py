"""The loop that runs the stages over articles."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from claims.splitting import model
from claims.splitting.article import Article
from claims.splitting.batches import batches
from claims.splitting.document import Split
from claims.splitting.languages import NAMES, primary, reads_like
from claims.splitting.order import STAGES
from claims.splitting.outcome import outcome
from claims.splitting.plain import sentence_claims
from claims.splitting.safety import safely
from claims.splitting.unswept import unswept
from claims.splitting.words import languages, lexicon

LIMIT = 1_000_000
"""Characters of an article that are split; what stands behind them is dropped with a note."""


def opened(text: str, language: str) -> Article:
    """The article as the first stage gets it, cut at the limit."""
    article = Article(text[:LIMIT], language, lexicon(language))
    if len(text) > LIMIT:
        article.notes.append(f"Only the first {LIMIT:,} of {len(text):,} characters were split.")
        article.drop(LIMIT, len(text), "pipeline", f"behind the first {LIMIT:,} characters")
    return article


def work(texts: Sequence[str], language: str, without: frozenset[str] = frozenset()) -> list[Split]:
    """Splits a batch. `without` names stages to leave out, for measuring what each is worth."""
    language = primary(language)
    if language not in languages() or model.package(language) is None:
        note = f"The splitter has no rules for the language {language!r}: every sentence is one claim."
        return [sentence_claims(text, language, note) for text in texts]
    with unswept(sum(map(len, texts))):
        return safely(lambda some: ruled(some, language, without), texts, language)


def ruled(texts: Sequence[str], language: str, without: frozenset[str]) -> list[Split]:
    """Runs the stages over a batch."""
    note = f"The text does not read like {NAMES.get(language, language)}, so every sentence is one claim."
    articles = {place: opened(text, language) for place, text in enumerate(texts) if reads_like(text, language)}
    with model.used(language):
        for name, stage in STAGES:
            if name not in without:
                stage(list(articles.values()))
    return [
        outcome(articles[place]) if place in articles else sentence_claims(text, language, note)
        for place, text in enumerate(texts)
    ]


def split(text: str, *, language: str = "en") -> Split:
    """Claims of one article, in reading order. Never raises on any text.

    Offsets are code points of `text` as given, half-open.
    """
    return work([text], language)[0]


def split_many(texts: Iterable[str], *, language: str = "en", processes: int = 1) -> Iterator[Split]:
    """Claims of many articles, in order; `processes` > 1 shares them out among as many processes."""
    if processes < 2:
        for batch in batches(texts):
            yield from work(batch, language)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=model.alone) as pool:
        waiting: deque[Future[list[Split]]] = deque()
        for batch in batches(texts):
            waiting.append(pool.submit(work, batch, language))
            if len(waiting) > 3 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
