"""Who is meant: short names and pronouns led back to the full name, within safe limits.

A pronoun is resolved only when one person fits. When two fit it keeps standing, and the claim lists the readings.
Reads entities and frames; gives `article.references` and `article.doubts`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.bounds import sweeping
from claims.splitting.phrases import NOUN_TAGS, gather
from claims.splitting.stages.meeting import hyphenated, is_nobody, is_where, meet, words_of
from claims.splitting.stages.owners import (
    IT,
    THEY,
    as_the_speaker,
    is_beside,
    is_for_what_follows,
    is_of_the_new,
    own_subject,
    owned_by_subject,
    ranks,
    spelled_phrase,
)
from claims.splitting.stages.titles import core, in_front, people
from claims.splitting.story import HE, PERSONAL, SHE, Person, Story, choose, fitting, known

BODIES = frozenset(
    [
        "company",
        "firm",
        "group",
        "club",
        "party",
        "bank",
        "council",
        "committee",
        "union",
        "agency",
        "team",
        "government",
        "ministry",
        "charity",
        "university",
        "school",
        "hospital",
        "museum",
        "newspaper",
        "association",
        "organization",
        "organisation",
        "department",
    ]
)
"""Things that have directors and leaders."""
PRONOUNS = PERSONAL | IT | THEY


def pronoun(article: Article, story: Story, index: int, number: int) -> None:
    tokens = article.tokens
    word = tokens.lower[index]
    found = [one for one in fitting(story, word, number) if not is_doer(article, index, one)]
    person = choose(story, found, number)
    if person is not None and may_be_another(article, index, number, person, found):
        person = None
    if person is None:
        if len(found) > 1:
            article.doubts[index] = tuple(
                one.text for one in sorted(found, key=lambda one: (-one.last, -one.mentions))[:3]
            )
        return
    person.last = number
    person.mentions += 1
    if tokens.dep[index] in ("nsubj", "nsubjpass"):
        person.subject_at = number
        if len(found) == 1 and not person.gender:
            person.gender = "m" if word in HE else "f"
    owned = tokens.tag[index] == "PRP$"
    if word not in ("himself", "herself", "hers"):
        article.references[index] = person.text + ("'s" if owned else "")


def may_be_another(article: Article, index: int, number: int, person: Person, found: list[Person]) -> bool:
    """Whether somebody else named in the sentence may be meant, or the one meant is who speaks.

    "Her lawyer, Ada Brook, said her client …"; '"He had not left," Hale told the court.'
    """
    tokens = article.tokens
    if any(one is not person and one.last == number and person.subject_at != number for one in found):
        return True
    if tokens.tag[index] == "PRP$" and has_another_owner(article, index, person):
        return True
    if speaks_of_oneself(article, index) or is_anybody(article, index, number):
        return True
    if not article.quotes[index]:
        return False
    frames = article.frames.values()
    first, end = article.sentences[number]
    own = {frame.speaker for frame in frames if frame.speaker is not None and first <= frame.speaker < end}
    return any(tokens.lower[one] in PERSONAL or tokens.lower[one] == person.words[-1] for one in own)


def is_doer(article: Article, index: int, person: Person) -> bool:
    """Whether the object of a clause would be its own subject: "Tranter taught him" is of somebody else."""
    tokens = article.tokens
    if tokens.tag[index] != "PRP" or tokens.dep[index] not in ("dobj", "dative"):
        return False
    own = own_subject(article, index)
    return own >= 0 and article.references.get(own, tokens.text[own]).lower().split()[-1] == person.words[-1]


def speaks_of_oneself(article: Article, index: int) -> bool:
    """Whether who speaks is no name and may be meant: "The sister told police she knew nothing"."""
    tokens, node, lexicon = article.tokens, index, article.lexicon
    for _ in range(8):
        frame = article.frames.get(node)
        if frame is not None and frame.role == "content" and frame.speaker is not None and frame.speaker >= 0:
            word = tokens.lower[frame.speaker]
            other = lexicon["words_male"] if tokens.lower[index] in SHE else lexicon["words_female"]
            person = word in lexicon["roles", "offices", "words_male", "words_female"]
            told = tokens.tag[frame.speaker] == "NN" and frame.speaker not in article.references
            return told and person and word not in other and not named_beside(tokens, frame.speaker)
        if tokens.head[node] == node:
            return False
        node = tokens.head[node]
    return False


def is_anybody(article: Article, index: int, number: int) -> bool:
    """Whether the sentence speaks of somebody without a name first: "a nurse earns half what she would there"."""
    tokens, lexicon = article.tokens, article.lexicon
    other = lexicon["words_male"] if tokens.lower[index] in SHE else lexicon["words_female"]
    known = lexicon["roles", "words_male", "words_female"]
    return any(
        tokens.dep[node] in ("nsubj", "nsubjpass")
        and tokens.tag[node] == "NN"
        and tokens.lower[tokens.left[node]] in ("a", "an", "any", "every", "each", "no", "one")
        and tokens.lower[node] in known - other
        and not named_beside(tokens, node)
        for node in range(article.sentences[number][0], index)
    )


def named_beside(tokens: Tokens, noun: int) -> bool:
    """Whether an apposition tells who the speaker is: "her lawyer, Ada Brook, said"."""
    return any(tokens.dep[kid] == "appos" and tokens.entity[kid] == "PERSON" for kid in tokens.kids[noun])


def has_another_owner(article: Article, index: int, person: Person) -> bool:
    """Whether the subject of the clause is somebody else by name: "Emperor Meiji moved his seat"."""
    tokens = article.tokens
    own = own_subject(article, index)
    if own >= 0 and is_beside(tokens, own, index, person.words):
        return True
    if own < 0 or tokens.tag[own] != "NNP" or tokens.entity[own] in ("GPE", "LOC", "FAC", "NORP"):
        return False
    return tokens.lower[own] not in person.words


def thing(article: Article, story: Story, index: int, number: int, first: int) -> None:
    """ "it" and "they" as the subject of a sentence that follows one about a thing or a group."""
    tokens = article.tokens
    if story.topic is None or number - story.topic[2] != 1:
        return
    line, before = article.lines[tokens.line[first]], article.lines[tokens.line[first - 1]]
    if line.loose or (before.headline and not line.headline):
        return  # what a headline is about need not be what the first sentence goes on with
    words, plural, _, body = story.topic
    if any(tokens.dep[node] in ("nsubj", "nsubjpass") for node in range(first, index)):
        return
    owned = tokens.lower[tokens.head[index]] if tokens.dep[index] == "poss" else ""
    if owned and not body and (owned in article.lexicon["roles"] or owned in article.lexicon["offices"]):
        return
    if plural != (tokens.lower[index] in THEY) or tokens.dep[index] not in ("nsubj", "nsubjpass", "poss"):
        return
    frame = article.frames.get(tokens.head[index])
    main = frame is not None and frame.role == "main" and frame.own == index
    if main and tokens.lower[index] in IT and is_of_the_new(article, first, tokens.head[index]):
        return
    if main and (ranks(tokens, tokens.head[index]) or is_for_what_follows(tokens, tokens.head[index])):
        return
    if main or (tokens.dep[index] == "poss" and tokens.dep[tokens.head[index]] in ("nsubj", "nsubjpass")):
        article.references[index] = words + ("'s" if tokens.tag[index] == "PRP$" else "")


def told_before(article: Article, speaker: int) -> int:
    """ "The phone has a screen, the firm claims": the sentence is about the phone.

    "The firm said the phone has a screen" may be about either: -1.
    """
    told = [one.own for one in article.frames.values() if one.role == "content" and one.speaker == speaker]
    found = next((own for own in told if own is not None and own < speaker and not article.quotes[own]), -1)
    if found >= 0:
        return found
    tags = article.tokens.tag
    return -1 if any(own is not None and own > speaker and tags[own] in NOUN_TAGS for own in told) else speaker


def topic(article: Article, story: Story, number: int, first: int, end: int) -> None:
    """Notes what the sentence is about, when that is no person."""
    tokens, frames = article.tokens, article.frames
    for frame in [frames[index] for index in range(first, end) if index in frames]:
        if frame.role != "main" or frame.own is None:
            continue
        own = told_before(article, frame.own)
        if own < 0:
            story.topic = None
            return
        if own in article.references and tokens.lower[own] in IT | THEY:
            if story.topic:
                story.topic = (story.topic[0], story.topic[1], number, story.topic[3])
            return
        story.topic = None
        if own in article.references or sweeping(tokens, own):
            return
        if tokens.tag[own][:2] == "NN" and tokens.entity[own] != "PERSON" and len(tokens.kids[own]) < 6:
            words = list(gather(tokens, own))
            if 0 < len(words) <= 7 and not any(tokens.tag[item] in ("PRP", "PRP$", "WDT") for item in words):
                text = spelled_phrase(tokens, words)
                story.topic = (
                    text,
                    tokens.tag[own] in ("NNS", "NNPS") or any(tokens.dep[k] == "cc" for k in tokens.kids[own]),
                    number,
                    tokens.entity[own] in ("ORG", "GPE", "NORP") or tokens.lower[own] in BODIES,
                )
        return


def by_surname(article: Article, story: Story, index: int, number: int) -> None:
    """A surname alone that the model did not see as a person's."""
    tokens = article.tokens
    first, end = article.sentences[number]
    start, word = hyphenated(tokens, index)
    found = known(story, [word])
    if len(found) != 1:
        return
    whole = found[0].words == [tokens.lower[start - 1], word]
    named = any(first <= place < end and tokens.tag[place] == "NNP" for place in (start - 1, index + 1))
    if named and not whole:
        return
    found[0].mentions += 1
    found[0].last = number
    if tokens.dep[index] in ("nsubj", "nsubjpass"):
        found[0].subject_at = number
    if not whole:
        in_full(article, found[0], start, index)


