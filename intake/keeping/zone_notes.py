"""In whose zone times without one were read, and whether that is right."""

from __future__ import annotations

import duckdb

from intake.house import House
from intake.reading.cells import text_of
from intake.reading.inputs import LINES
from intake.reading.staging import Staged, execute
from intake.reading.zones import HOURS, zones_of
from intake.wording import literal
from words import mark, say

READ_AS = mark("Times without a zone are read as {zone}.")
TOLD = mark("Times without a zone are read as {zone}, as values.yaml says of {source}.")
ASKED = mark(
    "Times in it have no zone and were read as {zone}, the company's. Is that right? "
    "If {source} writes another, write in values.yaml under company "
    "zones: {{{source}: ZONE}} and drop the file again."
)
HAS_CLOCK = r":\d\d"
HAS_ZONE = (
    r"(?i):\d\d(\.\d+)?\s*([ap]\.?m\.?)?\s*"
    rf"([+-]\d\d(:?\d\d)?|{'|'.join(HOURS)})$"
)


def zone_notes(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, house: House
) -> list[str]:
    """A sentence where times may be without a zone.

    It asks, the first time that such a file comes, where some are and nobody says
    whose they are.
    """
    layout, form = staged.layout, staged.layout.form
    times = _unzoned(staged)
    if form.zone != "company" or not times:
        return []
    told = house.zone_told(form)
    if told:
        return [say(TOLD, zone=told, source=form.source)]
    if _came_before(cursor, form.name) or not _has_bare(cursor, staged, times):
        return [say(READ_AS, zone=house.zone)]
    return [say(ASKED, zone=house.zone, source=layout.form.source)]


def _unzoned(staged: Staged) -> list[str]:
    """The cells of times whose columns name no zone."""
    layout = staged.layout
    named = zones_of(layout)
    return [
        name
        for name, cell in layout.form.cells.items()
        if cell.type == "time" and layout.found[name] and name not in named
    ]


def _came_before(cursor: duckdb.DuckDBPyConnection, form: str) -> bool:
    query = "select 1 from exports where form = $form and undone_at is null limit 1"
    return bool(cursor.execute(query, {"form": form}).fetchall())


def _has_bare(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, times: list[str]
) -> bool:
    """Whether a time of day stands without its zone; days are the company's."""
    rows = LINES if staged.folded else f"({staged.texts})"
    bare = " or ".join(
        f"(regexp_matches({text_of(name)}, {literal(HAS_CLOCK)}) "
        f"and not regexp_matches({text_of(name)}, {literal(HAS_ZONE)}))"
        for name in times
    )
    query = f"select 1 from {rows} where {bare} limit 1"
    execute(cursor, query, {"path": staged.path})
    return bool(cursor.fetchall())
