"""Figures torn from their unit, relative clauses from their time, and a verb taken for what a post is said to do.

In "€340m set aside" and "at 11am" figure and unit are one; "People who walk after their meal are less likely" are
those who walk then; "A post shared 900 times claims that …" claims it, and was shared.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.asking import Whole
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

UNITS = frozenset(
    ("m", "bn", "tn", "k", "mn", "p", "am", "pm", "kg", "km", "cm", "mm", "mph", "ft", "kwh", "mw", "gw")
)
FINITE = frozenset(("VBD", "VBZ", "VBP"))
TIMED = frozenset(("after", "before", "since", "until"))
SHARED = frozenset(
    [
        "shared", "viewed", "posted", "published", "seen", "circulated", "watched", "liked", "reposted", "retweeted",
        "uploaded", "forwarded", "broadcast", "released", "recorded", "filmed", "printed", "leaked", "issued",
    ]
)  # fmt: skip
"""What is done to a post or a clip, in forms that are past tense and participle alike."""
POSTS = frozenset(
    [
        "post", "clip", "video", "photo", "photograph", "picture", "image", "message", "tweet", "meme", "article",
        "screenshot", "graphic", "document", "letter", "leaflet", "footage", "story", "recording", "map", "chart",
        "advert", "ad", "poster", "rumor", "rumour", "report", "claim", "email", "audio", "thread", "caption", "page",
    ]
)  # fmt: skip
CLAIMING = frozenset(
    [
        "claims", "claim", "purports", "purport", "shows", "show", "says", "say", "suggests", "suggest", "alleges",
        "allege", "states", "asserts", "warns", "insists", "implies", "depicts", "appears", "seems", "features",
    ]
)  # fmt: skip


def unit(tokens: Tokens, index: int) -> bool:
    """ "€340m set aside", "at 11am": the letters belong to the figure in front."""
    figure = index - 1
    if tokens.space[figure] or not tokens.text[figure][-1:].isdigit():
        return False
    if tokens.head[figure] == index or tokens.head[index] == figure:
        return False
    over = tokens.head[index]
    if hangs_on(tokens, figure, index):
        return False
    tokens.head[index], tokens.dep[index], tokens.tag[index] = figure, "quantmod", "NN"
    for kid in tokens.kids[index]:
        tokens.head[kid] = figure
    if tokens.tag[over] == "VBN" and over == index + 1 and not hangs_on(tokens, figure, over):
        tokens.head[over], tokens.dep[over] = figure, "acl"
    return True


def time_of_the_walk(tokens: Tokens, meal: int) -> bool:
    """ "People who walk after their evening meal are less likely": they walk then, and no meal is likely."""
    verb = tokens.head[meal]
    if tokens.tag[meal][:2] != "NN":
        return False
    if tokens.dep[verb] == "advcl":
        return stop_behind_a_shift(tokens, meal, verb)
    first = next((kid for kid in tokens.kids[verb] if kid < meal and tokens.dep[kid] == "nsubj"), -1)
    led = tokens.left[meal] - 1
    if first < 0 or led <= first or tokens.lower[led] not in TIMED:
        return False
    told = next((kid for kid in tokens.kids[first] if tokens.dep[kid] == "relcl" and kid < led), -1)
    if told < 0 or not is_led_by_who(tokens, told) or tokens.form[led - 1] == ",":
        return False
    if tokens.right[first] not in (led - 1, led) or not (tokens.head[led] == verb or hangs_on(tokens, led, told)):
        return False
    tokens.head[led], tokens.dep[led] = told, "prep"
    tokens.head[meal], tokens.dep[meal] = led, "pobj"
    return True


def is_led_by_who(tokens: Tokens, verb: int) -> bool:
    return any(tokens.tag[kid] in ("WP", "WDT") for kid in tokens.kids[verb])


def stop_behind_a_shift(tokens: Tokens, shift: int, verb: int) -> bool:
    """The same where the parser took the subject for the whole: "Drivers who stop after a shift are less likely"."""
    told, led = tokens.head[verb], tokens.left[shift] - 1
    first = tokens.head[told]
    whole = (
        tokens.dep[told] == "relcl"
        and is_led_by_who(tokens, told)
        and tokens.head[first] == first
        and tokens.tag[first][:2] == "NN"
    )
    if not whole or tokens.left[verb] != led or tokens.lower[led] not in TIMED or tokens.head[led] != verb:
        return False
    if first > told or tokens.form[led - 1] == "," or tokens.tag[verb] not in FINITE:
        return False
    for kid in tokens.kids[first]:
        if kid > verb:
            tokens.head[kid] = verb
    tokens.head[verb], tokens.dep[verb] = verb, "ROOT"
    tokens.head[first], tokens.dep[first] = verb, "nsubj"
    tokens.head[led], tokens.dep[led] = told, "prep"
    tokens.head[shift], tokens.dep[shift] = led, "pobj"
    return True


def what_the_post_does(tokens: Tokens, shared: int) -> bool:
    """ "A post shared 48,000 times on Facebook claims that …": it claims, and was shared."""
    post = next((kid for kid in tokens.kids[shared] if tokens.dep[kid] in ("nsubj", "nsubjpass")), -1)
    if post < 0 or post != shared - 1 or tokens.lower[post] not in POSTS or tokens.head[shared] != shared:
        return False
    if any(tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[shared]):
        return False
    verb = claiming_behind(tokens, shared)
    if verb < 0:
        return False
    turn(tokens, post, shared, verb)
    return True


def claiming_behind(tokens: Tokens, shared: int) -> int:
    """The verb that opens what the post says: followed by "that", "to", or with an object of its own. -1 without."""
    for place in range(shared + 2, min(tokens.right[shared], shared + 25)):
        if tokens.lower[place] in CLAIMING and tokens.lower[place + 1] in ("that", "to", "a", "an", "the"):
            return place if tokens.form[place - 1] != "," and tokens.tag[place][:2] in ("NN", "VB") else -1
        if tokens.form[place] in (";", ":") or tokens.tag[place] in FINITE:
            return -1
    return -1


def turn(tokens: Tokens, post: int, shared: int, verb: int) -> None:
    """Makes the claiming the main verb and the sharing what was done to the post."""
    over = tokens.head[verb]
    for kid in range(shared + 1, tokens.right[shared] + 1):
        if kid == verb or tokens.head[kid] not in (verb, shared):
            continue
        if kid > verb:
            tokens.head[kid] = verb
            if tokens.dep[kid] in ("advcl", "acl", "relcl") and tokens.tag[kid] == "VB":
                tokens.dep[kid] = "xcomp"
            elif tokens.dep[kid] in ("acl", "relcl", "advcl"):
                tokens.dep[kid] = "ccomp"
        elif tokens.head[kid] == verb:
            leave(tokens, kid, shared, over)
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = verb, "ROOT", "VBZ"
    tokens.head[post], tokens.dep[post] = verb, "nsubj"
    tokens.head[shared], tokens.dep[shared], tokens.tag[shared] = post, "acl", "VBN"


def leave(tokens: Tokens, kid: int, shared: int, over: int) -> None:
    """Hangs on the sharing what stood on the claiming: "since 9 February claims", "on X purports"."""
    if tokens.dep[kid] in ("mark", "prep"):
        tokens.head[kid], tokens.dep[kid] = shared, "prep"
        return
    led = next((place for place in range(kid - 1, shared, -1) if tokens.tag[place] in ("IN", "TO")), -1)
    if tokens.tag[kid][:2] == "NN" and led >= 0:
        tokens.head[kid], tokens.dep[kid] = led, "pobj"
    elif over != shared and tokens.dep[over] == "prep":
        tokens.head[kid] = over
    else:
        tokens.head[kid] = shared


def day_of_the_clock(tokens: Tokens, index: int) -> bool:
    """ "held until noon on Tuesday": which noon."""
    noon, day = index - 1, index + 1
    clock = tokens.entity[noon] == "TIME" and tokens.dep[noon] == "pobj" and tokens.dep[index] == "prep"
    if not clock or tokens.entity[day : day + 1] != ["DATE"] or tokens.head[index] == noon:
        return False
    led = tokens.head[noon]
    if tokens.lower[led] not in LIMITS or tokens.head[led] != tokens.head[index]:
        return False
    tokens.head[index] = noon
    return True


LIMITS = frozenset(("until", "till", "by", "before", "after", "since", "from"))


def mend(tokens: Tokens, index: int, word: str) -> bool:
    if word in UNITS:
        return unit(tokens, index)
    if word == "on":
        return day_of_the_clock(tokens, index)
    if word in SHARED:
        return index > 0 and what_the_post_does(tokens, index)
    return time_of_the_walk(tokens, index)


def run(article: Article) -> None:
    tokens, changed, whole = article.tokens, False, Whole(article.tokens)
    lower, dep = tokens.lower, tokens.dep
    subjects = not TIMED.isdisjoint(lower)
    for index in range(1, len(tokens)):
        word = lower[index]
        if word in UNITS or word in SHARED or word == "on" or (subjects and dep[index] == "nsubj"):
            changed = (mend(tokens, index, word) and whole.stays(index)) or changed
    if changed:
        link(tokens)
