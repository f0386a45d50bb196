"""Sentences that open with a denial or a limit and turn their verb: "Never before had a storm hit the coast in May".

Without the opening they say the opposite or more, and the parser often loses where it belongs: such a sentence is
one claim, as it stands. "Not only did it rain" denies nothing.
Reads frames; gives the sentence's own frame all its words and mutes what hangs on it.
"""

from claims.splitting.article import Article, Frame, Slot, Tokens

DENYING = frozenset(
    [
        "never",
        "rarely",
        "seldom",
        "hardly",
        "scarcely",
        "barely",
        "nowhere",
        "little",
        "only",
        "not",
        "at",
        "under",
        "in",
    ]
)
PAIRS = frozenset(
    [
        ("not", "until"), ("not", "once"), ("not", "since"), ("not", "one"), ("not", "a"), ("at", "no"), ("in", "no"),
        ("under", "no"), ("not", "before"),
    ]
)  # fmt: skip
"""What "not", "at", "in" and "under" must open to deny: "Not until May", "At no time"."""
PAIRED = frozenset(first for first, _ in PAIRS)
HELPERS = frozenset(
    ("had", "has", "have", "did", "does", "do", "was", "were", "is", "are", "can", "could", "will", "would")
)
SUBJECT = frozenset(("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD", "JJ", "EX"))
LONGEST = 9
"""Tokens an opening has at most: "Only after the end of the long war"."""
HANGING = frozenset(("content", "participle", "joined", "gerund"))


def is_turned(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a denial or a limit opens the sentence and a helper stands before its subject."""
    word = tokens.lower[first]
    if word not in DENYING or (word in PAIRED and (word, tokens.lower[first + 1]) not in PAIRS):
        return False
    helper = next((at for at in range(first + 1, min(first + LONGEST, end - 2)) if is_helper(tokens, at)), -1)
    return helper > 0 and tokens.tag[helper + 1] in SUBJECT and not opened(tokens, first, helper)


def is_helper(tokens: Tokens, place: int) -> bool:
    return tokens.lower[place] in HELPERS and tokens.tag[place] in ("VBD", "VBZ", "VBP", "MD")


def opened(tokens: Tokens, first: int, helper: int) -> bool:
    """Whether the helper's subject stands in front: "Only two of them did"."""
    return any(
        tokens.dep[at] in ("nsubj", "nsubjpass", "expl") and tokens.head[at] >= helper for at in range(first, helper)
    )


def tell_whole(article: Article, root: Frame, first: int, end: int) -> None:
    """Gives the sentence's frame the words of the sentence, but for the full stop."""
    last = end if article.tokens.form[end - 1][-1:] not in ".!" else end - 1
    verb = root.verb
    root.subject, root.group = [[*range(first, verb)]], [verb]
    root.slots = [Slot(verb + 1, True, "complement", [[*range(verb + 1, last)]])] if verb + 1 < last else []
    root.finite, root.mute, root.brief = True, "", []


def run(article: Article) -> None:
    tokens = article.tokens
    for number, first, end in article.speaking():
        if tokens.lower[first] not in DENYING or end - first < 5 or not is_turned(tokens, first, end):
            continue
        frames = [frame for frame in article.frames.values() if frame.sentence == number]
        top = next((frame for frame in frames if tokens.head[frame.verb] == frame.verb), None)
        spoken = any(tokens.lower[frame.verb] in article.lexicon["speech"] for frame in frames)
        for frame in frames:
            if frame is not top and frame.role in HANGING and (frame.own is None or frame.role == "content"):
                frame.mute = frame.mute or "denied, wished or left open"
        if top is not None and not spoken and not article.quotes[first]:
            tell_whole(article, top, first, end)
