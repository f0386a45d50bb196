"""Appositions, both ways round: "Ada Brook, a pilot," and "the pilot, Ada Brook," say that she is a (the) pilot.

Items of a list are no appositions of one another, "Jr." is no office, "Everett, Washington" is a place in a place.
Reads the parse and entities; gives presupposed drafts.
"""

from claims.splitting.article import Article, Item, Tokens
from claims.splitting.bounds import sweeping
from claims.splitting.offices import is_office, ranks_among
from claims.splitting.phrases import NOUN_TAGS, alternatives, conjuncts, gather, indefinite, listed, loose
from claims.splitting.referents import CLAUSAL, may_mean_the_nearer, naming
from claims.splitting.saying import is_unique, says, with_article
from claims.splitting.stages.instances import kinds

PLACES = frozenset(("GPE", "LOC", "FAC"))
MOMENTS = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"))


def is_name(tokens: Tokens, node: int) -> bool:
    """Whether a capitalized noun names somebody or something: "the President" does not."""
    if tokens.tag[node] not in ("NNP", "NNPS"):
        return False
    words = [tokens.lower[kid] for kid in tokens.kids[node] if tokens.dep[kid] == "det"]
    if not words:
        return True
    return "a" not in words and "an" not in words and ("the" not in words or bool(tokens.entity[node]))


def is_apposition(article: Article, head: int, node: int) -> bool:
    """Whether the parser's apposition says something of its head."""
    tokens = article.tokens
    near = range(max(head - 1, 0), min(head + 3, node))
    if any(tokens.lower[place] in ("which", "whom", "one") and tokens.text[place] != "One" for place in near):
        return tokens.lower[head] == "one" and not relates(tokens, head)
    if is_one_of(tokens, node):
        return tokens.tag[head] in ("NN", "NNP") and not listed(tokens, head, node)
    if ranks_among(tokens, head, node):
        return True
    if tokens.tag[node] not in NOUN_TAGS or (tokens.tag[head] not in NOUN_TAGS and tokens.tag[head] != "CD"):
        return False
    inside = tokens.dep[head] == "pobj" and tokens.tag[head] == "NNP" and tokens.entity[head] != "PERSON"
    if inside and is_person_word(article, node):
        return False  # "Born in Harbor, the youngest of six children, she …"
    if is_quoted(tokens, head, node):
        return False
    if tokens.lower[node] in CLAUSAL or sweeping(tokens, head):
        return False  # "was sold without her name, an omission": the clause is one
    if tokens.lower[node] in MEASURING and not any(tokens.tag[item] == "CD" for item in gather(tokens, head)):
        return False
    if tokens.entity[node] == "PERSON" and tokens.tag[head] == "CD" and tokens.lower[head] != "one":
        return False  # "two of the crew, Tom Hale and Ivo Weld": neither is two
    if is_label(article, head) or is_doing(tokens, head, node):
        return False
    closed = tokens.form[tokens.left[node] - 2 : tokens.left[node]] == [")", ","]
    if closed and is_name(tokens, head) and is_name(tokens, node):
        return False  # "Ada Brook (1990), Tom Hale (1992)" are two
    headline = article.lines[tokens.line[node]].headline
    if headline and tokens.entity[head] != "PERSON" and tokens.form[tokens.left[node] - 1] == ":":
        return False  # "Power cuts: 9,000 homes in the dark" is a headline with its topic in front
    if tokens.lower[head] == "times" or tokens.lower[node] in ("age", "ages", "size"):
        return False  # "eleven times the salary", "a boy his age"
    if (
        (tokens.lower[node] in article.lexicon["suffixes"] and not has_determiner(tokens, node))
        or tokens.entity[node] in MOMENTS
        or tokens.inside[node] != tokens.inside[head]
        or (tokens.inside[node] and tokens.tag[head] == "CD")
    ):
        return False
    if (
        may_mean_the_nearer(article, head, node)
        or listed(tokens, head, node)
        or (tokens.dep[head] == "conj" and is_name(tokens, head) == is_name(tokens, node))
    ):
        return False
    if is_office(article, head) and tokens.entity[node] == "PERSON":
        return True
    if is_name(tokens, head) and is_name(tokens, node):
        return (
            tokens.entity[head] not in PLACES
            and tokens.entity[head] != tokens.entity[node]
            and has_determiner(tokens, node)
        )
    named = is_name(tokens, head) or is_name(tokens, node)
    return named or has_determiner(tokens, node) or is_unique(tokens, node)


def relates(tokens: Tokens, head: int) -> bool:
    """ "one of which, Ober Hole,": Ober Hole is no "one of which"."""
    return not {"which", "whom"}.isdisjoint(tokens.lower[head : head + 3])


