"""How pictures look: sizes, themes and the colours of the dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from metrics.verdicts import Verdict

Picture = Literal["png", "svg", "pdf"]
PICTURES: tuple[Picture, ...] = get_args(Picture)
FORMS = ("text", "json", "csv", *PICTURES)


@dataclass(frozen=True)
class Size:
    """A picture of so many pixels; as a page it is so many points.

    `unit` is the length, in points, that the template draws as 1. No text is
    smaller than `smallest` of them. `headline` is larger by that factor.
    """

    pixels: tuple[int, int]
    points: tuple[float, float]
    unit: float
    smallest: float
    headline: float

    @property
    def ppi(self) -> float:
        """Pixels to an inch of 72 points."""
        return 72 * self.pixels[0] / self.points[0]


SIZES = {
    "1920x1080": Size((1920, 1080), (960.0, 540.0), 0.5, 24, 1.2),
    "1080x1350": Size((1080, 1350), (540.0, 675.0), 0.5, 18, 1.35),
    "a4": Size((1754, 1240), (841.92, 595.2), 0.552, 17, 1.35),
}
# How much larger than the smallest text a card's is, the largest that fits.
STEPS = (2.0, 1.75, 1.5, 1.35, 1.25, 1.15, 1.08, 1.0)
# With more promises than fit at that size, it gets smaller.
SMALL_STEPS = (0.92, 0.85, 0.78, 0.72, 0.66, 0.6)
THEMES = {
    "light": {
        "page": "#fbfaf7",
        "card": "#ffffff",
        "border": "#dedad0",
        "text": "#1c2421",
        "muted": "#55605b",
        "accent": "#0f766e",
        "line": "#0f766e",
        "target": "#b45309",
        "green": "#15803d",
        "gray": "#55605b",
        "orange": "#b45309",
        "red": "#b91c1c",
    },
    "dark": {
        "page": "#111715",
        "card": "#1b2320",
        "border": "#34403b",
        "text": "#e9ede9",
        "muted": "#a9b4ae",
        "accent": "#2dd4bf",
        "line": "#2dd4bf",
        "target": "#fbbf24",
        "green": "#4ade80",
        "gray": "#a9b4ae",
        "orange": "#fbbf24",
        "red": "#f87171",
    },
}
TONES = {
    Verdict.KEPT: "green",
    Verdict.PROBABLY_KEPT: "green",
    Verdict.CANT_TELL: "gray",
    Verdict.PROBABLY_BROKEN: "orange",
    Verdict.BROKEN: "red",
    Verdict.TOO_FEW: "gray",
    Verdict.NO_DATA: "gray",
}
# How many quarters of a disc are filled.
QUARTERS = {
    Verdict.KEPT: 4,
    Verdict.PROBABLY_KEPT: 3,
    Verdict.CANT_TELL: 2,
    Verdict.PROBABLY_BROKEN: 1,
    Verdict.BROKEN: 0,
}
# Where a week's bar begins and how far it goes, in a strip that reaches from -1 to 1:
# up where kept, down where broken. A verdict is told by that before it is by colour.
BARS = {
    Verdict.KEPT: (0.06, 0.94),
    Verdict.PROBABLY_KEPT: (0.06, 0.5),
    Verdict.CANT_TELL: (-0.09, 0.18),
    Verdict.PROBABLY_BROKEN: (-0.06, -0.5),
    Verdict.BROKEN: (-0.06, -0.94),
    Verdict.TOO_FEW: (-0.03, 0.06),
}


def bar(verdict: Verdict) -> tuple[float, float] | None:
    """Where a week's bar begins, from the top of its strip, and how high it is, as
    shares of the strip's height; None for a week without data."""
    if verdict not in BARS:
        return None
    start, length = BARS[verdict]
    return (1 - max(start, start + length)) / 2, abs(length) / 2
