"""Which criteria of an export's reviews were left out, and why."""

from __future__ import annotations

import duckdb

from intake.reading.cells import text_of
from intake.reading.staging import Staged, execute
from intake.telling import masked
from metrics.values_file import quoted
from words import say, say_many

LONGEST = 20  # letters of a value that is told; what is longer is somebody's text
NAMED = 5  # columns of no points that are named
QUERY = """
    select
        one.name,
        coalesce(sum(many) filter (reads), 0)::bigint,
        coalesce(sum(many) filter (not reads), 0)::bigint as left_out,
        arg_min(one.given, (strlen(one.given), one.given)) filter (not reads)
    from (
        select one, many, reads_as_points(one.given) as reads
        from (
            select unnest(criteria_in({text})) as one, count(*) as many
            from ({texts})
            group by one
        )
        where not does_not_apply(one.given) and is_harmless(one.name)
    )
    group by one.name
    having left_out > 0
    order by one.name
"""


def criteria_notes(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> list[str]:
    """A sentence for each criterion some marks of which could not be read.

    What has no marks at all is no criterion, and its texts are not told.
    """
    layout = staged.layout
    criteria = [n for n, c in layout.form.cells.items() if c.type == "criteria"]
    found: list[str] = []
    for cell in criteria:
        if layout.found[cell]:
            query = QUERY.format(text=text_of(cell), texts=staged.texts)
            execute(cursor, query, {"path": staged.path})
            found += _told(cursor.fetchall())
    return found


def _told(rows: list[tuple[str, int, int, str]]) -> list[str]:
    told = [_left_out(name, n, value) for name, read, n, value in rows if read]
    nothing = [masked(name) for name, read, _, _ in rows if not read]
    return told + _no_criteria(nothing) if nothing else told


def _left_out(name: str, n: int, value: str) -> str:
    return say_many(
        "Criterion {name}: {n} mark could not be read and was left out, such as "
        "{value}; the scores of the reviews are kept. Write 0 to 100, yes or no, or "
        "n/a where it does not apply, and the scale beside the name where it has "
        "another, like (1-5).",
        "Criterion {name}: {n} marks could not be read and were left out, such as "
        "{value}; the scores of the reviews are kept. Write 0 to 100, yes or no, or "
        "n/a where it does not apply, and the scale beside the name where it has "
        "another, like (1-5).",
        n,
        name=masked(name),
        value=_shown(masked(value)),
    )


def _shown(value: str) -> str:
    if len(value) <= LONGEST:
        return quoted(value)
    return say("a text of {n} letters", n=len(value))


def _no_criteria(names: list[str]) -> list[str]:
    shown = names
    if len(names) > NAMED:
        more = say_many("{n} more", "{n} more", len(names) - NAMED + 1)
        shown = [*names[: NAMED - 1], more]
    return [
        say_many(
            "{names} is taken for no criterion, since nothing in it reads as points; "
            "the scores of the reviews are kept.",
            "{names} are taken for no criteria, since nothing in them reads as points; "
            "the scores of the reviews are kept.",
            len(names),
            names=shown,
        )
    ]
