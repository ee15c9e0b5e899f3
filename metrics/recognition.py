"""Who to thank in a week, and for what: everyone above the mark, and nobody ranked.

Luck is not praised. What is said of a person beside others is an estimate that
chance has been taken from; what is said of their own weeks is a signal in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from metrics.catalog import Catalog, Definition
from metrics.groups import Place, dimensions_of
from metrics.periods import Period, Window, earlier
from metrics.praise import Earned, Thanked
from metrics.questions import Question
from metrics.recognition_answers import Answered, answered, at_work, complimented
from metrics.recognition_better import Better, Side, better_on, hard_on, sides_of
from metrics.recognition_steady import Steady, steady_on
from metrics.recognition_weeks import Scanned
from metrics.scorecard import DATA_ERRORS, question_of, unit_of
from metrics.values import Promise, Values
from metrics.warehouse import Warehouse

# People are compared over so many weeks, the last one the week that is asked for.
SPAN = 13
# Beyond the 95 % limits on the worse side, where more is better and where less is.
WORSE = {
    True: (Place.LOWER, Place.FAR_LOWER),
    False: (Place.HIGHER, Place.FAR_HIGHER),
}
Reason = Answered | Better | Steady


@dataclass(frozen=True)
class Recognised:
    """A person with what they have earned thanks for."""

    person: str
    reasons: tuple[Reason, ...]

    def earned(self, week: Period, reason: Reason) -> Earned:
        """What a thank-you for it is kept under."""
        return Earned(self.person, week.first, reason.code)


@dataclass(frozen=True)
class Recognition:
    """Everyone to thank in a week, in the order of the alphabet.

    `first` and `last` are the weeks that people are compared over. `sells` is
    whether any measure of sales knows whose it is.
    """

    week: Period
    first: Period
    people: tuple[Recognised, ...]
    has_comments: bool
    sells: bool


def recognition_of(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    week: Period,
    through: datetime,
) -> Recognition:
    """Everyone who was at work in a week and has earned thanks."""
    return recognitions_of(warehouse, values, catalog, (week,), through)[0]


def recognitions_of(
    warehouse: Warehouse,
    values: Values,
    catalog: Catalog,
    weeks: Sequence[Period],
    through: datetime,
) -> tuple[Recognition, ...]:
    """The same of each of some weeks, oldest first; they are read together."""
    told = Scanned(warehouse, weeks[0], weeks[-1])
    with warehouse.one_moment():
        return tuple(
            _recognition(_Scene(warehouse, values, catalog, week, through, told))
            for week in weeks
        )


def _recognition(scene: _Scene) -> Recognition:
    present = at_work(scene.warehouse, scene.week.window())
    reasons: dict[str, list[Reason]] = {name: [] for name in present}
    for person, reason in scene.reasons():
        if person in reasons:
            reasons[person].append(reason)
    people = (
        Recognised(person, tuple(found))
        for person, found in sorted(reasons.items(), key=_alphabet)
        if found
    )
    sells = any(scene.is_asked(one) for one in scene.values.sales)
    comments = scene.values.company.keep_comments
    return Recognition(scene.week, scene.first, tuple(people), comments, sells)


def _alphabet(item: tuple[str, object]) -> tuple[str, str]:
    return item[0].casefold(), item[0]


@dataclass(frozen=True)
class _Scene:
    """What all reasons of one week are found in."""

    warehouse: Warehouse
    values: Values
    catalog: Catalog
    week: Period
    through: datetime
    told: Scanned

    @property
    def first(self) -> Period:
        return earlier(self.week, SPAN - 1)

    @property
    def window(self) -> Window:
        return Window(self.first.window().start, self.week.window().end)

    def reasons(self) -> Iterator[tuple[str, Reason]]:
        """Each person with a reason, what customers said first."""
        csat = self.question(self.catalog["csat"], None)
        yield from answered(self.warehouse, csat, self.week.window())
        yield from complimented(self.warehouse, self.week.window(), self.through)
        yield from self._counted()

    def is_asked(self, promise: Promise) -> bool:
        """Whether its metric knows people, and which way is better."""
        definition = self.catalog[promise.metric]
        return definition.better != "band" and "agent" in dimensions_of(definition)

    def question(self, definition: Definition, clock: str | None) -> Question:
        return question_of(
            self.warehouse,
            self.values,
            definition,
            clock,
            (),
            self.through,
            self.window,
        )

    def _counted(self) -> Iterator[tuple[str, Reason]]:
        """What the numbers of every promise say, one that fails left out."""
        every = [one for value in self.values.values for one in value.promises]
        asked = {one.key: one for one in (*every, *self.values.sales)}
        for promise in filter(self.is_asked, asked.values()):
            try:
                yield from list(self._of(promise))
            except DATA_ERRORS:  # its words may quote what is in a cell
                self.warehouse.next_moment()

    def _of(self, promise: Promise) -> Iterator[tuple[str, Reason]]:
        definition = self.catalog[promise.metric]
        question = self.question(definition, promise.clock)
        unit = unit_of(definition, self.values.company)
        up, noun = definition.better == "up", definition.observation
        side = Side(promise.key, definition.name, unit, up, noun)
        paid = self._paid_for(definition)
        sides = sides_of(self.warehouse, question, self.window)
        found: list[tuple[str, Reason]] = [
            *better_on(side, sides.agents),
            *hard_on(side, sides),
            *steady_on(self.told, self.values, promise, question, side, self.week),
        ]
        yield from (one for one in found if one[0] not in paid)

    def _paid_for(self, definition: Definition) -> frozenset[str]:
        """Whose speed another promise pays for: who lies beyond the limits of its
        counter-metric, on the worse side."""
        other = self.catalog[definition.counter]
        is_asked = other.better != "band" and "agent" in dimensions_of(other)
        if definition.unit != "minutes" or not is_asked:
            return frozenset()
        found = sides_of(self.warehouse, self.question(other, None), self.window)
        worse = WORSE[other.better == "up"]
        return frozenset(one.name for one in found.agents.groups if one.place in worse)


def still_waiting(
    before: Sequence[Recognition], thanks: Sequence[Thanked]
) -> tuple[Recognised, ...]:
    """Who earned thanks in some weeks and was thanked for none of them, in the order
    of the alphabet; of each the last week that they earned them in."""
    given = {(one.earned.person, one.earned.week) for one in thanks}
    weeks = {one.week.first for one in before}
    found = {
        person.person: person
        for one in sorted(before, key=lambda one: one.week.first)
        for person in one.people
        if not any((person.person, first) in given for first in weeks)
    }
    return tuple(person for _, person in sorted(found.items(), key=_alphabet))
