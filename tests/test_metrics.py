"""Each metric on a handful of rows, counted on paper."""

from datetime import datetime

import pytest

from metrics.measuring import EVER, clock_of, observations
from metrics.periods import Window
from tests.conftest import MARCH

MARCH_3 = "2026-03-03 09:00"


# --- first reply time ---


def test_frt_is_the_median_wait_until_the_first_reply(company):
    for minutes in (10, 20, 60):
        company.add("tickets", created_at=MARCH_3, first_reply_minutes=minutes)
    assert company.count("frt").amount() == 20


def test_frt_halves_the_two_middle_waits_of_an_even_number(company):
    for minutes in (10, 20, 60, 61):
        company.add("tickets", created_at=MARCH_3, first_reply_minutes=minutes)
    assert company.count("frt").amount() == 40


def test_frt_leaves_out_a_ticket_nobody_has_answered(company):
    company.add("tickets", created_at=MARCH_3, first_reply_minutes=10)
    company.add("tickets", created_at=MARCH_3)
    company.add("tickets", created_at=MARCH_3, status="closed", solved_at=MARCH_3)
    company.add("tickets", created_at=MARCH_3, first_reply_minutes=5, set_aside="spam")
    assert (company.count("frt").n, company.count("frt").amount()) == (1, 10)
    assert company.left_out("frt") == {
        "still waiting": 1,
        "solved without a reply": 1,
        "spam": 1,
    }


def test_frt_files_a_ticket_under_its_creation(company):
    company.add("tickets", created_at="2026-02-28 23:59", first_reply_minutes=90)
    company.add("tickets", created_at="2026-03-01 00:00", first_reply_minutes=30)
    company.add("tickets", created_at="2026-04-01 00:00", first_reply_minutes=60)
    assert (company.count("frt").n, company.count("frt").amount()) == (1, 30)


def test_frt_never_mixes_two_clocks(company):
    company.add(
        "tickets",
        created_at=MARCH_3,
        first_reply_minutes=600,
        first_reply_working_minutes=60,
    )
    company.add("tickets", created_at=MARCH_3, first_reply_working_minutes=20)
    assert company.count("frt").amount() == 600
    assert company.left_out("frt") == {"timed in working hours only": 1}
    assert company.count("frt", clock="working").amount() == 40


def test_frt_takes_the_clock_that_the_exports_have(company):
    company.add("tickets", created_at=MARCH_3, first_reply_working_minutes=20)
    asked = company.question("frt", clock=None)
    assert clock_of(company.warehouse, asked, None, EVER).clock == "working"
    assert clock_of(company.warehouse, asked, "calendar", EVER).clock == "calendar"


def test_frt_takes_the_clock_that_times_the_most_in_the_period(company):
    for _ in range(2):
        company.add("tickets", created_at=MARCH_3, first_reply_working_minutes=20)
    company.add("tickets", created_at=MARCH_3, first_reply_minutes=5)
    for _ in range(9):
        company.add("tickets", created_at="2026-04-03 10:00", first_reply_minutes=5)
    asked = company.question("frt", clock=None)
    march = Window(datetime(2026, 3, 1), datetime(2026, 4, 1))
    april = Window(datetime(2026, 4, 1), datetime(2026, 5, 1))
    june = Window(datetime(2026, 6, 1), datetime(2026, 7, 1))
    found = [
        clock_of(company.warehouse, asked, None, window).clock
        for window in (march, april, june, EVER)
    ]
    assert found == ["working", "calendar", "calendar", "calendar"]


def test_frt_takes_no_clock_from_a_ticket_that_is_set_aside(company):
    company.add("tickets", created_at=MARCH_3, first_reply_working_minutes=20)
    company.add("tickets", created_at=MARCH_3, first_reply_minutes=5, set_aside="spam")
    asked = company.question("frt", clock=None)
    assert clock_of(company.warehouse, asked, None, EVER).clock == "working"


# --- average handle time ---


