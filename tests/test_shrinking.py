"""Groups drawn together, against figures worked out on paper and by other ways."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from metrics.funnels import (
    ALARM,
    WARNING,
    MeanFunnel,
    MedianFunnel,
    ShareFunnel,
    _chances,
)
from metrics.groups import SMALLEST, Place, compared
from metrics.kinds import KINDS, kind_named
from metrics.shrinking import Consistency, Groups, consistency_of, shrunken

SHARE, MEAN, NET, MEDIAN = (
    KINDS[name] for name in ("share", "mean", "net score", "median")
)


def share(n, good):
    return {"n": n, "total": good}


def shares(*parts):
    """Groups a, b, … of (n, good), against the whole that they make up."""
    whole = share(sum(n for n, _ in parts), sum(good for _, good in parts))
    named = dict(zip("abcdefghijklmnop", (share(*one) for one in parts), strict=False))
    return compared("agent", SHARE, whole, named)


def summed(amounts):
    own = np.asarray(amounts, dtype=float)
    return {"n": own.size, "total": own.sum(), "squares": (own**2).sum()}


def means(*parts, kind=MEAN):
    whole = summed([amount for part in parts for amount in part])
    named = dict(zip("abcdefgh", map(summed, parts), strict=False))
    return compared("agent", kind, whole, named)


def medians(*parts):
    whole = np.concatenate([np.asarray(part, dtype=float) for part in parts])
    steps = np.linspace(0, 1, 1001)

    def sums(amounts):
        return {"n": len(amounts), "median": float(np.median(amounts))}

    named = dict(zip("abcdefgh", map(sums, parts), strict=False))
    return compared(
        "agent", MEDIAN, sums(whole), named, tuple(np.quantile(whole, steps))
    )


# --- on paper ---


def test_draws_two_shares_together_as_on_paper():
    # Two groups of 20 with 10 and 18 good: overall 70 %, variance 0.21.
    # Q = 2 x 20 x 0.2² / 0.21 = 7.619, one degree of freedom, typical n 20.
    # Beta-binomial: Q (n(1-x) + x) / n = 1 → x = 20/19 (1 - 1/7.619) = 0.9145.
    # A group is drawn by 20(1-x) / (20x + 20(1-x)) = 1 - x = 0.0855.
    found = shares((20, 10), (20, 18))
    assert found.consistency.share == pytest.approx(0.91447, abs=1e-5)
    estimates = [group.estimate for group in found.groups]
    assert estimates == pytest.approx([51.711, 88.289], abs=1e-3)
    # Of 0.21: 100 sqrt(0.21 x 0.91447 / (20 x 0.08553 + 0.91447)) = 27.05 points.
    assert found.spread.size == pytest.approx(27.047, abs=1e-3)


def test_draws_three_means_together_as_on_paper():
    # Ten amounts each, five 2 below and five 2 above 8, 10 and 12: variance
    # within 10 x 4 x 3 / 27 = 4.4444, Q = 10 (4 + 0 + 4) / 4.4444 = 18.
    # Two degrees of freedom: (18 - 2) / 18 = 0.8889 is more than chance.
    found = means(*([middle - 2, middle + 2] * 5 for middle in (8, 10, 12)))
    assert found.consistency.share == pytest.approx(16 / 18, abs=1e-6)
    estimates = [group.estimate for group in found.groups]
    assert estimates == pytest.approx([8 + 2 / 9, 10, 12 - 2 / 9], abs=1e-5)
    # The variance of 8, 10 and 12 is 4; less chance, 4.4444 / 10: sqrt(3.5556).
    assert found.spread.size == pytest.approx(1.88562, abs=1e-4)
    # At the upper end 1 - 0.05064 / 18: sqrt(4.4444 x 0.99719 / (10 x 0.00281)).
    assert found.spread.most == pytest.approx(12.55, rel=0.02)


def test_q_profile_reaches_where_q_meets_the_chi_squared_quantiles():
    # With equal n, Q falls straight to 0: 18 (1 - x) = 7.378 and = 0.0506.
    found = means(*([middle - 2, middle + 2] * 5 for middle in (8, 10, 12)))
    assert found.consistency.low == pytest.approx(1 - 7.37776 / 18, abs=1e-5)
    assert found.consistency.high == pytest.approx(1 - 0.05064 / 18, abs=1e-3)


def test_limits_of_a_share_are_those_of_a_lot():
    # 10 drawn of 40, of whom 20 are good, of 847,660,528 ways: none good 184,756,
    # one 3,359,200, two 23,934,300. At most one: 0.4 %, at most two: 3.2 %, so
    # that 1 of 10 is beyond 95 % and 2 of 10 is not; none is beyond 99.8 %.
    low, high = ShareFunnel(40, 20).limits(10, WARNING)
    assert 10 < low < 20
    assert high == pytest.approx(100 - low)
    low, _ = ShareFunnel(40, 20).limits(10, ALARM)
    assert 0 < low < 10


def test_limits_of_a_share_come_near_the_binomial_ones_in_a_large_whole():
    low, high = ShareFunnel(1_000_000, 800_000).limits(100, WARNING)
    assert stats.binom.cdf(np.floor(low), 100, 0.8) <= 0.0251
    assert stats.binom.cdf(np.floor(low) + 1, 100, 0.8) > 0.0249
    assert stats.binom.sf(np.ceil(high) - 1, 100, 0.8) <= 0.0251
    assert stats.binom.sf(np.ceil(high) - 2, 100, 0.8) > 0.0249


def test_limits_of_a_mean_are_students_of_a_part_of_the_whole():
    # 25 of 100, deviation 10: 10 sqrt(1/25 - 1/100) = 1.7321, t = 1.9850.
    low, high = MeanFunnel(100, 50, 10, 96).limits(25, WARNING)
    assert (low, high) == pytest.approx((46.562, 53.438), abs=1e-3)


def test_limits_of_a_mean_stay_where_its_amounts_can_be():
    funnel = MeanFunnel(100, 98, 10, 96, 0, 100)
    assert funnel.limits(10, ALARM)[1] == 100


def test_limits_of_a_median_are_those_of_drawn_amounts():
    draws = np.random.default_rng(1).exponential(60, (20_000, 11))
    funnel = MedianFunnel(
        10**9, tuple(stats.expon(0, 60).ppf(np.linspace(0, 0.9999, 1001)))
    )
    low, high = funnel.limits(11, WARNING)
    drawn = np.quantile(np.median(draws, axis=1), [0.025, 0.975])
    assert (low, high) == pytest.approx(tuple(drawn), rel=0.03)


def test_a_group_that_is_the_whole_has_no_room_for_chance():
    amounts = tuple(float(one) for one in range(1001))
    assert MedianFunnel(30, amounts).limits(30, ALARM) == (500, 500)
    assert MeanFunnel(30, 5, 2, 29).limits(30, ALARM) == (5, 5)


# --- by other ways ---


def test_interval_of_a_mean_is_that_of_a_long_integration():
    """The posterior of a normal hierarchy with a flat prior on both parameters."""
    sizes = np.array([12.0, 30.0, 60.0, 15.0, 40.0])
    places = np.array([70.0, 78.0, 74.0, 81.0, 72.0])
    groups = Groups(sizes, places, float((sizes * places).sum() / sizes.sum()), 100.0)
    found = shrunken(groups, consistency_of(groups))

    def moments(tau2):
        weights = 1 / (tau2 + 100 / sizes)
        middle, unsure = (weights * places).sum() / weights.sum(), 1 / weights.sum()
        likely = np.sqrt(np.prod(weights) * unsure) * np.exp(
            -(weights * (places - middle) ** 2).sum() / 2
        )
        drawn = (100 / sizes) * weights
        mean = drawn * middle + (1 - drawn) * places
        spread = (1 - drawn) * 100 / sizes + drawn**2 * unsure
        return likely, likely * mean[0], likely * (spread[0] + mean[0] ** 2)

    whole, mean, square = (
        integrate.quad(lambda tau2, at=at: moments(tau2)[at], 0, 40_000, limit=500)[0]
        for at in range(3)
    )
    mean, square = mean / whole, square / whole
    half = 1.959964 * np.sqrt(square - mean**2)
    assert found.lows[0] == pytest.approx(mean - half, rel=2e-3)
    assert found.highs[0] == pytest.approx(mean + half, rel=2e-3)


def test_chances_of_a_share_are_scipys():
    counts, chances = _chances(300, 210, 37)
    assert chances == pytest.approx(stats.hypergeom.pmf(counts, 300, 210, 37), rel=1e-8)


@given(st.integers(20, 400), st.data())
def test_a_share_lies_beyond_a_limit_when_its_chance_is_small(whole, data):
    good = data.draw(st.integers(1, whole - 1))
    n = data.draw(st.integers(1, whole - 1))
    drawn = stats.hypergeom(whole, good, n)
    low, high = ShareFunnel(whole, good).limits(n, WARNING)
    for count in range(max(0, n - whole + good), min(n, good) + 1):
        if abs(drawn.cdf(count) - 0.025) > 1e-9:
            assert (100 * count / n < low) == (drawn.cdf(count) < 0.025)
        if abs(drawn.sf(count - 1) - 0.025) > 1e-9:
            assert (100 * count / n > high) == (drawn.sf(count - 1) < 0.025)


# --- whatever comes ---

PARTS = st.lists(
    st.integers(SMALLEST, 300).flatmap(
        lambda n: st.tuples(st.just(n), st.integers(0, n))
    ),
    min_size=2,
    max_size=12,
)


@given(PARTS)
def test_estimate_of_a_share_lies_between_its_own_and_the_overall(parts):
    found = shares(*parts)
    for group in found.groups:
        low, high = sorted((group.amount, found.amount))
        assert low - 1e-9 <= group.estimate <= high + 1e-9
        assert 0 <= group.low <= group.estimate + 1e-9
        assert group.estimate - 1e-9 <= group.high <= 100


AMOUNTS = st.lists(
    st.lists(st.integers(0, 1000), min_size=SMALLEST, max_size=25),
    min_size=2,
    max_size=6,
)


@given(AMOUNTS, st.sampled_from([means, medians]))
def test_estimate_of_others_lies_between_its_own_and_the_overall(parts, of):
    found = of(*parts)
    for group in found.groups:
        low, high = sorted((group.amount, found.amount))
        assert low - 1e-6 <= group.estimate <= high + 1e-6
        if group.low is not None:
            assert group.low - 1e-6 <= group.estimate <= group.high + 1e-6
        assert found.consistency is None or 0 <= found.consistency.share <= 1


@given(PARTS, st.randoms())
def test_order_of_the_groups_changes_nothing(parts, chance):
    names = [f"group {number}" for number in range(len(parts))]
    pairs = list(zip(names, parts, strict=True))
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    whole = share(sum(n for n, _ in parts), sum(good for _, good in parts))
    first, second = (
        compared("team", SHARE, whole, {name: share(*one) for name, one in order})
        for order in (pairs, shuffled)
    )
    assert [one.name for one in first.groups] == [one.name for one in second.groups]
    for one, other in zip(first.groups, second.groups, strict=True):
        assert one.estimate == pytest.approx(other.estimate, abs=1e-9)
        assert one.place is other.place


@given(st.floats(0.01, 0.99), st.integers(10, 500), st.integers(10, 500))
def test_more_observations_are_drawn_less(share_, few, more):
    groups = Groups(np.array([few, few + more, 30.0]), np.zeros(3), 0.0, 1.0)
    pulls = groups.pulls(np.array([share_]))[0]
    assert pulls[0] > pulls[1]


@given(st.integers(2, 12), st.integers(10, 200), st.data())
def test_groups_that_are_one_have_nothing_beyond_chance(many, n, data):
    good = data.draw(st.integers(1, n - 1))
    found = shares(*[(n, good)] * many)
    assert (found.consistency.share, found.consistency.low) == (0, 0)
    assert {group.place for group in found.groups} == {Place.INSIDE}
    for group in found.groups:
        assert group.estimate == pytest.approx(found.amount)


# --- the odd ones ---


@pytest.mark.parametrize("good", [0, 40])
def test_shares_of_nothing_or_of_all_are_one_with_the_overall_interval(good):
    found = shares((40, good), (40, good), (40, good))
    assert found.consistency is None
    expected = SHARE.interval(share(120, 3 * good))
    for group in found.groups:
        assert group.estimate == found.amount
        assert (group.low, group.high) == expected
        assert group.place is Place.INSIDE


def test_shares_of_nothing_and_of_all_stay_what_they_are():
    found = shares((40, 0), (40, 40))
    assert found.consistency == Consistency(1.0, pytest.approx(0.9, abs=0.1), 1.0)
    assert [group.estimate for group in found.groups] == pytest.approx([0, 100])
    assert [group.place for group in found.groups] == [
        Place.FAR_LOWER,
        Place.FAR_HIGHER,
    ]


def test_means_that_do_not_vary_within_groups_only_differ():
    found = means([5] * 12, [7] * 12)
    assert found.consistency == Consistency(1, 1, 1)
    assert [(one.estimate, one.low) for one in found.groups] == [(5, None), (7, None)]


def test_means_that_do_not_vary_at_all_are_one():
    found = means([5] * 12, [5] * 12)
    assert (found.consistency, found.spread) == (None, None)
    assert [one.estimate for one in found.groups] == [5, 5]


def test_medians_of_equal_waits_are_one():
    found = medians([30] * 20, [30] * 20, [30] * 12)
    assert found.consistency.share == 0
    assert [one.estimate for one in found.groups] == [30, 30, 30]
    assert {one.place for one in found.groups} == {Place.INSIDE}


def test_net_scores_stay_between_minus_and_plus_100():
    found = means([100] * 11 + [0], [-100] * 11 + [0], [100, -100] * 6, kind=NET)
    assert all(-100 <= one.low <= one.high <= 100 for one in found.groups)


def test_mean_scores_stay_between_0_and_100():
    kind = kind_named("mean", "percent")
    found = means([100] * 10 + [40], [100] * 11, [100] * 9 + [20, 60], kind=kind)
    assert all(0 <= one.low <= one.high <= 100 for one in found.groups)


def test_intervals_of_very_many_are_the_groups_own():
    # 5 / √10⁸ = 0.0005: 10 ± 1.96 x 0.0005; of 10⁶ it is 0.005.
    places = np.array([8.0, 9.0, 10.0, 11.0, 12.0])
    for n, half in ((1e8, 0.00098), (1e6, 0.0098)):
        groups = Groups(np.full(5, n), places, 10.0, 25.0)
        found = shrunken(groups, consistency_of(groups))
        assert found.lows == pytest.approx(places - half, abs=half / 20)
        assert found.highs == pytest.approx(places + half, abs=half / 20)


def test_intervals_of_very_many_shares_are_the_groups_own():
    # √(0.8 x 0.2 / 10⁷) = 0.0126 points: 80 ± 0.0248; at 90 % 0.0095: 90 ± 0.0186.
    found = shares(*((10_000_000, good * 100_000) for good in (70, 75, 80, 85, 90)))
    told = [(round(one.low, 3), round(one.high, 3)) for one in found.groups]
    assert told[2] == (79.975, 80.025)
    assert told[4] == (89.981, 90.019)


def test_a_spread_is_still_told_where_very_many_were_counted():
    # Six groups of a million: chance makes 0.01, they deviate by √(17.5 / 5) = 1.87.
    places = np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5])
    groups = Groups(np.full(6, 1e6), places, 0.0, 100.0)
    found = consistency_of(groups)
    assert groups.deviation(found.share) == pytest.approx(1.8708, rel=1e-3)
    assert groups.deviation(found.high) == pytest.approx(4.588, rel=1e-2)
