"""What the words around a name tell of it: a second name of one person, whose somebody is, what was done to them.

Used by `names`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.meeting import words_of
from claims.splitting.story import Story


def also_known(tokens: Tokens, story: Story, start: int, end: int, number: int) -> None:
    """ "Tom Arr Bell, known as Tommy Bell, is a guitarist", "Ada Holm (born Ada Moe)": two names of one person."""
    before = tokens.lower[max(start - 5, 0) : start]
    if before[-1:] in (["born"], ["née"], ["nee"]):
        first = start - 1
    elif before[-1:] == ["as"] and "known" in before:
        first = start - len(before) + before.index("known")
    else:
        return
    named = [one for one in story.persons if one.last == number]
    words = words_of(tokens, start, end)
    if words and len(named) == 1 and tokens.tag[first] in ("VBN", "JJ", "NN", "FW"):
        named[0].aliases.append(words)


def shared_surname(article: Article, index: int, names: dict[int, int]) -> str:
    """ "Darren and Lee Hobbs broke in": Darren Hobbs did, where both words before the surname are first names."""
    tokens, known = article.tokens, article.lexicon["names_male", "names_female"]
    other = index + 2
    if tokens.lower[index + 1 : other] != ["and"] or names.get(other, 0) - other != 2:
        return ""
    first = tokens.lower[index] in known and tokens.lower[other] in known
    return f"{tokens.text[index]} {tokens.text[other + 1]}" if first else ""


def owner_of(tokens: Tokens, start: int) -> str:
    """The pronoun in front of a name: "her" of "her student Tom Hale"."""
    place = start - 1
    while place > 0 and place > start - 4 and (tokens.tag[place] in ("NN", "JJ") or tokens.text[place][0].isupper()):
        place -= 1
    return tokens.lower[place] if start and place < start - 1 and tokens.lower[place] in ("her", "his") else ""


def is_subject(tokens: Tokens, index: int) -> bool:
    """Whether a name, or the noun it renames, does something: "Its president, Ada Brook, said"."""
    renamed = tokens.dep[index] == "appos" and tokens.dep[tokens.head[index]] in ("nsubj", "nsubjpass")
    return renamed or tokens.dep[index] in ("nsubj", "nsubjpass")


def is_object(tokens: Tokens, index: int) -> bool:
    """Whether something was done to whom a name names: "arrested Tom Hale", "married the pilot Peter Daws"."""
    renamed = tokens.dep[index] == "appos" and tokens.dep[tokens.head[index]] == "dobj"
    return renamed or tokens.dep[index] == "dobj"
