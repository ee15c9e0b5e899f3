"""What the cells of a column look like: the evidence for what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intake.text.sorts import TIME, is_number

PHONE = re.compile(r"'?(\+|00)[\d ().-]{7,}|\(?0\d{1,4}\)?[ -]?[\d -]{5,}")
CLOCK = re.compile(r"\d+:[0-5]\d(:[0-5]\d(\.\d+)?)?")
SPELT = re.compile(
    r"(?i)(\d+(\.\d+)?\s*(days?|d|hours?|hrs?|h|min(ute)?s?|m|sec(ond)?s?|s)[ ,]*)+"
)
UNIX = re.compile(r"1\d{9}(\d{3})?")
DATE = re.compile(r"\d{1,4}[-/. ]\w{1,9}[-/. ,]+\d{1,4}|\w{3,9}\.? \d{1,2}, \d{4}")
CODE = re.compile(r"[A-Z]{3}")
CURRENCY = re.compile(
    r"R\$|[$€£¥₹₩₫₱₪฿]|^(?:[A-Z]{3}|Rp|RM|kr)\.?\s|^Rp\.?|\s?(?:[A-Z]{3}|kr)$"
)
YES_NO = frozenset(["yes", "no", "true", "false", "y", "n", "t", "f", "1", "0"])
FEW = 40


@dataclass(frozen=True)
class Profile:
    """Shares, 0 to 1, of a column's filled cells; `low` and `high` of its numbers.

    `priced` are numbers that name a currency; `words` are its different cells in
    lower case, where they are few.
    """

    filled: float = 0.0
    different: float = 0.0
    times: float = 0.0
    unix: float = 0.0
    numbers: float = 0.0
    priced: float = 0.0
    wholes: float = 0.0
    addresses: float = 0.0
    phones: float = 0.0
    durations: float = 0.0
    codes: float = 0.0
    yes_no: float = 0.0
    spaced: float = 0.0
    low: float = 0.0
    high: float = 0.0
    many: int = 0
    words: tuple[str, ...] = ()

    @property
    def is_unique(self) -> bool:
        """Whether hardly a cell stands twice, and hardly one is empty."""
        return self.filled > 0.98 and self.different > 0.98


def profile(cells: Sequence[str]) -> Profile:
    """Look at the texts of a column."""
    filled = [text for cell in cells if (text := cell.strip())]
    if not filled:
        return Profile()
    lower = {text.casefold() for text in filled}
    numbers = [number for text in filled if (number := _number(text)) is not None]
    bare = [(text, CURRENCY.sub("", text).strip()) for text in filled]
    written = [text for text, figures in bare if is_number(figures)]
    priced = [text for text, figures in bare if text != figures and is_number(figures)]
    many = len(filled)

    def share(found: Sequence[str]) -> float:
        return len(found) / many

    return Profile(
        filled=many / len(cells),
        different=len(set(filled)) / many,
        times=share([t for t in filled if TIME.fullmatch(t) and DATE.match(t)]),
        unix=share([t for t in filled if UNIX.fullmatch(t)]),
        numbers=share(written),
        priced=share(priced),
        wholes=share([t for t in filled if t.removesuffix(".0").isdigit()]),
        addresses=share([t for t in filled if "@" in t]),
        phones=share([t for t in filled if PHONE.fullmatch(t)]),
        durations=share(
            [t for t in filled if CLOCK.fullmatch(t) or SPELT.fullmatch(t)]
        ),
        codes=share([t for t in filled if CODE.fullmatch(t)]),
        yes_no=share([t for t in filled if t.casefold() in YES_NO]),
        spaced=share([t for t in filled if " " in t]),
        low=min(numbers, default=0.0),
        high=max(numbers, default=0.0),
        many=many,
        words=tuple(sorted(lower)) if len(lower) <= FEW else (),
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
