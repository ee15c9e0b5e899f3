"""It asks once whose zone times without one are in, and remembers the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.intake_desk import AMSTERDAM, Desk, counts

FRESHDESK = "Ticket ID,Status,Agent,Created Time,Resolved time\n"
ROW = "{},Open,Bea,2026-03-02 09:00:00,\n"
IN_UTC = replace(AMSTERDAM, zones=(("freshdesk", "UTC"), ("own", "Asia/Jakarta")))
QUESTION = (
    "Times in it have no zone and were read as Europe/Amsterdam, the company's. Is "
    "that right? If freshdesk writes another, write in values.yaml under company "
    "zones: {freshdesk: ZONE} and drop the file again."
)
CREATED = "select created_at from tickets order by ticket_id"
OWN = "ticket_id,created_at,status\n"


def test_asks_the_first_time_that_times_have_no_zone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.load(FRESHDESK + ROW.format(1)).notes == (QUESTION,)
    later = desk.load(FRESHDESK + ROW.format(2))
    assert later.notes == ("Times without a zone are read as Europe/Amsterdam.",)
    assert desk.rows(CREATED) == [(datetime(2026, 3, 2, 8),)] * 2


def test_reads_the_same_file_again_once_it_is_answered(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(FRESHDESK + ROW.format(1))
    again = desk.load(FRESHDESK + ROW.format(1), house=IN_UTC)
    assert counts(again) == (1, 0, 1, 0, 0)
    assert again.notes == (
        "Times without a zone are read as UTC, as values.yaml says of freshdesk.",
    )
    assert desk.rows(CREATED) == [(datetime(2026, 3, 2, 9),)]
    assert desk.load(FRESHDESK + ROW.format(1), house=IN_UTC).already


def test_does_not_read_again_what_another_source_was_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(FRESHDESK + ROW.format(1))
    house = replace(AMSTERDAM, zones=(("gorgias", "UTC"),))
    assert desk.load(FRESHDESK + ROW.format(1), house=house).already


def test_believes_a_time_that_has_its_own_zone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    times = (
        "2026-03-02 09:00:00 +0200",
        "2026-03-02T09:00:00Z",
        "2026-03-02 09:00 CET",
    )
    rows = "".join(f"{n},{time},open\n" for n, time in enumerate(times))
    receipt = desk.load(OWN + rows, house=IN_UTC)
    assert desk.rows(CREATED) == [
        (datetime(2026, 3, 2, 7),),
        (datetime(2026, 3, 2, 9),),
        (datetime(2026, 3, 2, 8),),
    ]
    desk = Desk(tmp_path)
    receipt = desk.load(OWN + rows)
    assert receipt.notes == ("Times without a zone are read as Europe/Amsterdam.",)


def test_asks_where_only_one_time_has_no_zone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = "1,2026-03-02 09:00:00Z,open\n2,02/13/2026 09:00 AM,open\n"
    assert desk.load(OWN + rows).notes == (QUESTION.replace("freshdesk", "own"),)


def test_does_not_ask_of_days(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(OWN + "1,2026-03-02,open\n")
    assert receipt.notes == ("Times without a zone are read as Europe/Amsterdam.",)


def test_does_not_ask_where_the_header_names_the_zone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    house = replace(AMSTERDAM, zones=(("intercom", "Asia/Jakarta"),))
    for one in (AMSTERDAM, house):
        desk = Desk(tmp_path)
        receipt = desk.sample("intercom_tickets", one)
        assert not [note for note in receipt.notes if "zone" in note]
        first = "select created_at from tickets where ticket_id = '2150001'"
        assert desk.one(first) == datetime(2026, 3, 2, 14)


def test_a_source_that_declares_its_zone_is_believed(tmp_path: Path) -> None:
    house = replace(AMSTERDAM, zones=(("typeform", "Asia/Jakarta"),))
    desk = Desk(tmp_path)
    receipt = desk.sample("typeform_surveys", house)
    assert not [note for note in receipt.notes if "zone" in note]
    assert desk.one("select min(answered_at) from surveys") == datetime(
        2026, 3, 2, 9, 3
    )


def test_knows_a_measurement_by_the_day_that_its_source_writes(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sample("own_measurements", IN_UTC)
    there = desk.rows("select measurement_id from measurements")
    desk = Desk(tmp_path)
    desk.sample("own_measurements")
    assert desk.rows("select measurement_id from measurements") == there
