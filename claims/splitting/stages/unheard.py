"""Sentences that would be lost for one word the parser does not know.

"Valmere will face Harlow" has a subject and no adverb; "Unlike frogs, axolotls keep their gills" has a verb; road 63
"links" two towns; "His threat to quit worried Oslo" worried it.
Reads the parse; changes `head`, `dep`, `tag` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.phrases import NOUN_TAGS
from claims.splitting.stages.hanging import be_verb_of
from claims.splitting.stages.mending import rehung
from claims.splitting.stages.parsing import link

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj", "csubjpass"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
UNNAMED = frozenset(("RB", "JJ", "UH", "VB", "VBP", "VBN", "VBG", "NN", "FW", "RBR", "JJR", "NNP"))
LOOSE = frozenset(
    ("advmod", "intj", "npadvmod", "amod", "dep", "meta", "compound", "nmod", "advcl", "ccomp", "csubj")
)
ADVERBS = frozenset(
    [
        "also", "always", "already", "again", "almost", "even", "ever", "first", "here", "just", "later", "maybe",
        "meanwhile", "more", "moreover", "never", "next", "nor", "not", "now", "nowadays", "often", "once", "only",
        "perhaps", "please", "seldom", "since", "so", "sometimes", "soon", "still", "then", "there", "therefore",
        "thus", "today", "together", "tomorrow", "too", "yesterday", "yet", "otherwise", "instead", "indeed",
        "however", "hence", "overnight", "outside", "inside", "elsewhere", "afterwards", "rather", "neither",
        "little", "less", "fewer", "much", "well", "far", "long", "no", "yes", "tonight", "back", "best", "worst",
        "better", "worse", "about", "above", "below", "up", "down", "out", "off", "on", "over", "why", "how", "when",
        "where", "which", "who", "what", "nope", "hello", "hi", "oh", "wow", "okay", "ok", "sure", "great", "thanks",
    ]
)  # fmt: skip
"""Words that may stand in front of a verb without being its subject."""


def has_subject(tokens: Tokens, verb: int) -> bool:
    return any(tokens.dep[kid] in SUBJECTS for kid in tokens.kids[verb])


def named_by_its_place(tokens: Tokens, first: int, root: int) -> bool:
    """ "Valmere will face Harlow": what opens a sentence right before its verb, and is no adverb, is the subject."""
    word = tokens.lower[first]
    if tokens.dep[first] not in LOOSE or tokens.tag[first] not in UNNAMED or word in ADVERBS or word.endswith("ly"):
        return False
    verb = behind_aside(tokens, first)
    helped = tokens.tag[verb] == "MD" or tokens.lower[verb] in HELPERS
    past = tokens.tag[root] in FINITE and verb == root
    if tokens.head[first] != root or tokens.left[first] != first or verb < 0 or verb > root:
        return False
    if not (past or (helped and tokens.head[verb] == root)) or not word.isalpha() or has_subject(tokens, root):
        return False
    tokens.dep[first] = "nsubjpass" if any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[root]) else "nsubj"
    tokens.tag[first] = "NNP"
    return True


def behind_aside(tokens: Tokens, first: int) -> int:
    """The word behind a subject, and behind the "who" clause between commas that it may have; or -1."""
    last = tokens.right[first]
    if last == first:
        return first + 1
    told = any(tokens.dep[kid] == "relcl" for kid in tokens.kids[first]) and tokens.form[first + 1] == ","
    if not told or last + 2 >= len(tokens):
        return -1
    return last + 1 if tokens.form[last] == "," else last + 2 if tokens.form[last + 1] == "," else -1


HELPERS = frozenset(("has", "had", "have", "is", "was", "are", "were", "does", "did", "do"))


def noun_for_a_root(tokens: Tokens, first: int, root: int) -> bool:
    """ "Unlike frogs, axolotls keep their gills": two verbs side by side are a noun and its verb."""
    verb = root + 1
    plain = tokens.tag[root] in ("VBP", "VBZ", "VB", "VBN", "VBD") and tokens.lower[root].endswith("s")
    if not plain or tokens.tag[verb] not in ("VBP", "VBD", "VB") or tokens.head[verb] != root:
        return False
    if tokens.dep[verb] not in ("xcomp", "ccomp", "dep", "conj", "acomp", "oprd") or has_subject(tokens, verb):
        return False
    before = [kid for kid in tokens.kids[root] if kid < root]
    if any(tokens.dep[kid] in SUBJECTS or tokens.dep[kid] in ("aux", "auxpass", "neg") for kid in before):
        return False
    if root > first and tokens.form[root - 1] != ",":
        return False
    for kid in tokens.kids[root]:
        if kid != verb:
            tokens.head[kid] = verb
    tokens.head[verb], tokens.dep[verb] = verb, "ROOT"
    tokens.head[root], tokens.dep[root], tokens.tag[root] = verb, "nsubj", "NNS"
    tokens.tag[verb] = "VBP" if tokens.tag[verb] == "VB" else tokens.tag[verb]
    return True


def noun_behind_its_adjective(tokens: Tokens, root: int) -> bool:
    """ "The average wait for an operation rose": a bare form behind "the average" waits for nobody."""
    own = root - 1
    if tokens.tag[root] != "VB" or root < 2 or tokens.dep[own] != "nsubj" or tokens.head[own] != root:
        return False
    if (
        tokens.tag[own] not in ("JJ", "JJS", "JJR", "NN")
        or tokens.tag[own - 1] != "DT"
        or tokens.left[own] != own - 1
    ):
        return False
    verb = next((kid for kid in tokens.kids[root] if kid > root and tokens.tag[kid] in ("VBD", "VBZ")), -1)
    if verb < 0 or has_subject(tokens, verb) or tokens.left[verb] != verb or tokens.form[verb - 1] == ",":
        return False
    moves = {kid: verb for kid in tokens.kids[root] if kid > verb}
    if not rehung(tokens, {**moves, verb: verb, root: verb, own - 1: root}):
        return False
    tokens.dep[verb], tokens.dep[root], tokens.tag[root] = "ROOT", "nsubj", "NN"
    tokens.dep[own] = "compound" if tokens.tag[own] == "NN" else "amod"
    return True


def verb_behind_a_number(tokens: Tokens, root: int) -> bool:
    """ "County road 63 links the town with Tarn": a noun in the plural has no object."""
    if tokens.tag[root] not in ("NN", "NNP"):
        return False
    verb = next((kid for kid in tokens.kids[root] if kid > root and is_linking(tokens, kid)), -1)
    if verb < 0:
        return False
    for kid in tokens.kids[verb]:
        if kid < verb:
            tokens.head[kid] = root
    for kid in tokens.kids[root]:
        if kid > verb:
            tokens.head[kid] = verb
    be_verb_of(tokens, root, verb)
    tokens.tag[verb] = "VBZ"
    return True


def is_linking(tokens: Tokens, noun: int) -> bool:
    before = [kid for kid in tokens.kids[noun] if kid < noun]
    counted = [tokens.tag[kid] for kid in before] == ["CD"] and before[0] == noun - 1
    takes = any(tokens.dep[kid] == "dobj" and tokens.tag[tokens.left[kid]] == "DT" for kid in tokens.kids[noun])
    return tokens.tag[noun] == "NNS" and tokens.dep[noun] in ("appos", "dep", "conj") and counted and takes


def verb_behind_asides(tokens: Tokens, root: int, end: int) -> bool:
    """ "The striker, who came on late, headed in a corner.": the sentence has no other verb."""
    if tokens.tag[root] not in NOUN_TAGS or tokens.form[end - 1] != "." or tokens.tag[tokens.left[root]] != "DT":
        return False
    kids = [kid for kid in tokens.kids[root] if kid > root and tokens.dep[kid] != "punct"]
    verb = kids[-1] if kids else root
    aside = kids[-2] if len(kids) > 1 else root
    fits = tokens.dep[verb] == "acl" and tokens.tag[verb] in ("VBN", "VBD") and tokens.left[verb] == verb
    goes_on = any(tokens.dep[kid] == "conj" and tokens.tag[kid] in ("VBZ", "VBP", "VBD") for kid in tokens.kids[verb])
    told = tokens.dep[aside] == "relcl" or (tokens.dep[aside] == "acl" and goes_on)
    if not fits or not told or tokens.form[verb - 1] != "," or has_subject(tokens, verb):
        return False
    be_verb_of(tokens, root, verb)
    for kid in tokens.kids[verb]:
        if tokens.dep[kid] == "agent":  # "headed in a corner by Hale": the corner is
            tokens.dep[kid] = "prep"
            tokens.head[kid] = kid - 1 if tokens.dep[kid - 1] == "pobj" else verb
    return True


def verb_behind_an_infinitive(tokens: Tokens, root: int, first: int, end: int) -> bool:
    """ "His threat to quit worried Oslo.": the one past form of a sentence is its verb; no worried Oslo is quit."""
    inner = next((kid for kid in tokens.kids[root] if kid > root and is_infinitive(tokens, kid)), -1)
    if inner < 0 or tokens.tag[root] not in ("NN", "NNP") or tokens.form[end - 1] != ".":
        return False
    if any(tokens.tag[place] in FINITE or tokens.tag[place] == "MD" for place in range(first, end)):
        return False
    verb = next(
        (place for place in range(inner + 1, tokens.right[inner] + 1) if is_past_read_over(tokens, place)), -1
    )
    if verb < 0:
        return False
    below = tokens.head[verb]
    sold = [place for place in range(inner + 1, verb) if tokens.head[place] >= verb]
    moves = {place: verb - 1 if place < verb - 1 else inner for place in sold}
    moves |= {kid: verb for kid in (*tokens.kids[inner], *tokens.kids[root]) if kid > verb}
    moves |= {below: verb} if below > verb else {}
    if not rehung(tokens, {**moves, verb: verb, root: verb}):
        return False
    if verb - 1 in sold:  # "to sell the ground angered fans": the ground is sold
        tokens.dep[verb - 1] = "dobj"
    if below > verb:
        tokens.dep[below] = "dobj"
    tokens.dep[verb], tokens.tag[verb], tokens.dep[root] = "ROOT", "VBD", "nsubj"
    return True


def is_infinitive(tokens: Tokens, verb: int) -> bool:
    return tokens.dep[verb] in ("acl", "relcl") and tokens.lower[verb - 1] == "to" and tokens.tag[verb] == "VB"


def is_past_read_over(tokens: Tokens, place: int) -> bool:
    """Whether a past form was read as a description of what stands behind or in front of it."""
    told = tokens.lower[place].endswith("ed") and tokens.tag[place] in ("VBN", "JJ", "VBD")
    behind = tokens.dep[place] == "acl" and tokens.head[place] == place - 1
    front = tokens.dep[place] == "amod" and tokens.head[place] > place and tokens.tag[place - 1] != "DT"
    return told and (behind or front)


def run(article: Article) -> None:
    tokens = article.tokens
    changed = False
    head, tag = tokens.head, tokens.tag
    for first, end in article.sentences:
        if end - first < 4:
            continue
        root = next((place for place in range(first, end) if head[place] == place), -1)
        if root < 0 or root + 2 >= end or article.lines[tokens.line[first]].headline:
            continue
        if tag[root][:2] == "VB":
            changed = named_by_its_place(tokens, first, root) or noun_for_a_root(tokens, first, root) or changed
            changed = noun_behind_its_adjective(tokens, root) or changed
        else:
            changed = (
                verb_behind_a_number(tokens, root)
                or verb_behind_asides(tokens, root, end)
                or verb_behind_an_infinitive(tokens, root, first, end)
                or changed
            )
    if changed:
        link(tokens)
