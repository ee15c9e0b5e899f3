"""It takes survey answers, and knows the good ones by their declared scale."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from metrics.errors import ExportError
from tests.intake_desk import Desk, counts

OWN = "survey_id,instrument,score,scale,direction,answered_at\n"
DAY = "2026-03-02 12:00"


def test_takes_in_a_delighted_export(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample("delighted_surveys")
    assert receipt.form == "delighted_surveys"
    assert counts(receipt) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select survey_id, instrument, score, scale, is_good, answered_at, ticket_id "
        "from surveys where survey_id in ('9001', '9003', '9007', '9010', '9011') "
        "order by survey_id"
    ) == [
        ("9001", "nps", 10, "0-10", True, datetime(2026, 3, 2, 9), None),
        ("9003", "nps", 8, "0-10", False, datetime(2026, 3, 2, 12), None),
        ("9007", "csat", 3, "1-5", False, datetime(2026, 3, 2, 15, 6, 40), "102"),
        ("9010", "ces", 5, "1-7", True, datetime(2026, 3, 2, 18, 26, 40), "106"),
        ("9011", "ces", 4, "1-7", False, datetime(2026, 3, 2, 19, 33, 20), "110"),
    ]
    assert desk.rows("select distinct dated_by from surveys") == [("answer",)]


def test_knows_a_delighted_person_without_an_address_by_their_number(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.sample("delighted_surveys")
    person = "select customer_id from surveys where survey_id = '9012'"
    assert desk.one(person) == "delighted:99887"


def test_takes_in_our_own_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert counts(desk.sample("own_surveys")) == (12, 12, 0, 0, 0)
    assert desk.rows(
        "select survey_id, score, scale, is_good from surveys "
        "order by substr(survey_id, 2)::int"
    ) == [
        ("s1", 5, "1-5", True),
        ("s2", 3, "1-5", False),
        ("s3", 3, "1-3", True),
        ("s4", 6, "1-7", True),
        ("s5", 7, "1-10", False),
        ("s6", 1, "good-bad", True),
        ("s7", None, "1-5", None),
        ("s8", 9, "0-10", True),
        ("s9", 7, "0-10", False),
        ("s10", 5, "1-7", True),
        ("s11", 3, "1-7 low", True),
        ("s12", 5, "1-7 low", False),
    ]
    assert desk.one("select answered_at from surveys where survey_id = 's7'") is None


@pytest.mark.parametrize(
    ("instrument", "scale", "direction", "least_good", "best_of_the_rest"),
    [
        ("csat", "1-3", "", 3, 2),
        ("csat", "1-5", "", 4, 3),
        ("csat", "1-7", "", 6, 5),
        ("csat", "1-10", "", 8, 7),
        ("nps", "0-10", "", 9, 8),
        ("ces", "1-7", "high", 5, 4),
        ("ces", "1-7", "low", 3, 4),
        ("ces", "1-5", "high", 4, 3),
        ("ces", "1-5", "low", 2, 3),
    ],
)
def test_draws_the_line_where_the_scale_has_it(
    tmp_path: Path,
    instrument: str,
    scale: str,
    direction: str,
    least_good: int,
    best_of_the_rest: int,
) -> None:
    desk = Desk(tmp_path)
    desk.load(
        OWN
        + f"a,{instrument},{least_good},{scale},{direction},{DAY}\n"
        + f"b,{instrument},{best_of_the_rest},{scale},{direction},{DAY}\n"
    )
    assert desk.rows("select survey_id, is_good from surveys order by all") == [
        ("a", True),
        ("b", False),
    ]


def test_refuses_effort_answers_that_declare_no_direction(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(ExportError) as refused:
        desk.load(
            "survey_id,instrument,score,scale,answered_at\n"
            f"1,ces,5,1-7,{DAY}\n2,csat,5,1-5,{DAY}\n",
            "effort.csv",
        )
    assert str(refused.value) == (
        "effort.csv: its effort answers (ces) do not say their direction. Add a "
        "column direction: high where a high score is easy, else low. "
        "Nothing of it was stored."
    )
    assert desk.one("select count(*) from surveys") == 0
    assert desk.one("select count(*) from exports") == 0


def test_rejects_the_one_effort_answer_that_does_not_say_its_direction(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(OWN + f"1,ces,5,1-7,high,{DAY}\n2,ces,5,1-7,,{DAY}\n")
    assert counts(receipt) == (2, 1, 0, 0, 1)
    assert desk.reasons() == [
        (
            3,
            "direction",
            None,
            "This effort answer does not say its direction; "
            "write high where a high score is easy, else low.",
        )
    ]


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        ("x,nps,11,,,", "score", "11", "This score is off its scale, 0-10."),
        ("x,nps,8.5,,,", "score", "8.5", "This score is off its scale, 0-10."),
        ("x,nps,ten,,,", "score", "ten", "This score is off its scale, 0-10."),
        ("x,csat,0,1-5,,", "score", "0", "This score is off its scale, 1-5."),
        ("x,csat,good,1-5,,", "score", "good", "This score is off its scale, 1-5."),
        ("x,csat,5,good-bad,,", "score", "5", "This score is off its scale, good-bad."),
        ("x,ces,8,1-7,high,", "score", "8", "This score is off its scale, 1-7."),
        (
            "x,csat,5,,,",
            "scale",
            None,
            "This answer declares no scale we know; "
            "write good-bad, 1-3, 1-5, 1-7 or 1-10.",
        ),
        (
            "x,nps,5,1-5,,",
            "scale",
            "1-5",
            "This answer declares no scale we know; write 0-10.",
        ),
        (
            "x,smiles,5,1-5,,",
            "instrument",
            "smiles",
            "This has to be csat, nps or ces; write one of them.",
        ),
        (
            "x,ces,5,1-7,up,",
            "direction",
            "up",
            "This has to be high or low; write one of them.",
        ),
    ],
)
def test_rejects_an_answer_it_cannot_place(
    tmp_path: Path, row: str, column: str, value: str | None, reason: str
) -> None:
    desk = Desk(tmp_path)
    desk.load(OWN + f"ok,nps,9,,,{DAY}\n{row}{DAY}\n")
    assert desk.reasons() == [(3, column, value, reason)]


def test_rejects_an_answer_without_a_date(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(OWN + "1,nps,9,,,\n")
    reason = "This answer has no date; fill it in."
    assert desk.reasons() == [(2, "answered_at", None, reason)]
