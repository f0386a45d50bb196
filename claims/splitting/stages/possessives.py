"""Possessives that assert: "Mali's peace" -> Mali has peace, "its plan to sell" -> its plan was to sell.

Reads the parse; gives presupposed drafts.
"""

from dataclasses import replace

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.inflection import is_plural
from claims.splitting.phrases import NOUN_TAGS, gather, indefinite, modifiers, phrase
from claims.splitting.referents import naming, slim, speaks_of_past
from claims.splitting.saying import says
from claims.splitting.stages.predicates import FIXED, is_purpose
from claims.splitting.supposed import WOULD, is_supposed
from claims.splitting.terms import is_ordinal

APART = frozenset(("prep", "relcl", "acl", "appos", "conj", "cc", "punct", "det", "advcl", "case"))
"""What of a noun phrase does not name the thing owned: of "their staff's pay" they have staff."""


def owned(article: Article, noun: int, owner: int) -> list[Item]:
    """What is owned, with an article if it is one thing."""
    tokens = article.tokens
    skip = {kid for kid in tokens.kids[noun] if kid == owner or tokens.dep[kid] in APART}
    words: list[Item] = list(gather(tokens, noun, skip))
    if (
        tokens.tag[noun] in ("NN", "NNP")
        and words
        and tokens.lower[noun] not in article.lexicon["mass"]
        and "nummod" not in [tokens.dep[kid] for kid in tokens.kids[noun]]
    ):
        return [indefinite(tokens, words), *words]
    return words


def possessive(article: Article, noun: int, owner: int, number: int) -> None:
    tokens = article.tokens
    holder, _ = holder_of(article, owner)
    if not holder or is_a_deed(tokens, noun):
        return
    one = tokens.entity[owner] == "ORG" and tokens.tag[owner] == "NNP"  # "Brisk & Cole" is one firm
    verb = (
        "have"
        if (not one and is_plural(tokens, owner)) or tokens.lower[owner] in ("their", "our", "my", "your")
        else "has"
    )
    rule = "possessive:pronoun" if tokens.tag[owner] == "PRP$" else "possessive"
    draft = says(article, holder, owner, owned(article, noun, owner), rule, number, verb=verb, about=noun)
    if owner in article.references and tokens.tag[owner] == "PRP$":
        name = article.references[owner].removesuffix("'s").removesuffix("'")
        draft.forms = {owner: name}
        draft.substitutions.append((tokens.text[owner], name, tokens.start[owner], tokens.end(owner)))
    article.drafts += longer(tokens, draft, noun)


def is_ending(tokens: Tokens, item: int) -> bool:
    return tokens.tag[item] == "POS" or tokens.dep[item] == "case"


def is_no_owner(tokens: Tokens, owner: int) -> bool:
    """ "Saturday's final" is nobody's, "the Teachers' Union" is one name, and "its last ten games" are not had."""
    noun = tokens.head[owner]
    if tokens.entity[owner] in ("DATE", "TIME") or is_gone(tokens, noun) or is_in_a_name(tokens, owner, noun):
        return True
    if tokens.lower[owner] == "world":
        return True  # "the world's methane" is had by nobody
    if (tokens.unit[owner] and tokens.unit[owner] == tokens.unit[noun]) or is_ranked(tokens, noun):
        return True
    beside = [tokens.lower[kid] for kid in (*tokens.kids[noun], *tokens.kids[owner])]
    if not EITHER.isdisjoint(beside):
        return True
    if tokens.tag[owner] == "NNS" and ("a" in beside or "an" in beside):
        return True  # "a children's hospice" is not had by children
    if tokens.tag[owner] == "NNS" and "nummod" in [tokens.dep[kid] for kid in tokens.kids[owner]]:
        return True  # "two divers' teams": the number is that of either
    if tokens.tag[noun] == "NNP" and any(
        tokens.tag[kid] == "NN" and tokens.dep[kid] == "compound" for kid in tokens.kids[noun]
    ):
        return True  # "Sorenia's capital Lund Bay": Lund Bay is not what it has
    return tokens.lower[owner - 1 : owner] in (["st"], ["st."], ["saint"])


