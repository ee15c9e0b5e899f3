"""What was found out about one state of the store, so that it is not asked twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Found = TypeVar("Found")
# Entries, after which those that were asked for the longest ago go: a hundred filters
# of ten questions. And rows of one that is worth its room.
MOST, LONGEST = 5_000, 100


class Memory:
    """Findings by what was asked; it is of one state of the store, and goes with it."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._turn = Lock()

    def of(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What was found, or is found now. Threads may find the same at once."""
        with self._turn:
            if asked in self._found:
                self._found.move_to_end(asked)
                known: Found = self._found[asked]
                return known
        found = find()
        if isinstance(found, list) and len(found) > LONGEST:
            return found
        with self._turn:
            kept: Found = self._found.setdefault(asked, found)
            if len(self._found) > MOST:
                self._found.popitem(last=False)
            return kept
