"""Process-behaviour charts: limits on paper, and when a period is a signal."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from metrics.variation import BASELINE, FEWEST, Judged, Signal, Spot, variation

# 20 amounts: centre 50, mean moving range 2, so sigma 2 / 1.128 = 1.773.
STEADY = [49.0, 51.0] * 10


def judged(amounts, kind="mean", n=100, **bounds):
    return variation([Spot(n, amount) for amount in amounts], kind, **bounds)


def last(amounts, kind="mean", n=100) -> Judged:
    return judged(amounts, kind, n)[-1]


def rules(one: Judged) -> list[str]:
    return [signal.rule for signal in one.signals]


def test_draws_the_limits_of_a_published_example():
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten batches."""
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    limits = last(flow).limits
    assert limits.centre == pytest.approx(50.81)
    assert limits.high == pytest.approx(55.8041, abs=5e-5)
    assert limits.low == pytest.approx(45.8159, abs=5e-5)


def test_draws_the_limits_of_shares_as_on_paper():
    # 50 and 60 % of 100 in turn: centre 55 %, and each step is 10 points, so one
    # sigma is 10 / 1.128 = 8.8652 points, and half of that where n is 400.
    spots = [Spot(100, share) for share in [50.0, 60.0] * 10] + [Spot(400, 55.0)]
    found = variation(spots, "share")
    assert (found[0].limits.low, found[0].limits.high) == (
        pytest.approx(28.4043, abs=5e-5),
        pytest.approx(81.5957, abs=5e-5),
    )
    assert found[-1].limits.high == pytest.approx(68.2979, abs=5e-5)


def test_draws_shares_of_unequal_n_as_pandas_reckons_them():
    shares = pd.Series([41, 55, 38, 60, 47, 52, 36, 58, 49, 61, 40, 57]) / 100
    n = pd.Series([200, 100, 400, 50, 300, 100, 250, 80, 120, 90, 500, 100])
    centre = (shares * n).sum() / n.sum()
    sigma = (centre * (1 - centre) / n) ** 0.5
    wider = ((shares - centre) / sigma).diff().abs().mean() / 1.128
    assert wider > 1
    spots = [Spot(int(m), 100 * p) for m, p in zip(n, shares, strict=True)]
    found = variation(spots, "share")
    highs = [one.limits.high for one in found]
    assert highs == pytest.approx(list(100 * (centre + 3 * wider * sigma)))


def test_gives_a_share_the_noise_of_its_n_at_least():
    # 80 of 100, always: 80 % and 3 × sqrt(0.8 × 0.2 / 100) = 12 points.
    limits = last([80.0] * 12, "share").limits
    assert (limits.low, limits.high) == (pytest.approx(68), pytest.approx(92))


def test_takes_a_failure_or_two_after_none_for_routine():
    # Of 1,000 none failed: 2 in 1,004 are feared. Of 50, more than two such fail
    # in 0.02 % of cases, more than one in 0.5 %: that is not yet beyond 0.135 %.
    spots = [Spot(50, 100.0)] * 20
    assert not variation([*spots, Spot(50, 96.0)], "share")[-1].signals
    assert rules(variation([*spots, Spot(50, 94.0)], "share")[-1]) == ["outside"]


def test_gives_an_amount_of_few_more_room_as_on_paper():
    # Of 100 each, 49 and 51 in turn: z is 10 × 1 off the centre, each step 20, so the
    # sigma of one observation is 20 / 1.128 = 17.730, and of 25 that over 5: 3.546.
    spots = [Spot(100, amount) for amount in STEADY]
    found = variation([*spots, Spot(25, 60.0)], "mean")[-1]
    assert found.limits.high == pytest.approx(50 + 3 * 3.5461, abs=5e-4)
    assert not found.signals
    assert rules(variation([*spots, Spot(25, 60.7)], "mean")[-1]) == ["outside"]
    # Of 400 the sigma is no less than of 100, the most that was seen.
    assert variation([*spots, Spot(400, 50.0)], "mean")[-1].limits == found_at(spots)
    # A total is no mean: what it counts is not what its chance is told by.
    assert rules(variation([*spots, Spot(25, 60.0)], "total")[-1]) == ["outside"]


def found_at(spots):
    return variation(spots, "mean")[-1].limits


def test_draws_amounts_of_unequal_n_as_on_paper():
    # Eight, of 100 and of 25 in turn, 52 and 47: centre (400 × 52 + 100 × 47) / 500
    # = 51, so z is 10 × 1 and 5 × -4 in turn, each step 30: one observation's sigma
    # is 30 / 1.128 = 26.596.
    spots = [Spot(100, 52.0), Spot(25, 47.0)] * 4
    found = variation(spots, "median")
    assert [one.limits.centre for one in found] == [51] * 8
    assert found[0].limits.sigma == pytest.approx(2.6596, abs=5e-5)
    assert found[1].limits.sigma == pytest.approx(5.3191, abs=5e-5)


def test_finds_a_point_outside_the_limits():
    # 3 sigma are 5.319
    assert last([*STEADY, 55.4]).signals == (Signal("outside", "above", 2),)
    assert last([*STEADY, 44.6]).signals == (Signal("outside", "below", 1),)
    assert last([*STEADY, 55.3]).signals == ()


def test_sets_limits_without_what_lies_outside_them():
    # 90 among nineteen of 49 and 51: with it the centre is 52, and all are below.
    found = judged([*STEADY[:10], 90.0, *STEADY[:9]])
    assert found[10].signals == (Signal("outside", "above", 2),)
    assert found[-1].limits.centre == pytest.approx(949 / 19)
    assert [at for at, one in enumerate(found) if one.signals] == [10]


