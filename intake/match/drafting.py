"""What an analyst says of an unknown export, as a source file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from intake.forms import Cell, Part, forms
from intake.match.draft_cells import UNSURE, declared_cell
from intake.match.profiles import Profile
from intake.match.synonyms import said
from intake.own_forms import plain_form
from intake.tables import TABLES


@dataclass(frozen=True)
class Draft:
    """A kind of export as far as it is known.

    `fields` are pairs of a field and its column. `scale` and `direction` are of a
    survey's answers, `decimal` is the sign before an amount's decimals; rows whose
    status is one of `aside` never count.
    """

    table: str
    source: str
    fields: tuple[tuple[str, str], ...]
    instrument: str | None = None
    scale: str | None = None
    direction: str | None = None
    currency: str | None = None
    decimal: str | None = None
    aside: tuple[str, ...] = ()
    lines: bool = False
    parts: tuple[Part, ...] = ()

    @property
    def name(self) -> str:
        """What its file is called, without the ending."""
        return f"{self.source}_{self.table}"

    @property
    def title(self) -> str:
        """What a person calls such an export."""
        return f"{self.source.replace('_', ' ').capitalize()} {_row(self.table)} export"


def _row(table: str) -> str:
    return "survey" if table == "surveys" else TABLES[table].row


def as_yaml(draft: Draft, seen: Mapping[str, Profile]) -> str:
    """The source file of a draft; `seen` is what its columns look like."""
    fields = dict(draft.fields)
    declared: dict[str, Any] = {
        "title": draft.title,
        "source": draft.source,
        "table": draft.table,
        "zone": "company",
    }
    if any(seen[column].unix > UNSURE for column in fields.values()):
        declared["unix_times"] = True
    if draft.decimal:
        declared["decimal"] = draft.decimal
    declared["fingerprint"] = list(dict.fromkeys(fields.values()))
    if draft.lines:
        declared["lines_of"] = TABLES[draft.table].id
    declared |= _parts(draft) | _answers(draft)
    declared["cells"] = _cells(draft, fields, seen)
    declared |= _asides(draft, fields)
    person = fields.get("customer_id")
    if person and seen[person].addresses > UNSURE:
        declared["own_people"] = [person]
    return _written(declared)


def _written(declared: Mapping[str, Any]) -> str:
    """The file's text: a cell, a part, a rule on a line each."""
    text, writer = io.StringIO(), YAML()
    writer.width, writer.allow_unicode = 1000, True
    writer.indent(mapping=2, sequence=4, offset=2)
    shaped = {
        name: {key: _on_a_line(one) for key, one in said.items()}
        if name == "cells"
        else [_on_a_line(one) for one in said]
        if name in ("parts", "set_aside")
        else _on_a_line(said)
        for name, said in declared.items()
    }
    writer.dump(shaped, text)
    return "# Made by Match columns; it may be edited by hand.\n" + text.getvalue()


def _on_a_line(said: Any) -> Any:
    row: CommentedMap | CommentedSeq
    if isinstance(said, Mapping):
        row = CommentedMap({key: _on_a_line(one) for key, one in said.items()})
    elif isinstance(said, list | tuple):
        row = CommentedSeq(map(_on_a_line, said))
    else:
        return said
    row.fa.set_flow_style()
    return row


def _parts(draft: Draft) -> dict[str, Any]:
    if not draft.parts:
        return {}
    kept = [part.model_dump(exclude_defaults=True) for part in draft.parts]
    return {"parts": kept}


def _answers(draft: Draft) -> dict[str, Any]:
    if draft.table != "surveys":
        return {}
    scale = {draft.instrument: draft.scale} if draft.instrument and draft.scale else {}
    declared: dict[str, Any] = {"scales": scale or dict(plain_form("surveys").scales)}
    return declared | ({"direction": draft.direction} if draft.direction else {})


def _cells(
    draft: Draft, fields: Mapping[str, str], seen: Mapping[str, Profile]
) -> dict[str, Any]:
    plain, cells = plain_form(draft.table).cells, {}
    for name, cell in plain.items():
        if name in fields:
            cells[name] = declared_cell(name, cell, fields, seen[fields[name]])
    if draft.lines and "items" in cells:
        cells["items"]["of_lines"] = {"take": "sum"}
    if draft.table == "orders" and "currency" not in cells:
        cells["currency"] = {"type": "currency"}
        if draft.currency:
            cells["currency"]["otherwise"] = draft.currency
    if draft.table == "surveys" and "instrument" not in cells:
        cells["instrument"] = {"type": "word", "otherwise": draft.instrument}
    if draft.table == "tickets":
        cells |= _replies(cells, plain)
    return cells


def _replies(cells: Mapping[str, Any], plain: Mapping[str, Cell]) -> dict[str, Any]:
    """A first reply's time and its minutes follow from each other."""
    at, minutes = "first_reply_at", "first_reply_minutes"
    if minutes in cells:
        there = cells.get(at, {"type": "time"})
        return {at: {**there, "after": list(plain[at].after or ())}}
    if at in cells:
        between = list(plain[minutes].between or ())
        return {minutes: {"type": "minutes", "between": between}}
    return {}


def _asides(draft: Draft, fields: Mapping[str, str]) -> dict[str, Any]:
    if "status" not in fields or not draft.aside:
        return {}
    reasons: dict[str, list[str]] = {}
    for word in draft.aside:
        reasons.setdefault(reasons_of(draft.table).get(word, word), []).append(word)
    return {
        "set_aside": [
            {"because": because, "cell": "status", "equals": equal}
            for because, equal in reasons.items()
        ]
    }


@cache
def reasons_of(table: str) -> Mapping[str, str]:
    """The words of a status that never count, by all our sources, and why."""
    cells = ("status", "financial_status", "stage", "state")
    told = {
        word: rule.because
        for form in forms()
        if form.table == table
        for rule in form.set_aside
        if rule.cell in cells
        for word in rule.equals
    }
    more = said()["asides"].get(table, {})
    return told | {word: because for because, known in more.items() for word in known}


def known_asides(table: str, found: Iterable[str]) -> tuple[str, ...]:
    """Those words of a status that never count."""
    return tuple(word for word in found if word in reasons_of(table))
