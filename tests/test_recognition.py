"""Who to thank, and for what: luck is not praised, and nobody is ranked."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import numpy as np
import pytest

from metrics.groups import compared
from metrics.kinds import KINDS
from metrics.periods import parse_period, period_at
from metrics.praise import Earned, last_thanked, thank, thanked, withdraw_thanks
from metrics.recognition import recognition_of, still_waiting
from metrics.recognition_better import Side, better_on
from metrics.recognition_steady import Told, improved
from metrics.recognition_words import (
    comments_words,
    headline_words,
    last_words,
    quotes,
    reason_words,
    sales_words,
)
from metrics.values_forms import load_values
from metrics.variation import Spot
from tests.conftest import CATALOG
from tests.test_commands import ROOT

REACH = datetime(2026, 4, 30, 12)
W13 = parse_period("2026-W13", "UTC", REACH)  # 23 to 29 March
THERE = "2026-03-24 09:00"
CSAT = Side("csat", "Customer satisfaction", "percent", up=True)


@pytest.fixture
def values():
    read = load_values(ROOT / "config" / "values.yaml", CATALOG)
    return replace(read, company=replace(read.company, zone="UTC", keep_comments=True))


def rate(company, agent, good, bad, at=THERE, topic=None, comment=None):
    """So many answers of 5 and of 1, all at once."""
    company.warehouse.rows(
        """
        insert into surveys (source, survey_id, instrument, dated_by, scale,
            answered_at, score, is_good, agent, topic, comment,
            export_id, file_row, row_hash)
        select 'delighted', gen_random_uuid()::varchar, 'csat', 'answer', '1-5',
            $at::timestamp, if(number < $good, 5, 1), number < $good, $agent, $topic,
            $comment, 1, number, 1
        from range($n) as numbers (number)
        """,
        {
            "at": str(at),
            "good": good,
            "n": good + bad,
            "agent": agent,
            "topic": topic,
            "comment": comment,
        },
    )


def found(company, values, week=W13):
    return recognition_of(company.warehouse, values, CATALOG, week, REACH)


def codes(recognition):
    return {
        one.person: [reason.code for reason in one.reasons]
        for one in recognition.people
    }


# --- what customers said ---


def test_quotes_best_answers_with_comments_of_the_week_alone(company, values):
    rate(company, "zoe", 1, 0, comment="Thank you")
    rate(company, "Ann", 1, 0, comment="So kind, and quick too")
    rate(company, "Ann", 1, 0, comment="Good")
    rate(company, "Ann", 1, 0, comment="  ")
    rate(company, "Ann", 1, 0, at="2026-03-30 09:00", comment="The week after")
    rate(company, "Ben", 0, 1, comment="Never again")
    told = found(company, values)
    assert codes(told) == {"Ann": ["answers"], "zoe": ["answers"]}
    (reason,) = told.people[0].reasons
    assert quotes(reason) == ("So kind, and quick too", "Good")
    assert reason_words(reason) == (
        "2 customers gave the best score there is, and wrote why."
    )
    assert headline_words(told) == (
        "2 people have earned thanks in W13, 23 Mar – 29 Mar 2026: Ann and zoe."
    )


def test_a_good_answer_below_the_best_is_not_quoted(company, values):
    company.add(
        "surveys", instrument="csat", answered_at=THERE, score=4, is_good=True,
        agent="Ann", comment="Fine",
    )  # fmt: skip
    assert found(company, values).people == ()


def test_a_compliment_is_a_ticket_whose_topic_or_tag_says_so(company, values):
    for topic in ("Compliment", "Pujian & saran", "Complaint", "Appraised coffee"):
        company.add("tickets", created_at=THERE, agent="Ann", topic=topic)
    company.add(
        "tickets", created_at=THERE, agent="Ben", topic="Praise", set_aside="spam"
    )
    for tags in (["vip", "thank_you"], ["thankless"]):
        company.add("tickets", created_at=THERE, agent="Ann", tags=tags)
    told = found(company, values)
    assert codes(told) == {"Ann": ["compliments"]}
    said = reason_words(told.people[0].reasons[0])
    assert said == "3 tickets of the week are compliments."


def test_says_what_cannot_be_named(company, values):
    told = found(company, values)
    assert comments_words(told) == ""
    assert sales_words(told) == (
        "No export of sales names who sold, so people of sales cannot be named here."
    )
    assert headline_words(told) == (
        "Nobody stands out in W13, 23 Mar – 29 Mar 2026 by more than luck, and no "
        "praise was written."
    )


# --- better than others, without luck ---


def test_praises_who_is_surely_better_and_was_at_work(company, values):
    for at in (THERE, "2026-02-10 09:00"):
        for agent in ("Ben", "Cas", "Dee"):
            rate(company, agent, 35, 15, at=at)
    rate(company, "Eve", 96, 4, at="2026-02-10 09:00")
    rate(company, "Ann", 94, 2, at="2026-02-10 09:00")
    rate(company, "Ann", 4, 0)
    told = found(company, values)
    assert codes(told) == {"Ann": ["better:csat"]}  # Eve was away
    (reason,) = told.people[0].reasons
    assert (reason.n, reason.overall) == (100, 100 * 404 / 500)
    assert reason.overall < reason.low < reason.estimate < 98
    assert "100 answers in 13 weeks" in reason_words(reason)


def test_praises_on_hard_topics_who_is_surely_better_there(company, values):
    for agent in ("Ben", "Cas", "Dee"):
        rate(company, agent, 95, 5, topic="Website")
        rate(company, agent, 40, 60, topic="Grinder")
    rate(company, "Ann", 90, 10, topic="Grinder")
    rate(company, "Ann", 80, 20, topic="Website")
    told = codes(found(company, values))
    assert told["Ann"] == ["better:csat", "hard:csat"]
    assert set(told) == {"Ann"}


def test_speed_is_not_praised_where_another_promise_pays_for_it(company, values):
    for agent, minutes, solved_at_once in (
        ("Ann", 5, 90),
        ("Ben", 60, 90),
        ("Cas", 60, 90),
        ("Rui", 5, 30),
    ):
        company.warehouse.rows(
            """
            insert into tickets (source, ticket_id, created_at, solved_at, status,
                agent, replies, first_reply_minutes, export_id, file_row, row_hash)
            select 'zendesk', $agent || number, $at::timestamp,
                $at::timestamp + interval 2 day, 'solved', $agent,
                if(number < $good, 1, 4), $minutes + number % 5, 1, number, 1
            from range(120) as numbers (number)
            """,
            {"at": THERE, "agent": agent, "good": solved_at_once, "minutes": minutes},
        )
    company.add("tickets", created_at="2026-04-20 09:00")  # theirs are no more fresh
    told = codes(found(company, values))
    assert "better:frt" in told["Ann"]
    assert "better:frt" not in told.get("Rui", [])


def equals(rng, sizes, shares):
    """Sums of agents whose answers are good with these chances."""
    good = rng.binomial(sizes, shares)
    return {
        f"agent {place}": {"n": int(n), "total": float(total)}
        for place, (n, total) in enumerate(zip(sizes, good, strict=True))
    }


def praised(parts):
    whole = {name: sum(one[name] for one in parts.values()) for name in ("n", "total")}
    told = compared("agent", KINDS["share"], whole, parts)
    return [name for name, _ in better_on(CSAT, told)]


def test_of_twelve_alike_nearly_nobody_is_praised_for_being_better():
    """In 300 quarters of twelve agents who are all at 80 %: somebody in few."""
    rng = np.random.default_rng(7)
    sizes = np.array([20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300])
    named = [praised(equals(rng, sizes, 0.8)) for _ in range(300)]
    assert sum(map(bool, named)) / 300 <= 0.05
    assert sum(map(len, named)) / (300 * 12) <= 0.005


def test_one_who_is_truly_better_is_found_with_enough_answers():
    rng = np.random.default_rng(8)
    shares = np.array([0.95] + [0.80] * 11)
    named = [praised(equals(rng, np.full(12, 300), shares)) for _ in range(100)]
    assert sum("agent 0" in one for one in named) >= 90
    assert sum(any(name != "agent 0" for name in one) for one in named) <= 5


# --- better than their own weeks before ---


def weeks(rng, shares, n=15, together=0.8):
    """A person's weeks: n answers each, good with these chances, beside all."""
    return [
        Told(Spot(n, 100 * int(good) / n), 100 * together, 80.0)
        for good in rng.binomial(n, shares)
    ]


