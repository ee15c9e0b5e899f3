"""Like compared with like: worked out on paper, and a second time in another way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import odds_ratio

from metrics.linked_strata import (
    POWER_Z,
    SEEN_Z,
    Compared,
    Stratum,
    Sums,
    TooFew,
    e_value,
    means,
    shares,
)

Z = 1.959963984540054


def of_shares(good_n, good, bad_n, bad):
    return Stratum(Sums(good_n, good, good), Sums(bad_n, bad, bad))


# 60 of 100 against 40 of 100; then 30 of 50 against 10 of 50.
TWO = (of_shares(100, 60, 100, 40), of_shares(50, 30, 50, 10))


def test_compares_shares_within_one_stratum():
    """0.6 − 0.4; Sato: P = −5, Q = 13, variance (0.2 · −5 + 13) / 50² = 0.0048."""
    found = shares(TWO[:1])
    assert isinstance(found, Compared)
    assert (found.good, found.bad) == pytest.approx((60.0, 40.0))
    assert found.error == pytest.approx(100 * 0.0048**0.5)
    assert found.interval == pytest.approx((6.4209, 33.5791), abs=1e-4)
    assert found.odds.amount == pytest.approx(60 * 60 / (40 * 40))
    assert found.risk.amount == pytest.approx(1.5)
    assert found.smallest == pytest.approx((2.497705 + 0.841621) * 6.9282, abs=1e-3)


def test_weights_strata_as_mantel_and_haenszel_do():
    """Weights 50 and 25: good 60 %, bad (50·0.4 + 25·0.2) / 75 = 33.3 %.

    Odds: (60·60/200 + 30·40/100) / (40·40/200 + 20·10/100) = 30 / 10.
    """
    found = shares(TWO)
    assert (found.good, found.bad) == pytest.approx((60.0, 100 / 3))
    assert found.odds.amount == pytest.approx(3.0)
    assert found.risk.amount == pytest.approx(1.8)
    assert (found.n_good, found.n_bad, found.n, found.unmatched) == (150, 150, 300, 0)


def test_one_stratum_has_woolf_like_odds():
    """In one stratum the variance is 1/a + 1/b + 1/c + 1/d, Woolf's."""
    found = shares(TWO[:1])
    half = Z * (1 / 60 + 1 / 40 + 1 / 40 + 1 / 60) ** 0.5
    assert found.odds.low == pytest.approx(2.25 * np.exp(-half), rel=1e-9)
    sample = odds_ratio([[60, 40], [40, 60]], kind="sample").confidence_interval()
    assert (found.odds.low, found.odds.high) == pytest.approx(tuple(sample), rel=1e-9)


def test_leaves_out_and_counts_who_has_no_counterpart():
    lonely = (of_shares(7, 7, 0, 0), of_shares(0, 0, 4, 0))
    found = shares((*TWO, *lonely))
    assert found.unmatched == 11
    assert (found.good, found.bad) == pytest.approx((60.0, 100 / 3))


def test_compares_means():
    """Good 10 and 20, bad 5 and 15, ten times: 15 against 10, within-variance 25."""
    side = Sums(20, 300.0, 5000.0), Sums(20, 200.0, 2500.0)
    found = means([Stratum(*side), Stratum(*side)])
    assert (found.good, found.bad) == pytest.approx((15.0, 10.0))
    variance = 4 * 500 / 76  # the squares left within four groups of 20
    assert found.error == pytest.approx((variance / 20) ** 0.5)
    assert found.is_seen
    assert found.odds is None
    assert found.risk.amount == pytest.approx(np.exp(0.91 * 5 / variance**0.5))


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(1.0, 1.0), (2.0, 3.414214), (0.5, 3.414214), (3.9, 7.263034), (1.2, 1.689898)],
)
def test_gives_the_published_e_value(ratio, expected):
    """3.9 is the first example of VanderWeele and Ding (2017): 7.26."""
    assert e_value(ratio) == pytest.approx(expected, abs=1e-6)


def test_an_interval_that_holds_none_needs_no_unseen_cause():
    found = shares([of_shares(100, 52, 100, 50)])
    assert not found.is_seen
    assert found.e_limit == 1.0
    assert found.e_value > 1.0


