"""It reads any file as the table it means, and says how."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bench.polluted import WAYS, polluted
from bench.reading import f1
from intake.cleaning import clean
from intake.text.framing import frame_of
from intake.text.splitting import Row
from metrics.errors import ExportError
from selaras import selaras

PLAIN = b"Id,Team,Note\n1,Mail,late\n2,Chat,\n"
TABLE = [["Id", "Team", "Note"], ["1", "Mail", "late"], ["2", "Chat", ""]]


def cleaned(
    tmp_path: Path, content: bytes, name: str = "export.csv"
) -> list[list[str]]:
    source, target = tmp_path / name, tmp_path / "clean.csv"
    source.write_bytes(content)
    clean(source, target)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def refusal(tmp_path: Path, content: bytes, name: str = "export.csv") -> str:
    with pytest.raises(ExportError) as refused:
        cleaned(tmp_path, content, name)
    return str(refused.value)


@pytest.mark.parametrize("written", list(polluted(len(WAYS))), ids=list(WAYS))
def test_reads_each_way_of_spoiling_a_file(tmp_path: Path, written) -> None:
    if written.way in {"space", "a long row"}:
        pytest.skip("judged by the bench")
    header, *rows = cleaned(tmp_path, written.content)
    assert ([name.strip() for name in header], rows) == (written.header, written.rows)


def test_reads_nearly_every_cell_of_files_spoilt_in_two_ways(tmp_path: Path) -> None:
    scores = []
    for written in list(polluted(250, seed=7))[len(WAYS) :]:
        _, *rows = cleaned(tmp_path, written.content)
        scores.append(f1(rows, written.rows))
    assert sum(scores) / len(scores) > 0.99


def test_passes_over_titles_and_what_stands_below_the_table(tmp_path: Path) -> None:
    content = (
        b"Cases of March\n\nCase Number,Status,Age\n1,New,5\n2,Closed,7\n\n"
        b'"Grand Totals (2 records)"\n"Confidential Information"\n'
    )
    assert cleaned(tmp_path, content) == [
        ["Case Number", "Status", "Age"],
        ["1", "New", "5"],
        ["2", "Closed", "7"],
    ]


def test_reads_a_survey_with_a_second_header_row(tmp_path: Path) -> None:
    content = (
        b'Respondent ID,End Date,"How likely, 0 to 10?",\n'
        b",,Response,Other (please specify)\n"
        b"101,03/02/2026 09:00:00 AM,9,\n102,03/02/2026 10:00:00 AM,3,slow\n"
    )
    header, *rows = cleaned(tmp_path, content)
    assert header[:2] == ["Respondent ID", "End Date"]
    assert header[2].startswith("How likely, 0 to 10?")
    assert [row[0] for row in rows] == ["101", "102"]


def test_keeps_every_cell_as_it_is_written(tmp_path: Path) -> None:
    content = b'Id;Sum;Note\n007;1.234,50;" two  spaces "\n008;-;=cmd()\n'
    assert cleaned(tmp_path, content)[1:] == [
        ["007", "1.234,50", " two  spaces "],
        ["008", "-", "=cmd()"],
    ]


def test_reads_what_is_packed(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../etc/one.csv", "Id,Team,Note\n1,Mail,late\n")
        archive.writestr("__MACOSX/._one.csv", "\0\1")
        archive.writestr("two.csv", "Id,Team,Note\r\n2,Chat,\r\n")
    assert cleaned(tmp_path, gzip.compress(PLAIN), "export.csv.gz") == TABLE
    assert cleaned(tmp_path, packed.getvalue(), "export.zip") == TABLE
    assert {path.name for path in tmp_path.iterdir()} == {
        "export.csv.gz",
        "export.zip",
        "clean.csv",
    }


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_reads_all_files_of_one_name_in_an_archive(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.csv", "Id,Team,Note\n1,Mail,late\n")
        archive.writestr("one.csv", "Id,Team,Note\n2,Chat,\n")
    assert cleaned(tmp_path, packed.getvalue(), "export.zip") == TABLE


def test_refuses_an_archive_of_different_exports(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "Id\n1\n")
        archive.writestr("b.csv", "Name\nx\n")
    assert refusal(tmp_path, packed.getvalue(), "both.zip") == (
        "both.zip: a.csv and b.csv in it are exports of different kinds; "
        "unpack it and load each by itself."
    )


def test_refuses_what_swells_beyond_measure(tmp_path: Path) -> None:
    said = refusal(tmp_path, gzip.compress(b"0" * 200_000_000), "bomb.gz")
    assert said.startswith("bomb.gz: it swells beyond what an export holds")


@pytest.mark.parametrize("cut", [30, 60])
def test_refuses_a_damaged_archive(tmp_path: Path, cut: int) -> None:
    packed = gzip.compress(PLAIN * 40)[:cut]
    assert "damaged or incomplete" in refusal(tmp_path, packed, "half.gz")


def test_reads_json_lines_documents_and_nested_names(tmp_path: Path) -> None:
    lines = b'{"ticket": {"id": 1, "tags": ["a", "b"]}}\n{"ticket": {"id": 2}}\n'
    expected = [["ticket.id", "ticket.tags"], ["1", "a, b"], ["2", ""]]
    assert cleaned(tmp_path, lines, "export.ndjson") == expected
    document = json.dumps(
        {"count": 2, "tickets": [{"id": 1, "ok": True}, {"id": 2, "ok": None}]}
    )
    expected = [["id", "ok"], ["1", "true"], ["2", ""]]
    assert cleaned(tmp_path, document.encode(), "export.json") == expected
    listed = b'[{"id": 10000000000000001, "sum": 1.10}]'
    expected = [["id", "sum"], ["10000000000000001", "1.10"]]
    assert cleaned(tmp_path, listed, "export.json") == expected


def test_refuses_half_a_json_document(tmp_path: Path) -> None:
    assert "no whole JSON" in refusal(tmp_path, b'[{"id": 1}, {"id"', "x.json")


def test_reads_parquet_and_workbooks_with_titles(tmp_path: Path) -> None:
    parquet = tmp_path / "made.parquet"
    duckdb.sql(
        f"copy (select 1 as id, timestamp '2026-03-02 09:00:00' as at) to '{parquet}'"
    )
    assert cleaned(tmp_path, parquet.read_bytes(), "x.parquet") == [
        ["id", "at"],
        ["1", "2026-03-02 09:00:00"],
    ]
    assert cleaned(tmp_path, workbook(), "x.xlsx") == [
        ["Id", "At", "Sum"],
        ["1", "2026-03-02 09:00:00", "12.5"],
        ["2", "2026-03-03", "3"],
    ]


def workbook() -> bytes:
    """A sheet with a title above its header, beside a smaller one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, text in BOOK.items():
            book.writestr(name, text)
    return made.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def cell(place: str, held: object) -> str:
    if isinstance(held, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{held}</t></is></c>'
    style = ' s="1"' if place.startswith("B") else ""
    return f'<c r="{place}"{style}><v>{held}</v></c>'


def sheet(rows: dict[int, list[object]]) -> str:
    lines = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{'ABC'[at]}{number}", held) for at, held in enumerate(row))
        + "</row>"
        for number, row in rows.items()
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


BOOK = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    f'.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{TYPE}'
    f'.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
    f'Id="r1" Type="{TIES}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TIES}"><sheets>'
    '<sheet name="Notes" sheetId="1" r:id="r1"/><sheet name="Orders" sheetId="2" '
    'r:id="r2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{TIES}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{TIES}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="r3" Type="{TIES}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="22"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": sheet({1: ["x"]}),
    "xl/worksheets/sheet2.xml": sheet(
        {
            1: ["Orders of March"],
            3: ["Id", "At", "Sum"],
            4: [1, 46083.375, 12.5],
            5: [2, 46084, 3],
        }
    ),
}


