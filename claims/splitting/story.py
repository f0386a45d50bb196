"""Whom a story has named so far, and whom of them a pronoun or a short name can mean."""

from dataclasses import dataclass, field

from claims.splitting.article import Frame

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
PERSONAL = HE | SHE
LONG = 4
"""For so many sentences the person a story is about stays "he" without being a subject."""
MOST = 400
"""Persons of a story that are remembered."""
NEAR = 2
"""A person mentioned so many sentences ago can still be "he" or "she"."""


@dataclass(slots=True)
class Person:
    """Someone the article names: the fullest name so far and when they were last spoken of."""

    words: list[str]
    text: str
    gender: str = ""
    mentions: int = 0
    last: int = -99
    subject_at: int = -99
    object_at: int = -99
    """The last sentence in which something was done to them: "police arrested Tom Hale"."""
    titled: bool = False
    """Whether "Mr.", an office or another word stood in front of the name, and no comma: "his wife, Hedvig"."""
    aliases: list[list[str]] = field(default_factory=list)
    """Other names of theirs: "Tom Arr Bell, known as Tommy Bell"."""
    owned_at: tuple[int, str] = (-99, "")
    """The sentence that tells whose they are, and by which pronoun: "her student Tom Hale" is not "her"."""


@dataclass(slots=True)
class Story:
    """Everyone met so far while reading on."""

    persons: list[Person] = field(default_factory=list)
    topic: tuple[str, bool, int, bool] | None = None
    """The last main subject that is a thing or a group: its words, whether plural, its sentence, whether a body."""
    told: dict[int, list[Frame]] = field(default_factory=dict)
    """The clauses that each speaker says, by the speaker's token."""

    def forget(self) -> None:
        """Keeps the persons spoken of last, where there are more than any story has: a text of many stories is
        read in time that grows with its length alone."""
        if len(self.persons) > MOST:
            early = sorted(self.persons, key=lambda one: one.last)[: MOST // 2]
            gone = set(map(id, early))
            self.persons = [one for one in self.persons if id(one) not in gone]


def known(story: Story, words: list[str], number: int = -1) -> list[Person]:
    """The persons a name may stand for. Nobody is named by surname first and in full later in one sentence."""
    if len(words) == 1:
        return [one for one in story.persons if words[0] in (one.words[-1], one.words[0]) or is_alias(one, words)]
    return [
        one
        for one in story.persons
        if (
            one.words[-1] == words[-1]
            and (one.words[0] == words[0] or (len(one.words) == 1 and one.last != number and one.mentions < 2))
        )
        or is_alias(one, words)
    ]


def is_alias(person: Person, words: list[str]) -> bool:
    """Whether somebody is also called so, or by that as a surname."""
    return any(other == words or (len(words) == 1 and other[-1] == words[0]) for other in person.aliases)


def is_somebody(person: Person) -> bool:
    """Whether a name is surely a person's: somebody did something, had it done to them, or has a title or a sex."""
    acts = person.subject_at >= 0 or person.object_at >= 0
    return bool(person.gender) or ((acts or person.titled) and len(person.words) > 1)


def only_one(story: Story, pronoun: str) -> Person | None:
    """The one person of the story so far who is told to be a "he" or a "she", where nobody else may be."""
    sign = "m" if pronoun in HE else "f"
    found = [one for one in story.persons if one.gender in ("", sign) and is_somebody(one)]
    told = [one for one in found if one.gender]
    if len(found) == 1 or len(told) == 1:
        return (told or found)[0]
    return None


def fitting(story: Story, pronoun: str, number: int) -> list[Person]:
    """The persons near enough a pronoun can mean."""
    sign = "m" if pronoun in HE else "f"
    return [
        one
        for one in story.persons
        if one.gender in ("", sign)
        and number - one.last <= NEAR
        and not (one.owned_at[0] == number and (one.owned_at[1] in HE) == (pronoun in HE))
    ]


def choose(story: Story, found: list[Person], number: int) -> Person | None:
    """The one person meant, or None: the nearest sentence's only one, else the subject that leads the story."""
    if len(found) == 1:
        return found[0] if is_known_well(found[0], number) else None
    if not found:
        return None
    leader = max(story.persons, key=lambda one: one.mentions)
    rivals = [one for one in found if one is not leader]
    near = 3 if all(leads(leader, one) for one in story.persons if one is not leader) else 1
    if leader in found and number - leader.subject_at <= near and all(clearly(leader, one) for one in rivals):
        return leader
    if leader in found and leader is story.persons[0] and is_the_story(leader, rivals, number):
        return leader
    recent = [one for one in found if number - one.last <= 1]
    return recent[0] if len(recent) == 1 and number - recent[0].subject_at <= 1 else None


def is_the_story(leader: Person, rivals: list[Person], number: int) -> bool:
    """Whether it began with one person, goes on about them, and nobody else has just done something."""
    away = all(leader.mentions > one.mentions and number - one.subject_at > 1 for one in rivals)
    return away and leader.mentions >= 3 and number - leader.subject_at <= LONG


def is_known_well(person: Person, number: int) -> bool:
    """Whether the only one who fits is meant: "the daughter of Leo Brandt. He …" is no word on Leo.

    Who did something is; so is "Mr. Hale", told by a title, whoever the same sentence names, and to whom something
    was done in the sentence before.
    """
    near = person.last == number or number - person.object_at <= 1
    told = bool(person.gender) and (near or (person.titled and len(person.words) == 1))
    return person.subject_at >= 0 or told


def clearly(leader: Person, rival: Person) -> bool:
    """Whether the story is so much more about one than about the other that a pronoun can only mean the first."""
    return leader.mentions >= 3 and leader.mentions >= 2 * rival.mentions


def leads(leader: Person, other: Person) -> bool:
    """Whether the story is of one person's life: it speaks of her five times as often as of anybody else."""
    return leader.mentions >= 5 and leader.mentions >= 5 * other.mentions
