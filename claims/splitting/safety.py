"""The net under the rules: a text that one of them cannot take gives its whole sentences, with a note, and is logged.

No rule may need it. Tests and fuzz runs put a refusal in the place of `give_up`, so that a rule that does is found.
"""

import logging
from collections.abc import Callable, Sequence

from claims.splitting.document import Split
from claims.splitting.plain import sentence_claims

logger = logging.getLogger(__name__)
FAULTS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What a mistake in a rule raises; what comes from outside (a time limit, an interrupt) goes through."""
NOTE = "The rules could not take this text, so every sentence is one claim."


def safely(run: Callable[[Sequence[str]], list[Split]], texts: Sequence[str], language: str) -> list[Split]:
    """What becomes of the texts, each by itself where one of them breaks a rule."""
    try:
        return run(texts)
    except FAULTS:
        if len(texts) > 1:
            return [one for text in texts for one in safely(run, [text], language)]
        return [give_up(texts[0], language)]


def give_up(text: str, language: str) -> Split:
    logger.exception("a rule of the splitter failed on a text of %d characters", len(text))
    return sentence_claims(text, language, NOTE)
