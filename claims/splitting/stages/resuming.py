"""What goes on with the clause behind the comma that closes a description or an aside.

In "paid Orlo, a firm in Bern, for advice" the paying was for advice; "fell by 4 million, or 35 percent, to 7 million"
tells what it fell to. A relative clause behind a place is about what stands there, where no place does such a thing:
"a laboratory in Ober, which tests milk". Of "people aged 70 and over by 64%" the cut is by 64%.
Reads the parse; changes `head`, `kids` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import hang, verb_above
from claims.splitting.stages.nearest import holder, move

CLOSED = frozenset(("appos", "conj"))
RESUMING = frozenset(
    ("for", "to", "from", "after", "because", "during", "until", "since", "despite", "by", "against")
)
"""Prepositions that a description behind a comma seldom goes on with."""
SERVING = frozenset(
    [
        "employs", "seats", "tests", "makes", "produces", "treats", "serves", "houses", "sells", "offers",
        "trains", "runs", "publishes", "supplies", "handles", "processes", "teaches", "employed", "seated",
        "tested", "produced", "treated", "served", "housed", "sold", "offered", "trained", "supplied",
        "handled", "processed", "taught", "opened", "closed", "reopened", "specializes", "specialises",
        "operates", "collapsed", "burned", "burnt",
    ]
)  # fmt: skip
"""What firms, works and houses do, and no towns or streets."""


def run(article: Article) -> None:
    tokens = article.tokens
    roles, dep, head, lower = tokens.roles(), tokens.dep, tokens.head, tokens.lower
    found = [node for node in roles.get("prep", ()) if dep[head[node]] in CLOSED or lower[head[node]] == "aged"]
    for node in sorted(found + roles.get("relcl", [])):
        if dep[node] == "prep":
            behind_an_aside(tokens, node)
        else:
            of_what_stands_there(article, node)


def behind_an_aside(tokens: Tokens, node: int) -> None:
    """ "paid Orlo, a firm in Bern, for advice": it paid for advice, and the firm is for nothing."""
    aside = tokens.head[node]
    if tokens.lower[aside] == "aged" and tokens.lower[node] in TOLD_OF_THE_CLAUSE:
        resume(tokens, node)
        return
    opening, closing = tokens.left[aside] - 1, node - 1
    if (
        tokens.dep[aside] not in CLOSED
        or tokens.lower[node] not in RESUMING
        or tokens.form[closing] != ","
        or tokens.right[aside] != tokens.right[node]
        or not closes(tokens, aside, opening)
    ):
        return
    resume(tokens, node)


TOLD_OF_THE_CLAUSE = frozenset(("by", "during", "in", "at", "with", "after", "for", "on", "since"))
"""What nobody is aged by: "cut visits among people aged 70 and over by 64%"."""


def closes(tokens: Tokens, aside: int, opening: int) -> bool:
    """Whether a comma (or a comma with "or") stands in front of the aside as well."""
    if tokens.dep[aside] == "conj":
        return opening > 1 and tokens.lower[opening] == "or" and tokens.form[opening - 1] == ","
    return opening > 0 and tokens.form[opening] == ","


def resume(tokens: Tokens, node: int) -> None:
    """Hangs what is behind the closing comma on the verb in front."""
    verb = verb_above(tokens, node)
    if 0 <= verb < tokens.head[node]:
        above = tokens.head[node]
        if hang(tokens, node, verb):
            draw_in(tokens, above, node)


def draw_in(tokens: Tokens, above: int, node: int) -> None:
    """Ends the subtrees that held the node where they end without it."""
    while tokens.right[above] == tokens.right[node] and above != tokens.head[node]:
        tokens.right[above] = max([above, *(tokens.right[kid] for kid in tokens.kids[above])])
        above = tokens.head[above]


def of_what_stands_there(article: Article, node: int) -> None:
    """ "a laboratory in Ober, which tests milk": no town tests it."""
    tokens = article.tokens
    place = tokens.head[node]
    which = tokens.left[node]
    if tokens.lower[which] != "which" or tokens.dep[which] != "nsubj" or tokens.form[which - 1] != ",":
        return
    thing = holder(tokens, place) if tokens.lower[node] in SERVING else -1
    common = thing >= 0 and tokens.tag[thing] == "NN" and tokens.lower[thing] not in article.lexicon["lands"]
    named = tokens.tag[place] in ("NNP", "NNPS") and tokens.entity[place] not in ("ORG", "PERSON", "PRODUCT")
    if common and named:
        move(tokens, node, thing)
