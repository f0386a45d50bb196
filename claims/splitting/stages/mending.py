"""Known slips of the parser, put right in the tree before any rule reads it.

"the President of Mali, Ada Keita," hangs the name on Mali; it belongs to the President. "the River Ware" hangs
"Ware" on the verb as if it were a clause; a name is one phrase.
Reads the parse; changes `head`, `kids`, `dep`, `tag` and `left`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.parsing import link


def office_above(tokens: Tokens, place: int, offices: frozenset[str]) -> int:
    """The office a place belongs to: "President" for "Mali" in "President of Mali", else -1."""
    above = tokens.head[place]
    if tokens.dep[place] != "pobj" or tokens.lower[above] not in ("of", "for", "in"):
        return -1
    noun = tokens.head[above]
    return noun if tokens.lower[noun] in offices and tokens.tag[noun][:2] == "NN" else -1


def hang(tokens: Tokens, node: int, above: int) -> bool:
    """Moves a node under another; never under what hangs on it, for whoever walks such a ring never comes out.

    Whether it was moved.
    """
    beside = tokens.kids[tokens.head[node]]
    if hangs_on(tokens, above, node) or node not in beside:
        return False  # what hangs on nothing is the top of its sentence
    beside.remove(node)
    tokens.kids[above].append(node)
    tokens.kids[above].sort()
    tokens.head[node] = above
    return True


def hangs_on(tokens: Tokens, low: int, high: int) -> bool:
    """Whether `high` is `low` itself or stands anywhere over it."""
    while low != high and tokens.head[low] != low:
        low = tokens.head[low]
    return low == high


def rehung(tokens: Tokens, moves: dict[int, int]) -> bool:
    """Gives nodes other heads, all of them or none: none where one would hang on what hangs on it.

    Whether they have them. What hangs on what is to be linked anew then.
    """
    before = {node: tokens.head[node] for node in moves}
    for node, above in moves.items():
        tokens.head[node] = above
    if not any(in_ring(tokens, node) for node in moves):
        return True
    for node, above in before.items():
        tokens.head[node] = above
    return False


def in_ring(tokens: Tokens, node: int) -> bool:
    """Whether whoever goes up from a node never comes to an end."""
    seen: set[int] = set()
    while tokens.head[node] != node and node not in seen:
        seen.add(node)
        node = tokens.head[node]
    return node in seen


def verb_above(tokens: Tokens, node: int) -> int:
    """The nearest verb over a node, or -1."""
    for _ in range(12):
        above = tokens.head[node]
        if above == node:
            return -1
        node = above
        if tokens.tag[node][:2] == "VB":
            return node
    return -1


def is_date(tokens: Tokens, node: int) -> bool:
    return tokens.entity[node] in ("DATE", "TIME") and (tokens.tag[node] in ("NNP", "CD"))


WHERE = frozenset(("in", "at", "from", "by", "for", "with", "near", "on", "as", "after"))


def places_of_dates(tokens: Tokens, node: int) -> None:
    """ "born on May 4, 1985, in Leeds": the place belongs to the birth, not to the date."""
    if not is_date(tokens, tokens.head[node]) or tokens.lower[node] not in WHERE:
        return
    if any(tokens.dep[kid] == "pobj" and tokens.entity[kid] in ("DATE", "TIME") for kid in tokens.kids[node]):
        return
    verb = verb_above(tokens, node)
    if verb >= 0:
        hang(tokens, node, verb)


CLAUSE_ROLES = frozenset({"advcl", "ccomp", "xcomp", "acl", "relcl"})


def second_half_of_a_name(tokens: Tokens, node: int) -> bool:
    """A proper noun in a clause's role, right behind another one of the same name."""
    before = node - 1
    return (
        node > 0
        and tokens.tag[node][:3] == tokens.tag[before][:3] == "NNP"
        and tokens.entity[node] == tokens.entity[before] != ""
        and tokens.head[before] != node
    )


def name_behind_a_joined_office(tokens: Tokens, name: int, offices: frozenset[str]) -> None:
    """ "PM Ada Lund and Minister Bo Berg signed": Berg is the second of the two, not another name for Lund."""
    person = tokens.head[name]
    if tokens.entity[name] != "PERSON" or tokens.entity[person] != "PERSON":
        return
    office = tokens.left[name] - 1
    if (
        office in tokens.kids[person]
        and tokens.dep[office] == "conj"
        and tokens.lower[office] in offices
        and hang(tokens, office, name)
    ):
        tokens.dep[name], tokens.dep[office] = "conj", "compound"
        tokens.left[name] = tokens.left[office]


def verb_read_as_a_noun(tokens: Tokens, node: int) -> None:
    """ "who last swam": what follows "who" and opens a clause is a verb, and "last" says when."""
    if tokens.tag[node] == "NN" and any(
        tokens.tag[kid] in ("WP", "WDT") and tokens.dep[kid] == "nsubj" for kid in tokens.kids[node]
    ):
        tokens.tag[node] = "VBD"
        for kid in tokens.kids[node]:
            if tokens.dep[kid] == "amod":
                tokens.tag[kid], tokens.dep[kid] = "RB", "advmod"


