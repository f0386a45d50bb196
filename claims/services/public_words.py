"""What a search among public verdicts looks in. Kept when a number is published, so that searching folds nothing."""

from claims.models import PublicWords, Verdict
from claims.text.folding import fold


def keep_words(verdict: Verdict) -> None:
    """Keep the words of a verdict that becomes public, inside the transaction that publishes it."""
    PublicWords.objects.update_or_create(verdict=verdict, defaults={"words": words_of(verdict)})


def words_of(verdict: Verdict) -> str:
    """The claim, its words in the article and its speaker, the article, and what the desk found; folded."""
    claim, article = verdict.claim, verdict.claim.article
    told = (claim.text, claim.quote, claim.speaker, article.title, article.publisher, verdict.summary)
    return "\n".join(fold(words) for words in told if words)
