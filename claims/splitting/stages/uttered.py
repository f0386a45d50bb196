"""What somebody's words take for granted is theirs: "Orlo said that Oslo's refusal to talk was an error".

Whatever a noun phrase tells inside quotation marks, or in what somebody is said to have said, has that speaker; what
people are and how bodies are named stays the article's own, unless it is told by "my" or "our" or in quotation marks.
What somebody admitted has who admitted it.
Reads frames, quotation marks and drafts; gives kind and speaker to drafts that no verb makes.
"""

from claims.splitting.article import Article, Draft, Frame
from claims.splitting.stages.speech import sayer

OURS = frozenset(("my", "our", "mine", "ours", "i", "we", "us", "me", "your", "you"))
ADMITTING = frozenset(
    [
        "admit", "admits", "admitted", "admitting", "acknowledge", "acknowledges", "acknowledged", "acknowledging",
        "concede", "concedes", "conceded", "conceding", "confess", "confesses", "confessed",
    ]
)  # fmt: skip
"""Verbs that say something by taking it for true."""
NAMING = ("title", "kind", "bracket", "place", "apposition")
"""Rules that tell who somebody is, how something is called, and where it is."""


def run(article: Article) -> None:
    drafts = [draft for draft in article.drafts if draft.kind == "presupposed"]
    if not drafts:
        return
    quoting = any(article.quotes)
    for draft in drafts:
        admit(article, draft)
        speaker = -1 if draft.also_at else said_in_quotes(article, draft) if quoting else -1
        if speaker < 0 and not draft.also_at and not is_naming(article, draft):
            speaker = said_in_a_clause(article, draft)
        if speaker >= 0:
            draft.kind, draft.speaker = "attributed", speaker


def admit(article: Article, draft: Draft) -> None:
    """ "The firm conceded that the pump had failed": it had, and the firm says so too."""
    tokens, frame = article.tokens, article.frames.get(draft.head)
    if frame is None or frame.role != "content" or tokens.lower[tokens.head[frame.verb]] not in ADMITTING:
        return
    above = article.frame_of(tokens.head[frame.verb])
    who = sayer(article, above) if above is not None else -1
    draft.speaker = who if who >= 0 else draft.speaker


def is_naming(article: Article, draft: Draft) -> bool:
    """Whether a draft only tells who a person is or how something is named, in nobody's own words."""
    tokens = article.tokens
    if any(item.__class__ is int and tokens.lower[item] in OURS for item in draft.items):
        return False
    return draft.rule.startswith(NAMING) or draft.rule.endswith((":age", ":demonym", ":kind"))


def said_in_quotes(article: Article, draft: Draft) -> int:
    """Who says it, where all its words stand in one quotation of a speaker that the article names; or -1."""
    quotes, words = article.quotes, draft.tokens()
    speaker = article.utterers.get(draft.sentence, -1)
    inside = bool(words) and quotes[words[0]] and all(quotes[one] for one in words)
    if not inside or speaker < 0 or quotes[speaker] == quotes[words[0]]:
        return -1
    offices = article.lexicon["offices"]
    office = draft.rule.startswith(NAMING) and any(article.tokens.lower[one] in offices for one in words)
    return -1 if office and is_naming(article, draft) else speaker


def said_in_a_clause(article: Article, draft: Draft) -> int:
    """Who says it, where all its words stand in a clause that tells what somebody said; or -1."""
    tokens, words = article.tokens, draft.tokens()
    node = words[0] if words else -1
    for _ in range(12):
        if node < 0 or tokens.head[node] == node:
            return -1
        frame = article.frames.get(node)
        if frame is not None and is_told(article, frame):
            inside = tokens.left[node] <= words[0] and words[-1] <= tokens.right[node]
            return frame.speaker if inside and frame.speaker is not None else -1
        node = tokens.head[node]
    return -1


def is_told(article: Article, frame: Frame) -> bool:
    """Whether a clause is what somebody said, and not the clause that tells who did."""
    tokens, speaker = article.tokens, frame.speaker
    if frame.kind != "attributed" or frame.role != "content" or speaker is None or speaker < 0:
        return False
    return not tokens.left[frame.verb] <= speaker <= tokens.right[frame.verb]
