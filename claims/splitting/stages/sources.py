"""Headlines that end with who says it: "Tax row: mayor misled voters, says Brook".

The parser takes the row or the mayor for who says so, or the saying for a second thing that was done.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
SAYING = frozenset(
    [
        "says", "say", "said", "claims", "claim", "warns", "warn", "suggests", "suggest", "finds", "find", "insists",
        "argues", "admits", "confirms", "confirm", "believes", "believe", "reveals", "shows", "show", "alleges",
    ]
)  # fmt: skip
LONGEST = 6
"""Words of a name or a study behind the verb."""
NAME_TAGS = NOUN_TAGS | {"DT", "JJ", "POS", "CD", "PRP$", "VBN", "VBG", "FW", "JJR"}
MARKS = frozenset(("'", '"', "''", "``", "’", "‘"))


def said_at(article: Article, first: int, end: int) -> int:
    """The verb of saying between a comma and a name that ends the line, or behind both, or -1."""
    tokens, last = article.tokens, end - 1
    if tokens.lower[last] in SAYING:
        comma = next(
            (one for one in range(last - 1, max(first + 2, last - 1 - LONGEST), -1) if is_comma(tokens, one)), 0
        )
        named = comma and all(tokens.tag[one] in NAME_TAGS for one in range(comma + 1, last))
        return last if named and comma < last - 1 and tokens.tag[last - 1] in NOUN_TAGS else -1
    for verb in range(max(first + 3, end - 1 - LONGEST), end - 1):
        if tokens.lower[verb] not in SAYING or tokens.form[verb - 1] != ",":
            continue
        behind = range(verb + 1, end)
        named = all(tokens.tag[one] in NAME_TAGS for one in behind) and tokens.tag[end - 1] in NOUN_TAGS
        return verb if named and tokens.form[verb + 1] not in MARKS else -1
    return -1


def is_comma(tokens: Tokens, node: int) -> bool:
    return tokens.form[node] == ","


def told_verb(tokens: Tokens, first: int, comma: int) -> int:
    """The verb of what is said: the uppermost one with a subject of its own, or -1."""
    for node in range(first, comma):
        if tokens.tag[node] not in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG") or tokens.dep[node] in ("amod", "relcl"):
            continue
        own = any(first <= kid < node and tokens.dep[kid] in SUBJECTS for kid in tokens.kids[node])
        above = tokens.head[node]
        within = (
            first <= above < comma and above != node and tokens.tag[above][:2] == "VB" and tokens.dep[above] != "amod"
        )
        if own and not within:
            return node
    return misread_verb(tokens, first, comma)


def misread_verb(tokens: Tokens, first: int, comma: int) -> int:
    """ "Mayor 'misled drivers'", read as drivers of a kind: the mayor did it."""
    for node in range(first + 1, comma - 1):
        noun = tokens.head[node]
        front = node - 2 if tokens.form[node - 1] in MARKS else node - 1
        if tokens.tag[node] not in ("VBD", "VBN") or tokens.dep[node] != "amod" or not node < noun < comma:
            continue
        if front < first or tokens.tag[front] not in NOUN_TAGS:
            continue
        tokens.head[front], tokens.dep[front] = node, "nsubj"
        tokens.head[node] = node
        tokens.head[noun], tokens.dep[noun], tokens.tag[node] = node, "dobj", "VBD"
        return node
    return -1


def hang(article: Article, first: int, end: int, verb: int) -> bool:
    """What stands in front of the comma is said by whom the name behind the verb names."""
    tokens, name = article.tokens, end - 1 if verb < end - 1 else verb - 1
    comma = verb - 1
    while not is_comma(tokens, comma):
        comma -= 1
    told = told_verb(tokens, first, comma)
    if told < 0:
        return nobody_else(tokens, verb, name)
    colon = next((one for one in range(told, first, -1) if tokens.form[one] == ":"), first - 1)
    for node in range(first, comma):
        if node <= colon:
            outside = not first <= tokens.head[node] <= colon or tokens.head[node] == node
            if outside:
                tokens.head[node], tokens.dep[node] = verb, "meta"
        elif node != told and (not colon < tokens.head[node] < comma or tokens.head[node] == node):
            tokens.head[node] = told
            tokens.dep[node] = "meta" if tokens.dep[node] in ("ROOT", *SUBJECTS) else tokens.dep[node]
    for node in range(verb + 1 if name > verb else comma + 1, name):
        if tokens.head[node] == verb or not comma < tokens.head[node] < end or tokens.head[node] == node:
            tokens.head[node], tokens.dep[node] = name, "compound"
    tokens.head[name], tokens.dep[name] = verb, "nsubj"
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = verb, "ROOT", "VBZ"
    tokens.head[told], tokens.dep[told] = verb, "ccomp"
    tokens.head[comma], tokens.dep[comma] = verb, "punct"
    return True


def nobody_else(tokens: Tokens, verb: int, name: int) -> bool:
    """Of what was read wrong nothing is told; what stands in front of the comma says nothing at any rate."""
    front = [kid for kid in tokens.kids[verb] if kid < min(verb, name) and tokens.dep[kid] in SUBJECTS]
    if tokens.head[verb] != verb or tokens.head[name] != verb or not front:
        return False
    for kid in front:
        tokens.dep[kid] = "meta"
    tokens.dep[name] = "nsubj"
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for first, end in article.sentences:
        if end - first > 5 and article.lines[tokens.line[first]].headline:
            verb = said_at(article, first, end)
            changed = (verb > 0 and hang(article, first, end, verb)) or changed
    if changed:
        link(tokens)
