"""Where a share of something comes from: "gets half of its income from Spain" does not say that all is from there.

The parser hangs the source on what the share is of. Reads the parse; hangs it on the verb: changes `head` and the
edges of subtrees. `is_source_of` tells that the verb cannot do without it.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.dividing import is_part
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.hanging import move
from claims.splitting.stages.parsing import link

TAKING = frozenset(
    [
        "take", "takes", "took", "taken", "taking", "get", "gets", "got", "getting", "receive", "receives",
        "received", "receiving", "draw", "draws", "drew", "drawn", "drawing", "import", "imports", "imported",
        "importing", "buy", "buys", "bought", "buying", "earn", "earns", "earned", "earning", "derive",
        "derives", "derived", "deriving", "make", "makes", "made", "obtain", "obtains", "obtained", "source",
        "sources", "sourced", "recruit", "recruits", "recruited", "generate", "generates", "generated", "raise",
        "raises", "raised",
    ]
)  # fmt: skip
FROM = frozenset(("from",))


def share_taken(tokens: Tokens, verb: int) -> int:
    """What a share is of that a verb takes: the income of "gets half of its income"; -1 where it takes no share."""
    for share in tokens.kids[verb]:
        if tokens.dep[share] == "dobj" and share > verb:
            for of in tokens.kids[share]:
                if of > share and is_part(tokens, of, share):
                    return next((kid for kid in tokens.kids[of] if tokens.dep[kid] == "pobj"), -1)
    return -1


def is_source_of(tokens: Tokens, verb: int, preposition: int) -> bool:
    """Whether a "from" tells where a share comes from."""
    if tokens.lower[preposition] != "from" or tokens.lower[verb] not in TAKING:
        return False
    return verb < share_taken(tokens, verb) < preposition


def source_of_a_share(article: Article, node: int) -> bool:
    tokens, noun = article.tokens, article.tokens.head[node]
    if tokens.dep[noun] != "pobj" or noun > node:
        return False
    verb = tokens.head[tokens.head[tokens.head[noun]]]
    taken = tokens.lower[verb] in TAKING and share_taken(tokens, verb) == noun
    return taken and move(tokens, node, verb)


def candidates(tokens: Tokens) -> list[int]:
    if not tokens.holds(FROM) or not tokens.holds(TAKING):
        return []
    return [node for node in tokens.roles().get("prep", ()) if tokens.lower[node] == "from"]


def run(article: Article) -> None:
    if ask_of_each(article, source_of_a_share, candidates):
        link(article.tokens)
