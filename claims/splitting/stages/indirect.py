"""What somebody said that goes on in the next sentence: "The strike would go on, the union said. It would end soon."

"Would" behind reported words of the same paragraph tells what was said to come, and is nobody else's forecast; with a
condition of its own ("it would fail if …") it may be anybody's.
Reads frames; gives kind and speaker to the main clauses of such sentences.
"""

from claims.splitting.article import Article, Frame

TOLD = frozenset(("main", "joined"))


def said_last(article: Article, frames: list[Frame]) -> int:
    """Who said in the past, outside quotation marks and as the last thing told, what a sentence reports; or -1."""
    tokens, last = article.tokens, -1
    for frame in frames:
        if frame.role in TOLD and frame.kind == "asserted" and not frame.mute:
            return -1
        if frame.kind == "attributed" and frame.speaker is not None and not article.quotes[frame.verb]:
            last = frame.speaker
    said = tokens.head[last] if last >= 0 else -1
    return last if said >= 0 and tokens.tag[said] == "VBD" and tokens.lower[said] in article.lexicon["speech"] else -1


def is_still_told(article: Article, frame: Frame) -> bool:
    """Whether a clause tells what would be, on no condition."""
    tokens = article.tokens
    would = any(isinstance(item, int) and tokens.lower[item] == "would" for item in frame.group)
    open_ = any(slot.kind in ("condition", "shared") for slot in frame.slots)
    return would and not open_ and frame.kind == "asserted" and not article.quotes[frame.verb]


def run(article: Article) -> None:
    tokens = article.tokens
    if "would" not in tokens.lower:
        return
    found: dict[int, list[Frame]] = {}
    for frame in article.frames.values():
        found.setdefault(frame.sentence, []).append(frame)
    speaker = -1
    for number, (first, _) in enumerate(article.sentences):
        frames = found.get(number, [])
        if not first or tokens.line[first - 1] != tokens.line[first]:
            speaker = -1
        goes_on = speaker >= 0 and bool(frames)
        mains = [frame for frame in frames if frame.role in TOLD]
        if goes_on and mains and all(is_still_told(article, frame) for frame in mains):
            for frame in mains:
                frame.kind, frame.speaker = "attributed", speaker
        else:
            speaker = said_last(article, frames)
