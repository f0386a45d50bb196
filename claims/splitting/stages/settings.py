"""When and where: the noun that "when" or "where" stands for, put back with the preposition it takes.

"On the glacier, where I started" -> I started on the glacier; "shortly after 8am when a fight broke out" -> a fight
broke out shortly after 8am. "The same thing when I wrote it" names no time, and so nothing is put back.
Reads the parse; gives words for `relatives`.
"""

from claims.splitting.article import Article, Frame, Item, Tokens
from claims.splitting.inflection import singular
from claims.splitting.phrases import loose
from claims.splitting.stages.attachments import MONTHS
from claims.splitting.stages.series import DAYS

MOMENTS = frozenset(("time", "moment", "minute", "hour", "point", "stage", "age", "noon", "midnight", "dawn", "dusk"))
DAYTIMES = frozenset(("day", "date", "night", "morning", "evening", "afternoon", "weekend", "anniversary", "eve"))
PERIODS = frozenset(
    [
        "year", "month", "week", "period", "era", "decade", "century", "season", "summer", "winter", "spring",
        "autumn", "fall", "age", "phase", "quarter", "term", "years", "months", "weeks", "days", "times", "war",
    ]
)  # fmt: skip
BARE = frozenset(("yesterday", "today", "tomorrow", "tonight", "last", "next", "this", "ago", "earlier", "later"))
AROUND = frozenset(("after", "before", "around", "about", "by", "past", "until"))
LYING = frozenset(
    ("in", "on", "at", "near", "under", "inside", "outside", "aboard", "beside", "behind", "along", "within", "off")
)
TURNED = frozenset(
    [
        "look", "looks", "looked", "looking", "aimed", "aim", "focus", "focuses", "focused", "focusing",
        "based", "depend", "depends", "depended", "rely", "relies", "relied", "relying", "decided", "agreed",
        "spent", "spend", "spends", "interested", "interest", "attack", "attacks", "work", "report", "reported",
        "study",
    ]
)  # fmt: skip
"""What "on", "at" or "in" belongs to, rather than to a place."""
UPON = frozenset(
    [
        "glacier", "island", "farm", "site", "beach", "platform", "bridge", "hill", "coast", "campus",
        "peninsula", "street", "road", "ship", "boat", "ferry", "plane", "train", "motorway", "highway", "roof",
        "estate", "border", "bank", "shore", "ranch", "plateau", "moor", "pitch", "stage", "planet", "moon",
        "plantation", "reservation", "continent", "mountain", "runway", "atoll", "islet", "slope", "ward",
        "square", "avenue", "deck", "reef",
    ]
)  # fmt: skip
GATHERINGS = frozenset(
    [
        "court", "airport", "station", "university", "college", "party", "event", "conference", "meeting", "ceremony",
        "summit", "festival", "rally", "concert", "funeral", "hearing", "match", "game", "institute", "academy",
        "seminar", "dinner", "reception", "wedding", "exhibition", "workshop", "protest", "vigil", "checkpoint",
        "junction",
    ]
)  # fmt: skip


def phrase(article: Article, frame: Frame, word: str, words: list[Item]) -> list[Item]:
    """The antecedent of "when" or "where" with its preposition, empty where it names no time or no place."""
    if not words:
        return []
    return moment(article.tokens, frame, words) if word == "when" else place(article, frame, words)


def moment(tokens: Tokens, frame: Frame, words: list[Item]) -> list[Item]:
    noun = tokens.head[frame.verb]
    word, kind = tokens.lower[noun], tokens.entity[noun]
    known = word in MOMENTS | DAYTIMES | PERIODS or singular(word) in PERIODS
    if kind not in ("DATE", "TIME") and not known:
        return []
    led = tokens.head[noun] if tokens.dep[noun] == "pobj" else -1
    if kind == "TIME" and led >= 0 and tokens.lower[led] in AROUND and not loose(tokens, frame.verb):
        return [*(kid for kid in tokens.kids[led] if kid < led and tokens.dep[kid] == "advmod"), led, *words]
    if led >= 0 and tokens.lower[led] in ("on", "at", "during", "in"):
        return [tokens.lower[led], *words]
    said = {tokens.lower[item] for item in words if isinstance(item, int)}
    if not BARE.isdisjoint(said):
        return [*words]
    return [at_the_time(word, kind, said), *words]


def at_the_time(word: str, kind: str, said: set[str]) -> str:
    """The preposition of a time: at noon, on Monday, on 4 May, in May."""
    if word in MOMENTS or word in ("am", "pm", "a.m.", "p.m.") or (kind == "TIME" and word[:1].isdigit()):
        return "at"
    dated = bool(said & MONTHS) and any(one.isdigit() and len(one) < 3 for one in said)
    return "on" if word in DAYTIMES or said & DAYS or dated else "in"


def place(article: Article, frame: Frame, words: list[Item]) -> list[Item]:
    tokens, noun = article.tokens, article.tokens.head[frame.verb]
    word = singular(tokens.lower[noun])
    if word in article.lexicon["roles"] and word != "model" and not tokens.entity[noun]:
        return []
    led = tokens.head[noun] if tokens.dep[noun] == "pobj" else -1
    if led >= 0 and tokens.lower[led] in LYING and tokens.lower[tokens.head[led]] not in TURNED:
        return [tokens.lower[led], *words]
    if word in UPON:
        return ["on", *words]
    return ["at" if word in GATHERINGS else "in", *words]
