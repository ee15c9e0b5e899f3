"""A figure as a person reads it off another screen, and how exact it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from metrics.errors import SelarasError
from words import say

# How many minutes each is.
MINUTES = {"d": 1440.0, "h": 60.0, "m": 1.0, "s": 1 / 60}
NUMBER = re.compile(r"[+-]?\d[\d.,]*")
TIMED = re.compile(r"(\d[\d.,]*)\s*([dhms])[a-z]*", re.IGNORECASE)
CLOCKED = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d))?")
LONGEST = 15  # digits before or after the dot
SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")


class FigureError(SelarasError):
    """A figure nobody can read."""


@dataclass(frozen=True)
class Figure:
    """An amount, and half of its last decimal: what lies within is the same."""

    amount: float
    slack: float

    def is_met_by(self, amount: float) -> bool:
        """Whether that amount, rounded like this one, is this one."""
        return abs(amount - self.amount) <= self.slack * (1 + 1e-9)


def figure_of(text: str, unit: str) -> Figure:
    """What was typed: 87.9 %, 1 h 35 min, 1:35, €54.87, 1,449.

    A duration without a unit is in minutes, 1:35 in hours. Raises FigureError
    with the forms that there are.
    """
    said = SPACES.sub(" ", text).replace("−", "-").strip()
    found = _duration(said) if unit == "minutes" else None
    found = found or _plain(said)
    if found is None:
        form = "1 h 35 min" if unit == "minutes" else "87.9"
        raise FigureError(
            say(
                "{figure} is no figure. Write it as {form}.",
                figure=repr(text.strip()),
                form=form,
            )
        )
    return found


def _plain(said: str) -> Figure | None:
    """One number, whatever signs of a unit are around it."""
    numbers = NUMBER.findall(said)
    return Figure(*_number(numbers[0])) if len(numbers) == 1 else None


def _duration(said: str) -> Figure | None:
    clocked = CLOCKED.fullmatch(said)
    if clocked:
        hours, minutes, seconds = clocked.groups()
        amount = int(hours) * 60 + int(minutes) + int(seconds or 0) / 60
        return Figure(amount, 0.5 / 60 if seconds else 0.5)
    timed = TIMED.findall(said)
    if not timed or TIMED.sub("", said).strip(" ,"):
        return None
    parts = [(_number(number), MINUTES[unit.lower()]) for number, unit in timed]
    amount = sum(value * minutes for (value, _), minutes in parts)
    (_, slack), minutes = parts[-1]
    return Figure(amount, slack * minutes)


def _number(text: str) -> tuple[float, float]:
    """A number and half of its last decimal; 1,449 has thousands, 87,9 decimals."""
    text = text.rstrip(".,")
    comma, dot = text.rfind(","), text.rfind(".")
    thousands = "," if dot > comma else "."
    if dot < 0 and (text.count(",") > 1 or len(text) - comma == 4):
        thousands = ","
    if comma < 0 and text.count(".") <= 1:
        thousands = ","
    plain = text.replace(thousands, "").replace(",", ".")
    if plain.count(".") > 1:  # 1.449.000
        plain = plain.replace(".", "")
    whole, _, decimals = plain.partition(".")
    if len(whole) > LONGEST or len(decimals) > LONGEST:
        raise FigureError(say("{figure}… is too long a figure.", figure=text[:20]))
    return float(plain), 0.5 * 10 ** -len(decimals)
