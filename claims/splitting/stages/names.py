"""Who is meant: short names and pronouns led back to the full name, within safe limits.

A pronoun is resolved only when one person fits. When two fit it keeps standing, and the claim lists the readings.
Reads entities and frames; gives `article.references` and `article.doubts`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.bounds import sweeping
from claims.splitting.phrases import NOUN_TAGS, gather
from claims.splitting.stages.owners import (
    IT,
    THEY,
    as_the_speaker,
    is_for_what_follows,
    own_subject,
    owned_by_subject,
    ranks,
    spelled_phrase,
)
from claims.splitting.stages.titles import HONORIFICS, core, people
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


def spelled(tokens: Tokens, first: int, end: int) -> str:
    parts: list[str] = []
    for index in range(first, end):
        parts.append(tokens.text[index])
        if index + 1 < end and tokens.space[index]:
            parts.append(" ")
    return "".join(parts)


def gender(article: Article, first: int, start: int, words: list[str]) -> str:
    """ "m", "f" or "" by honorific, title or first name."""
    tokens, lexicon = article.tokens, article.lexicon
    before = [tokens.lower[index] for index in range(max(first, start - 4), start)]
    if "of" in before:  # "the daughter of Leo Brandt" is no word on Leo
        before = before[len(before) - before[::-1].index("of") :]
    for sign, titles, names in (("m", "words_male", "names_male"), ("f", "words_female", "names_female")):
        if any(word in lexicon[titles] for word in before) or (words[0] in lexicon[names] and len(words) > 1):
            return sign
    return ""


def meet(article: Article, story: Story, first: int, start: int, end: int, number: int) -> Person | None:
    """Takes note of a name; None when it may be one of two persons."""
    tokens = article.tokens
    words = [
        tokens.lower[index]
        for index in range(start, end)
        if tokens.tag[index] != "POS" and tokens.text[index][0].isalpha()
    ]
    if not words or (len(words) == 1 and words[0] in article.lexicon["regions"]):
        return None
    found = known(story, words, number)
    if len(found) > 1:
        return None
    if found:
        person = found[0]
        if len(words) > len(person.words) and person.words[-1] == words[-1]:
            person.words, person.text = words, spelled(tokens, start, end)
    else:
        person = Person(words, spelled(tokens, start, end))
        story.persons.append(person)
    person.titled = person.titled or (start > first and tokens.form[start - 1] not in (",", "and", "(", "–", "-"))
    person.gender = person.gender or gender(article, first, start, words)
    person.mentions += 1
    person.last = number
    return person


def pronoun(article: Article, story: Story, index: int, number: int) -> None:
    tokens = article.tokens
    word = tokens.lower[index]
    found = fitting(story, word, number)
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
    if speaks_of_oneself(article, index):
        return True
    if not article.quotes[index]:
        return False
    frames = article.frames.values()
    first, end = article.sentences[number]
    own = {frame.speaker for frame in frames if frame.speaker is not None and first <= frame.speaker < end}
    return any(tokens.lower[one] in PERSONAL or tokens.lower[one] == person.words[-1] for one in own)


def speaks_of_oneself(article: Article, index: int) -> bool:
    """Whether who speaks is no name and may be meant: "The sister told police she knew nothing"."""
    tokens, node, lexicon = article.tokens, index, article.lexicon
    for _ in range(8):
        frame = article.frames.get(node)
        if frame is not None and frame.role == "content" and frame.speaker is not None and frame.speaker >= 0:
            word = tokens.lower[frame.speaker]
            other = lexicon["words_male"] if tokens.lower[index] in SHE else lexicon["words_female"]
            person = word in lexicon["roles"] | lexicon["offices"] | lexicon["words_male"] | lexicon["words_female"]
            told = tokens.tag[frame.speaker] == "NN" and frame.speaker not in article.references
            return told and person and word not in other and not named_beside(tokens, frame.speaker)
        if tokens.head[node] == node:
            return False
        node = tokens.head[node]
    return False


def named_beside(tokens: Tokens, noun: int) -> bool:
    """Whether an apposition tells who the speaker is: "her lawyer, Ada Brook, said"."""
    return any(tokens.dep[kid] == "appos" and tokens.entity[kid] == "PERSON" for kid in tokens.kids[noun])


def has_another_owner(article: Article, index: int, person: Person) -> bool:
    """Whether the subject of the clause is somebody else by name: "Emperor Meiji moved his seat"."""
    tokens = article.tokens
    own = own_subject(article, index)
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
    tokens = article.tokens
    for index in range(first, end):
        frame = article.frames.get(index)
        if frame is None or frame.role != "main" or frame.own is None:
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
    found = known(story, [tokens.lower[index]])
    if len(found) != 1:
        return
    whole = found[0].words == [tokens.lower[index - 1], tokens.lower[index]]
    named = any(first <= place < end and tokens.tag[place] == "NNP" for place in (index - 1, index + 1))
    if named and not whole:
        return
    found[0].mentions += 1
    found[0].last = number
    if tokens.dep[index] in ("nsubj", "nsubjpass"):
        found[0].subject_at = number
    if not whole:
        article.references[index] = found[0].text


def run(article: Article) -> None:
    tokens, lexicon = article.tokens, article.lexicon
    roles = lexicon["roles"] | lexicon["offices"]
    story = Story()
    for number, (first, end) in enumerate(article.sentences):
        surnames = {one.words[-1] for one in story.persons if len(one.words) > 1}
        names = dict(people(tokens, first, end))
        for index in range(first, end):
            if index in names:
                start = core(tokens, index, names[index], roles | HONORIFICS)
                person = meet(article, story, first, start, names[index], number)
                if person is not None and any(
                    tokens.dep[one] in ("nsubj", "nsubjpass") for one in range(index, names[index])
                ):
                    person.subject_at = number
                if (
                    person is not None
                    and names[index] - start == 1
                    and len(person.words) > 1
                    and tokens.lower[start] == person.words[-1]
                ):
                    article.references[start] = person.text
            word = tokens.lower[index]
            if word in surnames and tokens.tag[index] == "NNP" and index not in article.references:
                by_surname(article, story, index, number)
            if word in PERSONAL:
                pronoun(article, story, index, number)
            elif word in IT or word in THEY:
                thing(article, story, index, number, first)
                if index not in article.references:
                    as_the_speaker(article, index)
                if tokens.tag[index] == "PRP$" and index not in article.references:
                    owned_by_subject(article, index, first)
        topic(article, story, number, first, end)
