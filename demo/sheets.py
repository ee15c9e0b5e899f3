"""Export files: columns go in, in pieces; a query in forms/ gives them their form."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from demo.draws import Flags, Floats, Ints

FORMS = Path(__file__).parent / "forms"
ROWS_AT_ONCE = 100_000
"""Rows held back before a piece of a file is written."""


@dataclass(frozen=True, eq=False)
class Words:
    """A column of texts: positions in `texts`, −1 for an empty cell."""

    codes: Ints
    texts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)


Column = Words | Ints | Floats | Flags


def select(columns: Mapping[str, Column], where: Ints | Flags) -> dict[str, Column]:
    """The same columns, only the rows at `where`."""
    return {
        name: Words(column.codes[where], column.texts)
        if isinstance(column, Words)
        else column[where]
        for name, column in columns.items()
    }


def _joined(parts: list[Column]) -> "pd.Series | pd.Categorical[str]":
    first = parts[0]
    if isinstance(first, Words):
        codes = np.concatenate([p.codes for p in parts if isinstance(p, Words)])
        return _categories(codes, first.texts)
    return pd.Series(np.concatenate([p for p in parts if not isinstance(p, Words)]))


def _categories(codes: Ints, texts: tuple[str, ...]) -> "pd.Categorical[str]":
    """Texts as pandas and DuckDB keep them: each only once."""
    different = tuple(dict.fromkeys(texts))
    place = np.array([different.index(text) for text in texts])
    unique = np.where(codes < 0, -1, place[codes]).astype(np.int16)
    return pd.Categorical.from_codes(unique, pd.Index(different))


def press() -> duckdb.DuckDBPyConnection:
    """The connection that prints: macros loaded, memory bounded."""
    connection = duckdb.connect(config={"memory_limit": "512MB"})
    connection.execute("set enable_progress_bar = false")
    connection.execute((FORMS / "macros.sql").read_text(encoding="utf-8"))
    return connection


class Sheet:
    """One file being written."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, form: str, path: Path
    ) -> None:
        self.path = path
        self._connection = connection
        self._query = (FORMS / f"{form}.sql").read_text(encoding="utf-8")
        self._parts: list[Mapping[str, Column]] = []
        self._held = 0
        self._begun = False

    def add(self, columns: Mapping[str, Column]) -> None:
        """More rows; the columns are those the form names."""
        self._parts.append(columns)
        self._held += len(next(iter(columns.values())))
        if self._held >= ROWS_AT_ONCE:
            self._write()

    def close(self) -> Path:
        """Write what is held back; where the file is."""
        if self._parts or not self._begun:
            self._write()
        return self.path

    def _write(self) -> None:
        names = self._parts[0]
        table = pd.DataFrame({n: _joined([p[n] for p in self._parts]) for n in names})
        self._parts, self._held = [], 0
        self._connection.register("rows", table)
        form = self._connection.sql(self._query)
        if not self._begun:
            form.write_csv(str(self.path), header=True)
            self._begun = True
        else:
            self._append(form)

    def _append(self, form: duckdb.DuckDBPyRelation) -> None:
        piece = self.path.with_suffix(".piece")
        form.write_csv(str(piece), header=False)
        with self.path.open("ab") as whole, piece.open("rb") as more:
            shutil.copyfileobj(more, whole, 1 << 20)
        piece.unlink()


class QuarterlySheets:
    """One file a calendar quarter, as big accounts get their exports."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, form: str, output: Path
    ) -> None:
        self._connection = connection
        self._form = form
        self._output = output
        self._sheets: dict[int, Sheet] = {}

    def add(self, columns: Mapping[str, Column], local_days: Ints) -> None:
        """Each row goes to the quarter of its day (days since 1970)."""
        months = local_days.astype("datetime64[D]").astype("datetime64[M]")
        quarters = months.astype(np.int64) // 3
        for quarter in np.unique(quarters):
            self._sheet(int(quarter)).add(select(columns, quarters == quarter))

    def close(self) -> tuple[Path, ...]:
        """Where the files are, oldest first."""
        return tuple(self._sheets[key].close() for key in sorted(self._sheets))

    def _sheet(self, quarter: int) -> Sheet:
        if quarter not in self._sheets:
            name = f"{self._form}_{1970 + quarter // 4}q{quarter % 4 + 1}.csv"
            path = self._output / name
            self._sheets[quarter] = Sheet(self._connection, self._form, path)
        return self._sheets[quarter]
