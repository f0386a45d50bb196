"""Rules asked of the words whose role they are about, and of no others. Used by the stages that mend the parse."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.parsing import link

Rule = Callable[[Article, int], bool]
"""Looks at one token; whether it has changed the tree."""
Find = Callable[[Tokens], Iterable[int]]
"""The few tokens that a rule may be about, told by what is cheap to ask."""


def ask(article: Article, rules: Mapping[str, Rule], find: Find) -> bool:
    """Asks of each token found, in text order, the rule for its role; whether any has changed the tree.

    Behind a change the tokens are found anew, for it may have given a token another role.
    """
    tokens, changed = article.tokens, False
    found = sorted(find(tokens))
    for node in found:
        rule = rules.get(tokens.dep[node])
        if rule is not None and rule(article, node):
            changed = True
            found[bisect_right(found, node) :] = sorted(one for one in find(tokens) if one > node)
    return changed


def ask_of_each(article: Article, rule: Rule, find: Find) -> bool:
    """Asks of each token found the one rule, as `ask` does."""
    tokens, changed = article.tokens, False
    found = sorted(find(tokens))
    for node in found:
        if rule(article, node):
            changed = True
            found[bisect_right(found, node) :] = sorted(one for one in find(tokens) if one > node)
    return changed


def mend(article: Article, rules: Mapping[str, Rule], find: Find) -> None:
    """Asks the rules as `ask` does, and links the tree anew where one has changed it."""
    if ask(article, rules, find):
        link(article.tokens)
