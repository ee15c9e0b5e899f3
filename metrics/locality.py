"""Whether a definition's query looks at nothing beyond each row of a table."""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from metrics.reach import MOMENTS

BEYOND = (exp.Join, exp.Subquery, exp.Window, exp.AggFunc, exp.Distinct, exp.Group)
# A column that tells of later rows, as far ahead as a metric says.
LATER = "next_contact_at"


def is_row_by_row(query: str, looks_ahead: int) -> bool:
    """True where an observation hangs on the one row that it is made of, and is
    filed under a time of that row.

    Then a change of rows changes no day but their own, and those up to
    `looks_ahead` days before.
    """
    tree = sqlglot.parse_one(query, read="duckdb")
    if tree.find(exp.With, *BEYOND) or tree.args.get("limit"):
        return False
    if not looks_ahead and any(one.name == LATER for one in tree.find_all(exp.Column)):
        return False
    return all(_is_filed_by_itself(one) for one in tree.find_all(exp.Select))


def _is_filed_by_itself(select: exp.Select) -> bool:
    """Whether a select of one table files each row under a time of its own."""
    tables = list(select.find_all(exp.Table))
    if len(tables) != 1:
        return False
    filed = [
        one.unalias() for one in select.selects if one.alias_or_name == "counted_at"
    ]
    times = MOMENTS.get(tables[0].name, ())
    return (
        len(filed) == 1
        and isinstance(filed[0], exp.Column)
        and (filed[0].name in times)
    )
