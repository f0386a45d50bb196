"""Phrases as token lists: what belongs to a noun or a preposition, with coordinations told apart."""

from claims.splitting.article import Item, Tokens
from claims.splitting.bounds import are_named, is_bound, is_ranked, one_measure, sweeping
from claims.splitting.counting import counted
from claims.splitting.dividing import divides, is_joint
from claims.splitting.idioms import is_deadline, is_left
from claims.splitting.limiting import is_limiting
from claims.splitting.together import has_as_well, is_all_it_was_for, is_both, is_one_pair

LOOSE_DEPS = frozenset(("relcl", "appos", "acl", "aside", "measured"))
BREAKS = frozenset((",", "(", "[", "–", "—", "--", "-", ";", ":"))
MARKS = frozenset((",", ";", ":", "–", "—", "--", ".", "!", "?"))
NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
JOINED = frozenset(("conj", "appos"))
NEEDED = frozenset(("of", "than", "per", "but", "except"))
"""Prepositions whose phrase belongs to the noun."""
CAP = 12
"""A coordination is told apart into at most so many claims."""


def loose(tokens: Tokens, node: int) -> bool:
    """Whether a modifier is set off by a comma, dash or bracket: it adds, it does not restrict."""
    first = tokens.left[node]
    return first > 0 and tokens.form[first - 1] in BREAKS


def gather(
    tokens: Tokens, node: int, skip: set[int] | frozenset[int] = frozenset(), *, trim: bool = True
) -> list[int]:
    """The subtree of a node in text order, without the kids in `skip`.

    `trim` leaves out loose modifiers and brackets.
    """
    kids, dep, inside = tokens.kids, tokens.dep, tokens.inside
    home = inside[node]
    if not kids[node] and not home:
        return [node] if tokens.form[node] not in MARKS or tokens.unit[node] else []
    found = [node]
    for index in found:
        if kids[index]:
            found += [
                kid
                for kid in kids[index]
                if kid not in skip and not (trim and dep[kid] in LOOSE_DEPS and loose(tokens, kid))
            ]
    found.sort()
    if trim and (home or any(inside[found[0] : found[-1] + 1])):
        found = [one for one in found if inside[one] == home and not (home and tokens.form[one] in "()[]")]
    while found and found[-1] != node and tokens.tag[found[-1]] == "CC":
        found.pop()
    return tidy(tokens, found)


def tidy(tokens: Tokens, found: list[int]) -> list[int]:
    """Leaves out commas and dashes that lost a neighbor."""
    form, unit = tokens.form, tokens.unit
    if not found or MARKS.isdisjoint(form[found[0] : found[-1] + 1]):
        return found
    last = len(found) - 1
    return [
        index
        for place, index in enumerate(found)
        if form[index] not in MARKS
        or unit[index]
        or (0 < place < last and found[place - 1] == index - 1 and found[place + 1] == index + 1)
    ]


def conjuncts(tokens: Tokens, node: int) -> list[int]:
    """The heads of a coordination, the node itself first; list items the parser took for appositions included."""
    heads, dep = [node], tokens.dep
    for head in heads:
        for kid in tokens.kids[head]:
            if dep[kid] not in JOINED or (tokens.unit[kid] and tokens.unit[kid] == tokens.unit[head]):
                continue
            if one_measure(tokens, head, kid):
                continue
            if (dep[kid] == "conj" and same_kind(tokens, node, kid)) or listed(tokens, head, kid):
                heads.append(kid)
        if len(heads) > CAP:
            break
    return heads


def same_kind(tokens: Tokens, one: int, other: int) -> bool:
    return (tokens.tag[one] in NOUN_TAGS or tokens.tag[one] in ("PRP", "CD", "VBG")) == (
        tokens.tag[other] in NOUN_TAGS or tokens.tag[other] in ("PRP", "CD", "VBG")
    )


def listed(tokens: Tokens, head: int, kid: int) -> bool:
    """Whether an "apposition" is the next item of a list of names: A, B and C."""
    if tokens.dep[kid] != "appos" or not tokens.entity[head] or tokens.entity[kid] != tokens.entity[head]:
        return False
    return any(tokens.dep[k] in ("cc", "conj") or tokens.dep[k] == "appos" for k in tokens.kids[kid])


def coordination(tokens: Tokens, node: int) -> tuple[list[int], set[int]]:
    """The conjuncts of a node and everything that joins them: conjunctions, commas, the other conjuncts."""
    heads = conjuncts(tokens, node)
    if len(heads) == 1:
        return heads, set()
    joints = set(heads[1:])
    for head in heads:
        for kid in tokens.kids[head]:
            behind = tokens.dep[kid] == "punct" and kid > head
            if behind or tokens.dep[kid] in ("cc", "preconj") or is_both(tokens, kid):
                joints.add(kid)
    return heads, joints


