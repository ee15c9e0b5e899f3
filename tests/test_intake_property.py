"""It never stumbles over what is in a file, and its receipt always adds up."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.forms import forms
from intake.keeping.receipts import Receipt
from intake.loading import load_export
from intake.tables import TABLES
from metrics.errors import ExportError
from metrics.warehouse import Warehouse
from tests.intake_desk import AMSTERDAM, SAMPLES

PIECES = [
    b'"', b'""', b",", b";", b"\n", b"\r\n", b"\r", b"\t", b"|", b" ", b"\0",
    b"\xff", b"\xe9", b"\xc3\xa9", b"\xef\xbb\xbf", "½".encode(), "😀".encode(),
    b"-", b"-1", b"0", b"1e400", b"nan", b"inf", b"1.03006E+13", b"9" * 20,
    b"1900-01-01 00:00:00", b"2026-02-30 10:00:00", b"9999-12-31", b"infinity",
    b"2026-03-02T09:00:00Z", b"-00:05:00", b"25:61:00", b"true", b"[hidden]",
    b"=cmd()", b"'; drop table tickets; --", b"$path", b"{}", b"%s", b"\\", b"'",
    b"Good", b"6", b"ces", b"low", b"ani@example.com", b"\n\n\n", b",,,,,,,,,,,,",
]  # fmt: skip
SAMPLE = {
    form.name: (SAMPLES / f"{form.name}.csv").read_bytes()
    for form in forms()
    if not form.refused
}

FORMS = {form.name: form for form in forms()}
SEVERAL_A_LINE = {
    name for name, form in FORMS.items() if form.spread or form.records_in
}


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A sample with pieces put in, taken out, swapped or said twice."""
    content = SAMPLE[draw(st.sampled_from(sorted(SAMPLE)))]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 0, 1, 5, 40, 400])))
        middle = draw(
            st.one_of(
                st.sampled_from(PIECES),
                st.binary(max_size=8),
                st.just(content[start:end] * 2),
            )
        )
        content = content[:start] + middle + content[end:]
    return content


def what_the_store_holds(warehouse: Warehouse, receipt: Receipt) -> dict[str, int]:
    """Counted from the shared tables alone."""
    form = FORMS[receipt.form]
    table = TABLES[form.table]
    ids = f"count(*), count(distinct (source, {table.id}))"
    stored, distinct = warehouse.rows(f"select {ids} from {table.name}")[0]
    assert stored == distinct
    rejects = warehouse.rows(
        "select count(*), count(distinct file_row) from rejects "
        "where export_id = $export_id",
        {"export_id": receipt.export_id},
    )
    assert rejects[0][0] == receipt.rejected
    if receipt.form not in SEVERAL_A_LINE:
        assert rejects[0][1] == receipt.rejected
    return {"stored": stored, "exports": len(warehouse.rows("from exports"))}


def take(warehouse: Warehouse, path: Path) -> Receipt | str:
    """The receipt, or the refusal's words; anything else is a failure."""
    try:
        return load_export(warehouse, path, AMSTERDAM)
    except ExportError as refused:
        return str(refused)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoilt())
def test_takes_or_refuses_whatever_a_file_holds(content: bytes) -> None:
    warehouse = Warehouse.in_memory()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(content)
        taken = take(warehouse, path)
        if isinstance(taken, str):
            assert taken.startswith("export.csv: ")
            assert "the store could not take it" not in taken
            assert warehouse.rows("from exports") == []
            assert warehouse.rows("from rejects") == []
            warehouse.close()
            return
        assert taken.read == taken.new + taken.rejected
        assert taken.read > 0
        holds = what_the_store_holds(warehouse, taken)
        if not FORMS[taken.form].lines_of:  # an order has several rows
            assert holds == {"stored": taken.new, "exports": 1}
        assert load_export(warehouse, path, AMSTERDAM).already
    warehouse.close()


ROWS = st.lists(
    st.tuples(
        st.integers(1, 8),
        st.sampled_from(["2026-03-02 09:00", "2026-03-03 09:00", "soon", ""]),
        st.sampled_from(["open", "solved", ""]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=8, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=4))
def test_adds_up_over_exports_that_overlap(
    files: list[list[tuple[int, str, str]]],
) -> None:
    warehouse = Warehouse.in_memory()
    stored: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        for number, rows in enumerate(files):
            path = Path(folder) / f"{number}.csv"
            lines = [
                f"{n},2026-03-01,{updated},{status}" for n, updated, status in rows
            ]
            header = "ticket_id,created_at,updated_at,status\n"
            path.write_text(header + "\n".join(lines) + "\n")
            receipt = load_export(warehouse, path, AMSTERDAM)
            if receipt.already:
                continue
            good = {n for n, updated, status in rows if updated != "soon" and status}
            assert receipt.read == len(rows)
            assert receipt.new == len(good - stored)
            assert receipt.updated + receipt.unchanged == len(good & stored)
            assert receipt.rejected == len(rows) - len(good)
            stored |= good
            assert warehouse.rows("select count(*) from tickets") == [(len(stored),)]
    warehouse.close()


def test_takes_each_odd_piece_at_the_end_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    for piece in (*PIECES[:16], b"\n\n\n", b",,,,,,,,,,,,,,,,,,,,"):
        path.write_bytes(SAMPLE["own_tickets"] + piece)
        warehouse = Warehouse.in_memory()
        taken = take(warehouse, path)
        warehouse.close()
        if isinstance(taken, str):
            assert piece == b"\0"
            assert "a zero byte in line 14" in taken
        else:
            assert (taken.new, taken.rejected) in ((12, 0), (12, 1)), piece


CELLS = [
    piece.decode() for piece in PIECES if piece.isascii() and b"\0" not in piece
] + [
    "1e300", "1e9", "9" * 400, "-9999999999999", "0x1F", "1_000", "5.", "+5", "٣",
    "294247-01-10", "-290000-01-01 00:00:00", "0000-00-00", "24:00:00", "23:59:60",
    "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2026-03-02 09:00:00+99:00",
    "9999999999", "9999999999999", "99999999999999", "99999999:59:59", "+", "@", "''",
    "a@b@c", "good ", "NULL", "None", "x" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("form", sorted(set(SAMPLE) - SEVERAL_A_LINE))
def test_takes_each_odd_piece_in_each_cell(tmp_path: Path, form: str) -> None:
    header, *_, usual = csv.reader(io.StringIO(SAMPLE[form].decode(), newline=""))
    path = tmp_path / "export.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file).writerow
        write(header)
        for place in range(len(header)):
            for piece in CELLS:
                write([*usual[:place], piece, *usual[place + 1 :]])
    warehouse = Warehouse.in_memory()
    receipt = load_export(warehouse, path, AMSTERDAM)
    assert receipt.read == len(header) * len(CELLS)
    what_the_store_holds(warehouse, receipt)