def test_aht_is_the_mean_over_calls_and_timed_tickets(company):
    company.add(
        "calls", started_at=MARCH_3, talk_seconds=300, hold_seconds=60, wrap_seconds=120
    )
    company.add(
        "tickets",
        created_at=MARCH_3,
        solved_at=MARCH_3,
        status="solved",
        handle_minutes=16,
    )
    # 8 minutes on the telephone and 16 on the ticket.
    assert company.count("aht").amount() == 12


def test_aht_leaves_out_abandoned_calls_and_unsolved_tickets(company):
    company.add("calls", started_at=MARCH_3, answered=False, talk_seconds=5)
    company.add("tickets", created_at=MARCH_3, handle_minutes=16)
    assert company.count("aht").n == 0
    assert company.count("aht").amount() is None
    assert company.left_out("aht") == {"abandoned": 1}


def test_aht_counts_a_call_and_its_ticket_once(company):
    company.add("calls", started_at=MARCH_3, talk_seconds=240, ticket_id="77")
    company.add(
        "tickets",
        ticket_id="77",
        created_at=MARCH_3,
        solved_at=MARCH_3,
        status="solved",
        handle_minutes=30,
    )
    assert (company.count("aht").n, company.count("aht").amount()) == (1, 4)
    assert company.left_out("aht") == {"counted as its call": 1}


def handled(company, source, minutes, ticket="5"):
    company.add(
        "tickets",
        source=source,
        ticket_id=ticket,
        created_at=MARCH_3,
        solved_at=MARCH_3,
        status="solved",
        handle_minutes=minutes,
    )


def test_aht_keeps_both_tickets_when_a_call_names_an_id_of_two_helpdesks(company):
    handled(company, "zendesk", 30)
    handled(company, "freshdesk", 10)
    company.add("calls", started_at=MARCH_3, talk_seconds=300, ticket_id="5")
    # 30 and 10 minutes on the tickets, 5 on the telephone.
    assert (company.count("aht").n, company.count("aht").amount()) == (3, 15)


def test_aht_takes_the_ticket_of_the_call_s_own_system(company):
    handled(company, "zendesk", 30)
    handled(company, "freshdesk", 10)
    company.add(
        "calls", source="zendesk", started_at=MARCH_3, talk_seconds=240, ticket_id="5"
    )
    # 10 minutes on Freshdesk's ticket, 4 on the telephone.
    assert (company.count("aht").n, company.count("aht").amount()) == (2, 7)


def test_aht_counts_a_ticket_whose_call_was_abandoned(company):
    company.add("calls", started_at=MARCH_3, answered=False, ticket_id="77")
    company.add("calls", started_at=MARCH_3, ticket_id="78")
    for ticket, minutes in (("77", 30), ("78", 10)):
        company.add(
            "tickets",
            ticket_id=ticket,
            created_at=MARCH_3,
            solved_at=MARCH_3,
            status="solved",
            handle_minutes=minutes,
        )
    # Neither call has a handle time of its own.
    assert (company.count("aht").n, company.count("aht").amount()) == (2, 20)


# --- first contact resolution ---


def solved(company, **cells):
    company.add(
        "tickets",
        **{
            "created_at": MARCH_3,
            "solved_at": "2026-03-04 09:00",
            "status": "solved",
            "replies": 1,
            **cells,
        },
    )


def data_go_on_until(company, moment):
    company.add("tickets", created_at=moment)


def test_fcr_is_the_share_solved_with_one_reply_and_no_return(company):
    data_go_on_until(company, "2026-03-31 00:00")
    solved(company)
    solved(company, status="closed")
    solved(company, replies=2)
    solved(company, reopens=1)
    assert company.count("fcr").n == 4
    assert company.count("fcr").amount() == 50


def test_fcr_is_spoiled_by_a_new_ticket_within_seven_days(company):
    data_go_on_until(company, "2026-03-31 00:00")
    solved(company, next_contact_at="2026-03-11 09:00")
    solved(company, next_contact_at="2026-03-11 09:01")
    assert company.count("fcr").amount() == 50


def test_fcr_waits_until_seven_days_have_passed(company):
    data_go_on_until(company, "2026-03-11 09:00")
    solved(company)
    solved(company, solved_at="2026-03-04 09:01")
    assert company.count("fcr").n == 1
    assert company.left_out("fcr") == {"too fresh to count": 1}


