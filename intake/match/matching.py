"""Match columns: an export that nobody knows becomes a kind of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from intake.forms import SOURCES, Form
from intake.header import Header
from intake.house import House
from intake.match.assembling import Assembly
from intake.match.drafting import Draft, known_asides
from intake.match.profiles import Profile
from intake.match.sheets import Sheet
from intake.match.suggesting import Match, fields_of, suggest
from intake.match.synonyms import said, words
from intake.own_forms import known_forms
from intake.parts import Piece, chosen
from intake.reading.scales import SCALES, scales_of
from intake.recognition import recognise
from intake.tables import TABLES
from metrics.errors import ExportError
from metrics.nouns import thing
from words import mark, say

NO_NAME = frozenset(
    [
        "export", "exports", "dataset", "data", "report", "list", "file", "all", "csv",
        "order", "ticket", "survey", "review", "call", "subscription", "answer",
    ]
)  # fmt: skip
USUAL = {
    "tickets": "helpdesk", "surveys": "survey", "reviews": "qa", "calls": "telephone",
    "orders": "shop", "subscriptions": "shop",
}  # fmt: skip
AS_SAID = mark("as you said")
SOURCE = re.compile(r"[a-z][a-z0-9_]{0,40}")


@dataclass(frozen=True)
class Suggestion:
    """A first draft of some files, why each column was chosen, and what it lacks."""

    draft: Draft
    matches: tuple[Match, ...]
    assembly: Assembly

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be said before it can be read, a sentence each."""
        return missing(self.draft)


def known_as(sheets: Sequence[Sheet], house: House) -> Form | None:
    """The kind that some files are known as already, if they are."""
    known = known_forms(house.sources)
    pieces = [Piece(sheet.name, sheet.columns) for sheet in sheets]
    whole = next((form for form in known if form.parts and chosen(form, pieces)), None)
    if whole:
        return whole
    header = Header(sheets[0].columns, sheets[0].table.dialect.delimiter)
    try:
        return recognise(sheets[0].name, (header,), known).form
    except ExportError:
        return None


def suggest_draft(
    assembly: Assembly, table: str, house: House, source: str | None = None,
    said: Mapping[str, str | None] | None = None,
) -> Suggestion:  # fmt: skip
    """What some files may be; what is `said` of a field wins, None is no column.

    Raises ExportError for a field or column that is not there.
    """
    seen, said = assembly.columns, dict(said or {})
    _check(table, said, seen)
    taken = set(said.values())
    left = {column: found for column, found in seen.items() if column not in taken}
    found = _with_people(suggest(table, left), assembly, table)
    suggested = (match for match in found if match.field not in said)
    told = (Match(f, c, 100.0, (AS_SAID,)) for f, c in said.items() if c)
    matches = _in_order(table, (*suggested, *told))
    fields = {match.field: match.column for match in matches}
    amounts = table == "orders" and "currency" not in fields
    draft = Draft(
        table,
        source or _free(source_of(assembly.first.name, table), table, house),
        tuple(fields.items()),
        currency=house.currency if amounts else None,
        aside=known_asides(table, statuses(fields, seen)),
        lines=_has_lines(table, assembly, fields),
        parts=assembly.with_fields(table, fields),
    )
    return Suggestion(_asked(draft, fields, seen), matches, assembly)


def _with_people(
    matches: tuple[Match, ...], assembly: Assembly, table: str
) -> tuple[Match, ...]:
    """A key that leads to a file of customers is only the way to them."""
    for part in assembly.parts:
        key = part.meets or part.by
        inside = {name: assembly.columns[name] for name in part.columns}
        found = [one for one in suggest(table, inside) if one.field == "customer_id"]
        if found and any((m.field, m.column) == ("customer_id", key) for m in matches):
            kept = (one for one in matches if one.field != "customer_id")
            return (*kept, *found)
    return matches


def _in_order(table: str, matches: Sequence[Match]) -> tuple[Match, ...]:
    order = [field.name for field in fields_of(table)]
    return tuple(sorted(matches, key=lambda match: order.index(match.field)))


