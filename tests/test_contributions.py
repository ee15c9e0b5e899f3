"""What moved a number: the split adds up, and says no more than the data bear."""

from __future__ import annotations

from datetime import datetime
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.contribution_words import (
    bars_of,
    split_words,
    sure_words,
    unsplit_words,
    whole_words,
)
from metrics.contributions import SUMS, Moved, moved, split, split_by
from metrics.periods import parse_period
from tests.conftest import CATALOG, Company

REACH = datetime(2026, 7, 31, 23)
FEBRUARY = parse_period("2026-02", "UTC", REACH)
MARCH = parse_period("2026-03", "UTC", REACH)


def answers(
    company: Company, month: int, channel: str | None, good: int, bad: int
) -> None:
    for number in range(good + bad):
        company.add(
            "surveys",
            instrument="csat",
            answered_at=f"2026-{month:02}-{number % 27 + 1:02} 10:00",
            is_good=number < good,
            channel=channel,
        )


def by_channel(company: Company, metric: str = "csat") -> Moved:
    question = company.question(metric)
    return moved(company.warehouse, question, FEBRUARY, MARCH, "channel")


@pytest.fixture
def moving(company: Company) -> Company:
    """Mail from 54 good of 60 answers to 16 of 20; chat from 20 of 40 to 40 of 80."""
    answers(company, 2, "mail", 54, 6)
    answers(company, 2, "chat", 20, 20)
    answers(company, 3, "mail", 16, 4)
    answers(company, 3, "chat", 40, 40)
    return company


def test_splits_a_change_into_the_mix_and_what_happened_within(moving: Company) -> None:
    # From 74 of 100 to 56 of 100. Mail: 90 % to 80 %, share 0.6 to 0.2; chat: 50 %
    # both times, share 0.4 to 0.8. Mix: -0.4 x 85 + 0.4 x 50. Within: 0.4 x -10.
    found = by_channel(moving)
    assert (found.before, found.after) == (74.0, pytest.approx(56.0))
    assert found.change is not None and found.mix is not None
    assert found.rates is not None
    assert found.change.amount == pytest.approx(-18.0)
    assert found.mix.amount == pytest.approx(-14.0)
    assert found.rates.amount == pytest.approx(-4.0)
    chat, mail = found.groups
    # Against the mean of the two overall amounts, 65 %: mail -0.4 x 20, chat 0.4 x -15.
    assert (mail.name, mail.n_before, mail.n_after) == ("mail", 60, 20)
    assert (mail.before, mail.after) == (90.0, 80.0)
    assert mail.mix.amount == pytest.approx(-8.0)
    assert mail.rates.amount == pytest.approx(-4.0)
    assert chat.mix.amount == pytest.approx(-6.0)
    assert chat.rates.amount == pytest.approx(0.0)


def test_says_it_in_sentences_no_surer_than_the_intervals(moving: Company) -> None:
    found = by_channel(moving)
    assert whole_words(found, FEBRUARY, MARCH, "percent").startswith(
        "February 2026: 74.0 %. March 2026: 56.0 %. Change: −18.0 pts (95 % interval −3"
    )
    assert "comes from the mix of channels" in split_words(found, "percent")
    assert "zero lies inside its interval" not in split_words(found, "percent")
    assert [name for name, _ in bars_of(found)] == [
        "Mix of channels",
        "chat",
        "mail",
        "Whole change",
    ]


def test_cannot_tell_a_change_that_may_be_chance(company: Company) -> None:
    for month, good in ((2, 15), (3, 14)):
        answers(company, month, "mail", good, 20 - good)
        answers(company, month, "chat", good, 20 - good)
    found = by_channel(company)
    assert "zero lies inside its interval" in split_words(found, "percent")
    assert sure_words(found, "percent") == (
        "Of no single channel can it be said that it moved the number: zero lies "
        "inside every interval."
    )


def test_puts_small_groups_together_and_tells_no_amount_of_theirs(
    moving: Company,
) -> None:
    answers(moving, 2, "fax", 3, 1)
    answers(moving, 3, "fax", 30, 1)
    answers(moving, 3, "letter", 2, 2)
    answers(moving, 3, None, 9, 3)
    found = by_channel(moving)
    assert [one.name for one in found.groups] == ["chat", "mail", None, None]
    nameless, small = found.groups[2:]
    assert (nameless.few, nameless.n_before, nameless.n_after) == (0, 0, 12)
    assert (nameless.before, nameless.after) == (None, 75.0)
    assert (small.few, small.n_before, small.n_after) == (2, 4, 35)
    assert (small.before, small.after) == (None, None)
    assert found.change is not None
    parts = sum(one.mix.amount + one.rates.amount for one in found.groups)
    assert parts == pytest.approx(found.change.amount, abs=1e-9)


def test_splits_nothing_where_a_period_has_too_few(company: Company) -> None:
    answers(company, 2, "mail", 9, 0)
    answers(company, 3, "mail", 30, 2)
    found = by_channel(company)
    assert (found.n_before, found.n_after, found.change) == (9, 32, None)
    assert found.groups == ()
    assert by_channel(Company()).before is None


