"""Phrases and clauses that the parser hangs on the nearest noun although they belong farther off.

"pressed on the delay by presenter Anna Toll" says who pressed; "the largest trial on animals in history" looks back
on trials; "a surgeon at Northgate Hospital who took no part" is about the surgeon; "a drug against dengue (DENV)
reduced fever" has a verb. Behind "she later told a reporter, except as a porter" the "except" is of what she told.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from collections.abc import Callable

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.bounds import SPANS, denied
from claims.splitting.inflection import singular
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.antecedents import is_person
from claims.splitting.stages.asking import mend
from claims.splitting.stages.hanging import move, object_of
from claims.splitting.stages.mending import hangs_on, verb_above
from claims.splitting.unsaid import asked_by

LEFT_OUT = frozenset(("except", "save", "excepting"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


def of_who_asked(tokens: Tokens, node: int) -> bool:
    """ "pressed on the delay by presenter Anna Toll": she pressed."""
    noun = tokens.head[node]
    return asked_by(tokens, noun, node) and move(tokens, node, tokens.head[tokens.head[noun]], "agent")


def ranked_above(tokens: Tokens, noun: int) -> int:
    """The noun with "largest" or "first" that a noun in a phrase stands under, or -1."""
    for _ in range(4):
        over = tokens.head[noun]
        if tokens.dep[noun] != "pobj" or tokens.dep[over] != "prep":
            return -1
        noun = tokens.head[over]
        if any(tokens.tag[kid] == "JJS" or tokens.lower[kid] in ("most", "first") for kid in tokens.kids[noun]):
            return noun
    return -1


def looks_back(tokens: Tokens, node: int) -> bool:
    """ "the largest trial on animals in history": the largest in history, and no animals are in it."""
    if tokens.dep[tokens.head[node]] != "pobj" or tokens.tag[tokens.head[node]] not in NOUN_TAGS:
        return False
    inner = object_of(tokens, node)
    if inner < 0:
        return False
    back = tokens.lower[inner] in SPANS or tokens.lower[node] == "since"
    above = ranked_above(tokens, tokens.head[node]) if back else -1
    return above >= 0 and move(tokens, node, above)


def of_the_amount(tokens: Tokens, node: int) -> bool:
    """ "a premium of 14% to Monday's price": a premium to that, and nobody pays to it."""
    percent = node - 1
    if tokens.entity[percent] != "PERCENT":
        return False
    of = tokens.head[percent]
    noun = tokens.head[of]
    if tokens.lower[of] != "of" or tokens.lower[noun] not in OVER:
        return False
    verb = tokens.head[noun]
    beside = any(tokens.dep[kid] == "dobj" and kid < noun for kid in tokens.kids[verb])
    if tokens.dep[noun] == "dobj" and beside and tokens.form[tokens.left[noun] - 1] == ",":
        tokens.dep[noun] = "npadvmod"
    return move(tokens, node, noun)


OVER = frozenset(("premium", "discount", "markup", "mark-up", "surcharge"))


def of_an_age(article: Article, node: int) -> bool:
    """ "cut deaths among men over 60": the men are, and nothing was cut over 60."""
    tokens, inner, noun = article.tokens, node + 1, node - 1
    if tokens.right[node] != inner:
        return False
    aged = tokens.tag[inner] == "CD" and len(tokens.text[inner]) < 3
    people = singular(tokens.lower[noun]) in article.lexicon["people"] and tokens.tag[noun] == "NNS"
    return aged and people and move(tokens, node, noun)


LIMITS = frozenset(("over", "under", "above", "below"))
CHARGING = (
    "accus",
    "acquit",
    "clear",
    "convict",
    "suspect",
    "depriv",
    "stripp",
    "strip",
    "robb",
    "absolv",
    "exonerat",
)


def of_a_charge(tokens: Tokens, node: int) -> bool:
    """ "acquitted Brook of fraud", "accused by an aide of taking bribes": of that the one is accused."""
    noun, above = tokens.head[node], tokens.head[tokens.head[node]]
    if tokens.dep[noun] != "dobj" and tokens.dep[above] != "agent":
        return False
    agent = tokens.dep[above] == "agent" and any(tokens.dep[kid] == "pcomp" for kid in tokens.kids[node])
    verb = tokens.head[above] if agent else above
    taken = tokens.dep[noun] == "dobj" and (tokens.entity[noun] == "PERSON" or tokens.tag[noun] == "NNP")
    charged = tokens.tag[verb][:2] == "VB" and tokens.lower[verb].startswith(CHARGING)
    return charged and (agent or taken) and move(tokens, node, verb)


def shared_rate(tokens: Tokens, node: int) -> bool:
    """ "12 euros and 0.2 shares for each share they own": both for each share."""
    noun = tokens.head[node]
    if tokens.dep[noun] != "conj":
        return False
    rate = tokens.lower[node] == "per" or tokens.lower[node + 1 : node + 2] in (["each"], ["every"])
    first = tokens.head[noun]
    counted = any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])
    figured = tokens.tag[first] in ("CD", "$") or any(tokens.dep[kid] == "nummod" for kid in tokens.kids[first])
    verb = tokens.head[first]
    together = rate and counted and figured and tokens.dep[first] == "dobj" and tokens.tag[verb][:2] == "VB"
    return together and move(tokens, node, verb)


def record_behind_a_comma(article: Article, node: int) -> bool:
    """ "cut costs by 12%, its steepest reduction since 2008": another name of the cut, and nothing that is cut."""
    tokens, verb = article.tokens, article.tokens.head[node]
    if tokens.form[tokens.left[node] - 1] != "," or tokens.tag[verb][:2] != "VB":
        return False
    ranked = any(tokens.tag[kid] == "JJS" for kid in tokens.kids[node])
    beside = any(tokens.dep[kid] == "dobj" and kid < node for kid in tokens.kids[verb])
    if not ranked or not beside:
        return False
    tokens.dep[node] = "npadvmod"
    return True


def except_from(tokens: Tokens, node: int) -> bool:
    """ "no firm would hire her, she later told a reporter, except as a typist": excepted from what is denied."""
    verb = tokens.head[node]
    if tokens.tag[verb][:2] != "VB":
        return False
    told = [kid for kid in tokens.kids[verb] if kid < verb and tokens.dep[kid] == "ccomp"]
    said = [*told, *(kid for one in told for kid in tokens.kids[one] if tokens.dep[kid] == "conj")]
    for one in reversed(said):
        kids = tokens.kids[one]
        if any(tokens.dep[kid] == "neg" or (tokens.dep[kid] in SUBJECTS and denied(tokens, kid)) for kid in kids):
            return move(tokens, node, one)
    return False


def who_at_a_place(article: Article, node: int) -> bool:
    """ "a surgeon at Northgate Hospital who took no part": no hospital is "who"."""
    tokens, noun = article.tokens, article.tokens.head[node]
    above, led = noun, tokens.head[noun]
    if tokens.lower[tokens.left[node]] != "who" or tokens.entity[noun] not in ("ORG", "FAC", "GPE", "LOC"):
        return False
    if tokens.dep[noun] != "pobj" or tokens.lower[led] not in ("at", "in", "from", "with", "for"):
        return False
    above = tokens.head[led]
    return is_person(article, above) and move(tokens, node, above)


def verb_behind_a_bracket(article: Article, node: int) -> bool:
    """ "a drug against dengue (DENV) reduced fever": reduced is the verb, and fever no other name of the drug."""
    tokens = article.tokens
    if tokens.form[node - 1] != ")" or tokens.tag[node] not in ("VBN", "VBD"):
        return False
    thing = tokens.head[node]
    if thing <= node or tokens.dep[thing] != "appos":
        return False
    first = tokens.head[thing]
    if not first < node or not tokens.lower[node].endswith("ed"):
        return False
    top = first
    while tokens.dep[top] in ("pobj", "prep") and tokens.head[top] != top:
        top = tokens.head[top]
    if tokens.tag[top] not in NOUN_TAGS or tokens.dep[top] not in ("ROOT", "ccomp", "nsubj"):
        return False
    return make_verb(tokens, node, thing, top)


def make_verb(tokens: Tokens, node: int, thing: int, top: int) -> bool:
    """Makes a verb of a participle: what was in front its subject, what it stood on its object."""
    above, dep = tokens.head[top], tokens.dep[top]
    if dep == "nsubj":
        return False
    later = [kid for kid in tokens.kids[top] if kid > node and kid != thing]
    later += [kid for kid in tokens.kids[thing] if kid > thing and tokens.dep[kid] == "prep"]
    tokens.head[node], tokens.dep[node], tokens.tag[node] = (node if above == top else above), dep, "VBD"
    tokens.head[top], tokens.dep[top] = node, "nsubj"
    tokens.head[thing], tokens.dep[thing] = node, "dobj"
    for kid in later:
        if tokens.lower[kid] != "of":
            tokens.head[kid] = node
    return True


def subject_read_as_a_compound(article: Article, node: int) -> bool:
    """ "The fee doubles in May": the verb has no other subject, and a verb is no half of a name."""
    tokens, verb = article.tokens, article.tokens.head[node]
    if verb != node + 1 or tokens.tag[verb] != "VBZ" or tokens.dep[verb] not in ("ROOT", "conj", "ccomp"):
        return False
    if any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    for kid in tokens.kids[verb]:
        if kid < node and tokens.dep[kid] in ("det", "poss", "amod", "compound", "nummod"):
            tokens.head[kid] = node
    tokens.dep[node] = "nsubj"
    return True


def behind_a_closed_name(tokens: Tokens, node: int) -> bool:
    """ "took money from Jan Rek, a retired farmer, in 2016": in 2016 it was taken, and he is in no year."""
    noun = tokens.head[node]
    person = tokens.dep[noun] == "appos" and tokens.tag[tokens.head[noun]] in ("NNP", "NNPS")
    if not person or tokens.form[node - 1] != "," or tokens.form[tokens.left[noun] - 1] != ",":
        return False
    if not any(tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[node]):
        return False
    verb = verb_above(tokens, noun)
    return 0 <= verb < node and not hangs_on(tokens, verb, node) and move(tokens, node, verb)


def that_is_the_object(article: Article, node: int) -> bool:
    """ "waters that both islands claim": they claim the waters, and the waters hold no such news."""
    tokens, noun, that = article.tokens, article.tokens.head[node], article.tokens.left[node]
    held = article.lexicon["said_nouns", "facts"]
    if tokens.lower[that] != "that" or tokens.dep[that] != "mark" or that != noun + 1 or tokens.lower[noun] in held:
        return False
    kids = tokens.kids[node]
    finite = tokens.tag[node] in ("VBP", "VBZ", "VBD") and any(tokens.dep[kid] == "nsubj" for kid in kids)
    if not finite or any(kid > node and tokens.dep[kid] != "punct" for kid in kids) or noun_tells(tokens, noun):
        return False
    tokens.dep[node], tokens.dep[that], tokens.tag[that] = "relcl", "dobj", "WDT"
    return True


def noun_tells(tokens: Tokens, noun: int) -> bool:
    """Whether the noun may hold a statement: "the day that he left", "evidence that prices fell"."""
    return tokens.entity[noun] in ("DATE", "TIME") or tokens.tag[noun] != "NNS"


BY_WORD: dict[str, Callable[[Tokens, int], bool]] = {
    "by": of_who_asked,
    "of": of_a_charge,
    **dict.fromkeys(("in", "since"), looks_back),
    **dict.fromkeys(("to", "on", "over"), of_the_amount),
    **dict.fromkeys(("for", "per"), shared_rate),
    **dict.fromkeys(LEFT_OUT, except_from),
}
"""What each preposition may belong to."""
ALWAYS = LIMITS | LEFT_OUT | {"to", "on", "over"}
BY_ROLE = {
    "pobj": ALWAYS | {"by", "in", "since", "of"},
    "dobj": ALWAYS | {"of"},
    "conj": ALWAYS | {"for", "per"},
}
"""The prepositions that may belong elsewhere than to a word of this role."""


def of_a_preposition(article: Article, node: int) -> bool:
    tokens, word = article.tokens, article.tokens.lower[node]
    rule = BY_WORD.get(word)
    if rule is not None and rule(tokens, node):
        return True
    return (word in LIMITS and of_an_age(article, node)) or behind_a_closed_name(tokens, node)


RARE = frozenset(("acl", "relcl"))


def candidates(tokens: Tokens) -> list[int]:
    roles = tokens.roles()
    found = standing(roles, RARE)
    dep, form, head, left = tokens.dep, tokens.form, tokens.head, tokens.left
    found += [node for node in roles.get("dobj", ()) if form[left[node] - 1] == ","]
    found += [node for node in roles.get("amod", ()) if form[node - 1] == ")"]
    found += [node for node in roles.get("compound", ()) if head[node] == node + 1 and tokens.tag[node + 1] == "VBZ"]
    found += [
        node
        for node in roles.get("prep", ())
        if tokens.lower[node] in BY_ROLE.get(dep[head[node]], ALWAYS) or dep[head[node]] == "appos"
    ]
    return [node for node in found if node]


RULES = {
    "dobj": record_behind_a_comma,
    "acl": that_is_the_object,
    "relcl": who_at_a_place,
    "amod": verb_behind_a_bracket,
    "compound": subject_read_as_a_compound,
    "prep": of_a_preposition,
}


def run(article: Article) -> None:
    mend(article, RULES, candidates)
