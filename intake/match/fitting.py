"""How well the cells of a column can be those of a field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from intake.forms import Cell
from intake.match.profiles import Profile
from intake.match.synonyms import said, words
from intake.tables import TABLES

NUMBERS = ("number", "money", "whole", "minutes", "score")
SURE, MOST = 0.9, 0.7  # of the cells
# the last word of the name of a column whose numbers count nothing
OF_NO_NUMBER = ("id", "no", "nr", "number", "key", "zip", "phone", "line", "index")


@dataclass(frozen=True)
class Field:
    """A field of a table: what it holds, and whether a row needs it."""

    name: str
    cell: Cell
    required: bool


def fit(table: str, field: Field, column: str, seen: Profile) -> float:
    """From 1, where all that is seen speaks for it, to 0, where it cannot be."""
    if not seen.many:
        return 0.0 if field.required else 0.3
    kind, last = field.cell.type, words(column).rpartition(" ")[2]
    if kind in NUMBERS and last in OF_NO_NUMBER:
        return 0.0
    if kind != "money" and seen.priced >= SURE:
        return 0.0
    if kind == "id" and field.name == TABLES[table].id:
        if not seen.is_unique or seen.times >= SURE:
            return 0.4 * seen.filled
        return 1.0 if last in OF_NO_NUMBER else 0.96
    if kind in ("text", "word") and last == "id":
        return 0.2
    if kind == "score":
        return _answer(seen) if table == "surveys" else _percent(seen)
    return FITS.get(kind, _text)(seen)


def _id(seen: Profile) -> float:
    return 0.0 if seen.times > SURE or seen.spaced > 0.5 else 0.8


def _time(seen: Profile) -> float:
    return _if_sure(max(seen.times, seen.unix))


def _number(seen: Profile) -> float:
    return _if_sure(seen.numbers) if seen.unix < SURE else 0.0


def _whole(seen: Profile) -> float:
    return _if_sure(seen.wholes) if seen.unix < SURE else 0.0


def _lasting(seen: Profile) -> float:
    return max(_number(seen), _if_sure(seen.durations))


def _answer(seen: Profile) -> float:
    """An answer is on a scale, 10 at the highest, or says good or bad."""
    on_scale = seen.numbers >= SURE and seen.low >= 0 and seen.high <= 10
    return 1.0 if on_scale or set(seen.words) & {"good", "bad"} else 0.0


def _percent(seen: Profile) -> float:
    return 1.0 if seen.numbers >= SURE and 10 < seen.high <= 100 else 0.0


def _person(seen: Profile) -> float:
    if max(seen.addresses, seen.phones) >= 0.5:
        return 1.0
    decimal = seen.numbers > SURE and seen.wholes < SURE
    return 0.0 if seen.times >= SURE or decimal else 0.8


def _yes_no(seen: Profile) -> float:
    known = {*said()["answered"], *said()["unanswered"]}
    return 1.0 if seen.yes_no >= SURE or set(seen.words) & known else 0.0


def _currency(seen: Profile) -> float:
    return _if_sure(seen.codes)


def _text(seen: Profile) -> float:
    if max(seen.times, seen.unix) >= SURE or seen.addresses >= 0.5:
        return 0.0
    if seen.numbers >= SURE and not seen.words:
        return 0.2
    return 1.0 if seen.words else 0.7 if seen.different < 0.5 else 0.3


def _if_sure(share: float) -> float:
    return share if share >= MOST else 0.0


FITS: dict[str, Callable[[Profile], float]] = {
    "id": _id,
    "time": _time,
    "number": _lasting,
    "minutes": _lasting,
    "money": _number,
    "whole": _whole,
    "person": _person,
    "yes_no": _yes_no,
    "currency": _currency,
}
