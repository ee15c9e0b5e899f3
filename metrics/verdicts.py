"""How a promise fared, in one of seven verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from words import Said, known, mark

# The chance that the true amount meets the target, from which a verdict holds.
SURE, LIKELY = 0.975, 0.80
UNLIKELY, SURELY_NOT = 0.20, 0.025


@dataclass(frozen=True)
class Chance:
    """The chances, 0 to 1, by which a promise is judged.

    `within` is that of the true amount meeting the target. `sided` is that of its
    meeting the end of a band that it is likelier beyond: the same where the target
    has one end alone. A band too narrow for the data has a small chance of holding
    the true amount, though nothing speaks against it.
    """

    within: float
    sided: float


class Verdict(StrEnum):
    """Best first; the last two judge nothing. `verdict_words` says them."""

    KEPT = mark("kept")
    PROBABLY_KEPT = mark("probably kept")
    CANT_TELL = mark("can't tell")
    PROBABLY_BROKEN = mark("probably broken")
    BROKEN = mark("broken")
    TOO_FEW = mark("too few")
    NO_DATA = mark("no data")


JUDGED = (
    Verdict.KEPT,
    Verdict.PROBABLY_KEPT,
    Verdict.CANT_TELL,
    Verdict.PROBABLY_BROKEN,
    Verdict.BROKEN,
)
KEPT = frozenset({Verdict.KEPT, Verdict.PROBABLY_KEPT})
BROKEN = frozenset({Verdict.BROKEN, Verdict.PROBABLY_BROKEN})


def verdict_words(verdict: Verdict) -> Said:
    """A verdict as people read it; the code itself is for machines."""
    return known(verdict)


def verdict_of(n: int, min_n: int, chance: Chance | None) -> Verdict:
    """The verdict for n observations and the chance that the target is met.

    A chance of None (nothing was promised at that time) can't tell.
    """
    if n == 0:
        return Verdict.NO_DATA
    if n < min_n:
        return Verdict.TOO_FEW
    return Verdict.CANT_TELL if chance is None else _judged(chance)


def _judged(chance: Chance) -> Verdict:
    if chance.within >= SURE:
        return Verdict.KEPT
    if chance.within >= LIKELY:
        return Verdict.PROBABLY_KEPT
    if chance.sided <= SURELY_NOT:
        return Verdict.BROKEN
    return Verdict.PROBABLY_BROKEN if chance.sided <= UNLIKELY else Verdict.CANT_TELL


def weakest(verdicts: Iterable[Verdict]) -> Verdict:
    """A value is lived as far as its weakest promise.

    Promises that could not be judged speak only where nothing else does.
    """
    found = set(verdicts)
    for verdict in (*reversed(JUDGED), Verdict.TOO_FEW):
        if verdict in found:
            return verdict
    return Verdict.NO_DATA