def test_one_of_four_must_be_surer_to_be_seen():
    """57 against 43 of 100: 14 points lie 1.98 + standard errors from none."""
    found = shares([of_shares(100, 57, 100, 43)])
    assert 1.96 < found.difference / found.error < SEEN_Z
    assert found.interval[0] > 0
    assert (found.is_seen, found.is_doubtful) == (False, True)


@pytest.mark.parametrize(
    "strata",
    [
        (),
        (of_shares(400, 200, 0, 0),),
        (of_shares(400, 200, 19, 9),),
        (of_shares(24, 12, 24, 11),),
        (of_shares(100, 100, 100, 100),),
        (of_shares(100, 0, 100, 0),),
    ],
)
def test_compares_nothing_where_nothing_can_be(strata):
    assert isinstance(shares(strata), TooFew)


def test_has_no_ratio_where_nobody_did_it():
    found = shares([of_shares(100, 30, 100, 0)])
    assert isinstance(found, Compared)
    assert (found.odds, found.risk, found.e_value, found.e_limit) == (None,) * 4


def test_means_all_the_same_are_not_compared():
    same = Sums(30, 300.0, 3000.0)
    assert isinstance(means([Stratum(same, same)]), TooFew)


def by_rows(outcome, good, stratum):
    """The same by least squares with a column for each stratum, row by row."""
    keep = [k for k in np.unique(stratum) if len(np.unique(good[stratum == k])) == 2]
    rows = np.isin(stratum, keep)
    y, x, k = outcome[rows], good[rows].astype(float), stratum[rows]
    design = np.column_stack([x, *((k == one).astype(float) for one in keep)])
    effect = np.linalg.lstsq(design, y, rcond=None)[0][0]
    return effect, y, x, k, keep


def odds_by_rows(y, x, k, keep):
    """Robins, Breslow and Greenland, from the rows of each stratum."""
    parts = []
    for one in keep:
        here = k == one
        a, b = (y[here] * x[here]).sum(), ((1 - y[here]) * x[here]).sum()
        c, d = (y[here] * (1 - x[here])).sum(), ((1 - y[here]) * (1 - x[here])).sum()
        n = here.sum()
        parts.append((a * d / n, b * c / n, (a + d) / n, (b + c) / n))
    r, s, p, q = np.array(parts).T
    var = (p * r).sum() / (2 * r.sum() ** 2) + (q * s).sum() / (2 * s.sum() ** 2)
    var += (p * s + q * r).sum() / (2 * r.sum() * s.sum())
    return r.sum() / s.sum(), var**0.5


@given(st.integers(0, 10_000))
def test_agrees_with_rows_and_least_squares(seed):
    chance = np.random.default_rng(seed)
    n = 400
    stratum = chance.integers(0, 12, n)
    good = chance.random(n) < 0.7
    base = chance.uniform(0.3, 0.7, 12)[stratum]
    happened = (chance.random(n) < base + 0.1 * good).astype(float)
    worth = np.exp(chance.normal(3, 1, n))

    def strata(amount):
        return [
            Stratum(
                *(
                    Sums(int(who.sum()), amount[who].sum(), (amount[who] ** 2).sum())
                    for who in ((stratum == k) & good, (stratum == k) & ~good)
                )
            )
            for k in np.unique(stratum)
        ]

    effect, y, x, k, keep = by_rows(happened, good, stratum)
    found = shares(strata(happened))
    assert found.difference == pytest.approx(100 * effect, rel=1e-9, abs=1e-9)
    odds, error = odds_by_rows(y, x, k, keep)
    assert found.odds.amount == pytest.approx(odds, rel=1e-9)
    assert found.odds.high == pytest.approx(odds * np.exp(Z * error), rel=1e-9)
    effect, *_ = by_rows(worth, good, stratum)
    assert means(strata(worth)).difference == pytest.approx(effect, rel=1e-9)


def test_power_is_that_of_four_in_five():
    assert pytest.approx(3.3393266, abs=1e-6) == POWER_Z
