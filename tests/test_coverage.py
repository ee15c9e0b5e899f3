"""What the measurement of values sees, on a few rows counted on paper."""

from datetime import datetime

import pytest

from metrics.coverage.building import coverage_of
from metrics.coverage.coverage_words import (
    headline,
    point_words,
    read_words,
    value_words,
)
from metrics.coverage.offering import offered
from metrics.coverage.rating import Customers, Mark, Point
from metrics.coverage.unmeasured import unmeasured_of
from metrics.coverage.unseen_words import left_out_rows, unmeasured_words
from metrics.periods import parse_period
from metrics.scorecard import build_scorecard, data_through
from metrics.survey_funnel import funnel_of
from metrics.values import Company, Promise, Target, Value, Values
from tests.conftest import CATALOG, MARCH

APRIL = datetime(2026, 4, 30)
HIGH, LOW = Target(None, 80, None), Target(None, None, 60)
VALUES = Values(
    Company("Warung", "UTC", "EUR", 0, 90),
    "Coffee",
    "Everywhere",
    (
        Value("Quality", "Solve it.", (Promise("csat", (HIGH,)),)),
        Value("Speed", "Answer.", (Promise("frt", (LOW,)),)),
        Value("Integrity", "Say it.", (Promise("qa", (HIGH,)),)),
        Value("Loyalty", "Stay.", (Promise("crr", (HIGH,)),)),
    ),
    (Promise("aov", (HIGH,)),),
)


@pytest.fixture
def march(company):
    """Tickets of c1 to c4 and of nobody known, orders of c1 and of c5 to c9.

    c1 was satisfied and c2 said nothing, c2's ticket was reviewed, and c1, c5 and x
    are customers at the start, of whom x does nothing in March.
    """
    days = {"created_at": "2026-03-02 09:00", "solved_at": "2026-03-03 09:00"}
    facts = {"status": "solved", "first_reply_minutes": 30, "replies": 1}
    for number in range(1, 5):
        who = {"ticket_id": f"t{number}", "customer_id": f"c{number}"}
        team = "Chat" if number == 1 else "Mail"
        company.add("tickets", **days, **facts, **who, team=team)
    company.add("tickets", **days, **facts, ticket_id="t5", team="Mail")
    aside = {"set_aside": "spam", "customer_id": "spammer", "ticket_id": "t6"}
    company.add("tickets", **days, **facts, **aside)
    asked = {"instrument": "csat", "source": "zendesk", "team": "Chat"}
    good = {"score": 1.0, "is_good": True, "answered_at": "2026-03-05 09:00"}
    company.add("surveys", **asked, **good, ticket_id="t1", customer_id="c1")
    company.add("surveys", **asked, ticket_id="t2", customer_id="c2")
    review = {"reviewed_at": "2026-03-30 09:00", "score": 90.0}
    company.add("reviews", **review, ticket_id="t2")
    company.add("reviews", **review)
    for who in ("c1", "c5", "c6", "c7", "c8", "c9"):
        bought = {"ordered_at": "2026-03-31 12:00", "amount": 40}
        company.add("orders", **bought, customer_id=who)
    company.add("orders", ordered_at="2025-11-01", amount=40, customer_id="z")
    for who in ("c1", "c5", "x"):
        company.add("orders", ordered_at="2026-01-15", amount=40, customer_id=who)
    return company.warehouse


def covered(store, filters=(), values=VALUES):
    through = data_through(store, datetime(2026, 5, 1))
    period = parse_period("2026-03", "UTC", through)
    card = build_scorecard(store, values, CATALOG, period, through, filters)
    funnels = [funnel_of(store, one, MARCH, filters) for one in offered(store)]
    return coverage_of(store, card, values, CATALOG, funnels)


def marks(value):
    return [value.mark(point) for point in Point]


def seen(coverage):
    return {
        one.fared.key: (one.seen.customers, one.seen.of, one.seen.nameless)
        for one in coverage.promises
    }


def test_counts_customers_with_a_contact_an_answer_or_an_order(march):
    coverage = covered(march)
    assert coverage.customers == Customers(all=9, served=4, nameless=1)
    assert coverage.customers.silent == 5


def test_sees_customers_with_an_observation_and_a_review_by_its_ticket(march):
    assert seen(covered(march)) == {
        "csat": (1, 9, 0),
        "frt": (4, 9, 1),
        "qa": (1, 9, 1),
        "crr": (2, 9, 0),
    }


