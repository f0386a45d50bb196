"""Who is taught or given something: of "Her uncle taught her chemistry" nobody's chemistry is taught.

The parser reads "her" as whose it is. Behind "taught", in front of a figure, and where something is given in the
plural by somebody who is no woman, it is to whom.
Reads the parse; changes `head`, `dep` and `tag`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import singular
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.bearers import people_word
from claims.splitting.stages.misplaced import somebody, subject_of
from claims.splitting.stages.parsing import link

TEACHING = frozenset(("taught", "teaches", "teach", "teaching"))
LESSONS = frozenset(("class", "classes", "course", "courses", "lesson", "method", "methods", "craft", "subject"))
GIVING = frozenset(("gave", "gives", "give", "giving", "offered", "offers", "offering", "lent", "lends", "brought"))
PAYING = GIVING | {
    "paid",
    "pays",
    "pay",
    "paying",
    "owed",
    "owes",
    "sent",
    "sends",
    "handed",
    "awarded",
    "cost",
    "left",
}
GIFTS = frozenset(
    [
        "money", "advice", "help", "food", "shelter", "work", "medicine", "water", "cash", "treatment", "courage",
        "strength", "hope", "training", "lessons", "books", "flowers", "drugs", "clothes", "tickets", "presents",
        "gifts", "tips", "loans", "shares", "injections", "pills", "tablets", "antibiotics", "painkillers", "toys",
        "shoes", "weapons", "documents", "papers", "letters", "details", "instructions", "orders", "directions",
    ]
)  # fmt: skip
HER = frozenset(("her",))


def is_a_woman(article: Article, verb: int) -> bool:
    """Whether the one who gives may be she whose it is."""
    tokens = article.tokens
    own = subject_of(tokens, verb)
    if own < 0 and tokens.dep[verb] == "conj":
        own = subject_of(tokens, tokens.head[verb])
    if own < 0:
        return True
    word = tokens.lower[own]
    if word in ("he", "it", "they", "we"):
        return False
    return word in ("she", "who") or (somebody(article, own) and word not in article.lexicon["words_male"])


def is_given_to_her(article: Article, node: int) -> bool:
    tokens, noun = article.tokens, article.tokens.head[node]
    verb = node - 1
    if tokens.lower[node] != "her" or tokens.dep[noun] != "dobj" or tokens.head[noun] != verb:
        return False
    word, given = tokens.lower[verb], tokens.lower[noun]
    if people_word(article, noun) or singular(given) in article.lexicon["roles"]:
        return False
    taught = word in TEACHING and given not in LESSONS
    counted = word in PAYING and tokens.tag[node + 1 : node + 2] == ["CD"] and tokens.left[noun] == node
    handed = word in GIVING and given in GIFTS and tokens.left[noun] == node and not is_a_woman(article, verb)
    if not (taught or counted or handed):
        return False
    tokens.head[node], tokens.dep[node], tokens.tag[node] = verb, "dative", "PRP"
    return True


def candidates(tokens: Tokens) -> list[int]:
    if not tokens.holds(HER):
        return []
    return [node for node in tokens.roles().get("poss", ()) if tokens.lower[node] == "her" and node > 1]


def run(article: Article) -> None:
    if ask_of_each(article, is_given_to_her, candidates):
        link(article.tokens)
