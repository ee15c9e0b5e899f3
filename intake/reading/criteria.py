"""The criteria of a quality review, however an export tells them.

All of them become one text, "tone: 4 (1-5); greeting: yes", that `as_criteria`
reads: each criterion with what it was given, and its scale where that is not 0
to 100.
"""

from __future__ import annotations

import re

from intake.customers import hidden_in_name
from intake.forms import Cell
from intake.header import PARTS_OF_CRITERIA, Layout, like
from intake.wording import literal

SCALE = re.compile(r"\s*\((-?\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(-?\d+(?:\.\d+)?)\)$")


def criteria_texts(layout: Layout) -> dict[str, str]:
    """SQL of the texts that the cells of criteria have, by name."""
    found: dict[str, str] = {}
    for name, cell in layout.form.cells.items():
        if cell.type != "criteria" or cell.field:
            continue
        found |= _of_line(name, layout) if cell.points else _of_columns(name, layout)
    return found


def column_text(name: str, at: int) -> str:
    """The SQL column with the text of one criterion's column."""
    return f"text_{name}_{at}"


def of_record(held: str, cell: Cell) -> str:
    """SQL of the text of a list of criteria in JSON, each an object."""
    called = f"json_extract_string(one, {literal(f'$.{cell.criterion}')})"
    chosen = f"json_extract_string(one, {literal(f'$.{cell.points[0]}')})"
    of_each = f"{_named(called)} || ': ' || {_given(chosen)}"
    return (
        f"array_to_string(list_transform(json_extract({held}, "
        f"{literal(f'$.{cell.field}[*]')}), lambda one: {of_each}), '; ')"
    )


def _of_columns(name: str, layout: Layout) -> dict[str, str]:
    """A column for each criterion, called by it."""
    texts, told = {}, []
    for at in layout.found[name]:
        called, scale = _called(layout.header.names[at], layout.form.cells[name])
        chosen = f"trimmed(c{at})"
        texts[column_text(name, at)] = chosen
        told.append(f"{literal(called + ': ')} || {_given(chosen)} || {literal(scale)}")
    whole = f"nullif(concat_ws('; ', {', '.join(told)}), '')" if told else "null"
    return texts | {f"text_{name}": f"{whole}::varchar"}


def _of_line(name: str, layout: Layout) -> dict[str, str]:
    """A line for each criterion: its name, what was chosen, and the scale."""
    called = _text(layout.found[name])
    chosen, lowest, highest = (
        _text(layout.found[f"{name}_{part}"]) for part in PARTS_OF_CRITERIA
    )
    ends = f"' (' || coalesce({lowest}, '0') || '-' || {highest} || ')'"
    told = f"{_named(called)} || ': ' || {_given(chosen)} || coalesce({ends}, '')"
    raw = {column_text(name, at): f"trimmed(c{at})" for at in layout.found[name]}
    return raw | {f"text_{name}": told}


def gathered(layout: Layout) -> dict[str, str]:
    """SQL of what the lines of a review make together, where each has a criterion."""
    found: dict[str, str] = {}
    for name, cell in layout.form.cells.items():
        if cell.type != "criteria" or not cell.of_lines:
            continue
        parts = [f"text_{name}_{part}" for part in PARTS_OF_CRITERIA]
        parts += [column_text(name, at) for at in layout.found[name]]
        found |= {part: f"first({part} order by line)" for part in parts}
        found[f"text_{name}"] = f"string_agg(text_{name}, '; ' order by line)"
    return found


def _called(column: str, cell: Cell) -> tuple[str, str]:
    """The criterion of a column, "criterion: Tone (1-5)", and its scale in brackets."""
    scale = SCALE.search(column)
    bare = SCALE.sub("", column)
    for declared in cell.columns:
        if like(declared, [" ".join(bare.casefold().split())]):
            start = declared.partition("*")[0]
            bare = bare.strip()[len(start) :].strip() or bare
            break
    called = hidden_in_name(bare).replace(";", ",")
    return called, f" ({scale[1]}-{scale[2]})" if scale else ""


def _named(called: str) -> str:
    return f"replace({called}, ';', ',')"


def _given(chosen: str) -> str:
    """Free text is one thing: no sign in it parts criteria."""
    return f"replace({_named(chosen)}, ': ', ':')"


def _text(positions: tuple[int, ...]) -> str:
    cells = [f"trimmed(c{at})" for at in positions]
    return f"coalesce({', '.join(cells)})" if cells else "null::varchar"
