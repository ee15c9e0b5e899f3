"""A decision written on a page: kept, withdrawn, and judged when its day has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.deciding import DecisionError, Expecting, Written, withdraw, write_down
from intake.keeping.receipts import receipts
from metrics.decision_words import decision_line, decision_text, outcome_words
from metrics.decisions import PAGE, Decision, Expectation, concerning, decisions_of
from metrics.expectations import Outcome, chance_of_rise, outcome_of
from metrics.measuring import Reading
from metrics.values_forms import load_values
from metrics.verdicts import Verdict
from metrics.warehouse import Warehouse
from selaras import selaras
from tests.conftest import CATALOG, Company
from tests.intake_desk import AMSTERDAM, Desk

ROOT = Path(__file__).parent.parent
VALUES = load_values(ROOT / "config" / "values.yaml", CATALOG)
MARCH_2 = date(2026, 3, 2)
MACROS = Written(MARCH_2, "New macros for refunds", "Quality")
REACH = datetime(2026, 7, 31, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.warehouse.close()


def test_keeps_what_is_written_as_an_export_of_one_row(desk: Desk) -> None:
    receipt = write_down(desk.warehouse, AMSTERDAM, MACROS, "mila@kopi.example")
    assert (receipt.read, receipt.new, receipt.rejected) == (1, 1, 0)
    assert receipt.file_name == "decision-2026-03-02.csv"
    (found,) = decisions_of(desk.warehouse)
    assert (found.day("Europe/Amsterdam"), found.what) == (MARCH_2, MACROS.what)
    assert (found.concerns, found.by) == ("Quality", "mila@kopi.example")
    assert found.export_id == receipt.export_id
    assert desk.one("select source from decisions") == PAGE


def test_keeps_it_once_however_often_it_is_sent(desk: Desk) -> None:
    for _ in range(2):
        write_down(desk.warehouse, AMSTERDAM, MACROS, "mila")
    assert len(decisions_of(desk.warehouse)) == 1


def test_withdraws_it_and_takes_it_anew(desk: Desk) -> None:
    first = write_down(desk.warehouse, AMSTERDAM, MACROS, "mila")
    assert withdraw(desk.warehouse, first.export_id, "noor").told() == (
        "decision-2026-03-02.csv: undone."
    )
    assert decisions_of(desk.warehouse) == ()
    assert receipts(desk.warehouse)[0].undone_by == "noor"
    write_down(desk.warehouse, AMSTERDAM, MACROS, "mila")
    assert len(decisions_of(desk.warehouse)) == 1


def test_stands_in_a_store_that_was_made_before(tmp_path: Path) -> None:
    store = Warehouse.open(tmp_path / "data")
    added = ("decided_by", "gives_way", "expected_metric", "expected")
    for table in ("decisions", "said_decisions"):
        for column in (*added, "expected_amount", "expected_by"):
            store.cursor().execute(f"alter table {table} drop column {column}")
    store.close()
    store = Warehouse.open(tmp_path / "data")
    write_down(store, AMSTERDAM, MACROS, "mila")
    assert decisions_of(store)[0].by == "mila"
    store.close()


def test_says_what_is_missing(desk: Desk) -> None:
    late = Expecting("fcr", "rises", None, MARCH_2)
    bare = Expecting("fcr", "at least", None, date(2026, 4, 30))
    cases = (
        (Written(MARCH_2, " – ", None), "Say what was decided, in a few words."),
        (
            Written(MARCH_2, "No", "Speed", gives_way="Speed"),
            "A value cannot give way to itself; choose another one.",
        ),
        (
            Written(MARCH_2, "No", None, expecting=late),
            "Say by which day it is expected, after the day of the decision.",
        ),
        (Written(MARCH_2, "No", None, expecting=bare), "Say which amount is expected."),
        (
            Written(MARCH_2, "x" * 301, None),
            "A decision has at most 300 letters; this one has 301.",
        ),
    )
    for written, sentence in cases:
        with pytest.raises(DecisionError) as problem:
            write_down(desk.warehouse, AMSTERDAM, written, "mila")
        assert str(problem.value) == sentence
    assert receipts(desk.warehouse) == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40).filter(lambda it: any(map(str.isalpha, it))))
def test_keeps_any_words(desk: Desk, what: str) -> None:
    """Every quote, sign and letter is kept; a control character is no letter."""
    said = " ".join("".join(c for c in what if c.isprintable() or c == " ").split())
    if not any(map(str.isalnum, said)):
        return
    receipt = write_down(desk.warehouse, AMSTERDAM, Written(MARCH_2, said, None), "m")
    assert said in {one.what for one in decisions_of(desk.warehouse)}
    assert receipt.rejected == 0


def test_concerns_both_values_that_collide(desk: Desk) -> None:
    written = Written(MARCH_2, "Answer well first", "Quality", gives_way="Speed")
    write_down(desk.warehouse, AMSTERDAM, written, "mila")
    found = decisions_of(desk.warehouse)
    promises = {one.name: one.promises[0] for one in VALUES.values}
    for name, many in (("Quality", 1), ("Speed", 1), ("Loyalty", 0)):
        promise = promises[name]
        about = concerning(found, promise, CATALOG[promise.metric], VALUES)
        assert len(about) == many
    assert decision_line(found[0], "Europe/Amsterdam") == (
        "2 March 2026: Answer well first (Quality goes first, Speed gives way)"
    )


def answers(company: Company, month: int, good: int, bad: int) -> None:
    """So many answers, evenly over the 2nd to 25th of a month."""
    for number in range(good + bad):
        company.add(
            "surveys",
            instrument="csat",
            answered_at=f"2026-{month:02}-{number % 24 + 2:02} 10:00",
            is_good=number < good,
        )


def decided(way: str, amount: float | None, by: date = date(2026, 3, 31)) -> Decision:
    """On 1 March 2026, about CSAT."""
    at = datetime(by.year, by.month, by.day)
    expectation = Expectation("csat", way, amount, at)  # type: ignore[arg-type]
    return Decision(datetime(2026, 3, 1), "Ask again", "csat", False, None, None,
                    expectation)  # fmt: skip


def judged(company: Company, way: str, amount: float | None = None) -> Outcome:
    found = outcome_of(company.warehouse, VALUES, CATALOG, decided(way, amount), REACH)
    assert found is not None
    return found


def test_says_that_it_came_true_as_a_card_would_judge_it(company: Company) -> None:
    answers(company, 3, 90, 10)
    assert judged(company, "at least", 80).verdict is Verdict.KEPT
    assert judged(company, "at least", 88).verdict is Verdict.CANT_TELL
    assert judged(company, "at least", 97).verdict is Verdict.BROKEN
    assert judged(company, "at most", 80).verdict is Verdict.BROKEN
    assert outcome_words(judged(company, "at least", 80)) == (
        "It came true. In 2 Mar – 31 Mar 2026 it was 90.0 % (n = 100, 95 % interval "
        "82.6 to 94.5 %). Whether the decision is the reason is not told by that."
    )


def test_compares_what_rises_with_as_many_days_before(company: Company) -> None:
    answers(company, 2, 60, 40)
    answers(company, 3, 90, 10)
    found = judged(company, "rises")
    assert found.verdict is Verdict.KEPT
    assert found.before is not None
    assert (found.before.first, found.before.last) == (
        date(2026, 1, 30),
        date(2026, 2, 28),
    )
    assert (found.reading_before.n, found.reading.n) == (100, 100)
    assert judged(company, "falls").verdict is Verdict.BROKEN


def test_is_no_surer_of_a_rise_than_both_intervals(company: Company) -> None:
    answers(company, 2, 80, 20)
    answers(company, 3, 84, 16)
    assert judged(company, "rises").verdict is Verdict.CANT_TELL
    # Newcombe's interval of 84 % less 80 %, of 100 each, is -6.7 to 14.6 points.
    then, now = Reading(100, 80.0, 71.112, 86.663), Reading(100, 84.0, 75.580, 89.897)
    assert chance_of_rise(then, now) == pytest.approx(0.77, abs=0.01)
    assert chance_of_rise(now, then) == pytest.approx(1 - 0.77, abs=0.01)
    assert chance_of_rise(then, then) == 0.5


def test_tells_too_few_and_none(company: Company) -> None:
    assert judged(company, "rises").verdict is Verdict.NO_DATA
    answers(company, 3, 5, 1)
    assert judged(company, "at least", 50).verdict is Verdict.TOO_FEW


def test_waits_until_the_data_reach_its_day(company: Company) -> None:
    late = decided("at least", 80, date(2026, 8, 2))
    found = outcome_of(company.warehouse, VALUES, CATALOG, late, REACH)
    assert found is not None and found.is_open
    assert outcome_words(found) == "To be judged when the data reach 2 August 2026."


def test_says_that_a_metric_is_promised_no_more(company: Company) -> None:
    gone = Expectation("handover", "rises", None, datetime(2026, 4, 1))
    one = Decision(datetime(2026, 3, 1), "Hm", None, False, None, None, gone)
    assert outcome_of(company.warehouse, VALUES, CATALOG, one, REACH) is None
    assert decision_text(one, None, "UTC") == (
        "1 March 2026: Hm (everything)\n"
        "  What was expected of handover cannot be judged: it is promised no more."
    )


def test_lists_them_from_the_command_line(tmp_path: Path) -> None:
    store = Warehouse.open(tmp_path / "data")
    expecting = Expecting("fcr", "at least", 70.0, date(2026, 6, 30))
    written = Written(MARCH_2, "New macros", "FCR", expecting=expecting)
    write_down(store, AMSTERDAM, written, "mila")
    store.close()
    done = CliRunner().invoke(selaras, ["decisions", "--data", str(tmp_path / "data")])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == "2 March 2026: New macros (FCR)"
    assert "  Expected by 30 June 2026: FCR is at least 70 %." in done.output
