"""Files of one export that nobody declared: which is the first, how they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from intake.forms import Part
from intake.header import plain
from intake.match.fitting import NUMBERS
from intake.match.profiles import Profile
from intake.match.sheets import Sheet
from intake.match.suggesting import KINDS, fields_of, likely, suggest_kind

MEET = 0.3  # share of the values of the smaller column that the other one has


@dataclass(frozen=True)
class Assembly:
    """A first file with the parts that add to it, and all columns there are then.

    `left` are the files that meet nothing.
    """

    first: Sheet
    parts: tuple[Part, ...]
    names: tuple[str, ...]  # of the parts' files
    columns: Mapping[str, Profile]
    left: tuple[str, ...]

    def with_fields(self, table: str, fields: Mapping[str, str]) -> tuple[Part, ...]:
        """The parts that give a field its column, or another part its way."""
        numbers = {
            fields[field.name]
            for field in fields_of(table)
            if field.name in fields and field.cell.type in NUMBERS
        }
        used, kept = set(fields.values()), []
        for part in reversed(self.parts):
            columns = tuple(column for column in part.columns if column in used)
            if columns:
                summed = tuple(c for c in columns if c in part.add_up and c in numbers)
                kept.append(
                    part.model_copy(update={"columns": columns, "add_up": summed})
                )
                used.add(part.meets or part.by)
        return tuple(reversed(kept))

    def names_of(self, kept: Sequence[Part]) -> tuple[str, ...]:
        """The files of those parts of it that were kept."""
        columns = {column for part in kept for column in part.columns}
        return tuple(
            name
            for part, name in zip(self.parts, self.names, strict=True)
            if columns & set(part.columns)
        )


def likely_kind(sheets: Sequence[Sheet]) -> str:
    """The table that the rows of some files most likely belong to."""

    def sure(sheet: Sheet) -> float:
        seen = sheet.profiles()
        return max(likely(table, sheet.name, seen) for table in KINDS)

    best = max(sheets, key=sure)
    return suggest_kind(best.name, best.profiles())


def assemble(table: str, sheets: Sequence[Sheet]) -> Assembly:
    """The files round the one whose rows are the table's."""
    seen = {sheet.name: sheet.profiles() for sheet in sheets}
    first = max(sheets, key=lambda one: likely(table, one.name, seen[one.name]))
    assembly = Assembly(first, (), (), seen[first.name], ())
    holders = dict.fromkeys(first.columns, first)
    waiting = [sheet for sheet in sheets if sheet is not first]
    while waiting:
        found = next(
            ((s, p) for s in waiting if (p := _part(s, holders, seen[s.name]))), None
        )
        if found is None:
            break
        sheet, part = found
        waiting.remove(sheet)
        holders |= dict.fromkeys(part.columns, sheet)
        more = {name: seen[sheet.name][name] for name in part.columns}
        assembly = replace(
            assembly,
            parts=(*assembly.parts, part),
            names=(*assembly.names, sheet.name),
            columns={**assembly.columns, **more},
        )
    return replace(assembly, left=tuple(sheet.name for sheet in waiting))


def _part(
    sheet: Sheet, holders: Mapping[str, Sheet], seen: Mapping[str, Profile]
) -> Part | None:
    """How a file meets those before it, if one of its columns does."""
    for by in sheet.columns:
        meets = next((name for name in holders if _same(by, name, sheet)), None)
        if meets is None or not _overlap(sheet, by, holders[meets], meets):
            continue
        taken = {plain(name) for name in holders}
        columns = tuple(c for c in sheet.columns if c and plain(c) not in taken)
        repeats = not seen[by].is_unique
        numbers = tuple(c for c in columns if repeats and seen[c].numbers > 0.9)
        other = None if plain(meets) == plain(by) else meets
        return Part(by=by, meets=other, columns=columns, add_up=numbers)
    return None


def _same(column: str, name: str, sheet: Sheet) -> bool:
    """Whether two columns may name the same: alike, or "id" for "customer_id"."""
    if not column or not name:
        return False
    ours, theirs = plain(column).replace(" ", "_"), plain(name).replace(" ", "_")
    if ours == theirs:
        return ours.endswith(("id", "no", "number", "nr", "key", "email", "code"))
    row = theirs.removesuffix("_id")
    return ours == "id" and theirs.endswith("_id") and row in plain(sheet.name)


def _overlap(sheet: Sheet, by: str, holder: Sheet, meets: str) -> bool:
    ours, theirs = sheet.values(by), holder.values(meets)
    fewer = min(len(ours), len(theirs))
    return fewer > 0 and len(ours & theirs) >= MEET * fewer
