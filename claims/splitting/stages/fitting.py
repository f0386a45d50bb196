"""Verbs, participles and dates on what they fit: "an email to staff seen by the paper" was seen, and no staff.

Of "holds a stake, bought with a loan, and has received 2 million" the holder received it; of "won 400 votes,
representing 40%" the votes do; of "her plan to move every prisoner, drafted by Hale" the plan was drafted;
"since the firm's sale in May" is since May; "to court rather than onto the streets" is one phrase; of "took part in
the campaign, during which he fell ill" he fell ill during it.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import NOUN_TAGS, loose
from claims.splitting.stages.asking import ask_of_each
from claims.splitting.stages.hanging import joined_to, move, object_of
from claims.splitting.stages.measures import is_its_measure, is_of_the_measured, is_what_it_took
from claims.splitting.stages.mending import hangs_on, rehung, verb_above
from claims.splitting.stages.parsing import link
from claims.splitting.together import TAKING

EQUAL = frozenset(("representing", "equivalent", "equalling", "equaling", "totalling", "totaling", "amounting"))
SEEN = frozenset(("seen", "obtained", "reviewed", "leaked", "verified", "viewed"))
"""What a paper does with a document."""
DOCUMENTS = frozenset(
    [
        "email", "emails", "e-mail", "letter", "letters", "memo", "memos", "message", "messages", "document",
        "documents", "note", "recording", "statement", "report", "video", "draft", "text", "filing", "testimony",
        "complaint", "invoice", "contract",
    ]
)  # fmt: skip
DRAFTED = frozenset(
    [
        "drafted", "proposed", "unveiled", "announced", "outlined", "devised", "backed", "approved", "published",
        "drawn", "endorsed", "tabled", "presented", "revealed",
    ]
)  # fmt: skip
"""What is done to a plan, and to nobody whom it is about."""
SCHEMES = frozenset(("scheme", "schemes", "bill", "bills", "law", "laws", "measure", "measures", "project", "deal"))
FROM_THEN = frozenset(("since", "until", "till"))
HELPERS = frozenset(("aux", "auxpass"))
FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))


def has_a_tense(tokens: Tokens, verb: int) -> bool:
    if tokens.tag[verb] in ("VBZ", "VBP"):
        return True
    return any(tokens.dep[kid] in HELPERS and tokens.tag[kid] in FINITE for kid in tokens.kids[verb])


def is_of_the_main_verb(tokens: Tokens, node: int) -> bool:
    """ "a stake, bought with a loan, and has received 2 million": a verb with a tense goes on with no participle."""
    first = tokens.head[node]
    if tokens.dep[first] != "acl" or tokens.tag[first] not in ("VBN", "VBG") or not loose(tokens, first):
        return False
    noun = tokens.head[first]
    verb = tokens.head[noun]
    while tokens.dep[noun] in ("pobj", "prep") and verb != noun:
        noun, verb = verb, tokens.head[verb]
    own = any(tokens.dep[kid] in ("nsubj", "nsubjpass") for kid in tokens.kids[node])
    if own or tokens.tag[verb][:2] != "VB" or (not noun < verb < node > first > noun and not verb < noun < first):
        return False
    return verb < node and has_a_tense(tokens, node) and joined_to(tokens, node, verb)


def is_of_the_amount(tokens: Tokens, node: int) -> bool:
    """ "won 400 votes, representing 40%": the votes are 40%."""
    noun = tokens.left[node] - 2
    if tokens.lower[node] not in EQUAL or noun < 0 or tokens.form[noun + 1] != "," or tokens.tag[noun] != "NNS":
        return False
    if not any(tokens.dep[kid] == "nummod" for kid in tokens.kids[noun]) or tokens.head[noun] != tokens.head[node]:
        return False
    return move(tokens, node, noun, "acl")


def is_of_the_plan(article: Article, node: int) -> bool:
    """ "her plan to move every prisoner, drafted by Hale,": no prisoner was drafted."""
    tokens, noun = article.tokens, article.tokens.head[node]
    verb = tokens.head[noun]
    if tokens.lower[node] not in DRAFTED or tokens.tag[verb] != "VB" or not loose(tokens, node):
        return False
    plan = tokens.head[verb]
    planned = tokens.lower[plan] in SCHEMES or tokens.lower[plan] in article.lexicon["plans"]
    return planned and plan < verb < noun and tokens.dep[verb] in ("acl", "relcl") and move(tokens, node, plan)


def is_of_the_document(tokens: Tokens, node: int) -> bool:
    """ "an email to staff seen by the paper": the paper saw the email."""
    noun, above = tokens.head[node], tokens.head[tokens.head[node]]
    if (
        tokens.lower[node] not in SEEN
        or tokens.lower[above] not in ("to", "from", "by", "sent")
        or loose(tokens, node)
    ):
        return False
    document = tokens.head[above]
    if tokens.tag[document] in ("VBN", "VBD") and tokens.dep[document] == "acl":
        document = tokens.head[document]  # "a letter sent to staff and seen by"
    return tokens.dep[noun] == "pobj" and tokens.lower[document] in DOCUMENTS and move(tokens, node, document)


def is_of_what_was(tokens: Tokens, node: int) -> bool:
    """ "has lost half its value since the sale in May": since May, and not in May."""
    noun, verb = node - 1, tokens.head[node]
    inner = object_of(tokens, node)
    above = tokens.head[noun]
    if inner < 0 or tokens.entity[inner] != "DATE" or tokens.lower[node] not in ("in", "on"):
        return False
    if tokens.lower[above] not in FROM_THEN or tokens.dep[noun] != "pobj" or tokens.head[above] != verb:
        return False
    return tokens.entity[noun] != "DATE" and tokens.tag[verb][:2] == "VB" and move(tokens, node, noun)


def is_instead(tokens: Tokens, node: int) -> bool:
    """ "to go to court rather than onto the streets": to the one, and not to the other."""
    verb, than = tokens.head[node], node - 1
    if tokens.lower[than - 1 : node] != ["rather", "than"] or tokens.tag[verb][:2] != "VB":
        return False
    led = [kid for kid in tokens.kids[verb] if tokens.dep[kid] == "prep" and verb < kid < than - 1]
    if (
        not led
        or tokens.right[led[-1]] != than - 2
        or not rehung(tokens, {than: led[-1], than - 1: than, node: led[-1]})
    ):
        return False
    tokens.dep[than], tokens.dep[node] = "cc", "conj"
    return True


def is_during_which(tokens: Tokens, node: int) -> bool:
    """ "took part in the campaign, during which he fell ill": during the campaign."""
    first = tokens.left[node]
    noun = first - 2
    if tokens.lower[first + 1 : first + 2] not in (["which"], ["whom"]) or tokens.form[first - 1] != ",":
        return False
    if noun <= 0 or tokens.tag[noun] not in NOUN_TAGS or tokens.dep[first] != "prep" or tokens.head[first] != node:
        return False
    return hangs_on(tokens, noun, tokens.head[node]) and move(tokens, node, noun, "relcl")


def is_who_did(tokens: Tokens, node: int) -> bool:
    """ "While working at the Institute, Brook noticed it": she noticed it, and the Institute has no other name."""
    verb = tokens.right[node] + 1
    opens, above = tokens.left[node] - 1, tokens.head[node]
    if opens < 0 or tokens.form[opens] != "," or tokens.tag[verb : verb + 1] not in (["VBD"], ["VBZ"]):
        return False
    if tokens.tag[node] not in ("NNP", "PRP") or tokens.head[verb] != verb or not hangs_on(tokens, above, verb):
        return False
    if any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]) or tokens.dep[above] not in ("pobj", "dobj"):
        return False
    return rehung(tokens, {opens: verb}) and move(tokens, node, verb, "nsubj")


SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


def is_what_some_did(tokens: Tokens, node: int) -> bool:
    """ "Of their six children, only two reached adulthood": two did."""
    some, thing = node - 1, tokens.head[node]
    of = next((kid for kid in (tokens.head[thing], *tokens.kids[thing]) if tokens.lower[kid] == "of"), thing)
    root = tokens.head[of] if tokens.head[of] != thing else thing
    if tokens.tag[some] != "CD" or tokens.head[some] != thing or tokens.head[root] != root or of >= some:
        return False
    inner = object_of(tokens, of)
    if some < 0 or root not in (of, thing) or inner < of or "," not in tokens.form[inner:some]:
        return False
    parts = (of, some, thing, node)
    moves = dict.fromkeys({*tokens.kids[of], *tokens.kids[thing]} - {inner} | {*parts}, node)
    moves |= {kid: some for kid in {some - 2, some - 1} & {*moves} - {*parts} if tokens.form[kid] != ","}
    if not rehung(tokens, moves):
        return False
    tokens.dep[of], tokens.dep[some], tokens.dep[thing], tokens.dep[node] = "prep", "nsubj", "dobj", "ROOT"
    tokens.tag[node] = "VBD"
    return True


def is_an_age_apart(tokens: Tokens, node: int) -> bool:
    """ "a botanist ten years his junior": one phrase, whose noun is the botanist."""
    years, noun = node - 2, node - 4
    if noun < 1 or tokens.tag[node - 1] not in ("PRP$", "POS") or tokens.lower[years] not in ("years", "months"):
        return False
    first, top = noun - 1, tokens.head[years]
    one = tokens.lower[first] in ("a", "an") and tokens.tag[noun] in ("NN", "JJ") and tokens.tag[years - 1] == "CD"
    if not one or tokens.dep[years] != "appos" or not top < first:
        return False
    verb = verb_above(tokens, top)
    behind = [kid for kid in tokens.kids[node] if kid > node + 1 and tokens.form[node + 1] == "," and 0 <= verb < kid]
    if not rehung(tokens, {**dict.fromkeys(behind, verb), first: noun, noun: top, years: node, node: noun}):
        return False
    for place, role in ((first, "det"), (noun, "appos"), (years, "npadvmod"), (node, "npadvmod")):
        tokens.dep[place] = role
    tokens.tag[noun] = "NN"
    return True


APART = frozenset(("junior", "senior", "elder"))


def is_of_what_was_done(tokens: Tokens, node: int) -> bool:
    """ "built by the contractor Saldi between 2011 and 2014": that was when it was built, and nobody is of then."""
    name, verb = tokens.head[node], verb_above(tokens, node)
    if tokens.tag[name] != "NNP" or tokens.entity[name] not in ("PERSON", "ORG") or name != node - 1:
        return False
    inner = object_of(tokens, node)
    if inner < 0 or tokens.entity[inner] != "DATE" or loose(tokens, node) or not 0 <= verb < name:
        return False
    return any(tokens.dep[kid] == "agent" and kid < name for kid in tokens.kids[verb]) and move(tokens, node, verb)


def is_of_the_sharing(tokens: Tokens, node: int) -> bool:
    """ "shared the prize in physics with Ivor Dane": shared with him, and no prize is with him."""
    noun = tokens.head[node]
    if tokens.dep[noun] == "pobj" and tokens.dep[tokens.head[noun]] == "prep":
        noun = tokens.head[tokens.head[noun]]  # "the prize in physics with"
    verb = tokens.head[noun]
    if tokens.lower[node] != "with" or tokens.dep[noun] != "dobj" or tokens.lower[verb] not in SHARING:
        return False
    return move(tokens, node, verb)


def is_of_who_said(tokens: Tokens, node: int) -> bool:
    """ "Profits fell, the bank said, blaming higher wages": the bank blames them."""
    said = node - 2
    if said < 0 or tokens.lower[node] not in STANCES or tokens.form[node - 1] != "," or tokens.tag[said] != "VBD":
        return False
    own = next((kid for kid in tokens.kids[said] if tokens.dep[kid] == "nsubj" and kid < said), 0)
    return own > 1 and tokens.form[tokens.left[own] - 1] == "," and move(tokens, node, said)


SHARING = frozenset(("share", "shares", "shared", "sharing", "swap", "swapped", "swaps"))
STANCES = frozenset(
    [
        "blaming", "citing", "revising", "adding", "warning", "calling", "urging", "accusing", "describing",
        "quoting", "insisting", "arguing", "denying", "promising", "vowing", "pledging", "confirming", "stressing",
        "condemning", "praising", "criticizing", "criticising",
    ]
)  # fmt: skip
"""What one does who says something."""


def is_called_for(tokens: Tokens, node: int) -> bool:
    """ "called for the council to pass a law": without the rest nobody is told what for."""
    verb, first = tokens.head[node], tokens.left[node]
    if tokens.lower[first] != "for" or tokens.dep[first] != "mark" or tokens.lower[verb] not in CALLING:
        return False
    tokens.dep[node] = "xcomp"
    return True


CALLING = frozenset(
    ["called", "calls", "call", "calling", "pushed", "waited", "waits", "asked", "pleaded", "pressed", "campaigned"]
)


def rule(article: Article, node: int) -> bool:
    tokens, dep = article.tokens, article.tokens.dep[node]
    if tokens.lower[node] in APART:
        return is_an_age_apart(tokens, node)
    if dep == "conj":
        return is_of_the_main_verb(tokens, node)
    if dep == "prep":
        if tokens.lower[node] == "of":
            return is_of_the_measured(tokens, node)
        if tokens.lower[node] == "with":
            return is_of_the_sharing(tokens, node)
        return is_instead(tokens, node) or is_of_what_was(tokens, node) or is_of_what_was_done(tokens, node)
    if dep == "appos":
        return is_its_measure(tokens, node) or is_what_it_took(tokens, node) or is_who_did(tokens, node)
    if dep == "npadvmod":
        return is_what_it_took(tokens, node)
    if dep == "amod":
        return is_what_some_did(tokens, node)
    if dep == "advcl":
        return (
            is_of_the_amount(tokens, node)
            or is_during_which(tokens, node)
            or is_of_who_said(tokens, node)
            or is_called_for(tokens, node)
        )
    return is_of_the_plan(article, node) or is_of_the_document(tokens, node)


LEADING = frozenset(("with", "in", "on", "of", "between", "from", "during"))
NAMING = frozenset(("dobj", "npadvmod", "attr", "oprd", "conj", "dep"))


def candidates(tokens: Tokens) -> list[int]:
    """The second verbs, the participles, and the phrases that may hang on what stands before them."""
    lower, tag, roles = tokens.lower, tokens.tag, tokens.roles()
    joined = [
        node for node in roles.get("conj", ()) if tag[node][:2] == "VB" and tokens.dep[tokens.head[node]] == "acl"
    ]
    led = [node for node in roles.get("prep", ()) if lower[node - 1] == "than" or lower[node] in LEADING]
    participles = [node for node in roles.get("acl", ()) if lower[node] in SEEN or lower[node] in DRAFTED]
    participles += [node for node in roles.get("amod", ()) if tag[node] in ("VBN", "VBD") and tag[node - 1] == "CD"]
    apart = [node for node in tokens.places(NAMING) if lower[node] in APART]
    spans = [node for node in roles.get("npadvmod", ()) if lower[tokens.head[node]] in TAKING]
    return [*joined, *led, *participles, *apart, *spans, *roles.get("advcl", ()), *roles.get("appos", ())]


def run(article: Article) -> None:
    if ask_of_each(article, rule, candidates):
        link(article.tokens)
