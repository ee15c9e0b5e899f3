"""Those who still wait: Kaplan and Meier's median, the backlog, the oldest."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from metrics.periods import Window, parse_period
from metrics.waiting import (
    Backlog,
    Ticket,
    Waiting,
    backlog_of,
    half_at,
    knows_waiting,
    still_waiting,
    waiting_of,
)
from metrics.waiting_words import (
    backlog_words,
    still_words,
    unwaited_words,
    waiting_words,
)
from tests.conftest import CATALOG, MARCH

NOON = datetime(2026, 3, 10, 12)
# Weeks in remission under 6-MP, of 21 patients; + is still so at the end:
# Freireich et al. (1963), Blood 21.
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"


def curve(waits):
    """Times ascending, the share still waiting after each, ends only."""
    times = np.array(sorted({time for time, _ in waits}))
    over = np.array([sum(t == one and end for t, end in waits) for one in times])
    gone = np.array([sum(t == one for t, _ in waits) for one in times])
    shares = still_waiting(over.astype(float), gone.astype(float))
    return times[over > 0], shares[over > 0]


def ask(company, metric="frt", window=MARCH, through=NOON, **settings):
    question = company.question(metric, through=through, **settings)
    return waiting_of(company.warehouse, question, window)


def ticket(company, number, wait=None, **cells):
    """Created at noon less so many hours; answered after `wait` minutes."""
    company.add(
        "tickets",
        **{
            "ticket_id": f"T{number}",
            "created_at": NOON - timedelta(hours=number),
            "first_reply_minutes": wait,
            **cells,
        },
    )


def test_remissions_have_the_published_curve():
    waits = [(float(w.rstrip("+")), not w.endswith("+")) for w in REMISSION.split()]
    times, shares = curve(waits)
    assert list(times) == [6, 7, 10, 13, 16, 22, 23]
    assert [round(one, 3) for one in shares] == [
        0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448,
    ]  # fmt: skip
    assert half_at(times, shares) == 23


@given(
    st.lists(
        st.tuples(st.integers(0, 30).map(float), st.booleans()),
        min_size=1,
        max_size=60,
    )
)
def test_curve_is_that_of_an_independent_library(waits):
    assume(any(end for _, end in waits))
    times, shares = curve(waits)
    known = [time for time, end in waits if end]
    going_on = [time for time, end in waits if not end]
    other = ecdf(CensoredData(known, right=going_on)).sf
    assert shares == pytest.approx(other.evaluate(times), abs=1e-9)


@given(st.lists(st.integers(0, 30).map(float), min_size=1, max_size=60))
def test_median_is_the_plain_one_when_nobody_waits(waits):
    assert half_at(*curve([(one, True) for one in waits])) == np.median(waits)


def test_median_is_unknown_while_more_than_half_wait():
    assert half_at(*curve([(5.0, True), (9.0, False), (9.0, False)])) is None


def test_counts_those_who_still_wait_as_at_least_that_long(company):
    # Created 5, 4, 3, 2 and 1 hours before noon, which is how far the data
    # reach: T5 has waited 240 minutes and T2 60 at 11 o'clock.
    for number, wait in [(5, None), (4, 10), (3, 30), (2, None), (1, 50)]:
        ticket(company, number, wait)
    found = ask(company)
    # 10: 4 of 5 wait on; 30: 3 of 5; 50: 2 of 5, the others waited longer.
    assert [(step.minutes, round(step.share, 9)) for step in found.curve] == [
        (0, 1), (10, 0.8), (30, 0.6), (50, 0.4),
    ]  # fmt: skip
    assert (found.plain, found.median) == (30, 50)
    assert found.plain == company.count("frt").amount()
    assert (found.over, found.going_on) == (3, 2)
    assert found.oldest == Ticket("zendesk", "T5", NOON - timedelta(hours=5))


def test_a_wait_is_known_to_the_reach_of_its_own_source(company):
    # Freshdesk's last ticket is of 7:30, so F1 has waited 30 minutes as far
    # as is known; the reply after 40 minutes finds 1 waiting, not 2.
    ticket(company, 5, ticket_id="F1", source="freshdesk")
    ticket(company, 4.5, 5, ticket_id="F2", source="freshdesk")
    ticket(company, 2, 40)
    found = ask(company)
    assert [(step.minutes, round(step.share, 9)) for step in found.curve] == [
        (0, 1), (5, 0.666666667), (40, 0),
    ]  # fmt: skip


def test_waits_of_an_ended_period_are_known_until_now(company):
    ticket(company, 1, created_at=datetime(2026, 2, 27, 12))
    ticket(company, 1, 90, created_at=datetime(2026, 2, 28, 12))
    ticket(company, 1, 5)
    february = Window(datetime(2026, 2, 1), datetime(2026, 3, 1))
    found = ask(company, window=february)
    # The open ticket outlasts the reply after 90 minutes, so 1 of 2 wait on.
    assert (found.going_on, found.median) == (1, 90)


def test_tickets_that_never_count_are_in_neither_median(company):
    ticket(company, 3, 20)
    ticket(company, 2, set_aside="spam")
    ticket(company, 1, status="solved")
    found = ask(company)
    assert (found.over, found.going_on, found.median) == (1, 0, 20)
    assert found.oldest is None


def test_keeps_to_the_filter(company):
    ticket(company, 3, 20, team="Chat")
    ticket(company, 2, team="Mail")
    chat = ask(company, filters=(("team", "Chat"),))
    assert (chat.over, chat.going_on) == (1, 0)
    assert ask(company, filters=(("team", "Mail"),)).going_on == 1


def test_a_solution_is_waited_for_from_the_day_the_wait_began(company):
    begun = datetime(2026, 2, 20, 12)
    for number, hours in [(1, 10), (2, 30), (3, None), (4, None)]:
        solved = {"status": "closed", "solved_at": begun + timedelta(hours=hours or 0)}
        cells = solved if hours else {"status": "open"}
        ticket(company, number, created_at=begun, **cells)
    ticket(company, 5, created_at=begun, status="solved")
    ticket(company, 1)
    february = Window(datetime(2026, 2, 1), datetime(2026, 3, 1))
    found = ask(company, "resolution", february)
    # 600: 3 of 4 wait on; 1,800: 2 of 4, and nobody else was solved since.
    assert [(step.minutes, step.share) for step in found.curve] == [
        (0, 1), (600, 0.75), (1800, 0.5),
    ]  # fmt: skip
    assert (found.over, found.going_on) == (2, 2)
    assert (found.plain, found.median) == (1200, 1800)
    assert found.oldest == Ticket("zendesk", "T3", begun)
    assert found.is_filed_otherwise


def test_no_tickets_have_no_median(company):
    found = ask(company)
    assert (found.over, found.going_on, found.median) == (0, 0, None)


def test_backlog_holds_what_was_open_at_the_end(company):
    end = datetime(2026, 3, 1)
    old = {"created_at": end - timedelta(days=2)}
    ticket(company, 1, ticket_id="open", **old)
    ticket(company, 1, ticket_id="solved since", status="solved", **old,
           solved_at=end + timedelta(days=1))  # fmt: skip
    ticket(company, 1, ticket_id="solved before", status="closed", **old,
           solved_at=end - timedelta(days=1))  # fmt: skip
    ticket(company, 1, ticket_id="reopened", created_at=end - timedelta(days=9),
           solved_at=end - timedelta(days=8))  # fmt: skip
    ticket(company, 1, ticket_id="spam", set_aside="spam", **old)
    ticket(company, 1, ticket_id="later", created_at=end + timedelta(days=1))
    february = Window(datetime(2026, 2, 1), end)
    found = backlog_of(company.warehouse, company.question("frt"), february)
    assert found.n == 3
    assert found.oldest == Ticket("zendesk", "reopened", end - timedelta(days=9))


def test_empty_backlog_has_no_oldest(company):
    found = backlog_of(company.warehouse, company.question("frt"), MARCH)
    assert (found.n, found.oldest) == (0, None)


def test_only_waits_are_known_to_go_on():
    assert knows_waiting(CATALOG["frt"])
    assert knows_waiting(CATALOG["resolution"])
    assert not knows_waiting(CATALOG["fcr"])
    assert not knows_waiting(CATALOG["csat"])


def waits(over, going_on, plain, median):
    return Waiting(over, going_on, plain, median, (), None, is_filed_otherwise=False)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            waits(546, 60, 36.0, 47.0),
            "Of the 546 tickets whose wait is over, half waited at most 36 min. "
            "Counting also the 60 that still wait, half wait at most 47 min: leaving "
            "them out makes the wait look shorter than it is.",
        ),
        (
            waits(546, 1, 36.0, 36.0),
            "Of the 546 tickets whose wait is over, half waited at most 36 min. "
            "Counting also the one that still waits, half wait at most 36 min: too "
            "few to make a difference.",
        ),
        (
            waits(5, 0, 36.0, 36.0),
            "Of the 5 tickets whose wait is over, half waited at most 36 min. Nobody "
            "waits any more, so there is nothing to add.",
        ),
        (
            waits(2, 3, 36.0, None),
            "Of the 2 tickets whose wait is over, half waited at most 36 min. But 3 "
            "tickets still wait: so many that nobody can say yet how long half wait.",
        ),
        (waits(0, 3, None, None), "No ticket of this period has had its wait end yet."),
    ],
)
def test_says_why_the_medians_differ(found, words):
    assert waiting_words(found, "ticket") == words


def test_says_beside_a_verdict_what_those_who_wait_would_change():
    by = "(Kaplan–Meier). The verdict is by those whose wait is over."
    assert still_words(None) == ""
    assert still_words(waits(546, 60, 36.0, 47.0)) == (
        f"Counting also the 60 that still wait, half wait at most 47 min {by}"
    )
    otherwise = Waiting(2, 3, 36.0, None, (), None, is_filed_otherwise=True)
    assert still_words(otherwise) == (
        "Counting also the 3 that still wait, filed under the day their wait began, "
        f"nobody can say yet how long half wait {by}"
    )


def test_says_so_where_waiting_cannot_be_told():
    assert unwaited_words(CATALOG["frt"], "calendar") == ""
    assert "working hours" in unwaited_words(CATALOG["frt"], "working")
    assert unwaited_words(CATALOG["csat"], None) == (
        "Customer satisfaction times no wait that could still go on."
    )


def test_says_the_backlog_in_words():
    march = parse_period("2026-03", "UTC", NOON)
    oldest = Ticket("zendesk", "T7", datetime(2026, 2, 3, 9, 30))
    assert backlog_words(Backlog(2, oldest), march, "ticket") == (
        "2 tickets were open at the end of March 2026, the oldest T7 (zendesk), "
        "since 3 February 2026, 09:30."
    )
    assert backlog_words(Backlog(0, None), march, "ticket") == (
        "No ticket was open at the end of March 2026."
    )
