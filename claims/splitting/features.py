"""What is known of a draft by itself, as named features: its rule and size, its words, its place in the sentence.

Features of one owner are looked up together, as groups; training sees them by name.
"""

from claims.splitting.article import Article, Draft, Tokens

Group = tuple[str | int, ...]
"""Features that are looked up together: a kind, and what they are made of."""
LENGTHS = (3, 4, 5, 6, 8, 10, 13, 17, 22, 30)
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
OPENING = frozenset(("DT", "PRP", "PRP$"))


BUNDLES = {
    "told": ("told",),
    "opens": ("opens",),
    "shape": ("depth", "at", "subject"),
    "naming": ("capitals", "entities"),
    "word": ("word", "ending"),
    "over": ("noun", "role"),
    "about": ("tag", "above", "dep", "entity", "aboveentity"),
}
"""Groups of several features of one rule or family, each with its name: one look-up for all."""


def bucket(number: int) -> int:
    """The size class of a count of words."""
    for place, limit in enumerate(LENGTHS):
        if number <= limit:
            return place
    return len(LENGTHS)


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
    size = len(draft.items)
    return [
        ("size", rule, bucket(size)),
        ("share", family, min(9, 10 * size // max(1, end - first))),
        ("sentence", family, bucket(end - first)),
        ("rivals", rule, min(rivals, 20) // 3),
        ("first", first_tag(tokens, draft)),
        *[("clue", rule, clue) for clue in draft.clues],
        ("told", family, told),
        *shape(tokens, draft, family, first, end),
        *about(tokens, draft, rule, family),
    ]


def shape(tokens: Tokens, draft: Draft, family: str, first: int, end: int) -> list[Group]:
    """Where in its sentence a draft stands, how deep in the tree, and of how many names it speaks."""
    tag, begins, start, subject, capitals, entities = tokens.tag, tokens.entity_begins, end, 6, 0, 0
    for place, item in enumerate(draft.items):
        if isinstance(item, int):
            start = min(start, item)
            capitals += tag[item] == "NNP"
            entities += begins[item]
        elif place < subject:
            subject = place
    subject = min(subject, len(draft.items))
    opening = tokens.lower[start] if tag[start] in OPENING else tag[start]
    at = 5 * (start - first) // max(1, end - first)
    deep = depth(tokens, draft.head)
    return [
        ("opens", draft.rule, opening),
        ("shape", family, deep, at, subject),
        ("naming", family, min(capitals, 5), min(entities, 4)),
    ]


def depth(tokens: Tokens, node: int) -> int:
    """How many words stand over a word in the tree, at most 7."""
    steps = 0
    while node >= 0 and tokens.head[node] != node and steps < 7:
        node, steps = tokens.head[node], steps + 1
    return steps


def names(group: Group) -> list[str]:
    """The names of a group's features, as the weights have them."""
    kind, *rest = group
    if kind in BUNDLES:
        return [f"{rest[0]}/{name}={value}" for name, value in zip(BUNDLES[str(kind)], rest[1:], strict=True)]
    if kind == "size":
        rule, size = rest
        family, *parts = str(rule).split(":")
        sized = [text for part in parts for text in (f"part={part}", f"part={part}/n{size}")]
        return ["bias", str(rule), family, f"{rule}/n{size}", f"{family}/n{size}", *sized]
    if kind == "clue":
        return [f"{rest[0]}/{rest[1]}", str(rest[1])]
    if kind == "first":
        return [f"first={rest[0]}"]
    if kind == "near":
        rule, best = rest
        return [f"{rule}/best{int(best) // 2}", f"best{best}"]
    if kind in ("rank", "new"):
        rule, count = rest
        return [f"{rule}/{kind}{min(int(count), 8 if kind == 'rank' else 3)}", f"{kind}{count}"]
    if kind == "rival":
        rule, other, likeness = rest
        return [f"{rule}<{other}/{likeness}"]
    if kind == "chances":
        return [f"best{rest[0]}/chance{rest[1]}"]
    if kind in ("within", "chance"):
        return [f"{kind}{rest[0]}"]
    return [f"{rest[0]}/{kind}{rest[1]}"]


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
