"""All wordings that what a claim leaves open allows: nothing is guessed, and where too much fits nothing is listed.

Asked by `finishing` for claims that need their context.
"""

from claims.splitting.article import Article, Draft
from claims.splitting.readings import bodies, counted, deeds, holders, kinds, mentions, ourselves, there, things
from claims.splitting.readings.spelled import Forms
from claims.splitting.stages.candidates import forms_for, named_again
from claims.splitting.stages.owners import IT, THEY


def of_pronoun(article: Article, draft: Draft, pronoun: int) -> list[Forms]:
    """The readings of a pronoun, or of what a claim opens with: "it", "we", "my", "the two"."""
    tokens, word = article.tokens, article.tokens.lower[pronoun]
    if forms := forms_for(article, draft, pronoun, None):
        return [forms]
    if word in ourselves.WE:
        return ourselves.readings(article, draft)
    if word in IT or word in THEY:
        return things.readings(article, draft, pronoun)
    if word == "both":
        return counted.pair(article, draft, pronoun)
    if word == "the" and pronoun + 1 < len(tokens):
        return counted.pair(article, draft, pronoun + 1)
    return []


def together(some: list[Forms], others: list[Forms]) -> list[Forms]:
    """Each of some readings with the one reading of something else; what has several stays open in them."""
    known = others[0] if len(others) == 1 else {}
    return [{**known, **one} for one in some] or others


def of_noun(article: Article, draft: Draft, noun: int) -> list[Forms]:
    """The readings of a noun that only the article explains: "the deal", "the closures", "half", "the couple"."""
    if forms := named_again(article, draft, noun):
        return [forms]
    if draft.forms.get(noun):
        return []
    found = of_common_noun(article, draft, noun)
    if article.tokens.dep[noun] == "poss":  # "the lender's chief executive", but no "the lender of the hour's"
        return [forms for forms in found if "'" not in forms[noun] and ends_in_a_name(article, noun, forms[noun])]
    return found


def ends_in_a_name(article: Article, noun: int, text: str) -> bool:
    """Whether an ending for the owner may follow: behind a name, or the noun itself."""
    words = text.removeprefix("the ").split()
    return all(word[0].isupper() for word in words) or words[-1].lower() == article.tokens.lower[noun]


def taken_up(article: Article, noun: int) -> list[Forms]:
    return mentions.readings(article, noun) or deeds.readings(article, noun)


def of_common_noun(article: Article, draft: Draft, noun: int) -> list[Forms]:
    if article.tokens.tag[noun] == "RB":
        return there.readings(article, noun)
    return (
        holders.readings(article, noun)
        or mentions.of_itself(article, draft, noun)
        or bodies.readings(article, noun)
        or (deeds.readings(article, noun) if deeds.is_last(article, noun) else taken_up(article, noun))
        or kinds.readings(article, noun)
        or counted.pair(article, draft, noun)
        or counted.of_whom(article, draft, noun)
    )