EITHER = frozenset(("neither", "either"))
RANKS = frozenset(("last", "next", "past", "own", "first"))
ONCE = frozenset(("once", "own"))


def is_ranked(tokens: Tokens, noun: int) -> bool:
    """ "its last ten games", "its own plant", "is the party's best result", "was its third win"."""
    kids = tokens.kids[noun]
    words = [tokens.lower[kid] for kid in kids]
    if not ONCE.isdisjoint(words) or "JJS" in [tokens.tag[kid] for kid in kids]:
        return True
    if not RANKS.isdisjoint(words) and "nummod" in [tokens.dep[kid] for kid in kids]:
        return True
    return tokens.dep[noun] == "attr" and any(is_ordinal(tokens, kid) for kid in kids)


def is_gone(tokens: Tokens, noun: int) -> bool:
    """ "sold its ferry", "closed all its shops": it has them no more, and "has all shops" says something else."""
    if "predet" in [tokens.dep[kid] for kid in tokens.kids[noun]]:
        return True
    return tokens.dep[noun] in ("dobj", "nsubjpass") and tokens.lower[tokens.head[noun]] in PARTING


PARTING = frozenset(
    [
        "sold", "lost", "closed", "shut", "scrapped", "abandoned", "dropped", "demolished", "destroyed", "divorced",
        "ended", "quit", "axed", "ditched", "wound", "dissolved", "disbanded", "canceled", "cancelled", "withdrew",
        "withdrawn", "surrendered", "forfeited", "resigned", "relinquished", "renounced", "sells", "selling",
    ]
)  # fmt: skip
"""What is done with what one then has no more."""


def is_in_a_name(tokens: Tokens, owner: int, noun: int) -> bool:
    """ "the Farmers' Party" is one name, and nobody has "her Progress Alliance" who only belongs to it."""
    if tokens.tag[noun] != "NNP" or not tokens.text[noun][:1].isupper():
        return False
    crowd = tokens.text[owner][:1].isupper() and tokens.tag[owner] in ("NNS", "NNPS") and not tokens.opens[owner]
    return crowd or (tokens.tag[owner] == "PRP$" and tokens.lower[noun] in PARTIES)


PARTIES = frozenset(
    [
        "party", "alliance", "bloc", "union", "league", "front", "movement", "coalition", "congress", "forum", "list",
        "democrats", "greens", "liberals", "republicans", "conservatives", "socialists",
    ]
)  # fmt: skip


def would_be(tokens: Tokens, noun: int) -> bool:
    """ "If they won, it would be the party's best result": there is none yet."""
    if tokens.dep[noun] != "attr":
        return False
    helpers = (tokens.lower[kid] for kid in tokens.kids[tokens.head[noun]] if tokens.dep[kid] == "aux")
    return not WOULD.isdisjoint(helpers)


def longer(tokens: Tokens, draft: Draft, noun: int) -> list[Draft]:
    """What is owned with each phrase that hangs on it: "his talks with Oslo" -> he has talks with Oslo."""
    rule = f"{draft.rule}:long"
    return [
        replace(draft, items=[*draft.items, *words], rule=rule, substitutions=[*draft.substitutions])
        for kid in tokens.kids[noun]
        if tokens.dep[kid] == "prep" and kid > noun
        for words in phrase(tokens, kid)
    ]


def plans(article: Article, noun: int, number: int) -> None:
    """ "plans to close the school", nobody's: the plans are to close the school."""
    tokens = article.tokens
    led = [kid for kid in tokens.kids[noun] if tokens.dep[kid] == "acl" and tokens.tag[kid] == "VB"]
    if not led or is_supposed(article, noun):
        return  # "if the owner signs an agreement to pay": there is none yet
    if tokens.lower[noun] in ("refusal", "failure", "inability", "willingness", "determination"):
        return
    if tokens.lower[noun] in FIXED and tokens.dep[noun] == "pobj":  # "in order to" plans nothing
        return
    for kid in led:
        if is_purpose(tokens, kid):
            words = slim(tokens, noun, kid)
            in_past = speaks_of_past(article, noun)
            says(article, words, noun, list(gather(tokens, kid)), "noun:to", number, about=noun, in_past=in_past)


