"""What an article first called a thing by more than its noun: "the loan" is "the loan from a builder".

Where no word stands with the noun, the clause that brought it in tells which one it is: "the explosion that witnesses
heard". Several that differ are several readings.
Reads the parse, frames, `article.mentions` and `article.references`.
"""

from claims.splitting.article import Article, Draft, Frame, Item, Tokens
from claims.splitting.inflection import singular
from claims.splitting.phrases import gather
from claims.splitting.readings.spelled import Forms, again, as_known, first_word
from claims.splitting.stages.described import EMPTY, TYING

FEW = 3
"""Readings of one noun; where more fit, none helps."""
KEPT = 8
"""Mentions of one noun that are noted."""
LONGEST = 11
"""Words of a clause that tells which thing is meant."""
VAGUE = EMPTY | {"more", "many", "several", "some", "few", "those", "these", "further", "additional"}
TELLING = frozenset(("compound", "amod", "nmod", "nummod", "poss"))
TIED = TYING | {"in", "at", "from", "near"}
PLACING = frozenset(("in", "on", "at", "from", "near", "by", "to", "for", "with", "through", "under", "over"))
OWNING = frozenset(("its", "his", "her", "their", "my", "our", "your", "whose"))
JOINS = frozenset(("IN", "MD", "VBD", "VBP", "VBZ"))
"""Words in front that make more than one phrase of a headline: "as minister urges talks"."""
CLOSED = frozenset(("this", "that", "no", "any", "every", "each", "another", "some"))


def note(article: Article, node: int) -> None:
    """Notes where the article speaks of a thing by more than "the" and its noun."""
    tokens = article.tokens
    bare = tokens.left[node] == node - 1 and tokens.lower[node - 1] == "the" and tokens.right[node] == node
    if not bare and tokens.dep[node] not in ("compound", "nmod"):
        keep(article.mentions, singular(tokens.lower[node]), node)


def keep(found: dict[str, list[int]], word: str, place: int) -> None:
    """Notes a place of a word, as long as there are few: a long text is read in time that grows with it alone."""
    places = found.setdefault(word, [])
    if len(places) < KEPT:
        places.append(place)


def readings(article: Article, node: int) -> list[Forms]:
    """The forms that word a noun as the article did before; none where nothing, or too much, fits.

    Of an owner only the words in front are taken: "the primary school's head".
    """
    tokens = article.tokens
    if node < 1 or tokens.lower[node - 1] != "the" or tokens.head[node - 1] != node:
        return []
    before = [one for one in article.mentions.get(singular(tokens.lower[node]), ()) if one < node]
    before = [one for one in before if (tokens.tag[one] == "NNS") == (tokens.tag[node] == "NNS")]
    told = [one for one in before if not article.lines[tokens.line[one]].headline]
    tied = bool(told) and tokens.dep[node] != "poss"
    texts: list[str] = []
    for one in told or before:
        if is_any(tokens, one):
            continue
        first = tied and (tokens.tag[one] == "NN" or not texts)
        text = phrase(article, one, tied=tied) or (own_clause(article, one) if first else "")
        if text and not any(is_within(text, other) for other in texts):
            texts = [other for other in texts if not is_within(other, text)] + [text]
    return [{node - 1: "", node: text} for text in texts] if len(texts) <= FEW else []


def of_itself(article: Article, draft: Draft, node: int) -> list[Forms]:
    """ "The beach was in Orkney", told of "on a beach in Orkney": the beach on which an orca stranded."""
    place = draft.items.index(node) if node in draft.items else 0
    put_in = place > 0 and draft.items[place - 1] == "the"
    led = article.tokens.lower[article.tokens.left[node]] in ("a", "an")
    text = by_its_clause(article, node) if put_in and led and not article.quotes[node] else ""
    return [{node: text.removeprefix("the ")}] if text else []


def is_within(text: str, other: str) -> bool:
    """Whether a wording says no more than another one."""
    return set(text.lower().split()) <= set(other.lower().split())


def is_any(tokens: Tokens, node: int) -> bool:
    """Whether no one thing is spoken of: "wants to build a bridge", "the first to lead a club in the league"."""
    over = tokens.head[node]
    led = tokens.lower[tokens.left[node]] in ("a", "an")
    return led and tokens.tag[over] == "VB" and any(tokens.tag[kid] == "TO" for kid in tokens.kids[over])


def phrase(article: Article, node: int, *, tied: bool = True) -> str:
    """The noun with its words in front and, where they follow at once, what ties it or what it is to do.

    A headline's phrases may hang on something else, so only its words in front are taken.
    """
    tokens = article.tokens
    words = [one for one in fuller(tokens, node) if tied or one <= node]
    while words and not tokens.form[words[0]][:1].isalnum():
        words = words[1:]
    if not words:
        return ""
    first = tokens.lower[words[0]]
    if first in CLOSED or any(tokens.tag[one] in JOINS for one in words if one < node):
        return ""
    if first in OWNING and words[0] not in article.references:
        words, first = [node] if words[1:] == [node] else words[1:], ""  # "her second album": the second album
    owned = first in OWNING or (first and any(tokens.dep[kid] == "poss" for kid in tokens.kids[node]))
    if first in ("a", "an", "the") and not owned:
        words = words[1:]
    while words and tokens.lower[words[0]] in VAGUE:
        words = words[1:]
    text = again(article, words, 9, owned="the") if len(words) > 1 else ""
    return text if owned or not text else f"the {text}"


