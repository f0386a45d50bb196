"""Subjects, objects and verbs that the parser overlooks behind asides, and what opens the second of two verbs.

In "until Brook, already booked, tripped him" Brook tripped him, in "shot wide and then, with a minute left, scored"
the minute is that of the goal, in "related mutations cause Berrin disease" the disease is what they cause.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.hanging import joined_to, move, object_of
from claims.splitting.stages.mending import hangs_on, verb_above
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
WHEN = frozenset(("until", "till", "before", "after", "since", "once"))
THEN = frozenset(("then", "later", "eventually", "finally", "soon", "also", "now"))
JOINTS = frozenset(("and", "but"))
LEADS = frozenset(("IN", "RB", "CD", "DT", "VBG", "VBN"))
LONGEST_ASIDE = 24  # tokens


def has_subject(tokens: Tokens, verb: int) -> bool:
    return any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb])


def comma_before(tokens: Tokens, end: int, first: int) -> int:
    """The comma that opens the aside which ends with a comma at `end`, or -1."""
    stop = max(first, end - LONGEST_ASIDE)
    return next((place for place in range(end - 1, stop, -1) if tokens.form[place] == ","), -1)


def subject_behind_when(tokens: Tokens, node: int) -> bool:
    """ "until Brook, already booked, tripped him": Brook did, so "until" opens a clause."""
    noun = object_of(tokens, node)
    comma = noun + 1
    if noun < 0 or tokens.form[comma : comma + 1] != [","] or tokens.tag[noun] == "CD":
        return False
    closing = next((place for place in range(comma + 1, comma + LONGEST_ASIDE) if is_comma(tokens, place)), -1)
    if closing >= 0 and any(tokens.opens[comma:closing]):
        return False
    verb = closing + 1
    while 0 < closing < verb < len(tokens) - 1 and (tokens.tag[verb] == "RB" or tokens.lower[verb] == "either"):
        verb += 1
    if closing < 0 or verb >= len(tokens) or not is_told(tokens, verb):
        return False
    if has_subject(tokens, verb) or tokens.tag[comma + 1] not in ("VBN", "RB", "DT", "WP", "WDT", "WRB", "CD"):
        return False
    return make_clause(tokens, node, noun, verb)


def is_told(tokens: Tokens, verb: int) -> bool:
    """Whether a verb behind an aside tells what was done: a past form, with no other verb behind the next comma."""
    if tokens.tag[verb] != "VBN":
        return tokens.tag[verb] in ("VBD", "VBZ", "VBP")
    after = next((place for place in range(verb + 1, verb + LONGEST_ASIDE) if is_comma(tokens, place)), -1)
    other = tokens.tag[after + 1] in ("VBD", "VBZ", "VBP", "MD") if 0 < after < len(tokens) - 1 else False
    return not other and not any(tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[verb])


def make_clause(tokens: Tokens, node: int, noun: int, verb: int) -> bool:
    """Makes of a preposition, its object and a verb behind them a clause: "until", subject, verb."""
    above = tokens.head[node]
    above = above if tokens.tag[above][:2] == "VB" else verb_above(tokens, node)
    if above < 0 or above > node:
        return False
    if tokens.head[above] == verb and tokens.dep[above] == "ccomp" and not above_lies(tokens, above, verb):
        return False
    if hangs_on(tokens, above, verb):
        return False
    tokens.head[verb], tokens.dep[verb] = above, "advcl"
    tokens.tag[verb] = "VBD" if tokens.tag[verb] == "VBN" else tokens.tag[verb]
    for kid in range(noun + 1, verb):
        outside = tokens.tag[kid] in ("VBN", "VBD") and not noun <= tokens.head[kid] < verb
        if outside and not hangs_on(tokens, above, kid):
            tokens.head[kid], tokens.dep[kid], tokens.tag[kid] = noun, "acl", "VBN"
    tokens.head[node], tokens.dep[node] = verb, "mark"
    tokens.head[noun], tokens.dep[noun] = verb, "nsubj"
    return True


def above_lies(tokens: Tokens, main: int, verb: int) -> bool:
    """Puts a main verb that was read as told by the verb of its "until" clause over that; False without a subject."""
    if not has_subject(tokens, main):
        return False
    root = tokens.head[verb] == verb
    tokens.head[main], tokens.dep[main] = main if root else tokens.head[verb], tokens.dep[verb]
    return True


def is_comma(tokens: Tokens, place: int) -> bool:
    return place < len(tokens) and tokens.form[place] == ","


def opening_of_the_second(tokens: Tokens, verb: int) -> bool:
    """ "shot wide and then, with a minute left, scored": the minute is that of the goal."""
    closing = verb - 1
    if tokens.form[closing] != "," or tokens.dep[verb] in ("aux", "auxpass") or has_subject(tokens, verb):
        return False
    comma = comma_before(tokens, closing, 0)
    joint = comma - 1 - (tokens.lower[comma - 1] in THEN)
    if comma < 3 or tokens.lower[joint] not in JOINTS or tokens.tag[comma + 1] not in LEADS:
        return False
    first = verb_in_front(tokens, verb, joint)
    if first < 0 or tokens.tag[first] not in ("VBD", "VBZ") or hangs_on(tokens, first, comma + 1):
        return False
    return join_second(tokens, first, joint, verb)


def verb_in_front(tokens: Tokens, verb: int, joint: int) -> int:
    """The verb before the joint that a second one joins: the nearest over both."""
    above = verb
    while tokens.head[above] != above:
        above = tokens.head[above]
        if above < joint and tokens.tag[above][:2] == "VB":
            return above if tokens.dep[above] not in ("relcl", "acl") else -1
    return -1


def join_second(tokens: Tokens, first: int, joint: int, verb: int) -> bool:
    """Joins the second verb, and hangs on it what stands between the joint and it."""
    if any(hangs_on(tokens, first, place) for place in range(joint, verb + 1)):
        return False
    tokens.head[verb], tokens.dep[verb] = first, "conj"
    if tokens.tag[verb] == "VBN":
        tokens.tag[verb] = tokens.tag[first]
    tokens.head[joint] = first
    for place in range(joint + 1, verb):
        if tokens.head[place] <= joint or tokens.head[place] == place:
            tokens.head[place] = verb
    return True


def bare_verb(tokens: Tokens, node: int) -> bool:
    """ "used it to buy rings, pay for trips and put down a deposit": all three are what it was used for."""
    first = tokens.head[node]
    if tokens.tag[first] not in ("VBD", "VBZ", "VBN") or tokens.left[node] != node:
        return False
    infinitives = [
        kid
        for kid in tokens.kids[first]
        if first < kid < node and tokens.tag[kid] == "VB" and tokens.dep[kid] in ("xcomp", "advcl")
    ]
    helped = any(tokens.tag[kid] in ("MD", "TO") or tokens.lower[kid] in DO for kid in tokens.kids[first])
    if not infinitives or helped or has_subject(tokens, node) or not joined_to(tokens, node, infinitives[-1]):
        return False
    for kid in tokens.kids[node]:
        if tokens.dep[kid] == "conj" and (tokens.tag[kid] == "VB" or tokens.lower[kid] in SAME):
            tokens.tag[kid], tokens.head[kid] = "VB", infinitives[-1]
    return True


DO = frozenset(("do", "does", "did"))
SAME = frozenset(("put", "cut", "set", "shut", "spread", "let", "hit", "bet", "bid", "split", "shed", "quit"))
"""Verbs with one form for the past and what somebody wants to do."""


def second_subject(tokens: Tokens, node: int) -> None:
    """ "related mutations cause Berrin disease": what stands behind the verb, where one subject is in front."""
    verb = tokens.head[node]
    plain = tokens.tag[verb] in ("VBP", "VBZ", "VBD") and tokens.tag[node][:2] == "NN"
    if not plain or tokens.left[node] != verb + 1:
        return
    kids = tokens.kids[verb]
    before = [kid for kid in kids if kid < verb and tokens.dep[kid] in ("nsubj", "csubj") and tokens.tag[kid] != "WP"]
    if before and not any(tokens.dep[kid] == "dobj" for kid in kids):
        tokens.dep[node] = "dobj"


def more_than_done(tokens: Tokens, verb: int) -> bool:
    """ "prices more than made up for it": they did, and nothing was made of them; "more than doubled" is one verb."""
    more, than = verb - 2, verb - 1
    if tokens.lower[than] not in ("than", "but"):
        return False
    if tokens.lower[more:verb] not in (["more", "than"], ["all", "but"]) or tokens.tag[verb] not in ("VBD", "VBN"):
        return False
    helped = any(tokens.dep[kid] in ("auxpass", "aux") for kid in tokens.kids[verb])
    if not helped and not has_active_subject(tokens, verb, more):
        return False
    for word in (than, more):
        if tokens.right[word] < verb and not hangs_on(tokens, verb, word):
            tokens.head[word], tokens.dep[word] = verb, "prt"
    return True


def has_active_subject(tokens: Tokens, verb: int, more: int) -> bool:
    """Gives the verb the subject that stands in front of "more than"; False without one."""
    subject = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("nsubj", "nsubjpass")), -1)
    noun = tokens.head[verb]
    if subject < 0 and tokens.dep[verb] == "acl" and noun == more - 1 and tokens.dep[noun] == "ROOT":
        subject = noun
        tokens.head[verb], tokens.dep[verb] = verb, "ROOT"
        for kid in tokens.kids[noun]:
            if kid > verb:
                tokens.head[kid] = verb
    if not 0 <= subject < more or hangs_on(tokens, verb, subject):
        return False
    tokens.head[subject], tokens.dep[subject], tokens.tag[verb] = verb, "nsubj", "VBD"
    return True


def date_in_front(tokens: Tokens, node: int) -> bool:
    """ "between June 2017 and May 2021 Brook used it": Brook is no date, and did."""
    month, year = node - 2, node - 1
    dated = tokens.entity[month:node] == ["DATE", "DATE"] and tokens.tag[month] == "NNP" and tokens.tag[year] == "CD"
    if not dated or tokens.entity[node] in ("DATE", "TIME"):
        return False
    first = tokens.head[node]
    verb = tokens.head[tokens.head[first]]
    if tokens.dep[node] != "conj" or verb < node or tokens.tag[verb][:2] != "VB" or has_subject(tokens, verb):
        return False
    if tokens.head[month] == node:
        tokens.head[month], tokens.dep[month] = first, "conj"
    return move(tokens, node, verb, "nsubj")


def score(tokens: Tokens, node: int) -> bool:
    """ "beat Easton 3-0": one figure, of the beating, and no part of a name."""
    dash, other = node + 1, node + 2
    if other >= len(tokens) or tokens.form[dash] not in ("-", "–") or tokens.space[node]:
        return False
    figures = (tokens.text[node], tokens.text[other])
    if not all(figure.isdecimal() and len(figure) < 3 for figure in figures):
        return False
    if tokens.space[dash] or any(hangs_on(tokens, node, place) for place in (dash, other)):
        return False
    verb = next((place for place in range(node - 1, max(node - 8, 0), -1) if tokens.tag[place][:2] == "VB"), -1)
    if verb < 0 or tokens.lower[verb] not in PLAYING or tokens.tag[node - 1][:2] not in ("NN", "VB"):
        return False
    return bind_score(tokens, node, verb)


PLAYING = frozenset(
    [
        "beat", "beats", "beating", "won", "win", "wins", "winning", "lost", "lose", "loses", "losing", "drew",
        "draw", "draws", "thrashed", "defeated", "trounced", "edged", "overcame", "trailed", "led", "held",
        "finished", "ended",
    ]
)  # fmt: skip


def bind_score(tokens: Tokens, node: int, verb: int) -> bool:
    loser = node - 1
    if hangs_on(tokens, verb, node):
        return False
    for place in (node + 1, node + 2):
        for kid in tokens.kids[place]:
            if kid > node + 2 and not hangs_on(tokens, verb, kid):
                tokens.head[kid] = verb
        tokens.head[place], tokens.dep[place] = node, "nmod"
    tokens.head[node], tokens.dep[node] = verb, "oprd"
    for place in (node, node + 1, node + 2):
        tokens.entity[place], tokens.unit[place] = "CARDINAL", 0
    if tokens.head[loser] == verb and tokens.dep[loser] == "npadvmod":
        tokens.dep[loser] = "dobj"
    return True


def mend(article: Article, node: int) -> bool:
    tokens = article.tokens
    dep, tag = tokens.dep[node], tokens.tag[node]
    if tag == "CD":
        return score(tokens, node)
    if dep == "prep":
        return tokens.lower[node] in WHEN and subject_behind_when(tokens, node)
    if dep == "nsubj":
        second_subject(tokens, node)
        return False
    if dep == "conj" and tag == "NNP":
        return date_in_front(tokens, node)
    if dep == "conj" and tag == "VB":
        return bare_verb(tokens, node)
    return tag in TOLD and (more_than_done(tokens, node) or opening_of_the_second(tokens, node))


TOLD = frozenset(("VBD", "VBN", "VBZ"))


BUT = frozenset(("than", "but"))
DASHES = frozenset(("-", "–", "—"))
JOINED = frozenset(("NNP", "VB"))


def candidates(tokens: Tokens) -> list[int]:
    """The tokens that a rule may be about: verbs behind a comma or "than", figures in front of a dash, and so on."""
    roles, lower, tag, head, last = tokens.roles(), tokens.lower, tokens.tag, tokens.head, len(tokens) - 1
    found = {node for node in roles.get("conj", ()) if tag[node] in JOINED}
    found.update([node for node in roles.get("nsubj", ()) if head[node] < node])
    if tokens.holds(WHEN):
        found.update([node for node in roles.get("prep", ()) if lower[node] in WHEN])
    if tokens.holds(BUT):
        found.update([node + 1 for node, word in enumerate(lower[:-1]) if word in BUT and tag[node + 1] in TOLD])
    found.update([comma + 1 for comma in tokens.commas() if comma < last and tag[comma + 1] in TOLD])
    if tokens.holds(DASHES):
        found.update([node for node, kind in enumerate(tag) if kind == "CD"])
    return [node for node in found if node > 1]


def run(article: Article) -> None:
    if ask_of_each(article, mend, candidates):
        link(article.tokens)
