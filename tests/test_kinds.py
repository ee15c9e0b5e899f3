"""What each kind concludes, against published and hand-made figures."""

from math import inf

import duckdb
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from metrics.changes import differs
from metrics.kinds import (
    KINDS,
    Mean,
    chance_within,
    kind_named,
    lower_rank,
)
from metrics.verdicts import Verdict, verdict_of, weakest

SHARE, NET, MEAN = KINDS["share"], KINDS["net score"], KINDS["mean"]
MEDIAN, TOTAL = KINDS["median"], KINDS["total"]


def summed(kind, amounts, bounds=()):
    """Both passes, by DuckDB itself."""
    connection = duckdb.connect()
    connection.execute("create table observations (amount double)")
    connection.executemany(
        "insert into observations values (?)", [[float(one)] for one in amounts]
    )

    def ask(wanted):
        aggregates = ", ".join(f'{sql} as "{name}"' for name, sql in wanted.items())
        row = connection.execute(f"select {aggregates} from observations").fetchall()
        return dict(zip(wanted, row[0], strict=True))

    sums = ask(kind.sums())
    more = kind.spread(sums, bounds)
    return {**sums, **(ask(more) if more else {})}


@pytest.mark.parametrize(
    ("good", "n", "low", "high"),
    [
        (8, 10, 49.0, 94.3),
        (80, 100, 71.1, 86.7),
        (10, 10, 72.2, 100.0),
        (19, 20, 76.4, 99.1),
        (0, 10, 0.0, 27.8),
    ],
)
def test_shares_have_the_published_wilson_intervals(good, n, low, high):
    found = SHARE.interval({"n": n, "total": good})
    assert [round(bound, 1) for bound in found] == [low, high]


def test_net_score_of_50_30_20_runs_from_14_to_45():
    sums = summed(NET, [100] * 50 + [0] * 30 + [-100] * 20)
    assert NET.amount(sums) == 30
    assert [round(bound) for bound in NET.interval(sums)] == [14, 45]


def test_mean_has_students_interval():
    amounts = [2, 4, 4, 4, 5, 5, 7, 9]
    low, high = MEAN.interval(summed(MEAN, amounts))
    expected = stats.t.interval(0.95, 7, np.mean(amounts), stats.sem(amounts))
    assert (low, high) == pytest.approx(expected)


def test_skewed_mean_is_resampled_with_a_seed():
    kind, amounts = Mean(skewed=True), [10.0] * 20 + [12.0] * 15 + [400.0]
    sums = summed(kind, amounts)
    low, high = kind.interval(sums)
    assert kind.interval(summed(kind, amounts)) == (low, high)
    expected = stats.bootstrap(
        (amounts,), np.mean, method="percentile", rng=1, n_resamples=20_000
    ).confidence_interval
    assert low == pytest.approx(expected.low, rel=0.05)
    assert high == pytest.approx(expected.high, rel=0.05)


def test_median_of_1_to_100_lies_between_its_40th_and_61st():
    sums = summed(MEDIAN, range(1, 101))
    assert MEDIAN.amount(sums) == 50.5
    assert MEDIAN.interval(sums) == (40, 61)


def test_median_of_five_has_no_interval():
    assert MEDIAN.interval(summed(MEDIAN, range(5))) is None


@given(st.integers(6, 100_000))
def test_rank_is_the_largest_that_keeps_95_percent(n):
    rank = lower_rank(n)
    assert stats.binom.cdf(rank - 1, n, 0.5) <= 0.025
    assert stats.binom.cdf(rank, n, 0.5) > 0.025


@given(
    st.sampled_from([MEAN, MEDIAN]),
    st.lists(st.integers(0, 1000), min_size=8, max_size=60),
    st.integers(-10, 1010),
)
def test_verdict_and_interval_never_contradict_each_other(kind, amounts, bound):
    sums = summed(kind, amounts, [float(bound)])
    low, high = kind.interval(sums)
    assume(low < high)
    chance = kind.at_most(sums, float(bound))
    if high < bound:
        assert chance >= 0.975 - 1e-9
    if low > bound:
        assert chance <= 0.025 + 1e-9


@given(st.integers(1, 10_000), st.data(), st.floats(0.1, 99.9))
def test_share_is_kept_when_its_whole_interval_meets_the_target(n, data, target):
    good = data.draw(st.integers(0, n))
    sums = {"n": n, "total": good}
    low, high = SHARE.interval(sums)
    chance = chance_within(SHARE, sums, target, inf)
    assume(abs(low - target) > 1e-6 and abs(high - target) > 1e-6)
    assert (chance > 0.975) == (low > target)
    assert (chance < 0.025) == (high < target)


