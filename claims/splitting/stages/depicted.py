"""What pictures and posts are said to show: what a clip does not show is not claimed, nor what it only purports to.

"The video does not show a bridge falling after trucks crossed it" tells of no bridge and no trucks; of "a clip that
purports to show a bridge falling" the fall is what the clip says. What the words of a post or a caption take for
granted is not the article's. A question inside quotation marks states nothing.
Reads frames; mutes them, or gives them their speaker. `sift` takes away drafts made of such words.
"""

from claims.splitting.article import Article, Draft, Frame, Tokens
from claims.splitting.phrases import loose
from claims.splitting.stages.posts import posted
from claims.splitting.stages.predicates import is_negative

DENIED = "denied, wished or left open"
SHOWING = frozenset(
    [
        "show", "shows", "showed", "showing", "shown", "depict", "depicts", "depicted", "depicting", "prove",
        "proves", "proved", "proven", "proving", "portray", "portrays", "portrayed", "portraying", "capture",
        "captures", "captured", "capturing", "feature", "features", "featured", "featuring", "document",
        "documents", "documented", "documenting", "picture", "pictures", "pictured", "demonstrate",
        "demonstrates", "demonstrated", "illustrate", "illustrates", "illustrated",
    ]
)  # fmt: skip
"""What pictures and figures do with what happened."""
PURPORTING = frozenset(
    [
        "purport", "purports", "purported", "purporting", "claim", "claims", "claimed", "claiming", "pretend",
        "pretends", "pretended", "pretending", "appear", "appears", "appeared", "appearing", "seem", "seems",
        "seemed", "seeming",
    ]
)  # fmt: skip
SAID = frozenset(("said", "believed", "alleged", "thought", "rumored", "rumoured", "reported", "supposed"))
HEDGED = frozenset(("supposedly", "allegedly", "purportedly", "falsely", "reportedly", "misleadingly", "wrongly"))
FAILING = frozenset(("fail", "fails", "failed", "failing"))


def denied_showing(tokens: Tokens, frame: Frame) -> int:
    """The verb of showing that a clause denies: "does not show", "fails to prove"; or -1."""
    shown = next((verb for verb in frame.chain if tokens.lower[verb] in SHOWING), -1)
    if shown < 0:
        return -1
    fails = any(tokens.lower[verb] in FAILING for verb in frame.chain if verb < shown)
    return shown if fails or is_negative(tokens, frame.chain) else -1


def purported_showing(tokens: Tokens, frame: Frame) -> int:
    """The verb of showing that a clause only purports: "purports to show", "supposedly showing"; or -1."""
    shown = next((verb for verb in frame.chain if tokens.lower[verb] in SHOWING), -1)
    if shown < 0:
        return -1
    purports = any(tokens.lower[verb] in PURPORTING | SAID for verb in frame.chain if verb < shown)
    hedged = any(tokens.lower[kid] in HEDGED for kid in tokens.kids[shown])
    return shown if purports or hedged else -1


def behind(tokens: Tokens, shown: int) -> list[int]:
    """The words that hang on what is shown, but for those in clauses that a comma parts from it."""
    reached = [shown]
    for node in reached:
        for kid in tokens.kids[node]:
            own = node == shown and tokens.dep[kid] == "conj"  # "shows one ship and was filmed in May"
            if kid > shown and not own and not (tokens.dep[kid] in CLAUSES and is_apart(tokens, kid)):
                reached.append(kid)
    return reached[1:]


CLAUSES = frozenset(("relcl", "acl", "advcl", "conj"))


def within(article: Article, shown: int) -> list[Frame]:
    """The clauses that hang on what is shown."""
    frames = article.frames
    return [frames[node] for node in behind(article.tokens, shown) if node in frames]


def is_apart(tokens: Tokens, verb: int) -> bool:
    return loose(tokens, verb) or tokens.form[tokens.left[verb] - 1] in (",", ";", "-", "–")


def holder(article: Article, frame: Frame) -> int:
    """The picture that shows it: the clause's subject, or the noun it hangs on."""
    tokens = article.tokens
    if frame.own is not None and tokens.tag[frame.own] not in ("WP", "WDT"):
        return frame.own
    return tokens.head[frame.verb] if frame.role in ("participle", "relative") else -1


def hold_back(article: Article, frame: Frame) -> None:
    """What a picture does not show is not claimed; what it purports to show it says."""
    tokens = article.tokens
    shown = denied_showing(tokens, frame)
    if shown >= 0:
        for inner in within(article, shown):
            inner.mute = inner.mute or DENIED
        return
    shown = purported_showing(tokens, frame)
    if shown >= 0 and frame.role == "participle" and frame.verb != shown:
        frame.mute = frame.mute or "an aside"  # "a photo purporting to show"
    who = holder(article, frame) if shown >= 0 else -1
    for inner in within(article, shown) if shown >= 0 else ():
        if who < 0:
            inner.mute = inner.mute or DENIED
        elif inner.kind != "attributed":
            inner.kind, inner.speaker = "attributed", who


def asked(article: Article, verb: int) -> bool:
    """Whether the sentence around a verb in quotation marks ends in a question mark before they close."""
    tokens, quote = article.tokens, article.quotes[verb]
    for place in range(verb + 1, len(tokens)):
        if article.quotes[place] != quote or tokens.form[place][-1] in ".!":
            return False
        if tokens.form[place][-1] == "?":
            return True
    return False


def run(article: Article) -> None:
    tokens, frames = article.tokens, article.frames
    if tokens.holds(SHOWING):
        for frame in list(frames.values()):
            if not SHOWING.isdisjoint([tokens.lower[verb] for verb in frame.chain]):
                hold_back(article, frame)
    if "?" in tokens.form and any(article.quotes):
        for verb, frame in frames.items():
            if article.quotes[verb] and asked(article, verb):
                frame.mute = frame.mute or "a question"


def sift(article: Article) -> None:
    """Takes away what the words of a post take for granted, and what is said of things a picture does not show."""
    theirs, unshown = posted(article), unseen(article)
    if theirs or unshown:
        article.drafts = [draft for draft in article.drafts if not is_unsaid(draft, theirs, unshown)]


def is_unsaid(draft: Draft, theirs: set[int], unshown: set[int]) -> bool:
    """Whether a draft that no verb makes has only such words; who somebody is, is true of what is not shown."""
    if draft.kind != "presupposed":
        return False
    words = [item for item in draft.items if isinstance(item, int)]
    return theirs.issuperset(words) or (
        unshown.issuperset(words) and not draft.rule.startswith(("title", "apposition"))
    )


def unseen(article: Article) -> set[int]:
    """The words behind a denied or purported showing."""
    tokens = article.tokens
    found: set[int] = set()
    if not tokens.holds(SHOWING):
        return found
    for frame in article.frames.values():
        if SHOWING.isdisjoint([tokens.lower[verb] for verb in frame.chain]):
            continue
        shown = max(denied_showing(tokens, frame), purported_showing(tokens, frame))
        if shown >= 0:
            found.update(behind(tokens, shown))
    return found
