"""How likely a person would write a draft down: what its features count for, by itself and beside its rivals.

Features are looked up by their values, which training has by name. A weight in the first pass is the real part of a
number, that in the second the imaginary one: a single sum over what holds for a draft by itself gives both.
"""

from collections.abc import Callable, Mapping
from functools import partial
from math import exp

from claims.splitting import features
from claims.splitting.article import Article, Draft
from claims.splitting.features import HOLDING, NEW, RANKS, Look, Passing, Sentence, Standing, about, look

Values = Mapping[str, complex]
NOTHING: Values = {}
HOPELESS = 0.04
"""Drafts below this chance in the first pass are not looked at again."""
MOST_RIVALS = 60
"""The second pass looks at so many drafts of a sentence; a sentence with more is no sentence of a story."""
ALONE = 0.0, -1, 0
"""What a draft has of the rivals taken before it that shares no word with them."""


class Sums(dict[int, complex]):
    """What the values of features that go together count for, added up when first met: there are a few dozen."""

    def __init__(self, named: Values, names: Callable[[int], list[str]]) -> None:
        super().__init__()
        self.named, self.names = named, names

    def __missing__(self, value: int) -> complex:
        named = self.named
        self[value] = total = sum([named[name] for name in self.names(value) if name in named], 0j)
        return total


class Tables:
    """All weights by name, and by the owner of a feature, its kind and value: "main/told=VBD/2" is main's."""

    def __init__(self, alone: dict[str, float], beside: dict[str, float]) -> None:
        self.named = {
            name: complex(alone.get(name, 0.0), beside.get(name, 0.0)) for name in alone.keys() | beside.keys()
        }
        self.clues: dict[str, dict[str, complex]] = {}
        self.values: dict[tuple[str, str], dict[str, complex]] = {}
        for name, weight in self.named.items():
            owner, _, clue = name.partition("/")
            self.clues.setdefault(owner, {})[clue] = weight + self.named.get(clue, 0j)
            kind, _, value = clue.partition("=")
            self.values.setdefault((owner, kind), {})[value] = weight

    def of(self, owner: str, kind: str) -> Values:
        return self.values.get((owner, kind), NOTHING)

    def sums(self, names: Callable[[str, int], list[str]], owner: str = "") -> Sums:
        return Sums(self.named, partial(names, owner))


class PassingTables:
    """What the word a presupposed claim turns on counts for, and the one over it."""

    def __init__(self, tables: Tables, rule: str, family: str) -> None:
        self.word, self.ending, self.noun, self.role = [tables.of(family, kind) for kind in features.OF_FAMILY]
        self.tag, self.above, self.dep, self.entity, self.over = [tables.of(rule, kind) for kind in features.OF_RULE]

    def added(self, total: complex, passing: Passing) -> complex:
        """The total with what they count for; this is written out because it is asked of every third draft."""
        word, ending, noun, role, tag, above, dep, entity, over = passing
        return (
            total
            + (self.word.get(word, 0j) + self.ending.get(ending, 0j))
            + (self.noun.get(noun, 0j) + self.role.get(role, 0j))
            + (
                self.tag.get(tag, 0j)
                + self.above.get(above, 0j)
                + self.dep.get(dep, 0j)
                + self.entity.get(entity, 0j)
                + self.over.get(over, 0j)
            )
        )


class Owner:
    """What the features of a rule count for, some of which are those of its family."""

    def __init__(self, tables: Tables, rule: str) -> None:
        family = features.family_of(rule)
        self.sizes = tables.sums(features.size_names, rule)
        self.sentence = tables.sums(features.sentence_names, rule)
        self.place = tables.sums(features.place_names, family)
        self.naming = tables.sums(features.naming_names, family)
        self.told, self.opens = tables.of(family, "told"), tables.of(rule, "opens")
        self.clues = tables.clues.get(rule, NOTHING)
        self.passing = PassingTables(tables, rule, family)
        self.near = tables.sums(features.near_names, rule)
        self.rank = tables.sums(features.rank_names, rule)