def _check(
    table: str, chosen: Mapping[str, str | None], seen: Mapping[str, Profile]
) -> None:
    fields = {field.name for field in fields_of(table)}
    for field, column in chosen.items():
        if field not in fields:
            raise ExportError(
                say(
                    "{rows} have no field {field}; they have {fields}.",
                    rows=table,
                    field=field,
                    fields=", ".join(sorted(fields)),
                )
            )
        if column is not None and column not in seen:
            raise ExportError(
                say(
                    "{field}: there is no column {column}; there are {columns}.",
                    field=field,
                    column=column,
                    columns=", ".join(seen),
                )
            )


def statuses(fields: Mapping[str, str], seen: Mapping[str, Profile]) -> tuple[str, ...]:
    """The different words of the status, where it has few."""
    return seen[fields["status"]].words if "status" in fields else ()


def source_of(file_name: str, table: str) -> str:
    """What to call the system that a file is from."""
    tokens = [token for token in words(Path(file_name).stem).split() if token.isalpha()]
    kinds = {word for known in said()["kinds"].values() for word in known} - {"shop"}
    kept = [t for t in tokens if {t, t.removesuffix("s")}.isdisjoint(NO_NAME | kinds)]
    return kept[0] if kept and SOURCE.fullmatch(kept[0]) else USUAL[table]


def _free(source: str, table: str, house: House) -> str:
    """What to call a system, numbered where a kind of that name is known already."""
    names = chain([source], (f"{source[:36]}_{number}" for number in count(2)))
    folders = [folder for folder in (SOURCES, house.sources) if folder]
    return next(
        name
        for name in names
        if not any((folder / f"{name}_{table}.yaml").exists() for folder in folders)
    )


def _has_lines(table: str, assembly: Assembly, fields: Mapping[str, str]) -> bool:
    """Whether orders have several rows, of which one alone says what they cost."""
    wanted = ("order_id", "amount")
    columns = [fields.get(name) for name in wanted]
    first = assembly.first
    if table != "orders" or not set(columns) <= set(first.columns):
        return False
    ids, amounts = (first.cells(str(column)) for column in columns)
    told: dict[str, list[str]] = {}
    for order, amount in zip(ids, amounts, strict=True):
        told.setdefault(order, []).append(amount.strip())
    several = [found for found in told.values() if len(found) > 1]
    return bool(several) and all(len({*found} - {""}) < 2 for found in several)


def _asked(
    draft: Draft, fields: Mapping[str, str], seen: Mapping[str, Profile]
) -> Draft:
    """With the instrument and scale that a survey's answers look like."""
    if draft.table != "surveys" or "score" not in fields or "instrument" in fields:
        return draft
    score = seen[fields["score"]]
    named = words(" ".join((fields["score"], *fields.values()))).split()
    if {"ces", "effort"} & {*named}:
        return replace(draft, instrument="ces", scale=_scale("ces", score))
    if "nps" in named or score.high > 7:
        return replace(draft, instrument="nps", scale="0-10")
    return replace(draft, instrument="csat", scale=_scale("csat", score))


def _scale(instrument: str, score: Profile) -> str:
    """The smallest scale that has all of the scores."""
    if "good" in score.words:
        return "good-bad"
    numbers = [(s.high, name) for (known, name), s in SCALES.items()
               if known == instrument and s.high >= max(score.high, 5)]  # fmt: skip
    return min(numbers)[1]


def missing(draft: Draft) -> tuple[str, ...]:
    """What a draft still lacks, a sentence each."""
    fields = dict(draft.fields)
    row = TABLES[draft.table].row
    lacking: list[str] = [
        say(
            "Every {row} needs {field}: choose its column.",
            row=thing(row),
            field=field.name,
        )
        for field in fields_of(draft.table)
        if field.required and field.name not in fields
    ]
    if draft.table != "surveys" or "instrument" in fields:
        return tuple(lacking)
    if draft.instrument is None or draft.scale not in scales_of(draft.instrument):
        lacking.append(say("Say what the answers measure, and on which scale."))
    if draft.instrument == "ces" and draft.direction is None:
        easy = say("Say whether a high score is easy (high) or hard (low).")
        lacking.append(easy)
    return tuple(lacking)
