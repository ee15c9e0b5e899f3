"""A folder on the command line stands for the exports in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from intake.arriving.choosing import chosen_files
from metrics.errors import ExportError
from metrics.warehouse import FILE_NAME, Warehouse
from selaras import selaras
from tests.intake_desk import TICKETS


def names(folder: Path, *paths: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in chosen_files(paths)]


def make(folder: Path, *files: str) -> None:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_takes_each_file_of_a_folder_by_name(tmp_path: Path) -> None:
    make(tmp_path, "b.csv", "a.csv", "2025/c.xlsx")
    assert names(tmp_path, tmp_path) == ["2025/c.xlsx", "a.csv", "b.csv"]


def test_keeps_files_as_they_were_named_and_takes_none_twice(tmp_path: Path) -> None:
    make(tmp_path, "b.csv", "a.csv")
    assert names(tmp_path, tmp_path / "b.csv", tmp_path) == ["b.csv", "a.csv"]
    assert chosen_files([Path("nowhere.csv")]) == (Path("nowhere.csv"),)


def test_leaves_alone_what_is_hidden_unfinished_linked_or_ours(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    make(exports, "a.csv", ".b.csv", "c.csv.part", ".git/d.csv")
    make(exports, f"data/{FILE_NAME}", "data/exports/e.csv", "data/secret.key")
    make(tmp_path, "outside/f.csv")
    (exports / "link.csv").symlink_to(tmp_path / "outside" / "f.csv")
    (exports / "linked").symlink_to(tmp_path / "outside")
    assert names(exports, exports) == ["a.csv"]


def test_refuses_a_folder_without_exports_and_one_of_our_own(tmp_path: Path) -> None:
    make(tmp_path, f"data/{FILE_NAME}", "empty/.hidden")
    with pytest.raises(ExportError) as told:
        chosen_files([tmp_path / "empty"])
    assert str(told.value) == (
        f"{tmp_path}/empty: there is no export in this folder; check the name."
    )
    with pytest.raises(ExportError) as told:
        chosen_files([tmp_path / "data"])
    assert str(told.value) == (
        f"{tmp_path}/data: this is where Selaras keeps its data; "
        "name the folder with your exports."
    )


def test_loads_a_folder_and_goes_on_after_one_that_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "exports/b.csv")
    for name, row in (("a", "1,2026-03-02,,open"), ("c", "2,2026-03-02,,open")):
        (tmp_path / "exports" / f"{name}.csv").write_text(f"{TICKETS}\n{row}\n")
    data = tmp_path / "data"
    line = ["load", str(tmp_path / "exports"), "--data", str(data)]
    told = CliRunner().invoke(selaras, line)
    assert told.exit_code == 2
    assert [one.split(":")[0] for one in told.output.splitlines() if one[0] != " "] == [
        "a.csv", "b.csv", "c.csv",
    ]  # fmt: skip
    store = Warehouse.open(data)
    assert store.rows("select count(*) from tickets") == [(2,)]
    store.close()
