"""What a claim leaves open, and what it may be: pronouns that nothing before them can stand for, and nouns.

Reads drafts, references and doubts; marks drafts, and gives their readings. Asked by `finishing`.
"""

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.inflection import is_plural
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.readings import options
from claims.splitting.readings.spelled import Forms
from claims.splitting.referents import PEOPLE
from claims.splitting.stages.candidates import is_many
from claims.splitting.stages.openness import open_noun
from claims.splitting.stages.owners import THEY, is_for_what_follows
from claims.splitting.stages.speakers import is_said_by_nobody_known
from claims.splitting.story import PERSONAL
from claims.splitting.unsaid import HAPPENINGS
from claims.splitting.wording import render

PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "him",
        "them",
        "we",
        "i",
        "you",
        "our",
        "my",
        "your",
        "us",
        "me",
    ]
)
SPEAKERS = frozenset(["i", "we", "you", "my", "our", "your", "us", "me"])


def is_verbatim(quotes: list[int], draft: Draft, item: int) -> bool:
    """Whether the claim has words around the quotation a word stands in, and so its quotation marks."""
    said = quotes[item]
    return any(one.__class__ is int and quotes[one] != said for one in draft.items)


def already_named(tokens: Tokens, draft: Draft, item: int, name: str) -> bool:
    """Whether the claim has the name's last word elsewhere, of "Holm-Daws" both halves."""
    front, hyphen, last = name.rsplit(" ", 1)[-1].lower().rpartition("-")
    lower, front = tokens.lower, front.rpartition("-")[2]
    return any(
        one.__class__ is int
        and lower[one] == last
        and one != item
        and (not hyphen or lower[one - 2 : one - 1] == [front])
        for one in draft.items
    )


def unresolved(article: Article, draft: Draft, pronouns: frozenset[Item]) -> int | None:
    """The first pronoun of the claim that stands for nobody known and for nothing the claim names before it."""
    tokens = article.tokens
    if looks_back(tokens, draft):
        return draft.items[0] if isinstance(draft.items[0], int) else None
    if pronouns.isdisjoint(draft.items):
        return None
    for place, item in enumerate(draft.items):
        if item not in pronouns or not isinstance(item, int) or item in draft.forms:
            continue
        if stands_for_what_follows(tokens, item):
            continue
        if not place or is_open(article, draft, item, draft.items[:place]):
            return item
    return None


def looks_back(tokens: Tokens, draft: Draft) -> bool:
    """Whether a claim opens with what only the sentences before tell: "the two", "both", "such bills"."""
    first = draft.items[0]
    if not isinstance(first, int) or tokens.lower[first] not in BACKWARD or first in draft.forms:
        return False
    second = draft.items[1] if len(draft.items) > 1 else -1
    if not isinstance(second, int):
        return False
    word, above = tokens.lower[first], tokens.head[first]
    behind = any(kid > first and tokens.dep[kid] != "punct" for kid in tokens.kids[first])
    if word in ("both", "neither", "others", "another"):
        whole = tokens.dep[first] in ("nsubj", "nsubjpass") and not behind
        pair = tokens.dep[first] == "det" and tokens.tag[above] == ("NNS" if word == "both" else "NN")
        return whole or (pair and word in ("both", "neither") and tokens.right[above] == above)
    if word == "such":
        return tokens.dep[first] in ("amod", "predet", "det") and tokens.right[above] == above
    if word != "the" or above != second or second in draft.forms or tokens.lower[second] not in SUMMING:
        return False
    return all(kid < second or tokens.dep[kid] == "punct" for kid in tokens.kids[second])


BACKWARD = frozenset(("both", "neither", "others", "another", "such", "the"))


SUMMING = frozenset(
    ("latter", "former", "two", "three", "four", "five", "pair", "duo", "trio", "rest", "other", "others", "same")
)


def stands_for_what_follows(tokens: Tokens, item: int) -> bool:
    """ "It is not true that Hale owns the bank" and "it was Hale who signed" ask for nothing said before."""
    verb = tokens.head[item]
    if tokens.lower[item] != "it" or tokens.dep[item] not in ("nsubj", "nsubjpass"):
        return False
    named = [kid for kid in tokens.kids[verb] if tokens.dep[kid] == "attr" and kid > verb]
    return is_for_what_follows(tokens, verb) and not any(
        tokens.tag[kid] == "NN" for kid in named if told_of(tokens, kid)
    )


def told_of(tokens: Tokens, noun: int) -> bool:
    """Whether a relative clause stands on a noun."""
    return any(tokens.dep[kid] == "relcl" for kid in tokens.kids[noun])


