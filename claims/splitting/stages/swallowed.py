"""Verbs that the parser took for a description or overlooked, where the sentence has no other.

In "a dose of a vaccine against the virus reduced deaths" no deaths are reduced ones; in "and defender Emil Strand
followed him" nobody defends Strand; of "the bill passed by two votes after two members broke ranks" the bill passed.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.inflection import is_past_form
from claims.splitting.stages.asking import Whole, mend
from claims.splitting.stages.hanging import move, object_of, root_of
from claims.splitting.stages.hidden import WHEN, has_subject
from claims.splitting.stages.mending import hangs_on, verb_above
from claims.splitting.stages.parsing import link

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
OPENING = NOUNS | {"DT", "JJ", "CD", "PRP$", "$", "PRP"}
"""How an object begins."""
SHORTEST = 8  # tokens


def swallowed(article: Article, first: int, end: int) -> bool:
    """ "a vaccine against the virus reduced deaths.": the one word that can be the verb is it."""
    tokens = article.tokens
    if tokens.form[end - 1] != "." or end - first < SHORTEST or article.lines[tokens.line[first]].headline:
        return False
    root = root_of(tokens, first, end)
    if root < 0 or tokens.tag[root] not in NOUNS or not any(tokens.dep[kid] == "det" for kid in tokens.kids[root]):
        return False
    verb = next((place for place in range(root + 2, end - 2) if is_taken_in(article, place)), -1)
    if verb < 0:
        return False
    for place in range(first, end):
        if place != verb and tokens.tag[place] in FINITE and tokens.dep[place] not in ("relcl", "pobj", "dobj"):
            return False
    return free(tokens, root, verb, first, end)


def is_taken_in(article: Article, verb: int) -> bool:
    """Whether a past form right behind a noun, with an object right behind it, is read as a description."""
    tokens = article.tokens
    if TAKEN_IN.get(tokens.dep[verb]) != tokens.tag[verb]:
        return False
    near = before_brackets(tokens, verb - 1)
    noun = tokens.tag[near] in NOUNS and tokens.tag[verb + 1] in OPENING
    return noun and is_past_form(tokens.lower[verb], article.lexicon)


TAKEN_IN = {"amod": "VBN", "acl": "VBD"}


def before_brackets(tokens: Tokens, place: int) -> int:
    while place > 0 and tokens.inside[place]:
        place -= 1
    return place


def free(tokens: Tokens, root: int, verb: int, first: int, end: int) -> bool:
    """Makes the word the verb of the sentence, of what stands in front, with what stands behind as its object."""
    thing = tokens.head[verb] if tokens.dep[verb] == "amod" else object_behind(tokens, verb)
    while thing < tokens.head[thing] and tokens.dep[thing] in ("compound", "nmod"):
        thing = tokens.head[thing]
    if thing < verb or thing in (root, verb):
        return False
    near = before_brackets(tokens, verb - 1)
    outer = [place for place in range(root + 1, verb) if tokens.head[place] >= verb and place != near]
    led = next((one for one in range(near - 1, root, -1) if tokens.dep[one] == "prep"), -1)
    if any(hangs_on(tokens, near, place) or (led > 0 and hangs_on(tokens, led, place)) for place in outer):
        return False
    for place in outer:
        tokens.head[place] = near
    if tokens.head[near] >= verb:
        if led < 0:
            return False
        tokens.head[near], tokens.dep[near] = led, "pobj"
    for place in range(verb + 1, end):
        if place != thing and tokens.head[place] <= verb:
            tokens.head[place] = thing if place < thing else verb
    tokens.head[thing], tokens.dep[thing] = verb, "dobj"
    tokens.tag[thing] = "NNS" if tokens.tag[thing] == "VBZ" else tokens.tag[thing]
    tokens.head[root], tokens.dep[root] = verb, "nsubj"
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = verb, "ROOT", "VBD"
    return True


def object_behind(tokens: Tokens, verb: int) -> int:
    return next((kid for kid in tokens.kids[verb] if kid > verb and tokens.dep[kid] == "dobj"), -1)


def amount_behind_an_age(tokens: Tokens, node: int) -> bool:
    """ "cut deaths among people aged 50 and over by 12% in a year": the cut was by 12%, and nobody is aged by it."""
    aged = tokens.head[node]
    inner = object_of(tokens, node) if tokens.lower[aged] == "aged" else -1
    if inner < 0:
        return False
    verb = verb_above(tokens, aged)
    if tokens.entity[inner] not in ("PERCENT", "CARDINAL", "MONEY") or not 0 <= verb < aged:
        return False
    for kid in tokens.kids[aged]:
        if kid >= node:
            tokens.head[kid] = verb
    return True


def role_for_a_verb(article: Article, node: int) -> bool:
    """ "and defender Emil Strand followed him": a role in front of a name is no verb."""
    tokens = article.tokens
    if tokens.tag[node] not in ("VB", "VBP") or tokens.lower[node] not in article.lexicon["roles", "offices"]:
        return False
    name = next((kid for kid in tokens.kids[node] if kid > node and tokens.dep[kid] == "dobj"), -1)
    verb = name + 1
    if name < 0 or tokens.left[name] != node + 1 or verb >= len(tokens):
        return False
    told = tokens.tag[verb] in ("VBD", "VBZ", "MD") and tokens.tag[name] == "NNP" and not has_subject(tokens, verb)
    if not told or tokens.right[name] != name or has_subject(tokens, node) or tokens.dep[node] not in ROLES:
        return False
    if tokens.tag[verb] == "MD" or tokens.dep[verb] in ("aux", "auxpass"):
        verb = tokens.head[verb]
    if verb < name or not move(tokens, verb, tokens.head[node], tokens.dep[node]):
        return False
    for kid in tokens.kids[node]:
        if kid not in (name, verb):
            tokens.head[kid] = verb
    tokens.head[name], tokens.dep[name] = verb, "nsubj"
    tokens.head[node], tokens.dep[node], tokens.tag[node] = name, "compound", "NN"
    return True


ROLES = frozenset(("conj", "ccomp", "advcl"))


def clause_behind_when(article: Article, node: int) -> bool:
    """ "awarded after Pardo had handled": Pardo had, and nobody in front."""
    tokens, noun = article.tokens, object_of(article.tokens, node)
    start = noun + 1
    if noun < 0 or tokens.right[noun] != noun or start >= len(tokens):
        return False
    verb = tokens.head[start] if tokens.dep[start] in ("aux", "auxpass") else start
    told = tokens.tag[start] in FINITE and tokens.tag[verb][:2] == "VB" and verb >= start
    if not told or has_subject(tokens, verb) or tokens.entity[noun] in ("DATE", "TIME"):
        return False
    above = tokens.head[node]
    above = above if tokens.tag[above][:2] == "VB" else verb_above(tokens, node)
    if above < 0 or above > node or hangs_on(tokens, above, verb) or tokens.lower[start - 1] == "and":
        return False
    tokens.head[verb], tokens.dep[verb] = above, "advcl"
    tokens.head[node], tokens.dep[node] = verb, "mark"
    tokens.head[noun], tokens.dep[noun] = verb, "nsubjpass" if tokens.dep[start] == "auxpass" else "nsubj"
    return True


def main_verb_in_front(article: Article, node: int) -> bool:
    """ "The bill passed by two votes after two members, A and B, broke ranks": the bill passed, and members broke."""
    tokens, subject = article.tokens, article.tokens.head[node]
    verb = tokens.head[subject]
    close = tokens.dep[node] == "acl" and node == subject + 1 and tokens.dep[subject] == "nsubj"
    if (
        not close
        or tokens.tag[node] not in ("VBN", "VBD")
        or tokens.tag[verb] != "VBD"
        or tokens.lower[node] not in BOTH
    ):
        return False
    before = [*tokens.kids[node], *tokens.kids[subject]]
    when = next((kid for kid in before if tokens.lower[kid] in WHEN and tokens.dep[kid] == "prep"), -1)
    noun = object_of(tokens, when) if when > node else -1
    if (
        noun < 0
        or tokens.entity[noun] in ("DATE", "TIME")
        or tokens.form[verb - 1] != ","
        or tokens.head[verb] != verb
    ):
        return False
    for kid in before:
        if kid > node and kid != when:
            tokens.head[kid] = node
            tokens.dep[kid] = "prep" if tokens.dep[kid] == "agent" else tokens.dep[kid]
    for kid in tokens.kids[verb]:
        if kid < subject or tokens.form[kid] == ".":
            tokens.head[kid] = node
    tokens.head[node], tokens.dep[node], tokens.tag[node] = node, "ROOT", "VBD"
    tokens.head[subject] = node
    tokens.head[verb], tokens.dep[verb] = node, "advcl"
    tokens.head[when], tokens.dep[when] = verb, "mark"
    tokens.head[noun], tokens.dep[noun] = verb, "nsubj"
    return True


BOTH = frozenset(("passed", "ended", "failed", "collapsed", "closed", "opened", "began", "stopped", "sank", "won"))
"""Past forms of verbs that say something of their subject without an object."""


OWN = frozenset(("hers", "his", "theirs", "mine", "ours", "yours"))


def had_hers(article: Article, node: int) -> bool:
    """ "Debbie had hers installed": she had, and hers was."""
    tokens, verb, had = article.tokens, article.tokens.head[node], node - 1
    if (
        tokens.lower[node] not in OWN
        or tokens.lower[had] != "had"
        or tokens.head[had] != verb
        or tokens.tag[verb] != "VBN"
    ):
        return False
    if tokens.dep[had] != "aux" or hangs_on(tokens, tokens.head[verb], verb) != (tokens.head[verb] == verb):
        return False
    root = tokens.head[verb] == verb
    tokens.head[had], tokens.dep[had] = had if root else tokens.head[verb], tokens.dep[verb]
    tokens.tag[had] = "VBD"
    for kid in tokens.kids[verb]:
        outer = kid < had or tokens.dep[kid] in ("conj", "cc") or tokens.form[kid] == "."
        if kid != had and outer:
            tokens.head[kid] = had
    tokens.head[verb], tokens.dep[verb] = had, "ccomp"
    return True


def of_a_preposition(article: Article, node: int) -> bool:
    word = article.tokens.lower[node]
    if word == "by":
        return amount_behind_an_age(article.tokens, node)
    return word in WHEN and clause_behind_when(article, node)


RULES = {
    **dict.fromkeys(("prep", "agent"), of_a_preposition),
    "acl": main_verb_in_front,
    "nsubj": had_hers,
    **dict.fromkeys(ROLES, role_for_a_verb),
}
LED = WHEN | {"by"}


def candidates(tokens: Tokens) -> list[int]:
    roles, lower, tag, last = tokens.roles(), tokens.lower, tokens.tag, len(tokens) - 1
    found = [node for node in standing(roles, ("prep", "agent")) if lower[node] in LED]
    found += [node for node in roles.get("acl", ()) if lower[node] in BOTH]
    found += [node for node in standing(roles, ROLES) if tag[node] in ("VB", "VBP")]
    if tokens.holds(OWN):
        found += [node for node in roles.get("nsubj", ()) if lower[node] in OWN]
    return [node for node in found if 1 < node < last]


def surname_in_front(tokens: Tokens, node: int) -> bool:
    """ "Vesely said he had", of Anton Vesely: a name, and no way of saying."""
    verb = tokens.head[node]
    read = tokens.dep[node] in ("advmod", "amod", "dep") and tokens.tag[node] in ("RB", "JJ", "VB")
    if not read or verb != node + 1 or tokens.tag[verb] not in FINITE:
        return False
    if has_subject(tokens, verb) or not is_surname(tokens, tokens.text[node]):
        return False
    tokens.tag[node], tokens.dep[node], tokens.entity[node] = "NNP", "nsubj", "PERSON"
    tokens.entity_begins[node], tokens.unit[node] = True, max(tokens.unit) + 1
    return True


def is_surname(tokens: Tokens, word: str) -> bool:
    """Whether the article has the word behind a first name."""
    return any(
        kind == "PERSON" and place and tokens.entity[place - 1] == "PERSON" and tokens.text[place] == word
        for place, kind in enumerate(tokens.entity)
    )


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    whole = Whole(tokens)
    for _, first, end in article.speaking():
        changed = (swallowed(article, first, end) and whole.stays(first)) or changed
        surname_in_front(tokens, first)
    if changed:
        link(tokens)
    mend(article, RULES, candidates)
