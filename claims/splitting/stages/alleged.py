"""What somebody says inside a relative clause: of "Holm, who police say shot the guard" the police say that Holm did.

Without a relative word the parser joins the two nouns: of "a measure economists say would cost" it makes economists
of measures. Reads the parse; changes `dep`, `head`, `tag` and the edges of subtrees. `settle` reads frames, and gives
the inner verb the noun as its subject and whoever says it as its speaker.
"""

from claims.splitting.article import Article, Frame, Tokens
from claims.splitting.inflection import is_past_form
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link
from claims.splitting.stages.relatives import antecedent, tells_which

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
HOLDING = frozenset(
    [
        "say", "says", "said", "believe", "believes", "believed", "think", "thinks", "thought", "suspect",
        "suspects", "suspected", "fear", "fears", "feared", "claim", "claims", "claimed", "allege", "alleges",
        "alleged", "suggest", "suggests", "suggested", "estimate", "estimates", "estimated", "insist",
        "insists", "insisted", "warn", "warns", "warned", "argue", "argues", "argued", "predict", "predicted",
        "expect", "hope", "hoped",
    ]
)  # fmt: skip
OPEN = frozenset(("expect", "hope", "hoped"))
"""What is hoped is not said to be so."""
TOLD = frozenset(("VBP", "VBD", "VBZ"))
FINITE = TOLD | {"MD"}
WHICH = frozenset(("WP", "WDT"))
CHAIN = frozenset(("aux", "auxpass", "neg", "advmod"))


def inner_verb(article: Article, say: int) -> int:
    """The verb right behind a verb of saying that has no subject in between, or -1."""
    tokens, place = article.tokens, say + 1
    while place < len(tokens) - 1 and tokens.tag[place] == "RB":
        place += 1
    if place >= len(tokens) or tokens.opens[place]:
        return -1
    verb = tokens.head[place] if tokens.dep[place] in ("aux", "auxpass") else place
    bare = tokens.tag[verb] in ("VB", "VBN") and verb == place and is_past_form(tokens.lower[verb], article.lexicon)
    told = tokens.tag[place] in FINITE or bare
    own = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid >= say - 1]
    return verb if told and not own and verb > say and verb - place < 5 else -1


def found_with(tokens: Tokens, say: int) -> tuple[int, int, int]:
    """The noun, the relative word (-1 without one) and the sayer in front of a verb of saying; -1 for none."""
    sayer = say - 1
    if tokens.head[sayer] != say or tokens.dep[sayer] not in SUBJECTS:
        return -1, -1, -1
    word = tokens.left[sayer] - 1
    if word > 0 and tokens.tag[word] in WHICH and tokens.dep[say] == "relcl":
        return tokens.head[say], word, sayer
    if tokens.dep[say] == "relcl" and tokens.head[say] < sayer:
        return tokens.head[say], -1, sayer
    noun = sayer - 1
    joined = tokens.dep[noun] == "compound" and tokens.head[noun] == sayer and tokens.tag[noun] == "NN"
    many = tokens.tag[sayer] == "NNS" and tokens.dep[say] in ("ccomp", "xcomp", "advcl")
    counted = any(tokens.tag[kid] in ("DT", "PRP$") for kid in tokens.kids[sayer])
    return (noun, -1, sayer) if joined and many and counted else (-1, -1, -1)


def parted(tokens: Tokens, noun: int, sayer: int, say: int) -> dict[int, int]:
    """The heads that make two nouns of "a measure economists": the first is what the clause is about."""
    moves = {kid: noun for kid in tokens.kids[sayer] if kid < noun}
    return moves | {noun: tokens.head[say], say: noun}


BE = frozenset(("is", "was", "are", "were", "be", "been"))


