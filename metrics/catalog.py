"""The metrics there are: one file each, read by people and by DuckDB."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

import sqlglot
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from sqlglot import exp

from metrics.describing import check_columns
from metrics.errors import DefinitionError
from metrics.kinds import Kind, kind_named
from metrics.locality import is_row_by_row
from metrics.versions import version_of
from metrics.warehouse import TABLES, Warehouse
from words import say

DEFINITIONS = Path(__file__).parent / "definitions"
PARAMETERS = frozenset(
    {"clock", "currency", "retention_days", "through", "first", "last"}
)
# The moments that a retention is asked for lie from $first to $last.
ASKED = ("first", "last")
HEADER = re.compile(r"\A\s*/\*(?P<header>.*?)\*/(?P<query>.*)\Z", re.DOTALL)

# What of the opening comment decides how much an amount is.
COUNTING = ("kind", "unit", "skewed", "clocks", "matures_days")

# What sqlglot underlines its findings with.
ANSI = re.compile(r"\x1b\[\d*m")

Dimension = Literal["agent", "team", "channel", "topic"]
Better = Literal["up", "down", "band"]
Clock = Literal["calendar", "working"]
Catalog = Mapping[str, "Definition"]
# Said through the catalog as one line, however the file folds it.
Line = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]


class _Header(BaseModel):
    """The opening comment of a definition."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Line
    short: Line
    question: Line
    kind: Literal["share", "net score", "mean", "median", "total", "retention"]
    unit: str
    better: Better
    observation: Line
    filed_under: Line
    counts: Line
    min_n: int
    counter: str
    source: str
    dimensions: list[Dimension]
    clocks: list[Clock] = []
    skewed: bool = False
    mention: Line = ""
    said: Line = ""
    matures_days: int = 0
    outcome: bool = False


@dataclass(frozen=True)
class Definition:
    """A way of counting: what its file says in English, and its query.

    `unit` is percent, points, minutes, money, or the plural of what is
    counted. Until its source's tickets reach `matures_days` past an observation,
    that is too fresh to count. `mention` is the reason for leaving out that a
    card tells, such as the tickets still waiting. Of an `outcome` the customer
    decides, by an answer or by what they do; of anything else we do. `said` is
    what happened, as a clause with {amount} in it; it may be empty. `parameters`
    are those of $clock, $currency, $retention_days and $through that the query
    uses, `tables` the shared ones that it reads.
    """

    metric: str
    name: str
    short: str
    question: str
    kind: str
    unit: str
    better: Better
    observation: str
    filed_under: str
    counts: str
    min_n: int
    counter: str
    source: str
    dimensions: tuple[Dimension, ...]
    clocks: tuple[Clock, ...]
    skewed: bool
    mention: str
    said: str
    matures_days: int
    outcome: bool
    query: str
    parameters: tuple[str, ...]
    tables: tuple[str, ...]
    path: Path
    version: str

    @cached_property
    def row_by_row(self) -> bool:
        """Whether each observation hangs on one row alone."""
        looks_ahead = self.matures_days if self.path.parent == DEFINITIONS else 0
        return is_row_by_row(self.query, looks_ahead)

    def statistics(self) -> Kind:
        """What the kind of this metric knows."""
        return kind_named(self.kind, self.unit, skewed=self.skewed)


def load_catalog(*folders: Path) -> dict[str, Definition]:
    """All definitions, ours and those of the folders given.

    Raises DefinitionError naming the file, the thing and the fix.
    """
    found = [path for folder in (DEFINITIONS, *folders) for path in _files(folder)]
    catalog: dict[str, Definition] = {}
    store = Warehouse.in_memory()
    for path in found:
        if path.stem in catalog:
            raise DefinitionError(
                say(
                    "{file}: the metric '{metric}' is defined twice. "
                    "Give the file another name.",
                    file=path.name,
                    metric=path.stem,
                )
            )
        catalog[path.stem] = read_definition(path, store)
    store.close()
    _check_counters(catalog)
    return catalog


