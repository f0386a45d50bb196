"""What is said to be untrue, or by nobody: "no study has found that …", "it is wrong to say that …".

Neither is what is "falsely claimed", what a false post says, what there is nothing to suggest, what who "was wrong
when he said" it told, nor what "posts claiming that … are false" claim. "Nobody knew that the bridge was unsafe"
still says that it was.
Reads frames; mutes them, and keeps with a clause the part that tells what was wrong.
"""

from claims.splitting.article import Article, Draft, Frame, Tokens
from claims.splitting.bounds import DENIALS, denied
from claims.splitting.stages.judged import LIES, OPEN
from claims.splitting.stages.owners import is_told_apart
from claims.splitting.stages.speech import is_negated

DENIED = "denied, wished or left open"
UNTRUE = frozenset(
    [
        "false", "fake", "bogus", "untrue", "wrong", "incorrect", "misleading", "doctored", "fabricated", "altered",
        "forged", "debunked", "baseless", "unfounded", "unproven", "inaccurate", "mistaken", "unsubstantiated",
        "satirical", "fictitious", "absurd", "ridiculous", "nonsensical", "manipulated", "invented", "discredited",
    ]
)  # fmt: skip
FALSELY = frozenset(
    ["falsely", "wrongly", "incorrectly", "mistakenly", "erroneously", "misleadingly", "baselessly", "wrongfully"]
)
FEW = DENIALS | {"few", "fewer", "little"}
LACKING = frozenset(("lack", "absence", "lacks", "lacked", "lacking"))
LYING = frozenset(("lied", "lies", "lying", "erred", "misled", "mistaken"))
DEBUNKED = frozenset(
    ["debunked", "refuted", "disproved", "disproven", "rebutted", "dismissed", "discredited", "rejected", "denied"]
)
FAIR = frozenset(("fair", "true", "safe", "reasonable", "right", "accurate", "correct", "important", "worth"))
"""How what somebody says may be said by the article: "it is fair to say that prices fell"."""
WITHHELD = frozenset(
    ("reason", "reasons", "grounds", "evidence", "basis", "cause", "nothing", "something", "anything")
)


def is_nobody_s(tokens: Tokens, node: int) -> bool:
    """Whether a subject is none or few: "no study", "few doctors", "none of the nurses"."""
    return (
        denied(tokens, node)
        or tokens.lower[node] in FEW
        or any(
            tokens.lower[kid] in FEW and tokens.lower[tokens.left[node]] != "a"
            for kid in tokens.kids[node]
            if kid < node
        )
    )


def is_untrue(tokens: Tokens, node: int) -> bool:
    """Whether a noun is called false by a word in front of it: "a false post", "doctored footage"."""
    return any(tokens.lower[kid] in UNTRUE for kid in tokens.kids[node] if kid < node)


def is_called_untrue(tokens: Tokens, verb: int) -> bool:
    """Whether a clause calls its subject false, or nothing: "are wrong", "is a myth", "have been debunked"."""
    if tokens.lower[verb] in DEBUNKED:
        return any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[verb])
    return any(
        tokens.dep[kid] in ("acomp", "attr") and (tokens.lower[kid] in UNTRUE or tokens.lower[kid] in LIES)
        for kid in tokens.kids[verb]
    )


def is_denied_noun(tokens: Tokens, noun: int) -> bool:
    """ "no proof", "without proof", "lack of proof", "did not offer proof"."""
    above = tokens.head[noun]
    if is_nobody_s(tokens, noun) or tokens.lower[above] in ("without", *LACKING):
        return True
    if tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[above]] in LACKING:
        return True
    return tokens.dep[noun] in ("dobj", "attr") and is_negated(tokens, above)


def is_wrong_to_say(tokens: Tokens, verb: int) -> bool:
    """ "It is wrong to say that …", "hard to believe that …": nothing of it is said, unless it is fair to say so."""
    above = tokens.head[verb]
    if tokens.dep[verb] not in ("xcomp", "ccomp", "advcl") or not any(
        tokens.tag[kid] == "TO" for kid in tokens.kids[verb]
    ):
        return False
    if tokens.tag[above][:2] == "JJ":
        return tokens.lower[above] not in FAIR
    return any(
        (tokens.dep[kid] == "acomp" and kid > above and tokens.lower[kid] not in FAIR)
        or (tokens.dep[kid] == "attr" and tokens.lower[kid] in LIES | OPEN)
        for kid in tokens.kids[above]
        if kid < verb
    )


