"""What intake must know of the company."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class House:
    """The company's IANA zone, ISO currency and its people's e-mail domains.

    The zone is for times that name none, the currency for money that names
    none; customers with an address in `own_domains` are set aside as internal.
    `day_first` is the order of dates like 3/4/2026, where somebody has said it.
    """

    zone: str
    currency: str
    own_domains: tuple[str, ...] = ()
    day_first: bool | None = None
