"""Readings of what a claim leaves open, where the article has one candidate that fits: "They lead", "The museum".

Asked by `finishing` for claims that need their context and got no reading elsewhere.
Reads the parse, frames and references.
"""

from bisect import bisect_right

from claims.splitting.article import Article, Draft, Tokens
from claims.splitting.inflection import is_plural, singular, third_person
from claims.splitting.phrases import NOUN_TAGS, gather
from claims.splitting.stages.again import SIDES
from claims.splitting.stages.definites import COMPANY
from claims.splitting.stages.meeting import spelled_words
from claims.splitting.stages.names import BODIES
from claims.splitting.stages.owners import IT, THEY, is_for_what_follows, is_no_body, spelled_phrase
from claims.splitting.stages.speakers import name_of as name_of_speaker
from claims.splitting.unsaid import HAPPENINGS

MOST = 7
FRAGMENT = 6
TAKING = frozenset(("take", "takes", "took", "makes", "made", "costs", "cost", "pays", "hurts", "helps"))
"""Words of a reading's name, and of a line that is no sentence."""
NAMED = frozenset(("NNP", "NNPS"))
TIMED = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
SELF = frozenset(("i", "my", "me"))
OTHERS = frozenset(("we", "our", "us", "you", "your", "myself", "ourselves", "mine", "ours", "this", "that", "these"))
BEING = {
    "am": "is",
    "'m": "is",
    "’m": "is",
    "have": "has",
    "'ve": "has",
    "’ve": "has",
    "do": "does",
    "don't": "doesn't",
}
OPEN_TAGS = frozenset(("PRP", "PRP$", "WP$", "WDT"))
OPEN = frozenset(("this", "these", "that", "those", "such", "each", "every", "no", "any", "another"))
Forms = dict[int, str]


def forms_for(article: Article, draft: Draft, pronoun: int | None, noun: int | None) -> Forms:
    """The words that name what the claim leaves open; none where nothing or more than one thing fits."""
    tokens = article.tokens
    if pronoun is None:
        return named_again(article, draft, noun) if noun is not None else {}
    word = tokens.lower[pronoun]
    if word in SELF:
        return of_the_speaker(article, draft)
    if word in IT or word in THEY:
        name = thing_before(article, draft, pronoun)
        return {pronoun: owned(tokens, pronoun, name)} if name else {}
    return {}


def owned(tokens: Tokens, pronoun: int, name: str) -> str:
    if tokens.tag[pronoun] != "PRP$":
        return name
    return name + ("'" if name.endswith("s") and tokens.lower[pronoun] in THEY else "'s")


def thing_before(article: Article, draft: Draft, pronoun: int) -> str:
    """What "it" or "they" in front of a claim means: the subject before it, here or in the sentence before."""
    tokens = article.tokens
    if draft.items[0] != pronoun or is_for_a_clause(tokens, pronoun):
        return ""
    first = article.sentences[draft.sentence][0]
    before = range(first, pronoun)
    if not subjects(article, before):
        before = range(start_before(article, draft.sentence), first)
    found = candidates(article, before, pronoun)
    texts = {text for one in found if (text := name_of_noun(article, one))}
    return texts.pop() if len(texts) == 1 else ""


def is_for_a_clause(tokens: Tokens, pronoun: int) -> bool:
    """Whether "it" stands for what follows: "It takes force to turn it", "It is a myth that owls are wise"."""
    verb = tokens.head[pronoun]
    if tokens.lower[pronoun] != "it":
        return False
    takes = tokens.lower[verb] in TAKING and "TO" in tokens.tag[verb : tokens.right[verb] + 1]
    return takes or tells_apart(tokens, verb) or is_for_what_follows(tokens, verb)


def sentence_number(article: Article, index: int) -> int:
    """The number of the sentence a token stands in."""
    return bisect_right(article.sentences, index, key=lambda pair: pair[0]) - 1


def start_before(article: Article, number: int) -> int:
    """Where the sentence before begins; behind a line that is none ("A huge genome.") the one before that."""
    start = article.sentences[max(number - 1, 0)][0]
    end = article.sentences[number][0]
    if number > 1 and end - start < FRAGMENT and not subjects(article, range(start, end)):
        return article.sentences[number - 2][0]
    return start


def candidates(article: Article, before: range, pronoun: int) -> list[int]:
    """The subjects of a stretch that "it" or "they" may stand for; of bodies one alone."""
    tokens, many = article.tokens, article.tokens.lower[pronoun] in THEY
    told = subjects(article, before)
    found = [one for one in told if fits(article, one, many=many) and is_spoken_of(article, one, pronoun)]
    if tokens.tag[pronoun] == "PRP$":
        found = [one for one in found if tokens.lower[one] not in HAPPENINGS]
    if many and not found:
        body = article_body(article, before)
        found = [body] if body >= 0 else [one for one in told if tokens.entity[one] == "ORG"]
    return found


