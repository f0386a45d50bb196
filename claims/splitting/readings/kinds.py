"""What a wider word takes up: "the animal" is the young orca, "the vessel" the ferry.

Reads `article.mentions`; `lexicon/en/kinds.txt` has the words and what is of their kind.
"""

from claims.splitting.article import Article
from claims.splitting.inflection import singular
from claims.splitting.readings.mentions import own_clause, phrase
from claims.splitting.readings.spelled import Forms

FEW = 3


def readings(article: Article, node: int) -> list[Forms]:
    """The things of a kind that the article brought in before; none where too many are."""
    tokens = article.tokens
    members = article.lexicon.pairs("kinds").get(tokens.lower[node], "").split()
    if not members or node < 1 or tokens.lower[node - 1] != "the" or tokens.tag[node] != "NN":
        return []
    texts: dict[str, None] = {}
    for word in members:
        for one in article.mentions.get(word, ()):
            if one < node and tokens.tag[one] == "NN" and not article.lines[tokens.line[one]].headline:
                texts[phrase(article, one) or own_clause(article, one) or f"the {singular(word)}"] = None
                break
    return [{node - 1: "", node: text} for text in texts] if len(texts) <= FEW else []
