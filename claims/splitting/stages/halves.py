"""Lists and pairs of which the parser hung the second half on the wrong word.

Of "a header by Hale and a penalty from Brandt" nothing is by a penalty; who "threatened to shut schools, stop repairs
and delay wages" threatened all three; of "two members of the League, Hale and Holt" the names are the members';
"at 11, then at 30" are two stages of one count.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees. A second half without a verb of its own
("and dizziness by 12%") gets the role "gapped".
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.bearers import people_word
from claims.splitting.stages.hanging import joined_to, object_of
from claims.splitting.stages.mending import hangs_on, rehung
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
HELPERS = frozenset(("MD", "TO"))


def has_article(tokens: Tokens, noun: int) -> bool:
    return any(tokens.lower[kid] in ("a", "an") for kid in tokens.kids[noun])


def another_by_somebody(tokens: Tokens, node: int) -> bool:
    """ "a header by Hale and a penalty from Brandt": a header and a penalty, and no Hale and a penalty."""
    name = tokens.head[node]
    led = tokens.head[name]
    first = tokens.head[led]
    if tokens.dep[name] != "pobj" or tokens.tag[name] != "NNP" or tokens.dep[led] not in LED:
        return False
    if not tokens.tag[node] == tokens.tag[first] == "NN":
        return False
    if not has_article(tokens, node) or not has_article(tokens, first):
        return False
    behind = any(tokens.dep[kid] == "prep" and kid > node for kid in tokens.kids[node])
    if not behind or tokens.tag[tokens.left[node] - 1] != "CC" or not joined_to(tokens, node, first):
        return False
    for kid in tokens.kids[name]:
        if kid > node:
            rehung(tokens, {kid: node})  # ", awarded after …": the nearer was
    return True


LED = frozenset(("prep", "agent"))


def infinitive_in_a_row(tokens: Tokens, node: int) -> bool:
    """ "a row that threatened to shut schools, stop repairs and delay wages": nobody stopped them."""
    above = tokens.head[node]
    if tokens.tag[node] not in ("VB", "VBP") or tokens.left[node] != node or tokens.tag[above] not in PAST:
        return False
    if any(tokens.tag[kid] in HELPERS or tokens.lower[kid] in ("do", "did", "does") for kid in tokens.kids[above]):
        return False
    first = next((place for place in range(node - 1, above, -1) if is_infinitive(tokens, place)), -1)
    if first < 0 or not hangs_on(tokens, first, above) or tokens.head[first] == above:
        return False
    between = range(tokens.right[first] + 1, node)
    if not between or any(tokens.form[place] != "," and tokens.tag[place] != "CC" for place in between):
        return False
    if not joined_to(tokens, node, first):
        return False
    tokens.tag[node] = "VB"
    for kid in tokens.kids[node]:
        if tokens.dep[kid] == "conj" and tokens.tag[kid] in ("VBP", "VB") and rehung(tokens, {kid: first}):
            tokens.tag[kid] = "VB"
    return True


PAST = frozenset(("VBD", "VBZ", "VBN", "VBG"))


def is_infinitive(tokens: Tokens, verb: int) -> bool:
    return tokens.tag[verb] == "VB" and any(tokens.tag[kid] == "TO" for kid in tokens.kids[verb])


def names_of_members(article: Article, node: int) -> bool:
    """ "two members of the League, Anton Hale and Greta Holt,": they are the members, and the League has no more."""
    tokens = article.tokens
    comma = tokens.left[node] - 1
    if tokens.form[comma] != ",":
        return False
    whole = comma - 1
    led = tokens.head[whole]
    members = tokens.head[led]
    if whole < 1 or tokens.dep[whole] != "pobj" or tokens.lower[led] not in STANDING:
        return False
    count = next((COUNTS.get(tokens.lower[kid], 0) for kid in tokens.kids[members] if kid < members), 0)
    names = [node]
    for name in names:
        names += [kid for kid in tokens.kids[name] if tokens.dep[kid] == "conj" and tokens.tag[kid] == "NNP"]
    names += [kid for kid in tokens.kids[whole] if tokens.dep[kid] == "conj" and kid > node]
    if len(names) != count or not people_word(article, members):
        return False
    between = range(comma + 1, tokens.right[names[-1]] + 1)
    joints = [place for place in between if tokens.tag[place] == "CC" or tokens.form[place] == ","]
    if not rehung(tokens, {**dict.fromkeys(names[1:] + joints, node), comma: members, node: members}):
        return False
    for name in names:
        tokens.dep[name] = "appos" if name == node else "conj"
    return True


STANDING = frozenset(("of", "in", "from"))


def stage_of_a_count(tokens: Tokens, node: int) -> bool:
    """ "put the toll at 11, then at 30": it was put at one and then at the other."""
    then, comma = node - 1, node - 2
    if tokens.lower[then] not in THEN or tokens.form[comma] != ",":
        return False
    above = tokens.head[node]
    first = max(
        (kid for kid in tokens.kids[above] if kid < comma and tokens.lower[kid] == tokens.lower[node]), default=-1
    )
    if first < 0 or tokens.right[first] + 1 != comma or object_of(tokens, node) < 0 or tokens.dep[first] != "prep":
        return False
    moves = {place: node for place in (then, comma) if tokens.right[place] == place}
    if not rehung(tokens, {**moves, node: first}):
        return False
    tokens.dep[node] = "conj"
    return True


def place_in_a_family(tokens: Tokens, node: int) -> bool:
    """ "Born in Ober, the youngest of five children of a baker, Brook was": Brook was the youngest, and no Ober."""
    of = node + 1
    if tokens.dep[node] == "appos" and tokens.tag[node] == "JJS" and tokens.entity[tokens.head[node]] == "PERSON":
        tokens.tag[node] = "NN"  # "Anna Brook, the eldest of three daughters, was"
        return False
    closing = next((place for place in range(of, min(of + 16, len(tokens))) if tokens.form[place] == ","), -1)
    if tokens.lower[of] != "of" or tokens.tag[of + 1] != "CD" or tokens.lower[node - 1] != "the" or closing < 0:
        return False
    own = next((s for s in range(closing + 1, min(closing + 7, len(tokens))) if opens_main(tokens, s, closing)), -1)
    if own < 0 or tokens.form[node - 2] != ",":
        return False
    verb = tokens.head[own]
    if any(hangs_on(tokens, verb, place) for place in range(node - 1, closing)):
        return False
    inner = range(node - 1, closing)
    counted = tokens.head[of + 1] if tokens.head[of + 1] in inner else of + 1
    moves = {place: node for place in inner if tokens.head[place] not in inner or place in (of, node - 1)}
    if counted not in (of, of + 1, node):
        moves[counted] = of
    if not rehung(tokens, moves | {node: verb}):
        return False
    if moves.get(counted) == of:
        tokens.dep[counted] = "pobj"
    tokens.dep[of], tokens.dep[node - 1] = "prep", "det"
    tokens.dep[node], tokens.tag[node] = "fronted", "NN"
    return True


ORDER = frozenset(("youngest", "eldest", "oldest", "only", "first", "second", "third", "fourth", "last"))


def opens_main(tokens: Tokens, own: int, closing: int) -> bool:
    return tokens.dep[own] in SUBJECTS and tokens.left[own] == closing + 1 and tokens.head[own] > own


def gapped(tokens: Tokens, node: int) -> bool:
    """ "Headaches were reported by 31% and dizziness by 12%": nothing was reported by dizziness."""
    noun = node - 1
    if tokens.dep[noun] != "conj" or tokens.tag[noun] not in ("NN", "NNS"):
        return False
    inner, joint = object_of(tokens, node), tokens.left[noun] - 1
    if tokens.head[node] == noun:
        joint = min(joint, noun - 1)
    if tokens.tag[joint] != "CC":
        return False
    verb = noun
    while (tokens.head[verb] != verb and tokens.tag[verb][:2] != "VB") or tokens.dep[verb] == "acl":
        if tokens.head[verb] == verb:
            return False
        verb = tokens.head[verb]
    same = [kid for kid in tokens.kids[verb] if verb < kid < joint and tokens.lower[kid] == tokens.lower[node]]
    figures = inner >= 0 and same and all(is_figure(tokens, one) for one in (inner, object_of(tokens, same[0])))
    own = any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb])
    if any(tokens.dep[kid] == "dobj" and kid < joint for kid in tokens.kids[verb]):
        return False  # "took gold in the 200 metres and bronze in the 400": the bronze took nothing
    if not figures or not own or tokens.tag[verb] not in ("VBN", "VBD") or hangs_on(tokens, verb, noun):
        return False
    joints = [joint] if tokens.dep[joint] == "cc" and joint in tokens.kids[tokens.head[noun]] else []
    if not rehung(tokens, dict.fromkeys([*joints, noun, node], verb)):
        return False
    tokens.dep[noun] = tokens.dep[node] = "gapped"
    return True


def is_figure(tokens: Tokens, noun: int) -> bool:
    return noun >= 0 and tokens.entity[noun] in ("PERCENT", "CARDINAL", "MONEY", "QUANTITY")


def mend(article: Article, node: int) -> bool:
    tokens, dep = article.tokens, article.tokens.dep[node]
    if dep in LED:
        return stage_of_a_count(tokens, node) or gapped(tokens, node)
    if tokens.lower[node] in ORDER:
        return place_in_a_family(tokens, node)
    if dep == "conj":
        return (
            another_by_somebody(tokens, node) or infinitive_in_a_row(tokens, node) or names_of_members(article, node)
        )
    return dep in NAMING and tokens.tag[node] == "NNP" and names_of_members(article, node)


NAMING = frozenset(("appos", "advmod", "npadvmod", "dep", "dobj"))


THEN = frozenset(("then", "later"))


def candidates(tokens: Tokens) -> list[int]:
    """The tokens that a rule may be about."""
    dep, form, lower, tag, left = tokens.dep, tokens.form, tokens.lower, tokens.tag, tokens.left
    found = {node for node in tokens.places(NAMING) if tag[node] == "NNP" and form[left[node] - 1] == ","}
    found.update(
        [
            node
            for node in tokens.roles().get("conj", ())
            if form[left[node] - 1] == "," or dep[tokens.head[node]] == "pobj" or tag[node] in ("VB", "VBP")
        ]
    )
    found.update([node for node in tokens.places(LED) if dep[node - 1] == "conj" or lower[node - 1] in THEN])
    if tokens.holds(ORDER):
        found.update([node for node, word in enumerate(lower) if word in ORDER])
    return [node for node in found if 1 < node < len(tokens) - 2]


def run(article: Article) -> None:
    if ask_of_each(article, mend, candidates):
        link(article.tokens)
