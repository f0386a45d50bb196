"""Agreement beyond chance, held to published worked examples."""

import numpy as np
import pytest
from krippendorff import alpha as library_alpha

from claims.figures.alpha import alpha, alpha_of_draws, kappa


def counts(*observers: str) -> list[list[int]]:
    """One string per observer, a character per unit, `.` for none: as the papers print them."""
    values = sorted({value for observer in observers for value in observer} - {"."})
    return [[unit.count(value) for value in values] for unit in zip(*observers, strict=True)]


PUBLISHED = [
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011: section, observers, alpha as printed
    ("A: binary, two observers", ["0100000010", "1110010000"], 0.095),
    ("B: nominal, two observers", ["aabbdcccedda", "babbbccceddd"], 0.692),
    (
        "C: nominal, four observers, missing data",
        ["123321412...", "1233224125.3", ".3332342251.", "12332441251."],
        0.743,
    ),
]


@pytest.mark.parametrize(("observers", "printed"), [row[1:] for row in PUBLISHED], ids=[row[0] for row in PUBLISHED])
def test_alpha_is_what_krippendorff_printed(observers: list[str], printed: float) -> None:
    found = alpha(counts(*observers))
    assert found.value is not None
    assert round(found.value, 3) == printed


def test_kappa_of_fifty_grant_proposals() -> None:
    # The usual textbook table for Cohen (1960): 20 both yes, 15 both no, 5 and 10 apart.
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = kappa(pairs)
    assert found.value == pytest.approx(0.4)
    assert (found.units, found.agreed) == (50, 35)


@pytest.mark.parametrize(
    ("table", "word"),
    [([], "Fewer than two"), ([[2, 0]], "Fewer than two"), ([[1, 0], [1, 0], [2, 0]], "Fewer than two"),
     ([[2, 0], [3, 0]], "same rating")],
    ids=["nothing", "one claim", "single reviews", "one rating only"],
)  # fmt: skip
def test_where_alpha_is_undefined_a_sentence_says_why(table: list[list[int]], word: str) -> None:
    found = alpha(table)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert word in found.why
    assert found.why.endswith(".")


def test_where_kappa_is_undefined_a_sentence_says_why() -> None:
    assert "Fewer than two" in kappa([("a", "a")]).why
    assert "same rating" in kappa([("a", "a"), ("a", "a")]).why


def test_full_agreement_is_one_and_systematic_disagreement_is_below_zero() -> None:
    assert alpha([[2, 0], [0, 2], [2, 0]]).value == 1
    below = alpha([[1, 1]] * 12).value
    assert below is not None
    assert below < 0


def test_the_interval_holds_the_value_and_narrows_with_more_claims() -> None:
    few, many = [[2, 0], [0, 2], [1, 1]] * 6, [[2, 0], [0, 2], [1, 1]] * 300
    for table in (few, many):
        found = alpha(table)
        assert found.low is not None
        assert found.high is not None
        assert found.value is not None
        assert found.low < found.value < found.high
    assert width(many) < width(few) / 3


def width(table: list[list[int]]) -> float:
    found = alpha(table)
    assert found.low is not None
    assert found.high is not None
    return found.high - found.low


def test_the_same_data_give_the_same_interval() -> None:
    table = [[2, 1], [0, 3], [3, 0]] * 5
    assert alpha(table) == alpha(table)


@pytest.mark.parametrize("seed", range(60))
def test_the_formula_of_the_interval_is_the_librarys(seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = chance.integers(0, 4, size=(chance.integers(2, 40), 3))
    rows[:, seed % 3] += 2
    ours = alpha_of_draws(rows, np.ones((1, len(rows)), dtype=np.int64))[0]
    assert ours == pytest.approx(library_alpha(value_counts=rows, level_of_measurement="nominal"))


def test_the_formula_is_undefined_where_alpha_is() -> None:
    assert np.isnan(alpha_of_draws(np.array([[2, 0], [3, 0]]), np.ones((1, 2), dtype=np.int64))[0])
