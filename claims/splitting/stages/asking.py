"""Rules asked of the words whose role they are about, and of no others. Used by the stages that mend the parse."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import compress
from operator import ne

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.mending import in_ring
from claims.splitting.stages.parsing import link

Rule = Callable[[Article, int], bool]
"""Looks at one token; whether it has changed the tree."""
Find = Callable[[Tokens], Iterable[int]]
"""The few tokens that a rule may be about, told by what is cheap to ask."""


REACH = 300
"""How many tokens a rule changes on each side of the one that it is asked about, at most."""


class Whole:
    """The tree as it was before a rule, put back where the rule has hung a word on what hangs on it."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.head, self.dep, self.tag = tokens.head[:], tokens.dep[:], tokens.tag[:]

    def stays(self, node: int) -> bool:
        """Whether what has changed around a node makes no ring; the tree is as before where it does."""
        tokens, near = self.tokens, slice(max(node - REACH, 0), node + REACH)
        moved = compress(range(near.start, near.stop), map(ne, tokens.head[near], self.head[near]))
        if any(in_ring(tokens, one) for one in moved):
            tokens.head[near], tokens.dep[near], tokens.tag[near] = self.head[near], self.dep[near], self.tag[near]
            return False
        self.head[near], self.dep[near], self.tag[near] = tokens.head[near], tokens.dep[near], tokens.tag[near]
        return True


def ask(article: Article, rules: Mapping[str, Rule], find: Find) -> bool:
    """Asks of each token found, in text order, the rule for its role; whether any has changed the tree.

    Behind a change the tokens are found anew, for it may have given a token another role.
    """
    tokens, changed = article.tokens, False
    found = sorted(find(tokens))
    if not found:
        return False
    whole = Whole(tokens)
    for node in found:
        rule = rules.get(tokens.dep[node])
        if rule is not None and rule(article, node) and whole.stays(node):
            changed = True
            found[bisect_right(found, node) :] = sorted(one for one in find(tokens) if one > node)
    return changed


def ask_of_each(article: Article, rule: Rule, find: Find) -> bool:
    """Asks of each token found the one rule, as `ask` does."""
    tokens, changed = article.tokens, False
    found = sorted(find(tokens))
    if not found:
        return False
    whole = Whole(tokens)
    for node in found:
        if rule(article, node) and whole.stays(node):
            changed = True
            found[bisect_right(found, node) :] = sorted(one for one in find(tokens) if one > node)
    return changed


def mend(article: Article, rules: Mapping[str, Rule], find: Find) -> None:
    """Asks the rules as `ask` does, and links the tree anew where one has changed it."""
    if ask(article, rules, find):
        link(article.tokens)
