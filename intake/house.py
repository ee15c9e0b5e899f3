"""What intake must know of the company."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from intake.own_forms import folder_of
from metrics.catalog import Catalog
from metrics.published import Published
from metrics.values import Values


@dataclass(frozen=True)
class House:
    """The company's IANA zone, ISO currency and its people's e-mail domains.

    The zone is for times that name none, the currency for money that names
    none; customers with an address in `own_domains` are set aside as internal.
    `day_first` is the order of dates like 3/4/2026, where the company has said it
    and no date in a file tells.
    `sources` is the folder of the kinds of export that only this company has;
    `declared` the fingerprint of the one that a file was read by. `published`
    looks up the numbers that an export may move.
    """

    zone: str
    currency: str
    own_domains: tuple[str, ...] = ()
    day_first: bool | None = None
    sources: Path | None = None
    declared: str = ""
    published: Published | None = None

    def told(self) -> dict[str, object]:
        """What decides how a file is read; what may lie anywhere is not in it."""
        said = asdict(replace(self, published=None))
        del said["sources"], said["published"]
        if not self.declared:
            del said["declared"]
        return said


def house_of(values: Values, catalog: Catalog, values_path: Path) -> House:
    """What a company's values.yaml tells intake."""
    company = values.company
    return House(
        company.zone,
        company.currency,
        company.own_domains,
        company.day_first,
        sources=folder_of(values_path),
        published=Published(values, catalog),
    )
