"""A receipt tells which published numbers moved, and only those."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from intake.house import House, house_of
from intake.keeping.moves import moves_of
from intake.keeping.undoing import undo
from metrics.catalog import load_catalog
from metrics.published import words
from metrics.values_forms import load_values
from tests.intake_desk import Desk

ROOT = Path(__file__).parents[1]
SURVEYS = "survey_id,instrument,answered_at,score,scale,channel\n"
FAILS = """/*
name: Odd
short: ODD
question: Which channel?
kind: mean
unit: minutes
better: up
observation: answer
filed_under: the day of the answer
counts: every answer
min_n: 1
counter: nps
source: https://example.com
dimensions: []
*/
select
    surveys.source,
    surveys.survey_id as subject_id,
    surveys.answered_at as counted_at,
    surveys.channel::integer::double as amount,
    null::varchar as left_out

from surveys
"""


@pytest.fixture(scope="module")
def house() -> House:
    path = ROOT / "config" / "values.yaml"
    catalog = load_catalog()
    return house_of(load_values(path, catalog), catalog, path)


def answers(first: int, good: int, bad: int, day: str) -> str:
    return "".join(
        f"s{n},csat,2026-{day},{5 if n < first + good else 1},1-5,mail\n"
        for n in range(first, first + good + bad)
    )


def test_tells_what_late_answers_moved(tmp_path: Path, house: House) -> None:
    at = Desk(tmp_path)
    may = answers(1, 9, 1, "05-10") + answers(20, 4, 0, "06-30")
    first = at.load(SURVEYS + may, "may.csv", house)
    assert first.moved == ()  # nothing had been published
    late = answers(40, 0, 2, "05-20") + answers(50, 1, 0, "07-02")
    second = at.load(SURVEYS + late, "late.csv", house)
    # 9 of 10 were good in May, and 9 of 12 are; June is as it was, July is no month
    assert second.moved == ("May 2026 CSAT 90.0 % → 75.0 %: 2 more answers",)
    assert [words(one) for one in moves_of(at.warehouse, 2)] == list(second.moved)
    assert undo(at.warehouse, 2, "a test", house.published).moved == (
        "May 2026 CSAT 75.0 % → 90.0 %: 2 fewer answers",
    )


def test_says_that_a_number_is_gone(tmp_path: Path, house: House) -> None:
    at = Desk(tmp_path)
    orders = "order_id,ordered_at,customer,amount\n1,2026-05-31,a,10.50\n"
    at.load(orders, "orders.csv", house)
    gone = undo(at.warehouse, 1, "a test", house.published).moved
    assert "May 2026 AOV €10.50 → –: 1 fewer order" in gone


def test_takes_an_export_though_a_metric_of_the_company_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "config" / "metrics"
    folder.mkdir(parents=True)
    (folder / "odd.sql").write_text(FAILS)
    path = folder.parent / "values.yaml"
    text = (ROOT / "config" / "values.yaml").read_text()
    path.write_text(text.replace("metric: ces ", "metric: odd "))
    catalog = load_catalog(folder)
    house = house_of(load_values(path, catalog), catalog, path)
    at = Desk(tmp_path)
    at.load(SURVEYS + answers(1, 9, 1, "05-31"), "may.csv", house)
    late = at.load(SURVEYS + answers(40, 0, 2, "05-20"), "late.csv", house)
    assert late.moved == ("May 2026 CSAT 90.0 % → 75.0 %: 2 more answers",)
    assert "odd cannot be counted on these data" in caplog.text
    assert "mail" not in caplog.text
    undo(at.warehouse, 2, "a test", replace(house, day_first=None).published)
    assert at.one("select count(*) from surveys") == 10
