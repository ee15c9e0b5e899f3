"""Scales that answers are given on, and which answers are good (DEFINITIONS)."""

from __future__ import annotations

from dataclasses import dataclass

from intake.wording import literal


@dataclass(frozen=True)
class Scale:
    """Whole numbers from low to high; from `good` upwards an answer is good."""

    low: int
    high: int
    good: int


GOOD_BAD = "good-bad"
SCALES = {
    ("csat", GOOD_BAD): Scale(0, 1, 1),
    ("csat", "1-3"): Scale(1, 3, 3),
    ("csat", "1-5"): Scale(1, 5, 4),
    ("csat", "1-7"): Scale(1, 7, 6),
    ("csat", "1-10"): Scale(1, 10, 8),
    ("nps", "0-10"): Scale(0, 10, 9),
    ("ces", "1-5"): Scale(1, 5, 4),
    ("ces", "1-7"): Scale(1, 7, 5),
}


def scales_of(instrument: str) -> tuple[str, ...]:
    """The scales an instrument may be answered on."""
    return tuple(scale for known, scale in SCALES if known == instrument)


def on_scale(instrument: str, scale: str) -> str:
    """SQL: the row is an answer to this instrument on this scale."""
    return f"instrument = {literal(instrument)} and scale = {literal(scale)}"


def is_off(scale: Scale, score: str) -> str:
    """SQL: the score is not one of the scale's whole numbers."""
    return (
        f"({score} not between {scale.low} and {scale.high} "
        f"or {score} <> floor({score}))"
    )


def is_good(scale: Scale, score: str, low_is_good: str) -> str:
    """SQL: the answer is good; turned round where a low score is."""
    turned = scale.low + scale.high - scale.good
    return (
        f"case when {low_is_good} then {score} <= {turned} "
        f"else {score} >= {scale.good} end"
    )
