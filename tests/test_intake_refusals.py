"""It refuses, in a sentence a person can act on, and stores nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from intake.forms import read_form
from intake.header import headers_of
from intake.loading import load_export
from intake.recognition import WAY_OUT, recognise
from metrics.errors import ExportError
from metrics.warehouse import Warehouse
from tests.intake_desk import AMSTERDAM, TICKETS, Desk


def refusal(desk: Desk, content: str | bytes, name: str = "march.csv") -> str:
    with pytest.raises(ExportError) as refused:
        desk.load(content, name)
    assert desk.one("select count(*) from exports") == 0
    return str(refused.value)


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(ExportError) as refused:
        load_export(desk.warehouse, tmp_path / "march.csv", AMSTERDAM)
    assert str(refused.value) == "march.csv: there is no such file; check the name."


def test_refuses_a_folder(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "march").mkdir()
    with pytest.raises(ExportError) as refused:
        load_export(desk.warehouse, tmp_path / "march", AMSTERDAM)
    assert str(refused.value) == (
        "march: this is a folder; load the files in it one by one."
    )


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_refuses_an_empty_file(tmp_path: Path, content: bytes) -> None:
    said = refusal(Desk(tmp_path), content)
    assert said == "march.csv: the file is empty; export it again."


@pytest.mark.parametrize("below", ["", "\n", "\n\n,,,\n"])
def test_refuses_a_header_alone(tmp_path: Path, below: str) -> None:
    assert refusal(Desk(tmp_path), TICKETS + below) == (
        "march.csv: there is a header and no row below it; "
        "choose a longer span and export it again."
    )


def test_refuses_what_is_no_text(tmp_path: Path) -> None:
    content = TICKETS.encode() + b"\n1,2026-03-02,,open\n2," + b"\0\0\1" * 99
    assert refusal(Desk(tmp_path), content) == (
        "march.csv: this is no text file (a zero byte in line 3). "
        "Export it again as CSV."
    )


def test_names_the_columns_and_the_nearest_source(tmp_path: Path) -> None:
    said = refusal(Desk(tmp_path), "ticket_id,created at,status,colour\n1,2,3,4\n")
    assert said == (
        "march.csv: no source knows this export. Its columns are ticket_id, "
        "created at, status, colour. The nearest is the ticket file, which also has "
        "created_at (is it created at?). " + WAY_OUT
    )


def test_names_twelve_columns_at_most(tmp_path: Path) -> None:
    columns = ",".join(f"field {letter}" for letter in "abcdefghijklmnop")
    assert refusal(Desk(tmp_path), columns + "\n1\n") == (
        "march.csv: no source knows this export. Its columns are field a, field b, "
        "field c, field d, field e, field f, field g, field h, field i, field j, "
        "field k, field l and 4 more. No source has any of them. " + WAY_OUT
    )


def test_says_what_a_zendesk_export_still_needs(tmp_path: Path) -> None:
    said = refusal(Desk(tmp_path), "Id,Status,Created at,Updated at\n1,2,3,4\n")
    assert said == (
        "march.csv: no source knows this export. Its columns are Id, Status, "
        "Created at, Updated at. The nearest is the Zendesk ticket export, "
        "which also has Requester id and Solved at. " + WAY_OUT
    )


def test_refuses_a_header_that_two_sources_have(tmp_path: Path) -> None:
    forms = []
    for name in ("front", "kayako"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(
            f"title: {name.title()} ticket export\nsource: {name}\ntable: tickets\n"
            "zone: utc\nfingerprint: [Key]\ncells:\n"
            "  ticket_id: {type: id, from: [Key]}\n"
        )
        forms.append(read_form(path))
    with pytest.raises(ExportError) as refused:
        recognise("march.csv", headers_of("Key,State\n"), forms)
    assert str(refused.value) == (
        "march.csv: this could be a Front ticket export or Kayako ticket export. "
        "Rename a column that only one of them has, and load it again."
    )


class Interrupted(Warehouse):
    """A store in which something happens to a file just before it is read."""

    happens: Callable[[], object]

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with super().writing() as cursor:
            self.happens()
            yield cursor


def interrupted(path: Path, happens: Callable[[], object]) -> str:
    warehouse = Interrupted.in_memory()
    assert isinstance(warehouse, Interrupted)
    warehouse.happens = happens
    with pytest.raises(ExportError) as refused:
        load_export(warehouse, path, AMSTERDAM)
    assert warehouse.rows("select count(*) from tickets") == [(0,)]
    return str(refused.value)


def test_refuses_a_file_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    path = Desk(tmp_path).file(f"{TICKETS}\n1,2026-03-02,,open\n", "march.csv")
    assert interrupted(path, path.unlink) == (
        "march.csv: the file vanished while it was read; put it back and load it "
        "again. Nothing of it was stored."
    )


def test_refuses_a_file_that_is_written_to_while_it_is_read(tmp_path: Path) -> None:
    path = Desk(tmp_path).file(f"{TICKETS}\n1,2026-03-02,,open\n", "march.csv")

    def change_a_row() -> None:
        path.write_text(f"{TICKETS}\n2,2026-03-02,,opened\n")

    assert interrupted(path, change_a_row) == (
        "march.csv: the file changed while it was read; load it again when it is "
        "whole. Nothing of it was stored."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_refuses_a_file_it_may_not_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.file(f"{TICKETS}\n1,2026-03-02,,open\n", "march.csv")
    path.chmod(0)
    with pytest.raises(ExportError) as refused:
        load_export(desk.warehouse, path, AMSTERDAM)
    assert str(refused.value) == (
        "march.csv: the file may not be read; give yourself permission to."
    )


def test_shows_nobody_s_address_of_a_file_without_a_header(tmp_path: Path) -> None:
    said = refusal(
        Desk(tmp_path), "Ann Lee,ann.lee@example.com,+31 6 1234 5678\nBo,b@x.test,1\n"
    )
    assert said == (
        "march.csv: no source knows this export, and its first row seems to hold "
        "values; put the columns' names above them."
    )