def is_collective(tokens: Tokens, node: int) -> bool:
    """Whether a coordination must stay whole: "between A and B", "only A and B", "A and B together"."""
    above = tokens.head[node]
    if any(tokens.lower[kid] == "between" or is_limiting(tokens, kid) for kid in tokens.kids[node] if kid < node):
        return True
    if tokens.lower[above] in ("between", "among", "amongst", "versus") or is_joint(tokens, node):
        return True
    if is_one_pair(tokens, node) or is_all_it_was_for(tokens, node) or has_as_well(tokens, node):
        return True
    return any(
        tokens.lower[kid] in ("or", "nor", "versus", "vs", "vs.", "than")
        or (tokens.lower[kid] == "but" and sweeping(tokens, node))  # "nobody but the guard"
        for kid in tokens.kids[node]
        if tokens.dep[kid] == "cc"
    )


def is_plain(tokens: Tokens, node: int) -> bool:
    """Whether nothing under a node is joined to anything, so that it has one wording; most phrases are so."""
    kids, dep = tokens.kids, tokens.dep
    below = [*kids[node]]
    for index in below:
        if dep[index] in JOINED:
            return False
        if kids[index]:
            below += kids[index]
    return True


def alternatives(
    tokens: Tokens, node: int, skip: frozenset[int] = frozenset(), *, apart: bool = True
) -> list[list[Item]]:
    """The wordings of a noun phrase: one per conjunct, or the whole when it may not be told apart.

    `skip` holds modifiers to leave out.
    """
    if not apart or is_plain(tokens, node):
        return [list(gather(tokens, node, skip))]
    heads, joints = coordination(tokens, node)
    if len(heads) > CAP or (len(heads) > 1 and is_collective(tokens, node)):
        return [list(gather(tokens, node, skip))]
    if len(heads) == 1:
        return by_adjective(tokens, node, skip) or by_object(tokens, node, skip) or [list(gather(tokens, node, skip))]
    title = plural_title(tokens, node)
    if title >= 0 and tokens.tag[heads[-1]] == "NNP":
        if tokens.lower[title] in KIN and tokens.left[heads[-1]] < heads[-1] and title + 1 == node:
            return [list(gather(tokens, node, skip))]  # "brothers Bo and Ivar Lund": neither is named in full
        skip = skip | {kid for kid in tokens.kids[node] if kid <= title}
    out = joints | skip
    first: list[Item] = list(gather(tokens, node, out))
    return [first, *(shared(tokens, node, list(gather(tokens, head, out)), head) for head in heads[1:])]


KIN = frozenset(("brothers", "sisters", "twins", "siblings", "cousins", "spouses"))


def plural_title(tokens: Tokens, node: int) -> int:
    """The "actors" of "actors Tom Hale and Ada Brook", which no single one of them is; -1 without."""
    if tokens.tag[node] != "NNP":
        return -1
    titles = [
        kid for kid in tokens.kids[node] if tokens.tag[kid] == "NNS" and tokens.dep[kid] in ("compound", "nmod")
    ]
    plain = titles and all(tokens.tag[place] == "NNP" for place in range(titles[-1] + 1, node))
    return titles[-1] if plain else -1


def by_object(tokens: Tokens, node: int, skip: frozenset[int]) -> list[list[Item]]:
    """ "a branch of logic and algebra" -> "a branch of logic", "a branch of algebra", or nothing.

    "The universities of Leeds and Hull" are two, and neither is "the universities of Leeds".
    """
    for kid in tokens.kids[node]:
        if tokens.dep[kid] != "prep" or kid in skip or kid < node or are_named(tokens, node, kid):
            continue
        choices = phrase(tokens, kid)
        if len(choices) > 1:
            rest = gather(tokens, node, skip | {kid})
            before: list[Item] = [index for index in rest if index < kid]
            after: list[Item] = [index for index in rest if index > kid]
            return [[*before, *choice, *after] for choice in choices]
    return []


def shared(tokens: Tokens, node: int, words: list[Item], head: int) -> list[Item]:
    """A later conjunct with what it shares with the first: "the king and queen" -> "the queen"."""
    if tokens.tag[head] == "CD" and tokens.tag[node] in ("NN", "NNS"):
        return counted(tokens, node, words, head)
    if tokens.tag[head] not in ("NN", "NNS") or any(
        tokens.dep[kid] in ("det", "poss", "nummod") for kid in tokens.kids[head]
    ):
        return words
    for kid in tokens.kids[node]:
        if tokens.dep[kid] == "poss" and kid < node:
            return [*gather(tokens, kid), *words]
        if tokens.dep[kid] == "det" and not is_both(tokens, kid):
            if tokens.lower[kid] in ("a", "an"):
                return [indefinite(tokens, words), *words] if tokens.tag[head] == "NN" else words
            return [kid, *words]
    return words


