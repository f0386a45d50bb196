"""Article text in, atomic claims out. Knows neither Django nor a database.

from claims.splitting import split
for claim in split("The mayor of Lyon, Ada Brook, resigned on Monday.").claims:
    print(claim.text)
"""

from collections.abc import Iterable, Iterator

from claims.splitting.document import DraftClaim, Dropped, Sentence, Split

__all__ = ["DraftClaim", "Dropped", "Sentence", "Split", "split", "split_many"]

# The pipeline brings spaCy, whose import takes longer than the start of the whole program:
# it comes with the first article, so that a desk opens, and commands answer, without it.


def split(text: str, *, language: str = "en") -> Split:
    """Claims of one article. Never raises on any text; offsets are code points of `text` as given."""
    from claims.splitting import pipeline

    return pipeline.split(text, language=language)


def split_many(texts: Iterable[str], *, language: str = "en", processes: int = 1) -> Iterator[Split]:
    """Claims of many articles, in order; `processes` > 1 shares them out among as many processes."""
    from claims.splitting import pipeline

    return pipeline.split_many(texts, language=language, processes=processes)