def test_says_how_it_understood_a_file(tmp_path: Path) -> None:
    source = tmp_path / "export.csv"
    source.write_bytes("Bericht\nId;Team;Sum\n1;Büro;5\n2;Büro;6\n".encode("cp1252"))
    said = CliRunner().invoke(
        selaras,
        ["clean", str(source), "--output", str(tmp_path / "out.csv"), "--explain"],
    )
    assert (said.exit_code, said.output.splitlines()) == (
        0,
        [
            "encoding: cp1252",
            "delimiter: ';'; most rows have 3 cells with it",
            'quotation mark: ", doubled inside a cell',
            "header: row 2",
            "1 line above the header",
            "rows: 2",
        ],
    )


def test_never_writes_over_the_file_it_reads(tmp_path: Path) -> None:
    source = tmp_path / "export.csv"
    source.write_bytes(PLAIN)
    with pytest.raises(ExportError, match="choose another output"):
        clean(source, source)
    assert source.read_bytes() == PLAIN


def test_cuts_short_a_line_that_never_ends(tmp_path: Path) -> None:
    said = refusal(tmp_path, b"Id,Note\n1,ok\n2," + b"x" * 30_000_000 + b"\n")
    assert said == (
        "export.csv: row 3 is longer than 2,000,000 characters; "
        "shorten its longest cell."
    )


@given(st.lists(st.lists(st.text(max_size=9), min_size=3, max_size=3), min_size=3))
def test_reads_its_own_output_as_the_same_table(tmp_path_factory, rows) -> None:
    folder = tmp_path_factory.mktemp("again")
    source = folder / "source.csv"
    frame = pd.DataFrame(rows, columns=["Id", "Team", "Note"])
    try:
        frame.to_csv(source, index=False)
    except UnicodeEncodeError:
        return
    try:
        first = cleaned(folder, source.read_bytes())
    except ExportError:
        return
    assert cleaned(folder, (folder / "clean.csv").read_bytes()) == first


@given(st.binary(max_size=400))
def test_takes_or_refuses_whatever_a_file_holds(tmp_path_factory, content) -> None:
    folder = tmp_path_factory.mktemp("any")
    with suppress(ExportError):
        assert cleaned(folder, content)


def test_a_header_row_that_is_too_long_names_columns_that_are_too_many() -> None:
    rows = [Row(1, ("Id", "", "Score")), Row(2, ('{"ImportId":"1"}', "name", "", "x"))]
    rows += [Row(number, (str(number), "a", "4.5")) for number in range(3, 12)]
    names = frame_of(rows, 3).names
    assert names == ('Id {"ImportId":"1"}', "Id name", "Score", "x")
