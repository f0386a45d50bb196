"""Attribution: who says what. The content of a saying is a claim of its speaker, not of the article.

"Diop said that Mali was keen" -> Mali was keen (attributed, speaker Diop); what is denied, wished or asked for is
never claimed alone; what is admitted or revealed is presupposed. "The claim that Mali lost" says what the claim is,
not that Mali lost; "the fact that Mali lost" says both.
Reads frames; gives kind and speaker to content frames, or mutes them, and drafts "the claim was that …".
"""

from claims.splitting.article import Article, Frame, Item, Tokens
from claims.splitting.inflection import singular
from claims.splitting.phrases import gather
from claims.splitting.referents import slim, speaks_of_past
from claims.splitting.saying import says
from claims.splitting.stages.owners import is_for_what_follows


def is_negated(tokens: Tokens, verb: int) -> bool:
    return any(tokens.dep[kid] == "neg" for kid in tokens.kids[verb])


def attribute(article: Article, frame: Frame) -> None:
    """Tells a content clause by the verb it hangs on."""
    tokens, lexicon = article.tokens, article.lexicon
    verb = tokens.head[frame.verb]
    word = tokens.lower[verb]
    above = article.frame_of(verb)
    certain = word in lexicon["factives"] and word not in PROVING
    if word in lexicon["doubts"] or (is_negated(tokens, verb) and not certain):
        frame.mute = "denied, wished or left open"
    elif (
        tokens.tag[verb] == "VB" and tokens.dep[verb] in ("advcl", "xcomp") and is_negated(tokens, tokens.head[verb])
    ):
        frame.mute = "denied, wished or left open"  # "I am not here to tell you that all is well"
    elif opener(tokens, frame.verb) in ASKING and not opens_with_a_clause(tokens, frame.verb):
        frame.mute = "a question"
    elif tokens.tag[verb][:2] == "NN" and word in lexicon["said_nouns"]:
        frame.mute = "what a noun holds"
    elif word in PROVING and is_possible(tokens, verb):
        frame.mute = "may be"  # "a trial that could prove that honey works"
    elif word in lexicon["factives"] and not in_own_words(article, frame.verb, verb):
        frame.kind = "presupposed"
    elif above is not None and (word in lexicon["speech", "factives"] or says_something(article, frame, above)):
        frame.kind = "attributed"
        frame.speaker = sayer(article, above)
        if tokens.lower[frame.speaker] == "it" and frame.speaker >= 0 and is_for_what_follows(tokens, above.verb):
            frame.speaker = None  # "it is believed that": nobody knows by whom
        if above.kind == "asserted":
            above.kind, above.speaker = "attributed", frame.speaker
    elif above is not None and any(isinstance(item, int) and tokens.tag[item] == "MD" for item in above.group):
        frame.mute = "may be"  # "it could mean that prices fall"


ASKING = frozenset(("if", "whether", "how", "why", "what", "who", "which", "when", "where"))


def opens_with_a_clause(tokens: Tokens, verb: int) -> bool:
    """ "When I came, unemployment was at 9 percent," said Hale: "when" opens a clause in front, and no question."""
    first = tokens.left[verb]
    return any(tokens.dep[kid] == "advcl" and tokens.left[kid] == first for kid in tokens.kids[verb] if kid < verb)


def in_own_words(article: Article, inner: int, verb: int) -> bool:
    """'admitted that "we get hundreds of these calls"': who is "we" only the quotation tells."""
    return bool(article.quotes[inner]) and article.quotes[inner] != article.quotes[verb]


def says_something(article: Article, frame: Frame, above: Frame) -> bool:
    """Whether somebody holds what a "that" clause tells, by a verb of no list: "he allowed that it was late"."""
    tokens, lexicon = article.tokens, article.lexicon
    own = above.own if above.own is not None else -1
    if own < 0 or opener(tokens, frame.verb) != "that" or tokens.lower[above.verb] in CAUSING:
        return False
    known = lexicon["roles", "offices", "bodies", "words_male", "words_female"]
    named = tokens.entity[own] in ("PERSON", "ORG") or tokens.lower[own] in ("he", "she", "they", "i", "we")
    return named or singular(tokens.lower[own]) in known


