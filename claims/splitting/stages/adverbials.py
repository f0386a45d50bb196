"""Adverbial clauses: participles, gerunds and finite clauses around a main clause.

"Filled with pride, she left" -> she was filled with pride; "by winning the race" -> she won the race;
"because prices rose" -> prices rose. Conditions are never claimed alone.
Reads frames; gives subjects to adverbial and gerund frames, or mutes them.
"""

from claims.splitting.article import Article, Frame, Tokens
from claims.splitting.inflection import be, past
from claims.splitting.referents import speaks_of_past
from claims.splitting.stages.predicates import in_present, is_purpose, supposes

GENERAL = frozenset(("when", "whenever", "where", "wherever"))
"""Openers of a clause that says, in the present tense, under which condition the main clause holds."""
ACTORS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
BEFOREHAND = frozenset(("despite", "after", "by", "for", "since"))
"""Behind a perfect tense, what follows these is over: has been jailed for stealing."""
GERUND_PREPOSITIONS = frozenset(
    (
        "by",
        "after",
        "before",
        "for",
        "in",
        "while",
        "since",
        "when",
        "despite",
        "on",
        "upon",
        "as",
        "through",
        "following",
    )
)


def opener(tokens: Tokens, verb: int) -> str:
    first = tokens.left[verb]
    if tokens.lower[first] in CLOSELY and first + 1 < verb:
        first += 1  # "only after the firm signs"
    return tokens.lower[first]


CLOSELY = frozenset(("only", "just", "even", "shortly", "soon", "immediately", "right"))


def is_open(article: Article, frame: Frame, main: Frame) -> bool:
    """Whether the clause hangs on something that need not have come about: "was told to save by selling"."""
    tokens = article.tokens
    above = tokens.head[frame.verb]
    above = tokens.head[above] if frame.role == "gerund" else above
    infinitive = any(tokens.tag[kid] == "TO" for kid in tokens.kids[above])
    possible = any(isinstance(item, int) and tokens.tag[item] == "MD" for item in main.group)
    return infinitive or possible or bool(main.mute)


def borrow_subject(article: Article, frame: Frame, main: Frame) -> None:
    """The main subject; behind "for", whoever was thanked or fined for it."""
    tokens = article.tokens
    preposition = tokens.lower[tokens.head[frame.verb]] if frame.role == "gerund" else ""
    target = next((slot for slot in main.slots if slot.kind == "object" and slot.head > main.verb), None)
    if preposition != "for" or main.passive or target is None:
        frame.subject, frame.subject_head = main.subject, main.subject_head
    elif tokens.entity[target.head] in ACTORS:
        frame.subject, frame.subject_head = target.wordings, target.head


def host(article: Article, frame: Frame) -> Frame | None:
    """The frame of the clause an adverbial or gerund belongs to."""
    tokens = article.tokens
    above = tokens.head[frame.verb]
    if frame.role == "gerund":
        above = tokens.head[above]
    return article.frame_of(above)


def is_perfect(tokens: Tokens, main: Frame) -> bool:
    if tokens.tag[main.verb] == "VBN" and not any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[main.verb]):
        return True  # "Ada Brook jailed for stealing", a headline
    if tokens.tag[main.verb] == "VBG" and not any(tokens.dep[kid] == "aux" for kid in tokens.kids[main.verb]):
        return True  # "Ada Brook looking for a third win after winning twice", a headline again
    return any(isinstance(item, int) and tokens.lower[item] in ("has", "have", "'ve") for item in main.group)


def finite_be(article: Article, frame: Frame, main: Frame) -> None:
    """Gives a participle a finite form: a past tense, or a form of "be" before it."""
    tokens, verb = article.tokens, frame.verb
    in_past = (
        any(tokens.lower[kid] in ("formerly", "previously", "originally") for kid in tokens.kids[verb])
        or speaks_of_past(article, main.verb)
        or (tokens.tag[verb] == "VBN" and tokens.lower[verb] not in article.lexicon["states"])
        or (tokens.lower[tokens.head[verb]] in BEFOREHAND and is_perfect(tokens, main))
    )
    bare = not any(
        isinstance(item, int) and item < verb and tokens.dep[item] in ("aux", "auxpass") for item in frame.group
    )
    denied = any(tokens.dep[kid] == "neg" for kid in tokens.kids[verb])
    if tokens.tag[verb] == "VBG" and in_past and bare and not denied:
        frame.forms = {verb: past(tokens.text[verb], article.lexicon)}
    elif tokens.tag[verb] in ("VBG", "VBN") and bare:
        frame.group = [be(tokens, max(frame.subject_head, 0), in_past=in_past), *frame.group]
    else:
        return
    frame.finite = True


