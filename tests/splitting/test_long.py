"""What keeps the work on a long article in proportion to its length."""

from hypothesis import given
from hypothesis import strategies as st

from claims.splitting.article import Tokens
from claims.splitting.stages.parsing import link, link_sentence
from claims.splitting.story import MOST, Person, Story

ROLES = ("ROOT", "nsubj", "dobj", "prep", "pobj", "conj")


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 1_699), st.sampled_from((*ROLES, "appos"))), max_size=4), max_size=9)
)
def test_where_roles_stand_is_followed_and_lists_handed_out_stay(changes: list[list[tuple[int, str]]]) -> None:
    tokens = Tokens(dep=[ROLES[place % 6] for place in range(1_700)])
    for some in changes:
        before = tokens.roles()
        copies = {role: places[:] for role, places in before.items()}
        for place, role in some:
            tokens.dep[place] = role
        now = {role: places for role, places in tokens.roles().items() if places}
        assert now == {role: [at for at, one in enumerate(tokens.dep) if one == role] for role in set(tokens.dep)}
        assert before == copies


def test_one_sentence_is_linked_as_the_whole() -> None:
    tokens = Tokens(head=[1, 1, 1, 2, 5, 5, 5, 6, 8])
    link(tokens)
    tokens.head[4:8] = [6, 6, 6, 4]
    whole = Tokens(head=tokens.head[:])
    link(whole)
    link_sentence(tokens, 4, 8)
    assert (tokens.kids, tokens.left, tokens.right) == (whole.kids, whole.left, whole.right)


def test_a_sentence_hung_on_another_is_linked_with_it() -> None:
    tokens = Tokens(head=[1, 1, 1, 2, 5, 5])
    link(tokens)
    tokens.head[5] = 1
    whole = Tokens(head=tokens.head[:])
    link(whole)
    link_sentence(tokens, 4, 6)
    assert (tokens.kids, tokens.left, tokens.right) == (whole.kids, whole.left, whole.right)


def test_a_story_remembers_whom_it_spoke_of_last() -> None:
    story = Story(persons=[Person([f"Name{number}"], f"Name{number}", last=number % 300) for number in range(MOST)])
    story.forget()
    assert len(story.persons) == MOST
    story.persons.append(Person(["Brook"], "Brook", last=1_000))
    story.forget()
    assert len(story.persons) == MOST // 2 + 1
    assert story.persons[-1].text == "Brook"
    assert min(one.last for one in story.persons) >= 100
    numbers = [int(one.text[4:]) for one in story.persons[:-1]]
    assert numbers == sorted(numbers)
