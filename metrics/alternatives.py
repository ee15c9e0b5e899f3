"""Other published ways to count a metric, to stand beside ours as a band.

Each is one file in definitions/alternatives/, or in config/metrics/alternatives/:
an opening comment, and a query of the same columns where it differs by more than
the kind or the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from metrics.catalog import (
    COUNTING,
    DEFINITIONS,
    Catalog,
    Clock,
    Definition,
    Line,
    checked,
    parts_of,
)
from metrics.errors import DefinitionError
from metrics.questions import Question
from metrics.versions import version_of
from metrics.warehouse import Warehouse
from words import mark, say

FOLDER = "alternatives"
NO_CLOCK = {
    "calendar": mark("{file}: {metric} has no calendar time."),
    "working": mark("{file}: {metric} has no working time."),
}
Alternatives = Mapping[str, tuple["Alternative", ...]]


class _Header(BaseModel):
    """The opening comment of an alternative."""

    model_config = ConfigDict(extra="forbid", strict=True)

    metric: str
    name: Line
    counts: Line
    source: str
    kind: Literal["share", "net score", "mean", "median", "total"] | None = None
    clock: Clock | None = None
    matures_days: int = 0
    lacks: Line = ""


@dataclass(frozen=True)
class Alternative:
    """Another way to count a metric, and who published it.

    `lacks` is what the exports would have to tell for it to be counted; empty
    where it can be. `definition` is the metric counted that way.
    """

    name: str
    counts: str
    source: str
    lacks: str
    clock: Clock | None
    definition: Definition

    def asked(self, question: Question) -> Question:
        """The same question, counted this way."""
        clock = self.clock or question.clock
        return replace(question, definition=self.definition, clock=clock)


def load_alternatives(catalog: Catalog, *folders: Path) -> Alternatives:
    """All alternatives by metric, ours and those beside a company's own metrics.

    Raises DefinitionError naming the file, the thing and the fix.
    """
    store = Warehouse.in_memory()
    found: dict[str, tuple[Alternative, ...]] = {}
    for path in _files(*folders):
        alternative = _read(path, catalog, store)
        metric = alternative.definition.metric
        found[metric] = (*found.get(metric, ()), alternative)
    store.close()
    return found


def _files(*folders: Path) -> Iterator[Path]:
    for folder in (DEFINITIONS, *folders):
        yield from sorted((folder / FOLDER).glob("*.sql"))


def _read(path: Path, catalog: Catalog, store: Warehouse) -> Alternative:
    text, query = parts_of(path)
    header = _header(path.name, text)
    if header.metric not in catalog:
        raise DefinitionError(
            say(
                "{file}: '{metric}' is no metric.",
                file=path.name,
                metric=header.metric,
            )
        )
    ours = catalog[header.metric]
    if header.clock and header.clock not in ours.clocks:
        raise DefinitionError(
            say(NO_CLOCK[header.clock], file=path.name, metric=ours.metric)
        )
    return Alternative(
        header.name,
        header.counts,
        header.source,
        header.lacks,
        header.clock,
        _counted(path.name, ours, header, query, store),
    )


def _counted(
    file_name: str, ours: Definition, header: _Header, query: str, store: Warehouse
) -> Definition:
    """The metric as this file counts it; what the file does not say is ours."""
    kind = header.kind or ours.kind
    counted = replace(ours, kind=kind, skewed=ours.skewed and kind == ours.kind)
    if query:
        parameters, tables = checked(file_name, query, kind, ours.dimensions, store)
        counted = replace(
            counted,
            query=query,
            parameters=parameters,
            tables=tables,
            matures_days=header.matures_days,
        )
    facts = {name: getattr(counted, name) for name in COUNTING}
    return replace(counted, version=version_of(counted.query, facts))


def _header(file_name: str, text: str) -> _Header:
    try:
        return _Header.model_validate(YAML(typ="safe", pure=True).load(text))
    except YAMLError as error:
        raise DefinitionError(
            say(
                "{file}: the opening comment is no YAML: {error}",
                file=file_name,
                error=str(error),
            )
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise DefinitionError(
            say(
                "{file}: {key}: {error}.",
                file=file_name,
                key=key or say("the opening comment"),
                error=first["msg"],
            )
        ) from error