def test_fcr_waits_for_the_tickets_of_its_own_source(company):
    solved(company, source="freshdesk")
    company.add("tickets", source="zendesk", created_at="2026-03-31 00:00")
    assert company.left_out("fcr") == {"too fresh to count": 1}
    company.add("tickets", source="freshdesk", created_at="2026-03-31 00:00")
    assert (company.count("fcr").n, company.count("fcr").amount()) == (1, 100)


def test_fcr_learns_nothing_from_a_ticket_dated_in_the_future(company):
    data_go_on_until(company, "2062-01-01 00:00")
    solved(company)
    through = datetime(2026, 3, 8)
    assert company.count("fcr", through=through).n == 0


def test_fcr_takes_unknown_reopenings_for_none(company):
    data_go_on_until(company, "2026-03-31 00:00")
    solved(company, reopens=None)
    assert company.count("fcr").amount() == 100


def test_fcr_leaves_out_tickets_solved_without_a_reply(company):
    data_go_on_until(company, "2026-03-31 00:00")
    solved(company, replies=0)
    solved(company, replies=None)
    assert company.count("fcr").n == 0
    assert company.left_out("fcr") == {
        "solved without a reply": 1,
        "replies are not in the export": 1,
    }


# --- survey answers ---


def answer(company, instrument, score, is_good, **cells):
    company.add(
        "surveys",
        instrument=instrument,
        score=score,
        is_good=is_good,
        **{"answered_at": MARCH_3, **cells},
    )


def test_csat_is_good_over_good_and_bad(company):
    for is_good in (True, True, True, False):
        answer(company, "csat", 5, is_good)
    company.add("surveys", instrument="csat", answered_at=MARCH_3)
    answer(company, "ces", 7, False)
    assert (company.count("csat").n, company.count("csat").amount()) == (4, 75)


def test_csat_takes_the_latest_answer_for_a_ticket(company):
    answer(company, "csat", 1, False, ticket_id="5", answered_at="2026-03-03 09:00")
    answer(company, "csat", 5, True, ticket_id="5", answered_at="2026-03-09 09:00")
    assert (company.count("csat").n, company.count("csat").amount()) == (1, 100)
    assert company.left_out("csat") == {"answered again later": 1}


def test_csat_takes_answer_10_for_later_than_answer_9(company):
    answer(company, "csat", 1, False, ticket_id="5", survey_id="9")
    answer(company, "csat", 5, True, ticket_id="5", survey_id="10")
    assert (company.count("csat").n, company.count("csat").amount()) == (1, 100)


def test_csat_keeps_an_answer_when_a_later_one_does_not_count(company):
    answer(company, "csat", 5, True, ticket_id="5", answered_at="2026-03-03 09:00")
    answer(
        company,
        "csat",
        1,
        False,
        ticket_id="5",
        answered_at="2026-03-09 09:00",
        set_aside="spam",
    )
    assert (company.count("csat").n, company.count("csat").amount()) == (1, 100)


def test_csat_tells_a_ticket_from_an_answer_of_the_same_number(company):
    answer(company, "csat", 5, True, ticket_id="5", survey_id="1")
    answer(company, "csat", 5, True, survey_id="5")
    assert company.count("csat").n == 2


def test_nps_is_promoters_less_detractors(company):
    for score in (10, 9, 9, 9, 9, 8, 7, 7, 6, 0):
        answer(company, "nps", score, score >= 9)
    # 5 promoters, 3 passives, 2 detractors of 10.
    assert (company.count("nps").n, company.count("nps").amount()) == (10, 30)


def test_nps_is_never_mixed_with_answers_asked_for_after_a_ticket(company):
    answer(company, "nps", 10, True)
    answer(company, "nps", 0, False, ticket_id="5")
    assert company.count("nps").amount() == 100
    assert company.left_out("nps") == {"asked after a ticket": 1}


def test_ces_is_the_share_that_found_it_easy(company):
    for score, is_good in ((7, True), (5, True), (4, False)):
        answer(company, "ces", score, is_good, scale="1-7")
    assert company.count("ces").amount() == pytest.approx(200 / 3)