def test_noise_is_nearly_never_called_an_improvement():
    """In 100 looks at twelve agents whose weeks are all alike: somebody in few."""
    rng = np.random.default_rng(9)
    alike = np.full(28, 0.8)
    named = [
        list(
            improved({str(one): weeks(rng, alike) for one in range(12)}, "share", CSAT)
        )
        for _ in range(100)
    ]
    assert sum(map(bool, named)) / 100 <= 0.05


def test_one_who_truly_improved_is_found():
    rng = np.random.default_rng(10)
    alike, risen = np.full(28, 0.7), np.r_[np.full(20, 0.6), np.full(8, 0.93)]
    hits = 0
    for _ in range(50):
        people = {str(one): weeks(rng, alike, n=30) for one in range(11)}
        people["Ann"] = weeks(rng, risen, n=30)
        hits += "Ann" in dict(improved(people, "share", CSAT))
    assert hits >= 45


def test_what_changed_for_all_is_nobodys_own_improvement():
    own = [60.0, 62.0, 58.0, 61.0, 59.0] * 4 + [80.0, 82.0, 78.0, 81.0] * 2
    all_together = [60.0] * 20 + [80.0] * 8
    ann = [
        Told(Spot(30, amount), every, 66.0)
        for amount, every in zip(own, all_together, strict=True)
    ]
    assert list(improved({"Ann": ann}, "share", CSAT)) == []
    alone = [replace(one, all=66.0) for one in ann]
    (told,) = improved({"Ann": alone}, "share", CSAT)
    assert told[0] == "Ann"
    assert (told[1].weeks, told[1].n) == (8, 240)
    assert (told[1].usual, told[1].amount) == (60.0, 80.25)


