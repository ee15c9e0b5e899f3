"""Whether a metric has anything to count."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from metrics.questions import Question
from metrics.scorecard import DATA_ERRORS
from metrics.warehouse import Warehouse

# All rows are asked: `exists` and `limit` make DuckDB join row by row, which takes
# minutes of a million tickets.
COUNTED = "select bool_or(left_out is null and amount is not null) from ({query})"
# Somebody is a customer at a moment for which that is known.
RETAINED = """
    select bool_or(
        starts_at < ends_at
        and greatest(starts_at, known_from) < least(ends_at, known_until)
    )
    from ({query})
"""
EARLIEST = datetime(1970, 1, 1)


def is_counted(warehouse: Warehouse, question: Question) -> bool:
    """Whether any observation counts, of whatever time and by whatever clock; none
    does where the query fails on what is in the store."""
    clocks = question.definition.clocks or (None,)
    asked = [replace(question, clock=clock) for clock in clocks]
    try:
        return any(_is_any(warehouse, one) for one in asked)
    except DATA_ERRORS:  # its words may quote what is in a cell
        return False


def _is_any(warehouse: Warehouse, question: Question) -> bool:
    definition, given = question.definition, question.settings
    if definition.kind == "retention":
        query = RETAINED.format(query=definition.query)
        moments = {"first": EARLIEST, "last": question.through}
        needed = definition.parameters
        given |= {name: it for name, it in moments.items() if name in needed}
    else:
        query = COUNTED.format(query=question.observations)
        given |= question.unfiltered
    return bool(warehouse.rows(query, given)[0][0])
