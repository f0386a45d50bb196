"""Clauses around a verb of saying, hung on whom or what they belong to.

"was told by a tutor that ships were …" and "claimed without evidence that …" tell what was told and claimed, and
nothing of the tutor or the evidence; in "300 died, the Red Cross said, though officials …" the "though" goes on with
what was said.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens, standing
from claims.splitting.stages.asking import mend
from claims.splitting.stages.finite import STRONG
from claims.splitting.stages.hanging import move
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.series import SPANS

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
TOLD = frozenset(("told", "informed", "warned", "advised", "assured", "reminded", "convinced", "persuaded"))
GROUNDS = frozenset(("evidence", "proof", "basis", "hesitation", "foundation", "grounds", "explanation", "irony"))
GOING_ON = frozenset(
    ("though", "although", "while", "but", "because", "when", "after", "as", "if", "unless", "until")
)


def what_was_told(article: Article, node: int) -> bool:
    """Whether a "that" clause on a noun was moved to the verb of saying around it."""
    tokens, mark = article.tokens, article.tokens.left[node]
    noun = tokens.head[node]
    around = tokens.head[noun]
    verb = tokens.head[around]
    if tokens.lower[mark] != "that" or tokens.head[mark] != node:
        return False
    if not any(tokens.dep[kid] in SUBJECTS and tokens.lower[kid] != "that" for kid in tokens.kids[node]):
        return False
    agent = tokens.dep[around] == "agent" and tokens.lower[verb] in TOLD
    bare = tokens.lower[around] == "without" and tokens.lower[noun] in GROUNDS
    if not agent and not (bare and tokens.lower[verb] in article.lexicon["speech"]):
        return False
    tokens.dep[mark], tokens.tag[mark] = "mark", "IN"
    tokens.head[node], tokens.dep[node] = verb, "ccomp"
    return True


def behind_who_said_it(article: Article, node: int) -> bool:
    """ "300 died, the Red Cross said, though officials disagree": the Red Cross said no "though"."""
    tokens, said = article.tokens, article.tokens.head[node]
    first = tokens.left[node]
    if (
        tokens.dep[said] != "parataxis"
        or tokens.lower[said] not in article.lexicon["speech"]
        or tokens.lower[first] not in GOING_ON
        or first != said + 2
        or tokens.form[said + 1] != ","
    ):
        return False
    return rehung(tokens, {kid: tokens.head[said] for kid in tokens.kids[said] if kid >= node})


def clause_before_a_colon(tokens: Tokens, node: int) -> bool:
    """ "The claim is false: figures show a rise": two statements, and no figures show that it is; so with ";"."""
    verb = tokens.head[node]
    after = tokens.right[node] + 1
    if after >= len(tokens) or tokens.form[after] not in (":", ";"):
        return False
    own = next((kid for kid in tokens.kids[verb] if kid > node and tokens.dep[kid] in SUBJECTS), -1)
    said = tokens.head[verb] if tokens.dep[verb] == "ccomp" and tokens.head[verb] > own else verb
    if not node < after < own or said != tokens.head[verb]:
        return False
    if not any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[node]):
        return False
    if said != verb:  # '"Prices fell; wages rose," Hale said' says both
        tokens.head[node] = said
        return True
    tokens.head[node], tokens.dep[node] = node, "ROOT"
    tokens.head[verb], tokens.dep[verb] = node, "parataxis"
    return True


def against_what_was_said(article: Article, node: int) -> bool:
    """ "The firm says it is safe, but tests have shown that it is not": the firm says nothing of tests."""
    tokens, told = article.tokens, article.tokens.head[node]
    said = tokens.head[told]
    if tokens.dep[told] != "ccomp" or said > told or tokens.lower[said] not in article.lexicon["speech"]:
        return False
    joint = next((kid for kid in tokens.kids[told] if told < kid < node and tokens.dep[kid] == "cc"), -1)
    evidence = tokens.lower[node] in article.lexicon["speech", "factives"]
    own = any(tokens.dep[kid] in SUBJECTS and tokens.tag[kid][:2] == "NN" for kid in tokens.kids[node])
    if joint < 0 or tokens.lower[joint] != "but" or not (evidence and own) or tokens.lower[joint + 1] == "that":
        return False
    return rehung(tokens, {node: said, joint: said})


def of_who_denied(tokens: Tokens, node: int) -> bool:
    """ "denied a report that it would close, calling it fiction": who denied it called it so."""
    inner = tokens.head[node]
    noun = tokens.head[inner]
    verb = tokens.head[noun]
    comma = tokens.left[node] - 1
    if tokens.lower[node] not in CALLING or comma < 0 or tokens.form[comma] != "," or node < inner:
        return False
    if tokens.dep[inner] not in ("acl", "relcl") or tokens.dep[noun] != "dobj" or tokens.tag[verb][:2] != "VB":
        return False
    return rehung(tokens, {kid: verb for kid in tokens.kids[inner] if kid >= comma})


CALLING = frozenset(
    ["calling", "saying", "adding", "describing", "dismissing", "citing", "insisting", "arguing", "blaming", "urging"]
)


def aside_before_who_said_it(article: Article, node: int) -> bool:
    """ "Cases have tripled, most of them in children, the agency said": most of them said nothing."""
    tokens, verb = article.tokens, article.tokens.head[node]
    of_them = tokens.lower[node + 1 : node + 3] in (["of", "them"], ["of", "whom"])
    if not of_them or not tokens.left[node] or tokens.form[tokens.left[node] - 1] != ",":
        return False
    others = [kid for kid in tokens.kids[verb] if node < kid < verb and tokens.dep[kid] in SUBJECTS]
    told = next((kid for kid in tokens.kids[verb] if kid < node and tokens.dep[kid] == "ccomp"), -1)
    return bool(others) and move(tokens, node, told, "aside")


def who_said_it(article: Article, verb: int) -> bool:
    """ "The cause was pneumonia, her niece, Ada Brook, said": no cause was her niece."""
    tokens, people = article.tokens, article.lexicon["roles", "offices"]
    if not verb or tokens.lower[verb] not in article.lexicon["speech"]:
        return False
    told = next((kid for kid in tokens.kids[verb] if kid < verb and tokens.dep[kid] == "ccomp"), -1)
    if told < 0 or any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    for noun in range(told + 1, verb):
        known = tokens.lower[noun] in people or tokens.entity[noun] == "PERSON"
        closes = verb - tokens.right[noun] in (1, 2) and tokens.form[max(tokens.left[noun] - 1, 0)] == ","
        if known and closes and tokens.dep[noun] in ("conj", "appos") and tokens.head[noun] < noun:
            commas = [kid for kid in tokens.kids[noun] if tokens.form[kid] == "," and kid > noun]
            if rehung(tokens, dict.fromkeys((noun, *commas), verb)):
                tokens.dep[noun] = "nsubj"
                return True
    return False


def and_that(tokens: Tokens, verb: int) -> bool:
    """ "said 80 had been led out, most of them by neighbors, and that hopes were low": two things were said."""
    said = tokens.head[verb]
    first = next((kid for kid in tokens.kids[verb] if kid < verb and tokens.dep[kid] == "ccomp"), -1)
    if first < said:
        return False
    own = next((kid for kid in tokens.kids[verb] if first < kid < verb and tokens.dep[kid] in SUBJECTS), -1)
    if own < 0 or tokens.dep[verb] != "ccomp":
        return False
    that = tokens.left[own] if tokens.lower[tokens.left[own]] == "that" else tokens.left[own] - 1
    if that <= first + 1 or tokens.lower[that] != "that" or tokens.lower[that - 1] not in ("and", "but"):
        return False
    before = [that - 1, *(kid for kid in tokens.kids[verb] if kid < that)]
    before += [that - 2] if tokens.form[that - 2] == "," else []
    if not rehung(tokens, {**dict.fromkeys(before, first), first: said, verb: first, that: verb}):
        return False
    tokens.dep[verb], tokens.dep[that], tokens.tag[that] = "conj", "mark", "IN"
    return True


def that_beside_that(article: Article, verb: int) -> bool:
    """ "said it spends less, that one in three was late, and that …": all are said, and nobody spends that."""
    tokens, mark = article.tokens, article.tokens.left[verb]
    first = tokens.head[verb]
    said = tokens.head[first]
    telling = article.lexicon["speech", "factives"]
    if tokens.lower[mark] != "that" or not mark or tokens.form[mark - 1] != "," or verb < first:
        return False
    if tokens.dep[first] != "ccomp" or tokens.lower[said] not in telling or tokens.lower[first] in telling:
        return False
    tokens.dep[verb], tokens.dep[mark] = "conj", "mark"
    tokens.tag[mark] = "IN"
    return True


def behind_a_colon(article: Article, colon: int) -> bool:
    """ "Protection waned, however: by the second year efficacy had fallen": two statements side by side."""
    tokens, first = article.tokens, article.tokens.head[colon]
    if tokens.form[colon] != ":" or tokens.tag[first][:2] != "VB" or first > colon:
        return False
    own = any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[first])
    if not own or tokens.lower[first] in article.lexicon["speech"] or tokens.dep[first] not in ("ROOT", "conj"):
        return False
    verb = next((kid for kid in tokens.kids[first] if kid > colon and tokens.dep[kid] in BEHIND), -1)
    if verb < 0 or tokens.tag[tokens.left[verb]] in ("WRB", "WP") or tokens.left[verb] != colon + 1:
        return False
    inner = next((kid for kid in tokens.kids[verb] if kid < verb and is_sentence(tokens, kid)), -1)
    joint = max((kid for kid in tokens.kids[inner] if tokens.tag[kid] == "CC" and kid > inner), default=-1)
    if inner >= 0 and joint > 0:
        behind = {kid: verb for kid in tokens.kids[inner] if kid > joint}
        if not rehung(tokens, {**behind, inner: first, verb: inner}):
            return False
        tokens.dep[inner], tokens.dep[verb] = "parataxis", "conj"
    else:
        if not rehung(tokens, {kid: verb for kid in tokens.kids[first] if kid > verb}):
            return False
        tokens.dep[verb] = "parataxis"
        tokens.tag[verb] = "VBD" if tokens.lower[verb] in STRONG else tokens.tag[verb]
    return subject_behind_a_time(tokens, inner if inner >= 0 else verb) or True


BEHIND = frozenset(("ccomp", "advcl"))


def is_sentence(tokens: Tokens, verb: int) -> bool:
    """Whether a clause hung on a verb opens with no word that hangs it there."""
    return tokens.dep[verb] == "advcl" and not any(
        tokens.dep[kid] == "mark" or tokens.tag[kid] == "WRB" for kid in tokens.kids[verb]
    )


def subject_behind_a_time(tokens: Tokens, verb: int) -> bool:
    """ "by the second year efficacy had fallen": it had by then."""
    if any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb]):
        return False
    for led in tokens.kids[verb]:
        noun = next((kid for kid in tokens.kids[led] if tokens.dep[kid] == "pobj" and led < kid < verb), -1)
        time = noun - 1
        if noun < 0 or tokens.lower[time] not in SPANS or tokens.head[time] != noun or tokens.lower[noun] in SPANS:
            continue
        moves = {kid: time if kid < time else verb for kid in tokens.kids[noun]}
        moves |= {place: time for place in range(led + 1, time) if tokens.head[place] == noun}
        if time == led or not rehung(tokens, {**moves, time: led, noun: verb}):
            continue
        tokens.dep[time], tokens.dep[noun], tokens.entity[noun] = "pobj", "nsubj", ""
        return True
    return False


def of_a_clause(article: Article, node: int) -> bool:
    return behind_who_said_it(article, node) or of_who_denied(article.tokens, node) or that_beside_that(article, node)


def of_what_is_said(article: Article, node: int) -> bool:
    return (
        clause_before_a_colon(article.tokens, node)
        or and_that(article.tokens, node)
        or that_beside_that(article, node)
    )


RULES = {
    **dict.fromkeys(("relcl", "acl"), what_was_told),
    "advcl": of_a_clause,
    "punct": behind_a_colon,
    "conj": against_what_was_said,
    "ROOT": who_said_it,
    "nsubj": aside_before_who_said_it,
    "ccomp": of_what_is_said,
}
RARE = frozenset(("relcl", "acl", "advcl", "ccomp", "ROOT"))
COLON, THEM = frozenset((":",)), frozenset(("them", "whom"))


def candidates(tokens: Tokens) -> list[int]:
    roles = tokens.roles()
    found = standing(roles, RARE)
    if "ccomp" in roles:
        found += [node for node in roles.get("conj", ()) if tokens.dep[tokens.head[node]] == "ccomp"]
    if tokens.holds(COLON):
        found += [node for node in roles.get("punct", ()) if tokens.form[node] == ":"]
    if tokens.holds(THEM):
        found += roles.get("nsubj", ())
    return found


def run(article: Article) -> None:
    mend(article, RULES, candidates)
