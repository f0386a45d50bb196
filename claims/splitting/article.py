"""The working copy of one article while the stages run over it: flat lists, one entry per token.

Walking spaCy's token objects costs almost as much as parsing; plain lists of strings and integers do not.
"""

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.splitting.document import Dropped, Span
from claims.splitting.words import Lexicon

BLOCK = 500
"""Tokens whose roles are compared at a time."""
Item = int | str
"""A piece of a claim's wording: a token's index, or a function word put in between."""


@dataclass(slots=True)
class Line:
    """A line of the article that is worth parsing; a headline has no full stop and stands near the top."""

    start: int
    end: int
    headline: bool = False
    spoken: bool = False
    """Whether it is a question or an answer of an interview."""
    voice: str = ""
    """Who says it, as a transcript has it."""
    loose: bool = False
    """Whether its sentences stand without full stops, so that nobody can say how they go on from one another."""


@dataclass(slots=True)
class Tokens:
    """The article's tokens, without white space. All lists have one entry per token."""

    text: list[str] = field(default_factory=list)
    """As a reader sees it: without what cannot be seen, ligatures as letters, a word broken in two put together."""
    length: list[int] = field(default_factory=list)
    """How many of the article's characters it stands on."""
    form: list[str] = field(default_factory=list)
    """What the parser reads instead of the token: straight quotes, "premier" for "PM"."""
    norm: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    space: list[bool] = field(default_factory=list)
    """Whether white space follows."""
    opens: list[bool] = field(default_factory=list)
    """Whether a sentence starts here."""
    line: list[int] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)
    entity_begins: list[bool] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)
    """Whether the word keeps its capital wherever it stands: French, Malian."""
    unit: list[int] = field(default_factory=list)
    """Number of the name or quoted title the token is part of, 0 for none: a unit is never taken apart."""
    inside: list[int] = field(default_factory=list)
    """Number of the bracket the token stands in, 0 outside."""
    kids: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    """First token of the token's subtree."""
    right: list[int] = field(default_factory=list)
    """Last token of the token's subtree."""
    indexed: list[str] = field(default_factory=list, repr=False, compare=False)
    """The roles that `index` was made of."""
    index: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)
    vocabulary: frozenset[str] = field(default=frozenset(), repr=False, compare=False)

    marked: list[int] = field(default_factory=list, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.text)

    def roles(self) -> dict[str, list[int]]:
        """Where each role stands now; only to be read.

        Rules change roles as they go: to compare all with those of the last time costs a tenth of a walk.
        """
        if self.dep != self.indexed:
            if len(self.dep) == len(self.indexed):
                self.follow()
            else:
                self.index = {}
                for place, role in enumerate(self.dep):
                    self.index.setdefault(role, []).append(place)
            self.indexed = self.dep[:]
        return self.index

    def follow(self) -> None:
        """Moves the tokens that have another role than before, found block by block; lists handed out stay."""
        self.index = {role: places[:] for role, places in self.index.items()}
        for first in range(0, len(self.dep), BLOCK):
            now, before = self.dep[first : first + BLOCK], self.indexed[first : first + BLOCK]
            if now != before:
                for place, (role, old) in enumerate(zip(now, before, strict=True), first):
                    if role != old:
                        self.index[old].remove(place)
                        insort(self.index.setdefault(role, []), place)

    def places(self, roles: Iterable[str]) -> list[int]:
        """The tokens that have one of the roles now, role by role."""
        return standing(self.roles(), roles)

    def commas(self) -> list[int]:
        """Where commas stand; once all of the article is read."""
        if not self.marked:
            self.marked = [place for place, sign in enumerate(self.form) if sign == ","]
        return self.marked

    def holds(self, words: frozenset[str]) -> bool:
        """Whether any of the words, in small letters, stands in the article; once all of it is read."""
        if not self.vocabulary:
            self.vocabulary = frozenset(self.lower)
        return not words.isdisjoint(self.vocabulary)

    def end(self, index: int) -> int:
        return self.start[index] + self.length[index]


def standing(index: Mapping[str, list[int]], roles: Iterable[str]) -> list[int]:
    """The places of some roles out of those of all, role by role."""
    found: list[int] = []
    for role in roles:
        if role in index:
            found += index[role]
    return found


@dataclass(slots=True)
class Draft:
    """A claim in the making: `items` in wording order, the rule that made it, and what is known of it."""

    items: list[Item]
    rule: str
    sentence: int
    head: int = -1
    """The verb or noun the claim is about."""
    forms: dict[int, str] = field(default_factory=dict)
    """Tokens worded otherwise than in the text: an inflected verb, a name in place of a pronoun."""
    kind: str = "asserted"
    speaker: int | None = None
    """The noun that names who is said to have said it."""
    anchor: list[int] | None = None
    """Tokens the anchor must cover although the wording leaves them out."""
    prior: float = 0.5
    clues: tuple[str, ...] = ()
    """What the rule knows of the claim beyond its words, for `choice`."""
    text: str = ""
    substitutions: list[tuple[str, str, int, int]] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    needs_context: bool = False
    also_at: list[Span] = field(default_factory=list)
    speaker_name: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()

    def tokens(self) -> list[int]:
        """Indexes of the article's own tokens in the claim, in text order."""
        found = [item for item in self.items if item.__class__ is int]
        found.sort()
        return found


