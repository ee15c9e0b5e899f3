"""Whether the customers of service and those of sales are seen to be the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intake.quality.percent import percent
from metrics.warehouse import Warehouse

OVERLAP = Path(__file__).parent / "overlap.sql"


@dataclass(frozen=True)
class Overlap:
    """Customers of service, of sales, and of both; and those known by number alone."""

    service: int
    sales: int
    both: int
    service_numbers: int
    sales_numbers: int

    @property
    def of_sales(self) -> float | None:
        """Percent of the customers who bought that service knows."""
        return percent(self.both, self.sales)

    @property
    def of_service(self) -> float | None:
        """Percent of the customers of service who bought."""
        return percent(self.both, self.service)


def overlap_of(warehouse: Warehouse) -> Overlap:
    """By the keyed hash of each customer, over all rows that count."""
    return Overlap(*warehouse.rows(OVERLAP.read_text(encoding="utf-8"))[0])