def test_a_review_of_one_of_two_tickets_is_of_its_own_system_s_customer(company):
    when = {"created_at": "2026-03-02 09:00", "ticket_id": "7"}
    company.add("tickets", **when, customer_id="c7")
    company.add("tickets", **when, customer_id="c8", source="freshdesk")
    review = {"reviewed_at": "2026-03-30 09:00", "score": 90.0, "ticket_id": "7"}
    company.add("reviews", **review, source="zendesk")
    company.add("reviews", **review, source="maestroqa")  # of either: of nobody
    kept = Value("Honesty", "See it.", (Promise("qa", (HIGH,)),))
    values = Values(VALUES.company, "", "", (kept,), ())
    assert seen(covered(company.warehouse, values=values)) == {"qa": (1, 2, 1)}


def test_a_gap_is_of_its_ticket_and_not_of_a_review_with_that_id(company):
    # ticket 7, of nobody known, was reviewed as 70 and answered; 8, of c8, as 7
    when = {"created_at": "2026-03-02 09:00"}
    company.add("tickets", **when, ticket_id="7")
    company.add("tickets", **when, ticket_id="8", customer_id="c8")
    review = {"reviewed_at": "2026-03-30 09:00", "score": 90.0, "source": "zendesk"}
    company.add("reviews", **review, review_id="70", ticket_id="7")
    company.add("reviews", **review, review_id="7", ticket_id="8")
    answer = {"answered_at": "2026-03-05", "score": 1.0, "is_good": True}
    company.add("surveys", instrument="csat", ticket_id="7", **answer)
    kept = Value("Honesty", "See it.", (Promise("gap", (LOW,)), Promise("qa", (HIGH,))))
    values = Values(VALUES.company, "", "", (kept,), ())
    assert seen(covered(company.warehouse, values=values)) == {
        "gap": (0, 1, 1),
        "qa": (1, 1, 1),
    }


def test_with_a_filter_sees_those_of_service_alone(march):
    coverage = covered(march, (("team", "Chat"),))
    assert coverage.customers == Customers(all=1, served=1, nameless=0)
    assert seen(coverage)["frt"] == (1, 1, 0)


def test_rates_each_promise_on_five_points(march):
    quality, speed, integrity, loyalty = covered(march).values
    full, part, none = Mark.FULL, Mark.PART, Mark.NONE
    # the answer came 26 days before the end, the last ticket 29; 1, 4, 1, 2 of 9
    assert marks(quality) == [full, full, none, part, part]
    assert marks(speed) == [none, none, none, part, part]
    assert marks(integrity) == [none, full, none, full, part]
    assert marks(loyalty) == [full, full, none, full, part]


def test_says_the_number_behind_each_mark(march):
    quality, speed, *_ = covered(march).values
    assert [point_words(quality.promises[0], point) for point in Point] == [
        "● Outcome: yes, the customer decides it",
        "● Counter-metric: yes, FRT is promised too",
        "○ Enough to tell: no, n = 1, at least 30",
        "◐ Fresh: in part, the last one 26 days before the end",
        "◐ Customers seen: in part, 11.1 %, 1 of 9; 50.0 % of the 2 asked answered",
    ]
    assert [point_words(speed.promises[0], point) for point in Point][:2] == [
        "○ Outcome: no, we decide it: it is our own activity",
        "○ Counter-metric: no, FCR is promised nowhere",
    ]


def test_says_a_sentence_for_each_value_the_gravest_blindness_first(march):
    quality, speed, *_ = covered(march).values
    assert value_words(quality) == (
        "Quality has too few observations, so nobody can tell whether it is kept."
    )
    assert value_words(speed) == (
        "Speed counts what we do, and nobody counts what customers got from it."
    )


def test_a_promise_that_sees_less_than_a_tenth_leads_the_page(march, company):
    assert headline(covered(march)) == (
        "Each of our 4 promises sees at least a tenth of our customers, as far as "
        "that is known."
    )
    for number in range(10, 13):  # 1 of 12
        bought = {"ordered_at": "2026-03-20", "amount": 40}
        company.add("orders", **bought, customer_id=f"c{number}")
    coverage = covered(company.warehouse)
    assert headline(coverage) == (
        "2 of our 4 promises see less than a tenth of our customers."
    )
    assert value_words(coverage.values[0]) == (
        "Quality sees 8.3 % of our customers at the most, and nobody counts what the "
        "others met with."
    )


