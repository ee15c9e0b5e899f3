"""Groups of so few people that a number of theirs would speak of a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from metrics.periods import Window
from metrics.questions import Filters
from metrics.reach import MOMENTS, SERVICE
from metrics.warehouse import Warehouse
from words import say

FEWEST_PEOPLE = 5
# One person, however an export spells the name.
PERSON = "lower(trim(agent))"
SET_ASIDE = frozenset({"tickets", "surveys", "reviews"})  # tables with that column


def unnamed(bots: Iterable[str]) -> list[str]:
    """The company's bots, as PERSON spells them."""
    return [name.strip().lower() for name in bots]


def is_of_too_few(
    warehouse: Warehouse, window: Window, filters: Filters, bots: Iterable[str]
) -> bool:
    """Whether a group is known to be fewer than five people, by who worked in it.

    `bots` are no people, and what is set aside is no work. Nobody's group is too
    small where no export names its people, and the company as a whole is no group.
    """
    if not filters:
        return False
    return 0 < _people(warehouse, window, filters, bots) < FEWEST_PEOPLE


def few_words() -> str:
    """Why a page shows nothing of so few."""
    return say(
        "Fewer than {fewest} people worked here in this time. Numbers of so few speak "
        "of persons, so they are not shown here.",
        fewest=FEWEST_PEOPLE,
    )


def _people(
    warehouse: Warehouse, window: Window, filters: Filters, bots: Iterable[str]
) -> int:
    """How many people have a ticket, answer, review or call of the group and time."""
    asked = "".join(f" and {name} = $only_{name}" for name, _ in filters)
    named = " union ".join(
        f"select {PERSON} as person from {table} where agent is not null{asked} "
        f"and {MOMENTS[table][0]} >= $starts and {MOMENTS[table][0]} < $ends"
        f"{' and set_aside is null' if table in SET_ASIDE else ''}"
        for table in SERVICE
    )
    values: dict[str, str | datetime | list[str]] = {
        "starts": window.start,
        "ends": window.end,
        "bots": unnamed(bots),
        **{f"only_{name}": only for name, only in filters},
    }
    query = f"""
        select count(*) from ({named})
        where not list_contains($bots::varchar[], person)
    """
    found: int = warehouse.rows(query, values)[0][0]
    return found
