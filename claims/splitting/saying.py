"""Claims that a noun phrase carries without a verb: "X, a Y" says that X is a Y."""

from claims.splitting.article import Article, Draft, Item, Tokens
from claims.splitting.bounds import sweeping
from claims.splitting.inflection import be
from claims.splitting.phrases import indefinite

PRESUPPOSED = "presupposed"
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
DETERMINERS = frozenset(("det", "poss", "nummod", "predet"))


def says(
    article: Article,
    subject: list[Item],
    head: int,
    predicate: list[Item],
    rule: str,
    number: int,
    *,
    verb: str = "",
    in_past: bool = False,
    about: int = -1,
) -> Draft:
    """Adds the draft "subject is predicate"; `head` is the subject's noun, `about` the token the rule looked at."""
    word = verb or be(article.tokens, head, subject, in_past=in_past)
    draft = Draft([*subject, word, *predicate], rule, number, about if about >= 0 else head, kind=PRESUPPOSED)
    tag = article.tokens.tag
    if "WP$" in [tag[item] for item in draft.items if isinstance(item, int)]:
        return draft  # "whose test" is nobody's until the owner is put in
    phrased = rule.startswith(("nominal", "description", "noun"))
    if phrased and is_in_a_name(article.tokens, head):
        return draft
    if not phrased or not (sweeping(article.tokens, head) or is_deemed(article.tokens, head)):
        article.drafts.append(draft)
    return draft


def is_in_a_name(tokens: Tokens, owner: int) -> bool:
    """ "the Brazilian Farmers' Union": one name, and no farmers are spoken of."""
    named = tokens.dep[owner] == "poss" and tokens.tag[tokens.head[owner]] == "NNP" and not tokens.opens[owner]
    return named and tokens.text[owner][0].isupper() and tokens.form[owner + 1 : owner + 2] == ["'"]


def is_deemed(tokens: Tokens, noun: int) -> bool:
    """ "considers the loan a risk for its investors": the noun is said of another one."""
    return not SUBJECTS.isdisjoint([tokens.dep[kid] for kid in tokens.kids[noun]])


def with_article(tokens: Tokens, words: list[Item], head: int, offices: frozenset[str]) -> list[Item]:
    """The words with "a" or "an" where a bare singular noun needs one."""
    led = [tokens.dep[kid] for kid in tokens.kids[head] if kid < head]
    if tokens.tag[head] != "NN" or not DETERMINERS.isdisjoint(led) or tokens.lower[head] in offices or not words:
        return words
    if isinstance(words[0], str) or is_unique(tokens, head) or tokens.tag[words[0]] in ("DT", "PRP$"):
        return words
    return [indefinite(tokens, words), *words]


UNIQUE = {"home": "to", "part": "of", "capital": "of", "seat": "of", "birthplace": "of", "heart": "of"}


def is_unique(tokens: Tokens, noun: int) -> bool:
    """ "home to 40,000 people", "capital of the province": no place is one of several."""
    return tokens.lower[noun + 1 : noun + 2] == [UNIQUE.get(tokens.lower[noun])]