def test_observations_that_tell_no_customer_are_not_known_to_see_nobody(company):
    company.add("reviews", reviewed_at="2026-03-30 09:00", score=90.0)
    company.add("orders", ordered_at="2026-03-31", amount=40, customer_id="c1")
    integrity = covered(company.warehouse).values[2]
    assert integrity.mark(Point.SEEN) is Mark.UNKNOWN
    assert value_words(integrity) == (
        "Integrity tells no customer, so nobody knows how many customers it sees."
    )


def test_an_empty_period_sees_nothing_and_says_so(company):
    company.add("orders", ordered_at="2026-04-30", amount=40, customer_id="c1")
    coverage = covered(company.warehouse)
    assert headline(coverage) == (
        "No row of this period tells a customer, so nobody is seen."
    )
    assert value_words(coverage.values[0]) == (
        "Nothing was counted for Quality in this period."
    )


def test_names_what_nobody_measures(march):
    found = unmeasured_of(march, VALUES, CATALOG, APRIL)
    said = list(unmeasured_words(covered(march).customers, found))
    assert said[:2] == [
        "5 of 9 customers bought and neither wrote, called nor answered: whether they "
        "found what they needed is counted nowhere.",
        "1 contact or order tells no customer, and is in no share.",
    ]
    assert "No calls: what is said by telephone, and who hung up, is not seen." in said
    assert "No reviews: nobody reads the answers we gave." not in said
    assert "Full resolution time" in said[-1]
    assert "Customer satisfaction" not in said[-1]


def test_what_has_no_observation_is_not_counted_by_anybody(march, company):
    # t2 has a review and no answer, and no contact tells its handle time
    gap, handled = "Gap between offered and perceived", "Average handle time"
    found = unmeasured_of(march, VALUES, CATALOG, APRIL).unpromised
    assert "Full resolution time" in found
    assert not {gap, handled} & set(found)
    answer = {"answered_at": "2026-03-05", "score": 1.0, "is_good": False}
    company.add("surveys", instrument="ces", ticket_id="t2", **answer)
    assert gap in unmeasured_of(company.warehouse, VALUES, CATALOG, APRIL).unpromised


def test_one_open_ticket_is_counted_by_nothing(company):
    company.add("tickets", ticket_id="t1", created_at="2026-03-02")
    assert unmeasured_of(company.warehouse, VALUES, CATALOG, APRIL).unpromised == ()


def test_a_reply_is_counted_by_whichever_clock_has_it(company):
    worked = {"first_reply_working_minutes": 30}
    company.add("tickets", ticket_id="t1", created_at="2026-03-02", **worked)
    values = Values(VALUES.company, "", "", VALUES.values[:1], ())
    found = unmeasured_of(company.warehouse, values, CATALOG, APRIL)
    assert found.unpromised == ("First reply time",)


def test_retention_is_counted_once_orders_reach_a_window_back(company):
    # known from 90 days after the first order on; c1 is a customer until 15 April
    company.add("orders", ordered_at="2026-01-15", amount=40, customer_id="c1")
    values = Values(VALUES.company, "", "", VALUES.values[:1], ())
    retention = "Customer retention rate"
    found = unmeasured_of(company.warehouse, values, CATALOG, APRIL)
    assert retention not in found.unpromised
    company.add("orders", ordered_at="2025-10-01", amount=40, customer_id="c2")
    found = unmeasured_of(company.warehouse, values, CATALOG, APRIL)
    assert retention in found.unpromised


def test_lists_what_is_left_out_with_its_part_of_all(march):
    # 5 tickets count and one is spam
    rows = [
        row for row in left_out_rows(covered(march)) if row[0] == "First reply time"
    ]
    assert [(n, why) for _, n, why, _ in rows] == [(1, "spam")]
    assert rows[0][3] == pytest.approx(100 / 6)


def test_says_how_the_marks_are_read():
    assert (
        "Fresh: the last observation lies 7 days before the end of the period or of "
        "the data at the most; in part, 31 days. What takes time to be known has that "
        "time on top."
    ) in list(read_words())


def test_customers_decide_outcomes_and_we_decide_the_others():
    outcomes = {metric for metric, one in CATALOG.items() if one.outcome}
    assert {"csat", "ces", "nps", "fcr", "crr", "aov", "orders"} <= outcomes
    assert not outcomes & {"frt", "aht", "qa", "resolution"}
