"""What each kind concludes, against published and hand-made figures."""

from math import inf

import duckdb
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from metrics.kinds import (
    KINDS,
    SAME,
    Mean,
    chance_within,
    is_exact,
    kind_named,
)
from metrics.ranks import lower_rank
from metrics.verdicts import Chance, Verdict, verdict_of, weakest

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


# Twelve orders, skewed to the right: mean 61.75, standard error 15.7071.
ORDERS = [18, 22, 25, 31, 34, 38, 45, 52, 66, 84, 118, 208]


def test_skewed_mean_has_the_interval_of_its_studentized_resamples():
    # Half a million resamples by the formula itself gave 36.85 to 141.31.
    kind = Mean(skewed=True)
    sums = summed(kind, ORDERS)
    low, high = kind.interval(sums)
    assert (low, high) == kind.interval(summed(kind, ORDERS))
    assert low == pytest.approx(36.85, rel=0.05)
    assert high == pytest.approx(141.31, rel=0.1)
    assert kind.method(sums) == "bootstrap-t of 1,999 seeded resamples"


def test_skewed_mean_reaches_further_up_than_down():
    sums = summed(Mean(skewed=True), ORDERS)
    low, high = Mean(skewed=True).interval(sums)
    student_low, student_high = MEAN.interval(summed(MEAN, ORDERS))
    assert low > student_low
    assert high > student_high


@pytest.mark.parametrize("amounts", [[10.0] * 29 + [400.0], [10.0, 12.0, 40.0]])
def test_skewed_mean_is_students_where_resamples_hold_one_amount_alone(amounts):
    kind = Mean(skewed=True)
    sums = summed(kind, amounts)
    student = summed(MEAN, amounts)
    assert kind.interval(sums) == pytest.approx(MEAN.interval(student))
    assert kind.at_most(sums, 15.0) == pytest.approx(MEAN.at_most(student, 15.0))
    assert kind.method(sums) == "Student's t"


@given(st.lists(st.integers(1, 1000), min_size=10, max_size=80, unique=True))
def test_target_on_the_edge_of_a_skewed_mean_is_met_by_a_chance_of_one_in_40(amounts):
    kind = Mean(skewed=True)
    sums = summed(kind, amounts)
    low, high = kind.interval(sums)
    assert kind.at_most(sums, high + 1e-6) >= 0.975
    assert kind.at_most(sums, high - 1e-6) <= 0.975
    assert kind.at_most(sums, low - 1e-6) <= 0.025
    assert kind.at_most(sums, low + 1e-6) >= 0.025


def test_median_of_1_to_100_lies_between_its_40th_and_61st():
    sums = summed(MEDIAN, range(1, 101))
    assert MEDIAN.amount(sums) == 50.5
    assert MEDIAN.interval(sums) == (40, 61)


def test_median_of_five_has_no_interval():
    assert MEDIAN.interval(summed(MEDIAN, range(5))) is None


def test_90th_percentile_of_1_to_100_lies_between_its_84th_and_96th():
    # P(B < 84) = 2.06 % and P(B >= 96) = 2.37 % for B ~ Binomial(100, 0.9).
    sums = summed(MEDIAN, range(1, 101))
    assert sums["p90"] == pytest.approx(90.1)
    assert MEDIAN.p90_interval(sums) == (84, 96)


def test_90th_percentile_has_an_interval_from_36_amounts_on():
    assert MEDIAN.p90_interval(summed(MEDIAN, range(35))) is None
    assert MEDIAN.p90_interval(summed(MEDIAN, range(36))) == (28, 35)


@pytest.mark.parametrize(
    ("kind", "amounts", "method"),
    [
        (SHARE, [1, 0], "Wilson"),
        (KINDS["retention"], [1, 0], "Wilson"),
        (NET, [100, -100], "adjusted Wald"),
        (MEAN, [1, 2], "Student's t"),
        (MEDIAN, [1, 2], "order statistics"),
        (TOTAL, [1, 2], "none, as everything is counted"),
    ],
)
def test_names_its_method(kind, amounts, method):
    assert kind.method(summed(kind, amounts)) == method


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
    assume(len(set(amounts)) > 1)
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
    chance = chance_within(SHARE, sums, target, inf).within
    assume(abs(low - target) > 1e-6 and abs(high - target) > 1e-6)
    assert chance <= 0.975 or low > target
    assert chance >= 0.025 or high < target
    if not is_exact(sums, target):
        assert (chance > 0.975) == (low > target)
        assert (chance < 0.025) == (high < target)


