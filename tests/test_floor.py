"""What a retention would have been had nobody bought, and the verdict it leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from metrics.explaining import explain
from metrics.explaining_words import explained_words
from metrics.floor_words import floor_words
from metrics.periods import Window, parse_period
from metrics.report import as_text
from metrics.retention import Floor, floor_of
from metrics.values import Promise, Target
from tests.conftest import CATALOG, MARCH
from tests.test_scorecard import NOW, at_least, declared, only, scorecard


def bought(company, customer, *days):
    for day in days:
        company.add(
            "orders", ordered_at=f"{day} 12:00", amount=20.0, customer_id=customer
        )


def some(company):
    """Four customers on 1 March, who bought after 1 December; 90 days before the end
    of March is 1 January."""
    bought(company, "old", "2025-06-01", "2026-03-31")
    bought(company, "lapses", "2025-12-15")
    bought(company, "returns", "2025-12-20", "2026-03-20")
    bought(company, "stays", "2026-01-20")
    bought(company, "buys", "2026-02-10", "2026-03-10")


def floor(company, window=MARCH, **settings):
    sums = company.count("crr", window, **settings).sums
    question = company.question("crr", **settings)
    return floor_of(company.warehouse, question, window, sums)


def test_counts_who_could_not_have_been_lost(company):
    some(company)
    # lapses, returns, stays and buys; without March's orders stays and buys are left.
    assert company.count("crr").amount() == 75
    assert floor(company) == Floor(90, 50)
    week = Window(datetime(2026, 3, 1), datetime(2026, 3, 8))
    # Lost by 8 March without an order since 8 December: nobody.
    assert floor(company, week) == Floor(90, 100)


def test_is_as_if_nobody_had_bought(company):
    bought(company, "old", "2025-06-01")
    for place in range(40):
        day = datetime(2025, 12, 3) + timedelta(days=2 * place)
        bought(company, f"c{place}", f"{day:%Y-%m-%d}")
    # They bought from 3 December on, every two days; 25 of them since 1 January.
    bought(company, "new", "2026-03-31")
    assert floor(company).percent == pytest.approx(100 * 25 / 40)
    assert company.count("crr").amount() == pytest.approx(100 * 25 / 40)


def test_has_no_floor_where_everybody_can_be_lost(company):
    some(company)
    assert floor(company, retention_days=31) is None
    assert floor(company, retention_days=32) is not None
    quarter = Window(datetime(2026, 1, 1), datetime(2026, 4, 1))
    assert floor(company, quarter) is None


def test_has_no_floor_by_subscriptions_nor_of_another_metric(company):
    some(company)
    for customer, start in (("ann", "2026-01-01"), ("bob", "2026-03-20")):
        company.add("subscriptions", customer_id=customer, started_at=start)
    assert company.count("crr").n == 1
    assert floor(company) is None
    assert (
        floor_of(company.warehouse, company.question("csat"), MARCH, {"n": 9}) is None
    )


def test_has_no_floor_without_data(company):
    assert floor(company) is None
    bought(company, "ann", "2026-01-15", "2026-03-31")
    assert floor(company) is None


def many(company):
    """30 customers on 1 March: 24 bought in February, six in December. Three of the
    six are back in March, so that 27 of 30 stay and 24 could not be lost."""
    bought(company, "old", "2025-06-01")
    for place in range(30):
        bought(company, f"c{place}", "2026-02-10" if place < 24 else "2025-12-10")
        if place >= 27:
            bought(company, f"c{place}", "2026-03-31")


def test_cannot_tell_of_a_target_that_is_met_had_nobody_bought(company):
    many(company)
    card = scorecard(company, declared(at_least("crr", 60)))
    fared = only(card)
    assert (fared.reading.n, fared.reading.amount) == (30, 90)
    assert fared.floor == Floor(90, 80)
    assert fared.verdict == "can't tell"
    assert floor_words(fared) == (
        "Had nobody bought, it would be 80.0 % and meet the target: a customer is lost "
        "only 90 days after the last order, so a shorter period cannot tell."
    )
    assert floor_words(fared) in as_text(card)
    assert only(scorecard(company, declared(at_least("crr", 80)))).verdict == (
        "can't tell"
    )


def test_judges_a_target_above_what_could_not_be_lost(company):
    many(company)
    fared = only(scorecard(company, declared(at_least("crr", 81))))
    assert fared.verdict == "probably kept"
    assert floor_words(fared) == (
        "Had nobody bought, it would be 80.0 %: a customer is lost only 90 days after "
        "the last order."
    )
    assert only(scorecard(company, declared(at_least("crr", 99)))).verdict == "broken"


def test_keeps_a_band_broken_that_too_many_stay_in(company):
    many(company)
    band = Promise("crr", (Target(None, 10, 70),))
    assert only(scorecard(company, declared(band))).verdict == "broken"


def test_explains_why_it_cannot_tell(company):
    many(company)
    promise = at_least("crr", 60)
    through = datetime(2026, 3, 31, 12)
    period = parse_period("2026-03", "UTC", through)
    found = explain(
        company.warehouse,
        declared(promise),
        CATALOG,
        ("Speed", promise),
        period,
        NOW,
    )
    told = " ".join(explained_words(found).split())
    assert (
        "Verdict ◑ can't tell: had nobody bought, it would be 80.0 % and meet the "
        "target: a customer is lost only 90 days after the last order, so a shorter "
        "period cannot tell"
    ) in told
    assert told.count("had nobody bought") + told.count("Had nobody bought") == 1