def under(tokens: Tokens, verb: int, say: int, word: int, moves: dict[int, int]) -> bool:
    """Makes a verb what is said, with what follows it, and of the relative word its subject, and makes other moves.

    Whether it did: nothing may come to hang on what hangs on it.
    """
    above, moves = tokens.head[verb], moves | {verb: say}
    taken = above != say and above > verb and tokens.head[above] == say
    if taken:
        moves[above] = verb  # "who they say sold drugs": no drugs are sold ones
    if word >= 0:
        moves[word] = verb
    if not rehung(tokens, moves):
        return False
    if taken:
        tokens.dep[above] = "dobj"
    helped = any(tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[verb])
    tokens.dep[verb] = "ccomp"
    if not helped and tokens.tag[verb] in ("VB", "VBN"):
        tokens.tag[verb] = "VBD"
    if word >= 0:
        passive = any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[verb])
        tokens.dep[word] = "nsubjpass" if passive else "nsubj"
    return True


def said_of_it(article: Article, say: int) -> bool:
    tokens = article.tokens
    verb = inner_verb(article, say)
    noun, word, sayer = found_with(tokens, say) if verb > say else (-1, -1, -1)
    if noun < 0 or tokens.tag[noun] not in NOUN_TAGS:
        return False
    inside = tokens.head[verb] == say or (tokens.head[tokens.head[verb]] == say and tokens.head[verb] > verb)
    if not inside:
        return False
    joined = tokens.dep[say] != "relcl"
    if not under(tokens, verb, say, word, parted(tokens, noun, sayer, say) if joined else {}):
        return False
    if joined:
        tokens.dep[noun] = "attr" if tokens.lower[tokens.head[noun]] in BE else "dobj"
        tokens.dep[say] = "relcl"
    told_afterwards(tokens, noun, say, verb)
    return True


def told_afterwards(tokens: Tokens, noun: int, say: int, verb: int) -> None:
    """ "People who doctors say are at risk should stay in": what a second verb tells, no doctors say."""
    later = next((kid for kid in tokens.kids[say] if kid > verb and tokens.dep[kid] == "ccomp"), -1)
    if later < 0 or tokens.head[noun] != noun:
        return
    opened = any(tokens.dep[kid] in SUBJECTS | {"mark", "cc"} for kid in tokens.kids[later])
    helper = tokens.left[later]
    if opened or tokens.tag[helper] not in FINITE or any(sign in ",;:" for sign in tokens.form[verb:helper]):
        return
    passive = any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[later])
    tokens.head[later], tokens.dep[later] = later, "ROOT"
    for kid in tokens.kids[noun]:
        if kid > later:
            tokens.head[kid] = later
    tokens.head[noun], tokens.dep[noun] = later, "nsubjpass" if passive else "nsubj"


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.holds(HOLDING):
        return
    for say in sorted(tokens.places(("relcl", "ccomp", "xcomp", "advcl"))):
        if say > 1 and tokens.tag[say] in TOLD and tokens.lower[say] in HOLDING:
            changed = said_of_it(article, say) or changed
    if changed:
        link(tokens)


def told_by(article: Article, frame: Frame) -> Frame | None:
    """The relative clause with a verb of saying around a clause that has no subject but the relative word."""
    tokens, say = article.tokens, article.tokens.head[frame.verb]
    above = article.frames.get(say)
    if frame.role != "content" or above is None or above.role != "relative" or tokens.lower[say] not in HOLDING:
        return None
    alone = frame.own is None or tokens.tag[frame.own] in WHICH
    denied = any(tokens.dep[kid] in ("neg", "aux") for kid in tokens.kids[say])
    return above if alone and frame.finite and not denied and say < frame.verb else None


def settle(article: Article) -> None:
    """Gives a verb inside "who police say shot the guard" its subject, and its speaker."""
    tokens = article.tokens
    if not tokens.holds(HOLDING):
        return
    for frame in article.frames.values():
        above = told_by(article, frame)
        if above is None or above.own is None:
            continue
        frame.mute = "hoped" if tokens.lower[above.verb] in OPEN else ""
        frame.subject_head, words = antecedent(article, above)
        frame.subject = [] if tells_which(article, above) else [words]
        frame.kind, frame.speaker, above.subject = "attributed", above.own, []