def test_tells_of_medians_that_they_have_no_split(company: Company) -> None:
    for month, minutes in ((2, 10), (3, 20)):
        for number in range(12):
            company.add(
                "tickets",
                created_at=f"2026-{month:02}-{number + 1:02} 10:00",
                first_reply_minutes=minutes + number,
                channel="mail",
            )
    found = by_channel(company, "frt")
    assert found.change is None
    (mail,) = found.middles
    # The 6th and 7th of 12; ranks 3 and 10 hold the median in 95 % of samples.
    assert (mail.name, mail.before.n, mail.before.amount) == ("mail", 12, 15.5)
    assert (mail.before.low, mail.before.high) == (12.0, 19.0)
    assert (mail.after.amount, mail.after.low, mail.after.high) == (25.5, 22.0, 29.0)


def test_says_why_a_change_is_not_split() -> None:
    assert split_by(CATALOG["crr"]) == ()
    assert "belongs to customers" in unsplit_words(CATALOG["crr"])
    assert "name no channel, team or topic" in unsplit_words(CATALOG["revenue"])
    assert split_by(CATALOG["fcr"]) == ("channel", "team", "topic")


def test_splits_a_total_into_how_many_and_how_much() -> None:
    # Web from 10 of 5 to 20 of 6; shop from 30 of 2 to 30 of 1. As of twice the days.
    sums = {
        "web": ({"n": 10, "total": 50.0, "squares": 250.0},
                {"n": 20, "total": 120.0, "squares": 720.0}),
        "shop": ({"n": 30, "total": 60.0, "squares": 120.0},
                 {"n": 30, "total": 30.0, "squares": 30.0}),
    }  # fmt: skip
    found = split("channel", "total", sums, 1.0, 31)
    assert (found.before, found.after, found.per_days) == (110.0, 150.0, None)
    assert found.mix is not None and found.mix.low is None
    assert found.mix.amount == pytest.approx(10 * 5.5)
    assert found.rates is not None
    assert found.rates.amount == pytest.approx(15 * 1 - 30 * 1)
    scaled = split("channel", "total", sums, 2.0, 30)
    assert (scaled.before, scaled.per_days) == (220.0, 30)
    assert scaled.change is not None
    assert scaled.change.amount == pytest.approx(-70.0)


def in_pandas(rows: pd.DataFrame, scale: float) -> dict[str, float]:
    """The same split from single rows: an independent way of working it out."""
    group = rows.groupby(["after", "group"])["amount"]
    mean = group.mean().unstack("after")
    share = (group.count() / rows.groupby("after")["amount"].count()).unstack("after")
    share = share.fillna(0)
    mean[0] = mean[0].fillna(mean[1])
    mean[1] = mean[1].fillna(mean[0])
    mix = ((share[1] - share[0]) * (mean[1] + mean[0]) / 2).sum()
    rates = ((mean[1] - mean[0]) * (share[1] + share[0]) / 2).sum()
    whole = rows.groupby("after")["amount"].mean()
    return {
        "mix": scale * mix,
        "rates": scale * rates,
        "change": scale * (whole[1] - whole[0]),
    }


ROWS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(-3, 3)), min_size=10, max_size=60
)


def sums_of(rows: pd.DataFrame) -> dict[str | None, tuple[dict[str, float], ...]]:
    found = {}
    for name, part in rows.groupby("group"):
        pair = []
        for after in (0, 1):
            own = part[part["after"] == after]["amount"]
            sums = (len(own), own.sum(), (own**2).sum())
            pair.append(dict(zip(SUMS, map(float, sums), strict=True)))
        found[str(name)] = tuple(pair)
    return found


@given(ROWS, ROWS)
def test_adds_up_exactly_and_agrees_with_pandas(first, last) -> None:
    rows = pd.DataFrame(
        [(0, *one) for one in first] + [(1, *one) for one in last],
        columns=["after", "group", "amount"],
    )
    found = split("channel", "mean", sums_of(rows))
    assert found.change is not None and found.mix is not None
    assert found.rates is not None
    parts = sum(one.mix.amount + one.rates.amount for one in found.groups)
    assert abs(parts - found.change.amount) < 1e-9
    assert abs(found.mix.amount + found.rates.amount - found.change.amount) < 1e-9
    assert abs(found.after - found.before - found.change.amount) < 1e-9
    if not any(one.few for one in found.groups):
        apart = in_pandas(rows, 1.0)
        assert abs(apart["mix"] - found.mix.amount) < 1e-9
        assert abs(apart["rates"] - found.rates.amount) < 1e-9
        assert abs(apart["change"] - found.change.amount) < 1e-9


def test_gives_each_interval_the_width_that_resampling_gives() -> None:
    """2,000 samples of the same company: the parts spread as the intervals say."""
    draws = np.random.default_rng(7)
    shares, rates = (
        np.array([[0.6, 0.4], [0.4, 0.6]]),
        np.array([[0.8, 0.5], [0.7, 0.5]]),
    )
    parts = []
    for _ in range(2_000):
        sums: dict[str, list[dict[str, float]]] = {"a": [], "b": []}
        for at in (0, 1):
            sizes = draws.multinomial(500, shares[at])
            for place, name in enumerate("ab"):
                good = float(draws.binomial(sizes[place], rates[at][place]))
                n = float(sizes[place])
                sums[name].append({"n": n, "total": good, "squares": good})
        found = split("channel", "share", {k: (a, b) for k, (a, b) in sums.items()})
        mix, within, whole = found.mix, found.rates, found.change
        first = found.groups[0]
        parts.append((mix, within, whole, first.mix, first.rates))
    for column in zip(*parts, strict=True):
        amounts = np.array([one.amount for one in column])
        told = np.mean([one.reach for one in column]) / 1.96
        assert abs(told / amounts.std() - 1) < 4 / sqrt(2 * len(parts))
