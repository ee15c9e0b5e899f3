"""Surveys whose offers are known: those that are listed before anybody answers."""

from metrics.survey_funnel import INSTRUMENTS
from metrics.warehouse import Warehouse

QUERY = """
    select distinct instrument
    from surveys
    where score is null and set_aside is null and ticket_id is not null
"""


def offered(warehouse: Warehouse) -> tuple[str, ...]:
    """The instruments of which some surveys are known that nobody answered."""
    there = {instrument for (instrument,) in warehouse.rows(QUERY)}
    return tuple(one for one in INSTRUMENTS if one in there)
