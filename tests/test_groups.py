"""Agents, teams, channels and topics side by side, from rows in the store."""

from datetime import datetime

import pytest

from metrics.group_words import (
    alone_words,
    beyond_words,
    consistency_words,
    hidden_words,
    uncompared_words,
)
from metrics.groups import Comparison, Place, compare, dimensions_of
from metrics.measuring import counts
from metrics.shrinking import Consistency, Spread
from tests.conftest import CATALOG, MARCH

MARCH_3, MARCH_4 = "2026-03-03 09:00", "2026-03-04 09:00"


def rate(company, agent, good, bad, **cells):
    for number in range(good + bad):
        company.add(
            "surveys",
            instrument="csat",
            answered_at=MARCH_3,
            is_good=number < good,
            agent=agent,
            **cells,
        )


def compared(company, metric="csat", dimension="agent", **settings):
    question = company.question(metric, through=datetime(2026, 4, 1), **settings)
    return compare(company.warehouse, question, MARCH, dimension)


def test_shows_own_amounts_in_the_order_of_the_alphabet(company):
    rate(company, "zoe", 30, 0)
    rate(company, "Ben", 15, 5)
    rate(company, "anna", 5, 5)
    found = compared(company)
    told = [(one.name, one.n, one.amount) for one in found.groups]
    assert told == [("anna", 10, 50), ("Ben", 20, 75), ("zoe", 30, 100)]
    assert (found.n, found.amount) == (60, pytest.approx(83.3333, abs=1e-3))


def test_hides_who_has_fewer_than_ten_and_counts_them(company):
    rate(company, "Ann", 9, 1)
    rate(company, "Ben", 10, 2)
    rate(company, "Cas", 9, 0)
    rate(company, "Dee", 1, 0)
    rate(company, None, 3, 1)
    found = compared(company)
    assert [one.name for one in found.groups] == ["Ann", "Ben"]
    assert (found.few, found.few_n, found.nameless, found.n) == (2, 10, 4, 36)
    assert hidden_words(found, "answer") == (
        "In the overall amount, but not shown: 2 others with fewer than 10 answers "
        "each (10 in all) and 4 answers of no known agent."
    )


def test_counts_what_the_card_counts_under_that_filter(company):
    rate(company, "Ann", 18, 2, team="Mail", channel="mail")
    rate(company, "Ann", 3, 9, team="Phone", channel="phone")
    rate(company, "Ben", 11, 4, team="Mail", channel="mail")
    rate(company, "Ben", 5, 5, team="Mail", channel="mail", set_aside="spam")
    for number in range(40):
        company.add(
            "tickets",
            created_at=MARCH_3,
            first_reply_minutes=number * number % 97,
            agent=("Ann", "Ben")[number % 2],
            team=("Mail", "Phone", "Chat")[number % 3],
        )
        company.add(
            "reviews",
            reviewed_at=MARCH_4,
            score=number * 37 % 101,
            agent=("Ann", "Ben")[number % 2],
            team=("Mail", "Phone", "Chat")[number % 3],
        )
    for metric in ("csat", "frt", "qa"):
        for dimension in ("agent", "team"):
            found = compared(company, metric, dimension)
            assert len(found.groups) >= 2
            for group in found.groups:
                card = company.count(metric, filters=((dimension, group.name),))
                assert group.n == card.n
                assert group.amount == pytest.approx(card.amount(), rel=1e-12)
    only = compared(company, filters=(("team", "Mail"),))
    assert [(one.name, one.n) for one in only.groups] == [("Ann", 20), ("Ben", 15)]


def test_takes_the_overall_amount_of_the_card(company):
    rate(company, "Ann", 18, 2)
    rate(company, "Ben", 5, 9)
    rate(company, None, 7, 3)
    found = compared(company)
    card = counts(company.warehouse, company.question("csat"), [MARCH])[0]
    assert (found.n, found.amount) == (card.n, card.amount())


def test_marks_an_agent_whom_chance_alone_would_not_put_there(company):
    for agent in ("Ann", "Ben", "Cas", "Dee"):
        rate(company, agent, 54, 6)
    rate(company, "Eve", 30, 30)
    # Q = 60 (4 x 0.08² + 0.32²) / (0.82 x 0.18) = 52.03; 60/59 (1 - 4/52.03) = 94 %.
    found = compared(company)
    assert [one.place for one in found.groups] == [Place.INSIDE] * 4 + [Place.FAR_LOWER]
    assert beyond_words(found) == (
        "1 of 5 agents lies beyond the 95 % limits, 1 beyond 99.8 %; chance alone puts "
        "at least one beyond 95 % in up to 23 % of such comparisons."
    )
    # Of 0.82 x 0.18 = 0.1476, at n = 60: 100 sqrt(0.1476 x 0.9385 / (60 x 0.0615 +
    # 0.9385)) = 17.3 points.
    assert consistency_words(found, "Quality (CSAT)", "percent") == (
        "94 % of the spread between agents is more than chance (95 % interval 80 to "
        "100 %): agents differ by more than chance, typically by ±17.3 pts; why is not "
        "told."
    )