# --- reviews ---


def test_qa_is_the_mean_of_the_reviews_without_calibration(company):
    company.add("reviews", reviewed_at=MARCH_3, score=80)
    company.add("reviews", reviewed_at=MARCH_3, score=95)
    company.add("reviews", reviewed_at=MARCH_3, score=0, set_aside="calibration")
    assert (company.count("qa").n, company.count("qa").amount()) == (2, 87.5)
    assert company.left_out("qa") == {"calibration": 1}


# --- orders ---


def order(company, day, amount=10, **cells):
    company.add("orders", ordered_at=f"{day} 12:00", amount=amount, **cells)


def test_revenue_orders_and_aov_agree(company):
    order(company, "2026-03-02", 30.50)
    order(company, "2026-03-03", 49.50)
    order(company, "2026-03-04", 999, set_aside="cancelled")
    order(company, "2026-03-05", 999, currency="USD")
    order(company, "2026-04-01", 999)
    assert company.count("revenue").amount() == 80
    assert company.count("orders").amount() == 2
    assert company.count("aov").amount() == 40
    for metric in ("revenue", "orders", "aov"):
        assert company.left_out(metric) == {
            "cancelled": 1,
            "in another currency": 1,
        }


def test_new_customers_are_those_whose_first_order_is_in_the_period(company):
    order(company, "2026-02-01", customer_id="ann")
    order(company, "2026-03-02", customer_id="ann")
    order(company, "2026-03-02", customer_id="bob")
    order(company, "2026-03-09", customer_id="bob")
    order(company, "2026-03-03", customer_id="eve", set_aside="test")
    order(company, "2026-03-04")
    assert company.count("new_customers").amount() == 1
    assert company.left_out("new_customers") == {"test": 1, "without a customer": 1}


def test_repeat_purchases_are_orders_of_people_who_had_bought_before(company):
    order(company, "2026-02-01", customer_id="ann")
    order(company, "2026-03-02", customer_id="ann")
    order(company, "2026-03-02", customer_id="bob")
    order(company, "2026-03-09", customer_id="bob")
    order(company, "2026-03-04")
    # ann once, bob's second; bob's first was new; one order has no customer.
    assert company.count("repeat_purchase").n == 3
    assert company.count("repeat_purchase").amount() == pytest.approx(200 / 3)
    assert company.left_out("repeat_purchase") == {"without a customer": 1}


def test_customers_are_counted_whatever_they_paid_in(company):
    order(company, "2026-03-02", customer_id="ann", currency="USD")
    order(company, "2026-03-09", customer_id="ann")
    assert company.count("new_customers").amount() == 1
    assert company.count("repeat_purchase").amount() == 50


# --- retention ---


def test_crr_is_the_share_of_customers_at_the_start_still_there_at_the_end(company):
    order(company, "2025-06-01", customer_id="old")
    # Customers on 1 March: bought after 1 December. At its end: after 1 January.
    order(company, "2025-12-15", customer_id="lapses")
    order(company, "2026-02-20", customer_id="stays")
    order(company, "2025-12-20", customer_id="returns")
    order(company, "2026-03-20", customer_id="returns")
    order(company, "2026-03-10", customer_id="new")
    order(company, "2026-03-31", customer_id="old")
    # stays and returns of lapses, stays and returns.
    assert company.count("crr").n == 3
    assert company.count("crr").amount() == pytest.approx(200 / 3)


def test_crr_has_no_data_before_a_full_window_of_history(company):
    order(company, "2026-01-15", customer_id="ann")
    order(company, "2026-03-31", customer_id="ann")
    assert company.count("crr").n == 0
    assert observations(company.warehouse, company.question("crr"), MARCH).empty


def test_crr_has_no_data_after_the_last_order(company):
    order(company, "2025-06-01", customer_id="ann")
    order(company, "2026-02-20", customer_id="bob")
    assert company.count("crr").n == 0


