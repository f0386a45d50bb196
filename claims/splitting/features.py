"""What is known of a draft, as features: its rule and size, its words, its place in the sentence, its rivals.

Features that go together are one number each, by which the choice looks up what they count for; training sees all
features by name.
"""

from functools import lru_cache
from itertools import compress

from claims.splitting.article import Article, Draft, Item, Tokens

Look = tuple[int, int, str, str, int, int]
"""A draft by its words: these as bits, its size, its first word in the sentence, its own first, place and names."""
Passing = tuple[str, str, str, str, str, str, str, str, str]
"""What a presupposed claim turns on: its word, that word's ending, the word over it, that one's role, the tags of
both, the second's part in the sentence, and what kinds of names both are."""
Standing = tuple[int, int, int, int]
"""A draft beside the rivals that were taken before it: how like it the likest is in twentieths, how many they are,
how many hold it whole, and how likely the likest is, or -1."""
LENGTHS = (3, 4, 5, 6, 8, 10, 13, 17, 22, 30)
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
OPENING = frozenset(("DT", "PRP", "PRP$"))
FURTHEST, DEEPEST, CAPITALS, NAMES = 6, 7, 5, 4
"""What is higher counts as these: words before a put in one, words over the verb, capitals and names."""
RANKS, NEW, HOLDING = 12, 4, 5
"""The same for rivals taken before, words that none of them has, and rivals that hold a draft whole."""
OF_FAMILY = ("word", "ending", "noun", "role")
OF_RULE = ("tag", "above", "dep", "entity", "aboveentity")


def bucket(number: int) -> int:
    """The size class of a count of words."""
    return BUCKETS[number] if number < len(BUCKETS) else len(LENGTHS)


BUCKETS = tuple(sum(number > limit for limit in LENGTHS) for number in range(LENGTHS[-1] + 1))
"""The size class of every count that has one below the last."""


@lru_cache(maxsize=256)
def powers(count: int) -> tuple[int, ...]:
    """The bits of so many words."""
    return tuple([1 << place for place in range(count)])


class Sentence:
    """What all drafts of a sentence share: its words as bits, counted from its start, and how it speaks."""

    __slots__ = ("begins", "bit", "capitals", "content", "depths", "first", "size", "span", "tokens", "told")

    def __init__(self, article: Article, number: int, rivals: int) -> None:
        self.tokens = tokens = article.tokens
        function = article.lexicon["function"]
        self.first, end = first, end = article.sentences[number]
        bits = powers(end - first)
        self.span = max(1, end - first)
        self.bit: dict[Item, int] = dict(zip(range(first, end), bits, strict=True))
        self.capitals = sum(compress(bits, [tag == "NNP" for tag in tokens.tag[first:end]]))
        self.begins = sum(compress(bits, tokens.entity_begins[first:end]))
        words = tokens.lower[first:end]
        self.content = sum(compress(bits, [word not in function and word[0].isalnum() for word in words]))
        self.size = 10 * bucket(end - first) + min(rivals, 20) // 3
        self.told = manner(tokens, first, end, self.begins.bit_count())
        self.depths: dict[int, int] = {}


def manner(tokens: Tokens, first: int, end: int, names: int) -> str:
    """How a sentence speaks: the tense of its main verb and how many names it has. What is so in general is told
    in fewer claims than what somebody did.
    """
    head, tag, root = tokens.head, tokens.tag, first
    for index in range(first, end):
        if head[index] == index:
            root = index
            break
    tense = tag[root]
    if tense not in FINITE:
        helpers = [tag[kid] for kid in tokens.kids[root] if tag[kid] in FINITE]
        tense = helpers[0] if helpers else "-"
    return f"{tense}/{min(names, 4)}"


