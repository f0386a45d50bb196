"""What somebody or something is called between commas, without an article: "lead author of the study", "home to".

In "Ilse Brandt, lead author of the study, warned" nobody leads an author, and Brandt warned; in "rain in the valley,
home to 40,000 people, fell" the valley is the home.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.asking import Whole
from claims.splitting.stages.hanging import move
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

BARE = frozenset(("VB", "VBP", "JJ", "NN", "RB"))
"""Tags of a word that a name of one person never has for its verb right behind a comma."""
RANKS = frozenset(("lead", "head", "chief", "senior", "acting", "deputy", "principal", "second"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))


def is_calling(article: Article, word: int) -> bool:
    lower = article.tokens.lower[word]
    return lower in article.lexicon["roles"] or lower in article.lexicon["offices"]


def called(article: Article, opening: int) -> int:
    """The noun of what somebody is called, behind the comma: "author" of "lead author of"; else -1."""
    tokens, first = article.tokens, opening + 1
    if tokens.lower[first] in RANKS and is_calling(article, first + 1):
        return first + 1
    goes_on = tokens.tag[first + 1] in ("IN", ",")
    return first if is_calling(article, first) and goes_on else -1


def main_verb(tokens: Tokens, word: int, noun: int, end: int) -> int:
    """The verb behind the closing comma that the misread word stood on, or that stood on it; else -1."""
    above = tokens.head[word]
    found = (
        [above] if above > noun else [kid for kid in tokens.kids[word] if kid > noun and tokens.dep[kid] == "conj"]
    )
    for verb in found:
        start = min((kid for kid in (verb, *tokens.kids[verb]) if kid > noun and is_finite(tokens, kid)), default=-1)
        closed = any(tokens.form[place] == "," for place in range(max(start - 2, noun + 1), start))
        if verb < end and start > 0 and closed:
            return verb
    return -1


def is_finite(tokens: Tokens, word: int) -> bool:
    return tokens.tag[word] in ("VBD", "VBZ", "MD") and tokens.dep[word] in (
        "ROOT",
        "aux",
        "auxpass",
        "conj",
        "ccomp",
        "advcl",
    )


def calling_behind(article: Article, name: int, end: int) -> bool:
    """ "Dr. Ilse Brandt, lead author of the study, warned": she warned, and she is the author."""
    tokens, opening = article.tokens, name + 1
    if opening + 3 >= end:
        return False
    noun = called(article, opening)
    if noun < 0 or tokens.tag[noun] in ("NNP", "NNS"):
        return False
    if tokens.head[noun] == name:
        return tokens.dep[noun] == "appos" and tokens.dep[noun - 1] == "amod" and describe(tokens, name, noun)
    if tokens.tag[name + 2] in BARE and read_as_a_verb(tokens, name, noun, end):
        return True
    return tokens.entity[name] == "PERSON" and tokens.tag[noun] == "NN" and noun_beside(tokens, name, noun)


def read_as_a_verb(tokens: Tokens, name: int, noun: int, end: int) -> bool:
    """Where the calling has the name for its subject, the verb behind gets it."""
    word = name + 2
    subject = next((kid for kid in tokens.kids[word] if kid <= name and tokens.dep[kid] in SUBJECTS), -1)
    verb = main_verb(tokens, word, noun, end) if subject >= 0 and hangs_on(tokens, name, subject) else -1
    return verb >= 0 and rehang(tokens, subject, word, verb) and describe(tokens, name, noun)


def noun_beside(tokens: Tokens, name: int, noun: int) -> bool:
    """Where the calling took the place of the name, or hangs elsewhere, it goes on the name."""
    verb = tokens.head[noun]
    if tokens.dep[noun] in SUBJECTS and verb > noun:
        if tokens.head[name] != tokens.head[verb] or tokens.dep[name] != "dobj":
            return False
        tokens.head[name], tokens.dep[name] = verb, tokens.dep[noun]
        return describe(tokens, name, noun)
    beside = tokens.dep[noun] in ("appos", "dobj", "npadvmod", "conj", "attr", "oprd") and verb < name
    return beside and not hangs_on(tokens, name, noun) and describe(tokens, name, noun)


def describe(tokens: Tokens, name: int, noun: int) -> bool:
    """Makes the noun an apposition of the name, and what stands between a description of the noun."""
    tokens.head[noun], tokens.dep[noun], tokens.tag[noun] = name, "appos", "NN"
    tokens.head[name + 1] = name
    for word in range(name + 2, noun):
        tokens.head[word], tokens.dep[word], tokens.tag[word] = noun, "compound", "NN"
    return True


def rehang(tokens: Tokens, subject: int, word: int, verb: int) -> bool:
    """Puts the verb where the misread word stood, with the name for its subject; what is behind the name goes on."""
    above, role = tokens.head[word], tokens.dep[word]
    if above != verb and not (above == word or above < subject):
        return False
    for kid in tokens.kids[word]:
        if kid != verb and (kid > verb or tokens.dep[kid] in ("cc", "conj") or tokens.form[kid] in (",", ".")):
            tokens.head[kid] = verb
    if above != verb:
        tokens.head[verb], tokens.dep[verb] = (verb if above == word else above), role
    passive = any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[verb])
    tokens.head[subject], tokens.dep[subject] = verb, "nsubjpass" if passive else "nsubj"
    return True


def home_of(tokens: Tokens, node: int) -> bool:
    """ "rain in the valley, home to 40,000 people, fell": the valley is their home, and no rain is."""
    comma, near = node - 1, node - 2
    led = tokens.lower[node + 1 : node + 2] == ["to"] and tokens.lower[node] == "home"
    if not led or near < 0 or tokens.form[comma] != ",":
        return False
    if tokens.tag[near] not in NOUNS and tokens.dep[near] != "pobj":
        return False
    while tokens.dep[near] in ("compound", "nmod") and near != tokens.head[near] < node:
        near = tokens.head[near]
    if near > node or hangs_on(tokens, near, node):
        return False
    moved = move(tokens, node, near, "appos")
    tokens.tag[node] = "NN"
    tokens.tag[near] = tokens.tag[near] if tokens.tag[near] in NOUNS else "NN"
    return moved


HOME = frozenset(("home",))


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    home = tokens.holds(HOME)
    if not home and not tokens.holds(article.lexicon["roles", "offices"]):
        return
    whole = Whole(tokens)
    for _, first, end in article.speaking():
        if not home and "," not in tokens.form[first:end]:
            continue
        for node in range(first, end - 2):
            if tokens.lower[node] == "home" and tokens.dep[node] != "appos":
                changed = home_of(tokens, node) or changed
            elif tokens.form[node + 1] == "," and tokens.tag[node] == "NNP" and calling_behind(article, node, end):
                changed = whole.stays(node) or changed
    if changed:
        link(tokens)
