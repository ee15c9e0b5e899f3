"""For how many periods in a row a promise fared as it does now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from metrics.judging import Case, cases
from metrics.measuring import Count
from metrics.periods import Period
from metrics.questions import Question
from metrics.values import Promise
from metrics.verdicts import BROKEN, KEPT, Verdict
from metrics.warehouse import Warehouse

# What may stand in a row with a verdict: nothing that is less sure of it.
ALIKE = {
    Verdict.KEPT: frozenset({Verdict.KEPT}),
    Verdict.PROBABLY_KEPT: KEPT,
    Verdict.PROBABLY_BROKEN: BROKEN,
    Verdict.BROKEN: frozenset({Verdict.BROKEN}),
}
LONGEST = 12  # periods of a row


@dataclass(frozen=True)
class Behind:
    """The periods of a series with their counts, oldest first, the one shown last."""

    warehouse: Warehouse
    question: Question
    promise: Promise
    periods: Sequence[Period]
    found: Sequence[Count]
    since: datetime | None

    def streak(self, verdict: Verdict) -> int:
        """For how many periods in a row the verdict held, the one shown included."""
        alike = ALIKE.get(verdict, frozenset())
        if self.periods[-1].until is not None or not alike:
            return 1
        held = takewhile(lambda one: one.verdict in alike, self._backwards())
        return 1 + sum(1 for _ in held)

    def _backwards(self) -> Iterator[Case]:
        """The periods before, the newest first, as they are judged."""
        last = len(self.periods) - 1
        yield from self._cases(last - 1, last)
        yield from reversed(self._cases(last + 1 - LONGEST, last - 1))

    def _cases(self, first: int, after: int) -> list[Case]:
        periods, found = self.periods[first:after], self.found[first:after]
        return cases(
            self.warehouse, self.question, self.promise, periods, found, self.since
        )
