"""Clauses that trail a list or a share: "A, B and C, who was 12", "the mayor of which", "half of them leased".

The parser hangs a clause behind a list on its first item; of the last one it holds in any case, and its verb tells
where it holds of all. What goes on behind a share ("three of which are closed, and employs") is said of the owner.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.inflection import is_past_form, singular
from claims.splitting.phrases import conjuncts
from claims.splitting.stages.antecedents import PROPOSED
from claims.splitting.stages.asking import ask
from claims.splitting.stages.hanging import joined_to, move, object_of
from claims.splitting.stages.joints import SHARES
from claims.splitting.stages.mending import hangs_on, verb_above
from claims.splitting.stages.parsing import link
from claims.splitting.stages.swallowed import BOTH

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
MANY = frozenset(("were", "are", "have", "do"))
WHO = frozenset(("who", "which", "whose", "whom", "where"))
KIN = frozenset(
    [
        "son", "daughter", "child", "brother", "sister", "wife", "husband", "widow", "widower", "niece", "nephew",
        "grandson", "granddaughter", "cousin", "partner", "fiancee", "fiance", "heir", "stepson", "stepdaughter",
    ]
)  # fmt: skip


def finite(tokens: Tokens, verb: int) -> int:
    """The word of a verb group that tells the number of its subject."""
    helpers = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass") and kid < verb]
    return helpers[0] if helpers else verb


def tells_of_many(tokens: Tokens, verb: int) -> bool:
    word = finite(tokens, verb)
    return tokens.tag[word] == "VBP" or tokens.lower[word] in MANY


def is_share(tokens: Tokens, first: int) -> bool:
    """ "two of whom", "many of which"."""
    if tokens.lower[first + 1 : first + 2] != ["of"]:
        return False
    return tokens.tag[first] == "CD" or tokens.lower[first] in SHARES | {"much", "neither", "part", "parts"}


def of_the_last(tokens: Tokens, node: int) -> bool:
    """ "A, B and C, who was 12": C was."""
    noun, first = tokens.head[node], tokens.left[node]
    if tokens.form[first - 1] != "," or tokens.lower[first] not in WHO or is_share(tokens, first):
        return False
    last = max((one for one in conjuncts(tokens, noun) if one < first), default=noun)
    if last <= noun or tokens.right[noun] < node:
        return False
    of_all = tells_of_many(tokens, node) and tokens.tag[last] in ("NN", "NNP") and tokens.lower[first] != "whose"
    return not of_all and move(tokens, node, last)


def goes_on_with_the_owner(tokens: Tokens, node: int) -> bool:
    """ "runs 12 mines, three of which are closed, and employs": who runs them employs."""
    inner = tokens.head[node]
    if tokens.dep[inner] != "relcl":
        return False
    joint = tokens.left[node] - 1
    if tokens.lower[joint] not in ("and", "but") or tokens.form[joint - 1] != ",":
        return False
    if tokens.tag[node] not in ("VBZ", "VBD") or any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[node]):
        return False
    verb = verb_above(tokens, inner)
    alike = 0 <= verb < inner and tokens.tag[verb] == tokens.tag[node]
    return alike and tokens.tag[finite(tokens, inner)] != tokens.tag[node] and joined_to(tokens, node, verb)


def of_whom(tokens: Tokens, node: int) -> bool:
    """ "neither of whom has children": whom the "of" leads to."""
    of = node - 1
    behind = tokens.lower[node] in WHICH and tokens.lower[of] == "of" and tokens.dep[of] == "prep"
    return behind and not hangs_on(tokens, of, node) and move(tokens, node, of, "pobj")


def absolute(tokens: Tokens, node: int) -> bool:
    """ "has 40 jets, half of them leased, and": no clause of its own, and nobody leased anything."""
    own = next((kid for kid in tokens.kids[node] if tokens.dep[kid] in SUBJECTS and kid < node), -1)
    if own < 0 or tokens.form[tokens.left[own] - 1] != "," or not is_share(tokens, own):
        return False
    them = tokens.lower[own + 2 : own + 3] in (["them"], ["these"], ["those"])
    bare = not any(tokens.dep[kid] in ("aux", "auxpass", "dobj") and kid > own for kid in tokens.kids[node])
    if not them or not bare or tokens.tag[node] not in ("VBN", "VBD") or not hangs_on(tokens, own, node):
        return False
    tokens.dep[node] = "aside"
    return True


def kin_of_somebody(tokens: Tokens, node: int) -> bool:
    """ "the son of a banker, who left her": the son did; of "the son of Peter Cole, who" nobody can tell."""
    noun, first = tokens.head[node], tokens.left[node]
    if tokens.lower[first] != "who" or tokens.form[first - 1] != ",":
        return False
    of = tokens.head[noun]
    kin = tokens.head[of]
    if tokens.dep[noun] == "pobj" and tokens.lower[of] == "of" and tokens.lower[kin] in KIN:
        some = any(tokens.lower[kid] in ("a", "an") for kid in tokens.kids[noun])
        return some and tokens.tag[noun] == "NN" and move(tokens, node, kin)
    return may_be_either(tokens, node, noun, first - 2)


def may_be_either(tokens: Tokens, node: int, noun: int, near: int) -> bool:
    """ "Jan Cole, the son of Peter Cole, who later ruled": read as Jan's, which nothing tells."""
    if tokens.entity[near] != "PERSON" or near <= noun or tokens.dep[near] != "pobj":
        return False
    of = tokens.head[near]
    kin = tokens.head[of]
    if tokens.lower[of] != "of" or tokens.lower[kin] not in KIN or tokens.dep[kin] != "appos":
        return False
    tokens.dep[node] = "aside"
    return True


