"""Trees that no sentence has, but broken text may: no rule makes a ring of them or asks behind their end."""

from claims.splitting.article import Article, Tokens
from claims.splitting.stages import colleagues, openings, purporting, spacing
from claims.splitting.stages.parsing import link
from claims.splitting.words import lexicon


def tree(*rows: tuple[str, str, str, int]) -> Tokens:
    """Tokens of words with their tags, roles and heads, linked."""
    words, tags, roles, heads = (list(column) for column in zip(*rows, strict=True))
    tokens = Tokens(text=words, form=words, lower=[word.lower() for word in words], tag=tags, dep=roles, head=heads)
    tokens.entity, tokens.entity_begins = [""] * len(words), [False] * len(words)
    link(tokens)
    return tokens


def test_a_measure_over_its_own_mark_stays_there() -> None:
    tokens = tree(("week", "NN", "npadvmod", 0), ("after", "IN", "mark", 0), ("it", "PRP", "nsubj", 0))
    tokens.entity[0] = "DATE"
    assert not spacing.measure_of_a_time(tokens, 0)
    assert tokens.head == [0, 0, 0]


def test_a_preposition_on_its_place_stays_there() -> None:
    tokens = tree(("on", "IN", "prep", 1), ("X", "NNP", "compound", 2), ("claims", "VBZ", "ROOT", 2))
    assert not purporting.place_in_front(tokens, 2)
    assert tokens.head == [1, 2, 2]


def test_a_place_at_the_start_takes_no_preposition_from_the_end() -> None:
    tokens = tree(("X", "NNP", "compound", 1), ("claims", "VBZ", "ROOT", 1), ("on", "IN", "prep", 1))
    assert not purporting.place_in_front(tokens, 1)
    assert tokens.head == [1, 1, 1]


def test_a_helper_that_is_the_root_ends_the_search() -> None:
    tokens = tree(
        ("it", "PRP", "nsubj", 3), ("purports", "VBZ", "dep", 3), ("to", "TO", "aux", 3), ("be", "VB", "aux", 3)
    )
    assert purporting.what_follows(tokens, 1) == 3


def test_a_subject_at_the_end_of_the_text_has_no_comma_behind() -> None:
    assert not openings.place_as_subject(tree(("Outside", "IN", "dep", 1), ("court", "NN", "nsubj", 1)), 0)


def test_what_is_contrary_to_nothing_but_itself_stays() -> None:
    rows = (("Contrary", "JJ", "amod", 2), ("to", "IN", "ROOT", 1), ("say", "VB", "pcomp", 1))
    tokens = tree(*rows)
    assert not openings.contrary(tokens, 0, 3)
    assert tokens.head == [2, 1, 1]


def test_a_comma_over_an_office_stays_there() -> None:
    words = [
        ("was", "VBD", "ROOT", 0),
        ("the", "DT", "det", 2),
        ("captain", "NN", "nsubj", 3),
        (",", ",", "punct", 0),
    ]
    tokens = tree(*words, ("Marsh", "NNP", "nsubj", 3))
    tokens.entity[4], tokens.entity_begins[4] = "PERSON", True
    article = Article("", "en", lexicon("en"), tokens=tokens)
    assert colleagues.called_beside(article, 4)
    assert tokens.head == [0, 2, 3, 0, 2]