def read_definition(path: Path, store: Warehouse | None = None) -> Definition:
    """One metric from its file; its query is tried on an empty store."""
    text, query = parts_of(path)
    header = _read_header(path.name, text)
    _check_said(path.name, header.said)
    parameters, tables = checked(
        path.name, query, header.kind, header.dimensions, store
    )
    facts: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in header.model_dump().items()
    }
    return Definition(
        metric=path.stem,
        **facts,
        query=query,
        parameters=parameters,
        tables=tables,
        path=path,
        version=version_of(query, {name: facts[name] for name in COUNTING}),
    )


def parts_of(path: Path) -> tuple[str, str]:
    """The opening comment of a file, and the query under it."""
    parts = HEADER.match(_text(path))
    if parts is None:
        raise DefinitionError(
            say(
                "{file}: the file must open with a comment /* … */ that "
                "holds the name, the question and the kind.",
                file=path.name,
            )
        )
    return parts["header"], parts["query"].strip()


def checked(
    file_name: str,
    query: str,
    kind: str,
    dimensions: Sequence[str],
    store: Warehouse | None = None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parameters and the tables of a query, which is tried on an empty store.

    Raises DefinitionError naming the file, the thing and the fix.
    """
    tables = _checked_tables(file_name, query)
    parameters = _parameters(query)
    asked = set(parameters) & set(ASKED)
    if asked and kind != "retention":
        raise DefinitionError(
            say(
                "{file}: {parameter} is only for a retention. "
                "Leave it out: periods are applied to counted_at.",
                file=file_name,
                parameter=f"${min(asked)}",
            )
        )
    store = store or Warehouse.in_memory()
    check_columns(store, file_name, query, parameters, kind, dimensions)
    return parameters, tables


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DefinitionError(
            say(
                "{file}: this is no UTF-8 text. Save the file as UTF-8.",
                file=path.name,
            )
        ) from error


def _files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.sql")) if folder.is_dir() else ()


def _read_header(file_name: str, text: str) -> _Header:
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


def _check_said(file_name: str, said: str) -> None:
    """A clause has one place to fill in."""
    try:
        places = [place for _, place, _, _ in Formatter().parse(said)]
    except ValueError:
        places = [""]
    if set(places) - {None} != ({"amount"} if said else set()):
        raise DefinitionError(
            say(
                "{file}: said must be a clause with {{amount}} in it, and no other "
                "braces: {{amount}} of the customers were satisfied.",
                file=file_name,
            )
        )


def _parameters(query: str) -> tuple[str, ...]:
    return tuple(sorted(set(re.findall(r"\$(\w+)", query))))


def _checked_tables(file_name: str, query: str) -> tuple[str, ...]:
    """The shared tables that a query reads; it must be one select over them."""
    try:
        trees = [tree for tree in sqlglot.parse(query, read="duckdb") if tree]
    except sqlglot.errors.SqlglotError as error:
        said = ANSI.sub("", str(error)).splitlines()[0]
        raise DefinitionError(
            say("{file}: the query is no SQL: {error}", file=file_name, error=said)
        ) from error
    if len(trees) != 1 or not isinstance(trees[0], exp.Query):
        raise DefinitionError(
            say("{file}: a definition is exactly one select.", file=file_name)
        )
    tables = _tables(file_name, trees[0])
    unknown = set(_parameters(query)) - PARAMETERS
    if unknown:
        raise DefinitionError(
            say(
                "{file}: {parameter} is no parameter. There are {parameters}.",
                file=file_name,
                parameter=f"${min(unknown)}",
                parameters=", ".join(f"${name}" for name in sorted(PARAMETERS)),
            )
        )
    return tables


def _tables(file_name: str, tree: exp.Expr) -> tuple[str, ...]:
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    for table in tree.find_all(exp.Table):
        known = table.name in own or (table.name in TABLES and not table.db)
        if not known or not isinstance(table.this, exp.Identifier):
            raise DefinitionError(
                say(
                    "{file}: {table} is no shared table. There are {tables}.",
                    file=file_name,
                    table=table.sql(dialect="duckdb"),
                    tables=", ".join(TABLES),
                )
            )
    read = {table.name for table in tree.find_all(exp.Table)} - own
    return tuple(sorted(read))


def _check_counters(catalog: Mapping[str, Definition]) -> None:
    for metric, definition in catalog.items():
        if definition.counter not in catalog:
            raise DefinitionError(
                say(
                    "{file}: its counter-metric '{metric}' is no metric.",
                    file=f"{metric}.sql",
                    metric=definition.counter,
                )
            )
