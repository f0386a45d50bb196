"""The stages, in order, and the loop that runs them over articles."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from claims.splitting import model
from claims.splitting.article import Article
from claims.splitting.document import Sentence, Split
from claims.splitting.plain import sentence_claims
from claims.splitting.stages import (
    adverbials,
    appositions,
    brackets,
    choice,
    clauses,
    descriptions,
    finishing,
    instances,
    joined,
    lines,
    names,
    nominals,
    parsing,
    participles,
    places,
    possessives,
    predicates,
    reading,
    relatives,
    repair,
    sentences,
    speech,
    subjects,
    telegraphic,
    titles,
)
from claims.splitting.words import languages, lexicon

Stage = Callable[[Sequence[Article]], None]


def each(run: Callable[[Article], None]) -> Stage:
    """A stage that looks at one article at a time."""

    def over(articles: Sequence[Article]) -> None:
        for article in articles:
            run(article)

    return over


STAGES: tuple[tuple[str, Stage], ...] = (
    ("lines", each(lines.run)),
    ("reading", each(reading.run)),
    ("sentences", each(sentences.run)),
    ("repair", each(repair.run)),
    ("parsing", parsing.run),
    ("predicates", each(predicates.run)),
    ("subjects", each(subjects.run)),
    ("speech", each(speech.run)),
    ("relatives", each(relatives.run)),
    ("participles", each(participles.run)),
    ("adverbials", each(adverbials.run)),
    ("joined", each(joined.run)),
    ("instances", each(instances.run)),
    ("names", each(names.run)),
    ("telegraphic", each(telegraphic.run)),
    ("clauses", each(clauses.run)),
    ("titles", each(titles.run)),
    ("appositions", each(appositions.run)),
    ("brackets", each(brackets.run)),
    ("places", each(places.run)),
    ("possessives", each(possessives.run)),
    ("descriptions", each(descriptions.run)),
    ("nominals", each(nominals.run)),
    ("finishing", each(finishing.run)),
    ("choice", each(choice.run)),
)

BATCH = 20_000
"""Characters of text that go through the stages together."""


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def outcome(article: Article) -> Split:
    tokens = article.tokens
    return Split(
        claims=tuple(finishing.finished(article, draft) for draft in article.drafts),
        dropped=tuple(article.dropped),
        sentences=tuple(Sentence(tokens.start[a], tokens.end(b - 1)) for a, b in article.sentences),
        language=article.language,
        notes=tuple(article.notes),
    )


def work(texts: Sequence[str], language: str, without: frozenset[str] = frozenset()) -> list[Split]:
    """Splits a batch. `without` names stages to leave out, for measuring what each is worth."""
    if language not in languages() or model.package(language) is None:
        note = f"The splitter has no rules for the language {language!r}: every sentence is one claim."
        return [sentence_claims(text, language, note) for text in texts]
    articles = [Article(text, language, lexicon(language)) for text in texts]
    for name, stage in STAGES:
        if name not in without:
            stage(articles)
    return [outcome(article) for article in articles]


def split(text: str, *, language: str = "en") -> Split:
    """Claims of one article. Never raises on any text; offsets are code points of `text` as given."""
    return work([text], language)[0]


def split_many(texts: Iterable[str], *, language: str = "en", processes: int = 1) -> Iterator[Split]:
    """Claims of many articles, in order; `processes` > 1 shares them out among as many processes."""
    for batch in batches(texts):
        yield from work(batch, language)
