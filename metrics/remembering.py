"""What was found out about one state of the store, so that it is not asked twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Found = TypeVar("Found")
# Entries, after which the oldest go, and rows of one that is worth its room.
MOST, LONGEST = 20_000, 100


class Memory:
    """Findings by what was asked; it is of one state of the store, and goes with it."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Any] = {}

    def of(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What was found, or is found now. Threads may find the same at once."""
        try:
            known: Found = self._found[asked]
        except KeyError:
            known = find()
            if not isinstance(known, list) or len(known) <= LONGEST:
                self._found[asked] = known
                if len(self._found) > MOST:
                    self._found.pop(next(iter(list(self._found))), None)
        return known
