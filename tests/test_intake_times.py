"""It reads dates, durations and numbers the way their column writes them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from intake.house import House, house_of
from intake.reading.months import months
from intake.reading.zones import zone_in
from metrics.catalog import load_catalog
from metrics.errors import ExportError
from metrics.values_forms import load_values
from tests.intake_desk import AMSTERDAM, Desk, counts

UTC = House("UTC", "EUR")
TICKETS = "ticket_id,created_at,status\n"
ORDERS = "order_id,ordered_at,amount\n"
OUT_OF_ORDER = (
    "This date does not fit the others in its file, which are day first; "
    "write it like 2026-03-31 14:05:00."
)


def tickets(desk: Desk, *times: str, house: House = UTC) -> list[datetime | None]:
    """The times that come of these texts, one a ticket."""
    rows = "".join(f'{n},"{time}",open\n' for n, time in enumerate(times, start=1))
    desk.load(TICKETS + rows, house=house)
    query = "select created_at from tickets order by file_row"
    return [time for (time,) in desk.rows(query)]


def amounts(desk: Desk, *texts: str) -> list[float]:
    """The amounts that come of these texts, one an order."""
    rows = "".join(f'{n},2026-03-01,"{t}"\n' for n, t in enumerate(texts, start=1))
    desk.load(ORDERS + rows)
    query = "select amount::double from orders order by file_row"
    return [amount for (amount,) in desk.rows(query)]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("29/2/2016 01:16", datetime(2016, 2, 29, 1, 16)),
        ("11/May/24 03:26 PM", datetime(2024, 5, 11, 15, 26)),
        ("05 Mar 2024 02:15 PM", datetime(2024, 3, 5, 14, 15)),
        ("05 Mar 2024 12:15 am", datetime(2024, 3, 5, 0, 15)),
        ("6/21/2025 16:14", datetime(2025, 6, 21, 16, 14)),
        ("01/31/2024 08:15:00 AM", datetime(2024, 1, 31, 8, 15)),
        ("31.12.2024", datetime(2024, 12, 31)),
        ("31-12-24 7:05", datetime(2024, 12, 31, 7, 5)),
        ("2024/12/31 07:05", datetime(2024, 12, 31, 7, 5)),
        ("March 5, 2024 at 2:15 PM", datetime(2024, 3, 5, 14, 15)),
        ("Tue, 5 Mar 2024 02:15:09 +0200", datetime(2024, 3, 5, 0, 15, 9)),
        ("19/ene/26 12:47 PM", datetime(2026, 1, 19, 12, 47)),
        ("19/ENE./26 12:47 PM", datetime(2026, 1, 19, 12, 47)),
        ("5 de março de 2024", datetime(2024, 3, 5)),
        ("17 Agustus 2025 10:00", datetime(2025, 8, 17, 10)),
        ("17 Ogos 2025", datetime(2025, 8, 17)),
        ("3. Dezember 2025 08:00", datetime(2025, 12, 3, 8)),
        ("14 févr. 2025 08:00", datetime(2025, 2, 14, 8)),
        ("2026-03-02 09:00:00 CDT", datetime(2026, 3, 2, 14)),
        ("2026-03-02 09:00 EDT", datetime(2026, 3, 2, 13)),
        ("2026-03-02 09:00:00 WIB", datetime(2026, 3, 2, 2)),
        ("02/28/2026 09:00:00 -0330", datetime(2026, 2, 28, 12, 30)),
    ],
)
def test_reads_a_date_as_people_write_it(
    tmp_path: Path, written: str, utc: datetime
) -> None:
    assert tickets(Desk(tmp_path), written) == [utc]


def test_tells_the_order_of_dates_from_all_of_them(tmp_path: Path) -> None:
    assert tickets(Desk(tmp_path), "9/6/2016 6:29:00", "6/13/2016 6:29:00") == [
        datetime(2016, 9, 6, 6, 29),
        datetime(2016, 6, 13, 6, 29),
    ]


def test_tells_it_from_another_column_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "ticket_id,created_at,solved_at,status\n"
        "1,3/4/2026 10:00,3/4/2026 11:00,solved\n"
        "2,3/4/2026 10:00,13/4/2026 11:00,solved\n",
        house=UTC,
    )
    assert desk.one("select min(created_at) from tickets") == datetime(2026, 4, 3, 10)


def test_rejects_dates_that_do_not_fit_the_order_of_most(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    read = tickets(desk, "13/4/2026", "14/4/2026", "5/4/2026", "4/25/2026")
    assert read == [
        datetime(2026, 4, 13),
        datetime(2026, 4, 14),
        datetime(2026, 4, 5),
    ]
    assert desk.reasons() == [(5, "created_at", "4/25/2026", OUT_OF_ORDER)]


def test_refuses_a_file_whose_dates_may_be_read_in_two_ways(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(ExportError) as refused:
        tickets(desk, "3/4/2026 10:00", "5/6/2026 10:00")
    assert str(refused.value) == (
        "export.csv: 3/4/2026 10:00 in its column created_at may be day first or "
        "month first, and no date in it tells which; write in values.yaml under "
        "company dates: day-first or dates: month-first, and load it again."
    )
    assert desk.one("select count(*) from exports") == 0


@pytest.mark.parametrize(("day_first", "month"), [(True, 4), (False, 3)])
def test_takes_the_order_that_somebody_declares(
    tmp_path: Path, day_first: bool, month: int
) -> None:
    house = House("UTC", "EUR", day_first=day_first)
    read = tickets(Desk(tmp_path), "3/4/2026", house=house)
    assert read == [datetime(2026, month, 7 - month)]


def test_notes_that_the_company_s_word_decided(tmp_path: Path) -> None:
    house = House("UTC", "EUR", day_first=True)
    receipt = Desk(tmp_path).load(TICKETS + "1,3/4/2026,open\n", house=house)
    assert receipt.notes == (
        "Times without a zone are read as UTC.",
        "Its dates may be read in two ways; they were read day first, as values.yaml "
        "says.",
    )


def test_believes_the_dates_before_the_company(tmp_path: Path) -> None:
    house = House("UTC", "EUR", day_first=False)
    desk = Desk(tmp_path)
    receipt = desk.load(TICKETS + "1,3/4/2026,open\n2,13/4/2026,open\n", house=house)
    assert desk.one("select min(created_at) from tickets") == datetime(2026, 4, 3)
    assert receipt.notes == ("Times without a zone are read as UTC.",)


def test_believes_a_source_before_the_company(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "Respondent ID,Collector ID,Start Date,End Date,Would you recommend us?\n"
        "1,2,03/02/2026 09:00:00 AM,03/02/2026 09:05:00 AM,9\n",
        house=House("UTC", "EUR", day_first=True),
    )
    assert desk.one("select answered_at from surveys") == datetime(2026, 3, 2, 9, 5)
    assert receipt.notes[1] == (
        "Its dates may be read in two ways; they were read month first, as its source "
        "writes them."
    )


def test_asks_once_and_remembers_the_company_s_word(tmp_path: Path) -> None:
    written = (
        "company:\n  name: Teh\n  zone: UTC\n  currency: EUR\n  dates: day-first\n"
        "purpose: Tea for all.\nvision: Tea.\n"
        "values:\n  - name: Speed\n    action: Answer soon.\n"
        "    promises:\n      - {metric: frt, target: 60}\n"
    )
    path = tmp_path / "values.yaml"
    path.write_text(written)
    catalog = load_catalog()
    house = house_of(load_values(path, catalog), catalog, path)
    assert tickets(Desk(tmp_path), "3/4/2026", house=house) == [datetime(2026, 4, 3)]


def test_loses_only_a_stray_date_among_iso_ones(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert len(tickets(desk, "2026-03-02", "2026-03-03", "3/4/2026")) == 2
    assert desk.reasons() == [
        (
            4,
            "created_at",
            "3/4/2026",
            "This date may be day first or month first, and no other date in the "
            "file tells which; write it like 2026-03-31 14:05:00.",
        )
    ]


def test_knows_the_months_of_seven_languages() -> None:
    known = months()
    assert [known[name] for name in ("mei", "ogos", "dic", "märz", "août")] == [
        5,
        8,
        12,
        3,
        8,
    ]


@pytest.mark.parametrize(
    ("column", "zone"),
    [
        ("Created (UTC)", "UTC"),
        ("Conversation started at (America/New_York)", "America/New_York"),
        (
            "Updated at (America/Argentina/Buenos_Aires)",
            "America/Argentina/Buenos_Aires",
        ),
        ("Created Time (Ticket)", None),
        ("Created at", None),
    ],
)
def test_finds_the_zone_in_a_columns_name(column: str, zone: str | None) -> None:
    assert zone_in(column) == zone


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("1.234,56", "12"), [1234.56, 12.0]),
        (("1.234", "12,5"), [1234.0, 12.5]),
        (("1,234.56", "1,234"), [1234.56, 1234.0]),
        (("1 234,56", "1 234"), [1234.56, 1234.0]),
        (("€ 12,50", "€ 1.200,00"), [12.5, 1200.0]),
        (("£12.50", "USD 1,200.00"), [12.5, 1200.0]),
        (("10,00",), [10.0]),
        (("Rp 150.000", "Rp 1.250.000"), [150000.0, 1250000.0]),
        (("96990", "€12"), [96990.0, 12.0]),
        (("1'234.50",), [1234.5]),
    ],
)
def test_reads_numbers_as_their_column_writes_them(
    tmp_path: Path, texts: tuple[str, ...], read: list[float]
) -> None:
    assert amounts(Desk(tmp_path), *texts) == read


def test_rejects_a_number_that_may_be_read_in_two_ways(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    calls = "call_id,started_at,answered,talk_seconds\n"
    desk.load(calls + '1,2026-03-01,yes,"1,234"\n2,2026-03-01,yes,12\n')
    assert desk.reasons() == [
        (
            2,
            "talk_seconds",
            "1,234",
            "A comma here may part thousands or decimals, and no other number in "
            "the column tells which; write 1,234 as 1234 or as 1.234.",
        )
    ]


def test_rejects_a_number_that_does_not_fit_its_column(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert amounts(desk, "1,50", "2,75", "1,234.50") == [1.5, 2.75]
    assert desk.reasons() == [
        (
            4,
            "amount",
            "1,234.50",
            "This number does not fit the others in its column, which have a "
            "decimal comma; write it like 1234,5.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("26:15:30", 1575.5),
        ("01:05", 65.0),
        ("2 hours 5 minutes", 125.0),
        ("1d 3h", 1620.0),
        ("1 day, 3 hours and 30 seconds", 1620.5),
        ("45 min", 45.0),
        ("-0:30", None),
    ],
)
def test_reads_a_duration_as_minutes(
    tmp_path: Path, text: str, minutes: float | None
) -> None:
    desk = Desk(tmp_path)
    desk.load(
        "Ticket ID,Status,Agent,Created Time,Resolved time,Time tracked\n"
        f'1,Open,Bayu,2026-03-02 09:00:00,,"{text}"\n'
    )
    assert desk.one("select handle_minutes from tickets") == minutes


def test_leaves_iso_dates_and_plain_numbers_to_one_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.reading.staging.evidence", None)
    receipt = Desk(tmp_path).sample("zendesk_tickets", AMSTERDAM)
    assert counts(receipt) == (12, 12, 0, 0, 0)
