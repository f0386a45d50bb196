"""Clauses that leave out the verb of the one before: "Headaches were reported by 31% and dizziness by 12%".

Reads nouns with the role "gapped" and the frame they hang on; gives a draft with that frame's verb.
"""

from claims.splitting.article import Article, Draft, Frame, Item, Tokens
from claims.splitting.phrases import gather
from claims.splitting.stages.clauses import frame_clues

FORMS = {"was": "were", "is": "are", "has": "have"}
"""Helpers for one and for many."""
MANY = {many: one for one, many in FORMS.items()}


def agreeing(tokens: Tokens, group: list[Item], *, one: bool) -> dict[int, str]:
    """The helpers that take another form with a subject that is one, or several."""
    known = MANY if one else FORMS
    return {
        item: known[tokens.lower[item]] for item in group if isinstance(item, int) and tokens.lower[item] in known
    }


def told(article: Article, frame: Frame, noun: int, led: int) -> Draft:
    tokens = article.tokens
    items: list[Item] = [*gather(tokens, noun), *frame.group, *gather(tokens, led)]
    return Draft(
        items,
        f"{frame.role}:whole",
        frame.sentence,
        frame.verb,
        {**frame.forms, **agreeing(tokens, frame.group, one=tokens.tag[noun] in ("NN", "NNP"))},
        kind=frame.kind,
        speaker=frame.speaker,
        clues=frame_clues(tokens, frame, []),
    )


def run(article: Article) -> None:
    tokens = article.tokens
    for noun, dep in enumerate(tokens.dep) if "gapped" in tokens.dep else ():
        if dep != "gapped" or tokens.tag[noun] not in ("NN", "NNS", "NNP", "NNPS"):
            continue
        frame, led = article.frames.get(tokens.head[noun]), tokens.right[noun] + 1
        second = led < len(tokens) and tokens.dep[led] == "gapped" and tokens.head[led] == tokens.head[noun]
        if frame is not None and second and frame.subject and not frame.mute:
            article.drafts.append(told(article, frame, noun, led))