class Weights(dict[str, Owner]):
    """What the features of each rule count for, put in order when the rule is first met."""

    MOST = 1_000
    """Rules kept; there are some two hundred, and memory must stay flat."""

    def __init__(self, alone: dict[str, float], beside: dict[str, float], lines: tuple[float, float]) -> None:
        super().__init__()
        self.lines = lines
        """From which chance on a draft is taken: a statement, and what is said in passing."""
        self.tables = tables = Tables(alone, beside)
        self.first = {name[6:]: weight for name, weight in tables.named.items() if name.startswith("first=")}
        self.within, self.chances = tables.sums(features.within_names), tables.sums(features.chance_names)

    def __missing__(self, rule: str) -> Owner:
        if len(self) >= self.MOST:
            self.clear()
        self[rule] = owner = Owner(self.tables, rule)
        return owner

    def alone(self, sentence: Sentence, draft: Draft, found: Look) -> complex:
        """What all that holds for a draft by itself counts for, in either pass."""
        owner = self[draft.rule]
        _, size, opening, first, place, count = found
        total = (
            owner.sizes[size]
            + owner.sentence[sentence.size]
            + owner.told.get(sentence.told, 0j)
            + (owner.opens.get(opening, 0j) + self.first.get(first, 0j))
            + owner.place[place]
            + owner.naming[count]
        )
        if draft.clues:
            total += self.hinted(owner.clues, draft.clues)
        if draft.kind == "presupposed":
            passing = about(sentence.tokens, draft)
            if passing:
                total = owner.passing.added(total, passing)
        return total

    def hinted(self, known: Values, clues: tuple[str, ...]) -> complex:
        """What the clues count for, with a rule and by themselves."""
        named, total = self.tables.named, 0j
        for clue in clues:
            if clue in known:
                total += known[clue]
            elif clue in named:
                total += named[clue]
        return total

    def beside(self, rule: str, standing: Standing) -> complex:
        """What a draft's standing counts for."""
        owner, (near, rank, within, likest) = self[rule], standing
        return owner.near[near] + owner.rank[rank] + self.within[within] + self.chances[likest]


def squashed(total: float) -> float:
    """The share of agreement with a person's claim that the weights expect, 0..1."""
    return 1 / (1 + exp(-total if -30.0 < total < 30.0 else -max(-30.0, min(30.0, total))))


def weigh(article: Article, number: int, group: list[Draft], weights: Weights) -> None:
    """Gives the drafts of a sentence their chances, the likeliest by themselves first."""
    sentence = Sentence(article, number, len(group))
    masks, totals, chances = [], [], []
    for draft in group:
        found = look(sentence, draft)
        total = weights.alone(sentence, draft, found)
        masks.append(found[0] & sentence.content)
        totals.append(total)
        chances.append(squashed(total.real))
        draft.prior = 0.0
    rivals, lines = Rivals(masks, chances), weights.lines
    for place in in_turn(chances):
        draft, standing = group[place], rivals.standing(place)
        draft.prior = chance = squashed((totals[place] + weights.beside(draft.rule, standing)).imag)
        if chance >= lines[draft.kind == "presupposed"]:
            rivals.take(place)


def in_turn(chances: list[float]) -> list[int]:
    """The drafts of a sentence in the order in which they are looked at again, without those that have no hope."""
    able = [place for place, chance in enumerate(chances) if chance >= HOPELESS]
    able.sort(key=chances.__getitem__, reverse=True)
    return able[:MOST_RIVALS]


class Rivals:
    """The drafts of a sentence that were taken so far. `masks` are the content words of all drafts as bits."""

    __slots__ = ("chances", "covered", "masks", "taken")

    def __init__(self, masks: list[int], chances: list[float]) -> None:
        self.masks, self.chances, self.covered = masks, chances, 0
        self.taken: list[tuple[int, int, int]] = []

    def standing(self, place: int) -> Standing:
        """How a draft stands beside those that were taken."""
        bits, chances, taken = self.masks[place], self.chances, self.taken
        size, new, rank = bits.bit_count(), (bits & ~self.covered).bit_count(), len(taken)
        best, closest, within = nearest(bits, size, taken) if new < size else ALONE
        near = int(best * 20)
        return (
            near,
            10 * (rank if rank < RANKS else RANKS) + (new if new < NEW else NEW),
            100 * (within if within < HOLDING else HOLDING) + int(chances[place] * 20),
            100 * (near // 2) + int(chances[closest] * 10) if closest >= 0 else -1,
        )

    def take(self, place: int) -> None:
        bits = self.masks[place]
        self.covered |= bits
        self.taken.append((place, bits, bits.bit_count()))


def nearest(bits: int, size: int, taken: list[tuple[int, int, int]]) -> tuple[float, int, int]:
    """How like a draft its likest taken rival is, which one that is, or -1, and how many of them hold it whole."""
    best, closest, within = 0.0, -1, 0
    for other, others, count in taken:
        common = (bits & others).bit_count()
        if common:
            likeness = 2 * common / (size + count)
            within += common == size
            if likeness > best:
                best, closest = likeness, other
    return best, closest, within
