"""What a card of the scorecard tells, and how much room that takes."""

from __future__ import annotations

from dataclasses import dataclass

from slides.deck_fonts import TIGHT, Face, Line
from slides.deck_verdicts import pill_height, pill_width, verdict_width
from slides.facts import facts_of, more_of, target_fact
from slides.model import SlideCard, SlidePromise

NAMES = (1.3, 1.2, 1.1, 1.0)  # of the letters' size
STRIP = 1.1  # how high a year of weeks is, in sizes


@dataclass(frozen=True)
class Depth:
    """How much a card tells; `scale` is of the amounts, `room` between promises."""

    action: bool
    full: bool
    more: bool
    scale: float
    room: float


# The richest first.
DEPTHS = (
    Depth(action=True, full=True, more=True, scale=1.7, room=0.8),
    Depth(action=True, full=True, more=False, scale=1.6, room=0.7),
    Depth(action=False, full=True, more=False, scale=1.6, room=0.6),
    Depth(action=False, full=True, more=False, scale=1.3, room=0.3),
    Depth(action=False, full=False, more=False, scale=1.2, room=0.4),
    Depth(action=False, full=False, more=False, scale=1.0, room=0.2),
)


@dataclass(frozen=True)
class Fit:
    """How a card is told: how much, in letters of which size, how wide in points."""

    depth: Depth
    size: float
    width: float
    face: Face

    def line(self, words: str, *, scale: float = 1.0) -> Line:
        """A line that stands out."""
        return Line(words, self.size * scale, bold=True, leading=TIGHT)

    def muted(self, words: str, *, italic: bool = False, before: float = 0) -> Line:
        """A line that does not; `before` is in sizes."""
        above = before * self.size
        return Line(
            words, self.size, "muted", italic=italic, before=above, leading=TIGHT
        )


@dataclass(frozen=True)
class Told:
    """A promise laid out: its lines, and where its verdict stands beside them.

    `verdict_at` is left and top of it within the promise, in points; None of a
    promise that is alone on its card.
    """

    lines: tuple[Line, ...]
    height: float
    verdict_at: tuple[float, float] | None


@dataclass(frozen=True)
class Head:
    """A card's name, and what is told below it and its verdict; heights in points."""

    name: Line
    high: float
    rest: tuple[Line, ...]
    below: float


def told_of(one: SlidePromise, owner: SlideCard, fit: Fit) -> Told:
    """A promise in lines."""
    lines = _first_lines(one, owner, fit)
    top, high = (fit.face.high(some, fit.width) for some in (lines[:-1], lines))
    number, at, below = lines[-1], None, 0.0
    if len(owner.promises) > 1:
        wide = verdict_width(fit.face, one.lived, fit.size)
        if fit.face.wide(number) + wide + fit.size * 0.5 <= fit.width:
            at = (fit.width - wide, top + number.pitch - fit.size * 1.26)
        else:
            at, below = (0.0, high), 1.2
    facts = (*needed(one), *(more_of(one) if fit.depth.more else ()))
    packed = fit.face.packed(facts, fit.size, fit.width)
    told = [fit.muted(fact, before=0 if n else below) for n, fact in enumerate(packed)]
    return Told((*lines, *told), fit.face.high([*lines, *told], fit.width), at)


def _first_lines(one: SlidePromise, owner: SlideCard, fit: Fit) -> list[Line]:
    """The name, where the card has another, and the amount; short ones in a line."""
    scale, full = fit.depth.scale, fit.depth.full
    is_alone = one.name == owner.name
    if one.amount and not full and not is_alone:
        return [fit.line(f"{one.short} {one.amount}", scale=scale)]
    name = [] if is_alone else [fit.line(one.name if full else one.short)]
    if one.amount:
        return [*name, fit.line(one.amount, scale=scale)]
    return [*name, fit.muted(one.why_blank, italic=True)]


def head_of(one: SlideCard, fit: Fit, *, beside: bool) -> Head:
    """The head of a card, its verdict beside its name or below that."""
    room = name_room(one, fit, beside=beside)
    name = _name_of(one, fit, room)
    high = fit.face.high([name], room)
    told = (one.partly, (one.sentence or one.action) if fit.depth.action else "")
    rest = tuple(fit.muted(said, before=0.2) for said in told if said)
    if beside:
        high = max(high, pill_height(fit.size))
    pill = 0.0 if beside else pill_height(fit.size) + fit.size * 0.1
    return Head(name, high, rest, pill + fit.face.high(rest, fit.width))


def name_room(one: SlideCard, fit: Fit, *, beside: bool) -> float:
    """How wide a card's name may be, in points."""
    taken = pill_width(fit.face, one.lived, fit.size) + fit.size * 0.4
    return fit.width - taken if beside else fit.width


def _name_of(one: SlideCard, fit: Fit, room: float) -> Line:
    """A card's name as large as its longest word allows, but no smaller than text."""
    names = [fit.line(one.name, scale=scale) for scale in NAMES]
    fits = (
        name
        for name in names
        if fit.face.longest_word(name.words, name.size, bold=True) <= room
    )
    return next(fits, names[-1])


def is_beside(one: SlideCard, fit: Fit) -> bool:
    """Whether name and verdict stand in one line."""
    name = fit.face.wide(fit.line(one.name, scale=NAMES[0]))
    return name + fit.size * 0.1 <= name_room(one, fit, beside=True)


def body_height(one: SlideCard, fit: Fit, *, has_year: bool) -> float:
    """Of a card's promises and its strip of the year, in points."""
    told = [told_of(each, one, fit).height for each in one.promises]
    between = (len(told) - 1) * fit.depth.room
    return sum(told) + fit.size * (between + (STRIP + 0.3 if has_year else 0))


def needed(one: SlidePromise) -> tuple[str, ...]:
    """What stands beside every number: the target, n, the interval, who answered."""
    return tuple(dict.fromkeys((target_fact(one), *facts_of(one))))


def is_narrow(one: SlideCard, fit: Fit) -> bool:
    """Whether an amount, a fact or a verdict would be broken."""
    widths = [pill_width(fit.face, one.lived, fit.size)]
    for each in one.promises:
        number = _first_lines(each, one, fit)[-1]
        widths += [verdict_width(fit.face, each.lived, fit.size)]
        widths += [fit.face.width(fact, fit.size) for fact in needed(each)]
        widths += [fit.face.wide(number)] if each.amount else []
    return max(widths) > fit.width
