"""Predicates: each verb that opens a clause, its verb group and the parts around it.

Reads the parse; gives `article.frames`, without the subjects that a clause leaves out.
"""

from operator import attrgetter

from claims.splitting.article import Article, Frame, Item, Slot, Tokens
from claims.splitting.bounds import AGENTED, DEEMED, DENIALS, FORBIDDEN, denied, is_as_long
from claims.splitting.dividing import divides
from claims.splitting.phrases import NOUN_TAGS, alternatives, gather, modifiers, phrase
from claims.splitting.slots import apart, names_the_doer, preposition_slot, renaming, whenever

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
ROLES = {
    "ROOT": "main",
    "conj": "joined",
    "relcl": "relative",
    "acl": "participle",
    "advcl": "adverbial",
    "ccomp": "content",
    "pcomp": "gerund",
    "parataxis": "main",
    "dep": "main",
}
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
GROUP = frozenset(("aux", "auxpass", "neg", "prt"))
PASSIVE = frozenset(("auxpass", "nsubjpass"))
OBJECTS = frozenset(("dobj", "attr", "oprd", "dative", "pobj"))
FIXED = frozenset(
    ["order", "front", "terms", "light", "spite", "view", "case", "face", "favor", "favour", "charge", "addition"]
)
"""Nouns that only lead on to what follows: in order to, in front of."""
ASIDE = frozenset(("so", "although", "though", "while", "whereas", "but", "as"))
"""Openers of clauses that a negation does not reach."""
BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m", "am"))
NEGATIVE = DENIALS | FORBIDDEN
DENYING = SUBJECTS | {"dobj", "attr", "advmod"}
"""Parts of a clause whose "no" makes all of it negative."""
GOING_ON = frozenset(("xcomp", "acomp"))
HEAD = attrgetter("head")
DOUBTFUL = frozenset(("nor", "neither", "so", "than"))
"""Words that may stand before a verb that denies or that stands for another one."""
SKIPPED = {"punct", "cc", "conj", "mark", "intj", "meta", "parataxis", "dep", "preconj", "predet", "det"}
SKIPPED |= {"fronted", "aside", "paired", "measured", "gapped"}
LEFT_OUT = SKIPPED | SUBJECTS
"""What claims leave out, and subjects, which are no part of what is said of them."""


def is_verb(tokens: Tokens, index: int) -> bool:
    return tokens.tag[index][:2] == "VB" or tokens.tag[index] == "MD"


def opens_clause(tokens: Tokens, index: int) -> str:
    """The role of the clause the token heads, or an empty string."""
    role = ROLES.get(tokens.dep[index], "")
    if not role or not is_verb(tokens, index):
        return ""
    bare = role == "joined" and not is_verb(tokens, tokens.head[index])
    return "" if bare and not has_subject(tokens, index) else role


def has_subject(tokens: Tokens, index: int) -> bool:
    dep = tokens.dep
    return not SUBJECTS.isdisjoint([dep[kid] for kid in tokens.kids[index]])


def chain(tokens: Tokens, verb: int) -> list[int]:
    """The verb and what hangs on it without a subject of its own: wants to build, is able to swim."""
    found, kids, dep = [verb], tokens.kids, tokens.dep
    for link in found:
        found += [kid for kid in kids[link] if dep[kid] in GOING_ON and goes_on(tokens, kid)]
        if len(found) > 6:
            break
    return found


def goes_on(tokens: Tokens, index: int) -> bool:
    """Whether a word goes on with the verb it hangs on: "to build", "able" with "to swim"."""
    if tokens.dep[index] == "xcomp":
        return is_verb(tokens, index) and not has_subject(tokens, index)
    if tokens.dep[index] != "acomp" or has_subject(tokens, index):
        return False
    return any(tokens.dep[kid] == "xcomp" and goes_on(tokens, kid) for kid in tokens.kids[index])


def group(tokens: Tokens, links: list[int]) -> list[Item]:
    """Verbs of the chain with auxiliaries, negation and particles."""
    found: list[Item] = [*links]
    dep = tokens.dep
    for link in links:
        found += [kid for kid in tokens.kids[link] if dep[kid] in GROUP]
    found.sort()
    return found


def slots(tokens: Tokens, kid: int, connectives: frozenset[str], conditions: frozenset[str]) -> list[Slot]:
    """The parts of the clause a dependent makes: an object gives its prepositional phrases as parts of their own."""
    part = slot(tokens, kid, connectives, conditions)
    if part is None:
        return []
    if part.kind == "object" and tokens.tag[kid] in NOUN_TAGS:
        return apart(tokens, part)
    if part.kind in ("place", "agent"):
        return nested(tokens, part)
    return [part]


