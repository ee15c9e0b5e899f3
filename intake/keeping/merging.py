"""What an export has no column for: rows stored earlier keep it.

`kept` has, for each row of the export that another one stands for already, the
columns as they are to be stored, by the row's place in `staged`.
"""

from __future__ import annotations

import duckdb

from intake.comments import CELL, TOLD, hashed
from intake.forms import Cell
from intake.header import WAYS, Layout
from intake.reading.staging import Staged
from intake.tables import TABLES, Table
from intake.wording import columns, literal, literals

FROM_TICKET = ("agent", "team", "channel", "topic")
# A score is read by its scale and its direction: an answer stands as it came.
OF_AN_ANSWER = (
    "instrument", "score", "scale", "is_good", "answered_at", "dated_by",
)  # fmt: skip
RATING = {
    "rating_score": "answers.score",
    "rating_scale": "answers.scale",
    "rating_is_good": "answers.is_good",
    "rating_answered_at": "if(answers.dated_by = 'rating', answers.answered_at, null)",
    "rating_dated_by": "nullif(nullif(answers.dated_by, 'solve'), 'update')",
}
REMARK = {TOLD[1]: "answers.comment"}


def keep_what_is_missing(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Make `kept`, empty where the export has every column of its kind."""
    table = TABLES[staged.layout.form.table]
    types = _types(cursor)
    rules = _rules(staged, table)
    ours = {name: rules.get(name, f"staged.{name}") for name in types}
    merged = {name: f"({sql})::{types[name]}" for name, sql in ours.items()}
    cursor.execute(
        f"""
        create or replace temp table kept as
        select
            *,
            {hashed({name: f"merged.{name}" for name in types})} as row_hash
        from (
            select
                staged.rowid as place,
                {columns(merged)}
            from staged
            inner join {table.name} as stored
                on
                    stored.source = staged.source
                    and stored.{table.id} = staged.{table.id}
            {_answers(staged)}
            where
                staged.problem is null
                and stored.row_hash <> staged.row_hash
                and {"true" if rules else "false"}
        ) as merged
        """
    )


def _types(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The columns whose hash a row has, in its order, with their types."""
    described = cursor.execute("describe staged").fetchall()
    names = [name for name, *_ in described]
    return {name: kind for name, kind, *_ in described[: names.index("row_hash")]}


def _answers(staged: Staged) -> str:
    if not staged.layout.form.rating:
        return ""
    return (
        "left join surveys as answers on answers.source = staged.source "
        f"and answers.survey_id = staged.{staged.key} and answers.dated_by <> 'answer'"
    )


def _rules(staged: Staged, table: Table) -> dict[str, str]:
    """SQL of each column that is not the export's alone."""
    layout, form = staged.layout, staged.layout.form
    rules = {}
    for name, cell in form.cells.items():
        if name not in staged.columns or name in (table.id, "source"):
            continue
        if form.table == "surveys" and name in OF_AN_ANSWER:
            continue
        if cell.type == "person":
            rules[name] = _person(name, cell, layout)
        elif name != "set_aside" and not _is_there(name, cell, layout):
            rules[name] = _earlier(name, cell, table)
    if "set_aside" in staged.columns:
        rules["set_aside"] = _set_aside(layout)
    if form.rating and not layout.found["rating"]:
        rules |= RATING
    if CELL in form.cells and not layout.found[CELL]:
        rules |= _remark(layout)
    return {name: sql for name, sql in rules.items() if sql}


def _remark(layout: Layout) -> dict[str, str]:
    """What was written stays as long as the score beside it does."""
    rating = layout.form.rating
    if not rating:
        same = "stored.score is not distinct from staged.score"
        return {CELL: f"if({same}, stored.comment, null)"}
    if not layout.found["rating"]:
        return REMARK
    same = "answers.score is not distinct from staged.rating_score"
    return {TOLD[1]: f"if({same}, answers.comment, null)"}


def _is_there(name: str, cell: Cell, layout: Layout) -> bool:
    """Whether the export has a column for a cell, or those it follows from."""
    spread = layout.form.spread
    if cell.of or (cell.of_lines and not cell.columns):
        return True
    if cell.type == "currency" and cell.otherwise:  # declared for all of its rows
        return True
    if spread and name in (spread.name, spread.number):
        return True
    others = [pair for pair in (cell.after, cell.between) if pair]
    found = layout.found
    return bool(found[name]) or any(all(found[n] for n in pair) for pair in others)


def _earlier(name: str, cell: Cell, table: Table) -> str:
    """What was stored; no time before the row's own beginning."""
    if cell.type == "time":
        return f"if(stored.{name} >= staged.{table.time}, stored.{name}, null)"
    if table.name in ("surveys", "reviews") and name in FROM_TICKET:
        return said(name, "stored")
    return f"coalesce(stored.{name}, staged.{name})"


def said(name: str, row: str) -> str:
    """SQL of what an export said, not of what a ticket told since."""
    return (
        f"if(contains(coalesce({row}.from_ticket, ''), {literal(name)}), "
        f"null, {row}.{name})"
    )


def _person(name: str, cell: Cell, layout: Layout) -> str:
    """Who was known by an address stays so where the export has only less."""
    there = [way for way in WAYS if layout.found.get(f"{name}_{way}")]
    better = WAYS[: WAYS.index(there[0])] if there else WAYS
    if not any(getattr(cell, way) for way in better):
        return ""
    if not there:
        return f"stored.{name}"
    theirs = f"starts_with(stored.{name}, {literal(layout.form.source + ':')})"
    return (
        f"if(stored.{name} is null or {theirs}, "
        f"coalesce(staged.{name}, stored.{name}), stored.{name})"
    )


def _set_aside(layout: Layout) -> str:
    """A word stays where the export lacks a column that may have told it."""
    form, stored = layout.form, "stored.set_aside"
    if "set_aside" in form.cells and not layout.found["set_aside"]:
        return f"coalesce(staged.set_aside, {stored})"
    untold = {r.because for r in form.set_aside if not layout.found[r.cell]}
    if form.own_people and not layout.found["own_people"]:
        untold.add("internal")
    if not untold:
        return ""
    words = literals(sorted(untold))
    return f"coalesce(staged.set_aside, if({stored} in ({words}), {stored}, null))"
