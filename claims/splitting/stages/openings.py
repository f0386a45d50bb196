"""What stands in front of a sentence's subject and was read as the subject, or as all of the sentence.

"A keen cellist, she played" says that she played; "Outside court, the chief executive said" that the chief executive
said it; "After the war she studied at Leeds, graduating in 1954" has "studied" for its verb.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees. A description in front gets the role
"fronted", a role of no model.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_past_form
from claims.splitting.stages.hanging import object_of
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
PAST_OR_PRESENT = frozenset(("VBD", "VBZ"))
OUTSIDE = frozenset(("outside", "inside"))
LEADING = frozenset(("after", "before", "during", "in", "since", "until", "by", "on", "at", "despite", "throughout"))


def put(tokens: Tokens, node: int, above: int, dep: str) -> None:
    tokens.head[node], tokens.dep[node] = above, dep


def own_subject(tokens: Tokens, verb: int) -> int:
    """The subject that stands right before its verb behind nothing of its own, or -1."""
    return next((kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid < verb), -1)


def description_as_root(tokens: Tokens, first: int) -> bool:
    """ "A keen cellist, she played": read as a cellist whom she played."""
    noun = tokens.head[first]
    if tokens.head[noun] != noun or tokens.lower[first] not in ("a", "an", "the") or tokens.tag[noun] != "NN":
        return False
    verb = next((kid for kid in tokens.kids[noun] if kid > noun and tokens.dep[kid] == "relcl"), -1)
    own = own_subject(tokens, verb) if verb >= 0 else -1
    if own < 0 or tokens.tag[own] not in ("PRP", "NNP") or tokens.tag[verb] not in PAST_OR_PRESENT:
        return False
    if tokens.form[tokens.left[own] - 1] != "," or tokens.left[verb] < tokens.left[own] - 1:
        return False
    for kid in tokens.kids[noun]:
        if kid > tokens.left[own]:
            tokens.head[kid] = verb
    put(tokens, noun, verb, "fronted")
    put(tokens, verb, verb, "ROOT")
    return True


def place_as_subject(tokens: Tokens, first: int) -> bool:
    """ "Outside court, the hospice's chief executive, Ada Brook, said": the court said nothing."""
    if tokens.lower[first] not in OUTSIDE:
        return False
    noun = tokens.head[first]
    verb = tokens.head[noun]
    comma = noun + 1
    if tokens.dep[noun] not in SUBJECTS or tokens.form[comma : comma + 1] != [","]:
        return False
    person = next(
        (kid for kid in tokens.kids[noun] if tokens.left[kid] == comma + 1 and tokens.dep[kid] == "appos"), -1
    )
    if person < 0 or not noun < person < verb:
        return False
    for kid in tokens.kids[noun]:
        if kid > noun and kid != person:
            tokens.head[kid] = person
    put(tokens, person, verb, tokens.dep[noun])
    put(tokens, first, verb, "prep")
    put(tokens, noun, first, "pobj")
    tokens.tag[first] = "IN"
    return True


def verb_as_relative(tokens: Tokens, first: int, end: int) -> bool:
    """ "After the war she studied, graduating in 1954": the main verb is no relative clause of the war."""
    root = tokens.head[first]
    if tokens.lower[first] not in LEADING or tokens.head[root] != root:
        return False
    inner = next((kid for kid in tokens.kids[first] if tokens.dep[kid] == "pobj"), -1)
    if inner < 0:
        return False
    verb = next((kid for kid in tokens.kids[inner] if tokens.dep[kid] == "relcl"), -1)
    own = own_subject(tokens, verb) if verb >= 0 else -1
    if own < 0 or tokens.tag[own] != "PRP" or own != inner + 1 or tokens.tag[verb] not in PAST_OR_PRESENT:
        return False
    trails = tokens.tag[root] == "VBG" and root > verb and tokens.form[root - 1] == ","
    if root != first and not trails:
        return False
    for kid in tokens.kids[root]:
        if kid != inner and (tokens.dep[kid] in ("conj", "cc") or kid == end - 1 or root == first):
            tokens.head[kid] = verb
    if trails:
        put(tokens, root, verb, "advcl")
    put(tokens, first, verb, "prep")
    put(tokens, verb, verb, "ROOT")
    return True


def second_subject(tokens: Tokens, verb: int) -> None:
    """ "Born in Lima, the only child of a baker, Brook fled": who has two subjects has a description and one."""
    found = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in SUBJECTS and kid < verb]
    if len(found) != 2:
        return
    noun, own = found
    begin, after = tokens.left[noun], tokens.left[own] - 1
    article = any(tokens.dep[kid] == "det" for kid in tokens.kids[noun])
    closed = 0 < begin <= tokens.right[noun] < after and tokens.form[after] == "," and tokens.form[begin - 1] == ","
    if article and closed and tokens.tag[noun] == "NN" and tokens.tag[own] in ("NNP", "PRP"):
        tokens.dep[noun] = "fronted"


def contrary(tokens: Tokens, first: int, end: int) -> bool:
    """ "Contrary to what she said, crime fell": crime fell, and nothing is contrary."""
    if tokens.lower[first] != "contrary" or tokens.lower[first + 1] != "to":
        return False
    to, above = first + 1, tokens.head[first]
    inside = (one for one in range(to + 1, end) if tokens.head[one] == first and own_subject(tokens, one) >= 0)
    verb = next(inside, -1) if above == first else above
    if verb < 0 or tokens.tag[verb][:2] != "VB":
        return False
    moves = dict.fromkeys(tokens.kids[first], verb) | {to: verb, first: to}
    if verb == to or not rehung(tokens, moves):
        return False
    if above == first:
        tokens.dep[verb] = "ROOT"
    tokens.dep[to], tokens.dep[first] = "prep", "advmod"
    return True


def clause_before_its_source(article: Article, first: int, end: int) -> bool:
    """ "Nap may protect brain, study of 9,000 people suggests", a headline: the study suggests it."""
    tokens, verb = article.tokens, end - 1
    speech = article.lexicon["speech"]
    if verb - first < 4 or tokens.tag[verb] not in ("VBZ", "VBP", "VBD") or tokens.lower[verb] not in speech:
        return False
    if tokens.dep[verb] == "ROOT" or own_subject(tokens, verb) >= 0:
        return False
    comma = next((place for place in range(verb - 1, first, -1) if tokens.form[place] == ","), -1)
    inner = range(comma + 1, verb)
    tops = [place for place in inner if tokens.head[place] not in inner]
    root = next((place for place in range(first, end) if tokens.head[place] == place), -1)
    if comma < 0 or len(tops) != 1 or tokens.tag[tops[0]][:2] != "NN" or not first <= root < comma:
        return False
    if any(tokens.tag[place][:2] == "VB" for place in inner):
        return False
    put(tokens, tops[0], verb, "nsubj")
    put(tokens, verb, verb, "ROOT")
    put(tokens, root, verb, "ccomp")
    return True


def done_to_the_subject(article: Article, first: int) -> bool:
    """ "Shot on 35mm by Holm, the film": read as a command, or as the millimeters' maker."""
    tokens, above = article.tokens, article.tokens.head[first]
    if tokens.dep[first] != "advcl" or tokens.tag[first] not in ("VB", "VBN", "VBD") or above < first:
        return False
    comma, own = tokens.right[first] + 1, own_subject(tokens, above)
    if own < comma or tokens.left[own] != comma + 1 or tokens.form[comma] != ",":
        return False
    if not is_past_form(tokens.lower[first], article.lexicon):
        return False
    kids = [kid for kid in tokens.kids[first] if tokens.dep[kid] in ("prep", "conj", "agent")]
    if len(kids) < len([kid for kid in tokens.kids[first] if tokens.dep[kid] not in ("punct", "cc", "advmod")]):
        return False
    changed = tokens.tag[first] != "VBN"
    tokens.tag[first] = "VBN"
    for kid in kids:
        if tokens.dep[kid] == "conj" and tokens.tag[kid] == "VBD" and tokens.left[kid] == kid:
            tokens.tag[kid], changed = "VBN", True
        changed = maker(tokens, first, kid) or changed
    return changed