@given(st.integers(1, 2_000), st.data(), st.sampled_from([0.5, 1, 2, 98, 99, 99.5]))
def test_share_near_an_end_is_no_surer_than_the_binomial(n, data, target):
    good = data.draw(st.integers(0, n))
    sums = {"n": n, "total": float(good)}
    assume(is_exact(sums, target))
    chance = chance_within(SHARE, sums, target, inf).within
    if chance >= 0.975:
        tested = stats.binomtest(good, n, target / 100, alternative="greater")
        assert tested.pvalue <= 0.025 + 1e-9
    if chance <= 0.025:
        tested = stats.binomtest(good, n, target / 100, alternative="less")
        assert tested.pvalue <= 0.025 + 1e-9


def test_two_misses_of_30_do_not_break_99_percent():
    # P(28 or fewer of 30) at 99 % is 3.6 %; the normal takes it for 0.05 %.
    chance = chance_within(SHARE, {"n": 30, "total": 28.0}, 99.0, inf)
    assert chance.within == pytest.approx(0.0361, abs=1e-4)
    # All of 30 meet 99 %, which so happens in 74 of 100 samples.
    chance = chance_within(SHARE, {"n": 30, "total": 30.0}, 99.0, inf)
    assert chance.within == 0.5


def test_band_wants_the_amount_between_both_bounds():
    sums = summed(MEAN, [9.0, 9.5, 10.0, 10.5, 11.0] * 20)
    assert chance_within(MEAN, sums, 6, 12).within > 0.999
    assert chance_within(MEAN, sums, 11, 12).sided < 0.001
    assert 0.4 < chance_within(MEAN, sums, 10, 12).within < 0.6


def test_band_too_narrow_for_the_data_is_not_broken():
    # Mean 10, standard error 0.0711: the band is a fortieth of it to each side.
    sums = summed(MEAN, [9.0, 9.5, 10.0, 10.5, 11.0] * 20)
    chance = chance_within(MEAN, sums, 9.998, 10.002)
    assert chance.within == pytest.approx(0.0224, abs=1e-3)
    assert chance.sided == pytest.approx(0.511, abs=1e-3)
    assert verdict_of(100, 30, chance) is Verdict.CANT_TELL


def test_total_either_meets_its_target_or_not():
    sums = summed(TOTAL, [40, 60])
    assert TOTAL.interval(sums) is None
    assert chance_within(TOTAL, sums, 100, inf) == Chance(1, 1)
    assert chance_within(TOTAL, sums, 100.01, inf) == Chance(0, 0)


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
    assert verdict_of(100, 30, Chance(chance, chance)) == verdict


def test_verdict_is_withheld_below_the_smallest_n():
    assert verdict_of(29, 30, Chance(1, 1)) is Verdict.TOO_FEW
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
    assert kind.method(sums) == "Student's t, cut off where the amounts must end"


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
        (TOTAL, [10] * 10, 100.0, 200.0),
        (NET, [100] * 50, 100.0, inf),
        (kind_named("mean", "percent"), [90, 100], -inf, 100.0),
    ],
)
def test_keeps_a_promise_that_is_met_exactly(kind, amounts, low, high):
    sums = summed(kind, amounts, [one for one in (low, high) if abs(one) < inf])
    assert chance_within(kind, sums, low, high).within == pytest.approx(1)


@pytest.mark.parametrize(
    ("kind", "amounts", "low"),
    [
        (SHARE, [1] * 499 + [0], 100.0),
        (NET, [100] * 499 + [0], 100.0),
        (kind_named("mean", "percent"), [100] * 499 + [99], 100.0),
        (TOTAL, [9], 10.0),
    ],
)
def test_breaks_a_promise_that_is_just_missed(kind, amounts, low):
    assert chance_within(kind, summed(kind, amounts), low, inf).sided == 0


@pytest.mark.parametrize("kind", [MEAN, Mean(skewed=True)])
def test_amounts_all_the_same_have_no_interval_and_no_sure_verdict(kind):
    sums = summed(kind, [83.3] * 50)
    assert kind.interval(sums) is None
    assert kind.method(sums) == SAME
    judged = {
        bounds: verdict_of(50, 30, chance_within(kind, sums, *bounds))
        for bounds in ((83.3, inf), (80.0, 83.3), (-inf, 90.0), (83.4, inf), (10, 20))
    }
    assert list(judged.values()) == [
        "probably kept", "probably kept", "probably kept", "probably broken",
        "probably broken",
    ]  # fmt: skip


def test_thirty_reviews_of_100_do_not_prove_a_mean_of_95():
    kind = kind_named("mean", "percent")
    sums = summed(kind, [100] * 30)
    assert kind.interval(sums) is None
    assert verdict_of(30, 30, chance_within(kind, sums, 95, inf)) == "probably kept"
    assert verdict_of(30, 30, chance_within(kind, sums, 100, inf)) == "probably kept"
    # No mean of percentages is above 100, whatever the spread.
    assert verdict_of(30, 30, chance_within(kind, sums, -inf, 100)) == "kept"


def test_one_amount_names_its_method_too():
    assert MEAN.method(summed(MEAN, [5])) == "Student's t"
