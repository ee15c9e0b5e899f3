"""The kinds of export there are: one YAML file each, under sources/."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from metrics.errors import SelarasError

SOURCES = Path(__file__).parent / "sources"
Columns = tuple[str, ...]


class SourceError(SelarasError):
    """A file under sources/ that declares no kind of export."""


class Declared(BaseModel):
    """What a source file says; an unknown word in it is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Cell(Declared):
    """One thing an export says of a row: which columns, and how they read."""

    type: Literal[
        "id", "name", "text", "word", "time", "minutes", "duration", "number", "money",
        "seconds", "milliseconds", "hours", "whole", "yes_no", "filled", "currency",
        "score", "person",
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
    # A person is known by the first of these that is filled.
    email: Columns = ()
    phone: Columns = ()
    anyone: Columns = ()
    id: Columns = ()


class Words(Declared):
    """Ratings given in words: the score of each, in lower case, best first."""

    scale: str
    good: dict[str, int]
    bad: dict[str, int]


class Rating(Declared):
    """A customer's rating inside a ticket export: a survey of its own."""

    columns: Columns = Field(alias="from")
    instrument: Literal["csat"]
    not_asked: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    words: Words | None = None
    numbers: str | None = None


class Aside(Declared):
    """Rows that never count, and the word that says why."""

    because: str
    cell: str
    holds: tuple[str, ...] = ()  # any of these, as whole words
    equals: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    starts: str | None = None
    filled: bool = False


class Form(Declared):
    """A kind of export. `name` is its file's, without the ending."""

    name: str
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
    add_up: tuple[str, ...] = ()  # cells summed over those lines

    @model_validator(mode="after")
    def _names_only_its_own_cells(self) -> Self:
        named = {aside.cell for aside in self.set_aside} | set(self.add_up)
        named |= {cell.not_before for cell in self.cells.values() if cell.not_before}
        unknown = sorted(named - set(self.cells))
        if unknown:
            raise ValueError(f"no such cell: {', '.join(unknown)}")
        return self


def read_form(path: Path) -> Form:
    """Read one source file; SourceError says what is wrong with it."""
    try:
        declared = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return Form.model_validate({**declared, "name": path.stem})
    except (YAMLError, TypeError) as error:
        raise SourceError(f"{path.name}: this is no YAML ({error}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise SourceError(f"{path.name}, {where}: {first['msg']}.") from error


@cache
def forms(folder: Path = SOURCES) -> tuple[Form, ...]:
    """Every kind of export, in the order of their names."""
    return tuple(read_form(path) for path in sorted(folder.glob("*.yaml")))