def is_quoted(tokens: Tokens, head: int, node: int) -> bool:
    """'called the cut "a gift"': what somebody calls it, and no comma makes it a description."""
    first = tokens.left[node]
    opened = tokens.tag[node] in ("NN", "NNS") and '"' in (tokens.form[first], tokens.form[first - 1])
    return opened and head < first and "," not in tokens.form[head + 1 : first + 1]


def is_person_word(article: Article, node: int) -> bool:
    """Whether a description is of a person: "the youngest of six", "a son of a baker", "the mayor"."""
    tokens = article.tokens
    words = tokens.lower[tokens.left[node] : node + 1]
    return not BORN.isdisjoint(words) or tokens.lower[node] in article.lexicon["offices"]


def is_label(article: Article, head: int) -> bool:
    """ "Owner: Norda, Hale" is a label with a list, "Director, Bridge Clinics" under a letter an office somewhere."""
    tokens = article.tokens
    signed = article.lines[tokens.line[head]].headline and tokens.lower[head] in article.lexicon["offices"]
    bare = tokens.opens[tokens.left[head]] and not has_determiner(tokens, head) and not tokens.entity[head]
    return tokens.form[head + 1 : head + 2] == [":"] or (signed and bare and tokens.head[head] == head)


MEASURING = frozenset(
    ("ratio", "rate", "rise", "increase", "fall", "drop", "decline", "reduction", "difference", "share", "proportion")
)
"""What measures a thing told without a figure: a lower risk is no ratio."""
BORN = frozenset(("youngest", "eldest", "son", "daughter", "native"))


def is_one_of(tokens: Tokens, node: int) -> bool:
    """Whether the word opens "one of the crew"."""
    return tokens.lower[node] == "one" and any(tokens.lower[kid] == "of" for kid in tokens.kids[node])


def otherwise_called(tokens: Tokens, head: int, node: int) -> int:
    """The adverb of "Harbor, officially the Port of Harbor," or -1."""
    before = tokens.left[node]
    if tokens.lower[before] not in CALLED or tokens.tag[node] not in NOUN_TAGS or before < head:
        return -1
    return before if tokens.form[before - 1] in (",", ")", "(") else -1


CALLED = frozenset(("officially", "formally", "formerly", "originally", "previously", "commonly", "aka"))
PAST_CALLED = frozenset(("formerly", "originally", "previously"))


ONCE = frozenset(("once", "then", "formerly", "previously", "originally"))
"""Words that put what an apposition says in the past: "Harbor, once the capital,"."""


def is_doing(tokens: Tokens, head: int, node: int) -> bool:
    """ "Judge Hale, sentencing, said": that is what Hale did, and what nobody is."""
    bare = tokens.left[node] == node == tokens.right[node] and tokens.tag[node] == "NN"
    return bare and tokens.entity[head] == "PERSON" and tokens.lower[node].endswith("ing")


def has_determiner(tokens: Tokens, node: int) -> bool:
    return not DETERMINERS.isdisjoint([tokens.dep[kid] for kid in tokens.kids[node]])


DETERMINERS = frozenset(("det", "poss", "nummod"))


def apposition(article: Article, head: int, node: int, number: int) -> None:
    tokens, offices = article.tokens, article.lexicon["offices"]
    named, about = head, node
    if tokens.lower[tokens.left[node]] == "long":
        return  # "coal, long the town's main trade,": it may be so no more
    if is_name(tokens, node) and (not is_name(tokens, head) or is_office(article, head)):
        named, about = node, head
    if about == head and tokens.tag[head] == "NNS" and tokens.tag[node] == "NNP" and not loose(tokens, node):
        kinds(article, head, (node, alternatives(tokens, node)), number)
        return
    several = "conj" in [tokens.dep[kid] for kid in tokens.kids[node]]
    if about == head and tokens.tag[head] == "NNS" and (several or tokens.entity[node] == "PERSON"):
        return  # "two former ministers, Ada Brook and Tom Hale": neither is two
    others = [kid for kid in tokens.kids[head] if tokens.dep[kid] == "conj" and kid < node]
    if about == node and tokens.tag[node] == "NNS" and (tokens.entity[head] == "PERSON" or others):
        if not others:
            return  # one person is no "presenters"
        subject: list[Item] = list(range(tokens.left[head], others[-1] + 1))
    else:
        subject = naming(tokens, named, about)
    was = about == node and tokens.lower[tokens.left[node]] in ONCE
    if about == head:
        described: list[list[Item]] = [naming(tokens, head, node)]
        if not described[0]:
            return  # nothing but brackets
        if not loose(tokens, node) and isinstance(described[0][0], int) and tokens.lower[described[0][0]] == "the":
            described = [[indefinite(tokens, described[0][1:]), *described[0][1:]]] if described[0][1:] else described
    else:
        clauses = whose(tokens, node)
        described = alternatives(tokens, node, clauses | ({tokens.left[node]} if was else set()))
        described = [one_of_many(tokens, words) for words in described] if clauses else described
    heads = conjuncts(tokens, about) if len(described) > 1 else [about]
    if len(heads) > 1 and tokens.tag[head] == "NNS" and all(tokens.tag[one] == "NN" for one in heads):
        described, heads = [list(gather(tokens, about))], [about]  # "twins, a boy and a girl": they are both
    rule = "apposition" if loose(tokens, node) else "apposition:close"
    for words, noun in zip(described, heads, strict=False):
        words = with_article(tokens, words, noun, offices)
        says(article, subject, named, words, rule, number, about=about, in_past=was or is_over(tokens, about))


