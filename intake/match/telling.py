"""A match of columns, told on a terminal."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from intake.forms import Form
from intake.house import House
from intake.keeping.receipts import Reject
from intake.match.assembling import assemble, likely_kind
from intake.match.drafting import Draft
from intake.match.matching import Suggestion, known_as, missing, statuses, suggest_draft
from intake.match.previewing import Preview, preview, taken, write
from intake.match.sheets import look_into, shown_rows
from intake.match.suggesting import KINDS, fields_of
from intake.names import printable
from intake.telling import either
from metrics.errors import ExportError
from words import known as translated
from words import mark, say, say_many

FIRST = 3  # rows that are shown
WIDE = 88
SIGNS = {"comma": ",", "dot": "."}  # before decimals
FINE, REJECTED, CANNOT = 0, 1, 2
KNOWN = mark(
    "Such files are known already, as {title}; load them. (Else say --source.)"
)
KNOWN_OWN = mark(
    "Such files are known already, as {title} of your own; load them. To match them "
    "anew, say --replace; to forget the kind, take {file} out of {folder}."
)
TAKEN = mark("{wrong} Or say --replace, and this one takes its place.")


@dataclass(frozen=True)
class Told:
    """What to print, and the code to end with.

    0 is fine, 1 where rows are rejected, 2 where something is left to say.
    """

    words: str
    code: int


def match_files(
    files: Sequence[Path], house: House, said: Mapping[str, Any], *, save: bool
) -> Told:
    """Suggest, preview and perhaps save the kind of some files.

    Raises ExportError for what cannot be read at all.
    """
    names = [printable(path.name) for path in files]
    with tempfile.TemporaryDirectory() as corner:
        sheets = look_into(files, names, Path(corner))
        known = known_as(sheets, house)
        if known and not _is_meant_anew(known, said):
            return Told(_known(known, house), FINE)
        mine = known if known and known.own else None
        kind = _kind(said.get("kind")) or (mine.table if mine else likely_kind(sheets))
        source = said.get("source") or (mine.source if mine else None)
        suggestion = suggest_draft(
            assemble(kind, sheets), kind, house, source, chosen_of(said)
        )
        suggestion = replace(suggestion, draft=_with(suggestion.draft, said))
        lines = [*_head(suggestion), *_table(suggestion), *_asked(suggestion)]
        lacking = missing(suggestion.draft)
        if lacking:
            return Told("\n".join((*lines, "", *lacking)), CANNOT)
        seen = preview(suggestion, files, names, house, Path(corner))
        lines += [*_seen(seen), ""]
        if seen.fruitless:
            return Told("\n".join((*lines, seen.fruitless)), CANNOT)
        instead = {suggestion.draft.name, *([mine.name] if mine else [])}
        replaced = instead if said.get("replace") else ()
        lines.append(_saved(suggestion, house, save, replaced))
        return Told("\n".join(lines), REJECTED if seen.receipt.rejected else FINE)


def _is_meant_anew(known: Form, said: Mapping[str, Any]) -> bool:
    """Whether files of a known kind are to be matched all the same."""
    return bool(said.get("replace" if known.own else "source"))


def _known(known: Form, house: House) -> str:
    title = translated(known.title)
    if not known.own or house.sources is None:
        return say(KNOWN, title=title)
    name = f"{known.name}.yaml"
    return say(KNOWN_OWN, title=title, file=name, folder=house.sources.name)


def _kind(kind: str | None) -> str | None:
    if kind is not None and kind not in KINDS:
        raise ExportError(
            say("--kind {kind}: it can be {kinds}.", kind=kind, kinds=either(KINDS))
        )
    return kind


def chosen_of(said: Mapping[str, Any]) -> dict[str, str | None]:
    """Fields and their columns; None for a field that has none."""
    chosen: dict[str, str | None] = {}
    for pair in said.get("chosen") or ():
        field, sign, column = pair.partition("=")
        if not sign:
            raise ExportError(say("--set {pair}: write it as field=column.", pair=pair))
        chosen[field.strip()] = column.strip() or None
    return chosen


def _with(draft: Draft, said: Mapping[str, Any]) -> Draft:
    """The draft with what was said of it."""
    names = ("instrument", "scale", "direction", "currency")
    told = {name: said[name] for name in names if said.get(name)}
    if said.get("decimal"):
        told["decimal"] = SIGNS[said["decimal"]]
    words = tuple(word.casefold() for word in said.get("leave_out") or ())
    return replace(draft, **told, aside=tuple(dict.fromkeys((*draft.aside, *words))))


def _head(suggestion: Suggestion) -> Iterator[str]:
    draft, found = suggestion.draft, suggestion.assembly
    first = found.first
    yield say(
        "{file}: these look like {rows}. (Else say --kind.)",
        file=first.name,
        rows=draft.table,
    )
    for part, name in zip(found.parts, found.names, strict=True):
        if part.by in {kept.by for kept in draft.parts}:
            yield say("{file} meets it by {column}.", file=name, column=part.by)
    for name in found.left:
        yield say("{file} shares no column with it, and is left out.", file=name)
    people = [column for field, column in draft.fields if field == "customer_id"]
    yield ""
    for row in shown_rows(first, people, FIRST):
        line = ", ".join(f"{name}: {cell}" for name, cell in row.items())
        yield line if len(line) <= 2 * WIDE else line[: 2 * WIDE] + "…"


def _table(suggestion: Suggestion) -> Iterator[str]:
    matched = {match.field: match for match in suggestion.matches}
    fields = fields_of(suggestion.draft.table)
    wide = max(len(match.column) for match in matched.values()) if matched else 6
    yield ""
    for field in fields:
        match = matched.get(field.name)
        sign = "*" if field.required else " "
        column, why = (match.column, match.why) if match else ("-", "")
        yield f"{sign} {field.name:28} {column:{wide}}  {why}".rstrip()
    yield say("* is required; --set field=column says it otherwise.")


def _asked(suggestion: Suggestion) -> Iterator[str]:
    draft = suggestion.draft
    if draft.instrument:
        yield say(
            "Answers: {instrument} on {scale}. (--instrument, --scale)",
            instrument=draft.instrument,
            scale=str(draft.scale),
        )
    if draft.currency:
        yield say("Amounts: {currency}. (--currency)", currency=draft.currency)
    there = statuses(dict(draft.fields), suggestion.assembly.columns)
    if there:
        yield f"{_counting(draft.aside, there)} (--leave-out)"
    for part in draft.parts:
        if part.add_up:
            yield say(
                "Summed for each {column}: {columns}.",
                column=part.by,
                columns=part.add_up,
            )


def _counting(aside: Sequence[str], there: Sequence[str]) -> str:
    """Which statuses never count, and which do: of those that are there."""
    others = [status for status in there if status.casefold() not in aside]
    if not aside:
        return say("Rows of every status count: {statuses}.", statuses=list(there))
    never = either(aside)
    if not others:
        return say("Rows whose status is {never} never count.", never=never)
    return say_many(
        "Rows whose status is {never} never count; {others} does.",
        "Rows whose status is {never} never count; {others} do.",
        len(others),
        never=never,
        others=others,
    )


def _seen(seen: Preview) -> Iterator[str]:
    yield ""
    yield say("Preview, nothing is kept of it: {receipt}", receipt=seen.receipt.told())
    for reject in seen.rejects:
        yield f"  {_rejected(reject)}"
    for row in seen.rows:
        cells = zip(seen.columns, row, strict=True)
        yield "  " + ", ".join(f"{name} {cell}" for name, cell in cells if cell)


def _rejected(reject: Reject) -> str:
    """Where a row is, what it holds, and why it is rejected."""
    value = f" {reject.value!r}" if reject.value else ""
    return say(
        "row {row}, {cell}: {reason}",
        row=str(reject.file_row),
        cell=f"{reject.column}{value}",
        reason=reject.reason,
    )


def _saved(
    suggestion: Suggestion, house: House, save: bool, instead: Collection[str]
) -> str:
    draft, seen = suggestion.draft, suggestion.assembly.columns
    wrong = taken(draft, house.sources, instead)
    if wrong and save:
        raise ExportError(say(TAKEN, wrong=wrong))
    if wrong:
        return say("Not saved. {why}", why=say(TAKEN, wrong=wrong))
    if not save:
        return say("Not saved. With --save, such files are known from then on.")
    if house.sources is None:
        raise ExportError(say("There is no folder for kinds of your own."))
    path = write(draft, seen, house.sources, instead)
    return say(
        "Saved as {path}. `python -m selaras load` knows such files now.",
        path=str(path),
    )
