"""The kinds of export there are: one YAML file each, under sources/."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from metrics.errors import SelarasError
from words import say

SOURCES = Path(__file__).parent / "sources"
Columns = tuple[str, ...]


class SourceError(SelarasError):
    """A file under sources/ that declares no kind of export."""


class Declared(BaseModel):
    """What a source file says; an unknown word in it is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class OfLines(Declared):
    """What a cell takes from the lines of its row: one line's text, or a number.

    `which` is the kind of line, any if None; `after` the kind that comes first.
    """

    take: Literal["first", "last", "count", "sum", "all"]
    which: str | None = None
    after: str | None = None


class Cell(Declared):
    """One thing an export says of a row: which columns, and how they read."""

    type: Literal[
        "id", "name", "text", "word", "time", "minutes", "duration", "number", "money",
        "seconds", "milliseconds", "hours", "whole", "yes_no", "filled", "currency",
        "score", "person", "signed", "made", "comment", "tags", "criteria",
    ]  # fmt: skip
    columns: Columns = Field(alias="from", default=())
    required: bool = False
    otherwise: str | None = None  # the word where the cell is empty
    words: dict[str, str] = {}  # theirs: ours, in any case
    only: tuple[str, ...] = ()  # the words there are; any if empty
    kept: Literal["minutes", "seconds"] = "minutes"  # what a duration is kept as
    not_before: str | None = None  # another time of the row
    after: tuple[str, str] | None = None  # else: a time, and minutes after it
    between: tuple[str, str] | None = None  # else: minutes from a time to a time
    less: tuple[str, ...] = ()  # cells to take off it, where they are filled
    bare: Literal["milliseconds", "seconds"] | None = None  # a duration's mere number
    field: str | None = None  # of a record, where the column holds a list of them
    of: tuple[str, ...] = ()  # the cells that an id is made of
    apart: str = ",;"  # the signs between tags
    criterion: str | None = None  # of a criterion in a record: its name
    # what was chosen of a criterion on its own line or in a record, and its scale
    points: Columns = ()
    lowest: Columns = ()
    highest: Columns = ()
    of_lines: OfLines | None = None  # where a row has several lines
    hashed: Columns = ()  # else: what may be somebody's name, kept as a key alone
    # A person is known by the first of these that is filled.
    email: Columns = ()
    phone: Columns = ()
    anyone: Columns = ()
    named: Columns = ()
    id: Columns = ()


class Words(Declared):
    """Ratings given in words: the score of each, in lower case, best first."""

    scale: str
    good: dict[str, int]
    bad: dict[str, int]


class Rating(Declared):
    """A customer's rating inside a ticket export: a survey of its own."""

    columns: Columns = Field(alias="from")
    dated: str | None = None  # the cell with the time of the answer
    instrument: Literal["csat"]
    not_asked: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    words: Words | None = None
    numbers: str | None = None


class Rule(Declared):
    """What the text of a cell has to be; one of these is declared."""

    cell: str
    holds: tuple[str, ...] = ()  # any of these, as whole words
    equals: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    starts: str | None = None
    filled: bool = False


class Aside(Rule):
    """Rows that never count, and the word that says why."""

    because: str


class Spread(Declared):
    """Every column that no cell names is one: its name and its number."""

    name: str
    number: str


class Part(Declared):
    """Another file of the export: the columns that it adds to the first one.

    Its rows meet those of the first file, and of the parts before it, where its
    column `by` has the text of theirs, which `meets` names if it is called
    otherwise. Where several of its rows meet one, the columns of `add_up` are
    summed; of the others the first row counts.
    """

    by: str
    meets: str | None = None
    columns: Columns
    add_up: Columns = ()


class Form(Declared):
    """A kind of export. `name` is its file's, without the ending.

    `own` forms are the company's; `digest` changes when one is written anew.
    """

    name: str
    own: bool = False
    digest: str = ""
    title: str
    source: str
    table: str
    zone: Literal["company", "utc", "offset"]
    fingerprint: Columns
    cells: dict[str, Cell]
    nothing: tuple[str, ...] = ()  # cells that stand for an empty one
    time_formats: tuple[str, ...] = ()
    day_first: bool | None = None  # where no date in a file tells
    decimal: Literal[".", ","] | None = None  # where no number in a column tells
    refused: str | None = None  # why it cannot be taken, and what to load instead
    questions: dict[str, Columns] = {}  # of each instrument; the first one there
    unix_times: bool = False
    rating: Rating | None = None
    scales: dict[str, str] = {}  # of each instrument, where no column says it
    direction: Literal["high", "low"] | None = None
    set_aside: tuple[Aside, ...] = ()
    own_people: Columns = ()  # addresses or domains; the first one that is there
    lines_of: str | None = None  # the id that several lines share
    in_order_of: str | None = None  # the time of a line, where each is an event
    lines: dict[str, tuple[Rule, ...]] = {}  # kinds of line: all of these hold
    spread: Spread | None = None  # the cells of a row for each other column
    records_in: str | None = None  # a column with a list of records, each a row
    parts: tuple[Part, ...] = ()  # the other files of an export that has several

    @model_validator(mode="after")
    def _names_only_its_own_cells(self) -> Self:
        unknown = sorted(_named(self) - set(self.cells))
        if unknown:
            raise ValueError(say("no such cell: {cells}", cells=", ".join(unknown)))
        kinds = {
            kind
            for cell in self.cells.values()
            if cell.of_lines
            for kind in (cell.of_lines.which, cell.of_lines.after)
            if kind
        }
        if kinds - set(self.lines):
            missing = ", ".join(sorted(kinds - set(self.lines)))
            raise ValueError(say("no such kind of line: {kinds}", kinds=missing))
        return self


def _named(form: Form) -> set[str]:
    """The cells that a form names outside of where it declares them."""
    rules = [*form.set_aside, *(rule for kind in form.lines.values() for rule in kind)]
    named = {rule.cell for rule in rules} | {form.lines_of, form.in_order_of}
    for cell in form.cells.values():
        named |= {cell.not_before, *(cell.after or ()), *(cell.between or ())}
        named |= {*cell.less, *cell.of}
    if form.rating:
        named.add(form.rating.dated)
    if form.spread:
        named |= {form.spread.name, form.spread.number}
    return {name for name in named if name}


def read_form(path: Path) -> Form:
    """Read one source file; SourceError says what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
        declared = YAML(typ="safe").load(text)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        own = path.parent != SOURCES
        known = {"name": path.stem, "own": own, "digest": digest}
        return Form.model_validate({**declared, **known})
    except (YAMLError, TypeError, UnicodeDecodeError) as error:
        raise SourceError(
            say("{file}: this is no YAML ({error}).", file=path.name, error=str(error))
        ) from error
    except OSError as error:
        raise SourceError(
            say("{file}: {error}.", file=path.name, error=str(error.strerror))
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or say("the whole")
        raise SourceError(
            say(
                "{file}, {where}: {mistake}.",
                file=path.name,
                where=where,
                mistake=first["msg"],
            )
        ) from error


@cache
def forms() -> tuple[Form, ...]:
    """Every kind of export that we know, in the order of their names."""
    return tuple(read_form(path) for path in sorted(SOURCES.glob("*.yaml")))