def is_spoken_of(article: Article, noun: int, pronoun: int) -> bool:
    """Whether "they" of a quotation may be a noun outside it: people or a body, and no figures."""
    tokens, lexicon = article.tokens, article.lexicon
    if not article.quotes[pronoun] or article.quotes[noun] == article.quotes[pronoun]:
        return True
    one = singular(tokens.lower[noun])
    return bool(tokens.entity[noun]) or one in lexicon["bodies", "roles", "offices"] or one in lexicon["people"]


def tells_apart(tokens: Tokens, verb: int) -> bool:
    """ "It is a myth that owls are wise", "it was the drought that did it": of nothing named before."""
    nouns = [kid for kid in tokens.kids[verb] if tokens.dep[kid] == "attr"]
    below = [kid for one in (verb, *nouns) for kid in tokens.kids[one] if kid > verb]
    return bool(nouns) and any(tokens.dep[kid] in ("ccomp", "relcl", "acl", "csubj", "advcl") for kid in below)


def subjects(article: Article, stretch: range) -> list[int]:
    """The subjects of the clauses that begin in a stretch, relative ones left out."""
    tokens = article.tokens
    return [
        index
        for index in stretch
        if tokens.dep[index] in ("nsubj", "nsubjpass") and tokens.tag[index] not in ("WDT", "WP", "DT", "EX")
    ]


def fits(article: Article, noun: int, *, many: bool) -> bool:
    """Whether a subject may be what "it" or "they" stands for, by number and kind."""
    tokens = article.tokens
    if noun in article.references:
        return tokens.lower[noun] in (THEY if many else IT)
    if tokens.tag[noun] not in NOUN_TAGS or tokens.entity[noun] in TIMED:
        return False
    if many or is_with_are(tokens, noun):
        joined = any(tokens.dep[kid] == "conj" for kid in tokens.kids[noun])
        alone = tokens.entity[noun] == "PERSON" and not joined
        group = tokens.lower[noun] in GROUPS or is_with_are(tokens, noun)
        return many and not alone and (is_plural(tokens, noun) or group)
    if tokens.lower[noun] in HAPPENINGS and tokens.lower[tokens.left[noun]] in ("a", "an"):
        return False  # "A fire destroyed the town; it was rebuilt"
    if is_no_body(article, noun) or tokens.lower[noun] == "evidence":
        return False
    known = article.lexicon["roles", "offices", "words_male", "words_female", "people"]
    return tokens.entity[noun] != "PERSON" and not is_plural(tokens, noun) and tokens.lower[noun] not in known


GROUPS = frozenset(
    ["pair", "couple", "duo", "trio", "family", "band", "crew", "gang", "team", "police", "side", "majority", "staff"]
)
"""Nouns for several that take "they"."""


def is_many(article: Article, noun: int) -> bool:
    """Whether a noun may be "they": more than one, or a body."""
    tokens, word = article.tokens, article.tokens.lower[noun]
    if tokens.entity[noun] in ("TIME", "QUANTITY", "ORDINAL", "EVENT", "CARDINAL"):
        return False
    body = word in article.lexicon["bodies", "firms"] or word in BODIES or word in COMPANY
    grouped = tokens.tag[noun] in NAMED or word in GROUPS or body
    return grouped or is_plural(tokens, noun) or tokens.dep[noun] == "conj"