def is_lie(tokens: Tokens, verb: int) -> bool:
    """ "Hale was wrong when he said that …", "lied when he claimed that …"."""
    above = tokens.head[verb]
    if tokens.dep[verb] not in ("advcl", "pcomp"):
        return False
    above = tokens.head[above] if tokens.dep[verb] == "pcomp" else above
    wrong = tokens.dep[above] == "acomp" and tokens.lower[above] in UNTRUE
    return wrong or tokens.lower[above] in LYING or is_called_untrue(tokens, above)


def is_denied(article: Article, frame: Frame) -> bool:
    """Whether the verb or noun that a content clause hangs on takes it back."""
    tokens, said = article.tokens, article.tokens.head[frame.verb]
    if tokens.tag[said][:2] == "NN":
        return is_denied_noun(tokens, said)
    if tokens.lower[said] in article.lexicon["factives"] and frame.kind == "presupposed":
        return False
    if any(tokens.lower[kid] in FALSELY for kid in tokens.kids[said]):
        return True
    if is_wrong_to_say(tokens, said) or is_lie(tokens, said):
        return True
    bare = tokens.lower[said] in ("is", "was", "'s", "be", "been")
    if bare and is_called_untrue(tokens, said):
        return True
    if tokens.dep[said] in ("acl", "relcl") and is_taken_back(tokens, said):
        return True
    own = next((kid for kid in tokens.kids[said] if tokens.dep[kid] in ("nsubj", "nsubjpass")), -1)
    return own >= 0 and own < said and (is_nobody_s(tokens, own) or is_untrue(tokens, own))


def is_taken_back(tokens: Tokens, said: int) -> bool:
    """ "nothing to suggest that …", "posts claiming that … are wrong"."""
    noun = tokens.head[said]
    above = tokens.head[noun]
    if any(tokens.tag[kid] == "TO" for kid in tokens.kids[said]):
        return tokens.lower[noun] in WITHHELD or is_denied_noun(tokens, noun)
    subject = tokens.dep[noun] in ("nsubj", "nsubjpass")
    return is_untrue(tokens, noun) or is_denied_noun(tokens, noun) or (subject and is_called_untrue(tokens, above))


def keep_what_was_wrong(tokens: Tokens, frame: Frame) -> None:
    """ "Hale was wrong when he said that": what he was wrong in stays in the claim."""
    if "clause" not in [slot.kind for slot in frame.slots]:
        return
    if not is_called_untrue(tokens, frame.verb) and tokens.lower[frame.verb] not in LYING:
        return
    for slot in frame.slots:
        if slot.kind == "clause" and slot.head > frame.verb:
            slot.need = True


def keep_what_it_holds(article: Article, frame: Frame) -> None:
    """ "The notion that the moon is hollow has been debunked": no notion at all was debunked else."""
    tokens, own = article.tokens, frame.own
    if own is None or not frame.brief or tokens.lower[own] not in article.lexicon["said_nouns"]:
        return
    if any(tokens.dep[kid] in ("acl", "relcl") and kid > own for kid in tokens.kids[own]):
        frame.brief = []


def weigh(article: Article, frame: Frame) -> None:
    """What an adjective makes of the clause behind it: clear, only possible, or what somebody is sure or proud of."""
    tokens, verb = article.tokens, article.tokens.head[frame.verb]
    above = article.frame_of(verb)
    if above is not None and verb != above.verb and above.own is not None and tokens.lower[above.own] == "it":
        fair = any(tokens.lower[kid] in FAIR for kid in tokens.kids[above.verb])
        if fair and frame.kind == "attributed" and above.speaker in (None, above.own):
            frame.kind = above.kind = "asserted"
            frame.speaker = above.speaker = None
        return
    if tokens.tag[verb][:2] == "JJ":
        judged, verb = verb, tokens.head[verb]
    else:
        judged = next((kid for kid in tokens.kids[verb] if tokens.dep[kid] == "acomp" and kid > verb), -1)
    above = article.frame_of(verb)
    if judged < 0 or above is None or above.own is None or frame.verb < judged:
        return
    if tokens.lower[above.own] == "it":
        if tokens.lower[judged] not in PLAIN:
            frame.mute = "may be"
    elif tokens.lower[judged] in SURE:
        frame.kind, frame.speaker = "attributed", above.own
    elif tokens.lower[judged] in UNSURE:
        frame.mute = DENIED


