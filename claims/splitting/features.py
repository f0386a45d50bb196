"""What is known of a draft by itself, as named features: its rule and size, its words, its place in the sentence.

Features of one owner are looked up together, as groups; training sees them by name.
"""

from collections.abc import Callable

from claims.splitting.article import Article, Draft, Item, Tokens

Group = tuple[str | int, ...]
"""Features that are looked up together: a kind, and what they are made of."""
LENGTHS = (3, 4, 5, 6, 8, 10, 13, 17, 22, 30)
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
OPENING = frozenset(("DT", "PRP", "PRP$"))


def bucket(number: int) -> int:
    """The size class of a count of words."""
    return BUCKETS[number] if number < len(BUCKETS) else len(LENGTHS)


BUCKETS = tuple(sum(number > limit for limit in LENGTHS) for number in range(LENGTHS[-1] + 1))
"""The size class of every count that has one below the last."""


def manner(article: Article, number: int) -> str:
    """How a sentence speaks: the tense of its main verb and how many names it has. What is so in general is told
    in fewer claims than what somebody did.
    """
    tokens = article.tokens
    first, end = article.sentences[number]
    root = next((index for index in range(first, end) if tokens.head[index] == index), first)
    tense = next((tokens.tag[index] for index in (root, *tokens.kids[root]) if tokens.tag[index] in FINITE), "-")
    return f"{tense}/{min(sum(tokens.entity_begins[first:end]), 4)}"


def alone(article: Article, draft: Draft, rivals: int, told: str) -> list[Group]:
    """What holds for a draft by itself, as groups of features.

    `rivals` is the count of drafts of its sentence, `told` the sentence's manner.
    """
    tokens, rule = article.tokens, draft.rule
    family = rule.partition(":")[0]
    first, end = article.sentences[draft.sentence]
    size, span = len(draft.items), max(1, end - first)
    found: list[Group] = [
        ("size", rule, bucket(size), min(9, 10 * size // span)),
        ("sentence", rule, bucket(end - first), min(rivals, 20) // 3),
        ("told", family, told),
        *shape(tokens, draft, family, first, end),
    ]
    if draft.clues:
        found.append(("clues", rule, *draft.clues))
    if draft.kind == "presupposed":
        found += about(tokens, draft, rule, family)
    return found


def shape(tokens: Tokens, draft: Draft, family: str, first: int, end: int) -> tuple[Group, Group, Group]:
    """Where in its sentence a draft stands, how deep in the tree, and of how many names it speaks."""
    tag, items = tokens.tag, draft.items
    begins, size = tokens.entity_begins, len(items)
    words: list[int] = [item for item in items if item.__class__ is int]
    start = min(end, *words) if words else end
    capitals = [tag[item] for item in words].count("NNP")
    entities = [begins[item] for item in words].count(True)
    opening = tag[start]
    at = 5 * (start - first) // max(1, end - first)
    subject = size if len(words) == size else put_in(items)
    return (
        ("opens", draft.rule, tokens.lower[start] if opening in OPENING else opening, first_tag(tokens, draft)),
        ("shape", family, depth(tokens, draft.head), at, subject if subject < FURTHEST else FURTHEST),
        ("naming", family, capitals if capitals < 5 else 5, entities if entities < 4 else 4),
    )


def put_in(items: list[Item]) -> int:
    """The place of the first piece that a rule put in."""
    return next(place for place, item in enumerate(items) if item.__class__ is str)


FURTHEST = 6


def depth(tokens: Tokens, node: int) -> int:
    """How many words stand over a word in the tree, at most 7."""
    head, steps = tokens.head, 0
    while node >= 0 and (above := head[node]) != node and steps < 7:
        node, steps = above, steps + 1
    return steps


def names(group: Group) -> list[str]:
    """The names of a group's features, as the weights have them."""
    kind, owner, *rest = group
    if kind == "clues":
        return [name for clue in rest for name in (f"{owner}/{clue}", str(clue))]
    return NAMES[str(kind)](owner, *rest)


def family_of(rule: str) -> str:
    return rule.partition(":")[0]


def sized(rule: str, size: int, share: int) -> list[str]:
    """The names of a rule, its family and its parts, and of each with a claim's size."""
    family, *parts = rule.split(":")
    found = ["bias", rule, family, f"{rule}/n{size}", f"{family}/n{size}", f"{family}/share{share}"]
    for part in parts:
        found += (f"part={part}", f"part={part}/n{size}")
    return found


NAMES: dict[str, Callable[..., list[str]]] = {
    "size": sized,
    "sentence": lambda rule, size, rivals: [f"{family_of(rule)}/sentence{size}", f"{rule}/rivals{rivals}"],
    "told": lambda family, told: [f"{family}/told={told}"],
    "opens": lambda rule, opening, first: [f"{rule}/opens={opening}", f"first={first}"],
    "shape": lambda family, depth, at, subject: [
        f"{family}/depth={depth}",
        f"{family}/at={at}",
        f"{family}/subject={subject}",
    ],
    "naming": lambda family, capitals, entities: [f"{family}/capitals={capitals}", f"{family}/entities={entities}"],
    "word": lambda family, word, ending: [f"{family}/word={word}", f"{family}/ending={ending}"],
    "over": lambda family, noun, role: [f"{family}/noun={noun}", f"{family}/role={role}"],
    "about": lambda rule, tag, above, dep, entity, over: [
        f"{rule}/tag={tag}",
        f"{rule}/above={above}",
        f"{rule}/dep={dep}",
        f"{rule}/entity={entity}",
        f"{rule}/aboveentity={over}",
    ],
    "near": lambda rule, best: [f"{rule}/best{best // 2}", f"best{best}"],
    "rank": lambda rule, rank, new: [
        f"{rule}/rank{min(rank, 8)}",
        f"rank{rank}",
        f"{rule}/new{min(new, 3)}",
        f"new{new}",
    ],
    "rival": lambda rule, other, likeness: [f"{rule}<{other}/{likeness}"],
    "chances": lambda best, chance: [f"best{best}/chance{chance}"],
    "within": lambda within, chance: [f"within{within}", f"chance{chance}"],
}
"""How the weights name the features of each kind of group."""


def expand(groups: list[Group]) -> list[str]:
    """The names of all features of the groups, for training."""
    return [name for group in groups for name in names(group)]


def first_tag(tokens: Tokens, draft: Draft) -> str:
    first = draft.items[0] if draft.items else ""
    return tokens.tag[first] if isinstance(first, int) else "word"


def about(tokens: Tokens, draft: Draft, rule: str, family: str) -> list[Group]:
    """Features of the word a presupposed claim turns on, and of the one over it."""
    head = draft.head
    if draft.kind != "presupposed" or head < 0:
        return []
    above = tokens.head[head]
    role = tokens.dep[above]
    top = f"{role}/{tokens.lower[tokens.head[above]]}" if role == "pobj" else role
    return [
        ("word", family, tokens.lower[head], tokens.lower[head][-2:]),
        ("over", family, tokens.lower[above], top),
        ("about", rule, tokens.tag[head], tokens.tag[above], role, tokens.entity[head], tokens.entity[above]),
    ]
