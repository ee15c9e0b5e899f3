"""What nobody measures, and what is left out of the numbers, in words."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.coverage.rating import Coverage, Customers
from metrics.coverage.unmeasured import Unmeasured
from metrics.own_words import spoken
from words import known, say, say_many


def unmeasured_words(customers: Customers, found: Unmeasured) -> Iterator[str]:
    """What nobody measures, the customers without a voice first."""
    if customers.silent:
        yield say(
            "{silent} of {all} customers bought and neither wrote, called nor "
            "answered: whether they found what they needed is counted nowhere.",
            silent=customers.silent,
            all=customers.all,
        )
    if customers.nameless:
        yield say_many(
            "{n} contact or order tells no customer, and is in no share.",
            "{n} contacts and orders tell no customer, and are in no share.",
            customers.nameless,
        )
    yield from map(known, found.parts)
    if found.unpromised:
        yield say(
            "Counted, and promised by nobody: {metrics}.",
            metrics=[known(name) for name in found.unpromised],
        )


def left_out_rows(coverage: Coverage) -> Iterator[tuple[str, int, str, float]]:
    """Of each promise: its name, how many rows do not count, why, and which part, in
    percent, they are of all that lie in the period; most first."""
    for rated in coverage.promises:
        fared = rated.fared
        every = fared.reading.n + sum(one.n for one in fared.left_out)
        for one in fared.left_out:
            yield spoken(fared.name), one.n, known(one.because), 100 * one.n / every
