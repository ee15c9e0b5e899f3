"""Checks on the measure: nothing planted, nothing seen; planted, seen."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from scipy.stats import fisher_exact

from demo import write_company
from intake.house import House
from intake.loading import load_export
from metrics.checks import bunching, floors, last_days, owners
from metrics.checks.bunching import Bins
from metrics.checks.check_words import (
    checks_headline,
    facts_words,
    finding_words,
    how_words,
    next_words,
    question_words,
    untold_words,
)
from metrics.checks.checking import checks_of
from metrics.checks.courses import gross_and_net, next_replies
from metrics.checks.finding import Check, Verdict, settled, verdict_of
from metrics.checks.floors import Timed, floor_of
from metrics.checks.offers import offered_after_reopening, offered_by_people
from metrics.checks.owners import Owned, passed_on
from metrics.checks.thresholds import SURE
from metrics.periods import Window, parse_period
from metrics.scorecard import build_scorecard, data_through
from metrics.survey_funnel import Stage, SurveyFunnel, funnel_of
from metrics.values import Company, Promise, Target, Value, Values
from metrics.values_forms import load_values
from metrics.warehouse import Warehouse
from tests.conftest import CATALOG, MARCH
from tests.test_commands import ROOT

NOTHING, LOOK, CANNOT = Verdict.NOTHING, Verdict.LOOK, Verdict.CANNOT
WEEK = parse_period("2026-W25", "UTC", datetime(2026, 8, 1))
WEEKS = 25
VALUES = Values(
    Company("Warung", "UTC", "EUR", 0, 90),
    "Coffee",
    "Everywhere",
    (
        Value("Speed", "Answer.", (Promise("frt", (Target(None, None, 60),)),)),
        Value("Quality", "Solve it.", (Promise("fcr", (Target(None, 65, None),)),)),
    ),
    (),
)


def put(store, rows, table="tickets"):
    """Tickets as SQL tells them, with the columns that every row has."""
    with store.writing() as cursor:
        cursor.execute(
            f"insert into {table} by name select *, 'zendesk' as source, "
            f"1 as export_id, 1 as file_row, 1::ubigint as row_hash from ({rows})"
        )


def replied(store, minutes, many):
    """So many tickets of March, each answered after so many minutes."""
    put(
        store,
        f"""
        select '{minutes}-' || range as ticket_id, 'solved' as status,
            timestamp '2026-03-02 09:00' as created_at,
            timestamp '2026-03-09 09:00' as solved_at,
            {minutes} as first_reply_minutes, 'Ann' as agent
        from range({many})
        """,
    )


# Bunched just below a limit.


def test_an_even_slope_is_no_bunching():
    # the slope between the bins is ln(100 / 73) / 3 = 0.1049: 52.6 % are to be below
    found = bunching.judged(Bins(344, 60, 100, 90, 81, 73), 60.0)
    assert (found.verdict, found.n) == (NOTHING, 171)
    assert found.amount == pytest.approx(52.63, abs=0.01)
    assert found.usual == pytest.approx(52.62, abs=0.01)


def test_a_step_at_the_limit_is_bunching():
    # ln(150 / 60) - 0.1049 = 0.8114, with an error of 0.1611: 5.03 sigmas
    found = bunching.judged(Bins(383, 60, 100, 150, 60, 73), 60.0)
    assert found.verdict is LOOK
    assert found.amount == pytest.approx(71.43, abs=0.01)
    assert found.chance == pytest.approx(2.4e-7, rel=0.05)


def test_reads_four_bins_around_the_limit_from_the_store(company):
    for minute in range(49, 73):
        replied(company.warehouse, minute, 10)
    question = company.question("frt")
    found = bunching.bunching(company.warehouse, question, MARCH, 60.0)
    assert (found.verdict, found.n, found.amount) == (NOTHING, 120, 50.0)
    replied(company.warehouse, 59.5, 80)
    found = bunching.bunching(company.warehouse, question, MARCH, 60.0)
    assert (found.verdict, found.n, found.amount) == (LOOK, 200, 70.0)
    assert found.usual == 50.0


def test_times_written_in_fives_tell_no_bunching(company):
    for minute in (50, 55, 60, 65, 70):
        replied(company.warehouse, minute, 100)
    question = company.question("frt")
    found = bunching.bunching(company.warehouse, question, MARCH, 60.0)
    assert (found.verdict, found.n) == (CANNOT, 500)
    assert "multiples of five minutes" in finding_words(found)


def test_no_time_at_all_is_no_multiple_of_five(company):
    # 50 of 240 are multiples of five; 500 answers came at once
    for minute in range(49, 73):
        replied(company.warehouse, minute, 10)
    replied(company.warehouse, 0, 500)
    question = company.question("frt")
    found = bunching.bunching(company.warehouse, question, MARCH, 60.0)
    assert (found.verdict, found.n, found.amount) == (NOTHING, 120, 50.0)


def test_few_near_the_limit_tell_no_bunching():
    found = bunching.judged(Bins(400, 80, 19, 90, 30, 30), 60.0)
    assert (found.verdict, found.n) == (CANNOT, 400)


@pytest.mark.parametrize(("limit", "width"), [(60, 6), (12, 1), (5, 1), (480, 48)])
def test_bins_are_whole_minutes_wide(limit, width):
    assert bunching.width_of(limit) == width


# First replies and the next ones, first contacts gross and net.


def weeks(store, last):
    """25 weeks of 40 tickets: replied after 60 or 64 minutes, solved 600 or 640 later;
    the last week as told, in minutes."""
    monday = WEEK.first - timedelta(weeks=WEEKS - 1)
    for week in range(WEEKS):
        reply, after = (60 + 4 * (week % 2), 600 + 40 * (week % 2))
        if week == WEEKS - 1:
            reply, after = last
        day = monday + timedelta(weeks=week)
        put(
            store,
            f"""
            select '{week}-' || range as ticket_id, 'solved' as status,
                timestamp '{day} 09:00' as created_at, {reply} as first_reply_minutes,
                created_at + interval ({reply}) minute as first_reply_at,
                created_at + interval ({reply + after}) minute as solved_at
            from range(40)
            """,
        )


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        ((60, 600), NOTHING),
        ((10, 600), NOTHING),
        ((60, 6000), NOTHING),
        ((10, 6000), LOOK),
    ],
)
def test_sooner_first_and_later_next_replies_are_seen_together_alone(
    company, last, verdict
):
    weeks(company.warehouse, last)
    question = company.question("frt", clock="calendar")
    found = next_replies(company.warehouse, question, WEEK)
    assert (found.verdict, found.n, found.amount) == (verdict, 40, last[1])
    assert found.beside[0] == last[0]


def test_says_both_courses_and_what_is_routine(company):
    # moving ranges of 40 minutes make a sigma of 40 / 1.128 = 35.5
    weeks(company.warehouse, (10, 6000))
    question = company.question("frt", clock="calendar")
    found = next_replies(company.warehouse, question, WEEK)
    assert finding_words(found) == (
        "Half of the first replies come within 10.0 min, usually 1 h 2 min; from there "
        "to the solve it takes 4.2 days on average, usually 10 h 20 min."
    )
    assert facts_words(found) == (
        "n = 40; the last of 25 periods, usual range 8 h 34 min to 12 h 6 min; both "
        "numbers must leave their usual range, or lie long on one side of it"
    )


def test_few_periods_tell_no_course(company):
    day = datetime(2026, 6, 15, 9)
    put(
        company.warehouse,
        f"select range::varchar as ticket_id, 'solved' as status, "
        f"timestamp '{day}' as created_at, created_at as solved_at, "
        f"created_at as first_reply_at, 0 as first_reply_minutes from range(40)",
    )
    question = company.question("frt", clock="calendar")
    assert next_replies(company.warehouse, question, WEEK).verdict is CANNOT


def contacts(store, good, back):
    """25 weeks of 40 tickets: 20 or 22 with one reply, 2 of whose customers return;
    the last week as told, and a ticket ten days later."""
    monday = WEEK.first - timedelta(weeks=WEEKS - 1)
    for week in range(WEEKS):
        once, return_ = (good, back) if week == WEEKS - 1 else (20 + 2 * (week % 2), 2)
        day = monday + timedelta(weeks=week)
        put(
            store,
            f"""
            select '{week}-' || range as ticket_id, 'solved' as status,
                timestamp '{day} 09:00' as created_at,
                timestamp '{day} 12:00' as solved_at,
                if(range < {once}, 1, 3) as replies,
                if(range < {return_}, solved_at + interval 2 day, null)
                    as next_contact_at
            from range(40)
            """,
        )
    after = WEEK.last + timedelta(days=10)
    put(
        store,
        f"select 'late' as ticket_id, 'open' as status, "
        f"timestamp '{after}' as created_at",
    )


@pytest.mark.parametrize(
    ("good", "back", "verdict"), [(22, 2, NOTHING), (38, 2, NOTHING), (38, 18, LOOK)]
)
def test_gross_that_rises_where_net_does_not_is_seen(company, good, back, verdict):
    contacts(company.warehouse, good, back)
    question = company.question("fcr", through=datetime(2026, 8, 1))
    found = gross_and_net(company.warehouse, question, WEEK)
    assert (found.verdict, found.n) == (verdict, 40)
    assert found.amount == 100 * good / 40
    assert found.beside[0] == 100 * (good - back) / 40


# Surveys offered selectively.


def funnel(reopened=(), agents=()):
    told = Stage("", 400, 240, 60, 50)
    return SurveyFunnel("csat", told, (), (), (), agents, reopened)


def stage(name, offered, eligible=100):
    return Stage(name, eligible, offered, 0, 0)


@pytest.mark.parametrize(
    ("offered", "verdict"), [(60, NOTHING), (52, NOTHING), (30, LOOK), (90, NOTHING)]
)
def test_reopened_tickets_asked_about_less_often_are_seen(offered, verdict):
    groups = (stage("reopened", offered), stage("not reopened", 180, 300))
    found = offered_after_reopening(funnel(reopened=groups))
    assert (found.verdict, found.n) == (verdict, 400)
    assert (found.amount, found.usual) == (offered, 60.0)


def test_people_asked_about_unlike_are_seen_and_not_named():
    # shares of .6 and .1 about .5: √(.04 − .25 · 4 / 500) = .1949
    agents = [stage(name, 60) for name in ("Ann", "Ben", "Cas", "Dee")]
    found = offered_by_people(funnel(agents=(*agents, stage("Eve", 10))))
    assert (found.verdict, found.n) == (LOOK, 500)
    assert found.amount == pytest.approx(19.49, abs=0.01)
    assert finding_words(found) == (
        "Between 5 people the share of tickets asked about typically differs by "
        "19.5 pts beyond chance."
    )
    alike = offered_by_people(funnel(agents=(*agents, stage("Eve", 58))))
    assert alike.verdict is NOTHING


def test_fewer_than_five_people_are_not_compared():
    agents = tuple(stage(name, 60) for name in ("Ann", "Ben", "Cas"))
    assert offered_by_people(funnel(agents=(*agents, stage("D", 10)))).verdict is CANNOT


def test_answers_alone_tell_no_offering():
    found = offered_after_reopening(None), offered_by_people(None)
    assert [one.verdict for one in found] == [CANNOT, CANNOT]
    assert next(untold_words(found)) == (
        "Are surveys offered less often after a ticket was reopened? The exports hold "
        "answers alone: who was asked and stayed silent is not in them."
    )


# Passed on after a bad answer.


@pytest.mark.parametrize("owned", [(20, 100, 10, 5), (20, 100, 1, 5), (10, 10, 0, 0)])
def test_changed_hands_are_compared_by_fishers_exact_test(owned):
    bad, good, bad_moved, good_moved = owned
    table = [[bad_moved, bad - bad_moved], [good_moved, good - good_moved]]
    exact = fisher_exact(np.array(table), alternative="greater").pvalue
    found = owners.judged(Owned(*owned))
    assert found.chance == pytest.approx(exact)
    assert found.verdict is (LOOK if bad_moved == 10 else NOTHING)


def test_few_answers_are_not_taken_for_none():
    few, none = owners.judged(Owned(9, 100, 9, 0)), owners.judged(Owned(0, 0, 0, 0))
    assert (few.verdict, none.verdict) == (CANNOT, CANNOT)
    assert finding_words(few).startswith("It takes 10 bad and 10 good answers")
    assert finding_words(none).startswith("The exports tell whose a ticket is, and not")


def answered(company, good, then, now, many):
    for _ in range(many):
        number = next(company._numbers)
        company.add(
            "tickets", ticket_id=f"t{number}", created_at="2026-03-01", agent=now
        )
        company.add(
            "surveys",
            instrument="ces",
            ticket_id=f"t{number}",
            answered_at="2026-03-05",
            score=1.0,
            is_good=good,
            agent=then,
        )


def test_a_survey_with_its_own_agent_tells_who_had_the_ticket(company):
    answered(company, False, "Ann", "Ben", 8)
    answered(company, False, "Ann", "Ann", 4)
    answered(company, True, "Ann", "Ann", 12)
    found = passed_on(company.warehouse, MARCH, ())
    assert (found.verdict, found.n) == (LOOK, 24)
    assert (found.amount, found.usual) == (pytest.approx(200 / 3), 0.0)


def test_a_person_written_otherwise_has_not_changed(company):
    answered(company, False, " ANN lee ", "Ann Lee", 12)
    answered(company, True, "ann lee", "Ann Lee ", 12)
    found = passed_on(company.warehouse, MARCH, ())
    assert (found.verdict, found.n, found.amount) == (NOTHING, 24, 0.0)


def test_names_of_two_systems_that_do_not_meet_tell_no_change_of_hands(company):
    answered(company, False, "ann@x.com", "Ann Lee", 12)
    answered(company, True, "ben@x.com", "Ann Lee", 12)
    # another helpdesk writes addresses, and says nothing of how this one does
    address = {"agent": "ann@x.com", "source": "freshdesk"}
    company.add("tickets", ticket_id="f1", created_at="2026-03-01", **address)
    found = passed_on(company.warehouse, MARCH, ())
    assert (found.verdict, found.n) == (CANNOT, 0)
    assert finding_words(found).startswith("The exports tell whose a ticket is")


@pytest.mark.parametrize(
    ("own", "n", "verdict"),
    # a plain file's answers are of no source: an own ticket of that id may be another
    [("own", 0, CANNOT), ("delighted", 24, LOOK)],
)
def test_an_answer_takes_its_own_sources_ticket_unless_that_is_a_plain_file(
    company, own, n, verdict
):
    for number in range(24):
        ids = {"ticket_id": f"t{number}", "created_at": "2026-03-01"}
        company.add("tickets", **ids, agent="Ann", source="zendesk")
        now = "Ann" if number >= 12 else "Ben"
        company.add("tickets", **ids, agent=now, source=own)
        answer = {"answered_at": "2026-03-05", "score": 1.0, "is_good": number >= 12}
        who = {"ticket_id": f"t{number}", "agent": "Ann", "source": own}
        company.add("surveys", instrument="ces", **answer, **who)
    found = passed_on(company.warehouse, MARCH, ())
    assert (found.verdict, found.n) == (verdict, n)


def test_a_plain_files_answer_takes_the_only_ticket_of_its_id(company):
    for number in range(24):
        is_good = number >= 12
        now = "Ann" if is_good else "Ben"
        company.add(
            "tickets", ticket_id=f"t{number}", created_at="2026-03-01", agent=now
        )
        answer = {"answered_at": "2026-03-05", "score": 1.0, "is_good": is_good}
        who = {"ticket_id": f"t{number}", "agent": "Ann", "source": "own"}
        company.add("surveys", instrument="ces", **answer, **who)
    found = passed_on(company.warehouse, MARCH, ())
    assert (found.verdict, found.n, found.amount) == (LOOK, 24, 100.0)


def test_one_export_of_each_ticket_tells_no_change_of_hands(company):
    for number in range(30):
        ticket = f"t{number}"
        company.add("tickets", ticket_id=ticket, created_at="2026-03-01", agent="Ann")
        company.add(
            "surveys",
            instrument="csat",
            source="zendesk",
            dated_by="solve",
            ticket_id=ticket,
            answered_at="2026-03-05",
            score=1.0,
            is_good=number % 2 == 0,
            agent="Ann",
        )
    assert passed_on(company.warehouse, MARCH, ()).verdict is CANNOT
    company.add("tickets", ticket_id="b", created_at="2026-03-01", agent="Ben")
    # an earlier export told these answers, and other owners of the bad ones
    put(
        company.warehouse,
        "select 't' || range as ticket_id, 'solved' as status, "
        "timestamp '2026-03-01' as created_at, range % 2 = 0 as rating_is_good, "
        "if(range % 2 = 0, 'Ann', 'Ben') as agent from range(30)",
        "said_tickets",
    )
    found = passed_on(company.warehouse, MARCH, ())
    assert (found.verdict, found.n, found.amount) == (LOOK, 30, 100.0)


# The last day of a month.

LASTS = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(4, 16)]
LASTS = [first - timedelta(days=1) for first in LASTS]  # April 2025 to March 2026
UNTIL = date(2026, 4, 30)


def days(usual, on_last):
    every = [date(2025, 3, 1) + timedelta(days=step) for step in range(426)]
    return {day: on_last if day in LASTS else usual for day in every}


@pytest.mark.parametrize(
    ("on_last", "times", "verdict"),
    [(10, 1.0, NOTHING), (12, 12.5 / 10.5, NOTHING), (30, 30.5 / 10.5, LOOK)],
)
def test_last_days_are_compared_with_like_days_near_them(on_last, times, verdict):
    found = last_days.judged(days(10, on_last), LASTS, UNTIL)
    assert (found.verdict, found.n) == (verdict, 12 * on_last)
    assert found.amount == pytest.approx(times)


def test_few_months_and_quiet_days_tell_no_last_day():
    assert last_days.judged(days(10, 30), LASTS[-5:], UNTIL).verdict is CANNOT
    assert last_days.judged(days(4, 30), LASTS, UNTIL).verdict is CANNOT


def test_the_day_that_the_data_end_on_is_not_compared():
    # a week after the last of March there is one solve yet, of ten a day
    until = date(2026, 4, 7)
    found = last_days.judged(days(10, 30) | {until: 1}, LASTS, until)
    assert found.amount == pytest.approx(30.5 / 10.5)
    assert found.parts == (12,)


@pytest.mark.parametrize(
    ("through", "months"),
    [(datetime(2026, 4, 30), 12), (datetime(2026, 3, 31, 10), 11)],
)
def test_a_last_day_is_one_of_the_companys_zone(company, through, months):
    """Half past midnight in Jakarta is the day before in UTC; a last day on which the
    data end is not over."""
    near = {last + timedelta(days=step) for last in LASTS for step in last_days.NEAR}
    solved = [(30, last - timedelta(days=1), "17:30") for last in LASTS]
    for many, day, hour in (*solved, *((10, day, "12:00") for day in near)):
        put(
            company.warehouse,
            f"select '{day} ' || range as ticket_id, 'solved' as status, "
            f"timestamp '2025-01-01' as created_at, "
            f"timestamp '{day} {hour}' as solved_at from range({many})",
        )
    period = parse_period("2026-03", "Asia/Jakarta", through)
    found = last_days.last_days(company.warehouse, period, through, ())
    assert (found.verdict, found.n, found.parts) == (LOOK, 30 * months, (months,))
    assert found.amount == pytest.approx(30.5 / 10.5)


# Handle times below a floor.


def test_a_floor_is_a_tenth_of_the_median_a_minute_at_the_most():
    assert floor_of(8.0) == pytest.approx(0.8)
    assert floor_of(30.0) == 1.0


@pytest.mark.parametrize(
    ("timed", "verdict"),
    [
        (Timed(200, 10.0, 20, 0), LOOK),
        (Timed(200, 10.0, 20, 18), NOTHING),  # as many far above the median
        (Timed(2000, 10.0, 10, 0), NOTHING),  # half a percent of all
        (Timed(99, 10.0, 20, 0), CANNOT),
    ],
)
def test_short_times_are_seen_beside_those_as_long(timed, verdict):
    assert floors.judged(timed, "tickets").verdict is verdict


def handled(store, *times):
    """So many tickets of 2 March of each handle time in minutes, solved at noon."""
    number = 0
    for many, minutes in times:
        put(
            store,
            f"select (range + {number})::varchar as ticket_id, 'solved' as status, "
            f"timestamp '2026-03-01' as created_at, "
            f"timestamp '2026-03-02 12:00' as solved_at, "
            f"{minutes} as handle_minutes from range({many})",
        )
        number += many


def test_reads_the_floor_and_its_mirror_from_the_store(company):
    # half of 200 take 8 and half 8.2 minutes but for 20 of half a minute and 3 of 90:
    # the median is 8.2, the floor 0.82, its mirror 82
    handled(company.warehouse, (20, 0.5), (3, 90.0), (67, 8.0), (110, 8.2))
    (found,) = floors.floors(company.warehouse, company.question("aht"), MARCH)
    assert (found.verdict, found.n, found.amount, found.usual) == (LOOK, 200, 10.0, 1.5)
    assert found.limit == pytest.approx(0.82)
    assert question_words(found) == (
        "Are there tickets too short for anybody to have worked on them?"
    )
    assert finding_words(found) == (
        "10.0 % of the times are below 0.8 min; by the shape of the other times, 1.5 % "
        "would be."
    )


@pytest.mark.parametrize(
    ("zeros", "short", "verdict"),
    [(120, 20, LOOK), (10, 0, NOTHING), (100, 1, NOTHING)],
)
def test_a_time_of_zero_is_one_that_nobody_tracked(company, zeros, short, verdict):
    handled(company.warehouse, (zeros, 0.0), (short, 0.5), (110, 8.2))
    (found,) = floors.floors(company.warehouse, company.question("aht"), MARCH)
    assert (found.verdict, found.n) == (verdict, 110 + short)
    assert found.amount == pytest.approx(100 * short / (110 + short))
    assert found.limit == pytest.approx(0.82)


def test_few_tracked_times_tell_no_floor(company):
    handled(company.warehouse, (900, 0.0), (99, 8.0))
    question = company.question("aht")
    (found,) = floors.floors(company.warehouse, question, MARCH)
    assert (found.verdict, found.n) == (CANNOT, 99)
    assert finding_words(found) == (
        "It takes 100 handle times above zero, as zero says that nobody tracked it. "
        "Choose a longer period."
    )
    april = Window(datetime(2026, 4, 1), datetime(2026, 5, 1))
    (later,) = floors.floors(company.warehouse, question, april)
    assert finding_words(later) == finding_words(found)


def test_times_that_are_all_zero_are_told_by_no_export(company):
    handled(company.warehouse, (200, 0.0))
    (found,) = floors.floors(company.warehouse, company.question("aht"), MARCH)
    assert finding_words(found) == ("No export tells how long a contact was worked on.")


def test_a_ticket_with_a_call_of_its_own_is_timed_as_the_call(company):
    # 100 calls of 8 minutes for as many of 220 tickets of 8.2
    handled(company.warehouse, (220, 8.2))
    for number in range(100):
        about = {"ticket_id": str(number), "source": "zendesk", "talk_seconds": 480}
        company.add("calls", started_at="2026-03-02 12:00", **about)
    tickets, calls = floors.floors(company.warehouse, company.question("aht"), MARCH)
    assert (tickets.about, tickets.n) == ("tickets", 120)
    assert tickets.limit == pytest.approx(0.82)
    assert (calls.about, calls.n) == ("calls", 100)
    assert calls.limit == pytest.approx(0.8)


# Several checks at once.


def test_chance_alone_hardly_makes_a_check_worth_a_look():
    rng = np.random.default_rng(7)
    even = rng.multinomial(2_000, [0.28, 0.26, 0.24, 0.22], 2_000)
    bins = [bunching.judged(Bins(2_000, 0, *map(int, row)), 60.0) for row in even]
    assert sum(one.chance < SURE for one in bins) <= 2 * SURE * 2_000
    months = rng.poisson(20, (300, 426))
    every = list(days(0, 0))
    lasts = [
        last_days.judged(dict(zip(every, map(int, row), strict=True)), LASTS, UNTIL)
        for row in months
    ]
    assert sum(one.verdict is LOOK for one in lasts) <= 3


def test_worth_a_look_is_what_is_sure_and_large():
    assert verdict_of(0.004, is_large=True) is LOOK
    assert verdict_of(0.004, is_large=False) is NOTHING
    assert verdict_of(0.006, is_large=True) is NOTHING


def test_the_more_checks_are_made_the_surer_each_has_to_be():
    # of ten, 0.05 / 10 = 0.0050; of twelve, 0.05 / 12 = 0.0042
    look, made = Check("floor", LOOK, chance=0.0045), Check("floor", NOTHING)
    chart, untold = Check("next replies", LOOK), Check("floor", CANNOT)
    ten = settled((look, chart, *8 * [made], untold, untold))
    assert [one.verdict for one in ten[:2]] == [LOOK, LOOK]
    twelve = settled((look, chart, *10 * [made]))
    assert [one.verdict for one in twelve[:2]] == [NOTHING, LOOK]
    assert list(how_words(twelve))[1].startswith(
        "Worth a look is what chance alone gives in fewer than 4.2 of 1,000 cases, and "
        "what is large enough to matter. With all checks that could be made here, 12, "
    )


def every_check(store):
    through = data_through(store, datetime(2026, 5, 1))
    period = parse_period("2026-03", "UTC", through)
    card = build_scorecard(store, VALUES, CATALOG, period, through)
    return checks_of(store, card, VALUES, CATALOG)


def test_an_empty_store_can_be_checked_for_nothing(company):
    company.add("tickets", ticket_id="1", created_at="2026-03-31", agent="Ann")
    checks = every_check(company.warehouse)
    assert {one.verdict for one in checks} == {CANNOT}
    assert len(checks) == 8
    assert checks_headline(checks) == "No check on the measure could be made."


def test_makes_all_checks_and_names_nobody(company):
    for minute in range(49, 73):
        replied(company.warehouse, minute, 10)
    replied(company.warehouse, 59.5, 80)
    checks = every_check(company.warehouse)
    assert checks_headline(checks) == "1 check on the measure is worth a look."
    first = checks[0]
    assert (first.key, first.about, first.limit) == ("bunched", "frt", 60)
    assert question_words(first) == (
        "Are times of “First reply time” bunched just below a promised limit?"
    )
    assert finding_words(first) == (
        "Of the times near 1 h, 70.0 % lie just below it; by those around them, 50.0 % "
        "would."
    )
    assert facts_words(first) == (
        "n = 200; 95 % interval 63.3 to 75.9 %; chance alone would give this much in "
        "fewer than 0.1 % of cases"
    )
    assert next_words(first).startswith("Read some tickets answered just in time")
    told = [f(one) for one in checks for f in (finding_words, facts_words, next_words)]
    assert not [line for line in told if "Ann" in line]


def test_a_target_holds_from_its_day_on(company):
    # 49 to 72 minutes on 2 March, when the target was another
    for minute in range(49, 73):
        replied(company.warehouse, minute, 10)
    since = Target(date(2026, 3, 3), None, 60)
    promise = Promise("frt", (Target(None, None, 90), since))
    values = Values(
        VALUES.company, "", "", (Value("Speed", "Answer.", (promise,)),), ()
    )
    through = data_through(company.warehouse, datetime(2026, 5, 1))
    period = parse_period("2026-Q1", "UTC", through)
    card = build_scorecard(company.warehouse, values, CATALOG, period, through)
    first = checks_of(company.warehouse, card, values, CATALOG)[0]
    assert (first.verdict, first.n) == (CANNOT, 0)


def test_nothing_seen_is_said_of_the_checks_that_were_made():
    made = (Check("floor", NOTHING), Check("floor", NOTHING), Check("floor", CANNOT))
    assert checks_headline(made) == (
        "None of the 2 checks that could be made on our measures found anything."
    )


def test_sees_nothing_in_the_demo_company_where_nothing_of_it_is_planted(tmp_path):
    # its policy of 72 % of the time, first replies within the hour, costs quality: it
    # makes no number look better than the service
    write_company(tmp_path, tickets=3_500, months=10, seed=3, until=date(2026, 3, 31))
    store = Warehouse.in_memory()
    for path in sorted(tmp_path.glob("zendesk*.csv")):
        load_export(store, path, House("Europe/Amsterdam", "EUR", ()))
    values = load_values(ROOT / "config" / "values.yaml", CATALOG)
    through = data_through(store, datetime(2026, 4, 2))
    made = []
    for label in ("2026-02", "2026-Q1"):
        period = parse_period(label, values.company.zone, through)
        card = build_scorecard(store, values, CATALOG, period, through)
        funnels = [funnel_of(store, "csat", period.window())]
        made += checks_of(store, card, values, CATALOG, funnels)
    store.close()
    assert LOOK not in {one.verdict for one in made}
    assert {one.key for one in made if one.verdict is NOTHING} == {
        "bunched",
        "next replies",
        "gross and net",
        "offered after reopening",
        "offered by people",
        "last day",
        "floor",
    }


def test_quotes_its_thresholds():
    made = 3 * (Check("floor", NOTHING),)
    assert list(how_words(made))[1:3] == [
        "Worth a look is what chance alone gives in fewer than 5 of 1,000 cases, and "
        "what is large enough to matter. With all checks that could be made here, 3, "
        "chance alone makes one of them worth a look on at most 5 of 100 pages.",
        "Just below a limit: in the 10 % below against the 10 % above it, 5 points "
        "more than the next 10 % on both sides lead to expect.",
    ]
    few = bunching.judged(Bins(400, 80, 19, 90, 30, 30), 60.0)
    assert finding_words(few).startswith(
        "Too few times lie near the limit: it takes 20"
    )
