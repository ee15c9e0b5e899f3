"""The address that reopens a view: period, team, channel, language, and as of when."""

from __future__ import annotations

from urllib.parse import urlencode

from metrics.scorecard import Scorecard
from words import language


def address_of(base: str | None, scorecard: Scorecard, as_of: str | None = None) -> str:
    """The whole URL under the dashboard's own; without that, the query alone."""
    asked = {
        "period": scorecard.period.label,
        **{str(name): only for name, only in scorecard.filters},
        "lang": language(),
        **({"as-of": as_of} if as_of else {}),
    }
    query = f"?{urlencode(asked)}"
    return f"{base.rstrip('/')}/{query}" if base else query
