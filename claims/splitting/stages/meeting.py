"""People met while reading on: the words of a name, who is "he" or "she", and names that are nobody's.

Used by `names`.
"""

from collections.abc import Sequence

from claims.splitting.article import Article, Tokens
from claims.splitting.story import Person, Story, known

PLACES = frozenset(
    [
        "lane", "road", "avenue", "terrace", "seamount", "island", "islands", "creek", "valley", "crescent",
        "gardens", "heights", "ridge", "strait", "reef", "river", "bay", "street", "square", "bridge",
        "stadium", "arena", "airport", "station", "county", "park", "house", "school", "college", "hospital",
    ]
)  # fmt: skip
"""Last words of names of places that the model takes for people."""
PARTIES = frozenset(("lib dem", "lib dems", "labour", "conservative", "green", "plaid cymru"))
BE = frozenset(("is", "was"))
UNTITLED = frozenset((",", "and", "(", "–", "-", "the", "a", "an"))
WORKS = frozenset(
    [
        "journal", "magazine", "newspaper", "film", "movie", "novel", "album", "song", "single", "book", "series",
        "play", "opera", "game", "ballet", "poem", "musical", "show", "band", "village", "town", "city", "river",
        "lake", "ship", "boat", "ferry", "yacht", "trawler", "company", "firm", "brand", "label", "hormone", "drug",
        "storm", "hurricane", "asteroid", "island", "district", "suburb", "province", "retailer", "app", "dog", "cat",
    ]
)  # fmt: skip
"""What stands right in front of a name that is nobody's."""
TIMES = frozenset(
    [
        "christmas", "easter", "ramadan", "diwali", "hanukkah", "halloween", "thanksgiving", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "july", "september",
        "october", "november", "december", "lent", "passover", "eid",
    ]
)  # fmt: skip
"""Months and days that the model takes for people."""


def spelled(tokens: Tokens, first: int, end: int) -> str:
    return spelled_words(tokens, range(first, end))


def spelled_words(tokens: Tokens, words: Sequence[int]) -> str:
    """Words that stand side by side, as the article writes them."""
    return "".join(tokens.text[one] + (" " if tokens.space[one] else "") for one in words).rstrip()


def hyphenated(tokens: Tokens, index: int) -> tuple[int, str]:
    """Where a name with hyphens begins, and the whole of it in small letters: "Holm-Daws"."""
    start = index
    while start > 1 and tokens.form[start - 1] == "-" and not tokens.space[start - 1] and not tokens.space[start - 2]:
        start -= 2
    return start, tokens.lower[index] if start == index else "".join(tokens.lower[start : index + 1])


def words_of(tokens: Tokens, start: int, end: int) -> list[str]:
    """The words of a name in small letters; what hyphens join is one word."""
    found: list[str] = []
    for index in range(start, end):
        if tokens.tag[index] == "POS" or not tokens.text[index][0].isalpha():
            continue
        begin, word = hyphenated(tokens, index)
        if found and begin >= start and begin < index:
            found.pop()
        found.append(word if begin >= start else tokens.lower[index])
    return found


def is_nobody(article: Article, start: int, end: int) -> bool:
    """Whether what the model takes for a person is a place or a party: "of Mill Lane", "(Lib Dem)"."""
    tokens = article.tokens
    place = end - start > 1 and tokens.lower[end - 1] in PLACES
    small = tokens.text[end - 1][0].islower() and tokens.form[end - 2 : end - 1] != ["-"]
    if small or (start and tokens.lower[start - 1] in WORKS):
        return True  # "the shy baker's daughter", "the journal Acta Lumina"
    if end - start == 1 and tokens.lower[start] in TIMES:
        return True
    return place or (bool(tokens.inside[start]) and " ".join(tokens.lower[start:end]) in PARTIES)


def is_where(tokens: Tokens, story: Story, index: int) -> bool:
    """Whether a word that names nobody so far is where something was, whatever the model says: "Born in Hale, he"."""
    return index > 0 and tokens.lower[index - 1] in ("in", "at", "near") and not known(story, [tokens.lower[index]])


def gender(article: Article, first: int, start: int, words: list[str]) -> str:
    """ "m", "f" or "" by honorific, title or first name."""
    tokens, lexicon = article.tokens, article.lexicon
    before = [tokens.lower[index] for index in range(max(first, start - 4), start)]
    if "of" in before:  # "the daughter of Leo Brandt" is no word on Leo
        before = before[len(before) - before[::-1].index("of") :]
    for sign, titles, names in (("m", "words_male", "names_male"), ("f", "words_female", "names_female")):
        if any(word in lexicon[titles] for word in before) or (words[0] in lexicon[names] and len(words) > 1):
            return sign
    return ""


def gender_told(article: Article, start: int, end: int) -> str:
    """ "m", "f" or "" by what a name is said to be: "Kim Holm was the first woman to lead it"."""
    tokens, lexicon = article.tokens, article.lexicon
    for index in range(start, end):
        kids = [kid for kid in tokens.kids[index] if tokens.dep[kid] == "appos"]
        verb = tokens.head[index]
        if tokens.dep[index] == "nsubj" and tokens.lower[verb] in BE:
            kids += [kid for kid in tokens.kids[verb] if tokens.dep[kid] == "attr"]
        for kid in kids:
            for sign, words in (("m", "words_male"), ("f", "words_female")):
                if tokens.lower[kid] in lexicon[words]:
                    return sign
    return ""


def meet(article: Article, story: Story, first: int, start: int, end: int, number: int) -> Person | None:
    """Takes note of a name; None when it may be one of two persons."""
    tokens = article.tokens
    words = words_of(tokens, start, end)
    if not words or (len(words) == 1 and words[0] in article.lexicon["regions"]):
        return None
    found = known(story, words, number)
    if len(found) > 1:
        return None
    if found:
        person = found[0]
        if len(words) > len(person.words) and person.words[-1] == words[-1]:
            person.words, person.text = words, spelled(tokens, start, end)
    else:
        person = Person(words, spelled(tokens, start, end))
        story.persons.append(person)
    person.titled = person.titled or (start > first and tokens.lower[start - 1] not in UNTITLED)
    person.gender = person.gender or gender_told(article, start, end) or gender(article, first, start, words)
    person.mentions += 1
    person.last = number
    return person