def is_with_are(tokens: Tokens, noun: int) -> bool:
    """Whether the verb shows more than one, whatever the tagger took the noun for: "axolotls are"."""
    verb = tokens.head[noun]
    told = [verb, *(kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass"))]
    return any(tokens.lower[one] in ("are", "were", "have") and tokens.tag[one] != "VB" for one in told)


def article_body(article: Article, stretch: range) -> int:
    """The one body a stretch names, its subject no candidate: "It was Rovers' first defeat. They …"."""
    tokens, references = article.tokens, article.references
    found: dict[str, int] = {}
    for index in stretch:
        ends = tokens.tag[index] in NAMED and tokens.unit[index + 1 : index + 2] != [tokens.unit[index] or -1]
        if ends and index in references and (tokens.entity[index] != "PERSON" or tokens.lower[index] in SIDES):
            found[references.get(index, tokens.lower[index])] = index
    return next(iter(found.values())) if len(found) == 1 else -1


def name_of_noun(article: Article, noun: int) -> str:
    """How a reading names a noun: the name it stands for, or its phrase without what stands behind it."""
    tokens = article.tokens
    if noun in article.references:
        return article.references[noun].removesuffix("'s").removesuffix("'")
    behind = {kid for kid in tokens.kids[noun] if kid > noun and tokens.dep[kid] not in ("cc", "conj")}
    of = next((kid for kid in behind if tokens.lower[kid] == "of" and kid == noun + 1), -1)
    words = list(gather(tokens, noun, behind - {of}))
    if not 0 < len(words) <= MOST:
        return ""
    owner = any(tokens.tag[one] in OPEN_TAGS for one in words) or tokens.lower[words[0]] in OPEN
    return "" if owner else spelled_phrase(tokens, words)


def of_the_speaker(article: Article, draft: Draft) -> Forms:
    """ "I followed the law", of a speaker with a name: she followed it."""
    tokens, speaker = article.tokens, draft.speaker
    if speaker is None or speaker < 0 or speaker in draft.items:
        return {}
    name = name_of_speaker(article, speaker)
    if not all(word[0].isupper() for word in name.split()):
        return {}
    words = [item for item in draft.items if isinstance(item, int)]
    if not name or any(tokens.lower[one] in OTHERS for one in words):
        return {}
    forms: Forms = {}
    for one in words:
        if tokens.lower[one] in SELF:
            forms[one] = name + ("'s" if tokens.tag[one] == "PRP$" else "")
            if tokens.lower[one] == "i":
                forms.update(in_third_person(article, tokens.head[one], one))
    return forms


def in_third_person(article: Article, verb: int, subject: int) -> Forms:
    """The verb of "I" and what helps it, as they are said of somebody else."""
    tokens = article.tokens
    helpers = [kid for kid in tokens.kids[verb] if tokens.dep[kid] in ("aux", "auxpass") and kid < verb]
    row = [*helpers, verb] if verb > subject else []
    first = row[0] if row else -1
    if first < 0 or tokens.tag[first] not in ("VBP", "VB"):
        return {}
    word = tokens.lower[first]
    return {first: BEING.get(word) or third_person(word)}


def named_again(article: Article, draft: Draft, noun: int) -> Forms:
    """ "The museum" of an article that has told of the Wexleigh Museum, or that Harlow is a town, and of no other."""
    tokens = article.tokens
    if tokens.tag[noun] != "NN" or not noun or tokens.lower[noun - 1] != "the" or tokens.head[noun - 1] != noun:
        return {}
    names = {name for index in range(noun - 1) if (name := told_to_be(tokens, index, tokens.lower[noun]))}
    if len(names) != 1:
        return {}
    name = names.pop()
    last = name.rsplit(" ", 1)[-1].lower()
    if any(item.__class__ is int and tokens.lower[item] == last for item in draft.items if item != noun):
        return {}
    return {noun - 1: "", noun: name}


def told_to_be(tokens: Tokens, index: int, word: str) -> str:
    """The name that a place in the article tells to be of a kind: "Wexleigh Museum", "Harlow is a town"."""
    if singular(tokens.lower[index]) != word:
        return ""
    if tokens.tag[index] == "NNP" and tokens.entity[index] == "PERSON":
        return ""
    if tokens.tag[index] == "NNP":
        start = index
        while start and is_in_name(tokens, start - 1, index):
            start -= 1
        article = "the " if start and tokens.lower[start - 1] == "the" else ""
        last = tokens.dep[index] not in ("compound", "nmod") and start < index
        return article + spelled_words(tokens, range(start, index + 1)) if last else ""
    return kind_told(tokens, index) if tokens.tag[index] == "NN" else ""


def is_in_name(tokens: Tokens, place: int, last: int) -> bool:
    """Whether a word is part of the name that ends with another one: "the Dockers' Federation"."""
    if tokens.tag[place] == "POS":
        return tokens.head[place] == place - 1 and tokens.head[place - 1] == last
    return tokens.tag[place] in NAMED and tokens.head[place] == last


def kind_told(tokens: Tokens, noun: int) -> str:
    """Who or what is told to be of a kind: "Harlow is a town and port", "the town of Harlow", "Harlow, a town"."""
    place = noun
    while tokens.dep[place] == "conj" and tokens.tag[tokens.head[place]] == "NN" and tokens.head[place] != place:
        place = tokens.head[place]
    over, owner = tokens.head[place], -1
    if tokens.dep[place] == "attr" and tokens.lower[over] in ("is", "was"):
        owner = next((kid for kid in tokens.kids[over] if tokens.dep[kid] == "nsubj"), -1)
    elif tokens.dep[place] == "appos":
        owner = over
    elif tokens.lower[noun + 1 : noun + 2] == ["of"] and tokens.head[noun + 1] == noun:
        owner = next((kid for kid in tokens.kids[noun + 1] if tokens.dep[kid] == "pobj"), -1)
    if owner < 0 or tokens.tag[owner] != "NNP":
        return ""
    joined = tokens.form[owner + 1 : owner + 2] == ["&"]  # "Bell & Rowe, an engineering firm"
    behind = {kid for kid in tokens.kids[owner] if kid > owner + 1 and not (joined and tokens.dep[kid] == "conj")}
    words = list(gather(tokens, owner, behind if joined else {*behind, owner + 1}))
    return spelled_phrase(tokens, words) if 0 < len(words) <= MOST else ""
