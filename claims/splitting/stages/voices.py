"""Active or passive where the parser mistook one for the other, put right in the tree before any rule reads it.

"Ada Brook jailed for fraud", a headline, leaves out "was"; "the Left Party, which …, abstained" leaves out nothing;
"the mill was sold and demolished" is passive twice.
Reads the parse; changes `tag`, `dep` and `head`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_past_form
from claims.splitting.stages.hanging import be_verb_of
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
HELPERS = frozenset(("aux", "auxpass"))
TAKEN = frozenset(("dobj", "ccomp", "xcomp", "attr", "oprd", "dative"))
HELPED_OR_TAKEN = HELPERS | TAKEN
PASSIVE, OBJECT = frozenset(("auxpass",)), frozenset(("dobj",))
CLAUSES = frozenset(("ROOT", "advcl", "ccomp", "relcl", "conj"))


def has(tokens: Tokens, verb: int, roles: frozenset[str]) -> bool:
    return not roles.isdisjoint([tokens.dep[kid] for kid in tokens.kids[verb]])


def is_headline(article: Article, node: int) -> bool:
    return article.lines[article.tokens.line[node]].headline


def passive_in_headline(article: Article, verb: int) -> None:
    """ "Ada Brook recruited via a friend": without an object nobody recruits."""
    tokens = article.tokens
    if tokens.head[verb] != verb or tokens.lower[verb] not in article.lexicon["transitive"]:
        return
    if has(tokens, verb, SUBJECTS) and not has(tokens, verb, HELPED_OR_TAKEN):
        tokens.tag[verb] = "VBN"


def active_in_prose(article: Article, verb: int) -> None:
    """ "The party, whose seats had shrunk, abstained": a verb with a subject and no helper is active in prose."""
    tokens, word = article.tokens, article.tokens.lower[verb]
    if (
        tokens.dep[verb] in CLAUSES
        and word not in article.lexicon["participles"]
        and not has(tokens, verb, HELPERS)
        and any(tokens.dep[kid] == "nsubj" and kid < verb for kid in tokens.kids[verb])
        and (has(tokens, verb, TAKEN) or (tokens.head[verb] == verb and word not in article.lexicon["transitive"]))
    ):
        tokens.tag[verb] = "VBD"


def passive_joined(article: Article, verb: int) -> None:
    """ "was sold and demolished": the second verb shares the helper, as it has no object of its own."""
    tokens, above = article.tokens, article.tokens.head[verb]
    if tokens.tag[above] != "VBN" or not has(tokens, above, PASSIVE):
        return
    bare = tokens.lower[verb] in article.lexicon["transitive"] and not has(tokens, verb, TAKEN)
    given = tokens.lower[verb] in (
        "awarded",
        "granted",
        "fined",
        "crowned",
        "dubbed",
    )  # "thanked and awarded a medal"
    if (bare or given) and not has(tokens, verb, SUBJECTS):
        tokens.tag[verb] = "VBN"


def active_joined(article: Article, verb: int) -> None:
    """ "was arrested and spent a year in jail": with an object, she spent; "was thanked and given it" is passive."""
    tokens, word = article.tokens, article.tokens.lower[verb]
    if not has(tokens, tokens.head[verb], PASSIVE):
        return
    alone = has(tokens, verb, OBJECT) and not has(tokens, verb, HELPERS | SUBJECTS)
    fits = is_past_form(word, article.lexicon) and word not in article.lexicon["participles"]
    if alone and fits and word not in GIVING:
        tokens.tag[verb] = "VBD"


GIVING = frozenset(
    [
        "awarded", "offered", "paid", "handed", "told", "taught", "denied", "fined", "charged", "ordered", "asked",
        "granted", "sent", "promised", "left", "named", "elected", "appointed", "made", "called", "declared",
        "allowed", "crowned", "assigned", "allotted", "lent", "sold", "brought", "served", "dubbed", "voted",
    ]
)  # fmt: skip
"""Verbs that keep an object in the passive."""


def verb_of_a_name(article: Article, verb: int) -> bool:
    """ "Brook, 18, scored from the spot.": read as a name with a participle, the sentence would have no verb."""
    tokens, name = article.tokens, article.tokens.head[verb]
    if tokens.head[name] != name or tokens.tag[name] not in ("NNP", "NNPS") or tokens.form[verb - 1] != ",":
        return False
    behind = [kid for kid in tokens.kids[name] if kid > verb and tokens.tag[kid] in ("VBN", "VBD")]
    passive = article.lexicon["participles", "transitive"]
    if (
        (tokens.lower[verb] in passive and tokens.lower[verb] not in OPENING)
        or tokens.lower[verb] in ("raised", "educated", "based", "bred", "schooled")
        or any(tokens.lower[kid] not in passive or tokens.lower[kid] in OPENING for kid in behind)
        or any(tokens.dep[kid] == "agent" for kid in tokens.kids[verb])
    ):
        return False
    be_verb_of(tokens, name, verb)
    return True


OPENING = frozenset(
    [
        "listed", "floated", "opened", "reopened", "closed", "shut", "launched", "moved", "relocated", "expanded",
        "merged", "started", "ended", "changed", "relaunched", "converted", "folded",
    ]
)  # fmt: skip
"""What a firm or a place does or has done to it, as "Kelp, founded in 1981, listed in 2010" has it."""


PHRASAL = {
    "on": ("held", "hung", "clung", "pressed", "carried"),
    "back": ("hit", "fought", "bounced", "came", "struck"),
    "out": ("sold", "missed", "lost", "walked", "dropped", "held", "pulled"),
    "down": ("stepped", "stood"),
}
"""Verbs that do something with a particle, and have nothing done to them."""


def verb_with_a_particle(article: Article, verb: int) -> bool:
    """ "The visitors held on for a draw.", read as a noun with a participle: they did."""
    tokens, noun = article.tokens, verb - 1
    particle = tokens.lower[verb + 1] if verb + 1 < len(tokens) else ""
    if tokens.head[verb] != noun or tokens.head[noun] != noun or tokens.lower[verb] not in PHRASAL.get(particle, ()):
        return False
    if any(tokens.dep[kid] in ("agent", "dobj") for kid in tokens.kids[verb]) or tokens.tag[noun][:2] != "NN":
        return False
    be_verb_of(tokens, noun, verb)
    return True


def participle_read_as_clause(article: Article, verb: int) -> bool:
    """ "agreed to sell its arm, acquired in 2016, to Brook": the arm was acquired, and sold to Brook."""
    tokens = article.tokens
    noun = verb - 2
    if (
        tokens.dep[verb] not in ("ccomp", "advcl", "conj", "dep")
        or tokens.tag[verb] not in ("VBD", "VBN")
        or verb < 3
        or tokens.dep[noun] not in ("dobj", "pobj")
        or tokens.lower[verb] not in article.lexicon["transitive"]
        or has(tokens, verb, SUBJECTS | TAKEN | HELPERS)
        or tokens.head[noun] == noun
        or hangs_on(tokens, noun, verb)
    ):
        return False
    close = next((kid for kid in tokens.kids[verb] if kid > verb and tokens.form[kid] == ","), -1)
    host = tokens.head[noun] if tokens.dep[noun] == "dobj" else tokens.head[verb]
    for kid in [*tokens.kids[verb]]:
        if close >= 0 and kid > close:
            tokens.head[kid] = host
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = noun, "acl", "VBN"
    return True


def aside_read_as_verb(article: Article, aside: int) -> bool:
    """ "Kelp, founded in 1981, floated in 2010.": it floated, and what stands between commas is an aside."""
    tokens, noun = article.tokens, aside - 2
    if noun < 0 or tokens.head[noun] != aside or has(tokens, aside, HELPED_OR_TAKEN):
        return False
    verb = next((kid for kid in tokens.kids[aside] if kid > aside and is_second_verb(tokens, kid)), -1)
    if verb < 0 or tokens.dep[noun] not in SUBJECTS or not is_past_form(tokens.lower[verb], article.lexicon):
        return False
    for kid in [*tokens.kids[aside]]:
        if kid >= verb - 1 or kid == noun - 1 or kid < noun:
            tokens.head[kid] = verb
    tokens.head[verb] = verb if tokens.head[aside] == aside else tokens.head[aside]
    tokens.dep[verb], tokens.tag[verb] = tokens.dep[aside], "VBD"
    tokens.head[noun], tokens.dep[noun] = verb, "nsubj"
    tokens.head[aside], tokens.dep[aside], tokens.tag[aside] = noun, "acl", "VBN"
    return True


def is_second_verb(tokens: Tokens, verb: int) -> bool:
    """Whether a verb right behind a comma has neither a subject nor a helper of its own."""
    bare = tokens.tag[verb] in ("VBN", "VBD") and not has(tokens, verb, SUBJECTS | HELPERS)
    return bare and tokens.form[verb - 1] == "," and tokens.left[verb] == verb


def passive_read_as_trait(tokens: Tokens, verb: int) -> bool:
    """ "The port, 30 km south of Harlow, was closed": a verb, when the helper is one of the passive."""
    helper = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "auxpass" and kid < verb), -1)
    if helper < 0:
        return False
    tokens.tag[verb] = "VBN"
    for kid in tokens.kids[helper]:
        tokens.head[kid] = verb
        tokens.dep[kid] = "nsubjpass" if tokens.dep[kid] == "nsubj" else tokens.dep[kid]
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for verb, tag in enumerate(tokens.tag):
        if tag == "JJ" and tokens.dep[verb] == "ROOT" and tokens.lower[verb].endswith("ed"):
            changed = passive_read_as_trait(tokens, verb) or changed
            continue
        if tag not in ("VBD", "VBN"):
            continue
        if is_headline(article, verb):
            passive_in_headline(article, verb)
            continue
        if tokens.dep[verb] == "acl" and tag == "VBN" and verb:
            changed = verb_of_a_name(article, verb) or verb_with_a_particle(article, verb) or changed
        elif tokens.dep[verb] == "conj" and tag == "VBD":
            passive_joined(article, verb)
        if tag == "VBN":
            active_in_prose(article, verb)
            if tokens.dep[verb] == "conj":
                active_joined(article, verb)
        if tokens.form[verb - 1] == ",":
            changed = participle_read_as_clause(article, verb) or aside_read_as_verb(article, verb) or changed
    if changed:
        link(tokens)
