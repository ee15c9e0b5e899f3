"""What a row says, worked out of its cells, layer upon layer of SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from intake.comments import CELL, TOLD
from intake.forms import Cell, Form
from intake.header import Layout
from intake.reading.asides import lowered_texts, set_aside
from intake.reading.cells import NOTHING, Reading, text_of, time_layers, value_of
from intake.reading.criteria import column_text
from intake.reading.folding import is_folded
from intake.reading.problems import HIDDEN, Problem, problems_of
from intake.reading.ratings import (
    answer_problems,
    answer_scale,
    answer_score,
    answer_verdict,
    rating_problems,
    rating_values,
)
from intake.tables import TABLES
from intake.wording import literal
from words import say

Values = dict[str, str]
# What a rating takes from its ticket, where the export has no such thing.
NOT_THERE = {
    **dict.fromkeys(("solved_at", "updated_at"), "null::timestamp"),
    **dict.fromkeys(("agent", "team", "channel", "topic"), "null::varchar"),
    "customer_id": "null::varchar",
}
SAID_OF_AN_ANSWER = ("score", "scale")


def said(name: str, form: Form) -> str:
    """The column of what a cell says, where the row's own word is another."""
    cell = form.cells[name]
    of_an_answer = form.table == "surveys" and name in SAID_OF_AN_ANSWER
    reckoned = cell.after or cell.between or cell.less
    more = reckoned or of_an_answer or name == "set_aside" or cell.type == "made"
    return f"said_{name}" if more else name


def layers(layout: Layout, reading: Reading) -> list[Values]:
    """Columns by name; each layer may use those of the ones before it."""
    form = layout.form
    there = cells_read(layout)
    cells = {
        said(name, form): value_of(name, cell, reading)
        if name in there
        else NOTHING[cell.type]
        for name, cell in form.cells.items()
    }
    times = [name for name, cell in there.items() if cell.type == "time"]
    read = [lowered_texts(layout), *time_layers(times, reading), cells]
    if form.table == "surveys":
        return [*read, answer_scale(form), answer_score(), answer_verdict()]
    return [
        *read,
        _reckoned(form),
        rating_values(form.rating) if form.rating else {},
        _made(form, reading) | _remarked(form),
    ]


def cells_read(layout: Layout) -> dict[str, Cell]:
    """Without those that the export has nothing of: in each row they are null."""
    form = layout.form

    def may_speak(name: str, cell: Cell) -> bool:
        filled = is_folded(form) or cell.otherwise or cell.type not in NOTHING
        return bool(filled or layout.positions(name))

    return {name: cell for name, cell in form.cells.items() if may_speak(name, cell)}


def _reckoned(form: Form) -> Values:
    """Times and durations that follow from each other; two times win."""

    def at(name: str) -> str:
        return said(name, form)

    reckoned = {}
    for name, cell in form.cells.items():
        if cell.after:
            start, minutes = map(at, cell.after)
            later = f"as_later({start}, {minutes})"
            reckoned[name] = f"coalesce({at(name)}, {later})"
        if cell.between:
            start, end = map(at, cell.between)
            minutes = f"date_diff('microsecond', {start}, {end}) / 60e6"
            reckoned[name] = f"coalesce({minutes}, {at(name)})"
        if cell.less:
            off = "".join(f" - coalesce({at(other)}, 0)" for other in cell.less)
            reckoned[name] = f"{at(name)}{off}"
    return reckoned


def _remarked(form: Form) -> Values:
    """What is written beside a ticket's rating; nothing without one."""
    if not form.rating or CELL not in form.cells:
        return {}
    return {TOLD[1]: f"if(rating_score is null, null, {CELL})"}


def _made(form: Form, reading: Reading) -> Values:
    """Ids that are made of other cells, each with its name; a time has its day."""
    home = literal(reading.house.zone_of(form))

    def piece(name: str) -> str:
        value = said(name, form)
        if form.cells[name].type != "time":
            return f"{literal(name + ' ')} || {value}"
        local = f"timezone({home}, timezone('UTC', {value}))"
        return f"replace(strftime({local}, '%Y-%m-%d %H:%M:%S'), ' 00:00:00', '')"

    return {
        name: f"concat_ws(', ', {', '.join(map(piece, cell.of))})"
        for name, cell in form.cells.items()
        if cell.type == "made"
    }


def final(layout: Layout, shared: Collection[str], reading: Reading) -> Values:
    """The columns of the shared table that the export fills."""
    form = layout.form
    values = {name: name for name in form.cells if name in shared}
    values.setdefault("source", literal(form.source))
    if "ticket_id" in shared:
        values.setdefault("ticket_id", "null::varchar")
    if "set_aside" in shared:
        values["set_aside"] = set_aside(layout, reading.house)
    if form.table == "surveys":
        values["scale"] = "scale || if(easy = 'low', ' low', '')"
        values["is_good"] = "is_good"
        values["answered_at"] = "if(score is null, null, answered_at)"
        values["dated_by"] = "'answer'"
        if CELL in form.cells:
            values[CELL] = f"if(score is null, null, {CELL})"
    if form.rating:
        told = rating_values(form.rating) | _remarked(form)
        values |= {name: name for name in told}
        values = NOT_THERE | values
    return values


def problems(layout: Layout, reading: Reading) -> tuple[Problem, ...]:
    """All that can be wrong with a row, in the order it is looked for."""
    form = layout.form
    row = TABLES[form.table].row
    found: list[Problem] = []
    for name, cell in form.cells.items():
        label = layout.label(name)
        found += problems_of(name, cell, said(name, form), row, label, reading)
    for name, cell in form.cells.items():
        found += _too_early(name, cell, layout)
    if form.rating:
        found += rating_problems(form.rating)
    if form.table == "surveys":
        found += answer_problems()
    if form.table == "reviews":
        unread = f"{text_of('score')} is not null and score is null"
        off = f"score not between 0 and 100 or {unread}"
        reason = say("This score is off its scale, 0 to 100.")
        found.append(Problem(off, "score", reason))
    return tuple(found)


def _too_early(name: str, cell: Cell, layout: Layout) -> list[Problem]:
    if not cell.not_before:
        return []
    label, earlier = layout.label(name), layout.label(cell.not_before)
    reason = say(
        "{column} is before {earlier}; correct whichever is wrong.",
        column=label,
        earlier=earlier,
    )
    return [Problem(f"{name} < {cell.not_before}", name, reason)]


def shown(layout: Layout) -> Mapping[str, str]:
    """SQL of what a file of rejects may show, by column, in the file's order.

    Only cells that intake reads are there; a customer's are hidden, and what they
    wrote is left out.
    """
    form = layout.form
    hidden_cells = {
        name
        for name, cell in form.cells.items()
        if cell.type == "person" or cell.hashed
    }
    cells: dict[int, str] = {}
    for name, positions in layout.found.items():
        if not positions or name in ("own_people", CELL):
            continue
        if name in form.cells and form.cells[name].type == "criteria":
            if not form.cells[name].field:
                told = {at: f"shown({column_text(name, at)})" for at in positions}
                cells |= told
            continue
        text = text_of(name)
        private = name not in form.cells and name.rsplit("_", 1)[0] in hidden_cells
        hidden = f"if({text} is null, null, {literal(HIDDEN)})"
        if private or positions[0] not in cells:
            cells[positions[0]] = hidden if private else f"shown({text})"
    named = {layout.header.names[at]: cells[at] for at in sorted(cells)}
    spread = (form.spread.name, form.spread.number) if form.spread else ()
    return named | {name: f"shown({text_of(name)})" for name in spread}