def test_crr_has_data_over_a_quiet_end_of_the_month(company):
    order(company, "2025-06-01", customer_id="ann")
    order(company, "2026-02-20", customer_id="bob")
    order(company, "2026-03-23", customer_id="bob")
    # A tenth of the window of 90 days after 23 March, 12:00, is 1 April, 12:00.
    assert (company.count("crr").n, company.count("crr").amount()) == (1, 100)
    assert company.count("crr", retention_days=70).n == 0


def subscribed(company, *rows):
    for customer, start, end in rows:
        company.add(
            "subscriptions", customer_id=customer, started_at=start, cancelled_at=end
        )


def test_crr_does_not_retain_a_subscriber_who_left_and_came_back(company):
    subscribed(
        company,
        ("ann", "2026-01-01", None),
        ("bob", "2026-01-01", "2026-03-05"),
        ("bob", "2026-03-20", None),
    )
    assert (company.count("crr").n, company.count("crr").amount()) == (2, 50)
    april = Window(datetime(2026, 4, 1), datetime(2026, 4, 20))
    assert (company.count("crr", april).n, company.count("crr", april).amount()) == (
        2,
        100,
    )


def test_crr_retains_a_subscriber_who_changed_plans_within_a_day(company):
    subscribed(
        company,
        ("ann", "2026-01-01", "2026-03-05 09:00"),
        ("ann", "2026-03-06 09:00", None),
    )
    assert (company.count("crr").n, company.count("crr").amount()) == (1, 100)


def test_crr_has_no_data_beyond_what_the_subscriptions_tell(company):
    subscribed(
        company, ("ann", "2026-01-01", None), ("bob", "2026-01-01", "2026-02-28")
    )
    # 31 days after 28 February is 31 March: March ends a day too late.
    assert company.count("crr").n == 0
    february = Window(datetime(2026, 2, 1), datetime(2026, 3, 1))
    assert company.count("crr", february).amount() == 50
    through = datetime(2026, 2, 20)
    assert company.count("crr", february, through=through).n == 0


def test_crr_goes_by_subscriptions_where_there_are_any(company):
    order(company, "2025-06-01", customer_id="nobody")
    order(company, "2026-03-31", customer_id="nobody")
    for customer, start, end in (
        ("ann", "2026-01-01", None),
        ("bob", "2026-01-01", "2026-03-15"),
        ("cay", "2026-03-02", None),
    ):
        company.add(
            "subscriptions", customer_id=customer, started_at=start, cancelled_at=end
        )
    assert (company.count("crr").n, company.count("crr").amount()) == (2, 50)


# --- what holds for all ---


def test_leaves_out_a_row_dated_in_the_future_and_says_so(company):
    order(company, "2026-03-10", 10)
    order(company, "2026-03-29", 5)
    through = datetime(2026, 3, 22)
    assert company.count("revenue", through=through).amount() == 10
    assert company.left_out("revenue", through=through) == {"dated in the future": 1}


@pytest.mark.parametrize(
    "metric",
    [
        "nps", "qa", "fcr", "csat", "frt", "aht", "crr", "aov", "ces",
        "revenue", "orders", "new_customers", "repeat_purchase", "gap",
    ],
)  # fmt: skip
def test_says_no_data_and_never_zero(company, metric):
    assert company.count(metric).n == 0
    assert company.count(metric).amount() is None
    assert company.count(metric).reading().low is None


def test_counts_only_what_the_filters_ask_for(company):
    for team, minutes in (("Chat", 5), ("Chat", 7), ("Mail", 90)):
        company.add(
            "tickets", created_at=MARCH_3, first_reply_minutes=minutes, team=team
        )
    asked = company.count("frt", filters=(("team", "Chat"),))
    assert (asked.n, asked.amount()) == (2, 6)
    hostile = company.count("frt", filters=(("team", "' or 1=1 --"),))
    assert hostile.n == 0


def test_puts_each_moment_into_one_window(company):
    order(company, "2026-03-31", 1)
    order(company, "2026-04-01", 10)
    april = Window(datetime(2026, 4, 1), datetime(2026, 5, 1))
    assert company.count("revenue").amount() == 1
    assert company.count("revenue", april).amount() == 10