def in_full(article: Article, person: Person, start: int, last: int) -> None:
    """Leads a first name or a surname, of one word or of several that hyphens join, back to the full name."""
    if len(person.words) > 1:
        article.references[last] = person.text
        article.covered[last] = range(start, last)


def is_object(tokens: Tokens, index: int) -> bool:
    """Whether something was done to whom a name names: "arrested Tom Hale", "married the pilot Peter Daws"."""
    renamed = tokens.dep[index] == "appos" and tokens.dep[tokens.head[index]] == "dobj"
    return renamed or tokens.dep[index] == "dobj"


def run(article: Article) -> None:
    tokens, lexicon = article.tokens, article.lexicon
    roles = lexicon["roles", "offices"]
    story = Story()
    for number, (first, end) in enumerate(article.sentences):
        surnames = {one.words[-1] for one in story.persons if len(one.words) > 1}
        names = {
            start: stop
            for start, stop in people(tokens, first, end)
            if not is_nobody(article, start, stop) and (stop - start > 1 or not is_where(tokens, story, start))
        }
        for index, (tag, word) in enumerate(zip(tokens.tag[first:end], tokens.lower[first:end], strict=True), first):
            if tag != "NNP" and word not in PRONOUNS and index not in names:
                continue
            if index in names:
                start = core(tokens, index, names[index], in_front(roles))
                person = meet(article, story, first, start, names[index], number)
                if person is not None and any(
                    tokens.dep[one] in ("nsubj", "nsubjpass") for one in range(index, names[index])
                ):
                    person.subject_at = number
                if person is not None and any(is_object(tokens, one) for one in range(index, names[index])):
                    person.object_at = number
                if person is not None and words_of(tokens, start, names[index]) in (
                    person.words[-1:],
                    person.words[:1],
                ):
                    in_full(article, person, start, names[index] - 1)
            unknown = tag == "NNP" and index not in article.references
            if unknown and hyphenated(tokens, index)[1] in surnames:
                by_surname(article, story, index, number)
            if word in PERSONAL:
                pronoun(article, story, index, number)
            elif word in IT or word in THEY:
                thing(article, story, index, number, first)
                if index not in article.references:
                    as_the_speaker(article, index)
                if tag == "PRP$" and index not in article.references:
                    owned_by_subject(article, index, first)
        topic(article, story, number, first, end)
