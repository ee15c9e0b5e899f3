"""Whether customers meet the same whoever answers, from rows typed in by hand."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from metrics.consistency.apart import BEYOND, Level, apart
from metrics.consistency.bots import Told, beside
from metrics.consistency.criteria import adherence_of
from metrics.consistency.overview import Overview, Row, overview_of
from metrics.consistency.part_words import (
    adherence_words,
    back_words,
    beside_words,
    hidden_criteria_words,
    left_words,
    requests_words,
    told_words,
)
from metrics.consistency.requests import requests_of
from metrics.consistency.spread_words import (
    cell_words,
    detail_words,
    headline_words,
    weekday_words,
)
from metrics.consistency.spreads import BYS, Cell, cells_of
from metrics.kinds import Mean, Median, NetScore, Share
from metrics.periods import parse_period
from metrics.values import Promise
from metrics.values_forms import load_values
from tests.conftest import CATALOG, MARCH
from tests.test_commands import ROOT

ZONE = "Europe/Amsterdam"
APRIL = datetime(2026, 4, 30)
SIX = ("Ann", "Ben", "Cas", "Dee", "Eva", "Fay")


def rate(company, agent, good, bad, at="2026-03-03 09:00", **cells):
    for number in range(good + bad):
        company.add(
            "surveys",
            instrument="csat",
            answered_at=at,
            is_good=number < good,
            agent=agent,
            **cells,
        )


def cells(company, metric="csat", bots=(), **settings):
    question = company.question(metric, through=APRIL, **settings)
    found = cells_of(company.warehouse, question, MARCH, ZONE, bots)
    return dict(zip(BYS, found, strict=True))


def shares(*counts):
    parts = [{"n": n, "total": good} for n, good in counts]
    whole = {name: sum(one[name] for one in parts) for name in ("n", "total")}
    return apart(Share(), whole, parts)


# --- how far groups lie apart ---


def test_people_who_are_one_have_nothing_beyond_chance():
    found = shares(*[(50, 40)] * 8)
    assert (found.size, found.low, found.chance) == (0, 0, 1)
    assert found.level is Level.CANT_TELL
    # χ² with 7 degrees of freedom is 16.013 at its 97.5 % point: 1 − 7 / 16.013 =
    # 0.56285 of the spread; 40 √(0.56285 / (50 × 0.43715 + 0.56285)) = 6.34 points.
    assert found.high == pytest.approx(6.338, abs=1e-3)


def test_thousands_of_alike_observations_leave_hardly_anything_open():
    found = shares(*[(1_000, 500)] * 6)
    assert (found.level, found.size) == (Level.HARDLY, 0)
    # 1 − 5 / 12.8325 = 0.61036; 50 √(0.61036 / (1000 × 0.38964 + 0.61036)) = 1.977.
    assert found.high == pytest.approx(1.977, abs=1e-3)
    cell = Cell("agent", 6, 6_000, found)
    assert cell_words(cell, "percent") == "○ hardly: at most ±2.0 pts"
    # At 0.64104 with four degrees of freedom and 200 each it is 4.7 points.
    few = Cell("agent", 5, 1_000, shares(*[(200, 100)] * 5))
    assert cell_words(few, "percent") == "? can't tell: at most ±4.7 pts"


def test_the_more_alike_groups_are_the_less_is_left_open():
    levels = [
        shares(*[(2_000, 1_000 + far), (2_000, 1_000 - far)] * 3).level
        for far in (0, 5, 10, 100)
    ]
    assert levels == [Level.HARDLY, Level.HARDLY, Level.HARDLY, Level.MUCH]


def test_people_who_differ_by_much_do_so_beyond_chance():
    found = shares(*[(100, 90)] * 5, *[(100, 50)] * 5)
    assert found.level is Level.MUCH
    # Five at 90 % and five at 50 % lie 21.1 points from their mean, as samples;
    # of 100 answers each, chance makes 4.2 points.
    assert found.size == pytest.approx(20.8, abs=0.3)
    assert found.low < found.size < found.high
    assert found.chance < 1e-12


def test_so_little_that_it_is_no_matter_is_hardly_anything_however_sure():
    found = shares(*[(10_000_000, 8_000_000)] * 10, *[(10_000_000, 8_010_000)] * 10)
    assert found.share.low > 0.8
    assert found.level is Level.HARDLY


def test_amounts_that_are_one_within_groups_just_differ():
    def group(n, amount):
        return {"n": n, "total": n * amount, "squares": n * amount**2}

    whole = {"n": 20, "total": 120.0, "squares": 800.0}
    found = apart(Mean(), whole, [group(10, 4.0), group(10, 8.0)])
    assert (found.level, found.size) == (Level.MUCH, pytest.approx(2.8284, abs=1e-4))
    same = {"n": 20, "total": 80.0, "squares": 320.0}
    found = apart(Mean(), same, [group(10, 4.0), group(10, 4.0)])
    assert (found.level, found.size) == (Level.CANT_TELL, None)


def test_chance_alone_is_rarely_taken_for_more():
    random = np.random.default_rng(3)
    dealt = [shares(*((60, int(g)) for g in random.binomial(60, 0.8, 20)))
             for _ in range(300)]  # fmt: skip
    beyond = sum(one.level in BEYOND for one in dealt)
    assert beyond <= 15  # 5 of 100 at the most; 2.5 are expected
    assert sum(one.chance < 0.05 for one in dealt) <= 27


def test_the_spread_that_is_there_is_inside_its_interval():
    random = np.random.default_rng(4)
    inside = 0
    for _ in range(100):
        true = random.normal(0, 5, 30)
        rows = [random.normal(70 + one, 10, 40) for one in true]
        parts = [
            {"n": 40, "total": one.sum(), "squares": (one**2).sum()} for one in rows
        ]
        whole = {key: sum(one[key] for one in parts) for key in parts[0]}
        found = apart(NetScore(), whole, parts)
        inside += found.low <= 5 <= found.high
    assert inside >= 90


def test_a_spread_of_medians_is_told_in_minutes():
    # The whole is even from 0 to 100 minutes: a fraction is as many minutes.
    amounts = tuple(float(one) for one in range(101))
    parts = [{"n": 400, "median": 50.0 + far} for far in (-20, -10, 0, 10, 20)]
    found = apart(Median(), {"n": 2000}, parts, amounts)
    # Samples of 5 deviate by 15.8; chance by 50 / √402 = 2.5: √(15.8² − 2.5²) = 15.6.
    assert found.size == pytest.approx(15.6, abs=0.1)
    assert found.level is Level.MUCH


def test_two_groups_leave_wide_open_how_far_apart_groups_lie():
    parts = [
        {"n": 12, "total": 24.0, "squares": 50.0},
        {"n": 12, "total": 108.0, "squares": 975.0},
    ]
    found = apart(Mean(), {"n": 24, "total": 132.0, "squares": 1025.0}, parts)
    # 2 and 9 deviate by 7 / √2 = 4.95; χ² with one degree of freedom lies above
    # 0.00098 in 97.5 of 100: 4.95 / √0.00098 = 158.
    assert found.size == pytest.approx(4.95, abs=0.01)
    assert found.high == pytest.approx(158, abs=1)


# --- every promise by people, teams, channels and weekdays ---


def test_counts_all_four_from_the_rows(company):
    for agent in SIX:
        rate(company, agent, 8, 4, team="Mail", channel="mail")
        rate(company, agent, 12, 0, team="Phone", channel="phone")
    rate(company, "Gus", 9, 0, team="Chat", channel="chat")
    rate(company, None, 5, 5)
    found = cells(company)
    told = {by: (one.groups, one.n) for by, one in found.items()}
    assert told == {
        "agent": (6, 144),
        "team": (2, 144),
        "channel": (2, 144),
        "weekday": (1, 163),
    }
    assert found["agent"].apart.size == 0
    assert found["team"].apart.level in BEYOND
    assert found["weekday"].apart.level is Level.TOO_FEW


def test_a_weekday_is_that_of_the_companys_own_zone(company):
    # 23:30 UTC on Sunday 8 March is 00:30 on Monday in Amsterdam.
    rate(company, "Ann", 10, 2, at="2026-03-08 23:30")
    rate(company, "Ann", 6, 6, at="2026-03-08 09:00")
    days = cells(company)["weekday"].days
    told = [(day.weekday, day.n, round(day.amount, 1)) for day in days]
    assert told == [(1, 12, 83.3), (7, 12, 50.0)]
    assert [weekday_words(day) for day in days] == ["Monday", "Sunday"]


def test_compares_no_fewer_than_five_people(company):
    for agent in SIX[:4]:
        rate(company, agent, 10, 5)
    assert cells(company)["agent"].apart.level is Level.TOO_FEW
    rate(company, SIX[4], 10, 5)
    assert cells(company)["agent"].groups == 5


def test_a_bot_is_no_people(company):
    for agent in SIX:
        rate(company, agent, 8, 2)
    rate(company, "Answer Bot", 0, 10)
    assert cells(company)["agent"].apart.level in BEYOND
    without = cells(company, bots=("answer bot",))["agent"]
    assert (without.groups, without.apart.size) == (6, 0)


def test_medians_of_people_are_not_measured_on_what_a_bot_did(company):
    """Eight people reply in 75 or in 48 minutes by the median; a bot at once."""

    def reply(agent, minutes):
        company.add(
            "tickets",
            created_at="2026-03-03 09:00",
            first_reply_minutes=minutes,
            agent=agent,
        )

    for number, agent in enumerate((*SIX, "Gus", "Hal")):
        for step in range(-7, 8):
            reply(agent, (75 if number % 2 else 48) + 3 * step)
    alone = cells(company, "frt", clock="calendar")["agent"]
    with company.warehouse.writing() as cursor:  # nine tickets in ten
        cursor.execute(
            """
            insert into tickets by name
            select 'own' as source, 'b' || range as ticket_id, 'open' as status,
                timestamp '2026-03-03 09:00' as created_at, 0 as first_reply_minutes,
                ' Answer Bot' as agent, 1 as export_id, range as file_row,
                range as row_hash
            from range(1080)
            """
        )
    beside_it = cells(company, "frt", clock="calendar", bots=("answer bot ",))
    assert alone.apart.level is Level.MUCH
    assert beside_it["agent"] == alone
    assert (beside_it["agent"].n, beside_it["weekday"].n) == (120, 1_200)


def test_two_spellings_are_one_person(company):
    for agent in (*SIX[:4], "ann", "ANN ", " Ben"):
        rate(company, agent, 10, 5)
    found = cells(company)["agent"]
    assert (found.groups, found.apart.level) == (4, Level.TOO_FEW)


def test_a_metric_that_names_nobody_is_told_by_weekday_alone(company):
    for day in range(1, 29):
        for _ in range(3):
            company.add("orders", ordered_at=f"2026-03-{day:02} 12:00", amount=40 + day)
    found = cells(company, "aov")
    assert found["agent"].apart.level is Level.UNKNOWN
    assert (found["weekday"].groups, found["weekday"].n) == (7, 84)
    assert cell_words(found["agent"], "money") == "–"


def test_compares_medians(company):
    for number, agent in enumerate(SIX):
        for minutes in range(40):
            company.add(
                "tickets",
                created_at="2026-03-03 09:00",
                first_reply_minutes=minutes + 60 * (number > 2),
                agent=agent,
            )
    found = cells(company, "frt", clock="calendar")["agent"]
    assert (found.groups, found.n, found.apart.level) == (6, 240, Level.MUCH)
    assert found.apart.size > 20


# --- what is said of it ---


def row(company, metric="csat", value="Quality"):
    found = tuple(cells(company, metric).values())
    return Row(value, Promise(metric, ()), CATALOG[metric], "percent", found)


def test_says_which_value_depends_most_on_who_answers(company):
    for number, agent in enumerate(SIX):
        rate(company, agent, 20 if number < 3 else 10, 5 if number < 3 else 15)
    one = row(company)
    said = headline_words(Overview((one,)))
    assert said.startswith(
        "Quality depends most on who answers: between people, Customer satisfaction "
        "differs by ±20.0 pts (95 % interval "
    )
    assert said.endswith("once chance is taken out (6 people, n = 150).")
    assert cell_words(one.cell("agent"), "percent") == "● much: ±20.0 pts"
    assert detail_words(one, "agent").startswith(
        "Customer satisfaction between people: much more than chance. They differ by "
        "±20.0 pts (95 % interval "
    )
    assert detail_words(one, "team") == (
        "Too few teams have 10 answers or more, so there is nothing to compare."
    )


def test_says_so_where_no_value_is_seen_to_depend_on_people(company):
    for agent in SIX:
        rate(company, agent, 8, 2)
    assert headline_words(Overview((row(company),))) == (
        "No value is seen to depend on who answers. For Quality the data can't tell."
    )


# --- criteria of reviews ---


def review(company, agent, criteria, **cells):
    company.add(
        "reviews",
        reviewed_at="2026-03-03 09:00",
        score=80,
        agent=agent,
        criteria=criteria,
        **cells,
    )


def test_counts_how_often_a_criterion_is_fully_met(company):
    for agent in SIX:
        for number in range(10):
            tone = 100 if number < 9 else 75
            marks = {"procedure": 100 if number < 7 else 0, "tone": tone}
            review(company, agent, marks)
    review(company, "Ann", {"procedure": 0, "greeting": 100}, set_aside="calibration")
    review(company, "Ann", None)
    review(company, "Ann", {"greeting": 100})
    found = adherence_of(company.warehouse, MARCH, APRIL)
    told = [
        (one.criterion, one.n, one.met, one.people.groups) for one in found.criteria
    ]
    assert told == [("procedure", 60, 70, 6), ("tone", 60, 90, 6)]
    assert found.criteria[0].people.apart.size == 0
    assert [one.unmet for one in found.criteria] == [30, 0]
    assert adherence_words(found) == (
        "“procedure” is fully met least often: in 70.0 % of the reviews (95 % "
        "interval 57.5 to 80.1 %; n = 60)."
    )
    assert hidden_criteria_words(found) == (
        "1 criterion with fewer than 10 marks is not shown."
    )


def test_people_who_keep_less_to_the_procedure_show_as_a_spread(company):
    for number, agent in enumerate(SIX):
        for place in range(20):
            met = place < (19 if number < 3 else 6)
            review(company, agent, {"procedure": 100 if met else 0}, team="Mail")
    found = adherence_of(company.warehouse, MARCH, APRIL, (("team", "Mail"),))
    assert found.criteria[0].people.apart.level is Level.MUCH
    assert found.criteria[0].people_unmet.apart.level is Level.MUCH
    other = adherence_of(company.warehouse, MARCH, APRIL, (("team", "Chat"),))
    assert adherence_words(other).startswith("The reviews of this period tell no ")


# --- the same request ---


def handle(company, agent, minutes, many=16, **cells):
    """Half a fifth quicker, half a fifth slower: their logarithms are about minutes."""
    for number in range(many):
        company.add(
            "tickets",
            created_at="2026-03-03 09:00",
            solved_at="2026-03-03 12:00",
            status="solved",
            handle_minutes=minutes * (1.25 if number % 2 else 0.8),
            agent=agent,
            **{"topic": "Refund", "channel": "mail", **cells},
        )


def requests(company, bots=()):
    question = company.question("aht", through=APRIL)
    return requests_of(company.warehouse, question, MARCH, bots)


def test_finds_where_one_takes_five_minutes_and_another_thirty(company):
    for agent, minutes in zip(SIX, (5, 5, 5, 30, 30, 30), strict=True):
        handle(company, agent, minutes)
        handle(company, agent, 8, topic="Delivery")
    handle(company, "Ann", 8, topic="Rare")
    found = requests(company)
    assert [one.topic for one in found.beyond] == ["Refund"]
    assert [(one.topic, one.agents, one.n) for one in found.found] == [
        ("Refund", 6, 96),
        ("Delivery", 6, 96),
    ]
    assert found.few == 1
    first = found.found[0]
    # ln 30 − ln 5 = 1.79; six people at either end deviate by 0.98, and from the
    # 10th to the 90th of a hundred lie 2.56 deviations: e^2.5 = 12.3.
    assert first.factor == pytest.approx(12.3, abs=0.2)
    assert first.low > 4
    assert first.slow / first.quick == pytest.approx(first.factor)
    said = requests_words(found)
    assert said.startswith("Refund on mail depends most on who answers: a quick person")
    assert not any(agent in said for agent in SIX)


def test_people_who_take_as_long_differ_by_no_more_than_chance(company):
    for agent in SIX:
        handle(company, agent, 8)
    found = requests(company)
    assert (found.found[0].factor, found.beyond) == (1, ())
    assert requests_words(found).startswith("The same request takes about as long")


def test_a_request_needs_five_people_and_a_bot_is_none(company):
    for agent in SIX[:4]:
        handle(company, agent, 8)
    handle(company, "Answer Bot", 1)
    assert len(requests(company).found) == 1
    found = requests(company, bots=("Answer Bot",))
    assert (found.found, found.few) == ((), 1)
    assert requests_words(found).startswith("No topic on one channel has 5 people")


# --- bots beside people ---


def solve(company, agent, customer, back=None, by="Ann", **cells):
    """A ticket of 3 March; `back` days after it the customer writes to `by`."""
    solved = datetime(2026, 3, 3, 12)
    usual = {"topic": "Delivery", "customer_id": customer}
    later = None if back is None else solved + timedelta(days=back)
    company.add(
        "tickets",
        created_at=solved - timedelta(hours=3),
        solved_at=solved,
        status="solved",
        agent=agent,
        next_contact_at=later,
        **{**usual, **cells},
    )
    if later is not None:
        company.add("tickets", created_at=later, agent=by, **usual)


def helped(company, people=5):
    """Of 20 tickets a bot kept 14: 4 wrote to a person, 1 to the bot, 1 reopened."""
    for number in range(20):
        back = 3 if number < 5 else 9 if number == 5 else None
        by = "Answer Bot" if number == 4 else "Ann"
        reopens = 1 if number == 6 else 0
        solve(company, "Answer Bot", f"b{number}", back, by, reopens=reopens)
    for number in range(12):
        solve(company, SIX[number % people], f"p{number}", 2 if number < 3 else None)
    solve(company, "Answer Bot", None)
    solve(company, "Answer Bot", "spammer", set_aside="spam")
    company.add("tickets", created_at="2026-04-20 09:00", customer_id="z")
    rate(company, "Answer Bot", 6, 6)
    for number in range(10):
        rate(company, SIX[number % people], int(number < 9), int(number == 9))


def side_by_side(company, bots=("answer bot",), **settings):
    question = company.question("csat", through=APRIL, **settings)
    return beside(company.warehouse, question, MARCH, bots)


def test_counts_what_a_bot_kept_and_what_came_back(company):
    helped(company)
    found = side_by_side(company)
    assert found.bots.kept == Told(20, 14)
    assert (found.bots.came_back, found.bots.to_person) == (6, 4)
    assert (found.bots.fresh, found.bots.unknown) == (0, 1)
    assert found.people.kept == Told(12, 9, 5)
    assert found.people.to_person == 3
    assert (found.bots.satisfied, found.people.satisfied) == (
        Told(12, 6),
        Told(10, 9, 5),
    )


def test_says_what_a_bot_kept_and_what_was_said_afterwards(company):
    helped(company)
    found = side_by_side(company)
    assert beside_words(found) == (
        "Of 20 tickets that bots solved, they kept 14 (70.0 %; 95 % interval 48.1 to "
        "85.5 %); 6 came back, 4 of them with a new ticket that a person answered. "
        "Afterwards 50.0 % of those who answered were satisfied with a bot (25.4 to "
        "74.6 %; n = 12), and 90.0 % with a person (59.6 to 98.2 %; n = 10)."
    )
    assert left_words(found).endswith(
        "Left out: 0 tickets too fresh to tell, and 1 of no known customer."
    )


def test_a_solve_is_too_fresh_until_its_source_reaches_seven_days_on(company):
    solve(company, "Answer Bot", "b1")
    solve(company, "Answer Bot", "b2", 2)
    found = side_by_side(company)
    assert (found.bots.kept, found.bots.fresh) == (Told(0, 0), 2)
    assert beside_words(found).startswith("Bots solved 0 tickets in this period")


def test_says_how_a_bot_is_declared_and_how_many_look_like_one(company):
    helped(company)
    solve(company, "Rina Wati, Assistant Manager", "r")
    solve(company, "Talbot", "t")
    company.add("tickets", created_at="2026-02-27 09:00", agent="AI Agent Beta")
    found = side_by_side(company, ())
    assert found.alike == 1
    assert beside_words(found) == (
        "No bot is declared. To see bots beside people, name them in values.yaml under "
        "company: bots: [Answer Bot]. 1 name that worked on these tickets looks like a "
        "bot's."
    )
    other = side_by_side(company, (), filters=(("team", "Mail"),))
    assert other.alike == 0


def test_fewer_than_five_people_do_not_stand_beside_a_bot(company):
    helped(company, people=4)
    found = side_by_side(company)
    assert (found.people.kept, found.people.satisfied) == (
        Told(12, 9, 4),
        Told(10, 9, 4),
    )
    assert told_words(found.people.kept) == "fewer than 5 people"
    assert back_words(found.people) == ("–", "–")
    assert back_words(found.bots) == ("6", "4")
    said = beside_words(found)
    assert said.endswith(
        "How satisfied customers were afterwards is not compared: fewer than 5 people "
        "were rated."
    )
    assert "90.0 %" not in said


FEW = (
    "Fewer than 5 people worked here in this time. Numbers of so few speak of persons, "
    "so they are not shown here."
)


def test_nothing_is_told_of_a_team_of_one(company):
    for number in range(30):
        solve(company, "Ann", f"a{number}", team="Solo")
        review(company, "Ann", {"procedure": 100}, team="Solo")
    solo = (("team", "Solo"),)
    found = side_by_side(company, filters=solo)
    assert (found.people, beside_words(found)) == (None, FEW)
    marks = adherence_of(company.warehouse, MARCH, APRIL, solo)
    assert (marks.criteria, adherence_words(marks)) == ((), FEW)
    values = load_values(ROOT / "config" / "values.yaml", CATALOG)
    march = parse_period("2026-03", ZONE, APRIL)
    shown = overview_of(company.warehouse, values, CATALOG, march, APRIL, solo)
    assert (shown.rows, headline_words(shown)) == ((), FEW)
    every = overview_of(company.warehouse, values, CATALOG, march, APRIL)
    assert not every.of_too_few
