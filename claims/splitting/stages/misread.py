"""Words that the parser read as another part of speech, told by the words around them.

"Harlow host Easton on Friday" has a verb, and no host; "one child in six skips breakfast" skips it; "the opposition
Civic Front" is one name with what it is in front; of "Minister promises to cut taxes and attacks rivals" she attacks.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.stages.asking import ask
from claims.splitting.stages.hanging import move
from claims.splitting.stages.mending import hangs_on, rehung
from claims.splitting.stages.parsing import link

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
MEETING = frozenset(("host", "face", "visit", "meet", "play", "entertain", "welcome", "beat", "thrash", "tackle"))
"""What teams do to one another, and what may be read as a noun in front of a name."""
SIDES = frozenset(("opposition", "coalition", "government"))
VOWS = frozenset(("pledges", "promises", "vows", "plans", "offers", "threatens", "agrees"))
LONGEST_NAME = 4  # tokens


def name_end(tokens: Tokens, start: int, end: int) -> int:
    """Where a run of capitalized words that begins here ends."""
    stop = start
    while stop < end and stop - start < LONGEST_NAME and tokens.text[stop][0].isupper() and named(tokens, stop):
        stop += 1
    return stop


def named(tokens: Tokens, index: int) -> bool:
    return tokens.tag[index][:2] in ("NN", "JJ")


def team_verb(tokens: Tokens, first: int, end: int) -> bool:
    """ "Harlow host Easton on Friday": what stands between two names is the verb where there is no other."""
    if not tokens.text[first][0].isupper() or any(tokens.tag[place] in FINITE for place in range(first, end)):
        return False
    verb = name_end(tokens, first, end)
    last = name_end(tokens, verb + 1, end) - 1
    if not first < verb < last + 1 or verb + 1 > last or tokens.lower[verb] not in MEETING:
        return False
    told = tokens.form[end - 1] == "." or any(tokens.entity[place] == "DATE" for place in range(last, end))
    if not told or tokens.tag[verb] not in ("NN", "VB", "JJ", "VBN"):
        return False
    rest = [place for place in range(last + 1, end) if not last < tokens.head[place] < end]
    rest += [place for place in range(last + 1, end) if tokens.head[place] == place]
    for start, stop, dep in ((first, verb - 1, "nsubj"), (verb + 1, last, "dobj")):
        for place in range(start, stop):
            tokens.head[place], tokens.dep[place] = stop, "compound"
        tokens.head[stop], tokens.dep[stop], tokens.tag[stop] = verb, dep, "NNP"
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = verb, "ROOT", "VBP"
    for place in rest:
        tokens.head[place] = verb
        tokens.dep[place] = "npadvmod" if tokens.dep[place] == "ROOT" else tokens.dep[place]
    return True


def one_of_so_many(tokens: Tokens, first: int, end: int) -> bool:
    """ "one child in six skips breakfast", "one in five adults naps": the last of the words is the verb."""
    changed = False
    for one in range(first, end - 4):
        if tokens.lower[one] != "one":
            continue
        if tokens.lower[one + 1] == "in" and tokens.tag[one + 2 : one + 4] == ["CD", "NNS"]:
            changed = becomes_verb(tokens, one, one + 4, one + 3) or changed
        elif tokens.lower[one + 2] == "in" and [tokens.tag[one + 1], tokens.tag[one + 3]] == ["NN", "CD"]:
            changed = becomes_verb(tokens, one + 1, one + 4, one + 3) or changed
    return changed


def becomes_verb(tokens: Tokens, subject: int, verb: int, inner: int) -> bool:
    """Makes a verb of a noun in the plural behind "one child in six"."""
    if verb >= len(tokens) or tokens.tag[verb] != "NNS" or not tokens.lower[verb].endswith("s"):
        return False
    over = tokens.head[subject]
    if over == verb:
        tokens.tag[verb], tokens.dep[subject] = "VBZ", "nsubj"
        return True
    root = over == subject
    noun = not root and tokens.tag[over][:2] == "NN" and over > verb
    if not (root or noun or tokens.tag[over][:2] == "VB") or hangs_on(tokens, over, subject) != root:
        return False
    above, dep = (verb, "ROOT") if root else (tokens.head[over], tokens.dep[over]) if noun else (over, "ccomp")
    above = verb if noun and above == over else above
    preposition = inner - 1 if tokens.tag[inner] == "CD" else tokens.head[inner]
    behind = [place for place in range(verb + 1, len(tokens)) if tokens.head[place] in (over, subject)]
    moves = {place: verb for place in behind if place != over and not hangs_on(tokens, over, place)}
    moves |= {over: verb} if noun else {}
    if not rehung(tokens, moves | {inner: preposition, verb: above, subject: verb}):
        return False
    if noun:
        tokens.dep[over] = "dobj"
    tokens.dep[inner], tokens.dep[verb], tokens.tag[verb], tokens.dep[subject] = "pobj", dep, "VBZ", "nsubj"
    return True


def side_of_a_party(tokens: Tokens, node: int) -> bool:
    """ "the opposition Civic Front": one name, and no opposition is called so."""
    name = node + 1
    while name + 1 < len(tokens) and tokens.unit[name] and tokens.unit[name + 1] == tokens.unit[name]:
        name += 1
    close = tokens.tag[node + 1] == tokens.tag[name] == "NNP" and name > node
    beside = tokens.head[name] == tokens.head[node] and tokens.dep[name] == tokens.dep[node]
    if not close or not (beside or (tokens.head[name] == node and tokens.dep[name] == "appos")):
        return False
    above = name if tokens.head[node] == node else tokens.head[node]
    if not rehung(tokens, dict.fromkeys((*tokens.kids[node], node), name) | {name: above}):
        return False
    tokens.dep[name], tokens.dep[node] = tokens.dep[node], "compound"
    return True


def second_verb(tokens: Tokens, node: int) -> bool:
    """ "promises to scrap fees and attacks a decade of drift": what has an object right behind it is a verb."""
    over = tokens.head[tokens.head[node]]
    above = tokens.head[over]
    plain = tokens.tag[node] == "NNS" and tokens.left[node] == node and tokens.tag[above] == "VBZ"
    start = node + 1 + (tokens.form[node + 1 : node + 2] == ['"'])
    if not plain or tokens.tag[over] != "VB" or tokens.dep[tokens.head[node]] != "dobj":
        return False
    taken = [kid for kid in tokens.kids[over] if tokens.dep[kid] == "dobj" and tokens.left[kid] in (start, start - 1)]
    if not taken or not rehung(tokens, {kid: node for kid in tokens.kids[over] if kid > node} | {node: above}):
        return False
    tokens.dep[node], tokens.tag[node] = "conj", "VBZ"
    return True


def vow(article: Article, node: int) -> bool:
    """ "Minister pledges to cut taxes": a headline's verb, and no pledges of his."""
    tokens, who = article.tokens, node - 1
    told = tokens.head[node] == node and article.lines[tokens.line[node]].headline
    if not told or tokens.head[who] != node or tokens.dep[who] != "compound":
        return False
    infinitive = next((kid for kid in tokens.kids[node] if kid > node and tokens.dep[kid] == "acl"), -1)
    if infinitive < 0 or tokens.tag[infinitive] != "VB":
        return False
    if not rehung(tokens, {kid: who for kid in tokens.kids[node] if kid < who}):
        return False
    tokens.tag[node], tokens.dep[infinitive], tokens.dep[who] = "VBZ", "xcomp", "nsubj"
    return True


