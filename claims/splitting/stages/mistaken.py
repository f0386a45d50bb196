"""Verbs and names said of the wrong one, told by a small word beside them.

What is "old and lacks a door" lacks it; who "insists that it is over, and accuses Oslo" accuses; "when an old ferry
capsized" nobody capsized it; of "wowed her 200 guests" the guests are hers.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.parsing import link
from claims.splitting.stages.unheard import HELPERS, SUBJECTS, has_subject


def trait_and_verb(tokens: Tokens, trait: int) -> bool:
    """ "are old and lack doors": a verb is joined to "are", and the doors are no old ones."""
    be, verb = trait - 1, trait + 2
    noun = tokens.head[trait]
    while be > 0 and tokens.dep[be] in ("advmod", "neg"):
        be -= 1
    if tokens.head[noun] != be or tokens.dep[noun] != "attr" or tokens.lower[be] not in HELPERS or noun <= verb:
        return False
    if tokens.lower[trait + 1] not in ("and", "but") or not may_tell(tokens, verb, trait, noun):
        return False
    for kid in tokens.kids[trait]:
        if kid > trait:
            tokens.head[kid] = be
    for kid in tokens.kids[noun]:
        if kid > noun:
            tokens.head[kid] = verb if tokens.tag[kid] in ("IN", "TO") else tokens.head[kid]
    tokens.head[trait], tokens.dep[trait] = be, "acomp"
    tokens.head[verb], tokens.dep[verb] = be, "conj"
    tokens.tag[verb] = "VBZ" if tokens.lower[verb].endswith("s") else "VBP"
    tokens.head[noun], tokens.dep[noun] = verb, "dobj"
    return True


def verb_beside_a_trait(tokens: Tokens, verb: int) -> bool:
    """ "are damp and need roofs": whoever is damp needs them."""
    trait = tokens.head[verb]
    be = tokens.head[trait]
    takes = any(tokens.dep[kid] == "dobj" for kid in tokens.kids[verb])
    if tokens.tag[trait] != "JJ" or tokens.lower[be] not in HELPERS or not takes or tokens.left[verb] != verb:
        return False
    for kid in tokens.kids[trait]:
        if trait < kid < verb and tokens.dep[kid] in ("cc", "punct"):
            tokens.head[kid] = be
    tokens.head[verb], tokens.tag[verb] = be, "VBP"
    return True


LACKING = frozenset(("lack", "need", "lacks", "needs", "face", "faces", "cost", "costs", "carry", "contain"))


def may_tell(tokens: Tokens, verb: int, trait: int, noun: int) -> bool:
    """Whether a word behind "old and" is a verb: the parser says so, or it stands beside the noun of no kind."""
    if tokens.head[verb] == trait and tokens.dep[verb] == "conj":
        told = tokens.tag[verb] in ("VB", "VBP", "VBZ") or tokens.lower[verb] in LACKING
        return told and tokens.left[verb] == verb
    return tokens.head[verb] == noun and tokens.lower[verb] in LACKING and tokens.dep[verb] in ("compound", "nmod")


def said_by_the_speaker(article: Article, node: int) -> bool:
    """ "insists that the problem has been solved, and accuses Oslo": no problem accuses anybody."""
    tokens, speech = article.tokens, article.lexicon["speech"]
    told = tokens.head[node]
    above = tokens.head[told]
    if tokens.dep[told] != "ccomp" or tokens.lower[above] not in speech or tokens.lower[node] not in speech:
        return False
    if tokens.tag[above] != "VBZ" or above > told or tokens.form[node - 2 : node] != [",", "and"]:
        return False
    own = next((kid for kid in tokens.kids[told] if tokens.dep[kid] in SUBJECTS), -1)
    if own < 0 or tokens.entity[own] or tokens.tag[own] not in ("NN", "NNS") or has_subject(tokens, node):
        return False
    word = tokens.lower[own]
    if word in article.lexicon["roles", "offices", "bodies", "people", "firms"] or tokens.left[node] != node:
        return False
    for kid in tokens.kids[told]:
        if node - 3 < kid < node:
            tokens.head[kid] = above
    tokens.head[node] = above
    return True


def active_under_a_link(article: Article, verb: int) -> None:
    """ "when an old ferry capsized": in prose a clause with a subject and no helper is active."""
    tokens = article.tokens
    kids = tokens.kids[verb]
    own = next((kid for kid in kids if tokens.dep[kid] == "nsubj" and kid < verb), -1)
    linked = any(tokens.dep[kid] in ("mark", "advmod") and kid < own and tokens.tag[kid] in LINKS for kid in kids)
    helped = any(tokens.dep[kid] in ("aux", "auxpass", "agent") for kid in kids)
    if own >= 0 and linked and not helped and tokens.lower[verb] not in article.lexicon["participles"]:
        tokens.tag[verb] = "VBD"


LINKS = frozenset(("IN", "WRB"))


def ex_of_the_clause(tokens: Tokens, name: int) -> bool:
    """ "The bride, who split from her ex, the striker Tom Hale, a year ago, sang": Hale is the ex and no bride."""
    noun = tokens.head[name]
    clause = next((kid for kid in tokens.kids[noun] if tokens.dep[kid] == "relcl" and noun < kid < name), -1)
    if clause < 0:
        return False
    ex = tokens.right[clause]
    close = tokens.left[name] - 1
    beside = tokens.form[close] == "," and ex == close - 1 and tokens.tag[ex] == "NN" and tokens.dep[ex] in OBJECTS
    if not beside or not any(tokens.tag[kid] == "PRP$" for kid in tokens.kids[ex]):
        return False
    tokens.head[name] = ex
    for kid in tokens.kids[noun]:
        if kid > name and tokens.dep[kid] in ("advmod", "advcl", "npadvmod", "prep"):
            tokens.head[kid] = clause
    return True


OBJECTS = frozenset(("dobj", "pobj"))


def that_behind_a_verb(tokens: Tokens, that: int) -> bool:
    """ "confirmed that midfielder Ada Holm had left and would": the word opens the clause and shows no midfielder."""
    noun = tokens.head[that]
    while tokens.dep[noun] in ("compound", "nmod") and tokens.head[noun] > noun:
        noun = tokens.head[noun]
    verb = tokens.head[noun]
    if tokens.lower[that] != "that" or tokens.dep[noun] not in SUBJECTS or tokens.dep[verb] != "ccomp":
        return False
    if tokens.head[verb] != that - 1:
        return False
    tokens.head[that], tokens.dep[that] = verb, "mark"
    return True


GIVING = (
    "g", "told", "tell", "pa", "off", "sen", "show", "cost", "s", "len", "hand", "won", "win", "earn", "buy",
    "bought", "mad", "mak", "found", "b", "award", "ask", "teach", "taught", "promis", "den", "fin", "grant",
    "left", "leav",
)  # fmt: skip
"""Beginnings of verbs of what is done for somebody: "gave her 200 euros"."""


def her_own(tokens: Tokens, her: int) -> bool:
    """ "wowed her 200 guests": the guests are hers, and nobody was given any."""
    verb = tokens.head[her]
    noun = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "dobj" and kid > her), -1)
    if noun < 0 or tokens.left[noun] != her + 1 or tokens.lower[verb].startswith(GIVING):
        return False
    tokens.head[her], tokens.dep[her], tokens.tag[her] = noun, "poss", "PRP$"
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    tag, size = tokens.tag, len(tokens) - 2
    for node, dep in enumerate(tokens.dep):
        if dep == "amod":
            if tokens.head[node] > node + 2 and 0 < node < size and tokens.dep[tokens.head[node]] == "attr":
                changed = trait_and_verb(tokens, node) or changed
        elif dep == "conj":
            if tag[node] == "VBZ" and node > 3:
                changed = said_by_the_speaker(article, node) or changed
            elif tag[node] in ("VB", "VBP") and tokens.dep[tokens.head[node]] == "acomp":
                changed = verb_beside_a_trait(tokens, node) or changed
        elif dep == "advcl":
            if tag[node] == "VBN":
                active_under_a_link(article, node)
        elif dep == "appos":
            if tokens.entity[node] == "PERSON":
                changed = ex_of_the_clause(tokens, node) or changed
        elif dep == "det":
            if tag[node] == "IN":
                changed = that_behind_a_verb(tokens, node) or changed
        elif dep == "dative":
            if tokens.lower[node] == "her":
                changed = her_own(tokens, node) or changed
        elif dep == "poss" and tag[node] == "PRP":  # "wowed her 200 guests"
            tag[node] = "PRP$"
    if changed:
        link(tokens)
