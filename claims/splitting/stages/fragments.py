"""Drafts that are no sentence: what opens with a relative or question word, or a "that", of its own verb.

"How a deaf cat helps doctors" (a headline) and "whose links have been questioned" state nothing alone; "what she
found was a map" does. In "14 wrecks, one of which, the Maud, …" the Maud is one of 14 wrecks.
Reads drafts; takes away fragments, and puts what "which" means into what is said of one of them.
"""

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.phrases import NOUN_TAGS, gather

LINKING = frozenset(("WP", "WP$", "WDT", "WRB"))


def verb_over(tokens: Tokens, node: int) -> int:
    """The verb of the clause a word opens, or -1."""
    for _ in range(12):
        above = tokens.head[node]
        if above == node:
            return -1
        node = above
        if tokens.tag[node][:2] == "VB" or tokens.tag[node] == "MD":
            return node
    return -1


def is_fragment(article: Article, draft: Draft) -> bool:
    tokens, first = article.tokens, draft.items[0] if draft.items else ""
    if not isinstance(first, int):
        return False
    tag = tokens.tag[first]
    if tag not in LINKING and (tag != "IN" or tokens.lower[first] != "that"):
        return False
    if first in draft.forms or draft.kind == "presupposed":
        return first not in draft.forms
    verb = verb_over(tokens, first)
    return verb < 0 or article.owner.get(verb, verb) == draft.head


HELPING = frozenset(("do", "does", "did", "have", "has", "had"))
FARING = frozenset(("well", "badly", "better", "worse", "poorly", "best", "enough", "fine"))


def leaves_its_verb_open(article: Article, draft: Draft) -> bool:
    """ "I never will", "it did in the 1990s": what, only the sentence around it says."""
    tokens = article.tokens
    if tokens.lower[draft.head] not in HELPING and tokens.tag[draft.head] != "MD":
        return False
    frame = article.frames.get(draft.head)
    if frame is None or len(frame.chain) != 1 or frame.verb != draft.head:
        return False
    kids = tokens.kids[frame.verb]
    if not COMPLEMENTS.isdisjoint([tokens.dep[kid] for kid in kids]):
        return False
    if not FARING.isdisjoint([tokens.lower[kid] for kid in kids]):
        return False
    return not any(slot.need and slot.kind in ("object", "complement", "content") for slot in frame.slots)


COMPLEMENTS = frozenset(("dobj", "ccomp", "xcomp", "attr", "oprd", "acomp", "dative", "prt", "auxpass", "intj"))


def meant(tokens: Tokens, which: int) -> list[Item]:
    """What "one of which" speaks of: the noun in front of the comma, or nothing."""
    of = tokens.head[which]
    noun = tokens.left[tokens.head[of]] - 2
    if noun < 0 or tokens.form[noun + 1] not in (",", "–", "—", "-") or tokens.tag[noun] not in NOUN_TAGS:
        return []
    inner = {kid for kid in tokens.kids[noun] if kid > noun}
    return list(gather(tokens, noun, inner))


def with_meaning(article: Article, draft: Draft) -> bool:
    """Puts in what an open "which" of a presupposed claim means; False where nobody knows."""
    tokens = article.tokens
    for place, item in enumerate(draft.items):
        if not isinstance(item, int) or tokens.tag[item] not in ("WDT", "WP") or tokens.dep[item] != "pobj":
            continue
        if tokens.lower[tokens.head[item]] != "of" or tokens.head[item] not in draft.items:
            continue
        words = meant(tokens, item)
        if not words:
            return False
        draft.items = [*draft.items[:place], *words, *draft.items[place + 1 :]]
        return True
    return True


def run(article: Article) -> None:
    tokens = article.tokens
    open_: set[Item] = set()
    if not WHICH.isdisjoint(tokens.tag):
        open_.update([index for index, tag in enumerate(tokens.tag) if tag in WHICH])
    article.drafts = [draft for draft in article.drafts if is_whole(article, draft, open_)]


WHICH = frozenset(("WDT", "WP"))


def is_whole(article: Article, draft: Draft, open_: set[Item]) -> bool:
    """Whether a draft is a sentence; `open_` are the words like "which" of the article."""
    if is_fragment(article, draft):
        return False
    if draft.kind != "presupposed":
        return not leaves_its_verb_open(article, draft)
    return not open_ or open_.isdisjoint(draft.items) or with_meaning(article, draft)
