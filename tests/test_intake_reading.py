"""It reads the file it is given, however it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake_desk import Desk, counts

FOUR = [
    "ticket_id,created_at,status,team",
    "1,2026-03-02 09:00:00,open,Café",
    '2,2026-03-02 10:00:00,open,"Orders, delivery"',
    '3,2026-03-02 11:00:00,open,"The ""best"""',
    '4,2026-03-02 12:00:00,open,"two\nlines"',
]
TEAMS = ["Café", "Orders, delivery", 'The "best"', "two\nlines"]


def teams(desk: Desk) -> list[str]:
    return [team for (team,) in desk.rows("select team from tickets order by file_row")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_reads_each_encoding_and_line_end(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    desk = Desk(tmp_path)
    content = newline.join(FOUR).encode(encoding)
    assert counts(desk.load(content)) == (4, 4, 0, 0, 0)
    assert teams(desk) == TEAMS
    assert desk.rows("select file_row from tickets") == [(2,), (3,), (4,), (5,)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_reads_each_delimiter(tmp_path: Path, delimiter: str) -> None:
    desk = Desk(tmp_path)
    rows = ["ticket_id,created_at,status,team", '1,2026-03-02 09:00,open,"a,b;c|d\te"']
    content = (
        rows[0].replace(",", delimiter) + "\n" + rows[1].replace(",", delimiter, 3)
    )
    desk.load(content)
    assert teams(desk) == ["a,b;c|d\te"]


def test_reads_a_file_with_only_carriage_returns(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load("ticket_id,created_at,status\r1,2026-03-02,open\r2,2026-03-03,open\r")
    assert desk.one("select count(*) from tickets") == 2


def test_says_that_a_file_was_not_utf_8(tmp_path: Path) -> None:
    receipt = Desk(tmp_path).load("\n".join(FOUR).encode("cp1252"))
    assert receipt.notes == (
        "Times in it have no zone and were read as Europe/Amsterdam, the company's. Is "
        "that right? If own writes another, write in values.yaml under company "
        "zones: {own: ZONE} and drop the file again.",
        "Its text is not UTF-8; it was read as Windows-1252.",
    )


def test_knows_columns_in_any_case_order_and_spacing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "STATUS,solved  AT,id, created at ,Requester ID,Updated At,Topic [list]\n"
        "Open,,17,2026-03-02 09:00:00,5,2026-03-02 09:00:00,Delivery\n"
    )
    assert receipt.form == "zendesk_tickets"
    assert desk.rows("select ticket_id, status, topic from tickets") == [
        ("17", "open", "Delivery")
    ]


@pytest.mark.parametrize("name", ["a[1].csv", "b*.csv", "it's 100%.csv", "c.csv.gz"])
def test_reads_a_file_of_any_name_and_no_other(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path)
    for other in ("a1.csv", "bb.csv"):
        desk.file("ticket_id,created_at,status\n666,2026-03-02,open\n", other)
    desk.load("ticket_id,created_at,status\n1,2026-03-02,open\n", name)
    assert desk.rows("select ticket_id from tickets") == [("1",)]


def test_rejects_rows_with_too_few_or_too_many_cells_and_loads_the_rest(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "ticket_id,created_at,status\n"
        "1,2026-03-02,open\n"
        "2,2026-03-02\n"
        "3,2026-03-02,open,surplus\n"
        "4,2026-03-02,open,\n"
        "5\n"
        "6,2026-03-02,open\n"
    )
    assert counts(receipt) == (6, 3, 0, 0, 3)
    assert desk.rows("select ticket_id, file_row from tickets order by file_row") == [
        ("1", 2),
        ("4", 5),
        ("6", 7),
    ]
    assert desk.reasons() == [
        (3, None, None, "This row has 2 cells where the header has 3."),
        (4, None, None, "This row has 4 cells where the header has 3."),
        (6, None, None, "This row has 1 cell where the header has 3."),
    ]


def test_reads_a_quotation_mark_that_is_never_closed_as_text(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "ticket_id,created_at,status,team\n"
        "1,2026-03-02,open,Orders\n"
        '2,2026-03-02,open,"Orders\n'
        '3,2026-03-02,open,"Coffee"\n'
        '4,2026-03-02,open,"Cof"fee\n'
        '5,2026-03-02,open,3" pipe\n'
    )
    assert counts(receipt) == (5, 5, 0, 0, 0)
    assert teams(desk) == ["Orders", '"Orders', "Coffee", '"Cof"fee', '3" pipe']
    assert receipt.notes[-1] == (
        "In 3 rows a quotation mark stands where none should; it was read as text."
    )


def test_makes_no_row_of_lines_inside_a_cell_of_a_row_that_is_too_wide(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "ticket_id,created_at,status,team\n"
        '1,2026-03-02,open,"log:\n99,2026-03-02,solved,fake\nend",extra\n'
        "2,2026-03-02,open,Orders\n"
    )
    assert counts(receipt) == (2, 1, 0, 0, 1)
    assert desk.rows("select ticket_id from tickets") == [("2",)]


def test_passes_over_blank_rows_and_numbers_rows_as_a_spreadsheet_does(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "ticket_id,created_at,status,team\n"
        "1,2026-03-02,open,\n"
        "\n"
        ",,,\n"
        '2,2026-03-02,open,"a\nb"\n'
        "3,2026-03-02,open,\n"
        "\n"
        "\n"
    )
    assert counts(receipt) == (3, 3, 0, 0, 0)
    numbers = desk.rows("select ticket_id, file_row from tickets order by file_row")
    assert numbers == [("1", 2), ("2", 5), ("3", 6)]


def test_rejects_a_row_whose_only_cell_is_in_a_column_it_does_not_read(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load("ticket_id,created_at,status,note\n1,2026-03-02,open,\n,,,x\n")
    assert counts(receipt) == (2, 1, 0, 0, 1)
    assert desk.reasons() == [
        (
            3,
            "ticket_id",
            None,
            "ticket_id is empty, and every ticket needs it; fill it in.",
        )
    ]


def test_rejects_the_rows_of_a_utf_8_file_that_have_other_bytes(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.load(
        "ticket_id,created_at,status,team\n"
        "1,2026-03-02,open,Café\n2,2026-03-02,open,Kaffee für alle\n".encode()
        + b"3,2026-03-02,open,Caf\xe9\n"
    )
    assert counts(receipt) == (3, 2, 0, 0, 1)
    assert desk.reasons() == [
        (
            4,
            None,
            None,
            "This row has bytes that are no UTF-8 text; save the file as UTF-8.",
        )
    ]


def test_keeps_the_order_of_a_file_read_in_many_pieces(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = "".join(
        f"{number},2026-03-02 09:00:00,open,{'x' * 60}\n"
        for number in range(2, 300_002)
    )
    receipt = desk.load("ticket_id,created_at,status,team\n" + rows)
    assert counts(receipt) == (300_000, 300_000, 0, 0, 0)
    assert (
        desk.one("select count(*) from tickets where file_row::text <> ticket_id") == 0
    )