def ship_boarded(tokens: Tokens, node: int) -> None:
    """ "signed it on board the ferry": the ferry is where, not what was signed."""
    board = tokens.left[node] - 1
    aboard = board > 0 and tokens.lower[board] == "board" and tokens.lower[board - 1] == "on"
    if aboard and hang(tokens, node, board):
        tokens.dep[node] = "nmod"


def role_read_as_a_verb(tokens: Tokens, role: int, roles: frozenset[str]) -> bool:
    """ "married to actor Tom Hale": the role belongs to the name, and nobody acts him."""
    to, above = role - 1, tokens.head[role]
    if (
        tokens.lower[role] not in roles
        or above == role
        or tokens.tag[to] != "TO"
        or tokens.head[to] != role
        or tokens.entity[role + 1 : role + 2] != ["PERSON"]
    ):
        return False
    name = next((kid for kid in tokens.kids[role] if kid > role and tokens.entity[kid] == "PERSON"), -1)
    if name < 0:
        return False
    for kid in [*tokens.kids[role]]:
        hang(tokens, kid, to if kid == name else above)
    hang(tokens, role, name)
    tokens.tag[to], tokens.dep[to] = "IN", "prep"
    tokens.tag[role], tokens.dep[role] = "NN", "compound"
    tokens.dep[name] = "pobj"
    return True


def mend_roles(article: Article) -> None:
    tokens, roles, changed = article.tokens, article.lexicon["roles"], False
    if "TO" not in tokens.tag or not tokens.holds(roles):
        return
    for node in range(1, len(tokens)):
        if tokens.tag[node] == "VB" and role_read_as_a_verb(tokens, node, roles):
            changed = True
    if changed:
        link(tokens)


FRONTED = frozenset(("dep", "nsubj", "nsubjpass"))


def description_in_front(tokens: Tokens, first: int, end: int) -> None:
    """ "A native of Leeds, she swims", "The fourth of nine, she …": words before the comma describe the subject.

    Its role becomes "fronted", a role of no model.
    """
    if tokens.dep[first] != "det" or tokens.lower[first] not in ("a", "an", "the"):
        return
    noun = tokens.head[first]
    comma = tokens.right[noun] + (tokens.form[tokens.right[noun]] != ",")
    one = tokens.tag[noun] == "NN" or (tokens.tag[noun] == "NNS" and tokens.lower[first + 2 : first + 3] == ["of"])
    if not one or tokens.dep[noun] not in FRONTED or comma + 2 >= end or tokens.form[comma] != ",":
        return
    verb = tokens.head[noun]
    own = next((kid for kid in tokens.kids[verb] if kid > comma and tokens.dep[kid] in ("nsubj", "nsubjpass")), -1)
    if own < 0 or tokens.left[own] != comma + 1 or own >= verb:
        return
    if tokens.tag[own] in ("NNP", "PRP") and tokens.entity[noun] not in ("DATE", "TIME"):
        tokens.dep[noun] = "fronted"


SETTLED = frozenset(
    (
        "republic",
        "town",
        "city",
        "country",
        "village",
        "state",
        "island",
        "nation",
        "kingdom",
        "suburb",
        "port",
        "resort",
    )
)


def place_described(tokens: Tokens, node: int) -> None:
    """ "Voters in Veldonia, a small republic, go to the polls": Veldonia is the republic."""
    near = tokens.left[node] - 2
    loose = near > 0 and tokens.form[near + 1] == "," and tokens.head[node] < near
    place = loose and tokens.entity[near] in ("GPE", "LOC") and tokens.dep[near] == "pobj"
    if place and tokens.lower[node] in SETTLED and hang(tokens, node, near):
        tokens.right[near] = max(tokens.right[near], tokens.right[node])


def run(article: Article) -> None:
    tokens = article.tokens
    mend_roles(article)
    participles = article.lexicon["participles"]
    for node, tag in enumerate(tokens.tag):
        if tag == "VBD" and tokens.lower[node] in participles:
            tokens.tag[node] = "VBN"
    mend_clauses(tokens)
    for _, first, end in article.speaking():
        description_in_front(tokens, first, end)
    offices = article.lexicon["offices", "roles"]
    for node in tokens.roles().get("appos", ()):
        if tokens.entity[node] == "PERSON" and tokens.entity[tokens.head[node]] != "PERSON":
            office = office_above(tokens, tokens.head[node], offices)
            if office >= 0:
                hang(tokens, node, office)
        else:
            name_behind_a_joined_office(tokens, node, offices)


def mend_clauses(tokens: Tokens) -> None:
    entity, head, roles = tokens.entity, tokens.head, tokens.roles()
    found = tokens.places(CLAUSE_ROLES)
    found += [node for node in roles.get("prep", ()) if entity[head[node]] in ("DATE", "TIME")]
    if tokens.holds(ABOARD):
        found += roles.get("dobj", ())
    for node in sorted(found):
        dep = tokens.dep[node]
        if dep == "prep":
            places_of_dates(tokens, node)
        elif dep == "dobj":
            ship_boarded(tokens, node)
        elif second_half_of_a_name(tokens, node) and hang(tokens, node, node - 1):
            tokens.dep[node] = "nmod"
        elif dep == "relcl":
            verb_read_as_a_noun(tokens, node)


ABOARD = frozenset(("board",))