def maker(tokens: Tokens, verb: int, preposition: int) -> bool:
    """Who did it, hung on the amount or the day in front: "on 35mm by Ida Holm"."""
    noun = object_of(tokens, preposition)
    by = next((kid for kid in tokens.kids[noun] if tokens.lower[kid] == "by"), -1) if noun >= 0 else -1
    who = object_of(tokens, by) if by >= 0 else -1
    if who < 0 or tokens.entity[who] not in ("PERSON", "ORG") or tokens.entity[noun] not in ("QUANTITY", "DATE"):
        return False
    put(tokens, by, verb, "agent")
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for first, end in article.sentences:
        if end - first < 5:
            continue
        done = description_as_root(tokens, first) or place_as_subject(tokens, first)
        done = done or verb_as_relative(tokens, first, end) or contrary(tokens, first, end)
        done = done or done_to_the_subject(article, first)
        if article.lines[tokens.line[first]].headline:
            done = done or clause_before_its_source(article, first, end)
        changed = done or changed
    if changed:
        link(tokens)
    verbs = [tokens.head[node] for node in tokens.places(SUBJECTS)]
    if len(set(verbs)) < len(verbs):
        for verb in sorted({verb for verb in verbs if tokens.tag[verb] in PAST_OR_PRESENT}):
            second_subject(tokens, verb)
