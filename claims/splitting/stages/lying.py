"""How things are found lying: of "Police found a glove dropped near the door" the glove was dropped by somebody.

The parser reads what the police found out. Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_past_form
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.misplaced import subject_of
from claims.splitting.stages.parsing import link
from claims.splitting.stages.rows import PAPERS

FINDING = frozenset(("found", "find", "finds", "discovered", "spotted", "noticed"))
LYING = frozenset(
    [
        "dropped", "dumped", "thrown", "parked", "hidden", "buried", "abandoned", "moored", "sunk", "stranded",
        "tied", "chained", "stuck", "stuffed", "wedged", "washed", "discarded", "scattered", "placed", "left", "cut",
        "torn", "carved", "painted", "locked", "trapped", "pinned", "attached", "taped", "planted", "concealed",
        "wrapped",
    ]
)  # fmt: skip
"""How things are found, be it that somebody did it to them."""


MOVED = frozenset(("by", "to", "from"))


def found_lying(article: Article, node: int) -> bool:
    """ "Police found a glove dropped near the door": a glove that was dropped there; gloves drop nothing."""
    tokens, above = article.tokens, article.tokens.head[node]
    own = subject_of(tokens, node)
    if tokens.lower[above] not in FINDING or own < 0 or tokens.left[own] != above + 1 or node != own + 1:
        return False
    one = tokens.lower[above + 1] in ("a", "an", "two", "three") and tokens.tag[own] in ("NN", "NNS")
    behind = tokens.tag[node + 1 : node + 2] in (["IN"], ["RB"]) and tokens.lower[node + 1] not in MOVED
    past = is_past_form(tokens.lower[node], article.lexicon) and tokens.tag[node] == "VBD"
    taken = any(tokens.dep[kid] in ("dobj", "aux", "auxpass", "ccomp", "xcomp") for kid in tokens.kids[node])
    told = is_a_result(article, subject_of(tokens, above)) or tokens.lower[node] not in LYING
    if not one or not behind or not past or taken or told:
        return False
    tokens.head[own], tokens.dep[own] = above, "dobj"
    tokens.head[node], tokens.dep[node], tokens.tag[node] = own, "acl", "VBN"
    return True


def is_a_result(article: Article, finder: int) -> bool:
    """Whether what "found" is a study, which finds out that something is so."""
    return finder < 0 or article.tokens.lower[finder] in PAPERS or article.tokens.lower[finder] in ("study", "it")


def candidates(tokens: Tokens) -> list[int]:
    return list(tokens.roles().get("ccomp", ())) if tokens.holds(FINDING) else []


def run(article: Article) -> None:
    if ask_of_each(article, found_lying, candidates):
        link(article.tokens)