CAUSING = frozenset(
    [
        "ensured", "ensures", "meant", "means", "made", "makes", "saw", "see", "sees", "arranged", "caused",
        "is", "was", "are", "were", "be", "been", "forgot",
    ]
)  # fmt: skip
"""Verbs that bring about or meet what follows them."""


def is_possible(tokens: Tokens, verb: int) -> bool:
    """Whether a verb tells what may be done or is meant to be."""
    return any(tokens.tag[kid] in ("MD", "TO") for kid in tokens.kids[verb] if kid < verb)


PROVING = frozenset(
    ("prove", "proves", "proved", "proven", "show", "shows", "notice", "remember", "learn", "discover")
)
"""Verbs whose content a denial leaves open: what "cannot be proved" need not be so."""
HEARING = frozenset(("hear", "hears", "heard", "hearing"))
TOLD = frozenset(("told", "informed", "warned", "advised", "assured", "reminded", "asked"))
"""Verbs whose subject did not speak but was spoken to: in the passive, and always behind HEARING."""


def sayer(article: Article, frame: Frame) -> int:
    """Who says it: the subject, its own or that of the verb it is joined to, or who tells "told by"; -1 if none."""
    tokens = article.tokens
    if tokens.lower[frame.verb] in HEARING or (frame.passive and tokens.lower[frame.verb] in TOLD):
        return teller(tokens, frame.verb)
    for _ in range(8):
        if frame.own is not None and tokens.tag[frame.own] in ("WP", "WDT") and frame.role == "relative":
            return tokens.head[frame.verb]
        if frame.own is not None:
            return frame.own
        if frame.role == "participle" and tokens.tag[frame.verb] == "VBG":
            return tokens.head[frame.verb]  # "posts claiming that it has closed"
        above = article.frame_of(tokens.head[frame.verb]) if frame.role in ("joined", "adverbial") else None
        if above is None or above is frame:
            return -1
        frame = above
    return -1


def teller(tokens: Tokens, verb: int) -> int:
    """ "a tutor" of "was told by a tutor that …", or -1."""
    agent = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "agent"), -1)
    return next((kid for kid in tokens.kids[agent] if tokens.dep[kid] == "pobj"), -1) if agent >= 0 else -1


def opener(tokens: Tokens, verb: int) -> str:
    return tokens.lower[tokens.left[verb]]


def side_by_side(article: Article, frame: Frame) -> bool:
    """Whether the parser hung a clause on the next one that merely follows it: "prices rose; wages fell"."""
    tokens = article.tokens
    verb = tokens.head[frame.verb]
    above = article.frame_of(verb)
    return (
        frame.verb < verb
        and above is not None
        and above.own is not None
        and tokens.lower[verb] not in article.lexicon["speech"]
        and tokens.lower[verb] not in article.lexicon["factives"]
        and frame.own is not None
        and frame.finite
    )


def according(article: Article) -> None:
    """ "according to X" makes X the speaker of the clause."""
    tokens = article.tokens
    for frame in article.frames.values() if "according" in tokens.lower else ():
        for slot in frame.slots:
            if slot.kind == "place" and tokens.lower[slot.head] == "according" and frame.kind == "asserted":
                inner = next((kid for kid in tokens.kids[slot.head] if tokens.dep[kid] == "prep"), slot.head)
                named = next((kid for kid in tokens.kids[inner] if tokens.dep[kid] == "pobj"), -1)
                if named >= 0:
                    frame.kind, frame.speaker, slot.need = "attributed", named, True
                    both(article, frame, slot.head, named)


def both(article: Article, frame: Frame, source: int, named: int) -> None:
    """ "The hull was cracked, but it sailed, according to files": behind a comma the files tell the first as well."""
    tokens = article.tokens
    while frame.role == "joined" and source > frame.verb and tokens.form[tokens.left[source] - 1] == ",":
        model = article.frame_of(tokens.head[frame.verb])
        if model is None or model is frame or model.kind != "asserted":
            return
        model.kind, model.speaker, frame = "attributed", named, model


