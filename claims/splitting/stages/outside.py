"""What stands outside an aside, a bracket or a clause and was read as a part of it.

Of "Kavaria, a nation that exports gold, has been at war" Kavaria has; of "Ada Hale (Lib Dem, Eastfield), who tabled
it" she did, and Eastfield is nobody; "the auditor did: she found" says two things.
Reads the parse and names; changes `head`, `dep`, `tag`, `entity` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages.asking import mend
from claims.splitting.stages.hanging import move

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
NAMES = frozenset(("NNP", "NNPS"))
HELPING = frozenset(("did", "does", "do", "has", "have", "had", "is", "was", "are", "were", "will", "would"))
RELATIVE = frozenset(("that", "which", "who"))


def behind_the_aside(tokens: Tokens, node: int) -> bool:
    """ "Kavaria, a nation that exports coffee and gold, has been at war": read as one long name."""
    aside = appositive(tokens, node)
    name = tokens.head[aside]
    that = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "nsubj" and kid < node), -1)
    if tokens.dep[aside] != "appos" or tokens.head[name] != name or tokens.tag[name][:2] != "NN" or that < 1:
        return False
    first = min(
        (kid for kid in tokens.kids[node] if kid > that and tokens.dep[kid] in ("aux", "auxpass")), default=node
    )
    verb, comma = that + 1, first - 1
    if tokens.form[comma] != "," or comma <= verb or not name < aside < that < node or tokens.form[name + 1] != ",":
        return False
    if tokens.lower[that] not in RELATIVE or tokens.tag[verb] not in ("NNS", "VBZ", "VBP"):
        return False
    be_main(tokens, node, name, comma)
    tokens.head[verb], tokens.dep[verb], tokens.tag[verb] = aside, "relcl", "VBZ"
    tokens.head[that] = verb
    for place in range(verb + 1, comma):
        if not verb < tokens.head[place] < comma:
            tokens.head[place] = verb
            tokens.dep[place] = "dobj" if tokens.tag[place][:2] == "NN" else tokens.dep[place]
    return True


def appositive(tokens: Tokens, node: int) -> int:
    """The noun that a clause describes, be the clause hung on it or on the name in front of it."""
    noun = tokens.head[node]
    beside = [kid for kid in tokens.kids[noun] if tokens.dep[kid] == "appos" and noun < kid < node]
    return beside[0] if tokens.dep[noun] != "appos" and len(beside) == 1 else noun


def be_main(tokens: Tokens, verb: int, name: int, comma: int) -> None:
    """Makes a verb that of the sentence, with the name for its subject."""
    passive = any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[verb])
    for kid in tokens.kids[name]:
        if kid > comma:
            tokens.head[kid] = verb
    tokens.head[verb], tokens.dep[verb] = verb, "ROOT"
    tokens.head[name], tokens.dep[name] = verb, "nsubjpass" if passive else "nsubj"
    tokens.head[comma] = name


def of_the_name(tokens: Tokens, node: int) -> bool:
    """ "Ada Hale (Lib Dem, Eastfield), who tabled it": she did."""
    number = tokens.inside[tokens.head[node]]
    if not number or tokens.inside[node] == number or number < 2 or tokens.tag[number - 2][:2] != "NN":
        return False
    return move(tokens, node, number - 2)


def did_so(tokens: Tokens, node: int) -> bool:
    """ "would not say it, but the auditor did: she found": what was found is told next."""
    verb = tokens.head[node]
    if tokens.form[node + 1 : node + 2] != [":"] or tokens.lower[node] not in HELPING or verb <= node:
        return False
    own = next((kid for kid in (*tokens.kids[node], *tokens.kids[verb]) if is_own(tokens, kid, node)), -1)
    if own < 0 or not any(tokens.dep[kid] in SUBJECTS and kid > node for kid in tokens.kids[verb]):
        return False
    root = tokens.head[verb] == verb
    for kid in tokens.kids[verb]:
        if kid < node:
            tokens.head[kid] = node
    tokens.head[node], tokens.dep[node] = node if root else tokens.head[verb], tokens.dep[verb]
    tokens.head[verb], tokens.dep[verb] = node, "parataxis"
    return True


def is_own(tokens: Tokens, kid: int, node: int) -> bool:
    return tokens.dep[kid] in SUBJECTS and kid < node


def of_a_relative(article: Article, node: int) -> bool:
    return of_the_name(article.tokens, node) or behind_the_aside(article.tokens, node)


def of_a_helper(article: Article, node: int) -> bool:
    return did_so(article.tokens, node)


RULES = {"relcl": of_a_relative, "aux": of_a_helper}


def candidates(tokens: Tokens) -> list[int]:
    roles, form, last = tokens.roles(), tokens.form, len(tokens) - 1
    found = [*roles.get("relcl", ())]
    return found + [node for node in roles.get("aux", ()) if node < last and form[node + 1] == ":"]


def seats(tokens: Tokens) -> None:
    """ "Ada Hale (Lib Dem, Eastfield)": a party and a ward are nobody."""
    if not any(tokens.inside):
        return
    for place in tokens.commas():
        number = tokens.inside[place]
        if number < 2 or tokens.entity[number - 2] != "PERSON":
            continue
        end = place + 1
        while end < len(tokens) and tokens.inside[end] == number and tokens.tag[end] in NAMES:
            end += 1
        named = place + 1 < end and tokens.form[end : end + 1] == [")"] and tokens.tag[number] in NAMES
        if named:
            for one in range(number, end):
                tokens.entity[one] = ""


def run(article: Article) -> None:
    seats(article.tokens)
    mend(article, RULES, candidates)
