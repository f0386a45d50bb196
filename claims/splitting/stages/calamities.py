"""What a "which" clause is about where it stands behind the place of a disaster, or behind an aside with a price.

Of "the collapse of the Orlin Bridge, which killed 11" the collapse killed them; of "a review, costing up to £25,000,
which must report" no pounds report.
Reads the parse; changes `head` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular
from claims.splitting.stages.asking import mend
from claims.splitting.stages.bearers import opens_with, people_word
from claims.splitting.stages.hanging import move

DISASTERS = frozenset(
    [
        "collapse", "fire", "blaze", "crash", "explosion", "blast", "attack", "bombing", "shooting", "earthquake",
        "quake", "flood", "storm", "disaster", "accident", "massacre", "derailment", "sinking", "stampede", "crush",
        "landslide", "avalanche", "outbreak", "siege", "raid", "riot", "eruption", "drought", "famine", "collision",
    ]
)  # fmt: skip
HARMING = frozenset(("killed", "kills", "injured", "injures", "wounded", "claimed", "destroyed", "displaced", "hurt"))
AT = frozenset(("of", "at", "in", "on", "near"))
FIGURES = frozenset(("MONEY", "PERCENT", "QUANTITY", "CARDINAL"))


def which_happened(tokens: Tokens, node: int) -> bool:
    """ "the fire at Orlo Tower, which killed 72": no tower killed anybody."""
    place = tokens.head[node]
    led = tokens.head[place]
    event = led - 1
    if tokens.dep[place] != "pobj" or tokens.lower[led] not in AT or tokens.lower[node] not in HARMING:
        return False
    if event < 0 or singular(tokens.lower[event]) not in DISASTERS or singular(tokens.lower[place]) in DISASTERS:
        return False
    moved = move(tokens, led, event)
    return move(tokens, node, event) or moved


def which_was_built(tokens: Tokens, node: int) -> bool:
    """ "the fire at Orlo Tower, which opened in 1974": the tower did."""
    event, place = tokens.head[node], tokens.left[node] - 2
    named = tokens.tag[place] in ("NNP", "NNPS") and tokens.dep[place] == "pobj"
    if not named or singular(tokens.lower[event]) not in DISASTERS or tokens.lower[node] not in BUILT:
        return False
    return tokens.head[tokens.head[place]] == event and move(tokens, node, place)


def which_is_no_person(article: Article, node: int) -> bool:
    """ "summoned the ambassador of Sulani, which had armed them": no ambassador is "which"."""
    tokens, person = article.tokens, article.tokens.head[node]
    name = tokens.left[node] - 2
    if tokens.tag[person] != "NN" or tokens.lower[person] not in article.lexicon["offices", "roles"]:
        return False
    named = tokens.tag[name] in ("NNP", "NNPS") and tokens.dep[name] == "pobj" and tokens.entity[name] != "PERSON"
    return named and tokens.lower[tokens.head[name]] in ("of", "at", "to") and move(tokens, node, name)


BUILT = frozenset(("opened", "built", "completed", "houses", "housed", "stands", "carries", "carried", "employs"))


def behind_an_aside(article: Article, node: int) -> bool:
    """ "a review, costing up to £25,000, which must report", "a survey, paid for by donors, which found"."""
    tokens, noun = article.tokens, article.tokens.head[node]
    if tokens.entity[noun] not in FIGURES and not (tokens.tag[noun] == "NNS" and people_word(article, noun)):
        return False
    aside, steps = noun, 0
    while tokens.tag[aside] not in ("VBG", "VBN") and tokens.head[aside] < aside and steps < 4:
        aside, steps = tokens.head[aside], steps + 1
    thing = aside - 2
    if (
        thing < 0
        or tokens.tag[aside] not in ("VBG", "VBN")
        or tokens.left[aside] != aside
        or tokens.form[aside - 1] != ","
    ):
        return False
    common = tokens.tag[thing] == "NN" and tokens.dep[thing] in ("dobj", "pobj", "attr", "nsubj", "nsubjpass")
    return common and not people_word(article, thing) and move(tokens, node, thing)


def of_a_relative(article: Article, node: int) -> bool:
    if not opens_with(article.tokens, node, "which") or node < 4:
        return False
    tokens = article.tokens
    return (
        which_happened(tokens, node)
        or which_was_built(tokens, node)
        or which_is_no_person(article, node)
        or behind_an_aside(article, node)
    )


RULES = {"relcl": of_a_relative}
WHICH = frozenset(("which",))


def candidates(tokens: Tokens) -> list[int]:
    return [*tokens.roles().get("relcl", ())] if tokens.holds(WHICH) else []


def run(article: Article) -> None:
    mend(article, RULES, candidates)