def fuller(tokens: Tokens, node: int) -> list[int]:
    """The words of a noun phrase without what does not tie it; the noun alone where they do not stand in a row."""
    behind = {kid for kid in tokens.kids[node] if kid > node and not is_tied(tokens, node, kid)}
    words = gather(tokens, node, behind)
    return words if words and words == [*range(words[0], words[-1] + 1)] else [node]


def is_tied(tokens: Tokens, node: int, kid: int) -> bool:
    """Whether a phrase follows its noun at once and tells which one: "of Lund", "to close the school"."""
    if tokens.left[kid] != node + 1:
        return False
    to = tokens.dep[kid] in ("acl", "relcl") and tokens.tag[tokens.left[kid]] == "TO"
    given = tokens.dep[node] == "dobj" and tokens.lower[kid] in ("to", "from", "into")  # "returned a statue to Benin"
    return to or (tokens.dep[kid] == "prep" and tokens.lower[kid] in TIED and not given)


def own_clause(article: Article, node: int) -> str:
    """What a noun brought in with "a" is told to do, "the bear that had fallen", or else by the clause around it."""
    tokens = article.tokens
    several = tokens.tag[node] == "NNS" and tokens.left[node] == node
    one = tokens.tag[node] == "NN" and tokens.lower[tokens.left[node]] in ("a", "an")
    if not (one or several) or article.quotes[node]:
        return ""
    behind = [kid for kid in tokens.kids[node] if kid > node and tokens.dep[kid] == "relcl"]
    if behind and tokens.left[behind[0]] == node + 1 and tokens.lower[node + 1] in ("that", "which", "who"):
        words = gather(tokens, behind[0])
        clause = again(article, words[1:], 8) if words[:1] == [node + 1] else ""
        if clause and not any(sign in clause for sign in MARKS):
            return f"the {first_word(tokens, node, {})} {tokens.text[node + 1]} {clause}"
    return by_its_clause(article, node)


MARKS = ',;:"'


def by_its_clause(article: Article, node: int) -> str:
    """ "the explosion that witnesses heard": the clause that brings in a thing with "a", told of it; or nothing."""
    tokens = article.tokens
    over = tokens.head[node]
    placed = tokens.dep[node] == "pobj" and tokens.dep[over] == "prep"
    frame = article.frame_of(tokens.head[over] if placed else over)
    if frame is None or frame.mute or not frame.subject or frame.role in ("relative", "participle"):
        return ""
    if tokens.dep[node] in ("nsubj", "nsubjpass"):
        return told(article, node, "that", [], [*frame.group, *behind(tokens, frame, node)])
    rest = behind(tokens, frame, over if placed else node)
    if tokens.dep[node] == "dobj":
        return told(article, node, "that", frame.subject[0], [*frame.group, *rest]) or told(
            article, node, "that", frame.subject[0], frame.group
        )
    person = tokens.lower[node] in article.lexicon["roles", "offices", "people", "words_male", "words_female"]
    fits = placed and over > frame.verb and tokens.lower[over] in PLACING and not person
    return told(article, node, f"{tokens.lower[over]} which", frame.subject[0], [*frame.group, *rest]) if fits else ""


def behind(tokens: Tokens, frame: Frame, node: int) -> list[Item]:
    """What stands behind the verb and may not be left out, without the noun and its own; else what comes first."""
    own = range(tokens.left[node], tokens.right[node] + 1)
    slots = [slot for slot in frame.slots if slot.wordings and slot.head > frame.verb and slot.head not in own]
    need = [slot for slot in slots if slot.need] or slots[:1]
    return [item for slot in need for item in slot.wordings[0]]


def told(article: Article, node: int, link: str, subject: list[Item], rest: list[Item]) -> str:
    """The noun and the clause that tells which one it is; empty where the clause does not stand in one wording."""
    tokens = article.tokens
    words = [item for item in (*subject, *rest) if isinstance(item, int)]
    if len(words) != len(subject) + len(rest) or node in words:
        return ""
    parts = [as_known(again(article, part)) if subject else again(article, part) for part in whole(subject, rest)]
    clause = " ".join(parts)
    enough = len(clause.split()) <= LONGEST and all(parts) and not any(sign in clause for sign in MARKS)
    return f"the {first_word(tokens, node, {})} {link} {clause}" if enough else ""


def whole(subject: list[Item], rest: list[Item]) -> list[list[int]]:
    return [[item for item in part if isinstance(item, int)] for part in (subject, rest) if part]