def indefinite(tokens: Tokens, words: list[Item]) -> str:
    """ "a" or "an" for what follows."""
    first = words[0]
    word = tokens.lower[first] if isinstance(first, int) else first.lower()
    if word.startswith(("uni", "use", "usu", "eu", "one-", "one", "ura", "uk", "u.")):
        return "a"
    if word in ("hour", "honest", "heir", "honor", "honour", "honorary", "mp", "fbi", "nba", "nfl", "mvp"):
        return "an"
    return "an" if word[:1] in "aeiou8" else "a"


def by_adjective(tokens: Tokens, node: int, skip: frozenset[int]) -> list[list[Item]]:
    """ "Sheer and metallic fabrics" -> "sheer fabrics", "metallic fabrics"; one thing is both."""
    if tokens.tag[node] not in ("NNS", "NNPS", "NN"):
        return []
    for kid in tokens.kids[node]:
        if tokens.dep[kid] == "amod" and kid < node:
            heads, joints = coordination(tokens, kid)
            if 1 < len(heads) < 4 and all(tokens.tag[head][:2] in ("JJ", "VB") for head in heads):
                rest = gather(tokens, node, skip | {kid})
                choices = [sorted([*rest, *gather(tokens, head, joints)]) for head in heads]
                return [agreeing(tokens, words) for words in choices]
    return []


def agreeing(tokens: Tokens, words: list[int]) -> list[Item]:
    """The words with "a" or "an" as the next word asks."""
    if len(words) > 1 and tokens.lower[words[0]] in ("a", "an") and words[1] != words[0] + 1:
        return [indefinite(tokens, [*words[1:]]), *words[1:]]
    return [*words]


def phrase(tokens: Tokens, node: int, skip: frozenset[int] = frozenset()) -> list[list[Item]]:
    """The wordings of an adjunct: a prepositional phrase with each of its objects, or the whole."""
    objects = [kid for kid in tokens.kids[node] if tokens.dep[kid] == "pobj"]
    told_apart = len(objects) == 1 and tokens.dep[node] in ("prep", "agent", "dative")
    if not told_apart or is_plain(tokens, objects[0]) or divides(tokens, node, objects[0]):
        return [list(gather(tokens, node, skip))]
    choices = alternatives(tokens, objects[0], skip)
    if len(choices) == 1:
        return [list(gather(tokens, node, skip))]
    rest = gather(tokens, node, skip | {objects[0]})
    before: list[Item] = [index for index in rest if index < tokens.left[objects[0]]]  # "because of"
    return [[*before, *choice] for choice in choices]


def modifiers(tokens: Tokens, noun: int) -> list[int]:
    """Prepositional phrases and clauses behind a noun that it does not need: all but "of" and its like."""
    return [
        kid
        for kid in tokens.kids[noun]
        if kid > noun
        and (
            (
                tokens.dep[kid] == "prep"
                and tokens.lower[kid] not in NEEDED
                and not (is_bound(tokens, noun, kid) and not loose(tokens, kid))
            )
            or (
                tokens.dep[kid] in ("acl", "relcl")
                and (
                    loose(tokens, kid)
                    or not (
                        is_denying(tokens, kid)
                        or is_ranked(tokens, noun, kid)
                        or is_left(tokens, kid)
                        or is_deadline(tokens, kid)
                        or tokens.tag[noun] == "CD"  # "the $2 billion analysts had expected"
                        or tokens.lower[noun] in ("those", "ones")  # "owned by those who live there"
                    )
                )
            )
        )
    ]


def is_denying(tokens: Tokens, verb: int) -> bool:
    """ "suppliers who did not exist": without the clause they would; "a man who did not speak" is still a man."""
    return tokens.tag[tokens.head[verb]] == "NNS" and any(tokens.dep[kid] == "neg" for kid in tokens.kids[verb])


def is_existential(tokens: Tokens, noun: int) -> bool:
    """Whether a phrase may lose its modifiers and stay true: "a man who …" is still a man."""
    return any(
        tokens.dep[kid] == "det" and tokens.lower[kid] in ("a", "an", "some", "another") for kid in tokens.kids[noun]
    ) or any(tokens.lower[kid] in ("several", "many", "various", "numerous") for kid in tokens.kids[noun])
