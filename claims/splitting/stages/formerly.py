"""What something once was, between commas, takes no verb away: "Orders for masts, once Orlo's main trade, dried up."

The parser makes a clause of "once … dried up", or a description of the verb: "loans that were dried up".
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.hanging import move, root_of
from claims.splitting.stages.mending import hangs_on, rehung
from claims.splitting.stages.parsing import link

WHILES = frozenset(("once", "formerly", "now", "long", "still", "previously", "currently", "traditionally"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
INSIDE = NOUNS | {"DT", "PRP$", "POS", "JJ", "JJS", "JJR", "RBS", "RB", "HYPH", "VBG", "CD", "IN", "CC"}
"""What a noun phrase is made of; a verb in it would make it a clause."""
VERBS = frozenset(("VBD", "VBN", "VBZ", "VBP", "MD"))
TRADERS = frozenset(
    [
        "market", "customer", "buyer", "destination", "partner", "supplier", "rival", "neighbor", "neighbour",
        "client", "ally", "stronghold", "colony", "hub", "capital", "city", "town", "country", "state", "exporter",
        "importer",
    ]
)  # fmt: skip
"""What a place is, and no sale to it."""
LONGEST = 14  # tokens


def closing(tokens: Tokens, word: int, end: int) -> int:
    """The comma behind the noun phrase that a "once" opens, or -1."""
    for place in range(word + 2, min(word + LONGEST, end - 1)):
        if tokens.form[place] == ",":
            return place if tokens.tag[place - 1] in NOUNS else -1
        if tokens.tag[place] not in INSIDE:
            return -1
    return -1


def noun_of(tokens: Tokens, first: int, end: int) -> int:
    """The noun of a phrase: the first whose next words hang behind it."""
    place = first
    while place < end and tokens.tag[place] not in ("IN", "CC"):
        place += 1
    return place - 1 if tokens.tag[place - 1] in NOUNS else -1


def subject_of(tokens: Tokens, place: int, first: int) -> int:
    """The noun of the phrase in front of the comma, with nothing but phrases and names over it."""
    while first <= tokens.head[place] < place or tokens.dep[place] in ("compound", "poss", "nmod"):
        above = tokens.head[place]
        if above == place or tokens.dep[place] not in ("pobj", "prep", "compound", "poss", "nmod"):
            break
        place = above
    return place if tokens.tag[place] in NOUNS else -1


def stands_alone(tokens: Tokens, first: int, word: int) -> bool:
    """Whether nothing but the subject stands in front."""
    return VERBS.isdisjoint(tokens.tag[first:word]) and "," not in tokens.form[first : word - 1]


def told(article: Article, word: int, first: int, end: int) -> bool:
    tokens = article.tokens
    comma = closing(tokens, word, end)
    if comma < 0 or tokens.tag[comma + 1] not in VERBS or not stands_alone(tokens, first, word):
        return False
    verb = comma + 1
    if tokens.dep[verb] in ("aux", "auxpass"):
        verb = tokens.head[verb]
    noun, subject = noun_of(tokens, word + 1, comma), subject_of(tokens, word - 2, first)
    told_of = subject
    if noun <= word or not first <= subject < word or verb <= comma:
        return False
    near = word - 2
    named = tokens.dep[near] == "pobj" and tokens.tag[near] == "NNP" and tokens.lower[noun] in TRADERS
    if named and tokens.tag[subject] in ("NN", "NNS") and not tokens.entity[subject]:
        told_of = near  # "Sales in Spain, still its largest market"
    lost = root_of(tokens, first, end) == subject and hangs_on(tokens, verb, subject)
    read = tokens.head[subject] == verb == tokens.head[noun] and tokens.dep[subject][:5] == "nsubj"
    if not lost and not read:
        return False
    moves = described(tokens, word, noun, told_of, comma)
    if lost:
        moves |= {kid: verb for kid in (*tokens.kids[subject], *tokens.kids[noun]) if kid > verb}
        moves |= {verb: verb, subject: verb}
    if not rehung(tokens, moves):
        return False
    if lost:
        tell(tokens, subject, verb)
    tokens.dep[noun], tokens.dep[word], tokens.tag[word] = "appos", "advmod", "RB"
    return True


def tell(tokens: Tokens, subject: int, verb: int) -> None:
    """Makes the word behind the second comma the verb of the sentence."""
    passive = any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[verb])
    tokens.dep[verb], tokens.dep[subject] = "ROOT", "nsubjpass" if passive else "nsubj"
    if not any(tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[verb]) and tokens.tag[verb] == "VBN":
        tokens.tag[verb] = "VBD"


def described(tokens: Tokens, word: int, noun: int, subject: int, comma: int) -> dict[int, int]:
    """The heads by which the noun phrase hangs on the subject, and on it what opens it."""
    inside = [place for place in range(word + 1, comma) if not word < tokens.head[place] < comma]
    return dict.fromkeys((*inside, word, comma), noun) | {noun: subject, word - 1: subject}


def of_the_place(tokens: Tokens, node: int) -> bool:
    """ "Sales in Spain, its largest market, fell": Spain is the market."""
    thing, near = tokens.head[node], tokens.left[node] - 1
    near -= tokens.form[near] == ","
    if tokens.lower[node] not in TRADERS or tokens.tag[node] != "NN" or near <= thing:
        return False
    loose = tokens.form[near + 1] == "," and tokens.dep[near] == "pobj" and tokens.tag[near] == "NNP"
    plain = tokens.tag[thing] in ("NN", "NNS") and not tokens.entity[thing] and tokens.lower[thing] not in TRADERS
    return loose and plain and tokens.head[tokens.head[near]] == thing and move(tokens, node, near)


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in tokens.roles().get("appos", ()) if tokens.holds(TRADERS) else ():
        changed = of_the_place(tokens, node) or changed
    for _, first, end in article.speaking() if tokens.holds(WHILES) else ():
        for word in range(first + 2, end - 3):
            if tokens.lower[word] in WHILES and tokens.form[word - 1] == "," and told(article, word, first, end):
                changed = True
                break
    if changed:
        link(tokens)
