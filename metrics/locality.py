"""Whether a definition's query looks at nothing beyond each row of a table."""

from __future__ import annotations

import sqlglot
from sqlglot import exp

BEYOND = (exp.Join, exp.Subquery, exp.Window, exp.AggFunc, exp.Distinct, exp.Group)
# Columns that tell of later rows, as far as a metric says it looks ahead.
LATER = "next_contact_at"


def is_row_by_row(query: str, matures_days: int) -> bool:
    """True where an observation hangs on the one row that it is made of.

    Then a change of rows changes no day but their own, and those before it as far
    as the metric looks ahead.
    """
    tree = sqlglot.parse_one(query, read="duckdb")
    if tree.find(exp.With, *BEYOND) or tree.args.get("limit"):
        return False
    if not matures_days and any(one.name == LATER for one in tree.find_all(exp.Column)):
        return False
    branches = list(tree.find_all(exp.Select))
    return all(len(list(one.find_all(exp.Table))) == 1 for one in branches)
