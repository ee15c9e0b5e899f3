"""Every value's promises by who answers, where and when: one matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from metrics.catalog import Catalog, Definition
from metrics.consistency.apart import BEYOND, UNSURE, Apart, Level
from metrics.consistency.spreads import By, Cell, cells_of
from metrics.few import is_of_too_few
from metrics.groups import COMPARED
from metrics.periods import Period
from metrics.questions import Filters
from metrics.scorecard import DATA_ERRORS, question_of, unit_of
from metrics.values import Promise, Value, Values
from metrics.warehouse import Warehouse


@dataclass(frozen=True)
class Row:
    """One promise of a value, with a cell for each of people to weekdays.

    No cells where it is not compared, or where its query failed on the data.
    """

    value: str
    promise: Promise
    definition: Definition
    unit: str
    cells: tuple[Cell, ...]
    failed: bool = False

    def cell(self, by: By) -> Cell:
        """The cell of that kind of group."""
        return next(one for one in self.cells if one.by == by)


@dataclass(frozen=True)
class Overview:
    """All promises, in the order of the values; none where people are too few."""

    rows: tuple[Row, ...]
    of_too_few: bool = False

    @property
    def compared(self) -> tuple[Row, ...]:
        """Those that have cells."""
        return tuple(row for row in self.rows if row.cells)

    @property
    def most(self) -> Row | None:
        """The promise of which most hangs on who answers; None where none does.

        Were all people one, there is one in 5 cases of 100 (Bonferroni).
        """
        told = [row for row in self.compared if _on_people(row).share]
        found = [
            row
            for row in told
            if _on_people(row).level in BEYOND
            and _on_people(row).chance < UNSURE / len(told)
        ]
        return max(found, key=lambda row: _on_people(row).part, default=None)

    @property
    def untold(self) -> tuple[Row, ...]:
        """Those of which the data can't tell whether they hang on who answers."""
        unsure = (Level.CANT_TELL, Level.TOO_FEW, Level.UNKNOWN)
        return tuple(row for row in self.compared if _on_people(row).level in unsure)


def _on_people(row: Row) -> Apart:
    return row.cell("agent").apart


def overview_of(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    period: Period,
    through: datetime,
    filters: Filters = (),
) -> Overview:
    """The matrix of one period."""
    scene = _Scene(warehouse, values, catalog, period.running(through), through)
    if is_of_too_few(warehouse, period.window(), filters, values.company.bots):
        return Overview((), of_too_few=True)
    with warehouse.one_moment():
        return Overview(
            tuple(row for one in values.values for row in scene.rows(one, filters))
        )


@dataclass(frozen=True)
class _Scene:
    """What all rows have in common."""

    warehouse: Warehouse
    values: Values
    catalog: Catalog
    period: Period
    through: datetime

    def rows(self, value: Value, filters: Filters) -> Iterator[Row]:
        for promise in value.promises:
            definition = self.catalog[promise.metric]
            unit = unit_of(definition, self.values.company)
            cells: tuple[Cell, ...] = ()
            failed = False
            if definition.kind in COMPARED:
                try:
                    cells = self._cells(promise, definition, filters)
                except DATA_ERRORS:  # its words may quote what is in a cell
                    self.warehouse.next_moment()
                    failed = True
            yield Row(value.name, promise, definition, unit, cells, failed)

    def _cells(
        self, promise: Promise, definition: Definition, filters: Filters
    ) -> tuple[Cell, ...]:
        window, company = self.period.window(), self.values.company
        question = question_of(
            self.warehouse,
            self.values,
            definition,
            promise.clock,
            filters,
            self.through,
            window,
        )
        return cells_of(self.warehouse, question, window, company.zone, company.bots)