def offices_of_one(article: Article, node: int) -> bool:
    """ "led by Deputy Prime Minister and Interior Minister Pavel Orlo": two offices of one man."""
    tokens, office = article.tokens, article.tokens.head[node]
    known = article.lexicon["offices", "roles"]
    joint = tokens.left[node] - 1
    if tokens.lower[joint] != "and" or joint != office + 1:
        return False
    second = any(tokens.lower[kid] in known and tokens.dep[kid] == "compound" for kid in tokens.kids[node])
    bare = not any(tokens.dep[kid] in ("det", "poss", "appos") for kid in tokens.kids[office])
    if not second or not bare or tokens.entity[office]:
        return False
    if tokens.lower[office] not in known or tokens.dep[office] == "conj" or tokens.head[office] == office:
        return False
    if not rehung(tokens, {node: tokens.head[office], office: node, joint: node}):
        return False
    tokens.dep[node], tokens.dep[office] = tokens.dep[office], "nmod"
    return True


def behind_a_bracket(article: Article, node: int) -> bool:
    """ "resigned (he denies it) on Monday": resigned on Monday."""
    tokens, above = article.tokens, article.tokens.head[node]
    if tokens.inside[node] or not tokens.inside[above] or above > node:
        return False
    while tokens.inside[above] and tokens.head[above] != above:
        above = tokens.head[above]
    return not tokens.inside[above] and move(tokens, node, above)


def of_a_name(article: Article, node: int) -> bool:
    return article.tokens.lower[node] in SIDES and side_of_a_party(article.tokens, node)


def of_a_conjunct(article: Article, node: int) -> bool:
    if article.tokens.lower[node] in SIDES:
        return side_of_a_party(article.tokens, node)
    return offices_of_one(article, node) if article.tokens.entity[node] else second_verb(article.tokens, node)


def of_a_root(article: Article, node: int) -> bool:
    return of_a_name(article, node) or (article.tokens.lower[node] in VOWS and vow(article, node))


NAMED = frozenset(("nsubj", "pobj", "dobj", "nsubjpass"))
RULES = {
    "conj": of_a_conjunct,
    "ROOT": of_a_root,
    "prep": behind_a_bracket,
    **dict.fromkeys(NAMED, of_a_name),
}


def candidates(tokens: Tokens) -> list[int]:
    roles, inside, last = tokens.roles(), tokens.inside, len(tokens) - 1
    found = [node for node in roles.get("conj", ()) if tokens.entity[node] or tokens.tag[node] == "NNS"]
    if any(inside):
        found += [node for node in roles.get("prep", ()) if inside[tokens.head[node]]]
    if tokens.holds(VOWS):
        found += [node for node in roles.get("ROOT", ()) if tokens.tag[node] == "NNS"]
    if tokens.holds(SIDES):
        found = standing(roles, RULES)
    return [node for node in found if 0 < node < last]


ONE = frozenset(("one",))


def run(article: Article) -> None:
    tokens = article.tokens
    changed = ask(article, RULES, candidates)
    for first, end in article.sentences if tokens.holds(ONE) else ():
        changed = one_of_so_many(tokens, first, end) or changed
    for first, end in article.sentences if tokens.holds(MEETING) else ():
        if end - first < 20:
            changed = team_verb(tokens, first, end) or changed
    if changed:
        link(tokens)