def test_band_wants_the_amount_between_both_bounds():
    sums = summed(MEAN, [9.0, 9.5, 10.0, 10.5, 11.0] * 20)
    assert chance_within(MEAN, sums, 6, 12) > 0.999
    assert chance_within(MEAN, sums, 11, 12) < 0.001
    assert 0.4 < chance_within(MEAN, sums, 10, 12) < 0.6


def test_total_either_meets_its_target_or_not():
    sums = summed(TOTAL, [40, 60])
    assert TOTAL.interval(sums) is None
    assert chance_within(TOTAL, sums, 100, inf) == 1
    assert chance_within(TOTAL, sums, 100.01, inf) == 0


def test_change_within_the_noise_is_none():
    assert not differs(86, (82, 89), 84, (80, 87))
    assert differs(86, (85, 87), 84, (83, 85))
    assert not differs(86, (85, 87), 85, (84, 86))


@pytest.mark.parametrize(
    ("chance", "verdict"),
    [
        (1.0, "kept"),
        (0.975, "kept"),
        (0.974, "probably kept"),
        (0.8, "probably kept"),
        (0.79, "can't tell"),
        (0.21, "can't tell"),
        (0.2, "probably broken"),
        (0.026, "probably broken"),
        (0.025, "broken"),
        (0.0, "broken"),
    ],
)
def test_verdict_follows_from_the_chance(chance, verdict):
    assert verdict_of(100, 30, chance) == verdict


def test_verdict_is_withheld_below_the_smallest_n():
    assert verdict_of(29, 30, 1.0) is Verdict.TOO_FEW
    assert verdict_of(0, 30, None) is Verdict.NO_DATA
    assert verdict_of(30, 30, None) is Verdict.CANT_TELL


def test_value_is_lived_as_far_as_its_weakest_promise():
    assert weakest([Verdict.KEPT, Verdict.BROKEN]) is Verdict.BROKEN
    assert weakest([Verdict.KEPT, Verdict.CANT_TELL]) is Verdict.CANT_TELL
    assert weakest([Verdict.KEPT, Verdict.NO_DATA]) is Verdict.KEPT
    assert weakest([Verdict.TOO_FEW, Verdict.NO_DATA]) is Verdict.TOO_FEW
    assert weakest([]) is Verdict.NO_DATA


def test_keeps_a_mean_of_percentages_between_0_and_100():
    kind = kind_named("mean", "percent")
    # Scores 100, 100, 91: mean 97, its t interval would reach 109.9.
    sums = {"n": 3, "total": 291.0, "squares": 28281.0}
    low, high = kind.interval(sums)
    assert (round(low, 1), high) == (84.1, 100.0)


def test_keeps_a_mean_of_minutes_at_0_or_more():
    # 0, 0 and 3 minutes: mean 1, its t interval would reach below 0.
    low, high = kind_named("mean", "minutes").interval(summed(MEAN, [0, 0, 3]))
    assert (low, round(high, 1)) == (0.0, 5.3)


@pytest.mark.parametrize(
    ("kind", "amounts", "low", "high"),
    [
        (MEDIAN, [60] * 50, 60.0, inf),
        (MEDIAN, [60] * 50, -inf, 60.0),
        (MEDIAN, [60] * 50, 60.0, 90.0),
        (SHARE, [1] * 500, 100.0, inf),
        (SHARE, [0] * 500, -inf, 0.0),
        (MEAN, [83.3] * 50, 83.3, inf),
        (MEAN, [83.3] * 50, 80.0, 83.3),
        (Mean(skewed=True), [54.87] * 50, 54.87, inf),
        (TOTAL, [10] * 10, 100.0, 200.0),
    ],
)
def test_keeps_a_promise_that_is_met_exactly(kind, amounts, low, high):
    sums = summed(kind, amounts, [one for one in (low, high) if abs(one) < inf])
    assert chance_within(kind, sums, low, high) == pytest.approx(1)


@pytest.mark.parametrize(
    ("kind", "amounts", "low"),
    [(SHARE, [1] * 499 + [0], 100.0), (MEAN, [83.2] * 50, 83.3), (TOTAL, [9], 10.0)],
)
def test_breaks_a_promise_that_is_just_missed(kind, amounts, low):
    assert chance_within(kind, summed(kind, amounts), low, inf) == 0