def is_open(article: Article, draft: Draft, item: int, before: list[Item]) -> bool:
    """Whether a pronoun inside a claim leaves a reader asking: "in 1959 they moved", "on our side of town"."""
    tokens = article.tokens
    if tokens.dep[item] == "expl":
        return False
    if tokens.tag[item] == "DT":  # "rejected that account", but "this year"
        told = tokens.dep[item] in ("det", "dobj", "pobj")
        return told and tokens.entity[item] not in ("DATE", "TIME")
    if tokens.tag[item] not in ("PRP", "PRP$"):
        return False
    if tokens.lower[item] in SPEAKERS:
        here = is_named_in(article, draft)
        return not here or tokens.lower[item] in ("us", "me")  # "the ministry tells us that"
    if tokens.tag[item] == "PRP$" and any(one in ("is", "was", "are", "were") for one in before):
        return True  # "The Salt Stair is her third novel"
    doers = subject_around(article, item) if tokens.tag[item] == "PRP" else range(0)
    named = [one for one in before if isinstance(one, int) and one not in doers]
    nouns = [one for one in named if tokens.tag[one] in NOUN_TAGS]
    if any(one in draft.forms for one in named):
        return False
    return not any(may_stand_for(article, item, noun) for noun in nouns)


def is_named_in(article: Article, draft: Draft) -> bool:
    """Whether a claim names its speaker, by the name beside an office as well: "said its founder, Ada Brook"."""
    speaker = -1 if draft.speaker is None else draft.speaker
    if speaker < 0 or speaker in draft.items:
        return speaker in draft.items
    return any(kid in draft.items for kid in article.tokens.kids[speaker] if article.tokens.dep[kid] == "appos")


def subject_around(article: Article, item: int) -> range:
    """The subject of the clause whose object a pronoun is: in "the judge told her" she is not the judge."""
    tokens, node = article.tokens, article.tokens.head[item]
    if tokens.dep[item] not in ("dobj", "pobj", "dative"):
        return range(0)
    node = tokens.head[node] if tokens.dep[item] == "pobj" else node
    frame = article.frame_of(node)
    own = frame.own if frame is not None else None
    return range(0) if own is None else range(tokens.left[own], tokens.right[own] + 1)


def may_stand_for(article: Article, item: int, noun: int) -> bool:
    """Whether a noun before a pronoun may be what it stands for, by number and kind."""
    tokens, lexicon = article.tokens, article.lexicon
    if tokens.entity[noun] in ("DATE", "TIME", "MONEY"):
        return False
    if tokens.entity[noun] == "PERCENT":
        return tokens.lower[item] in THEY
    word, known = tokens.lower[noun], lexicon["roles", "offices", "words_male", "words_female"]
    person = tokens.entity[noun] == "PERSON" or word in known or word in PEOPLE
    if tokens.lower[item] in PERSONAL:
        return person or tokens.tag[noun] == "NNP"
    if tokens.lower[item] in THEY:
        return person or is_many(article, noun)
    if tokens.tag[item] == "PRP$" and tokens.lower[noun] in HAPPENINGS:
        return False  # "A fire in 1904 destroyed its houses"
    return not (person or is_plural(tokens, noun))


def doubt(article: Article, draft: Draft, pronouns: frozenset[Item], nouns: frozenset[Item]) -> None:
    """Marks a claim that needs its context, with the readings its pronoun allows."""
    draft.readings = []  # a draft made of another one has the same list
    first = unresolved(article, draft, pronouns)
    noun = open_noun(article, draft, nouns)
    open_ = draft.rule == "label" or first is not None or noun is not None
    draft.needs_context = open_ or is_said_by_nobody_known(article, draft)
    for forms in options.together(of_pronouns(article, draft, pronouns, first), of_noun(article, draft, noun)):
        text = render(article.tokens, draft.items, {**draft.forms, **forms})
        if text != draft.text and text not in draft.readings:
            draft.readings.append(text)


def of_noun(article: Article, draft: Draft, noun: int | None) -> list[Forms]:
    """The words that a noun the claim leaves open may stand for; none between quotation marks that stay."""
    if noun is None or (article.quotes[noun] and is_verbatim(article.quotes, draft, noun)):
        return []
    return options.of_noun(article, draft, noun)


def of_pronouns(article: Article, draft: Draft, pronouns: frozenset[Item], first: int | None) -> list[Forms]:
    """The names that the first open pronoun may stand for, with those of a second one where only one fits it."""
    if first is None or (article.quotes[first] and is_verbatim(article.quotes, draft, first)):
        return []
    found = named_by_doubts(article, draft, first) or options.of_pronoun(article, draft, first)
    done = {*draft.forms, *(item for forms in found for item in forms)}
    for place, item in enumerate(draft.items):
        if item not in pronouns or item == first or item in done or not isinstance(item, int):
            continue
        if is_open(article, draft, item, draft.items[:place]):
            more = options.of_pronoun(article, draft, item)
            found = options.together(found, more) if len(more) == 1 else found
    return found


def named_by_doubts(article: Article, draft: Draft, pronoun: int) -> list[Forms]:
    """The people that a pronoun may stand for, each in its place."""
    owned = "'s" if article.tokens.tag[pronoun] == "PRP$" else ""
    names = [one for one in article.doubts.get(pronoun, ()) if not is_subject(article, draft, pronoun, one)]
    return [{pronoun: name + owned} for name in names]


def is_subject(article: Article, draft: Draft, pronoun: int, name: str) -> bool:
    """Whether the claim's subject has the name already: in "Hale followed him" he is not Hale."""
    tokens, whole = article.tokens, article.tokens.tag[pronoun] == "PRP"
    return whole and already_named(tokens, draft, pronoun, name)
