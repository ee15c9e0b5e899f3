"""Lines of a file that make one row together, and rows that one line makes.

Both are SQL over LINES, the texts of a file's lines, and give each row with the
list of its `lines`.
"""

from __future__ import annotations

from collections.abc import Iterable

from intake.forms import Form, OfLines
from intake.header import Layout
from intake.reading.asides import applies
from intake.reading.cells import Reading, text_of, time_layers, value_of
from intake.reading.criteria import gathered
from intake.reading.inputs import LINES, texts
from intake.reading.spreading import rows_of_columns, rows_of_records
from intake.wording import columns, identifier, layered

MOMENT, TURN = "moment_of_line", "turn_of_line"


def is_folded(form: Form) -> bool:
    """Whether a row of the store is not simply a line of the file."""
    return bool(form.lines_of or form.spread or form.records_in)


def rows_of_lines(layout: Layout, numbered: bool, reading: Reading) -> str:
    """SQL of the rows that the lines in LINES make."""
    lines = _lines(numbered)
    if layout.form.spread:
        return rows_of_columns(layout, lines)
    if layout.form.records_in:
        return rows_of_records(layout, lines)
    if layout.form.in_order_of:
        return _in_order(layout, lines, reading)
    return _alike(layout, lines)


def lines_shown(cells: str, numbered: bool) -> str:
    """SQL of each line's number and its own list of cells."""
    return f"select line, {cells} as cells from {_lines(numbered)}"


def _lines(numbered: bool) -> str:
    """SQL of the lines with their numbers; 1 is the header."""
    if numbered:
        return f"(select * from {LINES})"
    first = f"(select min(rowid) from {LINES})"
    return f"(select *, rowid - {first} + 2 as line from {LINES})"


# --- lines that hold pieces of a row, the row's own cells on the first ---


def _alike(layout: Layout, lines: str) -> str:
    """A cell that stands on the first line only holds for the lines below it.

    Lines that disagree make rows of their own.
    """
    form = layout.form
    key = text_of(str(form.lines_of))
    summed = {
        text_of(name): _sum(text_of(name))
        for name, cell in form.cells.items()
        if cell.of_lines
    } | gathered(layout)
    names = [name for name in texts(layout) if name not in (key, *summed)]
    filled = columns({name: _from_above(name, key) for name in names})
    kept = ", ".join(identifier(name) for name in (key, *names))
    return (
        f"select {kept}, {columns(summed)}, "
        "list(line order by line) as lines "
        f"from (select {filled}, {', '.join((key, *summed))}, line from {lines}) "
        f"group by {kept} order by min(line)"
    )


def _from_above(name: str, key: str) -> str:
    return f"last_value({name} ignore nulls) over (partition by {key} order by line)"


def _sum(text: str) -> str:
    """The sum as text; a cell that is no number stays, to be found below."""
    odd = f"min({text}) filter ({text} is not null and as_whole({text}) is null)"
    return f"coalesce({odd}, sum(as_whole({text}))::varchar)"


# --- lines that are events or messages, one after the other ---


def _in_order(layout: Layout, lines: str, reading: Reading) -> str:
    """Each cell is taken from the line that is declared for it, else the last."""
    form = layout.form
    key, at = text_of(str(form.lines_of)), str(form.in_order_of)
    firsts = {
        _first_of(kind): f"min({MOMENT}) filter (where {_is(form, kind)}) over of_row"
        for kind in _waited_for(form)
    }
    turns = {
        TURN: f"row_number() over (partition by {key} order by {MOMENT}, line)",
        **firsts,
    }
    named = {text_of(name): cell.of_lines for name, cell in form.cells.items()}
    picked = {
        name: _pick(form, name, named.get(name) or OfLines(take="last"))
        for name in texts(layout)
        if name != key
    }
    picked[text_of(at)] = _undated_or(text_of(at), picked[text_of(at)])
    return (
        f"select {key}, {columns(picked)}, list(line order by line) as lines "
        f"from (select *, {columns(turns)} from {_dated(at, lines, reading)} "
        f"window of_row as (partition by {key})) "
        f"group by {key} order by min(line)"
    )


def _dated(at: str, lines: str, reading: Reading) -> str:
    """SQL of the lines with the moment of each, null where it cannot be read."""
    moment = {MOMENT: value_of(at, reading.form.cells[at], reading)}
    return f"({layered(f'from {lines}', [*time_layers([at], reading), moment])})"


def _waited_for(form: Form) -> list[str]:
    picks = [cell.of_lines for cell in form.cells.values() if cell.of_lines]
    return sorted({pick.after for pick in picks if pick.after})


def _first_of(kind: str) -> str:
    return f"first_{kind}"


def _is(form: Form, kind: str) -> str:
    """SQL: a line is of this kind."""
    rules = (f"({applies(rule, text_of(rule.cell))})" for rule in form.lines[kind])
    return f"coalesce({' and '.join(rules)}, false)"


def _pick(form: Form, text: str, pick: OfLines) -> str:
    which = [_is(form, pick.which)] if pick.which else []
    if pick.after:
        which.append(f"{MOMENT} >= {_first_of(pick.after)}")
    if pick.take == "count":
        return f"(count(*) filter (where {_all(which)}))::varchar"
    taken = "arg_min" if pick.take == "first" else "arg_max"
    wanted = _all([*which, f"{text} is not null"])
    return f"{taken}({text}, {TURN}) filter (where {wanted})"


def _all(conditions: Iterable[str]) -> str:
    return " and ".join(conditions) or "true"


def _undated_or(text: str, picked: str) -> str:
    """A line without a time that can be read stays, to be found below."""
    undated = f"{MOMENT} is null"
    return (
        f"case when bool_or({undated}) "
        f"then min({text}) filter (where {undated}) else {picked} end"
    )
