"""Phrases that are one: "in protest at the merger", "in March last year", "one week in every three months".

The parser hangs their second half on the verb, which then would leave at the merger, or rise to the end of June.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from collections.abc import Callable

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.bounds import UNITS
from claims.splitting.idioms import CRIMES, is_apposed_figure, leads_on
from claims.splitting.stages.asking import mend
from claims.splitting.stages.attachments import MONTHS
from claims.splitting.stages.hanging import joined_to, move, object_of
from claims.splitting.stages.mending import verb_above

HOLDINGS = frozenset(
    [
        "assets", "turnover", "turnovers", "budget", "budgets", "revenue", "revenues", "income", "incomes", "sales",
        "profits", "debts", "earnings", "salaries", "staff", "workforce", "workforces", "wages", "savings",
    ]
)  # fmt: skip
"""What firms and people have an amount of, and nobody does anything with."""
ASKING = frozenset(
    ["ask", "asks", "asked", "asking", "apply", "applied", "beg", "begged", "appealed", "pleaded", "hoped", "need"]
)
TURNING = frozenset(("come", "comes", "came", "coming", "rally", "rallied", "recovered", "fought"))
RETURNING = frozenset(
    [
        "pull", "pulls", "pulled", "pulling", "claw", "clawed", "win", "won", "give", "gave", "get", "got", "bring",
        "brought", "take", "took", "pegged", "hand", "handed", "put", "paid", "pay",
    ]
)  # fmt: skip


def is_counted(tokens: Tokens, noun: int) -> bool:
    return tokens.tag[noun] == "CD" or any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun])


def led_by_a_noun(tokens: Tokens, node: int) -> bool:
    """ "left in protest at a merger": at the merger there was a protest, and nobody left."""
    noun = node - 1
    if not leads_on(tokens, noun, node) or tokens.dep[noun] != "pobj":
        return False
    above = tokens.head[tokens.head[noun]]
    thing = tokens.dep[above] == "dobj" and tokens.tag[tokens.head[above]][:2] == "VB"
    moved = thing and move(tokens, tokens.head[noun], tokens.head[above])  # no prize was in protest
    return move(tokens, node, noun) or moved


def span_to_its_end(tokens: Tokens, node: int) -> bool:
    """ "in the three months to the end of June": nothing rose to the end of June."""
    before = node - 1
    if tokens.lower[before].rstrip("s") not in SPANS:
        return False
    inner = object_of(tokens, node)
    if inner < 0:
        return False
    ends = tokens.lower[inner] in ("end", "start", "middle", "beginning") and tokens.entity[inner] == "DATE"
    return ends and move(tokens, node, before)


SPANS = frozenset(("year", "month", "week", "quarter", "half", "decade", "season"))


def out_of_every(tokens: Tokens, node: int) -> bool:
    """ "for one week in every three months": one amount."""
    before = node - 1
    every = "every" in tokens.lower[node + 1 : node + 3]
    return every and is_counted(tokens, before) and move(tokens, node, before)


def of_a_crime(tokens: Tokens, node: int) -> bool:
    """ "admitted fraud by abuse of position": the fraud was by it, and no admission."""
    before = node - 1
    if tokens.lower[before] not in CRIMES or tokens.tag[before] not in ("NN", "NNS"):
        return False
    inner = object_of(tokens, node)
    verb = tokens.head[node]
    done = any(tokens.dep[kid] in ("auxpass", "nsubjpass") for kid in tokens.kids[verb])
    means = inner < 0 or (tokens.tag[inner] in ("NN", "VBG") and tokens.left[inner] == inner)
    bare = inner >= 0 and not any(tokens.dep[kid] in ("det", "poss") for kid in tokens.kids[inner])
    return (means or not done or (bare and tokens.tag[inner] == "NN")) and move(tokens, node, before, "prep")


def counts_joined(article: Article, node: int) -> bool:
    """ "nine counts of fraud by an employee and one of forgery": counts are joined, and no employee is one."""
    tokens = article.tokens
    if tokens.tag[node] != "CD" or tokens.lower[node + 1 : node + 2] != ["of"] or tokens.dep[node] != "conj":
        return False
    above = tokens.head[node]
    while tokens.head[above] != above:
        above = tokens.head[above]
        of = any(tokens.lower[kid] == "of" and tokens.dep[kid] == "prep" for kid in tokens.kids[above])
        if of and tokens.tag[above] == "NNS" and is_counted(tokens, above) and above < node:
            return joined_to(tokens, node, above)
    return False


def owned_amount(tokens: Tokens, node: int) -> bool:
    """ "a tax on firms with assets of 2 million": the firms have them."""
    noun = node - 1
    if tokens.dep[noun] != "pobj" or tokens.tag[noun] not in ("NNS", "NN"):
        return False
    inner = object_of(tokens, node)
    return inner >= 0 and tokens.lower[inner] in HOLDINGS and move(tokens, node, noun)


def figure_it_left(tokens: Tokens, node: int) -> bool:
    """ "climbed to 142 million from 118 million": where it came from is told with where it went."""
    to = tokens.head[node - 1]
    if tokens.lower[to] != "to" or tokens.dep[node - 1] != "pobj":
        return False
    inner = object_of(tokens, node)
    return inner >= 0 and is_figure(tokens, inner) and is_figure(tokens, node - 1) and move(tokens, node, node - 1)


def time_of_a_comparison(tokens: Tokens, node: int) -> bool:
    """ "fell to 2.3 times, against 2.9 times at the end of June": nothing fell then."""
    before = node - 1
    with_ = tokens.head[before]
    if tokens.lower[with_] != "against" and tokens.lower[tokens.head[with_]] != "compared":
        return False
    inner = object_of(tokens, node)
    dated = inner >= 0 and tokens.entity[inner] in ("DATE", "TIME")
    return dated and is_figure(tokens, before) and move(tokens, node, before)


def change_behind_its_figure(article: Article, node: int) -> bool:
    """ "shrank 0.4%, the biggest fall since 2020": another name for the shrinking, and no figure is a fall."""
    tokens, figure = article.tokens, article.tokens.head[node]
    verb = tokens.head[figure]
    measured = tokens.dep[figure] in ("npadvmod", "dobj") and is_figure(tokens, figure)
    renamed = measured and is_apposed_figure(tokens, node) and tokens.tag[verb][:2] == "VB"
    return renamed and move(tokens, node, verb, "npadvmod")


def court_of_a_verdict(tokens: Tokens, node: int) -> bool:
    """ "convicted of fraud by deception at Leeds Crown Court": convicted there."""
    above = tokens.head[node]
    inner = object_of(tokens, node) if tokens.tag[above] in ("NN", "NNS") else -1
    if inner < 0 or tokens.lower[inner] != "court":
        return False
    verb = verb_above(tokens, node)
    return 0 <= verb < above and tokens.head[tokens.head[above]] != node and move(tokens, node, verb)


def is_figure(tokens: Tokens, noun: int) -> bool:
    return is_counted(tokens, noun) and tokens.entity[noun] not in ("DATE", "TIME")


def month_of_a_year(tokens: Tokens, node: int) -> bool:
    """ "in March last year": one date."""
    month = tokens.left[node] - 1
    named = tokens.lower[node] in ("year", "week", "month") and tokens.left[node] == node - 1
    dated = tokens.lower[node - 1] in ("last", "this", "next", "that") and tokens.entity[month] == "DATE"
    known = tokens.lower[month] in MONTHS or tokens.lower[month].endswith("day") or tokens.lower[month] == "end"
    led = tokens.dep[month] in ("pobj", "npadvmod") and tokens.tag[month] in ("NNP", "NN")
    return named and dated and known and led and move(tokens, node, month, "nmod")


def hour_behind(tokens: Tokens, node: int) -> bool:
    """ "shortly after 7 p.m.": the hour belongs to "after", which says nothing without."""
    led = tokens.left[node] - 1
    alone = tokens.dep[led] == "prep" and tokens.right[led] == led and tokens.head[led] == tokens.head[node]
    return alone and tokens.entity[node] in ("TIME", "DATE") and move(tokens, node, led, "pobj")


def time_to_act(tokens: Tokens, node: int) -> bool:
    """ "asked for two more weeks to find it": the weeks are for finding, and nobody asked to find."""
    verb, to = tokens.head[node], tokens.left[node]
    noun = to - 1
    if tokens.lower[verb] not in ASKING or tokens.tag[to] != "TO" or tokens.lower[noun] not in UNITS | {"time"}:
        return False
    led = tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[noun]] == "for"
    return led and move(tokens, node, noun, "acl")


def from_behind(tokens: Tokens, node: int) -> bool:
    """ "came from a goal down to beat them": without the rest, they came from nowhere to nothing."""
    verb = tokens.head[node]
    if tokens.lower[verb] not in TURNING or tokens.tag[tokens.left[node]] != "TO":
        return False
    start = next((kid for kid in tokens.kids[verb] if tokens.lower[kid] == "from" and verb < kid < node), -1)
    if start < 0:
        return False
    behind = [place for place in range(start, node) if tokens.lower[place] in ("down", "behind")]
    if not behind or behind[-1] != tokens.left[node] - 1:
        return False
    inner = object_of(tokens, start)
    if inner >= 0 and behind[-1] != inner:
        move(tokens, behind[-1], inner, "advmod")
    tokens.dep[node] = "xcomp"
    return True


def particle_behind_its_object(article: Article, node: int) -> bool:
    """ "pulled one back through Quayle", "pulled a goal back on the hour": back belongs to the pulling."""
    tokens, before = article.tokens, node - 1
    if tokens.lower[node] != "back":
        return False
    verb = tokens.head[before]
    if tokens.dep[before] != "dobj" or tokens.lower[verb] not in RETURNING:
        return False
    if tokens.lower[node + 1 : node + 2] in (["to"], ["from"], ["into"], [","]):
        return False
    for kid in tokens.kids[node]:
        if kid > node:
            tokens.head[kid] = verb
    move(tokens, node, verb)
    tokens.dep[node], tokens.tag[node] = "prt", "RP"
    return True


def aside_of_comparing(tokens: Tokens, node: int) -> bool:
    """ "The fish, by contrast, live": a word between sentences."""
    if tokens.form[node - 1] != ",":
        return False
    inner = object_of(tokens, node)
    if not inner == node + 1 == tokens.right[node] or tokens.lower[inner] not in ("contrast", "comparison", "turn"):
        return False
    tokens.dep[node] = "meta"
    return True


BY_WORD: dict[str, tuple[Callable[[Tokens, int], bool], ...]] = {
    "to": (led_by_a_noun, span_to_its_end),
    "in": (out_of_every, time_of_a_comparison, aside_of_comparing),
    "at": (led_by_a_noun, time_of_a_comparison, court_of_a_verdict),
    "on": (led_by_a_noun, time_of_a_comparison),
    "with": (led_by_a_noun, owned_amount),
    "by": (of_a_crime, aside_of_comparing),
    "out": (out_of_every,),
    "from": (figure_it_left,),
    **dict.fromkeys(("against", "over", "about", "for"), (led_by_a_noun,)),
}
"""What each preposition may belong to; most belong where the parser hung them."""


def of_a_preposition(article: Article, node: int) -> bool:
    tokens = article.tokens
    for rule in BY_WORD.get(tokens.lower[node], ()):  # noqa: SIM110 - a generator for each preposition costs more
        if rule(tokens, node):
            return True
    return False


def of_a_clause(article: Article, node: int) -> bool:
    return time_to_act(article.tokens, node) or from_behind(article.tokens, node)


def of_a_time(article: Article, node: int) -> bool:
    return month_of_a_year(article.tokens, node) or hour_behind(article.tokens, node)


RARE = frozenset(("agent", "xcomp", "advcl", "appos", "conj", "npadvmod"))


def candidates(tokens: Tokens) -> list[int]:
    roles, lower = tokens.roles(), tokens.lower
    found = standing(roles, RARE)
    found += [node for node in roles.get("advmod", ()) if lower[node] == "back"]
    found += [node for node in roles.get("prep", ()) if lower[node] in BY_WORD]
    return [node for node in found if node > 1]


RULES = {
    "prep": of_a_preposition,
    "agent": of_a_preposition,
    "xcomp": of_a_clause,
    "advcl": of_a_clause,
    "appos": change_behind_its_figure,
    "conj": counts_joined,
    "npadvmod": of_a_time,
    "advmod": particle_behind_its_object,
}


def run(article: Article) -> None:
    mend(article, RULES, candidates)