def whose(tokens: Tokens, noun: int) -> frozenset[int]:
    """The "whose" clauses on a noun: "a nurse whose son died" is a nurse, and that her son died is told elsewhere."""
    clauses = [kid for kid in tokens.kids[noun] if tokens.dep[kid] == "relcl"]
    return frozenset(kid for kid in clauses if "WP$" in tokens.tag[tokens.left[kid] : kid])


def one_of_many(tokens: Tokens, words: list[Item]) -> list[Item]:
    """ "The chemist whose work saved thousands" without the clause: a chemist."""
    the = len(words) > 1 and isinstance(words[0], int) and tokens.lower[words[0]] == "the"
    return [indefinite(tokens, words[1:]), *words[1:]] if the else words


def is_over(tokens: Tokens, noun: int) -> bool:
    """Whether it is told until when somebody was something: "finance minister from 2015 to 2019"."""
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] != "prep" or all(tokens.entity[below] != "DATE" for below in tokens.kids[kid]):
            continue
        word, rest = tokens.lower[kid], tokens.lower[kid : tokens.right[noun] + 1]
        if word in ("until", "between") or (word == "from" and ("to" in rest or "until" in rest)):
            return True
    return False


def run(article: Article) -> None:
    tokens = article.tokens
    entity = tokens.entity
    for number, first, end in article.speaking():
        for node, dep in enumerate(tokens.dep[first:end], first):
            if dep == "appos" and renames(article, tokens.head[node], node, number):
                continue
            if dep == "fronted":
                fronted(article, node, number)
            elif entity[node] == "PERSON":
                age(article, node, number, end)


def renames(article: Article, head: int, node: int, number: int) -> bool:
    """Tells what the parser's apposition says of its head; False where it says nothing."""
    tokens = article.tokens
    if otherwise_called(tokens, head, node) >= 0:
        past = tokens.lower[tokens.left[node]] in PAST_CALLED
        for words in alternatives(tokens, node):
            says(article, naming(tokens, head, node), head, words, "called", number, about=node, in_past=past)
        return True
    if tokens.lower[tokens.left[node]] == "later" and node > tokens.left[node]:
        return was_later(article, head, node, number)
    if is_apposition(article, head, node):
        apposition(article, head, node, number)
        return True
    return False


def was_later(article: Article, head: int, node: int, number: int) -> bool:
    """ "Her brother Karl, later bishop of Varda," -> Karl was later bishop of Varda."""
    tokens = article.tokens
    named = [one for one in (head, *tokens.kids[head]) if one < node and tokens.entity[one] == "PERSON"]
    if not named or tokens.tag[node] not in NOUN_TAGS or not loose(tokens, node):
        return False
    words: list[Item] = [*gather(tokens, node)]
    says(article, naming(tokens, named[-1], node), named[-1], words, "apposition", number, about=node, in_past=True)
    return True


def fronted(article: Article, node: int, number: int) -> None:
    """ "A native of Leeds, she swims" -> she is a native of Leeds."""
    tokens = article.tokens
    verb = tokens.head[node]
    own = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("nsubj", "nsubjpass")), -1)
    if own < 0:
        return
    words = with_article(tokens, list(gather(tokens, node)), node, article.lexicon["offices"])
    says(article, list(gather(tokens, own)), own, words, "apposition:front", number, about=node)


def age(article: Article, node: int, number: int, end: int) -> None:
    """ "Ada Brook, 41," -> Ada Brook is 41."""
    tokens = article.tokens
    if (
        node + 2 >= end
        or tokens.form[node + 1] != ","
        or tokens.tag[node + 2] != "CD"
        or not tokens.text[node + 2].isdigit()
    ):
        return
    if len(tokens.text[node + 2]) > 3 or (node + 3 < end and tokens.form[node + 3] not in (",", ".", ")", ";")):
        return
    first = node
    while first > 0 and tokens.entity[first] == "PERSON" and not tokens.entity_begins[first]:
        first -= 1
    says(article, list(range(first, node + 1)), node, [node + 2], "age", number, verb="is")
