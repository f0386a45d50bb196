"""How a claim names its speaker: "Ann Reed", "Ann Reed's office" for "her office", "Ira Benn's opponent" for "my".

Where nobody can tell whom a pronoun in the name means, the article's words stay, and the claim asks for its context.
Reads the parse, `article.references` and `article.utterers`.
"""

from bisect import bisect_right
from itertools import pairwise

from claims.splitting.article import Article, Draft, Tokens
from claims.splitting.phrases import gather
from claims.splitting.stages.posts import POSTS
from claims.splitting.stages.subjects import name_beside
from claims.splitting.wording import spaced

OPEN = frozenset(("PRP", "PRP$"))
ONESELF = frozenset(("my", "mine"))


def name_of(article: Article, head: int) -> str:
    """A speaker's name: the full name where one is known, else the noun phrase with the names known in it."""
    if head in article.references:
        return bare(article.references[head])
    words, names = named_in(article, head)
    return spelled(article.tokens, words, names)


def bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("'")


def named_in(article: Article, head: int) -> tuple[list[int], dict[int, str]]:
    """The words of a speaker's name, and those of them that stand for a name."""
    words = words_of_name(article, head)
    names = {one: name for one in words if (name := stands_for(article, one))}
    gone = {one for item in names for one in article.covered.get(item, ())}
    return [one for one in words if one not in gone], names


def words_of_name(article: Article, head: int) -> list[int]:
    """The speaker's noun phrase, or the name beside it, without titles and where a post was shared."""
    tokens = article.tokens
    renamed = name_beside(article, head)
    head = renamed if renamed >= 0 else head
    if tokens.dep[head] == "appos" and tokens.entity[tokens.head[head]] == "PERSON":
        head = tokens.head[head]  # "Ada Brook, an author, who warned"
    said = {kid for kid in tokens.kids[head] if kid > head and tokens.lower[kid] in article.lexicon["speech"]}
    said |= {kid for kid in tokens.kids[head] if tokens.tag[kid] == "POS" and tokens.dep[head] == "poss"}
    if tokens.lower[head] in POSTS:  # "a post shared 18,000 times since Monday" is named "a post"
        clauses = [kid for kid in tokens.kids[head] if tokens.dep[kid] in ("acl", "relcl")]
        said |= {kid for kid in clauses if tokens.right[kid] - tokens.left[kid] > 2}
    words = gather(tokens, head, said)
    return [item for item in words if item not in article.titles or head in article.titles]


def stands_for(article: Article, word: int) -> str:
    """The name that a pronoun or a short name in a speaker's name stands for; empty where it is known for nobody."""
    tokens = article.tokens
    if tokens.lower[word] in ONESELF and article.quotes[word]:
        own = article.utterers.get(sentence_of(article, word), -1)
        named = own >= 0 and not article.quotes[own] and not is_ones_own(article, own)
        return name_of(article, own) + "'s" if named and is_sure(article, own) else ""
    name = article.references.get(word, "")
    other = tokens.tag[word] == "NNP" and tokens.entity[word] != "PERSON" and tokens.text[word] not in name.split()
    return "" if other else name


def is_ones_own(article: Article, head: int) -> bool:
    """Whether a speaker is "my opponent" again, which names nobody."""
    return not ONESELF.isdisjoint([article.tokens.lower[one] for one in words_of_name(article, head)])


def sentence_of(article: Article, index: int) -> int:
    return bisect_right(article.sentences, index, key=lambda pair: pair[0]) - 1


def is_sure(article: Article, head: int) -> bool:
    """Whether no pronoun is left in a speaker's name."""
    if head in article.references:
        return True
    words, names = named_in(article, head)
    return not any(article.tokens.tag[one] in OPEN and one not in names for one in words)


def is_said_by_nobody_known(article: Article, draft: Draft) -> bool:
    """Whether the speaker is told by a pronoun that stands for nobody known: "he", "her office"."""
    speaker = draft.speaker if draft.speaker is not None else -1
    return speaker >= 0 and draft.kind == "attributed" and not is_sure(article, speaker)


def spelled(tokens: Tokens, words: list[int], names: dict[int, str]) -> str:
    """The words of a phrase, one after another, though others stood between them."""
    text = names.get(words[0], tokens.text[words[0]]) if words else ""
    for before, index in pairwise(words):
        text += (" " if spaced(tokens, before, index) else "") + names.get(index, tokens.text[index])
    return text
