"""A draft tried on its files, and saved: nothing of a trial is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from intake.arriving.bundling import bundle
from intake.forms import SOURCES, SourceError, read_form
from intake.house import House
from intake.keeping.receipts import Receipt, Reject, rejects_of
from intake.loading import load_export
from intake.match.drafting import Draft, as_yaml
from intake.match.matching import SOURCE, Suggestion
from intake.match.profiles import Profile
from intake.telling import told
from metrics.errors import ExportError
from metrics.warehouse import Warehouse
from words import known, say

SHOWN = 5


@dataclass(frozen=True)
class Preview:
    """What reading the files by a draft gives; nothing of it is kept."""

    receipt: Receipt
    rejects: tuple[Reject, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def fruitless(self) -> str | None:
        """That no row is taken by the draft, where it is so, and what to do."""
        if self.receipt.rejected < self.receipt.read:
            return None
        return say(
            "No row is taken by this match, so it is not saved: choose other columns "
            "for what the reasons name."
        )


def preview(
    suggestion: Suggestion, files: Sequence[Path], names: Sequence[str], house: House,
    corner: Path,
) -> Preview:  # fmt: skip
    """Read the files by a draft into a store that is thrown away.

    Raises ExportError when they are refused as a whole, or are of a kind that is
    known better.
    """
    draft, seen = suggestion.draft, suggestion.assembly.columns
    folder = corner / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    write(draft, seen, folder)
    path, name = one_file(suggestion, files, names, corner)
    scratch = Warehouse.in_memory()
    try:
        mine = replace(house, sources=folder, published=None)
        receipt = load_export(scratch, path, mine, file_name=name)
        if receipt.form != draft.name:
            raise ExportError(
                say(
                    "{file}: this is known already, as a {title}; load it.",
                    file=name,
                    title=known(receipt.title),
                )
            )
        rejects = rejects_of(scratch, receipt.export_id)[:SHOWN]
        return Preview(receipt, rejects, *_rows(scratch, draft, house.zone))
    finally:
        scratch.close()


def one_file(
    suggestion: Suggestion, files: Sequence[Path], names: Sequence[str], corner: Path
) -> tuple[Path, str]:
    """The files that a draft reads as one, the first one ahead."""
    given = dict(zip(names, files, strict=True))
    first = suggestion.assembly.first.name
    if first not in given:  # it came in an archive
        return files[0], names[0]
    used = suggestion.assembly.names_of(suggestion.draft.parts)
    others = [name for name in given if name in used]
    path = bundle({name: given[name] for name in (first, *others)}, corner)
    return path, path.name if others else first


def _rows(
    warehouse: Warehouse, draft: Draft, zone: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The first rows as they are stored, in the fields that were matched.

    Times are on the company's clock.
    """
    columns = [name for name, _ in draft.fields]
    also = {"orders": ["currency", "set_aside"], "surveys": ["instrument", "is_good"]}
    columns += [name for name in also.get(draft.table, []) if name not in columns]
    there = [
        name
        for name, *_ in warehouse.rows(f"describe {draft.table}")
        if name in columns
    ]
    found = warehouse.rows(
        f"select {', '.join(there)} from {draft.table} order by file_row limit {SHOWN}"
    )
    return tuple(there), tuple(
        tuple(_in_words(cell, ZoneInfo(zone)) for cell in row) for row in found
    )


def _in_words(cell: object, zone: ZoneInfo) -> str:
    if isinstance(cell, datetime):
        local = cell.replace(tzinfo=UTC).astimezone(zone)
        return local.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return "" if cell is None else str(cell)


def taken(
    draft: Draft, folder: Path | None, instead: Collection[str] = ()
) -> str | None:
    """That its name is another kind's already, if it is, and what to do.

    `instead` names kinds of the company's own that it is to replace.
    """
    name = f"{draft.name}.yaml"
    if (SOURCES / name).exists():
        return say(
            "{source}: there is a kind {name} already; call the source something else.",
            source=draft.source,
            name=draft.name,
        )
    if folder and draft.name not in instead and (folder / name).exists():
        return say(
            "{source}: there is a kind {name} of your own already; call the source "
            "something else, or take {file} out of {folder}.",
            source=draft.source,
            name=draft.name,
            file=name,
            folder=folder.name,
        )
    return None


def write(
    draft: Draft,
    seen: Mapping[str, Profile],
    folder: Path,
    instead: Collection[str] = (),
) -> Path:
    """Save a draft as a source file; whoever reads the folder sees it whole.

    `instead` names kinds of the company's own that it replaces. Raises ExportError
    where its name is another one's.
    """
    wrong = taken(draft, folder, instead)
    if wrong:
        raise ExportError(wrong)
    if not SOURCE.fullmatch(draft.source):
        raise ExportError(
            say(
                "{source}: call the source in small letters, like my_shop.",
                source=repr(draft.source),
            )
        )
    path = folder / f"{draft.name}.yaml"
    part = path.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(as_yaml(draft, seen), encoding="utf-8")
        read_form(part)
        part.replace(path)
        for name in {*instead} - {draft.name}:
            (folder / f"{name}.yaml").unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            say(
                "{path}: it cannot be written ({error}).",
                path=str(path),
                error=str(error.strerror),
            )
        ) from error
    except SourceError as error:
        raise ExportError(
            say("{file}: it would not be read ({why})", file=path.name, why=told(error))
        ) from error
    return path
