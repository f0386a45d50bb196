"""What an adjective before a noun says of it: "the huge hedge" -> the hedge is huge.

Reads the parse; gives presupposed drafts.
"""

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.bounds import denied
from claims.splitting.governed import is_dated
from claims.splitting.phrases import NOUN_TAGS, gather, indefinite
from claims.splitting.referents import referent, slim, speaks_of_past, still_stands
from claims.splitting.saying import says
from claims.splitting.stages.titles import LIMITING
from claims.splitting.supposed import is_supposed
from claims.splitting.terms import is_multiplied, is_one_office, is_term, names_one_thing, ranks


def describable(tokens: Tokens, adjective: int, words: frozenset[str]) -> bool:
    """Whether the adjective can stand behind "is": nobody is just "most successful".

    "Older adults" are older than others, which the noun alone does not tell.
    """
    lower, dep = tokens.lower, tokens.dep
    if tokens.tag[adjective] not in ("JJ", "VBN") or lower[adjective] in words:
        return False
    if lower[adjective][0].isdigit():
        return False  # "the 64th minute"
    kids = tokens.kids[adjective]
    if kids and not MOST.isdisjoint([lower[kid] for kid in kids]):
        return False
    if "predet" in [dep[kid] for kid in tokens.kids[tokens.head[adjective]] if lower[kid] not in ALL]:
        return False  # "twice its original budget" is no original one
    # "either Carrow or holders Albion", read as one noun
    return not kids or "preconj" not in [dep[kid] for kid in kids]


MOST = frozenset(("most", "least"))
ALL = frozenset(("all", "both"))


def is_no_trait(article: Article, noun: int, head: int, *, demonym: bool) -> bool:
    """Whether the adjective tells nothing of what it would be said of.

    Mali, "a French colony", was not French; in "the upcoming March 2022 election" no month is upcoming.
    """
    tokens = article.tokens
    if tokens.entity[noun] in ("DATE", "TIME") and tokens.tag[noun] in ("NNP", "CD"):
        return True
    if not demonym or head == noun:
        return False
    is_place = tokens.entity[head] in ("GPE", "LOC") or tokens.lower[head] in article.lexicon["countries"]
    return is_place or tokens.lower[noun] in RULED


def is_once(tokens: Tokens, adjective: int) -> bool:
    """ "the old Hartley mill site" is what was one."""
    if tokens.lower[adjective] != "old" or is_age(tokens, adjective):
        return False
    named = range(adjective + 1, tokens.head[adjective])
    return any(tokens.tag[place][:2] == "NN" for place in named)


def is_half_a_word(tokens: Tokens, adjective: int) -> bool:
    """ "the trans-Caspian route", told apart by the parser: no route is trans."""
    near = tokens.form[max(adjective - 1, 0) : adjective + 2]
    if "-" not in near:
        return False
    beside = (adjective - 1, adjective + 1)
    return tokens.form[adjective] == "-" or any(
        tokens.form[place] == "-" and tokens.head[place] != adjective for place in beside if 0 <= place < len(tokens)
    )


def is_left_open(tokens: Tokens, noun: int) -> bool:
    """ "may face a higher risk", "did not have an elevated risk": of no risk in particular, and there may be none."""
    verb = tokens.head[noun]
    if tokens.dep[noun] not in ("dobj", "attr") or tokens.tag[verb][:2] != "VB":
        return False
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] in ("det", "poss", "nummod") and tokens.lower[kid] not in NOT_KNOWN:
            return False
    kids = tokens.kids[verb]
    return "neg" in [tokens.dep[kid] for kid in kids] or not MAYBE.isdisjoint([tokens.lower[kid] for kid in kids])


NOT_KNOWN = frozenset(("a", "an"))
MAYBE = frozenset(("may", "might", "could", "would", "should", "can"))


def is_quarter(tokens: Tokens, adjective: int, head: int) -> bool:
    """ "northern Europe" is a part of Europe, and Europe is not northern."""
    return tokens.entity[head] in ("GPE", "LOC") and tokens.lower[adjective].endswith(("ern", "central", "mainland"))


def is_unnamed(article: Article, head: int, subject: list[Item]) -> bool:
    """Whether the subject would be a bare singular, "group was listed", or the noun of a headline without a verb."""
    tokens = article.tokens
    alone = tokens.head[head] == head and article.lines[tokens.line[head]].headline
    if alone or tokens.tag[head] != "NN" or tokens.lower[head] in article.lexicon["mass"]:
        return alone
    words = [item for item in subject if isinstance(item, int)]
    return len(words) == len(subject) and KNOWN.isdisjoint([tokens.tag[item] for item in words])


