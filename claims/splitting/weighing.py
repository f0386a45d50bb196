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
"""What a draft has of its rivals that shares no word with them."""


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
        self.over: dict[str, dict[str, dict[int, complex]]] = {}
        for name, weight in self.named.items():
            owner, _, clue = name.partition("/")
            rule, versus, rival = owner.partition("<")
            if versus:
                self.over.setdefault(rule, {}).setdefault(rival, {})[int(clue)] = weight
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
        self.over: Mapping[str, Mapping[int, complex]] = tables.over.get(rule, {})


class Weights(dict[str, Owner]):
    """What the features of each rule count for, put in order when the rule is first met."""

    MOST = 1_000
    """Rules kept; there are some two hundred, and memory must stay flat."""

    def __init__(self, alone: dict[str, float], beside: dict[str, float]) -> None:
        super().__init__()
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

    def beside(self, rule: str, standing: Standing, rival: str) -> complex:
        """What a draft's standing counts for, `rival` being the rule of the likest of its better rivals."""
        owner, (near, rank, within, likest, closest) = self[rule], standing
        total = owner.near[near] + owner.rank[rank] + self.within[within]
        if closest >= 0:
            total += self.chances[likest]
            if rival in owner.over:
                total += owner.over[rival].get(near // 4, 0j)
        return total


def squashed(total: float) -> float:
    """The share of agreement with a person's claim that the weights expect, 0..1."""
    return 1 / (1 + exp(-total if -30.0 < total < 30.0 else -max(-30.0, min(30.0, total))))


def weigh(article: Article, number: int, group: list[Draft], weights: Weights) -> None:
    """Gives the drafts of a sentence their chances."""
    sentence = Sentence(article, number, len(group))
    masks, totals, chances = [], [], []
    for draft in group:
        found = look(sentence, draft)
        total = weights.alone(sentence, draft, found)
        masks.append(found[0] & sentence.content)
        totals.append(total)
        chances.append(squashed(total.real))
    for draft, total, standing in zip(group, totals, beside(masks, chances), strict=True):
        if standing is None:
            draft.prior = 0.0
        else:
            more = weights.beside(draft.rule, standing, group[standing[4]].rule)
            draft.prior = squashed((total + more).imag)


def beside(masks: list[int], chances: list[float]) -> list[Standing | None]:
    """How each draft of a sentence stands beside its better rivals; nothing of those without a hope.

    `masks` are the content words of the drafts as bits.
    """
    found: list[Standing | None] = [None] * len(masks)
    able = [place for place, chance in enumerate(chances) if chance >= HOPELESS]
    able.sort(key=chances.__getitem__, reverse=True)
    better: list[tuple[int, int, int]] = []
    covered = 0
    for rank, place in enumerate(able[:MOST_RIVALS]):
        bits = masks[place]
        size, new = bits.bit_count(), (bits & ~covered).bit_count()
        best, closest, within = nearest(bits, size, better) if new < size else ALONE
        covered |= bits
        better.append((place, bits, size))
        near = int(best * 20)
        found[place] = (
            near,
            10 * (rank if rank < RANKS else RANKS) + (new if new < NEW else NEW),
            100 * (within if within < HOLDING else HOLDING) + int(chances[place] * 20),
            100 * (near // 2) + int(chances[closest] * 10),
            closest,
        )
    return found


def nearest(bits: int, size: int, better: list[tuple[int, int, int]]) -> tuple[float, int, int]:
    """How like a draft its likest better rival is, which one that is, or -1, and how many rivals hold it whole."""
    best, closest, within = 0.0, -1, 0
    for other, others, count in better:
        common = (bits & others).bit_count()
        if common:
            likeness = 2 * common / (size + count)
            within += common == size
            if likeness > best:
                best, closest = likeness, other
    return best, closest, within