def made_of_a_share(article: Article, node: int) -> bool:
    """ "most women taking Orvadin, approved in 2019, were cured": the drug was approved."""
    tokens, some = article.tokens, article.tokens.head[node]
    near = tokens.left[node] - 2
    if tokens.tag[node] != "VBN" or near <= some or tokens.form[near + 1] != ",":
        return False
    counts = tokens.lower[some] in article.lexicon["quantities"] | SHARES or tokens.tag[some] == "NNS"
    thing = tokens.tag[near] in ("NN", "NNP") and tokens.entity[near] not in NO_THING
    if not thing or not counts:
        return False
    people = singular(tokens.lower[object_of_share(tokens, some)]) in article.lexicon["people"]
    made = tokens.lower[node] in PROPOSED and tokens.dep[near] in ("pobj", "dobj")
    return people and made and not hangs_on(tokens, near, node) and move(tokens, node, near)


NO_THING = frozenset(("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"))


def object_of_share(tokens: Tokens, some: int) -> int:
    of = next((kid for kid in tokens.kids[some] if tokens.lower[kid] == "of"), -1)
    return max(object_of(tokens, of), some) if of > some else some


def mayor_of_which(tokens: Tokens, node: int) -> bool:
    """ "Harlow, the mayor of which resigned in May, has 9,000 people": the mayor resigned, and Harlow has them."""
    place, which = tokens.head[node], node + 2
    if tokens.lower[node + 1 : which + 1] not in (["of", "which"], ["of", "whom"]):
        return False
    if tokens.dep[node] in SUBJECTS:  # two subjects of one verb
        place = next((kid for kid in tokens.kids[place] if kid < node and tokens.dep[kid] in SUBJECTS), node)
    if place >= node:
        return False
    verb = tokens.head[place]
    if tokens.dep[place] not in SUBJECTS or tokens.form[tokens.left[node] - 1] != "," or verb < which:
        return False
    main = tokens.head[verb] if tokens.head[verb] > verb else -1
    if main < 0:
        main = next((kid for kid in tokens.kids[verb] if kid > verb and tokens.dep[kid] == "conj"), -1)
    if (
        main < 0
        or "," not in tokens.form[verb + 1 : main]
        or any(tokens.dep[k] in SUBJECTS for k in tokens.kids[main])
    ):
        return False
    if tokens.head[main] == verb:
        tokens.head[main] = main if tokens.head[verb] == verb else tokens.head[verb]
        tokens.dep[main] = tokens.dep[verb]
    passive = any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[main])
    tokens.head[node], tokens.dep[node] = verb, tokens.dep[place]
    tokens.head[place], tokens.dep[place] = main, "nsubjpass" if passive else "nsubj"
    tokens.head[verb], tokens.dep[verb] = place, "relcl"
    return True


