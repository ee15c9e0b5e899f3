"""What happened, in one plain sentence, no surer than the numbers."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from metrics.catalog import load_catalog, read_definition
from metrics.due import Bounds
from metrics.errors import DefinitionError
from metrics.report import as_json, as_text
from metrics.retention import Floor
from metrics.scorecard import Card
from metrics.sentences import (
    card_sentence,
    main_sentence,
    scorecard_sentence,
    sentences_of,
)
from metrics.values import Promise, Target
from metrics.verdicts import Verdict
from tests.test_scorecard import (
    CATALOG,
    at_least,
    at_most,
    declared,
    end_of_march,
    only,
    orders_a_day,
    scorecard,
    tickets,
)
from words import in_language

FRT = "half of the customers we answered heard from us within 30 min"


@pytest.fixture
def fared(company):
    """First replies within 30 minutes, of March 2026, by a target of an hour."""
    tickets(company, 3, [30] * 40)
    end_of_march(company)
    return only(scorecard(company, declared(at_most("frt", 60))))


def said(*promises, name="Speed"):
    return card_sentence(Card(name, "Answer soon.", promises))


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("kept", f"Speed kept: {FRT}."),
        ("probably kept", f"Speed probably kept: {FRT}."),
        (
            "can't tell",
            f"For Speed the data can't tell: {FRT}; the target is 1 h.",
        ),
        ("probably broken", f"Speed probably broken: {FRT}; the target is 1 h."),
        ("broken", f"Speed broken: {FRT}; the target is 1 h."),
        (
            "too few",
            "For Speed there is too little to tell: 41 tickets, and a verdict needs "
            "30.",
        ),
        ("no data", "No data for Speed."),
    ],
)
def test_says_of_each_verdict_what_happened(fared, verdict, words):
    assert said(replace(fared, verdict=Verdict(verdict))) == words


@pytest.mark.parametrize("verdict", ["probably kept", "probably broken"])
@pytest.mark.parametrize("streak", [1, 5])
@pytest.mark.parametrize("until", [None, datetime(2026, 3, 20)])
def test_is_never_certain_of_what_is_probable(fared, verdict, streak, until):
    period = replace(fared.period, until=until)
    unsure = replace(fared, verdict=Verdict(verdict), streak=streak, period=period)
    assert said(unsure).startswith(f"Speed {verdict}")
    assert said(unsure).count("kept") + said(unsure).count("broken") == 1


def test_says_for_how_long(fared):
    assert said(replace(fared, streak=2)) == f"Speed kept for 2 months in a row: {FRT}."
    broken = replace(fared, streak=3, verdict=Verdict.BROKEN)
    assert said(broken) == (
        f"Speed broken for 3 months in a row: {FRT}; the target is 1 h."
    )
    spans = replace(broken, period=replace(fared.period, grain="days"))
    assert said(spans).startswith("Speed broken for 3 periods in a row: ")


def test_says_so_far_while_the_period_runs(fared):
    running = replace(fared.period, until=datetime(2026, 3, 20))
    kept = replace(fared, period=running)
    assert said(kept) == f"Speed kept so far: {FRT}."
    unsure = replace(kept, verdict=Verdict.CANT_TELL)
    assert said(unsure) == (
        f"For Speed the data can't tell yet: {FRT}; the target is 1 h."
    )


def test_speaks_of_the_weakest_promise_and_names_the_others(fared):
    other = replace(fared, name="Chat", verdict=Verdict.BROKEN)
    third = replace(fared, name="Mail", verdict=Verdict.NO_DATA)
    assert said(fared, other, third) == (
        f"Speed broken: {FRT}; the target is 1 h. First reply time: kept. "
        "Mail: no data."
    )
    both = replace(fared, name="Chat")
    assert said(fared, both) == f"Speed kept: {FRT}."


def test_a_value_is_kept_in_a_row_by_all_of_its_promises(fared):
    long, short = replace(fared, streak=7), replace(fared, streak=2)
    assert Card("Speed", "", (long, short)).streak == 2
    broken = replace(fared, verdict=Verdict.BROKEN, streak=4)
    again = replace(broken, streak=3)
    assert Card("Speed", "", (long, broken, again)).streak == 4
    unknown = replace(fared, verdict=Verdict.TOO_FEW)
    assert Card("Speed", "", (long, unknown)).streak == 1


def test_counts_the_months_that_a_promise_was_broken(company):
    for month, waits in enumerate([[30] * 40, [90] * 40, [90] * 40, [90] * 40]):
        day = datetime(2025, 12, 2) if not month else datetime(2026, month, 2)
        for place, minutes in enumerate(waits):
            created = day + timedelta(hours=place)
            company.add("tickets", created_at=created, first_reply_minutes=minutes)
    end_of_march(company)
    card = scorecard(company, declared(at_most("frt", 60)))
    assert only(card).streak == 3
    assert scorecard_sentence(card) == (
        "Speed fell short. Speed: broken for 3 months in a row."
    )
    assert main_sentence(card.values[0]).startswith("Speed broken for 3 months in a ")
    steps = (Target(None, None, 20.0), Target(date(2026, 1, 1), None, 100.0))
    # January on has another target: each month is judged by its own.
    other = scorecard(company, declared(Promise("frt", steps)))
    assert (only(other).verdict, only(other).streak) == ("kept", 3)
    before = scorecard(company, declared(Promise("frt", steps)), "2025-12")
    assert (only(before).verdict, only(before).streak) == ("broken", 1)


def test_a_month_that_cannot_be_judged_ends_a_row(company):
    tickets(company, 1, [90] * 40)
    tickets(company, 2, [90] * 5)
    tickets(company, 3, [90] * 40)
    end_of_march(company)
    fared = only(scorecard(company, declared(at_most("frt", 60))))
    assert (fared.verdict, fared.streak) == ("broken", 1)


def test_says_what_of_a_total_was_due(company):
    orders_a_day(company, date(2026, 3, 1), date(2026, 3, 15))
    company.add("orders", ordered_at="2026-03-15 23:59:59", amount=0)
    sales = [at_least("revenue", 620)]
    card = scorecard(company, declared(at_most("frt", 60), sales=sales))
    # 15 orders of 10; 15 of the 31 days of March have passed.
    assert main_sentence(card.sales[0]) == (
        "Revenue broken so far: customers bought for €150.00; €300.00 was due by then."
    )


def test_says_that_a_total_is_one_of_a_part_of_its_month(company):
    orders_a_day(company, date(2026, 3, 16), date(2026, 3, 31))
    sales = [at_least("revenue", 310)]
    card = scorecard(company, declared(at_most("frt", 60), sales=sales))
    assert card.sales[0].verdict == "can't tell"
    assert main_sentence(card.sales[0]) == (
        "For Revenue the data begin too late to tell: customers bought for €160.00."
    )


def test_says_why_a_short_period_cannot_tell_of_retention(fared):
    loyal = replace(
        fared,
        definition=CATALOG["crr"],
        unit="percent",
        bounds=Bounds(70.0, None),
        verdict=Verdict.CANT_TELL,
        reading=replace(fared.reading, amount=88.0),
        floor=Floor(90, 73.0),
    )
    assert said(loyal, name="Loyalty") == (
        "For Loyalty the period is too short to tell: 88.0 % of the customers at the "
        "start were still ours at the end."
    )


def test_says_that_no_target_was_set(fared):
    unset = replace(fared, bounds=None, verdict=Verdict.CANT_TELL)
    assert said(unset) == f"For Speed no target was set then: {FRT}."


def test_says_whose_time_is_meant(fared):
    assert said(replace(fared, clock="working")).endswith(
        "heard from us within 30 min of working hours."
    )


def test_tells_a_metric_that_says_nothing_of_itself_by_its_name(fared):
    silent = replace(fared.definition, said="")
    assert said(replace(fared, definition=silent)) == (
        "Speed kept: First reply time was 30 min."
    )


def test_every_metric_of_ours_says_what_happened():
    for metric, definition in CATALOG.items():
        assert "{amount}" in definition.said, metric


@pytest.mark.parametrize("said", ["it was good", "{amount} of {all}", "{amount", "{}"])
def test_wants_a_clause_with_one_amount(tmp_path, said):
    text = CATALOG["frt"].path.read_text()
    (tmp_path / "own.sql").write_text(
        text.replace(f"said: {CATALOG['frt'].said}", f"said: '{said}'")
    )
    with pytest.raises(DefinitionError) as problem:
        read_definition(tmp_path / "own.sql")
    assert str(problem.value) == (
        "own.sql: said must be a clause with {amount} in it, and no other braces: "
        "{amount} of the customers were satisfied."
    )


def test_a_metric_may_say_nothing(tmp_path):
    text = CATALOG["frt"].path.read_text()
    (tmp_path / "own.sql").write_text(
        text.replace(f"said: {CATALOG['frt'].said}\n", "")
    )
    assert load_catalog(tmp_path)["own"].said == ""


def test_stands_in_the_report(company):
    tickets(company, 3, [30] * 40)
    end_of_march(company)
    card = scorecard(company, declared(at_most("frt", 60)))
    told = json.loads(as_json(card))
    assert told["sentence"] == "We lived by Speed."
    assert told["values"][0]["sentence"] == f"Speed kept: {FRT}."
    assert f"\n  Speed kept: {FRT}.\n" in as_text(card)
    assert sentences_of(card) == {
        "Speed": f"Speed kept: {FRT}.",
        "": "We lived by Speed.",
    }


def test_is_said_as_a_whole(fared):
    with in_language("xx"):
        words = said(replace(fared, verdict=Verdict.BROKEN, streak=3))
    assert words.startswith("⟦⟦Speed⟧ broken for ⟦3 ⟦months⟧⟧ in a row: ⟦half of ")
    assert words.endswith("⟧.⟧")