KNOWN = frozenset(("DT", "PRP$", "CD", "POS", "NNP", "PDT", "WP$"))


def is_age(tokens: Tokens, adjective: int) -> bool:
    """Whether the adjective is the last word of "34-year-old"."""
    return (
        tokens.lower[adjective] == "old"
        and adjective >= 4
        and tokens.lower[adjective - 2] in ("year", "month", "week", "day")
    )


def years(tokens: Tokens, adjective: int) -> list[Item]:
    """ "34-year-old" behind "is": 34 years old."""
    unit = adjective - 2
    return [unit - 2, tokens.text[unit] + "s", adjective]


PART_OF_OFFICE = frozenset(
    ["general", "prime", "vice", "deputy", "assistant", "associate", "attorney", "permanent", "private"]
)
NAMED_BY = PART_OF_OFFICE | frozenset(
    ["foreign", "chief", "executive", "financial", "national", "medical", "social", "economic"]
)
"""Words before an office or a role that belong to its name and describe nobody."""


def bare_kind(article: Article, noun: int, number: int) -> None:
    """ "Ada is a prize-winning Norwegian pilot" -> Ada is a pilot; "a former pilot from Leeds" -> a former one."""
    tokens = article.tokens
    kids = tokens.kids[noun]
    if tokens.tag[noun] != "NN" or SORTS.isdisjoint([tokens.dep[kid] for kid in kids if kid < noun]):
        return
    head = referent(article, noun)
    if (
        head == noun
        or tokens.tag[head] in ("PRP", "DT", "WP", "WDT")
        or (tokens.tag[head] == "NNS" and tokens.lower[head].isalpha() and not tokens.entity[head])
        or tokens.lower[noun] in VAGUE
        or not PART_OF_OFFICE.isdisjoint([tokens.lower[kid] for kid in kids])
        or "neg" in [tokens.dep[kid] for kid in tokens.kids[tokens.head[noun]]]
        or ranks(article, noun)
        or is_one_office(article, noun)
        or is_multiplied(tokens, noun)
        or (noun and tokens.form[noun - 1] == "-" and tokens.lower[noun] in PARTICLES)
    ):
        return
    limits: list[Item] = [kid for kid in kids if kid < noun and tokens.lower[kid] in LIMITING]
    limits += named_with(article, noun)
    says(
        article,
        slim(tokens, head, noun),
        head,
        [indefinite(tokens, [*limits, noun]), *limits, noun],  # a former pilot is no pilot
        "description:kind",
        number,
        about=noun,
        in_past=speaks_of_past(article, noun),
    )


SORTS = frozenset(("amod", "compound"))
PARTICLES = frozenset(("up", "off", "out", "in", "down", "by", "on", "over", "back", "making", "through", "together"))
"""Second halves of words that are nothing alone: no "start-up" is an up."""


def named_with(article: Article, noun: int) -> list[Item]:
    """What an office or a doer is called with: a central bank governor may be no governor, a soap maker no maker."""
    tokens = article.tokens
    doer = tokens.lower[noun].endswith(("er", "or")) or tokens.lower[noun] in article.lexicon["offices"]
    kinds = [
        kid for kid in tokens.kids[noun] if tokens.dep[kid] == "compound" and kid < noun and not tokens.entity[kid]
    ]
    return [item for kid in kinds for item in gather(tokens, kid)] if doer else []


JUDGING = frozenset(
    ["judged", "deemed", "considered", "considers", "consider", "ruled", "called", "thought", "believed",
     "rated", "made"]
)  # fmt: skip


def behind(article: Article, adjective: int, number: int) -> None:
    """ "people familiar with the plan" -> people are familiar with the plan."""
    tokens = article.tokens
    noun, kids = tokens.head[adjective], tokens.kids[adjective]
    if noun >= adjective or not kids or kids[-1] < adjective or tokens.tag[noun] not in NOUN_TAGS:
        return
    complements = [kid for kid in kids if kid > adjective and tokens.dep[kid] in ("prep", "xcomp")]
    if all(is_dated(tokens, kid) for kid in complements) or denied(tokens, noun):
        return
    if tokens.lower[adjective] in article.lexicon["attributives"] or any(
        tokens.lower[kid] in ANY for kid in tokens.kids[noun]
    ):
        return
    if tokens.dep[noun] == "dobj" and tokens.lower[tokens.head[noun]] in JUDGING:
        return  # "judged the bridge unsafe for trucks"
    head = referent(article, noun)
    words, rule = list(gather(tokens, adjective)), "description:behind"
    in_past = speaks_of_past(article, noun)
    says(article, slim(tokens, head, adjective), head, [*words], rule, number, about=adjective, in_past=in_past)