def most_of_whose(tokens: Tokens, node: int) -> bool:
    """ "whose shares fell, most of whose staff are in India": a second clause about the same firm."""
    first, above = tokens.left[node], tokens.head[node]
    if tokens.dep[above] != "relcl" or tokens.form[first - 1] != ",":
        return False
    own = next((kid for kid in tokens.kids[node] if tokens.dep[kid] in SUBJECTS and kid < node), -1)
    if own < 0 or tokens.lower[own + 1 : own + 3] != ["of", "whose"]:
        return False
    return above < node and move(tokens, node, tokens.head[above], "relcl")


def verb_behind_a_relative(article: Article, node: int, end: int) -> bool:
    """ "The bill, parts of which were struck down, passed on Friday.": a sentence has a verb."""
    tokens, near = article.tokens, article.tokens.head[node]
    noun = near
    while tokens.head[noun] != noun:
        noun = tokens.head[noun]
    if noun > near or tokens.tag[noun][:2] != "NN" or tokens.form[end - 1] != ".":
        return False
    closed = tokens.form[tokens.left[node] - 1] == "," and tokens.left[node] == node
    before = any(tokens.dep[kid] == "relcl" and noun < kid < node for kid in tokens.kids[near])
    agent = any(tokens.lower[kid] == "by" for kid in tokens.kids[node]) and tokens.lower[node] not in BOTH
    if not closed or not before or agent or not is_past_form(tokens.lower[node], article.lexicon):
        return False
    for kid in tokens.kids[noun]:
        if kid > node:
            tokens.head[kid] = node
    for kid in tokens.kids[node]:
        tokens.dep[kid] = "prep" if tokens.dep[kid] == "agent" else tokens.dep[kid]
    tokens.head[node], tokens.dep[node], tokens.tag[node] = node, "ROOT", "VBD"
    tokens.head[noun], tokens.dep[noun] = node, "nsubj"
    return True


def of_a_relative(article: Article, node: int) -> bool:
    tokens = article.tokens
    return absolute(tokens, node) or kin_of_somebody(tokens, node) or of_the_last(tokens, node)


def of_a_clause(article: Article, node: int) -> bool:
    return most_of_whose(article.tokens, node)


def of_a_conjunct(article: Article, node: int) -> bool:
    return most_of_whose(article.tokens, node) or goes_on_with_the_owner(article.tokens, node)


def of_a_description(article: Article, node: int) -> bool:
    return mayor_of_which(article.tokens, node)


def of_a_subject(article: Article, node: int) -> bool:
    return of_whom(article.tokens, node) or mayor_of_which(article.tokens, node)


RULES = {
    "relcl": of_a_relative,
    "advcl": of_a_clause,
    "conj": of_a_conjunct,
    "appos": of_a_description,
    "acl": made_of_a_share,
    **dict.fromkeys(SUBJECTS, of_a_subject),
}
RARE = frozenset(("relcl", "advcl", "acl"))
WHICH = frozenset(("which", "whom"))


def candidates(tokens: Tokens) -> list[int]:
    roles = tokens.roles()
    found = standing(roles, RARE)
    if "relcl" in roles:
        found += [node for node in roles.get("conj", ()) if tokens.dep[tokens.head[node]] == "relcl"]
    if tokens.holds(WHICH):
        found += standing(roles, (*SUBJECTS, "appos"))
    return [node for node in found if node > 1]


def run(article: Article) -> None:
    tokens = article.tokens
    changed = ask(article, RULES, candidates)
    roles = tokens.roles()
    if "relcl" in roles and "acl" in roles:
        changed = verbs_behind_relatives(article) or changed
    if changed:
        link(tokens)


def verbs_behind_relatives(article: Article) -> bool:
    tokens, changed = article.tokens, False
    for _, first, end in article.speaking():
        if not article.lines[tokens.line[first]].headline:
            for node in range(first, end):
                if tokens.dep[node] == "acl" and tokens.tag[node] == "VBN":
                    changed = verb_behind_a_relative(article, node, end) or changed
    return changed