def nested(tokens: Tokens, part: Slot) -> list[Slot]:
    """A prepositional phrase without and with the phrases that hang on its noun."""
    noun = next((kid for kid in tokens.kids[part.head] if tokens.dep[kid] == "pobj"), -1)
    extra = modifiers(tokens, noun) if noun >= 0 and tokens.lower[noun] not in FIXED else []
    if extra and not divides(tokens, part.head, noun):  # "spent 20 million on schools in Mali and clinics in Niger"
        part.long = part.wordings
        part.wordings = phrase(tokens, part.head, frozenset(extra))
    return [part]


def slot(tokens: Tokens, kid: int, connectives: frozenset[str], conditions: frozenset[str]) -> Slot | None:
    """The part of the clause a dependent makes, or None when claims leave it out."""
    dep, word = tokens.dep[kid], tokens.lower[kid]
    if dep == "prep":
        return preposition_slot(tokens, kid, conditions)
    if dep in LEFT_OUT:
        return None
    if dep in OBJECTS:
        return Slot(kid, True, "object", alternatives(tokens, kid))
    if dep in ("acomp", "xcomp", "nsubj"):
        return Slot(kid, True, "complement", alternatives(tokens, kid, apart=dep == "acomp"))
    if dep == "ccomp":
        told = tokens.tag[kid][:2] in ("VB", "MD") or any(tokens.dep[one] == "mark" for one in tokens.kids[kid])
        return Slot(kid, True, "content" if told else "complement", [list(gather(tokens, kid))])  # "him guilty"
    if dep == "advmod":
        words = gather(tokens, kid)
        if len(words) == 1:
            if tokens.lower[kid : kid + 2] == ["even", "though"]:
                return None
            pro = word in ("so", "otherwise") and kid == tokens.head[kid] + 1  # "may do so", "say otherwise"
            degree = tokens.tag[tokens.head[kid]][:2] in ("JJ", "RB")  # "too early" is not early
            led = word in connectives and not pro and not degree
            return None if led else Slot(kid, True, "adverb", [list(words)])
        if is_as_long(tokens, kid):
            return Slot(kid, True, "condition", [list(words)])
        return Slot(kid, tokens.tag[tokens.head[kid]] == "JJ", "time", [list(words)])
    if dep == "agent":
        return Slot(kid, tokens.lower[tokens.head[kid]] in AGENTED, "agent", phrase(tokens, kid))
    if dep == "npadvmod":
        return Slot(kid, False, "time", [renaming(tokens, kid)])
    if dep == "advcl":
        return clause_slot(tokens, kid, conditions)
    return Slot(kid, True, "complement", [list(gather(tokens, kid))])


def clause_slot(tokens: Tokens, kid: int, conditions: frozenset[str]) -> Slot | None:
    """An adverbial clause: a condition is kept in every claim, the rest may be left out."""
    words = gather(tokens, kid)
    if any(tokens.lower[item] in ("which", "whom") and tokens.lower[item - 1] == "of" for item in words[1:4]):
        return None  # "neither of which had a role" is another statement
    open_ = any(tokens.lower[one] in ("would", "could", "might") for one in tokens.kids[tokens.head[kid]])
    if words and (open_ or tokens.lower[words[0]] != "even") and supposes(tokens, kid, conditions):
        return Slot(kid, True, "condition", [list(words)])
    deemed = words and tokens.lower[words[0]] == "as" and tokens.lower[tokens.head[kid]] in DEEMED
    need = bool(deemed) and not has_subject(tokens, kid)  # "is listed as delayed" is not "is listed"
    return Slot(kid, need, "purpose" if is_purpose(tokens, kid) else "clause", [list(words)])


def supposes(tokens: Tokens, verb: int, conditions: frozenset[str]) -> bool:
    """Whether the clause is a condition: "if", "only if", "even if", "provided that", "as long as"."""
    above = tokens.head[verb]
    led = tokens.dep[verb] == "pcomp" and tokens.lower[above] in conditions
    marks = (kid for kid in tokens.kids[verb] if kid < verb and tokens.dep[kid] in ("mark", "advmod", "prep"))
    opened = tokens.lower[tokens.left[verb]] in conditions or any(tokens.lower[kid] in conditions for kid in marks)
    return opened or led or is_as_long(tokens, above)


def is_purpose(tokens: Tokens, verb: int) -> bool:
    return any(tokens.tag[kid] == "TO" and tokens.dep[kid] == "aux" for kid in tokens.kids[verb])


