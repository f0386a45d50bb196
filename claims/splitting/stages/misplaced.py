"""Participles, phrases and clauses on somebody who cannot be meant, where a thing or a person near by can.

Nobody is flooded in "the minister toured the dock, flooded in May", and no men are "which"; in "looking for a man,
with dark hair, seen leaving" the man has the hair and was seen.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees. A share of those just named ("two of them
Swiss") gets the role "aside".
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular
from claims.splitting.stages.antecedents import PROPOSED, is_person
from claims.splitting.stages.asking import mend
from claims.splitting.stages.bearers import people_word
from claims.splitting.stages.hanging import move, object_of
from claims.splitting.stages.hidden import WHEN
from claims.splitting.stages.joints import SHARES
from claims.splitting.stages.mending import hangs_on, verb_above
from claims.splitting.stages.nearest import WHERE, holder
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
SUPPOSED = frozenset(("thought", "believed", "said", "understood", "suspected", "feared", "reported", "rumored"))
FEATURES = frozenset(
    ["hair", "beard", "eyes", "build", "scar", "tattoo", "tattoos", "accent", "mustache", "moustache", "complexion",
     "ponytail", "limp", "glasses", "stubble"]
)  # fmt: skip
"""What people look like."""
SEEKING = frozenset(
    ["looking", "hunting", "searching", "seeking", "sought", "seek", "appealing", "traced", "tracing", "hunt"]
)


def somebody(article: Article, noun: int) -> bool:
    return is_person(article, noun) or people_word(article, noun)


def subject_of(tokens: Tokens, verb: int) -> int:
    return next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid < verb), -1)


def share_of_them(tokens: Tokens, node: int) -> bool:
    """ "Three climbers, two of them Swiss, were found": said of the two in passing."""
    counted = tokens.tag[node] == "CD" or tokens.lower[node] in SHARES
    if not counted or tokens.lower[node + 1 : node + 2] != ["of"]:
        return False
    if tokens.lower[node + 2 : node + 3] not in (["them"], ["these"], ["those"]):
        return False
    top = node
    while tokens.head[top] > top and tokens.left[tokens.head[top]] == node:
        top = tokens.head[top]
    verbal = tokens.tag[top] in ("VBD", "VBZ", "VBP", "MD") or tokens.head[top] == top
    alone = top == node and (tokens.dep[node] != "conj" or tokens.lower[tokens.right[node] + 1 :][:1] == ["and"])
    if verbal or tokens.left[top] != node or tokens.dep[top] == "aside" or alone:
        return False
    tokens.dep[top] = "aside"
    return True


def done_to_a_thing(article: Article, node: int) -> bool:
    """ "The minister toured the dock, flooded in May": the dock was."""
    tokens, verb = article.tokens, article.tokens.head[node]
    near, word = tokens.left[node] - 2, tokens.lower[node]
    if near <= verb or tokens.form[near + 1] != ",":
        return False
    if word not in PROPOSED and not (word in SUPPOSED and tokens.lower[node + 1 : node + 2] == ["to"]):
        return False
    own = subject_of(tokens, verb)
    if own < 0:
        return False
    thing = tokens.tag[near] in ("NN", "NNS") and not tokens.entity[near] and not somebody(article, near)
    led = any(tokens.dep[kid] in (*SUBJECTS, "aux", "auxpass", "dobj", "mark", "advmod") for kid in tokens.kids[node])
    if not thing or led or not somebody(article, own) or tokens.dep[near] not in ("dobj", "pobj"):
        return False
    tokens.tag[node] = "VBN"
    return move(tokens, node, near, "acl")


def made_somewhere(article: Article, node: int) -> bool:
    """ "a bridge across the Orlin built in 1950": no river was built."""
    tokens, name = article.tokens, article.tokens.head[node]
    led = tokens.head[name]
    if node != name + 1 or tokens.tag[name] != "NNP" or tokens.dep[name] != "pobj":
        return False
    if (
        tokens.lower[led] not in WHERE
        or tokens.lower[led] == "of"
        or tokens.tag[node] != "VBN"
        or not may_be_a_place(tokens, name)
    ):
        return False
    thing = holder(tokens, name)
    counted = thing >= 0 and tokens.tag[thing] == "CD"  # "one of two across the Orlin built in 1950"
    return thing >= 0 and tokens.tag[thing] in ("NN", "NNS", "CD") and move(tokens, node, thing, "nmod" * counted)


def may_be_a_place(tokens: Tokens, name: int) -> bool:
    known = tokens.entity[name] in ("GPE", "LOC", "FAC", "")
    return known or tokens.lower[tokens.head[name]] in ("across", "over", "along", "near", "beside")


def one_sought(article: Article, verb: int) -> int:
    """The person that is looked for, or -1."""
    tokens = article.tokens
    if tokens.lower[verb] not in SEEKING:
        return -1
    near = [kid for kid in tokens.kids[verb] if tokens.dep[kid] == "dobj"]
    near += [object_of(tokens, kid) for kid in tokens.kids[verb] if tokens.lower[kid] == "for"]
    return next((one for one in near if one > verb and tokens.tag[one] == "NN" and somebody(article, one)), -1)


def looks_so(article: Article, node: int) -> bool:
    """ "looking for a man, with dark hair, seen leaving": his is the hair, and he was seen."""
    tokens, verb = article.tokens, article.tokens.head[node]
    person = one_sought(article, verb)
    if not 0 <= person < node or tokens.form[tokens.left[node] - 1] != ",":
        return False
    if tokens.dep[node] == "prep":
        inner = object_of(tokens, node)
        return tokens.lower[node] == "with" and tokens.lower[inner] in FEATURES and move(tokens, node, person)
    alone = not any(tokens.dep[kid] in (*SUBJECTS, "mark") for kid in tokens.kids[node])
    return tokens.tag[node] in ("VBN", "VBG") and alone and move(tokens, node, person, "acl")


def which_is_a_thing(article: Article, node: int) -> bool:
    """ "one of the men accused of the robbery, in which a guard was killed": in the robbery."""
    tokens, noun, first = article.tokens, article.tokens.head[node], article.tokens.left[node]
    near = first - 2
    which = "which" in tokens.lower[first : first + 2] and tokens.lower[first + 1] != "of"
    if not which or tokens.form[first - 1] != "," or near <= noun or tokens.dep[near] not in ("pobj", "dobj"):
        return False
    share = tokens.lower[noun] in SHARES or tokens.tag[noun] == "CD"
    people = people_word(article, noun) or (share and any(people_word(article, one) for one in range(noun, near)))
    thing = tokens.tag[near] in ("NN", "NNS", "NNP") and not somebody(article, near)
    return people and thing and tokens.entity[near] != "PERSON" and move(tokens, node, near)


def who_is_one(article: Article, node: int) -> bool:
    """ "Tom Reed, adviser to three ministers, who has died": one person has."""
    tokens, noun, first = article.tokens, article.tokens.head[node], article.tokens.left[node]
    if tokens.lower[first] != "who" or tokens.form[first - 1] != "," or tokens.tag[noun] != "NNS":
        return False
    helpers = [kid for kid in tokens.kids[node] if tokens.dep[kid] in ("aux", "auxpass")]
    if not any(tokens.tag[kid] == "VBZ" or tokens.lower[kid] == "was" for kid in (node, *helpers[:1])):
        return False
    above = noun
    for _ in range(6):
        above = tokens.head[above]
        if tokens.dep[above] not in ("prep", "pobj", "conj", "appos") and tokens.tag[above][:2] != "NN":
            return False
        if tokens.entity[above] == "PERSON" or (tokens.tag[above] == "NN" and is_person(article, above)):
            return move(tokens, node, above)
    return False


def warned_afterwards(tokens: Tokens, node: int) -> bool:
    """ "told to leave after engineers hired by the owner, Norda, warned": the engineers did."""
    noun = when = -1
    if (
        tokens.tag[node] != "VBD"
        or tokens.form[node - 1] != ","
        or tokens.left[node] != node
        or subject_of(tokens, node) >= 0
    ):
        return False
    for place in range(node - 2, max(node - 20, 0), -1):
        if tokens.lower[place] in WHEN and tokens.dep[place] == "prep":
            when, noun = place, object_of(tokens, place)
            break
    if noun < 0 or tokens.right[noun] != node - 2 or tokens.entity[noun] in ("DATE", "TIME"):
        return False
    above = verb_above(tokens, when)
    inside = any(tokens.dep[kid] in ("acl", "appos", "relcl") for kid in tokens.kids[noun])
    if not inside or above < 0 or hangs_on(tokens, above, node) or tokens.tag[noun] not in ("NN", "NNS", "NNP"):
        return False
    tokens.head[node], tokens.dep[node] = above, "advcl"
    tokens.head[when], tokens.dep[when] = node, "mark"
    tokens.head[noun], tokens.dep[noun] = node, "nsubj"
    return True


def no_description(article: Article, node: int) -> bool:
    """ "his wife, Ida, their two sons": two sons are no wife, and stand beside her."""
    tokens, kin = article.tokens, article.tokens.head[node]
    if tokens.tag[kin] not in ("NN", "NNS"):
        return False
    if singular(tokens.lower[kin]) not in FAMILY or singular(tokens.lower[node]) not in FAMILY:
        return False
    if not any(tokens.dep[kid] in ("poss", "nummod", "det") for kid in tokens.kids[node]):
        return False
    tokens.dep[node] = "conj"
    return True


FAMILY = frozenset(
    ["wife", "husband", "son", "daughter", "brother", "sister", "grandchild", "child", "mother", "father", "parent",
     "grandson", "granddaughter", "stepson", "stepdaughter", "partner"]
)  # fmt: skip


def names_of_kin(tokens: Tokens, node: int) -> bool:
    """ "their two sons, Tom and Max": these are their names."""
    kin = tokens.head[node]
    if tokens.tag[kin] != "NNS" or tokens.entity[node] != "PERSON":
        return False
    first = tokens.left[node]
    named = singular(tokens.lower[kin]) in FAMILY
    if not named or tokens.form[first - 1] != "," or first != kin + 2 or tokens.lower[kin - 1] == "and":
        return False
    tokens.dep[node] = "appos"
    return True


def of_a_relative(article: Article, node: int) -> bool:
    return which_is_a_thing(article, node) or who_is_one(article, node)


def of_a_clause(article: Article, node: int) -> bool:
    return looks_so(article, node) or done_to_a_thing(article, node)


def of_a_conjunct(article: Article, node: int) -> bool:
    tokens = article.tokens
    return done_to_a_thing(article, node) or warned_afterwards(tokens, node) or names_of_kin(tokens, node)


RULES = {
    "relcl": of_a_relative,
    "acl": made_somewhere,
    "appos": no_description,
    "prep": looks_so,
    "advcl": of_a_clause,
    "conj": of_a_conjunct,
}
RARE = frozenset(("relcl", "acl", "appos", "advcl", "conj"))


def candidates(tokens: Tokens) -> list[int]:
    found, last = tokens.places(RARE), len(tokens) - 1
    if tokens.holds(SEEKING):
        found += [node for node in tokens.roles().get("prep", ()) if tokens.lower[node] == "with"]
    return [node for node in found if 0 < node < last]


def run(article: Article) -> None:
    if not article.tokens.holds(THEM):
        mend(article, RULES, candidates)
    elif with_shares(article):
        link(article.tokens)


THEM = frozenset(("them", "these", "those"))


def with_shares(article: Article) -> bool:
    """Asks the rules where somebody's share may be told besides: what it makes an aside is no clause any more."""
    tokens, changed = article.tokens, False
    for node in range(1, len(tokens) - 1):
        rule = RULES.get(tokens.dep[node])
        if rule is not None and rule(article, node):
            changed = True
        if tokens.form[node - 1] == "," and share_of_them(tokens, node):
            changed = True
    return changed