def site(article: Article, place: int, number: int) -> None:
    """ "a Texas jail" -> the jail is in Texas."""
    tokens = article.tokens
    noun = tokens.head[place]
    if tokens.lower[noun] not in article.lexicon["sites"] or tokens.tag[noun] not in ("NN", "NNS"):
        return
    start = place
    while start > 0 and tokens.unit[start] and tokens.unit[start - 1] == tokens.unit[place]:
        start -= 1
    taken = frozenset(range(start, place + 1))
    words: list[Item] = [item for item in slim(tokens, noun, place) if item not in taken]
    in_past = speaks_of_past(article, noun)
    if words and tokens.unit[noun] != tokens.unit[place]:
        says(article, words, noun, ["in", *sorted(taken)], "site", number, about=place, in_past=in_past)


DESCRIBING = frozenset(("attr", "appos", "conj", "compound", "amod", "acl", "relcl"))
ANY = frozenset(("any", "every", "each", "whatever", "whichever"))
"""Words of nobody in particular."""
RULED = frozenset(("colony", "protectorate", "possession", "territory", "dependency", "mandate"))
"""What belongs to those whose name stands before it, and is not of them."""
VAGUE = frozenset(
    [
        "part", "one", "member", "number", "lot", "kind", "type", "sort", "form", "way", "thing", "example",
        "result", "home", "place", "time", "piece",
    ]
)  # fmt: skip


def run(article: Article) -> None:
    tokens = article.tokens
    for number, first, end in article.speaking():
        for index, dep in enumerate(tokens.dep[first:end], first):
            if dep not in DESCRIBING:
                continue
            if dep in SAID:
                bare_kind(article, index, number)
            elif dep == "compound":
                if tokens.entity[index] == "GPE":
                    site(article, index, number)
            elif tokens.tag[index] == "JJ":
                behind(article, index, number)
            if dep == "amod":
                before(article, index, number)


SAID = frozenset(("attr", "appos", "conj"))


def before(article: Article, adjective: int, number: int) -> None:
    """ "the huge hedge" -> the hedge is huge."""
    tokens = article.tokens
    noun = tokens.head[adjective]
    if noun < adjective or tokens.tag[noun] not in NOUN_TAGS or is_of_no_thing(article, adjective, noun):
        return
    head = referent(article, noun)
    if head != noun and "neg" in [tokens.dep[kid] for kid in tokens.kids[tokens.head[noun]]]:
        return  # "This is not a small thing"
    demonym = tokens.entity[adjective] == "NORP"
    if is_no_trait(article, noun, head, demonym=demonym) or is_no_word_for_it(article, adjective, noun, head):
        return
    subject = slim(tokens, head, adjective)
    if is_unnamed(article, head, subject):
        return
    in_past = speaks_of_past(article, noun)
    if is_age(tokens, adjective):
        words, rule = years(tokens, adjective), "description:age"
    else:
        words = [*gather(tokens, adjective)]
        rule = ("description:renamed" if head != noun else "description") + (":demonym" if demonym else "")
        in_past = in_past and not (demonym and head == noun and still_stands(article, noun))
    says(article, subject, head, words, rule, number, about=adjective, in_past=in_past)


def is_of_no_thing(article: Article, adjective: int, noun: int) -> bool:
    """Whether an adjective cannot stand behind "is", or its noun has it from its name or is denied."""
    tokens, lexicon = article.tokens, article.lexicon
    if adjective in article.titles or not describable(tokens, adjective, lexicon["attributives"]):
        return True
    if tokens.dep[noun] == "fronted":
        return True  # "A keen cellist, she …": who plays keenly need not be keen
    if tokens.lower[adjective] in NAMED_BY and tokens.lower[noun] in lexicon["offices", "roles"]:
        return True
    return denied(tokens, noun)


def is_no_word_for_it(article: Article, adjective: int, noun: int, head: int) -> bool:
    """Whether an adjective is half a word or half a term, or stands with what need not be there."""
    tokens = article.tokens
    if is_quarter(tokens, adjective, head) or is_once(tokens, adjective) or is_half_a_word(tokens, adjective):
        return True
    if is_term(tokens, adjective) or names_one_thing(article, adjective):
        return True
    return is_left_open(tokens, noun) or is_multiplied(tokens, noun) or is_supposed(article, noun)