def test_finds_eight_in_a_row_on_one_side():
    assert rules(last([*STEADY, 49, *[50.5] * 7])) == []
    found = last([*STEADY, 49, *[50.5] * 8])
    assert found.signals == (Signal("run", "above", 8),)
    assert rules(last([*STEADY, 49, *[50.5] * 4, 50, *[50.5] * 4])) == []


def test_finds_two_of_three_beyond_two_sigma():
    # 2 sigma are 3.546
    assert rules(last([*STEADY, 53.6, 50, 53.6])) == ["two of three"]
    assert rules(last([*STEADY, 53.6, 50, 49, 53.6])) == []
    assert rules(last([*STEADY, 53.6, 50, 46.4])) == []
    assert rules(last([*STEADY, 53.6, 53.6, 50])) == []


def test_has_no_limits_before_there_are_eight():
    assert {one.limits for one in judged([1.0, 100.0, 1.0, 1.0, 1.0, 1.0, 900.0])} == {
        None
    }
    assert last([1.0] * FEWEST).limits is not None
    assert last([1.0] * FEWEST).stretch == 8


def test_begins_anew_where_a_decision_restarts():
    after = [Spot(100, 80.0, restarts=True), *[Spot(100, 80.0)] * 7]
    found = variation([Spot(100, amount) for amount in STEADY] + after, "mean")
    assert [one.stretch for one in found[-8:]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert found[-1].limits.centre == 80
    assert found[19].limits.centre == 50
    assert not any(one.signals for one in found)
    assert not any(one.signals for one in found[:-1] if one.limits is None)
    unfinished = variation([*(Spot(9, a) for a in STEADY), *after[:7]], "mean")
    assert unfinished[-1].limits is None


def test_sets_limits_by_the_first_twenty_alone():
    assert last([*STEADY, *[60.0] * 5]).limits == last(STEADY).limits


def test_lets_what_is_not_judged_set_no_limit_and_be_no_signal():
    spots = [Spot(100, amount) for amount in STEADY]
    wild = Spot(3, 400.0, judged=False)
    found = variation([*spots[:5], wild, *spots[5:], wild, Spot(0, None)], "mean")
    assert not any(one.signals for one in found)
    assert found[-3].limits == last(STEADY).limits
    assert found[-1].limits is None


def test_ends_a_row_at_a_gap():
    spots = [Spot(9, amount) for amount in [*STEADY, 49, *[50.5] * 8]]
    spots[-3] = Spot(0, None)
    assert not variation(spots, "mean")[-1].signals


def test_draws_no_limit_where_no_amount_can_be():
    limits = judged([1.0, 9.0] * 10, low=0.0)[-1].limits
    assert (limits.low, limits.centre) == (0, 5)
    assert limits.high == pytest.approx(5 + 3 * 8 / 1.128)


kinds = some.sampled_from(["mean", "share", "total", "retention"])
percent = some.floats(0, 100).map(lambda amount: round(amount, 6))
series = some.lists(percent, min_size=FEWEST, max_size=25)


@given(percent, kinds, some.integers(FEWEST, 40), some.integers(1, 10_000))
def test_never_finds_a_signal_where_all_is_equal(amount, kind, length, n):
    assert not any(one.signals for one in judged([amount] * length, kind, n))


@given(series, some.sampled_from([0.125, 0.5, 2.0, 64.0]))
def test_finds_the_same_in_any_unit(amounts, factor):
    scaled = judged([factor * amount for amount in amounts])
    assert [one.signals for one in scaled] == [one.signals for one in judged(amounts)]


@given(some.lists(percent, min_size=FEWEST, max_size=BASELINE))
def test_draws_the_same_limits_backwards(amounts):
    there, back = last(amounts).limits, last(amounts[::-1]).limits
    ours = (there.centre, there.low, there.high)
    assert ours == pytest.approx((back.centre, back.low, back.high))


@given(some.lists(percent, min_size=BASELINE, max_size=BASELINE), some.integers(8, 12))
def test_finds_every_shift_that_lasts_eight_periods(amounts, lasting):
    shifted = judged([*amounts, *[max(amounts) + 1] * lasting])
    assert "run" in rules(shifted[-1])
    assert shifted[-1].signals[0].side == "above"


@given(some.lists(some.integers(30, 70), min_size=FEWEST, max_size=BASELINE))
def test_draws_shares_of_one_n_as_amounts_unless_they_vary_less_than_chance(shares):
    limits = last([float(share) for share in shares], "share", n=10_000).limits
    xmr = last([float(share) for share in shares]).limits
    assert limits.sigma >= xmr.sigma - 1e-9
    floor = 100 * (limits.centre / 100 * (1 - limits.centre / 100) / 10_000) ** 0.5
    assert limits.sigma == pytest.approx(max(xmr.sigma, floor))


def test_cries_wolf_in_few_periods_of_routine_variation():
    """3 in 100 of amounts, of any n, and 2 of shares, by bench/routine.py."""
    random = np.random.default_rng(7)
    times = 600
    amounts = [last(random.normal(50, 5, 25).tolist()) for _ in range(times)]
    shares = [
        last((100 * random.binomial(80, 0.85, 25) / 80).tolist(), "share", 80)
        for _ in range(times)
    ]
    assert 0 < sum(bool(one.signals) for one in amounts) < 0.06 * times
    fewer = [
        variation(
            [
                *(Spot(300, a) for a in random.normal(50, 5, 24)),
                Spot(30, random.normal(50, 5 * 10**0.5)),
            ],
            "mean",
        )[-1]
        for _ in range(times)
    ]
    assert 0 < sum(bool(one.signals) for one in fewer) < 0.06 * times
    assert sum(bool(one.signals) for one in shares) < 0.03 * times
