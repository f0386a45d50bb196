"""What a clip purports to show, and headlines that quote between single marks.

In "A clip viewed on X purports to show" the clip purports, and nothing was viewed on purports; "purporting to show"
is one phrase. "'We were promised 5%'" over a paragraph is somebody's word. Of 'a banner with the slogan "Our nurses
were paid nothing" was seen' the banner was seen, and the nurses were not paid.
Reads the parse; changes it and `article.quotes`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link
from claims.splitting.stages.posts import CARRIES, POSTS

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
PURPORTING = frozenset(("purporting", "purports", "purported", "purport", "claims", "states", "warns"))
TOLD = frozenset(("told", "tells", "telling", "tell", "warned", "assured", "reminded", "informed"))
AS = frozenset(("as",))
LEAST = 3
"""Words of a quoted headline at least: fewer only have their doubts."""


def verb_for_a_noun(tokens: Tokens, node: int) -> bool:
    """ "A clip viewed on X purports to show", "a post shared since May claims that": the clip and the post do."""
    dated = tokens.dep[node] == "advcl" and tokens.entity[node - 1] == "DATE" and subject_of(tokens, node) == node - 1
    if not (dated or tokens.tag[node] == "NNS") or (shown := what_follows(tokens, node)) < 0:
        return False
    root = node
    while tokens.head[root] != root:
        root = tokens.head[root]
    if root == node:
        own = subject_of(tokens, node)
        tokens.tag[node] = "VBZ" if own >= 0 and tokens.lower[own] in POSTS | CARRIES else "NNS"
        return False
    noun = root if tokens.tag[root][0] == "N" else subject_of(tokens, root)
    if noun < 0 or noun >= node or tokens.lower[noun] not in POSTS | CARRIES:
        return False
    moves, roles = leave(tokens, node, root)
    moves |= {kid: node for kid in tokens.kids[root] if kid > node} | {
        root: noun,
        node: node,
        noun: node,
        shown: node,
    }
    if not rehung(tokens, moves):
        return False
    for one, role in roles.items():
        tokens.dep[one] = role
    if root != noun:
        tokens.dep[root], tokens.tag[root] = "acl", "VBN"
    tokens.dep[node], tokens.tag[node], tokens.dep[noun] = "ROOT", "VBZ", "nsubj"
    tokens.dep[shown] = "xcomp" if tokens.lower[node] == "purports" else "ccomp"
    return True


def place_in_front(tokens: Tokens, verb: int) -> bool:
    """ "viewed on X claims": X is where it was viewed."""
    place, preposition = verb - 1, verb - 2
    left = tokens.dep[place] == "compound" and tokens.head[place] == verb and tokens.tag[verb] == "VBZ"
    if not left or preposition < 0 or tokens.dep[preposition] != "prep" or tokens.kids[preposition]:
        return False
    if not rehung(tokens, {place: preposition}):
        return False
    tokens.dep[place] = "pobj"
    return True


def what_follows(tokens: Tokens, node: int) -> int:
    """The verb behind "purports to" or "claims that", or -1."""
    if tokens.lower[node] == "purports":
        shown = node + 2 if tokens.lower[node + 1] == "to" and tokens.tag[node + 2] == "VB" else -1
        while shown >= 0 and tokens.dep[shown] in ("aux", "auxpass") and tokens.head[shown] != shown:
            shown = tokens.head[shown]  # "to be signed"
        return shown if shown > node else -1
    return next((kid for kid in tokens.kids[node] if kid > node and tokens.dep[kid] == "ccomp"), -1)


def leave(tokens: Tokens, node: int, root: int) -> tuple[dict[int, int], dict[int, str]]:
    """The heads and roles that take a verb out of the phrase it was read as the noun of: "on X", "since May"."""
    place = next((kid for kid in tokens.kids[node] if kid == node - 1), -1)
    since = next((kid for kid in tokens.kids[node] if kid < node and tokens.dep[kid] == "mark"), -1)
    moves = {kid: place for kid in tokens.kids[node] if kid < place}
    if since >= 0 and place > since:
        return moves | {since: root, place: since}, {since: "prep", place: "pobj"}
    return (moves | {place: tokens.head[node]}, {place: tokens.dep[node]}) if place >= 0 else (moves, {})


def as_it_says(article: Article, node: int) -> bool:
    """ "as a post on Facebook suggests", read as "suggests as a post": the post does."""
    tokens = article.tokens
    noun = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "pobj"), -1)
    verb = tokens.right[noun] + 1 if noun > node else len(tokens)
    if verb >= len(tokens) or tokens.tag[verb] not in ("VBZ", "VBD", "VBP") or subject_of(tokens, verb) >= 0:
        return False
    main = tokens.head[node]
    if main != verb and (tokens.head[main] != verb or tokens.dep[main] != "ccomp"):
        return False
    if tokens.lower[verb] not in article.lexicon["speech"] or tokens.form[verb + 1 : verb + 2] not in (["."], [","]):
        return False
    moves, above = {noun: verb}, tokens.head[verb]
    if main != verb:
        moves |= {kid: main for kid in tokens.kids[verb] if tokens.dep[kid] == "punct"}
        moves |= {main: main if above == verb else above, verb: main, node: verb}
    if not rehung(tokens, moves):
        return False
    if main != verb:
        tokens.dep[main], tokens.dep[verb] = tokens.dep[verb], "advcl"
    tokens.dep[node], tokens.dep[noun] = "mark", "nsubj"
    return True


def told_that(tokens: Tokens, node: int) -> bool:
    """ "told deputies that a man had been wearing two coats": what they were told, and nothing they are."""
    noun = tokens.head[node]
    told = tokens.head[noun]
    if tokens.lower[tokens.left[node]] != "that" or tokens.dep[noun] not in ("dobj", "dative") or noun > node:
        return False
    if tokens.dep[tokens.left[node]] != "mark" or subject_of(tokens, node) < 0:
        return False
    tokens.head[node], tokens.dep[node] = told, "ccomp"
    return True


def subject_of(tokens: Tokens, verb: int) -> int:
    return next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS), -1)


def one_phrase(tokens: Tokens, node: int) -> bool:
    """ "purporting to show": what it purports."""
    shown = node + 2
    if (
        tokens.lower[node] == "claims"
        or tokens.dep[shown : shown + 1] != ["advcl"]
        or tokens.head[shown] != node
        or tokens.lower[node + 1] != "to"
    ):
        return False
    tokens.dep[shown] = "xcomp"
    return True


def quoted_headlines(article: Article) -> None:
    """Marks as quoted what stands between single marks at the start of a headline, and has a subject and verb."""
    tokens, lines = article.tokens, article.lines
    for first, end in article.sentences:
        if tokens.form[first] != "'" or not lines[tokens.line[first]].headline:
            continue
        close = next((place for place in range(first + LEAST, end) if tokens.form[place] == "'"), -1)
        if close < 0 or not tells(tokens, first, close):
            continue
        number = max(article.quotes) + 1
        article.quotes[first : close + 1] = [number] * (close + 1 - first)
        tokens.form[first] = tokens.form[close] = '"'


def tells(tokens: Tokens, first: int, close: int) -> bool:
    return any(tokens.dep[place] in SUBJECTS and tokens.head[place] > place for place in range(first, close))


def clause_of_a_slogan(article: Article, verb: int) -> bool:
    """'A banner with the slogan "Our nurses were paid" was seen': the nurses were, and the banner was seen."""
    tokens, quotes = article.tokens, article.quotes
    kids = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid < verb]
    behind = next((kid for kid in tokens.kids[verb] if kid > verb and tokens.dep[kid] == "conj"), -1)
    if behind < 0 and tokens.dep[verb] == "ccomp" and tokens.head[verb] > verb:
        behind = tokens.head[verb]
    if len(kids) != 2 or quotes[kids[0]] or quotes[kids[1]] != quotes[verb] or behind < 0 or quotes[behind]:
        return False
    noun, opening = kids[0], tokens.left[kids[1]] - 1
    if (
        subject_of(tokens, behind) >= 0
        or opening < 0
        or tokens.form[opening] != '"'
        or tokens.kids[opening]
        or tokens.tag[behind][:2] not in ("VB", "MD")
    ):
        return False
    moves, above = {noun: behind, opening: verb}, tokens.head[verb]
    if above != behind:
        moves |= {behind: behind if above == verb else above, verb: behind}
        moves |= {kid: behind for kid in tokens.kids[verb] if kid > behind}
    if not rehung(tokens, moves):
        return False
    tokens.dep[noun] = SUBJECT[tokens.tag[behind]]
    if above != behind:
        tokens.dep[behind] = tokens.dep[verb]
    tokens.dep[verb] = "dep"
    return True


SUBJECT = {"VBN": "nsubjpass"} | dict.fromkeys(("VB", "VBD", "VBZ", "VBP", "VBG", "MD"), "nsubj")


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if tokens.holds(PURPORTING):
        for node in range(1, len(tokens) - 2):
            if tokens.lower[node] in PURPORTING:
                changed = verb_for_a_noun(tokens, node) or one_phrase(tokens, node) or changed
                changed = place_in_front(tokens, node) or changed
    if tokens.holds(TOLD):
        for node in tokens.places(("acl", "relcl")):
            if tokens.lower[tokens.head[tokens.head[node]]] in TOLD:
                changed = told_that(tokens, node) or changed
    for node in tokens.places(("prep",)) if tokens.holds(AS) else ():
        if tokens.lower[node] == "as":
            changed = as_it_says(article, node) or changed
    if "'" in tokens.form:
        quoted_headlines(article)
    if any(article.quotes):
        for verb, quote in enumerate(article.quotes):
            if quote and tokens.tag[verb][:2] == "VB":
                changed = clause_of_a_slogan(article, verb) or changed
    if changed:
        link(tokens)
