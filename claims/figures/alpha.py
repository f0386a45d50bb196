"""How far people agree beyond chance: Krippendorff's alpha and Cohen's kappa, for ratings without an order.

Sources: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to C, whose worked
examples are among the tests; J. Cohen, "A coefficient of agreement for nominal scales" (1960). Alpha itself is
computed by the package `krippendorff`; the interval repeats its formula over many resampled desks at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from krippendorff import alpha as krippendorff_alpha
from numpy.typing import NDArray

RESAMPLED = 1_000
SEED = 20_111  # the same data give the same interval
FEWEST_FOR_INTERVAL = 10


@dataclass(frozen=True, slots=True)
class Alpha:
    """`value` with its 95 % interval, or `why` it is undefined; `units` and `ratings` are what it rests on."""

    value: float | None
    low: float | None
    high: float | None
    units: int
    ratings: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa of two people over `units` they both rated; None, with `why`, where it is undefined."""

    value: float | None
    units: int
    agreed: int
    why: str = ""


def alpha(counts: Sequence[Sequence[int]]) -> Alpha:
    """Alpha of units by values: `counts[i][v]` people gave unit i the value v. Units with one rating do not count."""
    table = np.array([row for row in counts if sum(row) >= 2], dtype=np.int64)
    units, ratings = len(table), int(table.sum())
    if units < 2:
        return Alpha(None, None, None, units, ratings, "Fewer than two claims have two reviews or more.")
    if np.count_nonzero(table.sum(axis=0)) < 2:
        why = "Everybody gave the same rating everywhere, so there is no disagreement that chance could explain."
        return Alpha(None, None, None, units, ratings, why)
    value = float(krippendorff_alpha(value_counts=table, level_of_measurement="nominal"))
    low, high = _interval(table) if units >= FEWEST_FOR_INTERVAL else (None, None)
    return Alpha(value, low, high, units, ratings)


def kappa(pairs: Sequence[tuple[str, str]]) -> Kappa:
    """Kappa of two people's ratings of the same units, in pairs."""
    units, agreed = len(pairs), sum(one == other for one, other in pairs)
    if units < 2:
        return Kappa(None, units, agreed, "Fewer than two claims in common.")
    values = {value for pair in pairs for value in pair}
    shares = [(_share(pairs, 0, value), _share(pairs, 1, value)) for value in values]
    by_chance = sum(one * other for one, other in shares)
    if by_chance == 1:
        return Kappa(None, units, agreed, "Both gave the same rating everywhere.")
    return Kappa((agreed / units - by_chance) / (1 - by_chance), units, agreed)


def _share(pairs: Sequence[tuple[str, str]], side: int, value: str) -> float:
    return sum(pair[side] == value for pair in pairs) / len(pairs)


def _interval(table: NDArray[np.int64]) -> tuple[float, float]:
    """The middle 95 % of alpha over desks drawn from this one, unit by unit, with replacement."""
    # A desk of many claims has few different rows: drawing how often each row comes is the same and quick.
    rows, times = np.unique(table, axis=0, return_counts=True)
    draws = np.random.default_rng(SEED).multinomial(times.sum(), times / times.sum(), size=RESAMPLED)
    values = alpha_of_draws(rows, draws)
    low, high = np.quantile(values[~np.isnan(values)], [0.025, 0.975])
    return float(low), float(high)


def alpha_of_draws(rows: NDArray[np.int64], draws: NDArray[np.int64]) -> NDArray[np.float64]:
    """Nominal alpha of each draw: `draws[d][r]` units look like `rows[r]`. NaN where it is undefined."""
    pairable = rows.sum(axis=1)
    matching = (rows * (rows - 1)).sum(axis=1) / (pairable - 1)
    totals = draws @ rows
    everything = totals.sum(axis=1)
    observed = everything - draws @ matching
    expected = (everything**2 - (totals**2).sum(axis=1)) / (everything - 1)
    values: NDArray[np.float64] = 1 - np.divide(
        observed, expected, out=np.full(len(draws), np.nan), where=expected > 0
    )
    return values
