"""Verbs in a row: "wrote, directed and produced the film", "makes or imports pumps".

Of "killed, injured or displaced" the parser makes a verb with a participle behind a comma, of "imports" a noun.
Who "said it was too early but promised an inquiry" promised it, and no "it" did.
Reads the parse; changes `dep`, `tag` and `head`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.inflection import is_past_form, singular
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link

JOINTS = frozenset(("and", "or", "but", ","))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def verb_behind_a_comma(article: Article, node: int) -> bool:
    """ "wrote, directed and produced": a verb like the one in front, and nothing that was done to her."""
    tokens = article.tokens
    verb, after = node - 2, node + 1
    if (
        tokens.head[node] != verb
        or tokens.form[node - 1] != ","
        or tokens.tag[verb] not in ("VBD", "VBN")
        or tokens.lower[after : after + 1] not in (["and"], ["or"], [","])
        or not any(tokens.dep[kid] == "conj" for kid in tokens.kids[node])
        or not is_past_form(tokens.lower[node], article.lexicon)
    ):
        return False
    tokens.dep[node] = "conj"
    alike(tokens, node, tokens.tag[verb])
    return True


def alike(tokens: Tokens, node: int, tag: str) -> None:
    """Gives a verb, and those joined to it that share its subject, the form of the first of the row."""
    row = [node]
    for verb in row:
        if tokens.tag[verb] in ("VBD", "VBN"):
            tokens.tag[verb] = tag
        row += [kid for kid in tokens.kids[verb] if tokens.dep[kid] == "conj" and is_bare(tokens, kid)]


def is_bare(tokens: Tokens, verb: int) -> bool:
    """Whether nothing stands in front of a verb but what joins it."""
    return tokens.left[verb] == verb


def noun_for_a_verb(tokens: Tokens, node: int) -> bool:
    """ "makes or imports pumps": what is joined to a verb and has an object is one."""
    verb = tokens.head[node]
    beside = node == verb + 2 and tokens.lower[node - 1] in JOINTS
    takes = any(tokens.dep[kid] == "dobj" and kid > node for kid in tokens.kids[node])
    if not (beside and takes and tokens.tag[verb] == "VBZ" and tokens.tag[node] == "NNS"):
        return False
    tokens.tag[node] = "VBZ"
    return True


def said_verb_joined(article: Article, node: int) -> bool:
    """ "said it was too early but promised an inquiry": who said the one promised the other."""
    tokens, speech = article.tokens, article.lexicon["speech"]
    inner = told = tokens.head[node]
    if tokens.dep[told] not in ("ccomp", "advcl"):
        return False
    if tokens.dep[told] == "advcl" and tokens.lower[tokens.left[told]] == "that":
        told = tokens.head[told]  # "said it would rain, that roads would flood, and left"
    above = tokens.head[told]
    if tokens.dep[told] != "ccomp":
        return False
    own = next((kid for kid in tokens.kids[told] if tokens.dep[kid] in SUBJECTS or tokens.dep[kid] == "expl"), -1)
    if (
        not (tokens.lower[node] in speech | DECIDING | DEEDS | CALLING or only_may(tokens, told, node))
        or tokens.lower[above] not in speech
        or tokens.tag[node] != tokens.tag[above]
        or above > told
        or any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[node])
        or own < 0
        or not (decides_nothing(article, own) or only_may(tokens, told, node) or is_judged(article, told, own, node))
    ):
        return False
    joints = [kid for kid in tokens.kids[inner] if tokens.left[node] - 3 < kid < node]
    return rehung(
        tokens, dict.fromkeys([kid for kid in joints if tokens.dep[kid] in ("cc", "punct")] + [node], above)
    )


def second_saying(article: Article, node: int) -> bool:
    """ "said the report was flawed and warned that", read as two things said: who said the one warned of it."""
    tokens, said = article.tokens, article.tokens.head[node]
    if tokens.lower[node - 1] not in ("and", "but") or tokens.tag[node] != tokens.tag[said] or said > node:
        return False
    if tokens.lower[said] not in article.lexicon["speech"] or any(
        tokens.dep[k] in SUBJECTS for k in tokens.kids[node]
    ):
        return False
    if not any(tokens.dep[kid] == "ccomp" and kid < node for kid in tokens.kids[said]):
        return False
    if not rehung(tokens, {node - 1: said}):
        return False
    tokens.dep[node] = "conj"
    return True


def only_may(tokens: Tokens, told: int, node: int) -> bool:
    """ "wrote that an error cannot be ruled out and urged caution": what cannot be did nothing in the past."""
    may = any(tokens.tag[kid] == "MD" for kid in tokens.kids[told])
    takes = any(tokens.dep[kid] in ("dobj", "ccomp", "xcomp") for kid in tokens.kids[node])
    takes = takes or tokens.form[node - 2 : node] == [",", "and"]
    return may and takes and tokens.tag[node] == "VBD" and is_bare(tokens, node)


DECIDING = frozenset(
    [
        "lowered", "raised", "cut", "kept", "canceled", "cancelled", "postponed", "suspended", "scrapped",
        "dropped", "lowers", "raises", "cuts", "keeps", "cancels", "postpones", "suspends", "scraps", "drops",
    ]
)  # fmt: skip
"""What people and firms do, and no cut or rise of itself."""


def decides_nothing(article: Article, own: int) -> bool:
    """Whether a subject is a thing that says and decides nothing: "it", "the cut"."""
    tokens, lexicon = article.tokens, article.lexicon
    word = tokens.lower[own]
    if tokens.tag[own] in ("NN", "NNS") and not tokens.entity[own]:
        return word not in lexicon["bodies"] and (word in CHANGES or is_thing(article, own))
    return word in ("it", "this", "that", "there", "which")


def is_judged(article: Article, told: int, own: int, node: int) -> bool:
    """ "said the letter was fake and warned that": of a paper that is only called something nothing is told."""
    tokens, known = article.tokens, article.lexicon["roles", "offices", "bodies"]
    paper = singular(tokens.lower[own]) in PAPERS and tokens.lower[own] not in known
    return paper and tokens.lower[told] in BE and tokens.lower[node] in article.lexicon["speech"]


BE = frozenset(("is", "was", "are", "were", "'s"))


def is_thing(article: Article, noun: int) -> bool:
    """Whether a noun is no person, no body and no paper that says something."""
    tokens, lexicon = article.tokens, article.lexicon
    one = singular(tokens.lower[noun])
    if one in PAPERS:
        return False
    known = lexicon["roles", "offices", "bodies", "words_male", "words_female", "people", "firms", "sites"]
    named = any(tokens.dep[kid] == "compound" and tokens.entity[kid] == "ORG" for kid in tokens.kids[noun])
    return not (one in known or tokens.lower[noun] in known or one in SAYING or one.endswith(DOERS) or named)


PAPERS = frozenset(
    [
        "report", "letter", "study", "statement", "note", "post", "email", "message", "notice", "sign", "paper",
        "article", "book", "document", "survey", "poll", "review", "audit", "file", "data", "figure", "result",
        "evidence", "law", "ruling", "rule", "guideline", "website", "label",
    ]
)  # fmt: skip
SAYING = frozenset(
    [
        "group", "team", "crew", "side", "family", "couple", "pair", "crowd", "gang", "country", "nation",
        "state", "city", "world", "public", "opposition", "coalition", "majority", "minority", "mob",
        "watchdog", "regulator", "charity", "brand", "rival", "press", "military", "administration", "cabinet",
        "senate", "panel", "jury", "force", "staff", "others", "client", "victim", "suspect", "trio",
        "household", "business", "industry", "community", "everyone", "algorithm", "program", "computer",
        "robot", "machine", "system", "model", "chatbot", "defense", "defence", "dog", "cat", "animal", "bird",
        "horse", "child", "baby", "twin", "sibling", "witness", "spouse", "body",
    ]
)  # fmt: skip
DOERS = ("er", "or", "ist", "ian", "ee", "man", "men", "woman", "women", "people", "ant", "ary")
"""Ends of words for those who do something: a "teacher" may send something himself."""
DEEDS = frozenset(
    [
        "sent", "ordered", "adjourned", "refused", "granted", "rejected", "dismissed", "jailed", "fined",
        "sentenced", "remanded", "dispatched", "summoned", "instructed", "banned", "awarded", "approved",
        "sends", "orders", "adjourns", "refuses", "grants", "rejects",
    ]
)  # fmt: skip
"""What people do, and no case or gain of itself."""
CALLING = frozenset(
    [
        "appealed", "vowed", "invited", "praised", "criticized", "criticised", "apologized", "apologised",
        "thanked", "blamed", "condemned", "vows", "invites", "praises", "blames", "urged", "urges", "urge",
        "told", "tells", "asked", "asks", "called", "promised", "promises", "pledged",
    ]
)  # fmt: skip
"""What people do with words."""


CHANGES = frozenset(
    [
        "cut", "rise", "fall", "drop", "increase", "decrease", "decline", "loss", "profit", "delay", "cost",
        "demand", "growth", "result", "number", "figure", "rate", "price", "error", "outage", "weather", "work",
        "decision", "plan", "move", "change", "project", "budget", "deficit", "debt", "damage", "situation",
        "outlook",
    ]
)  # fmt: skip


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    for node in sorted(tokens.places(("advcl", "conj", "ccomp"))):
        dep = tokens.dep[node]
        if node < 2:
            continue
        if dep == "advcl" and tokens.tag[node] in ("VBN", "VBD"):
            changed = verb_behind_a_comma(article, node) or changed
        elif dep == "conj" and tokens.tag[node] == "NNS":
            noun_for_a_verb(tokens, node)
        elif dep == "ccomp":
            changed = second_saying(article, node) or changed
        elif dep == "conj":
            changed = said_verb_joined(article, node) or changed
    if changed:
        link(tokens)
