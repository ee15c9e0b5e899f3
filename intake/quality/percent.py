"""A part of a whole."""

from __future__ import annotations


def percent(part: int | None, n: int) -> float | None:
    """0 to 100; None of nothing, and where the part is not known."""
    return None if part is None or not n else 100 * part / n