def frame(article: Article, verb: int, number: int, role: str, *, denying: bool) -> Frame:
    """The predicate of a verb. `denying` says whether its sentence has any word that denies."""
    tokens, connectives, conditions = article.tokens, article.lexicon["connectives"], article.lexicon["conditions"]
    links, dep, kids = chain(tokens, verb), tokens.dep, tokens.kids
    made = Frame(verb, number, role, chain=links, group=group(tokens, links))
    taken, expletive = {*links, *made.group}, None
    for link in links:
        for kid in kids[link]:
            if dep[kid] not in LEFT_OUT:
                if kid not in taken:
                    made.slots += slots(tokens, kid, connectives, conditions)
            elif link == verb and dep[kid] in SUBJECTS:
                if dep[kid] == "expl":
                    expletive = kid if expletive is None else expletive
                elif made.own is None:
                    made.own = kid
    made.slots.sort(key=HEAD)
    if expletive is not None:
        there_is(tokens, made, expletive)
    require(tokens, made, links, negative=denying and is_negative(tokens, links))
    keep_whereabouts(tokens, made, links)
    made.finite = tokens.tag[verb] in FINITE or not FINITE.isdisjoint(
        [tokens.tag[kid] for kid in kids[verb] if dep[kid] in GROUP]
    )
    made.passive = not PASSIVE.isdisjoint([dep[kid] for link in links for kid in kids[link]])
    return made


def there_is(tokens: Tokens, made: Frame, expletive: int) -> None:
    """Makes "there" the subject: what there is has the place of an object, and what it is for is no mere addition."""
    if made.own is not None:
        made.slots.append(Slot(made.own, True, "object", alternatives(tokens, made.own, apart=False)))
    else:
        for part in made.slots:
            if part.kind == "modifier" and tokens.tag[part.head] == "VB":
                part.need = True  # "there is a film to be made": there is none yet
    made.own = expletive


def require(tokens: Tokens, made: Frame, links: list[int], *, negative: bool) -> None:
    """Makes parts needed without which the clause would say more than the text does."""
    kinds = [part.kind for part in made.slots]
    if negative or ("clause" in kinds and whenever(tokens, made) and in_present(tokens, made.verb)):
        for part in made.slots:
            if part.kind == "clause" and tokens.lower[tokens.left[part.head]] in ASIDE:
                continue
            part.need = True
            part.wordings = part.long or part.wordings
    narrowed = "adverb" in kinds and any(
        part.kind == "adverb" and tokens.lower[part.head] == "only" for part in made.slots
    )
    for part in made.slots if narrowed or len(links) > 1 else ():
        part.need = part.need or names_the_doer(tokens, part.head, links) or (narrowed and part.kind == "place")


def keep_whereabouts(tokens: Tokens, made: Frame, links: list[int]) -> None:
    """Where something is, is the statement: "was in Leeds until 1990" is not "was until 1990"."""
    if len(links) > 1 or tokens.lower[made.verb] not in BE or True in [part.need for part in made.slots]:
        return
    first = next((part for part in made.slots if part.kind in ("place", "time") and part.head > made.verb), None)
    if first is not None:
        first.need = True


def is_negative(tokens: Tokens, links: list[int]) -> bool:
    """Whether the clause says that something is not so: by its verb, by who did it or by what was done."""
    for link in links:
        for kid in tokens.kids[link]:
            dep = tokens.dep[kid]
            if dep == "neg" or (dep in DENYING and denied(tokens, kid)):
                return True
            if dep == "acomp" and tokens.lower[kid] in FORBIDDEN:
                return True
    return False


def in_present(tokens: Tokens, verb: int) -> bool:
    """Whether the clause says how things are in general, as far as its tense can tell."""
    helpers = [tokens.tag[kid] for kid in tokens.kids[verb] if tokens.dep[kid] in GROUP]
    return tokens.tag[verb] in ("VBZ", "VBP") or any(tag in ("VBZ", "VBP", "MD") for tag in helpers)


def is_denied_in_front(tokens: Tokens, verb: int) -> bool:
    """ "Nor does the case stand up": what goes on from a denial denies as well."""
    helper = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in GROUP), verb)
    if not helper or tokens.lower[helper - 1] not in ("nor", "neither"):
        return False
    subject = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS), -1)
    return helper < subject


def stands_for_a_verb(tokens: Tokens, verb: int) -> bool:
    """ "and so did my children": what they did is told by the verb before."""
    helper = tokens.lower[verb] in BE or tokens.lower[verb] in ("did", "do", "does", "has", "have", "had")
    if not helper or not verb or tokens.lower[verb - 1] not in ("so", "neither", "nor", "than"):
        return False
    return any(tokens.dep[kid] in SUBJECTS and kid > verb for kid in tokens.kids[verb])


def run(article: Article) -> None:
    tokens, dep = article.tokens, article.tokens.dep
    for number, first, end in article.speaking():
        words = tokens.lower[max(first - 1, 0) : end]
        plain = DOUBTFUL.isdisjoint(words)
        denying = "neg" in dep[first:end] or not NEGATIVE.isdisjoint(words)
        for index in range(first, end):
            role = opens_clause(tokens, index) if dep[index] in ROLES else ""
            if role and (plain or not (stands_for_a_verb(tokens, index) or is_denied_in_front(tokens, index))):
                article.frames[index] = made = frame(article, index, number, role, denying=denying)
                for link in made.chain:
                    article.owner.setdefault(link, index)