def test_an_improvement_is_found_in_the_store(company, values):
    numbers = Random(3)  # noqa: S311 - no secret
    first = W13.first - timedelta(weeks=27)
    for week in range(28):
        at = datetime.combine(
            first + timedelta(weeks=week, days=2), datetime.min.time()
        )
        for agent in ("Ann", "Ben", "Cas", "Dee"):
            chance = 0.98 if agent == "Ann" and week >= 19 else 0.6
            good = sum(numbers.random() < chance for _ in range(12))
            rate(company, agent, good, 12 - good, at=at)
    told = codes(found(company, values))
    assert "steady:csat" in told["Ann"]
    assert set(told) == {"Ann"}


# --- thanks ---


def test_a_thank_you_is_kept_with_who_and_when_and_can_be_withdrawn(company):
    store, ann = company.warehouse, Earned("Ann", date(2026, 3, 23), "better:csat")
    thank(store, ann, "me@example.com", datetime(2026, 4, 1, 9))
    thank(store, ann, "you@example.com", datetime(2026, 4, 2, 9))
    ben = Earned("Ben", date(2026, 3, 23), "answers")
    thank(store, ben, "me@example.com", datetime(2026, 4, 8, 9))
    first, second = thanked(store)
    assert (first.earned, first.by, first.at) == (
        ann,
        "me@example.com",
        datetime(2026, 4, 1, 9),
    )
    withdraw_thanks(store, ann)
    assert thanked(store) == (second,)
    assert last_thanked(thanked(store)) == {"Ben": datetime(2026, 4, 8, 9)}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "Not thanked here before."),
        (datetime(2026, 4, 29), "Last thanked less than a week ago."),
        (datetime(2026, 4, 22), "Last thanked 1 week ago."),
        (datetime(2026, 4, 1), "Last thanked 4 weeks ago."),
    ],
)
def test_says_how_many_weeks_ago_somebody_was_thanked(day, said):
    assert last_words(day, REACH) == said


def test_who_earned_thanks_and_had_none_still_waits(company, values):
    rate(company, "Ann", 1, 0, at="2026-03-17 09:00", comment="Kind")
    rate(company, "Ben", 1, 0, at="2026-03-17 09:00", comment="Kind")
    before = found(company, values, period_at(date(2026, 3, 17), "week", "UTC"))
    ann = Earned("Ann", date(2026, 3, 16), "answers")
    thank(company.warehouse, ann, "me", REACH)
    late = still_waiting([before], thanked(company.warehouse))
    assert [one.person for one in late] == ["Ben"]
