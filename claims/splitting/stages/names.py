"""Who is meant: short names and pronouns led back to the full name, within safe limits.

A pronoun is resolved only when one person fits. When two fit it keeps standing, and the claim lists the readings.
Reads entities and frames; gives `article.references` and `article.doubts`.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.bounds import sweeping
from claims.splitting.phrases import NOUN_TAGS, gather
from claims.splitting.stages.excluded import (
    believer,
    has_another_owner,
    is_another,
    is_anybody,
    is_bound,
    is_doer,
    is_who_speaks,
    speaks_of_oneself,
)
from claims.splitting.stages.meeting import hyphenated, is_nobody, is_where, meet, words_of
from claims.splitting.stages.naming import also_known, is_object, is_subject, owner_of, shared_surname
from claims.splitting.stages.owners import (
    IT,
    THEY,
    as_the_speaker,
    is_for_what_follows,
    is_of_the_new,
    owned_by_subject,
    ranks,
    spelled_phrase,
)
from claims.splitting.stages.titles import core, in_front, people
from claims.splitting.story import HE, PERSONAL, Person, Story, choose, fitting, known, only_one
from claims.splitting.unsaid import HAPPENINGS

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
RESTORED = frozenset(("rebuilt", "restored", "reopened", "repaired", "founded", "built", "replaced", "reconstructed"))
"""What is done to things and not to what happened to them."""


def pronoun(article: Article, story: Story, index: int, number: int) -> None:
    tokens = article.tokens
    word = tokens.lower[index]
    found = [
        one
        for one in fitting(story, word, number)
        if not is_doer(article, index, one) and not is_who_speaks(article, index, number, one)
    ]
    person = choose(story, found, number)
    if len(found) > 1 and (speaker := believer(article, index)) >= 0:
        speaking = [one for one in found if article.tokens.lower[speaker] == one.words[-1]]
        person, found = (speaking[0], speaking) if len(speaking) == 1 else (person, found)
    if person is not None and may_be_another(article, story, index, number, person, found):
        person = None
    if is_bound(article, index):
        return
    if person is None:
        only = only_one(story, word) if len(found) < 2 else None
        if only and not is_another(article, index, number, only):
            article.doubts[index] = (only.text,)
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


def may_be_another(
    article: Article, story: Story, index: int, number: int, person: Person, found: list[Person]
) -> bool:
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
    own = [tokens.lower[one] for one in range(*article.sentences[number]) if one in story.told]
    return any(word in PERSONAL or word == person.words[-1] for word in own)


def thing(article: Article, story: Story, index: int, number: int, first: int) -> None:
    """ "it" and "they" as the subject of a sentence that follows one about a thing or a group."""
    tokens = article.tokens
    if story.topic is None or number - story.topic[2] != 1:
        return
    line, before = article.lines[tokens.line[first]], article.lines[tokens.line[first - 1]]
    if line.loose or (before.headline and not line.headline):
        return  # what a headline is about need not be what the first sentence goes on with
    words, plural, _, body = story.topic
    if words.rsplit(" ", 1)[-1] in HAPPENINGS and tokens.lower[tokens.head[index]] in RESTORED:
        return  # "A fire destroyed the hall. It was rebuilt"
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


def told_before(article: Article, story: Story, speaker: int) -> int:
    """ "The phone has a screen, the firm claims": the sentence is about the phone.

    "The firm said the phone has a screen" may be about either: -1.
    """
    told = [one.own for one in story.told.get(speaker, ()) if one.role == "content"]
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
        own = told_before(article, story, frame.own)
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


def is_misread(tokens: Tokens, index: int) -> bool:
    """ "Teles said", tagged as a plural at the start of a sentence, though seen to be somebody's name."""
    return tokens.tag[index] == "NNS" and tokens.text[index].istitle() and tokens.entity[index] in ("PERSON", "ORG")


def in_full(article: Article, person: Person, start: int, last: int) -> None:
    """Leads a first name or a surname, of one word or of several that hyphens join, back to the full name."""
    if len(person.words) > 1:
        article.references[last] = person.text
        article.covered[last] = range(start, last)


def begun(article: Article) -> Story:
    """A story before its first sentence, with what each speaker is told to have said."""
    story = Story()
    for frame in article.frames.values():
        if frame.speaker is not None:
            story.told.setdefault(frame.speaker, []).append(frame)
    return story


def run(article: Article) -> None:
    tokens, lexicon = article.tokens, article.lexicon
    roles = lexicon["roles", "offices"]
    story = begun(article)
    for number, (first, end) in enumerate(article.sentences):
        story.forget()
        surnames = {one.words[-1] for one in story.persons if len(one.words) > 1}
        surnames.update(other[-1] for one in story.persons for other in one.aliases)
        names = {
            start: stop
            for start, stop in people(tokens, first, end)
            if not is_nobody(article, start, stop) and (stop - start > 1 or not is_where(tokens, story, start))
        }
        for index, (tag, word) in enumerate(zip(tokens.tag[first:end], tokens.lower[first:end], strict=True), first):
            if tag != "NNP" and word not in PRONOUNS and index not in names and not is_misread(tokens, index):
                continue
            if index in names:
                start = core(tokens, index, names[index], in_front(roles))
                also_known(tokens, story, start, names[index], number)
                if names[index] - index == 1 and (whole := shared_surname(article, index, names)):
                    article.references[index] = whole
                person = meet(article, story, first, start, names[index], number)
                if person is not None and any(is_subject(tokens, one) for one in range(index, names[index])):
                    person.subject_at = number
                if person is not None and (whose := owner_of(tokens, index)):
                    person.owned_at = (number, whose)
                if person is not None and any(is_object(tokens, one) for one in range(index, names[index])):
                    person.object_at = number
                if person is not None and words_of(tokens, start, names[index]) in (
                    person.words[-1:],
                    person.words[:1],
                    *(other[-1:] for other in person.aliases),
                ):
                    in_full(article, person, start, names[index] - 1)
            unknown = (tag == "NNP" or is_misread(tokens, index)) and index not in article.references
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