def look(sentence: Sentence, draft: Draft) -> Look:
    """What holds for a draft by itself."""
    items, tokens, bit = draft.items, sentence.tokens, sentence.bit
    bits, more, size, span, tag = 0, 0, len(items), sentence.span, tokens.tag
    for item in items:
        if item in bit:
            bits |= bit[item]
        else:
            more += 1
    at = (bits & -bits).bit_length() - 1 if bits else span
    opening = tag[sentence.first + at]
    depth = sentence.depths.get(draft.head)
    if depth is None:
        depth = sentence.depths[draft.head] = depth_of(tokens, draft.head)
    subject = put_in(items) if more else size
    share, first = 10 * size // span, items[0] if items else ""
    capitals, names = (bits & sentence.capitals).bit_count(), (bits & sentence.begins).bit_count()
    if bits.bit_count() + more < size:
        capitals, names = repeated(tokens, items)
    return (
        bits,
        10 * bucket(size) + (share if share < 9 else 9),
        tokens.lower[sentence.first + at] if opening in OPENING else opening,
        tag[first] if isinstance(first, int) else "word",
        100 * depth + 10 * (5 * at // span) + (subject if subject < FURTHEST else FURTHEST),
        10 * (capitals if capitals < CAPITALS else CAPITALS) + (names if names < NAMES else NAMES),
    )


def repeated(tokens: Tokens, items: list[Item]) -> tuple[int, int]:
    """The capitals and the names of a draft that has a word twice, which counts twice."""
    words = [item for item in items if isinstance(item, int)]
    return [tokens.tag[item] for item in words].count("NNP"), sum([tokens.entity_begins[item] for item in words])


def put_in(items: list[Item]) -> int:
    """The place of the first piece that a rule put in, as far as it is looked for."""
    place = 0
    for item in items[:FURTHEST]:
        if item.__class__ is str:
            break
        place += 1
    return place


def depth_of(tokens: Tokens, node: int) -> int:
    """How many words stand over a word in the tree, as far as they are counted."""
    head, steps = tokens.head, 0
    while node >= 0 and (above := head[node]) != node and steps < DEEPEST:
        node, steps = above, steps + 1
    return steps


def about(tokens: Tokens, draft: Draft) -> Passing | None:
    """The word a presupposed claim turns on, and the one over it."""
    head = draft.head
    if draft.kind != "presupposed" or head < 0:
        return None
    lower, tag, entity = tokens.lower, tokens.tag, tokens.entity
    above, word = tokens.head[head], lower[head]
    dep = tokens.dep[above]
    role = f"{dep}/{lower[tokens.head[above]]}" if dep == "pobj" else dep
    return word, word[-2:], lower[above], role, tag[head], tag[above], dep, entity[head], entity[above]


def family_of(rule: str) -> str:
    return rule.partition(":")[0]


def size_names(rule: str, size: int) -> list[str]:
    """The names of a rule, its family and its parts, and of each with a claim's size."""
    family, *parts = rule.split(":")
    size, share = divmod(size, 10)
    found = ["bias", rule, family, f"{rule}/n{size}", f"{family}/n{size}", f"{family}/share{share}"]
    for part in parts:
        found += (f"part={part}", f"part={part}/n{size}")
    return found


def sentence_names(rule: str, size: int) -> list[str]:
    """Of the length of the sentence and the count of its drafts."""
    return [f"{family_of(rule)}/sentence{size // 10}", f"{rule}/rivals{size % 10}"]


def place_names(family: str, place: int) -> list[str]:
    """Of the depth in the tree, the place in the sentence and the length of the subject."""
    return [f"{family}/depth={place // 100}", f"{family}/at={place // 10 % 10}", f"{family}/subject={place % 10}"]


def naming_names(family: str, count: int) -> list[str]:
    return [f"{family}/capitals={count // 10}", f"{family}/entities={count % 10}"]


def names(sentence: Sentence, draft: Draft) -> list[str]:
    """The names of all features of a draft by itself, for training."""
    rule, family = draft.rule, family_of(draft.rule)
    _, size, opening, first, place, count = look(sentence, draft)
    found = [*size_names(rule, size), *sentence_names(rule, sentence.size), f"{family}/told={sentence.told}"]
    found += [f"{rule}/opens={opening}", f"first={first}", *place_names(family, place), *naming_names(family, count)]
    for clue in draft.clues:
        found += (f"{rule}/{clue}", clue)
    passing = about(sentence.tokens, draft)
    if passing:
        kinds = [*(f"{family}/{kind}" for kind in OF_FAMILY), *(f"{rule}/{kind}" for kind in OF_RULE)]
        found += [f"{kind}={value}" for kind, value in zip(kinds, passing, strict=True)]
    return found


def near_names(rule: str, near: int) -> list[str]:
    """Of the likeness to the likest rival taken before."""
    return [f"{rule}/best{near // 2}", f"best{near}"]


def rank_names(rule: str, rank: int) -> list[str]:
    """Of the count of rivals taken before and that of the words that none of them has."""
    rank, new = divmod(rank, 10)
    return [f"{rule}/rank{min(rank, 8)}", f"rank{rank}", f"{rule}/new{min(new, 3)}", f"new{new}"]


def within_names(_rule: str, within: int) -> list[str]:
    """Of the count of rivals taken before that hold a draft whole, and its own chance."""
    return [f"within{within // 100}", f"chance{within % 100}"]


def chance_names(_rule: str, chance: int) -> list[str]:
    """Of the likeness to the likest rival taken before and its chance."""
    return [f"best{chance // 100}/chance{chance % 100}"] if chance >= 0 else []


def standing_names(rule: str, standing: Standing) -> list[str]:
    """The names of all features of a draft beside the rivals taken before it, for training."""
    near, rank, within, likest = standing
    return [
        *near_names(rule, near),
        *rank_names(rule, rank),
        *within_names(rule, within),
        *chance_names(rule, likest),
    ]