def complete(article: Article, frame: Frame) -> None:
    tokens = article.tokens
    main = host(article, frame)
    if (
        main is None
        or is_purpose(tokens, frame.verb)
        or any(tokens.dep[kid] == "neg" for kid in tokens.kids[main.verb])
        or is_open(article, frame, main)
        or is_consequence(tokens, frame.verb)
    ):
        return
    if frame.role == "gerund" and tokens.lower[tokens.head[frame.verb]] not in GERUND_PREPOSITIONS:
        return
    if frame.own is None:
        borrow_subject(article, frame, main)
    finite_be(article, frame, main)


def is_consequence(tokens: Tokens, verb: int) -> bool:
    """ "A tree fell on a car, bringing the death toll to five": that it fell did, and no tree.

    Nor has the mission made anything of "has lost 250 people, making it the deadliest".
    """
    if tokens.lower[verb] == "making" and tokens.lower[verb + 1 : verb + 2] in MADE:
        return tokens.tag[verb + 2 : verb + 3] == ["DT"]
    taken = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "dobj"), -1)
    if taken < 0 or tokens.lower[verb] not in BRINGING or tokens.lower[taken] not in TALLIES:
        return False
    owned = any(tokens.dep[kid] == "poss" for kid in tokens.kids[taken])
    return not owned and any(tokens.lower[kid] == "to" for kid in (*tokens.kids[verb], *tokens.kids[taken]))


MADE = (["it"], ["him"], ["her"], ["them"])
BRINGING = frozenset(("bringing", "taking", "pushing", "raising", "lifting", "driving", "sending"))
TALLIES = frozenset(
    ("toll", "number", "total", "count", "tally", "unemployment", "inflation", "rate", "figure", "figures", "deaths")
)
"""What is counted up, and by nobody who falls, dies or closes."""
LATER = frozenset(("before", "when", "once", "until", "after", "while", "till"))
PRO_VERBS = frozenset(
    ("done", "did", "does", "do", "has", "had", "have", "is", "was", "were", "are", "will", "would")
)


def stands_for_the_main(tokens: Tokens, frame: Frame, first: str) -> bool:
    """ "They could end the fee, as Poland has done": what Poland has done is told by the clause around."""
    bare = all(slot.kind in ("time", "adverb") for slot in frame.slots)
    return first in ("as", "than", "like") and tokens.lower[frame.verb] in PRO_VERBS and bare


def awaits(article: Article, frame: Frame) -> bool:
    """Whether the clause around an adverbial one speaks of what will or would be."""
    main = host(article, frame)
    if main is None:
        return False
    return any(isinstance(item, int) and article.tokens.tag[item] == "MD" for item in main.group)


def is_anyone(tokens: Tokens, frame: Frame) -> bool:
    """ "before anyone asks": nobody has."""
    return frame.own is not None and tokens.lower[frame.own] in ("anyone", "anybody", "anything")


def is_if(tokens: Tokens, index: int) -> bool:
    return tokens.dep[index] == "mark" and tokens.lower[index] in IFS


IFS = frozenset(("if", "unless", "lest"))


def run(article: Article) -> None:
    tokens, conditions = article.tokens, article.lexicon["conditions"]
    ifs = not IFS.isdisjoint(tokens.lower)
    for frame in article.frames.values():
        if frame.role not in ("adverbial", "gerund"):
            if ifs and frame.role == "main" and any(is_if(tokens, kid) for kid in tokens.kids[frame.verb]):
                frame.mute = "condition"  # "If you are ill, stay in bed": advice that hangs on it is no claim either
            continue
        frame.slots = [slot for slot in frame.slots if tokens.tag[slot.head] != "WRB"]
        first = opener(tokens, frame.verb)
        if supposes(tokens, frame.verb, conditions) or (first in GENERAL and in_present(tokens, frame.verb)):
            frame.mute = "condition"
        elif "what" in [tokens.lower[kid] for kid in tokens.kids[frame.verb]]:
            frame.mute = "thing"  # "twice what they paid" is no clause of its own
        elif stands_for_the_main(tokens, frame, first):
            frame.mute = "as another"
        elif first in LATER and (awaits(article, frame) or is_anyone(tokens, frame)):
            frame.mute = "may be"  # "will fall before the shops open": they may never
        elif not frame.finite:
            complete(article, frame)
