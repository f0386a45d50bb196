from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.highlights import Mark, Run, runs


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[int, list[Mark[int]]]:
    length = draw(st.integers(0, 40))
    if length == 0:
        return 0, []
    starts = st.integers(0, length - 1)
    ranges = starts.flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, length)))
    several = draw(st.lists(ranges, max_size=12))
    return length, [Mark(draw(st.integers(0, 8)), start, end) for start, end in several]


@given(marked_texts())
def test_the_runs_are_the_text(case: tuple[int, list[Mark[int]]]) -> None:
    length, marks = case
    flat = runs(length, marks)
    assert [i for run in flat for i in range(run.start, run.end)] == list(range(length))
    assert all(run.start < run.end for run in flat)


@given(marked_texts())
def test_each_run_knows_exactly_the_marks_over_it(case: tuple[int, list[Mark[int]]]) -> None:
    length, marks = case
    for run in runs(length, marks):
        for position in range(run.start, run.end):
            over = {mark.id for mark in marks if mark.start <= position < mark.end}
            assert set(run.ids) == over
            assert len(run.ids) == len(over)


@given(marked_texts())
def test_neighbors_always_differ(case: tuple[int, list[Mark[int]]]) -> None:
    flat = runs(*case)
    assert all(one.ids != other.ids for one, other in pairwise(flat))


def test_the_outer_mark_comes_first() -> None:
    assert runs(6, [Mark("inner", 2, 4), Mark("outer", 0, 5), Mark("same", 2, 4)]) == [
        Run(0, 2, ("outer",)),
        Run(2, 4, ("outer", "inner", "same")),
        Run(4, 5, ("outer",)),
        Run(5, 6, ()),
    ]


def test_a_text_without_marks_is_one_run_and_no_text_is_none() -> None:
    assert runs(3, []) == [Run(0, 3, ())]
    assert runs(0, []) == []


@pytest.mark.parametrize(("start", "end"), [(0, 4), (-1, 2), (2, 2), (3, 1)])
def test_a_mark_outside_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie in a text of 3"):
        runs(3, [Mark("lost", start, end)])


def test_five_thousand_marks_on_one_sentence_are_laid_flat() -> None:
    flat = runs(200, [Mark(i, i % 100, 100 + i % 90) for i in range(5000)])
    assert sum(run.end - run.start for run in flat) == 200
