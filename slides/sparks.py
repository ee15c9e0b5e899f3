"""A small chart of a promise as SVG: its last periods and the target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from slides.model import SlidePoint, SlidePromise

At = Callable[[int, float], str]  # where a place and an amount are drawn
SPARK = 13  # periods, the last of the series
WIDTH, HEIGHT, EDGE = 240.0, 40.0, 3.0


def spark(promise: SlidePromise) -> Markup:
    """The chart; empty where there is nothing to draw."""
    points = promise.series[-SPARK:]
    heights = [
        amount
        for point in points
        for amount in (point.amount, point.low, point.high)
        if amount is not None
    ]
    if all(point.amount is None for point in points):
        return Markup()
    low, high = min(heights), max(heights)
    if low == high:
        low, high = low - 1, high + 1
    scale = (HEIGHT - 2 * EDGE) / (high - low)

    def at(place: int, amount: float) -> str:
        across = EDGE + place * (WIDTH - 2 * EDGE) / max(1, len(points) - 1)
        return f"{across:.1f} {HEIGHT - EDGE - (amount - low) * scale:.1f}"

    bounds = (
        _path(at, [getattr(point, end) for point in points], "target", "2 3", 1.2)
        for end in ("low", "high")
    )
    line = _path(at, [point.amount for point in points], "line", "0", 2)
    drawn = Markup("").join(Markup(one) for one in (*bounds, line))  # noqa: S704 - ours
    return Markup(
        '<svg class="spark" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        'preserveAspectRatio="none" aria-label="{name}: {told}">{drawn}</svg>'
    ).format(
        width=WIDTH, height=HEIGHT, name=promise.name, told=_told(points), drawn=drawn
    )


def _path(
    at: At, amounts: Sequence[float | None], ink: str, dash: str, width: float
) -> str:
    steps = " ".join(_steps(at, amounts))
    return (
        f'<path d="{steps}" fill="none" stroke="var(--{ink})" stroke-width="{width}" '
        f'stroke-dasharray="{dash}" vector-effect="non-scaling-stroke" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
        if steps
        else ""
    )


def _steps(at: At, amounts: Sequence[float | None]) -> Iterator[str]:
    """A line through what is known; broken where nothing is."""
    is_down = False
    for place, amount in enumerate(amounts):
        if amount is None:
            is_down = False
            continue
        yield f"{'L' if is_down else 'M'}{at(place, amount)}"
        if not is_down and _is_alone(amounts, place):
            yield f"L{at(place, amount)}"  # a dot
        is_down = True


def _is_alone(amounts: Sequence[float | None], place: int) -> bool:
    return place + 1 == len(amounts) or amounts[place + 1] is None


def _told(points: Sequence[SlidePoint]) -> str:
    said = [f"{point.label} {point.words}" for point in points if point.words]
    return "; ".join(said)