PLAIN = frozenset(
    [
        "clear", "true", "obvious", "evident", "plain", "certain", "undeniable", "undisputed", "known", "well-known",
        "remarkable", "strange", "odd", "surprising", "unsurprising", "ironic", "sad", "tragic", "regrettable",
        "unfortunate", "shameful", "good", "bad", "telling", "striking", "notable", "noteworthy", "apparent",
        "disgraceful", "outrageous", "shocking", "scandalous", "wonderful", "great", "fortunate", "lucky",
        "interesting", "worrying", "alarming", "embarrassing", "unusual", "rare", "wrong", "unfair",
    ]
)  # fmt: skip
"""How what is so is called: of "it is clear that prices rose" they did, of "it is possible" they may have."""
SURE = frozenset(
    [
        "sure", "confident", "certain", "convinced", "adamant", "optimistic", "hopeful", "afraid", "worried",
        "concerned", "positive", "clear", "insistent", "satisfied",
    ]
)  # fmt: skip
UNSURE = frozenset(("unsure", "doubtful", "skeptical", "sceptical", "uncertain", "unaware", "unconvinced"))


def take_back(article: Article, frame: Frame) -> None:
    """Nothing is claimed of what is denied, and nobody is its speaker."""
    frame.mute = DENIED
    tokens, above = article.tokens, article.frame_of(article.tokens.head[frame.verb])
    own = above.own if above is not None else None
    if above is None or own is None or above.speaker not in (None, own):
        return  # in a quotation it is still somebody's
    if is_nobody_s(tokens, own) or tokens.lower[own] == "it":
        above.kind, above.speaker = "asserted", None


def is_idle(article: Article, draft: Draft) -> bool:
    """ "Suggestions were that …" of "refuted suggestions that …", and what there is no evidence of."""
    tokens, noun = article.tokens, draft.head
    if draft.rule != "noun:that":
        return False
    bare = tokens.tag[noun] == "NNS" and tokens.left[noun] == noun
    return is_denied_noun(tokens, noun) or (bare and tokens.lower[tokens.head[noun]] in DENYING)


DENYING = frozenset(
    [
        "denied", "denies", "deny", "denying", "refuted", "refutes", "refute", "dismissed", "dismisses",
        "rejected", "rejects", "reject", "rejecting", "dismissing", "refuting", "disputed", "disputes",
        "debunked", "rebutted",
    ]
)  # fmt: skip


def keep_who_it_was(tokens: Tokens, frame: Frame) -> None:
    """ "It was the drought that killed the trees": "it was the drought" says nothing."""
    if frame.own is None or tokens.lower[frame.own] != "it":
        return
    told = next((slot.head for slot in frame.slots if slot.kind == "content"), -1)
    for slot in frame.slots:
        if slot.kind in ("place", "time", "adverb") and frame.verb < slot.head < told:
            slot.need = True  # "it was in 1934 that the mill opened"
        if slot.kind == "modifier" and is_told_apart(tokens, tokens.head[slot.head]):
            slot.need = True


def run(article: Article) -> None:
    tokens = article.tokens
    for frame in article.frames.values():
        if frame.role == "content" and not frame.mute:
            if is_denied(article, frame):
                take_back(article, frame)
            else:
                weigh(article, frame)
        keep_what_was_wrong(tokens, frame)
        keep_who_it_was(tokens, frame)
        keep_what_it_holds(article, frame)
    if article.drafts:
        article.drafts = [draft for draft in article.drafts if not is_idle(article, draft)]