def resolve(article: Article, noun: int, owner: int, number: int) -> None:
    """ "its decision to cut the budget" -> it decided to cut the budget."""
    tokens = article.tokens
    for kid in tokens.kids[noun] if tokens.lower[noun] in article.lexicon["plans"] else ():
        if tokens.dep[kid] == "acl" and is_purpose(tokens, kid):
            if tokens.lower[noun] in DEEDS:
                deed(article, noun, owner, kid, number)
            else:
                verdict(article, noun, kid, number)


def verdict(article: Article, noun: int, infinitive: int, number: int) -> None:
    """ "its right to vote" -> its right was to vote."""
    tokens = article.tokens
    words: list[Item] = list(gather(tokens, noun, {infinitive} | set(modifiers(tokens, noun))))
    in_past = speaks_of_past(article, noun)
    says(article, words, noun, list(gather(tokens, infinitive)), "decision", number, about=noun, in_past=in_past)


DEEDS = {
    "refusal": "refused", "failure": "failed", "threat": "threatened", "threats": "threatened", "vow": "vowed",
    "promise": "promised", "promises": "promised", "pledge": "pledged", "offer": "offered", "offers": "offered",
    "attempt": "attempted", "attempts": "attempted", "inability": "unable", "determination": "determined",
    "willingness": "willing", "decision": "decided", "decisions": "decided", "plan": "planned", "plans": "planned",
}  # fmt: skip
"""What somebody did whose refusal, failure or offer to do something is told of; of some, what they were."""
STATES = frozenset(("unable", "determined", "willing"))


def deed(article: Article, noun: int, owner: int, infinitive: int, number: int) -> None:
    """ "Ottawa's refusal to lift the ban" -> Ottawa refused to lift the ban."""
    tokens, word = article.tokens, DEEDS[article.tokens.lower[noun]]
    holder, named = holder_of(article, owner)
    if is_supposed(article, noun):
        return
    if not holder:
        if word in ("decided", "planned"):
            verdict(article, noun, infinitive, number)
        return
    many = is_plural(tokens, owner) or tokens.lower[owner] == "their"
    words: list[Item] = [word] if word in STATES else []
    verb = ("were" if many else "was") if word in STATES else word
    predicate = [*words, *gather(tokens, infinitive)]
    draft = says(article, holder, owner, predicate, "decision", number, verb=verb, about=noun)
    if named:
        draft.forms = {owner: named}
        draft.substitutions.append((tokens.text[owner], named, tokens.start[owner], tokens.end(owner)))


def holder_of(article: Article, owner: int) -> tuple[list[Item], str]:
    """Who owns something, as the subject of a clause, and the name a pronoun stands for; nobody for an open one."""
    tokens = article.tokens
    if tokens.tag[owner] == "PRP$":
        name = article.references.get(owner, "").removesuffix("'s").removesuffix("'")
        return ([owner] if name else []), name
    case = next((kid for kid in tokens.kids[owner] if tokens.dep[kid] == "case"), -1)
    named = naming(tokens, owner, case)
    return [item for item in named if not (isinstance(item, int) and is_ending(tokens, item))], ""


def is_a_deed(tokens: Tokens, noun: int) -> bool:
    """Whether a noun is told with what was to be done: nobody "has a refusal"."""
    return tokens.lower[noun] in DEEDS and any(
        tokens.dep[kid] == "acl" and is_purpose(tokens, kid) for kid in tokens.kids[noun]
    )


def run(article: Article) -> None:
    tokens, planned = article.tokens, article.lexicon["plans"]
    dep, lower = tokens.dep, tokens.lower
    for number, first, end in article.speaking():
        for index in range(first, end):
            if dep[index] == "poss" and is_owner(tokens, index):
                possessive(article, tokens.head[index], index, number)
                resolve(article, tokens.head[index], index, number)
            elif lower[index] in planned and "poss" not in [dep[kid] for kid in tokens.kids[index]]:
                plans(article, index, number)


def is_owner(tokens: Tokens, index: int) -> bool:
    noun = tokens.head[index]
    if tokens.tag[noun] not in NOUN_TAGS or tokens.tag[index] in ("WP$", "WP"):
        return False
    return not is_no_owner(tokens, index) and not would_be(tokens, noun)
