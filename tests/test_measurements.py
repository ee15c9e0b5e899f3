"""Numbers counted elsewhere: two plain files, and a metric of the company's own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from metrics.catalog import load_catalog
from metrics.errors import ExportError
from metrics.periods import parse_period
from metrics.reach import data_through
from metrics.scorecard import Scorecard, build_scorecard
from metrics.values import Company, Promise, Target, Value, Values
from tests.intake_desk import Desk, counts

HEADER = """/*
name: {name}
short: {name}
question: How much of it?
kind: {kind}
unit: percent
better: down
observation: {observation}
filed_under: the day of the measurement
counts: as it was counted elsewhere
min_n: {min_n}
counter: qa
source: our own
dimensions: [team]
*/
"""
DEFECTS = """
select
    measurements.source,
    measurements.measurement_id as subject_id,
    measurements.measured_at as counted_at,
    (pieces.piece < measurements.n * measurements.amount / 100)::double as amount,
    null::varchar as left_out,
    measurements.team
from measurements, unnest(range(measurements.n)) as pieces (piece)
where measurements.metric = 'defects'
"""
TURNOVER = """
select
    measurements.source,
    measurements.measurement_id as subject_id,
    measurements.measured_at as counted_at,
    measurements.amount,
    null::varchar as left_out,
    measurements.team
from measurements
where measurements.metric = 'staff turnover'
"""
VALUES = Values(
    Company("Kopi", "Europe/Amsterdam", "EUR", 0, 90),
    "purpose",
    "vision",
    (
        Value(
            "Quality",
            "Roast it well.",
            (
                Promise("defects", (Target(None, None, 5.0),)),
                Promise("turnover", (Target(None, None, 10.0),)),
            ),
        ),
    ),
    (),
)


def scorecard(desk: Desk, folder: Path) -> Scorecard:
    """March, with two definitions as a company writes them."""
    named = {"name": "Defects", "kind": "share", "observation": "piece", "min_n": 30}
    (folder / "defects.sql").write_text(HEADER.format(**named) + DEFECTS)
    named = {"name": "Turnover", "kind": "mean", "observation": "month", "min_n": 1}
    (folder / "turnover.sql").write_text(HEADER.format(**named) + TURNOVER)
    through = data_through(desk.warehouse, datetime(2026, 4, 2))
    assert through
    march = parse_period("2026-03", "Europe/Amsterdam", through)
    catalog = load_catalog(folder)
    return build_scorecard(desk.warehouse, VALUES, catalog, march, through, ())


def test_counts_a_metric_of_the_companys_own(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("own_measurements")
    card = scorecard(desk, tmp_path)
    defects, turnover = card.values[0].promises
    # 1.2 % of 1,000 pieces and 4 % of 250 are 12 and 10 of 1,250
    assert (defects.reading.n, defects.reading.amount) == (1250, pytest.approx(1.76))
    assert defects.verdict == "kept"
    assert (turnover.reading.n, turnover.reading.amount) == (1, 12.5)


def test_reads_a_number_a_row(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_measurements")) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select measured_at, metric, amount, n, unit, team from measurements "
        "where file_row in (2, 9, 13) order by file_row"
    ) == [
        (datetime(2025, 12, 31, 23), "defects", 2.5, 400, "percent", "Roastery"),
        (datetime(2026, 2, 28, 23), "enps", -12.0, 41, "points", None),
        (datetime(2026, 3, 31, 22), "training hours", 1310.5, None, "hours", None),
    ]


def test_reads_a_metric_a_column(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample("own_wide_measurements")
    assert counts(receipt) == (12, 12, 0, 0, 0)
    assert receipt.notes[-1] == (
        "Each column of numbers makes a measurement of a row, and each counts as a row."
    )
    assert desk.rows(
        "select metric, amount, team from measurements where file_row = 5 "
        "order by metric"
    ) == [
        ("defects", 1.2, "Roastery"),
        ("enps", -12.0, "Roastery"),
        ("staff turnover", 12.5, "Roastery"),
    ]


def test_knows_a_measurement_again_in_the_other_form(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load("date,metric,amount,n,team\n1/13/2026,Defects,2,90,Roastery\n", "a.csv")
    wide = "date,team,Defects,Turnover\n2026-01-13,Roastery,3,8\n"
    assert counts(desk.load(wide, "b.csv")) == (2, 1, 1, 0, 0)
    assert desk.rows("select metric, amount, n from measurements order by metric") == [
        ("defects", 3.0, None),
        ("turnover", 8.0, None),
    ]


def test_accounts_for_each_measurement_that_it_rejects(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "date,Defects,Turnover\n"
        "2026-01-01,2,x\n2026-01-02,3,5\n2026-01-01,4,6\n2026-01-04,,\n"
    )
    assert counts(receipt) == (7, 4, 0, 0, 3)
    assert desk.reasons() == [
        (2, "amount", "x", "This is no number; write it like 1234.5."),
        (
            2,
            "date",
            "2026-01-01, metric defects",
            "date 2026-01-01, metric defects stands twice, in rows 2 and 4; row 4 was "
            "kept.",
        ),
        (
            5,
            "amount",
            None,
            "amount is empty, and every measurement needs it; fill it in.",
        ),
    ]


def test_takes_the_rejected_back_once_they_are_corrected(tmp_path: Path) -> None:
    desk = Desk(tmp_path, tmp_path / "data")
    receipt = desk.load("date,Defects,Turnover\n2026-01-01,2,x\n2026-02-01,3,5\n")
    assert receipt.rejects_file
    corrected = receipt.rejects_file.read_text().replace(",x", ",7")
    assert counts(desk.load(corrected, "again.csv")) == (1, 1, 0, 0, 0)
    assert (
        desk.one("select max(amount) from measurements where metric = 'turnover'") == 7
    )


def test_leaves_a_file_alone_that_has_more_than_numbers(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused:
        Desk(tmp_path).load("date,customer,price\n2026-01-01,Maya Tan,5\n")
    assert str(refused.value) == (
        "export.csv: no source knows this export. Its columns are date, customer, "
        "price. With a column date it would be a file of measurements in columns, "
        "but customer holds no numbers."
    )


def test_keeps_no_number_of_a_person_in_the_name_of_a_column(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "date,Call back 06 1234 5678,Tel (020) 1234567,Goal Q1 2025-2026,Kg 31-12-2026"
        "\n2026-03-01,5,6,7,8\n"
    )
    assert desk.rows("select metric, amount from measurements order by amount") == [
        ("call back [hidden]", 5.0),
        ("tel [hidden]", 6.0),
        ("goal q1 2025-2026", 7.0),
        ("kg 31-12-2026", 8.0),
    ]
