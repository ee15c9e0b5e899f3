"""What intake must know of the company."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from intake.forms import Form
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
    looks up the numbers that an export may move. Comments beside a score are read
    where `keep_comments`; `zones` are those of sources that write another one.
    """

    zone: str
    currency: str
    own_domains: tuple[str, ...] = ()
    day_first: bool | None = None
    sources: Path | None = None
    declared: str = ""
    published: Published | None = None
    keep_comments: bool = False
    zones: tuple[tuple[str, str], ...] = ()  # source, IANA zone

    def told(self) -> dict[str, object]:
        """What decides how a file is read; what may lie anywhere is not in it."""
        said = asdict(replace(self, published=None))
        del said["sources"], said["published"]
        for name in ("declared", "keep_comments", "zones"):
            if not said[name]:
                del said[name]
        return said

    def reading(self, form: Form) -> House:
        """The house, as far as it decides how such a file is read."""
        zone = self.zone_told(form)
        return replace(
            self,
            declared=form.digest if form.own else "",
            keep_comments=self.keep_comments and "comment" in form.cells,
            zones=((form.source, zone),) if zone else (),
        )

    def zone_told(self, form: Form) -> str | None:
        """What the company says of the zone of a source that declares none."""
        zones = dict(self.zones) if form.zone == "company" else {}
        return zones.get(form.source)

    def zone_of(self, form: Form) -> str:
        """The zone of times that name none, in files of a source without one."""
        return self.zone_told(form) or self.zone


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
        keep_comments=company.keep_comments,
        zones=company.zones,
    )
