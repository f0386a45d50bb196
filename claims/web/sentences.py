"""Sentences of the floors below, which know no languages, marked here for translation.

A refusal is translated as it is said; one with figures or names in it is known by the words around them.
"""

import re
from functools import cache

from django.utils.translation import gettext, gettext_noop

SENTENCES = (
    gettext_noop("This cannot be done."),
    gettext_noop("This value is not valid."),
    gettext_noop("The text is empty: it has no visible characters."),
    gettext_noop("The text is too long."),
    gettext_noop("The text has a character that cannot be stored."),
    gettext_noop("This rating needs at least one piece of evidence: a link to a source."),
    gettext_noop("Please give a reason: it is kept with the decision."),
    gettext_noop("Say in the note why this cannot be checked."),
    gettext_noop("This is not a web address that can be opened: it must start with http:// or https://."),
    gettext_noop("The web address is empty."),
    gettext_noop("The web address must start with http:// or https://."),
    gettext_noop("The web address must not carry a user name or password."),
    gettext_noop("The web address names port 0, which does not exist."),
    gettext_noop("The web address has an encoded host name."),
    gettext_noop("The web address has a host name that cannot exist."),
    gettext_noop("The web address has an IPv6 host that cannot be read."),
    gettext_noop("This cannot be read as an article."),
    gettext_noop("The quote does not match the article's text at this position."),
    gettext_noop("The claim's words are no longer in the article."),
    gettext_noop("You have already reviewed this claim. You can revise your review instead."),
    gettext_noop("Another claim says exactly this already."),
    gettext_noop("You proposed this claim, so somebody else reviews it."),
    gettext_noop("You reviewed this claim, so another editor adjudicates it."),
    gettext_noop("This claim is closed and can no longer be changed."),
    gettext_noop("This claim was withdrawn and can no longer be changed."),
    gettext_noop("This claim was withdrawn as a duplicate and can no longer be changed."),
    gettext_noop("This claim was withdrawn as badly split and can no longer be changed."),
    gettext_noop("This claim was withdrawn because it is not a claim, and can no longer be changed."),
    gettext_noop("This claim has been adjudicated. It takes reviews again once an editor reopens it."),
    gettext_noop("Reviews stand on this wording. Withdraw the claim and propose a new one."),
    gettext_noop("A verdict on this wording is public. Take it back first, or propose a new claim."),
    gettext_noop("The reviewers of this claim do not conflict, so there is nothing to adjudicate."),
    gettext_noop("This verdict is not ready to be published."),
    gettext_noop("A verdict on this claim is public already. Correct it, resume it or take it back."),
    gettext_noop("No verdict on this claim is public."),
    gettext_noop("The public verdict is paused already."),
    gettext_noop("What could not be read were files, which are not kept. Add them again."),
    gettext_noop("The public verdict is not paused."),
    gettext_noop("This is what the public reads already: neither the decision nor the summary differs."),
    gettext_noop("The desk no longer says what this verdict says. Decide the claim, then correct the verdict."),
    gettext_noop("Write the summary that the public reads."),
    gettext_noop("This can no longer be undone."),
    gettext_noop("Only the person who wrote this can change it."),
    gettext_noop("Somebody else changed this meanwhile. Compare both wordings and save again."),
    gettext_noop("This Idempotency-Key was used for another request. Give each request a key of its own."),
    gettext_noop("This article does not have the claim's words."),
    gettext_noop("The claim stands on this article already."),
    gettext_noop("Somebody has reviewed this claim, so it stays on its article."),
    gettext_noop("Sign in first."),
    gettext_noop("Your role may read, not change."),
    gettext_noop("Only editors may do this."),
    gettext_noop("Only admins may do this."),
    gettext_noop("Only its writer or an editor may do this."),
    gettext_noop("Somebody has reviewed this claim already, so only an editor may change it."),
    gettext_noop("Submit your own review first: reviews are blind."),
    gettext_noop("The last day is before the first."),
    gettext_noop("Look at one year at most."),
    gettext_noop("Much is being written just now. Nothing was changed; try again in a minute."),
)
FORMED = (
    gettext_noop("“%(name)s” cannot be read: its ending is not one of %(known)s."),
    gettext_noop("“%(name)s” is larger than %(number)s bytes."),
    gettext_noop("That is %(number)s at once; the limit is %(limit)s."),
    gettext_noop("Ask a feed every 5 to %(number)s minutes."),
    gettext_noop("A review cites at most %(number)s sources."),
    gettext_noop("“%(key)s” is the key of two actions."),
    gettext_noop("Choose 2 to %(number)s claims to merge."),
    gettext_noop("Divide a claim into 2 to %(number)s claims."),
    gettext_noop("At most %(number)s claims are given out at once."),
    gettext_noop("%(person)s cannot review, so no work can be given to them."),
    gettext_noop("Claim %(number)s says exactly this on the same words already."),
    gettext_noop("This claim was merged into claim %(number)s and can no longer be changed."),
    gettext_noop("This claim was divided into claims %(number)s and can no longer be changed."),
    gettext_noop("This claim was withdrawn and can no longer be changed. The reason: %(reason)s"),
    gettext_noop("An article has at most %(number)s tags."),
    gettext_noop("No webhook is told of “%(name)s”; there are %(known)s."),
    gettext_noop("“%(name)s” is no language code. Send one as en, pt-BR or yue, or und where none is known."),
    gettext_noop("The draft has %(number)s characters; the limit is %(limit)s."),
    gettext_noop("%(name)s has %(number)s characters; the limit is %(limit)s."),
    gettext_noop("The web address is longer than %(number)s characters once encoded."),
    gettext_noop("The web address is longer than %(number)s characters."),
    gettext_noop("The web address cannot be read: %(reason)s."),
    gettext_noop("There is a space in the web address, at position %(number)s."),
    gettext_noop("The web address has a character that does not belong there (U+%(name)s at position %(number)s)."),
    gettext_noop("A token lives from 1 to %(number)s days."),
    gettext_noop("An invitation lasts from 1 to %(number)s days."),
)


@cache
def shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each formed sentence, and what it looks like with something in its places."""
    return tuple(
        (sentence, re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL))
        for sentence in FORMED
    )


def in_words(message: str) -> str:
    """A refusal of the floors below in the reader's language."""
    for sentence, shape in shapes():
        if found := shape.fullmatch(message):
            return gettext(sentence) % found.groupdict()
    return gettext(message)