def tells(article: Article, frame: Frame) -> bool:
    """Whether a clause on a noun tells what the noun holds: "the claim that Mali lost"."""
    tokens = article.tokens
    if frame.role not in ("participle", "relative") or frame.own is None or not frame.finite:
        return False
    noun = tokens.lower[tokens.head[frame.verb]]
    if opener(tokens, frame.verb) != "that" or tokens.lower[frame.own] == "that":
        return False
    return frame.role == "participle" or noun in article.lexicon["said_nouns", "facts"]


def on_noun(article: Article, frame: Frame) -> None:
    """The clause is what somebody holds, unless the noun takes it for true."""
    tokens = article.tokens
    noun = tokens.head[frame.verb]
    if tokens.lower[noun] in article.lexicon["facts"]:
        frame.role, frame.kind = "content", "presupposed"
        return
    frame.role, frame.mute = "content", "what a noun holds"
    words: list[Item] = list(gather(tokens, frame.verb))
    if tokens.tag[noun] == "NNS" and tokens.left[noun] == noun:
        return  # "on reports that it may close": which reports, nobody told
    there = any(tokens.dep[kid] == "expl" for kid in tokens.kids[tokens.head[noun]])  # "there are claims that …"
    if words and not there and not is_negated(tokens, tokens.head[noun]):
        in_past = speaks_of_past(article, noun)
        says(
            article,
            slim(tokens, noun, frame.verb),
            noun,
            words,
            "noun:that",
            frame.sentence,
            about=noun,
            in_past=in_past,
        )


def run(article: Article) -> None:
    for frame in article.frames.values():
        if tells(article, frame):
            on_noun(article, frame)
            continue
        if frame.role != "content":
            continue
        if side_by_side(article, frame):
            frame.role = "main"
            above = article.frame_of(article.tokens.head[frame.verb])
            if above is not None:
                above.slots = [slot for slot in above.slots if slot.head != frame.verb]
        else:
            attribute(article, frame)
    according(article)
    asides(article)


def asides(article: Article) -> None:
    """ "Turnout was 71%, the commission said, the highest since 1991": the clause around is what was said."""
    tokens, speech = article.tokens, article.lexicon["speech"]
    for frame in article.frames.values():
        verb = frame.verb
        if (
            tokens.lower[verb] not in speech
            or frame.kind != "asserted"
            or tokens.tag[verb] not in ("VBD", "VBZ", "VBN", "VBP")
        ):
            continue
        own = frame.own if frame.own is not None else tokens.head[verb] if frame.role == "participle" else -1
        above = article.frame_of(tokens.head[own] if frame.role == "participle" else tokens.head[verb])
        if own < 0 or above is None or above is frame or not is_aside(article, frame, own, verb):
            continue
        frame.mute = "an aside"
        above.slots = [slot for slot in above.slots if slot.head not in (own, verb)]
        if above.kind == "asserted":
            above.kind, above.speaker = "attributed", own


def is_aside(article: Article, frame: Frame, own: int, verb: int) -> bool:
    """Whether nothing but who said it stands between two commas, or a comma and the end, behind the verb above."""
    tokens = article.tokens
    left, right = min(tokens.left[own], verb), max(tokens.right[verb], tokens.right[own])
    right -= tokens.form[right] == '"' and article.quotes[verb] != article.quotes[right]
    before = left - 2 if tokens.form[left - 1] == '"' else left - 1  # '"The road," he said, "is closed"'
    if tokens.form[before] != "," or any(slot.kind in ("object", "content", "complement") for slot in frame.slots):
        return False
    closed = tokens.form[right] == "," or tokens.form[right + 1 : right + 2] in ([","], ["."], [";"])
    if frame.role == "participle":
        person = tokens.lower[own] in article.lexicon["roles", "offices"]
        return closed and person and tokens.lower[verb] not in ("found", "shown", "held", "written", "asked", "hoped")
    return closed and tokens.dep[verb] in ("parataxis", "ccomp", "conj") and (own < verb or own == verb + 1)