@dataclass(slots=True)
class Half:
    """A later half that shares the verb of the first: "lent 20 million to Mali and 30 million to Niger"."""

    verb: int
    replaced: set[int]
    """Tokens of the first half that have their counterpart in this one."""
    items: list[Item]
    """What stands behind the verb, with what the half leaves out: "200" as "200 tonnes"."""
    subject: list[Item]
    """Its own subject, empty where it shares that of the first: "Mali received 20 million and Niger 30 million"."""
    forms: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Article:
    """One article on its way through the stages."""

    text: str
    language: str
    lexicon: Lexicon
    readable: str = ""
    """The text as the tokenizer sees it: same length, markup, lone surrogates and controls replaced."""
    lines: list[Line] = field(default_factory=list)
    tokens: Tokens = field(default_factory=Tokens)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """Token ranges, half-open."""
    quotes: list[int] = field(default_factory=list)
    """Number of the quotation a token stands in, 0 outside."""
    silent: set[int] = field(default_factory=set)
    """Sentences that yield no claim."""
    titles: set[int] = field(default_factory=set)
    """Tokens of titles before a name."""
    halves: dict[int, Half] = field(default_factory=dict)
    """Second halves without a verb of their own, by their head."""
    frames: dict[int, "Frame"] = field(default_factory=dict)
    """Predicates by the token of their verb, in text order."""
    owner: dict[int, int] = field(default_factory=dict)
    """The frame's verb for every verb of a chain."""
    references: dict[int, str] = field(default_factory=dict)
    """The name a pronoun or short name stands for, by its token."""
    covered: dict[int, range] = field(default_factory=dict)
    """The tokens in front that go when a name is put in: "the" of "the company"."""
    doubts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The names a pronoun may stand for when more than one fits."""
    utterers: dict[int, int] = field(default_factory=dict)
    """Who speaks between the quotation marks of a sentence, by its number; -1 where nobody can tell."""
    firsts: dict[str, int] = field(default_factory=dict)
    """Where the article first has a noun, by the noun in the singular."""
    mentions: dict[str, list[int]] = field(default_factory=dict)
    """Where the article speaks of a thing by more than "the" and its noun, by that noun; the first few."""
    named: dict[str, list[int]] = field(default_factory=dict)
    """Where the article has a word of a name, by that word; the first few places."""
    bodies: list[int] = field(default_factory=list)
    """Where the first names of bodies end, once anything asks."""
    acts: dict[str, list[int]] = field(default_factory=dict)
    """The verbs that tell what a noun may take up later, by that noun: "closure" of "will shut"."""
    drafts: list[Draft] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def drop(self, start: int, end: int, stage: str, reason: str) -> None:
        self.dropped.append(Dropped(start, end, stage, reason))

    def frame_of(self, verb: int) -> "Frame | None":
        """The frame a verb belongs to, be it the first of its chain or not."""
        return self.frames.get(self.owner.get(verb, -1))

    def speaking(self) -> Iterable[tuple[int, int, int]]:
        """(number, first token, end token) of the sentences that may yield claims."""
        for number, (first, end) in enumerate(self.sentences):
            if number not in self.silent:
                yield number, first, end


@dataclass(slots=True)
class Slot:
    """One part of a clause next to subject and verb: `need` says whether the claim is false or broken without it."""

    head: int
    need: bool
    kind: str
    """object, complement, content, adverb, place (a prepositional phrase), time, agent, clause."""
    wordings: list[list[Item]] = field(default_factory=list)
    long: list[list[Item]] = field(default_factory=list)
    """The wordings with everything that hangs on them, where `wordings` is the short form."""
    examples: list[list[Item]] = field(default_factory=list)
    """Wordings with an example in place of the kind: in films such as Candy -> in Candy."""
    late: bool = False
    """Goes behind the verb although its words stand before it: an antecedent put back."""


@dataclass(slots=True)
class Frame:
    """One predicate with its arguments. Stages that know a construction fill in what the clause leaves out."""

    verb: int
    sentence: int
    role: str
    """main, joined, relative, participle, adverbial, content (said that …), gerund."""
    chain: list[int] = field(default_factory=list)
    """The verb and the infinitives or gerunds hanging on it: started, doing."""
    subject_head: int = -1
    forms: dict[int, str] = field(default_factory=dict)
    group: list[Item] = field(default_factory=list)
    """Auxiliaries, negation, particles and verbs of the chain, in text order."""
    own: int | None = None
    """The clause's own subject."""
    subject: list[list[Item]] = field(default_factory=list)
    """Alternatives: one per coordinated subject. Empty: the clause cannot stand alone."""
    brief: list[Item] = field(default_factory=list)
    """The subject without the clause that tells which one is meant, where it has one."""
    slots: list[Slot] = field(default_factory=list)
    finite: bool = True
    passive: bool = False
    mute: str = ""
    """Why the clause must not be claimed alone: conditional, question, wish."""
    kind: str = "asserted"
    speaker: int | None = None
    topic: str = ""
    """The subject a sentence in telegram style takes from the one before."""
