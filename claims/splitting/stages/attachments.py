"""What the parser hung on the wrong word, hung where it belongs: numbers, spans of time, lists, relative clauses.

"beaten by 174 votes to 169" is one amount; in "the hills north of the city, which have been held" the verb tells that
the hills are meant; "trips, a tub and a dog" go on with the list.
Reads the parse; changes `head`, `kids`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.stages.doing import HELPING, noun_of_doing, noun_read_as_a_verb, verb_read_as_part_of_its_object
from claims.splitting.stages.mending import hang, hangs_on, place_described
from claims.splitting.stages.parsing import link


def number_behind_to(tokens: Tokens, node: int) -> None:
    """ "beaten by 174 votes to 169" and "in the year to May": one amount and one span of time."""
    before, after = node - 1, node + 1
    if before < 1 or after >= len(tokens) or tokens.head[node] == before:
        return
    inner = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "pobj"), -1)
    span = tokens.entity[before] == "DATE" and tokens.tag[before] in ("NN", "NNS") and is_day(tokens, inner)
    led = tokens.lower[tokens.head[before]] == "by" and tokens.dep[before] == "pobj"
    counted = tokens.tag[before] == "CD" or any(tokens.dep[kid] == "nummod" for kid in tokens.kids[before])
    score = led and counted and inner == after and tokens.tag[inner] == "CD"
    if share_against(tokens, node, inner):
        return
    if (span or score) and hang(tokens, node, before):
        tokens.right[before] = max(tokens.right[before], tokens.right[node])


def share_against(tokens: Tokens, node: int, inner: int) -> bool:
    """Whether "won with 51% of the vote to Lund's 48%" was made one amount."""
    verb = tokens.head[node]
    if inner < 0 or tokens.entity[inner] != "PERCENT" or tokens.tag[verb][:2] != "VB":
        return False
    led = next((kid for kid in tokens.kids[verb] if kid < node and tokens.lower[kid] in ("with", "by")), -1)
    own = next((kid for kid in tokens.kids[led] if tokens.dep[kid] == "pobj"), -1) if led >= 0 else -1
    if own < 0 or tokens.entity[own] != "PERCENT" or tokens.right[own] != node - 1 or not hang(tokens, node, own):
        return False
    tokens.right[own] = tokens.right[led] = tokens.right[node]
    return True


def is_day(tokens: Tokens, node: int) -> bool:
    return node >= 0 and tokens.tag[node] in ("NNP", "CD") and tokens.lower[node] in MONTHS


MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def question_word_of_a_subject(tokens: Tokens, node: int) -> None:
    """ "when captain Ada Brook left": "when" belongs to the leaving, not to the captain."""
    subject = tokens.head[node]
    if tokens.dep[subject] in ("nsubj", "nsubjpass") and node < subject and hang(tokens, node, tokens.head[subject]):
        tokens.left[subject] = min([subject, *(tokens.left[kid] for kid in tokens.kids[subject])])


BETWEEN = frozenset(("IN", "DT", "JJ", "RB", "TO", "NNP", "CD"))


def number_of_relative(tokens: Tokens, node: int) -> None:
    """ "the hills north of the city, which have …": the verb tells that the hills are meant."""
    noun = tokens.head[node]
    if tokens.tag[noun] not in ("NN", "NNS"):
        return
    words = [
        kid
        for kid in (node, *tokens.kids[node])
        if tokens.tag[kid] in ("VBZ", "VBP") or tokens.lower[kid] in ("was", "were")
    ][:1]
    subject = any(
        tokens.lower[kid] == "which" and tokens.dep[kid] in ("nsubj", "nsubjpass") for kid in tokens.kids[node]
    )
    if not words or not subject:
        return
    many = tokens.tag[words[0]] == "VBP" or tokens.lower[words[0]] == "were"
    wanted, other = ("NNS" if many else "NN"), noun - 1
    if tokens.tag[noun] == wanted or any(tokens.dep[kid] in ("conj", "cc") for kid in tokens.kids[noun]):
        return
    while other > 0 and noun - other < 7 and tokens.tag[other] in BETWEEN:
        other -= 1
    if other >= 0 and tokens.tag[other] == wanted and hang(tokens, node, other):
        tokens.right[other] = max(tokens.right[other], tokens.right[node])


def object_behind_a_comma(tokens: Tokens, node: int) -> None:
    """ "paid for trips, a tub and a dog": what follows the comma goes on with the list."""
    comma = tokens.left[node] - 1
    verb = tokens.head[node]
    if comma <= verb or tokens.form[comma] != "," or not any(tokens.dep[kid] == "conj" for kid in tokens.kids[node]):
        return
    inner = comma - 1
    listed = tokens.dep[inner] == "pobj" and tokens.entity[inner] not in ("DATE", "TIME")
    if listed and hangs_on(tokens, tokens.head[tokens.head[inner]], verb) and hang(tokens, node, inner):
        tokens.dep[node] = "conj"
        for kid in (inner, tokens.head[inner]):
            tokens.right[kid] = max(tokens.right[kid], tokens.right[node])


def second_description(tokens: Tokens, node: int) -> None:
    """ "Ada Brook, a fellow at Leeds and author of the book, said": both describe her, and nobody is with her."""
    name = tokens.head[node]
    if tokens.entity[name] != "PERSON":
        return
    first = next((kid for kid in tokens.kids[name] if name < kid < node and tokens.dep[kid] == "appos"), -1)
    joint = next((kid for kid in tokens.kids[name] if first < kid < node and tokens.dep[kid] == "cc"), -1)
    if first < 0 or joint < 0 or tokens.form[joint - 1] == ",":
        return
    noun = node
    if tokens.tag[node] in ("JJ", "VB", "VBP"):  # "lead author" read as "lead" with an object
        noun = next((kid for kid in tokens.kids[node] if tokens.dep[kid] == "dobj" and kid > node), node)
    if tokens.tag[noun] != "NN" or tokens.form[tokens.right[node] + 1 : tokens.right[node] + 2] != [","]:
        return
    if noun != node:
        hang(tokens, noun, name)
        hang(tokens, node, noun)
        tokens.dep[node], tokens.tag[node], tokens.left[noun] = "amod", "JJ", node
    hang(tokens, noun, first)
    hang(tokens, joint, first)
    tokens.dep[noun] = "conj"
    tokens.right[first] = max(tokens.right[first], tokens.right[noun])


PAPERS = frozenset(("study", "survey", "report", "paper", "review", "article", "analysis", "poll", "letter", "book"))


def relative_of_a_date(tokens: Tokens, node: int) -> None:
    """ "since the storm in 2004, which killed nine": no year kills."""
    noun = tokens.head[node]
    above = tokens.head[tokens.head[noun]]
    timed = tokens.entity[noun] == "DATE" and tokens.dep[noun] == "pobj"
    which = any(tokens.lower[kid] == "which" and tokens.dep[kid] == "nsubj" for kid in tokens.kids[node])
    if timed and which and tokens.tag[above][:2] == "NN" and hang(tokens, node, above):
        tokens.right[above] = max(tokens.right[above], tokens.right[node])


def relative_of_a_figure(tokens: Tokens, node: int) -> None:
    """ "people aged 40 to 69 who had given blood": the people had."""
    noun = tokens.head[node]
    who = any(tokens.lower[kid] == "who" and tokens.dep[kid] in ("nsubj", "nsubjpass") for kid in tokens.kids[node])
    if not who or tokens.dep[noun] != "pobj":
        return
    above = noun
    for _ in range(4):
        above = tokens.head[above]
        if tokens.tag[above] in ("NNS", "NN"):
            if hang(tokens, node, above):
                tokens.right[above] = max(tokens.right[above], tokens.right[node])
            return


def participle_of_what_was_said(article: Article, node: int) -> None:
    """ "A plane landed, officials said, closing the airport": the landing closed it, and no official."""
    tokens = article.tokens
    verb = tokens.head[node]
    if tokens.tag[node] != "VBG" or tokens.lower[verb] not in article.lexicon["speech"] or node < verb:
        return
    told = next((kid for kid in tokens.kids[verb] if kid < verb and tokens.dep[kid] == "ccomp"), -1)
    if told >= 0 and tokens.form[tokens.left[node] - 1] == "," and tokens.left[node] - 2 <= verb:
        hang(tokens, node, told)
        tokens.right[told] = max(tokens.right[told], tokens.right[node])


NOWHERE = frozenset(("GPE", "LOC", "FAC", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"))


def participle_of_the_clause(tokens: Tokens, node: int) -> None:
    """ "tore through Harbor, flattening villages": the storm did, and not the town."""
    noun = tokens.head[node]
    verb = tokens.head[tokens.head[noun]]
    if (
        tokens.tag[node] == "VBG"
        and tokens.form[tokens.left[node] - 1] == ","
        and tokens.dep[noun] == "pobj"
        and tokens.entity[noun] in NOWHERE
        and tokens.tag[verb][:2] == "VB"
        and hang(tokens, node, verb)
    ):
        tokens.dep[node] = "advcl"


def unit_behind_a_figure(tokens: Tokens, node: int) -> None:
    """ "$38m" is one amount, whatever the parser makes of the "m"."""
    figure = node - 1
    if figure < 0 or tokens.tag[figure] != "CD" or tokens.space[figure]:
        return
    if tokens.head[node] == tokens.head[figure]:
        hang(tokens, node, figure)
        tokens.right[figure] = max(tokens.right[figure], node)


def published_of_a_paper(tokens: Tokens, node: int) -> None:
    """ "a study of a million adults published in May": the study was published."""
    noun = tokens.head[node]
    if tokens.lower[node] not in ("published", "released", "commissioned", "conducted", "funded"):
        return
    above = noun
    for _ in range(4):
        above = tokens.head[above]
        if tokens.lower[above] in PAPERS:
            if tokens.lower[noun] not in PAPERS and hang(tokens, node, above):
                tokens.right[above] = max(tokens.right[above], tokens.right[node])
            return
        if tokens.tag[above] not in ("IN", "NN", "NNS"):
            return


FIGURE_WORDS = frozenset(("m", "bn", "k", "tn", "million", "billion"))
RARE = frozenset(("appos", "advcl", "acl", "relcl"))


def candidates(article: Article) -> set[int]:
    """The tokens that a rule may be about."""
    tokens = article.tokens
    roles, lower, tag = tokens.roles(), tokens.lower, tokens.tag
    found = {*standing(roles, RARE)}
    found.update([node for node in roles.get("prep", ()) if lower[node] == "to"])
    found.update([node for node in roles.get("advmod", ()) if tag[node] == "WRB"])
    found.update([node for node in roles.get("npadvmod", ()) if lower[node] in FIGURE_WORDS])
    found.update([node for node in roles.get("conj", ()) if tokens.entity[tokens.head[node]] == "PERSON"])
    found.update([node for node in roles.get("dobj", ()) if tokens.form[tokens.left[node] - 1] == ","])
    if tokens.holds(HELPING):
        found.update([node for node in roles.get("compound", ()) if tag[node] == "VB"])
    if tokens.holds(article.lexicon["said_nouns"]):
        found.update([node for node, kind in enumerate(tag) if kind == "VBZ"])
    return found


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in sorted(candidates(article)):
        dep = tokens.dep[node]
        if tokens.tag[node] == "VBZ":
            noun_read_as_a_verb(article, node)
        if dep == "compound" and tokens.tag[node] == "VB":
            changed = verb_read_as_part_of_its_object(tokens, node) or changed
        elif dep == "appos":
            place_described(tokens, node)
        elif dep == "advcl":
            participle_of_what_was_said(article, node)
        elif dep == "acl":
            changed = noun_of_doing(tokens, node) or changed
            published_of_a_paper(tokens, node)
            participle_of_the_clause(tokens, node)
        elif dep == "npadvmod" and tokens.lower[node] in FIGURE_WORDS:
            unit_behind_a_figure(tokens, node)
        elif dep == "prep" and tokens.lower[node] == "to":
            number_behind_to(tokens, node)
        elif dep == "advmod" and tokens.tag[node] == "WRB":
            question_word_of_a_subject(tokens, node)
        elif dep == "conj":
            second_description(tokens, node)
        elif dep == "dobj":
            object_behind_a_comma(tokens, node)
        elif dep == "relcl":
            number_of_relative(tokens, node)
            if tokens.tag[tokens.head[node]] == "CD":
                relative_of_a_date(tokens, node)
            if tokens.tag[tokens.head[node]] == "CD":
                relative_of_a_figure(tokens, node)
    if changed:
        link(tokens)