def test_takes_no_difference_seen_for_none(company):
    for agent, good in (("Ann", 22), ("Ben", 23), ("Cas", 24)):
        rate(company, agent, good, 25 - good)
    assert consistency_words(compared(company), "Quality (CSAT)", "percent") == (
        "Whether customers get the same Quality (CSAT) whoever answers cannot be told: "
        "anything from none to 99 % of the spread between agents may be more than "
        "chance."
    )


def alike(share, low, high, spread=None):
    consistency = Consistency(share, low, high)
    return Comparison("team", 900, 80.0, consistency=consistency, spread=spread)


def test_says_that_it_is_the_same_only_where_the_interval_is_narrow():
    assert consistency_words(
        alike(0.0, 0.0, 0.2, Spread(0.0, 2.04)), "Quality (CSAT)", "percent"
    ) == (
        "Customers get the same Quality (CSAT) whichever team answers, as far as can "
        "be seen: at most 20 % of the spread between teams is more than chance, "
        "typically ±2.0 pts."
    )
    assert consistency_words(alike(0.0, 0.0, 0.2), "Speed (FRT)", "minutes").endswith(
        "of the spread between teams is more than chance."
    )
    wide = consistency_words(alike(0.0, 0.0, 0.25), "Speed (FRT)", "minutes")
    assert wide.startswith("Whether customers get the same Speed (FRT)")


def test_takes_groups_that_are_too_alike_for_no_proof(company):
    for agent in ("Ann", "Ben"):
        rate(company, agent, 12, 8)
    found = compared(company)
    assert found.consistency == Consistency(0.0, 0.0, 0.0)
    assert consistency_words(found, "Quality (CSAT)", "percent") == (
        "Whether customers get the same Quality (CSAT) whoever answers cannot be told: "
        "the spread between agents is even less than chance alone mostly makes it."
    )


def test_tells_nothing_of_channels_when_all_are_satisfied(company):
    for channel in ("mail", "chat"):
        rate(company, "Ann", 12, 0, channel=channel)
    found = compared(company, dimension="channel")
    assert consistency_words(found, "Quality (CSAT)", "percent") == (
        "Every channel has the same amount; with nothing varying, it cannot be told "
        "whether customers would always get the same."
    )


def test_compares_medians_by_where_they_lie_among_all(company):
    for number in range(60):
        for agent, factor in (("Ann", 1), ("Ben", 1), ("Cas", 8)):
            company.add(
                "tickets",
                created_at=MARCH_3,
                first_reply_minutes=factor * (number + 1),
                agent=agent,
            )
    found = compared(company, "frt")
    ann, ben, cas = found.groups
    assert (ann.amount, ben.amount, cas.amount) == (30.5, 30.5, 244)
    assert ann.estimate == ben.estimate
    assert found.spread is None
    assert 30.5 < ann.estimate < found.amount < cas.estimate < 244
    # Of all waits 35 % are under 30.5 and 83 % under 244; of 60 among 180, the
    # deviation is 5.2 % around the half: 2.9 and 6.4 of them.
    assert (ann.place, cas.place) == (Place.LOWER, Place.FAR_HIGHER)


def test_has_nothing_to_compare_without_two_groups(company):
    assert alone_words(compared(company), "answer") == (
        "Nothing was counted in this period."
    )
    for number in range(20):
        rate(company, f"agent {number}", 1, 0)
    assert alone_words(compared(company), "answer") == (
        "No agent has 10 answers or more, so there is nothing to compare."
    )
    rate(company, "Ann", 9, 3)
    found = compared(company)
    assert alone_words(found, "answer") == (
        "Only one agent has 10 answers or more, so there is nothing to compare."
    )
    assert (found.groups, found.few) == ((), 20)


def test_compares_only_by_what_the_metric_knows(company):
    with pytest.raises(ValueError, match="agent"):
        compared(company, "nps")
    assert dimensions_of(CATALOG["csat"]) == ("agent", "team", "channel", "topic")


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        ("csat", ""),
        (
            "nps",
            "Net promoter score is counted from answers that name no agent, team, "
            "channel or topic, so there are no groups to compare.",
        ),
        (
            "revenue",
            "Revenue is a total: a group has more of it by being larger, so groups are "
            "not compared by it.",
        ),
        (
            "crr",
            "Customer retention rate belongs to customers, who meet many agents and "
            "teams, so groups are not compared by it.",
        ),
    ],
)
def test_says_why_a_metric_is_not_compared(metric, words):
    assert uncompared_words(CATALOG[metric]) == words


@pytest.mark.parametrize("metric", sorted(CATALOG))
def test_compares_every_metric_or_says_why_not(company, metric):
    for dimension in dimensions_of(CATALOG[metric]):
        assert compared(company, metric, dimension).groups == ()
    assert bool(uncompared_words(CATALOG[metric])) != bool(
        dimensions_of(CATALOG[metric])
    )
